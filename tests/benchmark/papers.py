"""Generated papers with the shape of real ones, for measuring a catalogue of any size.

Words are drawn as often as the language tables count them; numbers, bodies and citations so that a few documents are
cited by very many. No paper is anybody's text.
"""

from __future__ import annotations

import hashlib
import lzma
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

import numpy as np

from pipeline.document import (
    Assignment,
    Deadline,
    Document,
    Heading,
    Page,
    Part,
    Reading,
    Reference,
    Source,
    Span,
    Text,
)

PLACES = (
    "Tây Ninh",
    "Đồng Nai",
    "Cà Mau",
    "Nghệ An",
    "Lào Cai",
    "Gia Lai",
    "Vĩnh Long",
    "Quảng Trị",
    "An Giang",
    "Bắc Ninh",
    "Cao Bằng",
    "Đắk Lắk",
    "Điện Biên",
    "Đồng Tháp",
    "Hà Tĩnh",
    "Hưng Yên",
    "Khánh Hòa",
    "Lai Châu",
    "Lâm Đồng",
    "Lạng Sơn",
    "Ninh Bình",
    "Phú Thọ",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Sơn La",
    "Thái Nguyên",
    "Thanh Hóa",
    "Tuyên Quang",
)
OFFICES = (
    "Công an",
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Thanh tra",
    "Sở Xây dựng",
    "Sở Công Thương",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Nông nghiệp và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Bộ Chỉ huy Quân sự",
    "Văn phòng Ủy ban nhân dân",
)
ROOTS = ("09-CT/TW", "44-KL/TW", "28-NQ/TW", "30/2020/NĐ-CP", "623/QĐ-TTg", "46-CT/TW")
TYPES = (("KH", "kế hoạch"), ("QĐ", "quyết định"), ("CT", "chỉ thị"), ("TB", "thông báo"))
RELATIONS = ("căn cứ", "thực hiện", "dẫn chiếu", "căn cứ", "thực hiện", "thay thế", "sửa đổi bổ sung")
COMPOUNDS = 30_000
CITED = 11  # documents that a paper cites, on the average
MASK = 2**64 - 1
CITING = "văn bản số "
DAYS = tuple((date(2015, 1, 1) + timedelta(days=n)).isoformat() for n in range(4000))
NUMBERS = 3000  # running numbers come again in every province and every year


@dataclass(frozen=True, slots=True)
class Shape:
    """How many papers there are, and how many syllables each has."""

    papers: int
    syllables: int


@cache
def common_words() -> dict[str, int]:
    """Return syllables with how often they were counted, commonest first."""
    table = lzma.decompress(files("corpus.language").joinpath("vocabulary.txt.xz").read_bytes()).decode().split()
    counts = dict(zip(table[::2], map(int, table[1::2]), strict=True))
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


@cache
def lexicon() -> tuple[list[str], np.ndarray]:
    """Return what texts are drawn from, with cumulated shares: words of one syllable, and as many of two as of one.

    The syllables of a word of two are drawn by frequency, once; the words' own frequencies follow Zipf's law.
    """
    draw, counts = random.Random(0), common_words()
    syllables, cumulated = tuple(counts), tuple(accumulate(counts.values()))
    drawn = draw.choices(syllables, cum_weights=cumulated, k=2 * COMPOUNDS)
    compounds = map(" ".join, zip(drawn[::2], drawn[1::2], strict=True))
    ranks = 1 / (np.arange(COMPOUNDS) + 10)
    weights = np.concatenate([np.array(list(counts.values())), ranks * (sum(counts.values()) / ranks.sum())])
    return [*syllables, *compounds], np.cumsum(weights) / weights.sum()


@dataclass(frozen=True, slots=True)
class Head:
    """What a generated paper is called; the same for an index whenever it is asked."""

    number: str
    doc_type: str
    place: str
    date: str

    @classmethod
    def of(cls, index: int) -> Head:
        """Return the head of a paper."""
        mixed = (index + 1) * 0x9E3779B97F4A7C15 & MASK
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & MASK
        mixed ^= mixed >> 27
        code, doc_type = TYPES[mixed % len(TYPES)]
        return cls(
            f"{index % NUMBERS + 1}/{code}-UBND",
            doc_type,
            PLACES[(mixed >> 8) % len(PLACES)],
            DAYS[(mixed >> 24) % 4000],
        )

    @property
    def issuer(self) -> str:
        """The body that issues it."""
        return f"Ủy ban nhân dân tỉnh {self.place}"


@dataclass(frozen=True, slots=True)
class Mention:
    """How a paper cites another; a date and an issuer where it names them."""

    number: str
    relation: str
    date: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a generated paper says; `start` of its spans are where their words stand in `text`."""

    index: int
    head: Head
    title: str
    text: str
    mentions: tuple[tuple[int, Mention], ...]
    office: str
    task: str
    limit: str
    due: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.index}.txt"


def draft(index: int, shape: Shape) -> Draft:
    """Return what a paper says; the same for an index and a length whenever it is asked."""
    draw = np.random.Generator(np.random.Philox(key=index))
    words, shares = lexicon()
    chosen = np.searchsorted(shares, draw.random(shape.syllables)).tolist()
    syllables = " ".join(map(words.__getitem__, chosen)).split()[: shape.syllables]
    head = Head.of(index)
    cited = draw.random((2 + int(draw.random() * 2 * (CITED - 2)), 5)).tolist()
    said = {mention.number: mention for mention in (_cited(index, lots) for lots in cited)}
    parts, mentions, at = [], [], len(head.doc_type) + 1
    for mention in said.values():
        parts.append(f"Căn cứ văn bản số {mention.number}")
        mentions.append((at + len("Căn cứ "), mention))
        at += len(parts[-1]) + 2
    office = f"{OFFICES[int(draw.random() * len(OFFICES))]} tỉnh {head.place}"
    due = _later(head.date)
    limit = f"trước ngày {due[8:]}/{due[5:7]}/{due[:4]}"
    task = f"Giao {office} báo cáo {limit}"
    text = f"{head.doc_type.upper()}\n{'; '.join(parts)}.\n{' '.join(syllables)}.\n{task}."
    return Draft(index, head, " ".join(syllables[:12]), text, tuple(mentions), office, task, limit, due)


def paper_of(index: int, shape: Shape) -> Document:
    """Return a paper as reading it would."""
    said = draft(index, shape)
    text, content = said.text, said.text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    whole, made = Span(0, len(text)), {"rule": "generated", "confidence": 1.0}
    head = {name: getattr(said.head, name) for name in ("number", "doc_type", "issuer", "place", "date")}
    task, limit = len(text) - len(said.task) - 1, len(text) - len(said.limit) - 1
    return Document(
        source=Source(said.name, Path(said.name), sha256, "text/plain", len(content), "text"),
        pages=(Page(1, readings=(Reading("text", "text", text),), raw=whole),),
        text=Text.of(text),
        parts=(Part("document", whole),),
        headings=(Heading(span=whole, title=said.title, **head, **made),),  # type: ignore[arg-type]
        references=tuple(
            Reference(
                span=Span(start, start + len(CITING + mention.number)),
                number=mention.number,
                relation=mention.relation,
                date=mention.date,
                issuer=mention.issuer,
                **made,  # type: ignore[arg-type]
            )
            for start, mention in said.mentions
        ),
        deadlines=(
            Deadline(
                span=Span(limit, limit + len(said.limit)),
                kind="absolute",
                end_date=date.fromisoformat(said.due),
                **made,  # type: ignore[arg-type]
            ),
        ),
        assignments=(
            Assignment(span=Span(task, task + len(said.task)), agencies=(said.office,), deadlines=(0,), **made),  # type: ignore[arg-type]
        ),
    )


def generate(shape: Shape, folder: Path) -> Iterator[Document]:
    """Yield papers, each standing as a file in `folder`."""
    for index in range(shape.papers):
        document = paper_of(index, shape)
        path = folder / document.source.name
        path.write_text(document.text.value, "utf-8")
        yield replace(document, source=replace(document.source, path=path))


def _cited(index: int, lots: list[float]) -> Mention:
    """Return how a document is cited: often a root, else an earlier paper, the older the likelier; mostly in full."""
    kind, which, how, dated, named = lots
    if index == 0 or kind < 0.3:
        return Mention(ROOTS[min(int(-math.log(1 - which) / 0.8), len(ROOTS) - 1)], RELATIONS[int(how * 5)])
    head = Head.of(int(index * which**3))
    return Mention(
        head.number,
        RELATIONS[int(how * len(RELATIONS))],
        head.date if dated < 0.85 else None,
        head.issuer if named < 0.85 else None,
    )


@cache
def _later(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=60)).isoformat()
