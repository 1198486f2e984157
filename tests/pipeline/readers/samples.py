"""Small valid files of each format, made in memory."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from email.message import EmailMessage

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def package(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX whose body is `body`; other parts by name (`styles` is word/styles.xml)."""
    more = {f"word/{name}.xml": f"<?xml version='1.0'?>{content}" for name, content in parts.items()}
    return package({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **more})


def paragraph(text: str, settings: str = "") -> str:
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def odt(body: str) -> bytes:
    body = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {ODF}>{body}</office:document-content>"
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def xlsx(*rows: tuple[object, ...]) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    for row in rows:
        workbook.active.append(list(row))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def pdf(*pages: list[tuple[float, float, str]], size: tuple[float, float] = (595, 842), password: str = "") -> bytes:
    """A PDF with texts at places (points from the top left corner) on each page."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, size, encrypt=StandardEncryption(password) if password else None)
    for page in pages:
        canvas.setFont("Times-Roman", 13)
        for x, y, text in page:
            canvas.drawString(x, size[1] - y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def ruled_pdf(rows: list[list[str]]) -> bytes:
    """A PDF with a ruled table, one word a cell, and a line of text above and below it."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, (595, 842))
    width, height, left, top = 120, 40, 60, 742
    canvas.drawString(left, top + 30, "above")
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            canvas.rect(left + c * width, top - (r + 1) * height, width, height)
            canvas.drawString(left + c * width + 10, top - (r + 1) * height + 15, text)
    canvas.drawString(left, top - len(rows) * height - 40, "below")
    canvas.save()
    return file.getvalue()


def picture(kind: str, size: tuple[int, int] = (827, 1169), **options: object) -> bytes:
    import pillow_heif
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 3), fill="black")
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    file = io.BytesIO()
    image.save(file, kind, **options)  # type: ignore[arg-type]
    return file.getvalue()


def doc(text: str, *, flags: int = 0, version: int = 193) -> bytes:
    """A Word 97 file: one run of text in UTF-16, no styles and fonts."""
    content = text.encode("utf-16-le")
    block = bytearray(4096 + len(content) + (-len(content) % 512))
    struct.pack_into("<HH", block, 0, 0xA5EC, version)
    struct.pack_into("<H", block, 10, flags)
    struct.pack_into("<i", block, 0x4C, len(text))
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, 4096, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", block, 0x1A2, 0, len(clx))
    block[4096 : 4096 + len(content)] = content
    return compound({"WordDocument": bytes(block), "0Table": clx + bytes(4096 - len(clx))})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with 512-byte sectors: directory first, then the streams, then the table of sectors."""
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    chains: list[int] = []
    sectors: list[bytes] = []
    directory = -(-(len(streams) + 1) // 4)
    chains += [*range(1, directory), 0xFFFFFFFE]
    for name, content in streams.items():
        first, count = len(chains), max(1, -(-len(content) // 512))
        chains += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append((name, 2, first, len(content)))
        sectors.append(content.ljust(count * 512, b"\0"))
    count = -(-(len(chains) + 8) // 128)
    places = [len(chains) + index for index in range(count)]
    chains += [0xFFFFFFFD] * count
    listing = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
        + struct.pack("<III", *[0xFFFFFFFF] * 3)
        + bytes(36)
        + struct.pack("<III", first, size, 0)
        for name, kind, first, size in entries
    ).ljust(directory * 512, b"\0")
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(count * 512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, count, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - count))
    return header + listing + b"".join(sectors) + table


def eml(text: str, *, subject: str = "", files: dict[str, bytes] | None = None) -> bytes:
    """A message with files attached."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.vn", "b@x.vn", subject
    message.set_content(text)
    for name, content in (files or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def edxml(files: dict[str, bytes], *, wrapped: bool = True) -> bytes:
    space = 'xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"'
    references, attachments = "", ""
    for number, (name, content) in enumerate(files.items()):
        encoded = base64.b64encode(
            package({f"{number}.{name.split('.')[-1]}": content}) if wrapped else content
        ).decode()
        references += (
            f"<edXML:Reference><edXML:ContentId>cid:{number}</edXML:ContentId>"
            f"<edXML:AttachmentName>{name}</edXML:AttachmentName></edXML:Reference>"
        )
        attachments += (
            f"<Attachment><ContentId>cid:{number}</ContentId><edXML:ContentTransferEncoded {space}>{encoded}"
            "</edXML:ContentTransferEncoded></Attachment>"
        )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><edXML><edXML:edXMLEnvelope {space}><edXML:edXMLHeader>"
        "<edXML:MessageHeader><edXML:Subject>Về rà soát hộ nghèo</edXML:Subject></edXML:MessageHeader>"
        f"</edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest>{references}</edXML:edXMLManifest>"
        f"</edXML:edXMLBody></edXML:edXMLEnvelope><AttachmentEncoded>{attachments}</AttachmentEncoded></edXML>"
    ).encode()


def rtf(body: bytes) -> bytes:
    """An RTF file with three fonts: a Western one, one of TCVN3, and a Vietnamese one."""
    fonts = (
        rb"{\fonttbl{\f0\froman\fcharset0 Times New Roman{\*\falt Tinos};}{\f1\fnil .VnTime;}{\f2\fcharset163 Arial;}}"
    )
    return rb"{\rtf1\ansi\ansicpg1258\deff0" + fonts + rb"{\colortbl;\red0;}{\info{\title no}}\pard " + body + b"}"


def signed_pdf(signer: str, organisation: str, *, elliptic: bool = False, text: str = "CHI THI") -> bytes:
    """A PDF of one page signed with a key and a certificate made for it."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs7

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    key = ec.generate_private_key(ec.SECP256R1()) if elliptic else rsa.generate_private_key(65537, 2048)
    oids = x509.NameOID
    name = x509.Name(
        [x509.NameAttribute(oids.COMMON_NAME, signer), x509.NameAttribute(oids.ORGANIZATION_NAME, organisation)]
    )
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    room = 6000
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/SigFlags 3>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]/Contents 6 0 R>>",
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/Rect[0 0 0 0]/P 3 0 R/V 5 0 R>>",
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(D:20250131083000+07'00')"
        b"/ByteRange[0 0000000001 0000000002 0000000003]/Contents<" + b"0" * room + b">>>",
        f"<</Length {len(text) + 2}>>stream\n% {text}\nendstream".encode(),
    ]
    file, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"xref\n0 7\n0000000000 65535 f \n" + table
    file += b"trailer<</Root 1 0 R/Size 7>>startxref\n%d\n%%%%EOF" % file.rindex(b"xref")
    start = file.index(b"/Contents<0") + len(b"/Contents")
    end = start + room + 2
    for mark, number in ((b"0000000001", start), (b"0000000002", end), (b"0000000003", len(file) - end)):
        file = file.replace(mark, b"%010d" % number, 1)
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    seal = (
        pkcs7.PKCS7SignatureBuilder().set_data(file[:start] + file[end:]).add_signer(certificate, key, hashes.SHA256())
    )
    message = seal.sign(serialization.Encoding.DER, options).hex().encode()
    return file[: start + 1] + message.ljust(room, b"0") + file[end - 1 :]
