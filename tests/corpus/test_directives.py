import json
import re
import unicodedata
from pathlib import Path

import pytest

from corpus.directives.fonts import Typeface, find_typeface, missing_glyphs
from corpus.directives.formats import write_pdf
from corpus.directives.layout import bare, read_sheet
from corpus.directives.render import FORMATS, SAMPLES, main, render_sample, sample_files
from corpus.directives.scan import Damage, draw_scan
from corpus.directives.typeset import BOTTOM, LEFT, RIGHT, compose, words_of
from pipeline.errors import MissingToolError

GOLD = sorted((SAMPLES / "gold").glob("*.json"))
KEYS = ("references", "deadlines", "observances", "tasks")
SMALL = Damage(dpi=50)


@pytest.fixture(scope="module")
def typeface() -> Typeface:
    try:
        return find_typeface("Ủy ban nhân dân tỉnh; Đắk Lắk, ngày 05 tháng 9 năm 2025 “ẫ ễ ộ ữ”")
    except MissingToolError as error:
        pytest.skip(str(error))


def read_gold(file: Path) -> dict:
    return json.loads(file.read_text("utf-8"))


def text_of(gold: dict) -> str:
    return (SAMPLES / gold["file"]).read_text("utf-8")


def test_every_sample_has_gold_and_a_line_in_the_readme() -> None:
    names = [file.name for file in sample_files()]
    assert [read_gold(file)["file"] for file in GOLD] == names
    readme = (SAMPLES / "README.md").read_text("utf-8")
    assert re.findall(r"^\| `(.+?)` \|", readme, re.MULTILINE) == names


@pytest.mark.parametrize("file", sample_files(), ids=lambda file: file.stem)
def test_sample_is_plain_nfc_text_with_an_ascii_name(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert file.name.isascii()


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_gold_spans_slice_to_their_text(file: Path) -> None:
    gold = read_gold(file)
    text = text_of(gold)
    for item in (item for key in KEYS for item in gold[key]):
        printed = text[item["char_start"] : item["char_end"]]
        assert printed == (bare(item["text"]) if gold.get("text_restored") else item["text"])
        assert printed == printed.strip()
    for reference in gold["references"]:
        assert reference["full_start"] <= reference["char_start"] < reference["char_end"] <= reference["full_end"]


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_gold_tasks_point_at_deadlines_and_name_an_agency_or_none(file: Path) -> None:
    gold = read_gold(file)
    for task in gold["tasks"]:
        assert all(0 <= index < len(gold["deadlines"]) for index in task["deadline_indices"])
        assert task["agency"] == next(iter(task["agencies"]), None)


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_gold_number_is_printed_in_the_paper(file: Path) -> None:
    gold = read_gold(file)
    header = gold["header"]
    if header["number"]:
        number = header.get("number_full") or f"{header['number']}/{header['symbol']}"
        assert number in text_of(gold)
    else:
        assert not re.search(r"^Số:? *\d", text_of(gold), re.MULTILINE)


def test_chain_of_citations_is_four_papers_deep_and_ends_outside() -> None:
    cited = {gold["id"]: {r["number"] for r in gold["references"]} for gold in map(read_gold, GOLD)}
    assert "7815/KH-UBND" in cited["04"]
    assert "33-CT/TU" in cited["03"]
    assert "21-CTr/TU" in cited["02"]
    assert {"44-KL/TW", "09-CT/TW"} <= cited["01"]


def test_one_number_has_two_dates_and_one_cited_paper_is_replaced() -> None:
    papers = {gold["id"]: gold for gold in map(read_gold, GOLD)}
    dates = {r["date"] for paper in papers.values() for r in paper["references"] if r["number"] == "21-CTr/TU"}
    assert dates == {"2019-05-10", "2019-05-15"}
    relations = {r["number"]: r["relation"] for r in papers["09"]["references"]}
    assert relations["06/CT-UBND"] == "thay thế"
    assert "06/CT-UBND" in {r["number"] for r in papers["16"]["references"]}


def test_layout_parts_head_title_and_signature() -> None:
    sheet = read_sheet((SAMPLES / "04_ke-hoach_52-KH-UBND_xa-ka-do.txt").read_text("utf-8"))
    assert sheet.head.left == ("UBND TỈNH LÂM ĐỒNG", "ỦY BAN NHÂN DÂN XÃ KA ĐÔ")
    assert (sheet.head.number, sheet.head.place_date) == ("Số: 52/KH-UBND", "Ka Đô, ngày 28 tháng 10 năm 2025")
    kinds = [block.kind for block in sheet.blocks]
    assert (kinds[0], kinds[-1], kinds.count("table")) == ("title", "signature", 1)
    assert sheet.blocks[-1].rows[0][-1] == "Ya Thái"


def test_layout_of_a_paper_without_head_begins_at_its_title() -> None:
    sheet = read_sheet((SAMPLES / "14_huong-dan_mat-dau_MTTQ_dong-thap.txt").read_text("utf-8"))
    assert not (sheet.head.left or sheet.head.right or sheet.head.number)
    assert sheet.blocks[0].lines[0] == "HƯỚNG DẪN"


@pytest.mark.parametrize("file", sample_files(), ids=lambda file: file.stem)
def test_typesetting_keeps_every_word_inside_the_margins(file: Path, typeface: Typeface) -> None:
    text = file.read_text("utf-8")
    pages = compose(read_sheet(text), typeface)
    wanted = sorted(text.replace("|", " ").split())
    numbers = [str(number) for number in range(2, len(pages) + 1)]
    assert sorted(word for page in pages for word in words_of(page)) == sorted(wanted + numbers)
    for run in (run for page in pages for run in page.runs):
        assert run.y <= BOTTOM + 1
        assert run.x >= LEFT - 20
        assert run.x + typeface.width(run.text.rstrip(), run.style, run.size) <= RIGHT + 20


def test_render_makes_each_format(tmp_path: Path, typeface: Typeface) -> None:
    pytest.importorskip("reportlab")
    sample = sample_files(["07"])[0]
    written = render_sample(sample, tmp_path, FORMATS, damage=SMALL)
    starts = {file.name.removeprefix(sample.stem): file.read_bytes()[:4] for file in written}
    assert starts == {
        ".docx": b"PK\x03\x04",
        ".pdf": b"%PDF",
        "_scan.pdf": b"%PDF",
        "_1.png": b"\x89PNG",
        "_1.jpg": b"\xff\xd8\xff\xe0",
        ".tif": b"II*\x00",
    }


def test_word_document_holds_the_table_as_a_table(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    (file,) = render_sample(sample_files(["03"])[0], tmp_path, ["docx"])
    rows = docx.Document(str(file)).tables[-1].rows
    assert [cell.text for cell in rows[0].cells][:2] == ["TT", "Nhiệm vụ"]
    assert len(rows) == 7


def test_scans_are_the_same_for_the_same_seed_only(typeface: Typeface) -> None:
    pages = compose(read_sheet("KẾ HOẠCH\nThử\n\nNơi nhận:\n- Như trên;\n\nCHỦ TỊCH\n\nLê Văn A"), typeface)
    first, again, other = (draw_scan(pages, typeface, SMALL, seed)[0].tobytes() for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_command_renders_the_chosen_sample(tmp_path: Path) -> None:
    main([str(tmp_path / "new"), "--sample", "07", "--format", "docx"])
    assert [file.suffix for file in (tmp_path / "new").iterdir()] == [".docx"]


def test_missing_glyphs_are_found(typeface: Typeface) -> None:
    assert missing_glyphs("Tổ quốc \U0001f600", typeface.regular) == "\U0001f600"


def test_typeface_without_the_letters_is_refused(typeface: Typeface) -> None:
    with pytest.raises(MissingToolError, match="thiếu \U0001f600"):
        find_typeface("Tổ quốc \U0001f600")


def test_no_typeface_at_all_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match="fonts-croscore"):
        find_typeface("Tổ quốc", [str(tmp_path)])


def test_pdf_without_reportlab_says_so(tmp_path: Path, typeface: Typeface, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("corpus.directives.formats.import_module", refuse)
    with pytest.raises(MissingToolError, match="reportlab"):
        write_pdf((), typeface, tmp_path / "x.pdf")
