from __future__ import annotations

import codecs

import pytest

from pipeline.errors import DamagedFileError
from pipeline.readers.text import decode

PAPER = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành khẩn trương triển khai thực hiện Chỉ thị này./.\n"
TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PAPER.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + PAPER.encode(), id="utf-8 with mark"),
        pytest.param(PAPER.encode("utf-16"), id="utf-16 with mark"),
        pytest.param(PAPER.encode("utf-16-le"), id="utf-16 without mark"),
        pytest.param(PAPER.encode("utf-16-be"), id="utf-16 big-endian without mark"),
    ],
)
def test_unicode(content: bytes) -> None:
    assert decode(content, "a.txt") == PAPER


def test_windows_1258_is_composed() -> None:
    assert decode("Các sở, ngành thực hiện".encode("cp1258", "ignore"), "a.txt").startswith("Các s")


def test_old_encodings_keep_every_byte() -> None:
    assert decode(TCVN3.encode("cp1252"), "a.txt") == TCVN3
    every = bytes(range(128, 256)) * 3
    assert len(set(decode(b"a" + every, "a.txt"))) == 129


def test_cut_within_a_letter() -> None:
    content = PAPER.rstrip("\n").encode() + "ệ".encode()[:2]
    assert decode(content, "a.txt") == PAPER.rstrip("\n")


def test_one_lost_letter_does_not_ruin_a_paper() -> None:
    content = (PAPER * 30).encode().replace("ệ".encode(), b"\xe1\xbb", 1)
    assert decode(content, "a.txt").count("\ufffd") == 1


def test_mark_that_lies() -> None:
    with pytest.raises(DamagedFileError):
        decode(codecs.BOM_UTF8 + b"\xff\xfe\xfa", "a.txt")
