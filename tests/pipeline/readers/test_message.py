from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.errors import TooLargeError
from pipeline.readers import message
from tests.pipeline.readers import samples


def text_of(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "thu.eml"
    path.write_bytes(content)
    assert message.recognises(content[:4096], path)
    (page,) = message.read(path, Config())
    assert page.reading
    return page.reading.text.strip()


def attached(tmp_path: Path, content: bytes) -> dict[str, bytes]:
    path = tmp_path / "thu.eml"
    path.write_bytes(content)
    return {member.name: b"".join(member.chunks()) for member in message.members(path, Config())}


@pytest.mark.parametrize(
    ("fields", "body", "shown"),
    [
        pytest.param("Subject: =?UTF-8?B?VuG7gSBo4buNcA==?=", "nội dung", "Về họp\n\nnội dung", id="encoded subject"),
        pytest.param("Content-Type: text/plain; charset=utf-99", "chỉ thị", "chỉ thị", id="unknown charset"),
        pytest.param("Content-Type: text/plain; charset=us-ascii", "chỉ thị", "chỉ thị", id="wrong charset"),
        pytest.param("Content-Type: text/html", "<p>a<td>b", "a\nb", id="HTML"),
        pytest.param("Subject: =?x?y?z?=", "a", "=?x?y?z?=\n\na", id="broken subject"),
    ],
)
def test_text(tmp_path: Path, fields: str, body: str, shown: str) -> None:
    assert text_of(tmp_path, f"From: a@x.vn\nTo: b@x.vn\n{fields}\n\n{body}".encode()) == shown


def test_plain_text_goes_before_html(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["From"] = letter["To"] = "a@x.vn"
    letter.set_content("chỉ thị")
    letter.add_alternative("<b>HTML</b>", subtype="html")
    assert text_of(tmp_path, bytes(letter)) == "chỉ thị"
    assert attached(tmp_path, bytes(letter)) == {}


def test_emblem_within_the_text_is_not_attached(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["From"] = letter["To"] = "a@x.vn"
    letter.set_content("<img src='cid:1'>", subtype="html")
    emblem = samples.picture("PNG", (9, 9))
    letter.add_related(emblem, "image", "png", cid="<1>", filename="image001.png", disposition="inline")
    letter.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Chỉ thị số 5.pdf")
    assert attached(tmp_path, bytes(letter)) == {"Chỉ thị số 5.pdf": b"%PDF"}


def test_parts_without_end_are_refused(tmp_path: Path) -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(20_000))
    with pytest.raises(TooLargeError):
        text_of(tmp_path, f"From: a\nTo: b\n{nested}".encode())


def test_parts_within_parts_are_left_at_some_depth(tmp_path: Path) -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(600))
    assert attached(tmp_path, f"From: a\nTo: b\n{nested}".encode()) == {}
