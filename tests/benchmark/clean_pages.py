"""Test pages before any damage: real texts never trained on, set as offices set them, with what stands on each page.

The texts are the papers and the strict development text of the evaluation data, whose sentences stay there. Every kind
of page that gives readers trouble is among them: a head of two columns, a page full of citations, a ruled table, a foot
with recipients beside the signature, a footnote.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from corpus.directives.fonts import FAMILIES, FOLDERS, Typeface
from corpus.directives.layout import Block, Head, Sheet, read_sheet
from corpus.directives.typeset import INDENT, LEFT, RIGHT, Composer, Rule, Run, SetPage, compose

FACES = (
    FAMILIES[0],
    ("FreeSerif.ttf", "FreeSerifBold.ttf", "FreeSerifItalic.ttf", "FreeSerifBoldItalic.ttf"),
    tuple(f"DejaVuSerifCondensed{face}.ttf" for face in ("", "-Bold", "-Italic", "-BoldItalic")),
)
"""Typefaces that the pages are set in by turns; those that are not installed are passed over."""

SIZES = (13.0, 14.0, 12.5, 13.5)
FOOTNOTE, FOOTNOTE_TOP = 10.0, 722.0  # points
PARTING = 295.0  # between the columns of the head, in points
LONGEST_CODE = 18  # letters that a column of a table has room for
ROW = 6.0  # points by which the baselines of one row may differ
CITED = re.compile(
    r"(?P<what>(?:Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn)(?: liên tịch)? số "
    r"\d+[\w/-]+[\wĐ]) ngày (?P<day>\d{1,2}[/ ](?:tháng )?\d{1,2}[/ ](?:năm )?\d{4}) (?P<rest>[^;.()]{20,150})"
)


@dataclass(frozen=True)
class CleanPage:
    """A page as it was set, and what a reader should make of it.

    `orders` are the ways in which its lines can be read without fault: block by block, which is ours, comes first.
    """

    name: str
    page: SetPage
    typeface: Typeface
    orders: tuple[str, ...]


@dataclass(frozen=True)
class Texts:
    """Papers with heads, sentences that cite, and rows for tables of cited papers."""

    papers: tuple[Sheet, ...]
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]


def load_texts(data: Path) -> Texts:
    """Read the texts below the folder of the evaluation data."""
    files = sorted((data / "directives").glob("*.txt"))
    papers = [read_sheet(f.read_text("utf-8")) for f in files]
    lines = [line for f in files for line in f.read_text("utf-8").splitlines()]
    with lzma.open(data / "corpus/dev_strict.txt.xz", "rt", encoding="utf-8") as text:
        lines += [line.strip() for line in text]
    citing = sorted({line for line in lines if 80 < len(line) < 330 and CITED.search(line)})
    cited = (match for line in lines for match in CITED.finditer(line))
    rows = sorted({_row(match) for match in cited if len(match["what"].split()[-1]) <= LONGEST_CODE})
    whole = tuple(paper for paper in papers if paper.head.number and paper.head.right and len(paper.head.left) < 4)
    Random(1).shuffle(citing)
    Random(2).shuffle(rows)
    return Texts(whole, tuple(citing), tuple(rows))


def _row(match: re.Match[str]) -> tuple[str, str, str]:
    """Return a cited paper as a row of a table, its day in figures."""
    rest = match["rest"][:90].rpartition(" ")[0]
    return match["what"], "/".join(re.findall(r"\d+", match["day"])), rest


def clean_pages(texts: Texts, number: int) -> tuple[CleanPage, ...]:
    """Set `number` pages, of every kind by turns, in every typeface and size by turns."""
    faces = _typefaces()
    kinds = (("head", _first_page), ("table", _table_page), ("foot", _last_page), ("footnote", _middle_page))
    pages = []
    for i in range(number):
        name, sheet_of = kinds[i % len(kinds)]
        composer = Composer(faces[(i + i // len(kinds)) % len(faces)], SIZES[(i + i // 8) % len(SIZES)])
        sheet = sheet_of(texts, i, composer)
        page = compose(sheet, composer.typeface, composer.body)[0 if name == "head" else 1]
        if name == "footnote":
            _put_footnote(page, f"1 {texts.sentences[-1 - i]}", composer)
        headed = (
            len(compose(Sheet(sheet.head, ()), composer.typeface, composer.body)[0].runs) if sheet.head.right else 0
        )
        pages.append(CleanPage(f"{i:02}{name}", page, composer.typeface, _orders(page, headed, composer)))
    return tuple(pages)


def _typefaces() -> list[Typeface]:
    found = []
    for names in FACES:
        files = [next((p for folder in FOLDERS for p in Path(folder).expanduser().rglob(n)), None) for n in names]
        if all(files):
            found.append(Typeface(*(file for file in files if file)))
    return found


def _first_page(texts: Texts, number: int, composer: Composer) -> Sheet:
    """Return a paper whose first page is wanted: its own opening, then sentences that cite."""
    paper = texts.papers[number * 7 % len(texts.papers)]
    opening = [b for b in paper.blocks if b.kind in ("title", "addressees", "paragraph")][:3]
    return Sheet(paper.head, (*opening, *_paragraphs(texts, number, 16)))


def _table_page(texts: Texts, number: int, composer: Composer) -> Sheet:
    """Return a table of papers, as decisions annex it."""
    begin = number * 9 % (len(texts.rows) - 30)
    rows = [("TT", "Số, ký hiệu văn bản", "Ngày ban hành", "Tên gọi của văn bản")]
    rows += [(str(i), *row) for i, row in enumerate(texts.rows[begin : begin + 30], 1)]
    return Sheet(Head(), (Block("annex", ("DANH MỤC VĂN BẢN",)), Block("table", rows=tuple(rows))))


def _last_page(texts: Texts, number: int, composer: Composer) -> Sheet:
    """Return as many sentences as leave room for the recipients beside the signature."""
    feet = [
        b for p in texts.papers for b in p.blocks if b.kind == "signature" and len(b.lines) > 4 and len(b.rows[0]) > 1
    ]
    foot = feet[number * 5 % len(feet)]
    foot = replace(foot, lines=foot.lines[:14], rows=((*foot.rows[0][:2], foot.rows[0][-1]),))
    for count in range(12, 2, -1):
        sheet = Sheet(Head(), (Block("annex", ("",)), *_paragraphs(texts, number, count), foot))
        if len(compose(sheet, composer.typeface, composer.body)) == 2:
            break
    return sheet


def _middle_page(texts: Texts, number: int, composer: Composer) -> Sheet:
    return Sheet(Head(), (Block("annex", ("",)), *_paragraphs(texts, number, 16)))


def _paragraphs(texts: Texts, number: int, count: int) -> list[Block]:
    begin = number * 11 % (len(texts.sentences) - 20)
    return [Block("paragraph", (line,)) for line in texts.sentences[begin : begin + count]]


def _put_footnote(page: SetPage, note: str, composer: Composer) -> None:
    """Give the lowest lines of a page over to a footnote."""
    page.runs[:] = [run for run in page.runs if run.y < FOOTNOTE_TOP - 4]
    page.rules.append(Rule(LEFT, FOOTNOTE_TOP, LEFT + 5 * INDENT, FOOTNOTE_TOP))
    for i, line in enumerate(composer.break_lines(note, RIGHT - LEFT, "regular", FOOTNOTE), 1):
        page.runs.append(Run(LEFT, FOOTNOTE_TOP + 4 + i * FOOTNOTE * 1.2, line, "regular", FOOTNOTE))


def _orders(page: SetPage, headed: int, composer: Composer) -> tuple[str, ...]:
    """Return the text block by block, then with the lines of head and foot joined across their columns."""
    head, rest = page.runs[:headed], page.runs[headed:]
    left = [run for run in head if run.x + composer.typeface.width(run.text, run.style, run.size) / 2 < PARTING]
    right = [run for run in head if run not in left]
    foot = next((i for i, run in enumerate(rest) if run.text.startswith("Nơi nhận")), len(rest))
    blocks = [*left, *right, *rest]
    across = [*_by_rows(head), *rest[:foot], *_by_rows(rest[foot:])]
    return tuple(" ".join(run.text.strip() for run in order if run.text.strip()) for order in (blocks, across))


def _by_rows(runs: Sequence[Run]) -> list[Run]:
    return sorted(runs, key=lambda run: (round(run.y / ROW), run.x))
