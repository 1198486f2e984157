from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.signatures import item_at, notes_of, signatures_in
from tests.pipeline.readers import samples

SIGNER, BODY = "Nguyễn Văn An", "ỦY BAN NHÂN DÂN TỈNH LONG AN"
SIGNED = samples.signed_pdf(SIGNER, BODY)


@pytest.mark.parametrize("elliptic", [False, True], ids=["RSA", "elliptic curve"])
def test_who_signed_and_when(elliptic: bool) -> None:
    (found,) = signatures_in(samples.signed_pdf(SIGNER, BODY, elliptic=elliptic))
    assert (found.signer, found.organisation, found.is_intact) == (SIGNER, BODY, True)
    assert found.signed_at
    assert found.signed_at.endswith("+07:00")


def test_changed_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(SIGNED.replace(b"CHI THI", b"CHI TIA"))
    (note,) = notes_of(path)
    assert (note.code, note.severity) == ("signature_broken", "warning")
    assert note.values[:2] == (SIGNER, BODY)


def test_digest_of_a_changed_file_put_into_the_signature_is_told() -> None:
    import hashlib

    start = SIGNED.index(b"/Contents<") + len(b"/Contents")
    end = SIGNED.index(b">", start) + 1
    before = hashlib.sha256(SIGNED[:start] + SIGNED[end:]).hexdigest().encode()
    changed = SIGNED.replace(b"CHI THI", b"CHI TIA")
    after = hashlib.sha256(changed[:start] + changed[end:]).hexdigest().encode()
    assert before in changed
    (found,) = signatures_in(changed.replace(before, after))
    assert found.is_intact is False


def test_seals_of_one_office_are_one_note(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"\xef\xbb\xbf" + SIGNED)
    (note,) = notes_of(path)
    assert note.code == "signed"
    path.write_bytes(samples.pdf([(72, 72, "a")]))
    assert notes_of(path) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), max_size=8), st.none() | st.integers(0, 2**20))
def test_broken_signatures_are_none_or_not_intact(changes: list[tuple[int, int]], cut: int | None) -> None:
    start = SIGNED.index(b"/Contents<") + len(b"/Contents<")
    changed = bytearray(SIGNED)
    for place, value in changes:
        place = start + 2 * (place % 1500)
        changed[place : place + 2] = f"{value:02x}".encode()
    content = bytes(changed[: cut % len(changed)] if cut is not None else changed)
    for found in signatures_in(content):
        assert found.signer is None or isinstance(found.signer, str)


@pytest.mark.parametrize("data", [b"", b"0", b"\x30\x80", b"\x30\x05a", b"\x30\x84\xff\xff\xff\xff"])
def test_no_piece_of_der(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"DER|cut off"):
        item_at(data)
