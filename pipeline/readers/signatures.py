"""Digital signatures in a PDF: who signed, for which body, when, and whether what was signed is still as it was.

What was signed is checked (CMS, RFC 5652) with the key of the certificate that comes with it. Whether that certificate
is to be trusted is for a program with the lists of the authorities.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.document import Note

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

MOST = 50  # signatures looked at
VIETNAM = timezone(timedelta(hours=7))
SEQUENCE, SET, OCTETS, INTEGER, OBJECT = 0x30, 0x31, 0x04, 0x02, 0x06
FIRST, SUBJECT_KEY = 0xA0, 0x80  # tags of what is marked [0]
DATA = bytes.fromhex("2a864886f70d010701")
MESSAGE_DIGEST, SIGNING_TIME = bytes.fromhex("2a864886f70d010904"), bytes.fromhex("2a864886f70d010905")
HASHES = {
    bytes.fromhex("2b0e03021a"): "sha1",
    bytes.fromhex("608648016503040201"): "sha256",
    bytes.fromhex("608648016503040202"): "sha384",
    bytes.fromhex("608648016503040203"): "sha512",
}
PLAIN_RSA = bytes.fromhex("2a864886f70d0101")  # beginning of the names of RSA signatures; the one below is another kind
PADDED_RSA = bytes.fromhex("2a864886f70d01010a")


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature: `is_intact` is None where it cannot be told, `signed_at` ISO 8601 in Vietnam's time."""

    signer: str | None
    organisation: str | None
    signed_at: str | None
    is_intact: bool | None


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of DER: its tag, what is in it, and the whole of it."""

    tag: int
    content: bytes
    whole: bytes

    def items(self) -> list[Item]:
        """Return the pieces inside."""
        found, at = [], 0
        while at < len(self.content):
            item = item_at(self.content[at:])
            found.append(item)
            at += len(item.whole)
        return found


def item_at(data: bytes) -> Item:
    """Return the piece that `data` begins with.

    Raises:
        ValueError: none does, or one of unknown length.
    """
    if len(data) < 2 or data[1] == 0x80:
        raise ValueError("no piece of DER")
    length, start = data[1], 2
    if length > 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[2:start])
    if len(data) < start + length:
        raise ValueError("cut off")
    return Item(data[0], data[start : start + length], data[: start + length])


def notes_of(path: Path) -> tuple[Note, ...]:
    """Return a note for each person or body that signed the file."""
    content = path.read_bytes()
    if b"/ByteRange" not in content:
        return ()
    content = content[content.find(b"%PDF-") :]
    found = {(each.signer, each.organisation, each.is_intact): each for each in reversed(list(signatures_in(content)))}
    return tuple(map(_note, reversed(found.values())))  # an office seals every page: its first time is told


def signatures_in(content: bytes) -> Iterator[Signature]:
    """Yield the signatures of a PDF in the order of the file; time stamps of authorities are none."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return
    try:
        for index in range(min(raw.FPDF_GetSignatureCount(document.raw), MOST)):
            handle = raw.FPDF_GetSignatureObject(document.raw, index)
            edges = _numbers(handle)
            sealed = b"".join(
                content[start : start + size] for start, size in zip(edges[::2], edges[1::2], strict=False)
            )
            with suppress(ValueError, IndexError, TypeError, OverflowError):
                for signature in _read(_contents(handle), sealed):
                    yield replace(signature, signed_at=signature.signed_at or _named_time(handle))
    finally:
        document.close()


def _numbers(handle: Any) -> list[int]:
    """Return the signed ranges: start and length of each."""
    import ctypes

    from pypdfium2 import raw

    count = min(raw.FPDFSignatureObj_GetByteRange(handle, None, 0), 64)
    buffer = (ctypes.c_int * count)()
    raw.FPDFSignatureObj_GetByteRange(handle, buffer, count)
    return [max(0, number) for number in buffer]


def _contents(handle: Any) -> bytes:
    import ctypes

    from pypdfium2 import raw

    length = raw.FPDFSignatureObj_GetContents(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    raw.FPDFSignatureObj_GetContents(handle, buffer, length)
    return buffer.raw[:length]


def _named_time(handle: Any) -> str | None:
    """Return the time that the file names beside the signature, D:20250131083000+07'00'."""
    import ctypes

    from pypdfium2 import raw

    length = raw.FPDFSignatureObj_GetTime(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    raw.FPDFSignatureObj_GetTime(handle, buffer, length)
    text = buffer.value.decode("ascii", "replace").removeprefix("D:").replace("'", "").replace("Z", "+0000")[:19]
    with suppress(ValueError, OverflowError):
        return datetime.strptime(text, "%Y%m%d%H%M%S%z").astimezone(VIETNAM).isoformat()
    return None


def _read(message: bytes, sealed: bytes) -> Iterator[Signature]:
    """Yield the signature that a CMS message holds over the bytes of the file."""
    signed = item_at(message).items()[1].items()[0].items()
    if signed[2].items()[0].content != DATA:
        return
    certificates = [each.whole for item in signed[3:] if item.tag == FIRST for each in item.items()]
    signer = signed[-1].items()[0].items()
    certificate = _certificate_of(signer[1], certificates)
    attributes = next((item for item in signer[3:] if item.tag == FIRST), None)
    told = {each.items()[0].content: each.items()[1].items()[0] for each in attributes.items()} if attributes else {}
    yield Signature(
        _name(certificate, "2.5.4.3"),
        _name(certificate, "2.5.4.10"),
        _time(told[SIGNING_TIME].content) if SIGNING_TIME in told else None,
        _is_intact(signer, attributes, told.get(MESSAGE_DIGEST), sealed, certificate),
    )


def _certificate_of(signer: Item, certificates: list[bytes]) -> Certificate | None:
    """Return the certificate that the signer is named by: by its number."""
    from cryptography.x509 import load_der_x509_certificate

    number = int.from_bytes(signer.items()[-1].content, signed=True) if signer.tag == SEQUENCE else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of certificates that authorities made carelessly
        found = [load_der_x509_certificate(each) for each in certificates]
        chosen = [each for each in found if each.serial_number == number]
    return chosen[0] if chosen else found[0] if len(found) == 1 else None


def _name(certificate: Certificate | None, kind: str) -> str | None:
    for attribute in certificate.subject if certificate else ():
        if attribute.oid.dotted_string == kind:
            return str(attribute.value).strip() or None
    return None


def _time(content: bytes) -> str:
    text = content.decode("ascii")
    form = "%y%m%d%H%M%SZ" if len(text) == 13 else "%Y%m%d%H%M%SZ"
    return datetime.strptime(text, form).replace(tzinfo=UTC).astimezone(VIETNAM).isoformat()


def _is_intact(
    signer: list[Item], attributes: Item | None, digest: Item | None, sealed: bytes, certificate: Certificate | None
) -> bool | None:
    """Tell whether the file's bytes have the signed digest, and the digest was signed with the certificate's key."""
    method = HASHES.get(signer[2].items()[0].content)
    if not method or not attributes or not digest or not certificate:
        return None
    if hashlib.new(method, sealed).digest() != digest.content:
        return False
    after = signer[signer.index(attributes) + 1 :]
    algorithm, signature = after[0].items()[0].content, after[1].content
    return _is_signed(certificate, algorithm, signature, bytes([SET]) + attributes.whole[1:], method)


def _is_signed(
    certificate: Certificate, algorithm: bytes, signature: bytes, message: bytes, method: str
) -> bool | None:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    how = getattr(hashes, method.upper())()
    try:
        key = certificate.public_key()
        if isinstance(key, rsa.RSAPublicKey) and algorithm.startswith(PLAIN_RSA) and algorithm != PADDED_RSA:
            key.verify(signature, message, padding.PKCS1v15(), how)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(how))
        else:
            return None
    except InvalidSignature:
        return False
    except UnsupportedAlgorithm:
        return None
    return True


def _note(signature: Signature) -> Note:
    who = signature.signer or "?"
    body = signature.organisation or who
    values = (who, body, signature.signed_at or "?")
    if signature.is_intact:
        return Note("signed", "info", "Ký số: {} ({}), lúc {}; nội dung đã ký còn nguyên.", values)
    if signature.is_intact is None:
        return Note("signed", "info", "Ký số: {} ({}), lúc {}; chưa kiểm được nội dung đã ký.", values)
    return Note("signature_broken", "warning", "Ký số: {} ({}), lúc {}; nội dung ĐÃ BỊ SỬA sau khi ký.", values)
