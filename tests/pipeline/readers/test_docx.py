from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.document import Reading
from pipeline.errors import DamagedFileError, TooLargeError, UnreadableError
from pipeline.readers import docx, packages
from pipeline.readers.numbering import written
from tests.pipeline.readers.samples import W, package, paragraph, table
from tests.pipeline.readers.samples import docx as made

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


OFF = "<w:caps w:val='0'/>"
VNI = "<w:rFonts w:ascii='VNI-Times'/>"


def run(text: str, settings: str = "") -> str:
    return f"<w:r><w:rPr>{settings}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def level(number: int, style: str, pattern: str) -> str:
    format_ = f"<w:numFmt w:val='{style}'/><w:lvlText w:val='{pattern}'/>"
    return f"<w:lvl w:ilvl='{number}'><w:start w:val='1'/>{format_}</w:lvl>"


def item(text: str, at: int = 0) -> str:
    return paragraph(text, f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='1'/></w:numPr>")


def reading(tmp_path: Path, content: bytes) -> Reading:
    path = tmp_path / "giao viec.docx"
    path.write_bytes(content)
    (page,) = docx.read(path, Config())
    assert page.reading
    return page.reading


NUMBERING = (
    f"<w:numbering {W}><w:abstractNum w:abstractNumId='7'>{level(0, 'upperRoman', '%1.')}{level(1, 'decimal', '%2.')}"
    f"{level(2, 'lowerLetter', '%3)')}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num></w:numbering>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(paragraph("Giao Sở Y tế") + paragraph("chủ trì"), "Giao Sở Y tế\nchủ trì\n", id="paragraphs"),
        pytest.param(
            paragraph("a") + paragraph("") * 4 + paragraph("b"), "a\n\nb\n", id="empty paragraphs are one gap"
        ),
        pytest.param(
            f"<w:p>{run('trước')}<w:r><w:tab/><w:br/></w:r>{run('sau')}</w:p>", "trước\t\nsau\n", id="tab, break"
        ),
        pytest.param(
            f"<w:p><w:del>{run('cũ')}</w:del><w:ins>{run('mới')}</w:ins></w:p>", "mới\n", id="changes are accepted"
        ),
        pytest.param(f"<w:p>{run('ẩn', '<w:vanish/>')}{run('hiện')}</w:p>", "hiện\n", id="hidden text"),
        pytest.param(f"<w:p>{run('chỉ thị', '<w:caps/>')}</w:p>", "CHỈ THỊ\n", id="capitals"),
        pytest.param(f"<w:p>{run('x', OFF)}</w:p>", "x\n", id="capitals switched off"),
        pytest.param(f"<w:sdt><w:sdtContent>{paragraph('ô')}</w:sdtContent></w:sdt>", "ô\n", id="content control"),
        pytest.param(
            f"<w:p><w:hyperlink>{run('vanban.vn')}</w:hyperlink><w:fldSimple>{run(' 5')}</w:fldSimple></w:p>",
            "vanban.vn 5\n",
            id="link, field",
        ),
        pytest.param(
            f"<w:p {MC}>{run('ngoài')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('HỎA TỐC')}"
            f"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('HỎA TỐC')}</w:txbxContent>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "ngoài\nHỎA TỐC\n",
            id="text box, once",
        ),
        pytest.param("<w:p><w:r><w:sym w:char='F0B7'/></w:r></w:p>", "•\n", id="symbol"),
    ],
)
def test_text(tmp_path: Path, body: str, text: str) -> None:
    assert reading(tmp_path, made(body)).text == text


def test_automatic_numbers_are_printed(tmp_path: Path) -> None:
    body = item("Mục đích") + item("Nhiệm vụ") + item("Sở Y tế", 1) + item("rà soát", 2) + item("báo cáo", 2)
    body += item("Sở Tài chính", 1) + item("cấp vốn", 2)
    text = reading(tmp_path, made(body, numbering=NUMBERING)).text
    assert text.splitlines() == [
        "I. Mục đích",
        "II. Nhiệm vụ",
        "1. Sở Y tế",
        "a) rà soát",
        "b) báo cáo",
        "2. Sở Tài chính",
        "a) cấp vốn",
    ]


@pytest.mark.parametrize(
    ("number", "style", "label"),
    [(4, "upperRoman", "IV"), (1994, "lowerRoman", "mcmxciv"), (27, "lowerLetter", "aa"), (7, "decimalZero", "07")],
)
def test_number_styles(number: int, style: str, label: str) -> None:
    assert written(number, style) == label


def test_table_cells_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    read = reading(tmp_path, made(paragraph("Danh mục") + table(("TT", "Nhiệm vụ"), ("1", "Rà soát"))))
    assert read.text == "Danh mục\nTT\nNhiệm vụ\n1\nRà soát\n"
    assert [[cell.of(read.text) for cell in row] for row in read.tables[0].rows] == [
        ["TT", "Nhiệm vụ"],
        ["1", "Rà soát"],
    ]


def test_table_of_the_head_is_read_block_by_block(tmp_path: Path) -> None:
    head = table(
        ("UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 5/CT-UBND", "A, ngày 02 tháng 3 năm 2024")
    )
    read = reading(tmp_path, made(head))
    assert read.text.splitlines() == [
        "UBND TỈNH A",
        "Số: 5/CT-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "A, ngày 02 tháng 3 năm 2024",
    ]
    assert not read.tables


def test_notes_stand_at_the_end_numbered_as_referred_to(tmp_path: Path) -> None:
    notes = f"<w:footnotes {W}>" + "".join(
        f"<w:footnote w:id='{n}' {kind}>{paragraph(text)}</w:footnote>"
        for n, kind, text in ((0, "w:type='separator'", "---"), (2, "", "Quyết định số 7"), (3, "", "Quyết định số 8"))
    )
    body = "<w:p>" + run("doanh") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run(" nghiệp")
    body += "<w:r><w:footnoteReference w:id='3'/></w:r></w:p>"
    text = reading(tmp_path, made(body, footnotes=notes + "</w:footnotes>")).text
    assert text == "doanh1 nghiệp2\n1 Quyết định số 7\n2 Quyết định số 8\n"


def test_fonts_come_from_run_style_or_default(tmp_path: Path) -> None:
    styles = (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='Arial'/></w:rPr></w:rPrDefault>"
        "</w:docDefaults><w:style w:styleId='A'><w:basedOn w:val='B'/></w:style>"
        "<w:style w:styleId='B'><w:basedOn w:val='A'/><w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr></w:style></w:styles>"
    )
    body = paragraph("một", "<w:pStyle w:val='A'/>") + paragraph("hai")
    body += f"<w:p>{run('ba', VNI)}</w:p>"
    read = reading(tmp_path, made(body, styles=styles))
    assert [(run.span.of(read.text), run.font) for run in read.fonts] == [
        ("một", ".VnTime"),
        ("hai", "Arial"),
        ("ba", "VNI-Times"),
    ]


def test_header_of_words_is_read_and_one_of_a_number_is_not(tmp_path: Path) -> None:
    parts = {
        "header1": f"<w:hdr {W}>{paragraph('Mẫu số 02')}</w:hdr>",
        "footer1": f"<w:ftr {W}>{paragraph('3')}</w:ftr>",
    }
    assert reading(tmp_path, made(paragraph("thân"), **parts)).text == "Mẫu số 02\nthân\n"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(made("")[:-40], DamagedFileError, id="cut off"),
        pytest.param(package({"word/document.xml": "<w:document"}), DamagedFileError, id="broken XML"),
        pytest.param(package({"word/document.xml": f"<w:document {W}/>"}), DamagedFileError, id="no body"),
        pytest.param(made("<w:p>" * 300 + "</w:p>" * 300), TooLargeError, id="nested without end"),
        pytest.param(
            package({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document/>"}),
            UnreadableError,
            id="entities",
        ),
    ],
)
def test_faults_are_named(tmp_path: Path, content: bytes, error: type[UnreadableError]) -> None:
    with pytest.raises(error):
        reading(tmp_path, content)


def test_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_PART", 10_000)
    with pytest.raises(TooLargeError):
        reading(tmp_path, made(paragraph("a" * 50_000)))


def test_cell_over_two_columns_keeps_the_others_in_place(tmp_path: Path) -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Phân công") + "</w:tc>"
    body = table(("TT", "Chủ trì", "Phối hợp")).replace("</w:tbl>", f"<w:tr>{wide}<w:tc>HAN</w:tc></w:tr></w:tbl>")
    path = tmp_path / "a.docx"
    path.write_bytes(made(body.replace("HAN", paragraph("Hạn"))))
    (page,) = docx.read(path, Config())
    assert page.reading
    text = page.reading.text
    assert [cell.of(text) for cell in page.reading.tables[0].rows[1]] == ["Phân công", "", "Hạn"]


def test_deleted_row_is_left_out(tmp_path: Path) -> None:
    deleted = table(("hàng cũ",)).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    path = tmp_path / "a.docx"
    path.write_bytes(made(table(("hàng mới",)).replace("</w:tbl>", "") + deleted.replace("<w:tbl>", "")))
    (page,) = docx.read(path, Config())
    assert page.reading and page.reading.text == "hàng mới\n"
