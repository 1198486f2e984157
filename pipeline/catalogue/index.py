"""The search index: which tokens a document and its passages hold, and which stand for the terms of a query.

The index tells only which rows hold a token, so that common words cost little. A passage is a short piece of text:
words that one passage holds stand near each other. Tokens are words with their marks and folded; pairs of common words
that stand side by side, as neither of the two would tell a phrase apart; codes, whole and begun; and what filters ask
for.
"""

from __future__ import annotations

import math
import re
import sqlite3
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from normalizers.folding import fold
from normalizers.tone_marks import place
from pipeline.catalogue.connection import Catalogue
from pipeline.catalogue.identity import number_key
from pipeline.catalogue.likeness import enter_sketch, remove_sketch

Row = sqlite3.Row  # of the table `document`

STRIDE, LENGTH = 400, 480  # characters from one passage to the next, and of one: what overlaps holds a short phrase
EVERY = "a_"  # the token of every document
TITLE = "h_"  # begins the tokens of a title
CODE_LENGTH = 6  # parts of a code that are told apart
WORD = re.compile(r"[^\W_]+")
CODE = re.compile(r"(?<!\w)\d{1,5}(?:\s?/\s?(?:19|20)\d\d)?\s?[-–/]\s?[^\W\d_]\w*(?:\s?[-–/.&]\s?[^\W_]+)*")

# Signs that SQLite and Python may not both take for letters stand in tokens by their numbers.
UNSURE = re.compile("[^0-9a-z_ àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")

# The commonest syllables of directives, folded. They are part of what is indexed: with others, index all anew.
COMMON_SYLLABLES = """
    co va cua dinh cac quan tu so tai duoc nam dong cong trong quy bo dung nhan do ban la bao thong theo doi voi thuc su
    ve nguoi dieu thanh gia hop de chinh truong thu to cap hien cho dan chuc nay mot an hanh van chi ky nuoc khong ly vu
    da hoi du dau thi nha vi quoc ngay viec ho phap the tinh giao san tien vien hoac thang quyen noi chu tham khi thoi
    hoa dien phan dang luat nhung khoan phu viet hang dai sau nghiep chung den
"""
COMMON = frozenset(COMMON_SYLLABLES.split())


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the index holds of a document: the tokens of it as a whole and of each passage, and its words, folded."""

    whole: str
    passages: list[str]
    words: list[str]


def exact(text: str) -> str:
    """Return text as it is searched with marks: composed, lower case, tone marks in their customary place."""
    return place(unicodedata.normalize("NFC", text).lower())


def as_tokens(words: str) -> str:
    """Return tokens, parted by spaces, as SQLite takes each for one."""
    return UNSURE.sub(_by_number, words)


def index_document(catalogue: Catalogue, document: int) -> None:
    """Enter a filed document into the index, after all others, and keep a sketch of its text."""
    columns = "text, title, number, doc_type, issuer, place, date"
    row = catalogue.rows(f"SELECT {columns} FROM document WHERE id = ?", document)[0]
    tokens = tokens_of(row)
    db = catalogue.db
    first = int(str(catalogue.value("SELECT next FROM placing")))
    # No statement here may have to be taken back by itself: SQLite would write out what it has gathered of the index.
    db.execute("DELETE FROM placed WHERE document = ?", (document,))
    db.execute("INSERT INTO placed VALUES (?, ?, ?)", (document, first, len(tokens.passages)))
    db.execute("UPDATE OR FAIL placing SET next = ?", (first + len(tokens.passages),))
    db.execute("INSERT INTO search (rowid, tokens) VALUES (?, ?)", (first, tokens.whole))
    db.conn.executemany("INSERT INTO passage (rowid, tokens) VALUES (?, ?)", enumerate(tokens.passages, first))
    enter_sketch(catalogue, document, [word for word in tokens.words if not word.isdecimal()])


def unindex_document(catalogue: Catalogue, document: int) -> None:
    """Take a document out of the index: what it holds of the document is found no more."""
    catalogue.db.execute("DELETE FROM placed WHERE document = ?", (document,))
    remove_sketch(catalogue, document)


def rebuild_index(catalogue: Catalogue) -> None:
    """Index all documents anew, the most important last, as the last are found first.

    A document weighs by its date; twice as many citations weigh as much as a year.
    """
    db = catalogue.db
    rows = db.execute(
        """SELECT d.id, d.date, coalesce(m.cited_by, 0) AS cited_by
           FROM document d LEFT JOIN identity i ON i.id = d.identity
                LEFT JOIN identity m ON m.id = coalesce(i.merged, i.id) WHERE d.withdrawn_at IS NULL"""
    )
    ordered = sorted((_weight(row["date"], row["cited_by"]), row["id"]) for row in rows)
    for table in ("search", "passage"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    db.execute("DELETE FROM placed")
    db.execute("UPDATE placing SET next = 1")
    for _, document in ordered:
        index_document(catalogue, document)


def waste_of(catalogue: Catalogue) -> tuple[int, int]:
    """Return how many rows of the index stand for nothing any more, and how many are in use."""
    entered = int(str(catalogue.value("SELECT next - 1 FROM placing")))
    used = int(str(catalogue.value("SELECT coalesce(sum(passages), 0) FROM placed")))
    return entered - used, used


def tidy_index(catalogue: Catalogue) -> None:
    """Index all documents anew where more of the index is waste than in use."""
    waste, used = waste_of(catalogue)
    if waste > used:
        with catalogue.writing():
            rebuild_index(catalogue)


def _weight(day: str | None, cited_by: int) -> float:
    """Return in years what a document of a day, whole or partial, weighs."""
    year, _, rest = (day or "0").partition("-")
    return int(year) + int(rest[:2] or 0) / 12 + math.log2(1 + cited_by)


def tokens_of(row: Row) -> Tokens:
    """Return the tokens of a document."""
    text, filters = row["text"], filter_tokens(row)
    found = list(WORD.finditer(text))
    starts = [match.start() for match in found]
    shapes = [_tokens_of_word(match[0]) for match in found]
    marked, folded = [with_marks for with_marks, _ in shapes], [without for _, without in shapes]
    codes = [(match.start(), as_tokens(" ".join(code_tokens(match[0])))) for match in CODE.finditer(text)]
    pairs = pair_tokens(folded)
    passages = []
    for start in range(0, max(1, len(text) - (LENGTH - STRIDE)), STRIDE):
        first, last = bisect_left(starts, start), bisect_left(starts, start + LENGTH)
        inside = (tokens for at, tokens in codes if start <= at < start + LENGTH)
        pieces = {*marked[first:last], *folded[first:last], *pairs[first : max(first, last - 1)], *inside, *filters}
        passages.append(" ".join(pieces))
    named = as_tokens(" ".join((EVERY, *title_tokens(row), *named_words(row))))
    whole = {named, *folded, *(tokens for _, tokens in codes), *filters}
    return Tokens(" ".join(whole), passages, folded)


def _by_number(sign: re.Match[str]) -> str:
    return f"u{ord(sign[0]):x}"


def title_tokens(row: Row) -> list[str]:
    """Return the tokens of the words of a title, and of the number beside it, with their marks and folded."""
    named = unicodedata.normalize("NFC", f"{row['title'] or ''} {row['number'] or ''}")
    shapes = (shape for word in WORD.findall(named) for shape in shape_of(word))
    return [f"{TITLE}{token}" for shape in shapes for token in shape.split()]


def named_words(row: Row) -> list[str]:
    """Return the words of a heading, folded."""
    return [word for name in ("title", "number", "doc_type", "issuer", "place") for word in words_of(row[name])]


def pair_tokens(folded: list[str]) -> list[str]:
    """Return for each word but the last the token of it and the next, "" where they are not both common."""
    return [f"{one}_{other}" if one in COMMON and other in COMMON else "" for one, other in pairwise(folded)]


def code_tokens(code: str) -> list[str]:
    """Return the tokens of a code, begun and whole: of `44-KL/TW` those of `44-KL` and of `44-KL/TW`."""
    parts = number_key(code).split()[:CODE_LENGTH]
    return [f"n_{'_'.join(parts[:length])}" for length in range(2, len(parts) + 1)]


def filter_tokens(row: Row) -> tuple[str, ...]:
    """Return the tokens of what filters ask for: the words of type, issuer and place, and the year."""
    named = (
        f"{mark}_{word}"
        for mark, column in (("t", "doc_type"), ("i", "issuer"), ("p", "place"))
        for word in words_of(row[column])
    )
    years = [f"y_{row['date'][:4]}"] if row["date"] else []
    return tuple(map(as_tokens, (*dict.fromkeys(named), *years)))


def words_of(text: str | None) -> list[str]:
    """Return the folded words of a text."""
    return WORD.findall(fold(text or ""))


@lru_cache(maxsize=1 << 15)
def _tokens_of_word(word: str) -> tuple[str, str]:
    with_marks, without = shape_of(word)
    return as_tokens(with_marks), as_tokens(without)


@lru_cache(maxsize=1 << 15)
def shape_of(word: str) -> tuple[str, str]:
    """Return a word as it is searched with its marks, and without; of strange letters it may be several."""
    return " ".join(WORD.findall(exact(word))), " ".join(WORD.findall(fold(word)))
