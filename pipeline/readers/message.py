"""E-mail (EML): the text of the message, and the files attached to it, each a document of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

from pipeline.config import Config
from pipeline.document import Page, Reading
from pipeline.errors import DamagedFileError, TooLargeError, UnreadableError
from pipeline.readers import Member, Reader
from pipeline.readers.html import transcribe
from pipeline.readers.text import decode

FIELD = re.compile(
    rb"^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type|reply-to|cc|delivered-to)"
    rb"[ \t]*:",
    re.I | re.M,
)
SURE = 3  # fields by which a message is known whatever its name
LARGEST = 128 << 20  # bytes; mail servers carry less
MOST_WORK = 200_000_000  # lines times boundaries: each line is held against each boundary around it
LARGEST_EMBLEM = 80_000  # characters, encoded; a page that was scanned has more
DEEPEST = 40  # parts within parts
SEALS = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, MessageError)
"""What the email package raises over broken messages."""


def recognises(head: bytes, path: Path) -> str | None:
    """Look for the fields that messages begin with."""
    fields = head.replace(b"\r\n", b"\n").split(b"\n\n")[0]
    if not re.match(rb"[\w-]+[ \t]*:|From ", fields):
        return None
    found = len({match[0].lower() for match in FIELD.finditer(fields)})
    return "message/rfc822" if found >= (1 if path.suffix.lower() == ".eml" else SURE) else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return subject and text of the message as one page without size.

    Raises:
        DamagedFileError: it cannot be made out.
        TooLargeError: more than mail servers carry, or parts without end.
    """
    del config
    message = _open(path)
    try:
        subject, text = _decoded(message["Subject"]), _text_of(message)
    except BROKEN as error:
        raise DamagedFileError("Thư {} hỏng hoặc bị cắt cụt.", path.name) from error
    text = f"{subject}\n\n{text}" if subject else text
    return (Page(1, readings=(Reading("text", "eml", text.replace("\r\n", "\n").replace("\r", "\n")),)),)


def members(path: Path, config: Config) -> Iterator[Member]:
    """Yield the files attached; small pictures within the text, such as a sender's emblem, are none.

    Raises:
        DamagedFileError: it cannot be made out.
        TooLargeError: more than mail servers carry, or parts without end.
    """
    del config
    for part in _parts(_open(path)):
        try:
            name = _name_of(part)
        except BROKEN:
            name = "tep"
        if name:
            yield Member(name, _Content(part, path.name))


class _Content:
    """The bytes of one attachment, each time it is called."""

    def __init__(self, part: Message, name: str) -> None:
        self._part, self._name = part, name

    def __call__(self) -> Iterator[bytes]:
        try:
            if self._part.get_content_type() == "message/rfc822":
                yield bytes(self._part.get_payload(0))  # type: ignore[arg-type]
                return
            content = self._part.get_payload(decode=True)
        except BROKEN as error:
            raise DamagedFileError("Thư {} có tệp đính kèm hỏng.", self._name) from error
        if not isinstance(content, bytes):
            raise DamagedFileError("Thư {} có tệp đính kèm hỏng.", self._name)
        yield content


def _open(path: Path) -> Message:
    content = path.read_bytes()
    work = content.count(b"\n") * content.lower().count(b"boundary")
    if len(content) > LARGEST or work > MOST_WORK:
        raise TooLargeError("Thư {} quá lớn hoặc có quá nhiều phần.", path.name)
    try:
        return message_from_bytes(content)
    except BROKEN as error:
        raise DamagedFileError("Thư {} hỏng hoặc bị cắt cụt.", path.name) from error


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """Yield the parts that hold something; a message within the message is one part."""
    payload = message.get_payload()
    if not message.is_multipart() or message.get_content_type() == "message/rfc822":
        yield message
    elif isinstance(payload, list) and depth < DEEPEST:
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)


def _name_of(part: Message) -> str:
    """Return the name of an attachment, an empty one for what is none."""
    kind = part.get_content_type()
    disposition = (part.get_content_disposition() or "").lower()
    within = kind.startswith("image/") and disposition != "attachment" and part["Content-ID"]
    if kind in SEALS or (within and len(str(part.get_payload())) < LARGEST_EMBLEM):
        return ""
    if kind == "message/rfc822":
        return f"{_decoded(part.get_filename()) or 'thu-kem-theo'}.eml".replace(".eml.eml", ".eml")
    name = _decoded(part.get_filename())
    return name or ("tep-dinh-kem" if disposition == "attachment" else "")


def _text_of(message: Message) -> str:
    """Return the text that a person reads: what is plain, else what HTML shows."""
    texts = [part for part in _parts(message) if not _name_of(part) and part.get_content_maintype() == "text"]
    plain = [_content_of(part) for part in texts if part.get_content_subtype() == "plain"]
    if any(map(str.strip, plain)):
        return "\n\n".join(plain)
    markup = [_content_of(part) for part in texts if part.get_content_subtype() == "html"]
    return "\n\n".join(transcribe(each).page("html").readings[0].text for each in markup)


def _content_of(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):  # the charset is often named wrongly
        pass
    try:
        return decode(content, "")
    except UnreadableError:
        return content.decode("latin-1")


def _decoded(field: object) -> str:
    """Return a field's encoded words as text, on one line."""
    if field is None:
        return ""
    try:
        text = str(make_header(decode_header(str(field))))
    except BROKEN:
        text = str(field)
    return " ".join(text.split())


READER = Reader("eml", (".eml",), 58, recognises, read, members=members)
