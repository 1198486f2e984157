"""Generated papers with the shape of real ones, for measuring a catalogue of any size.

Words are drawn as often as the language tables count them; numbers, bodies and citations so that a few documents are
cited by very many. No paper is anybody's text.
"""

from __future__ import annotations

import hashlib
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

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


def generate(shape: Shape, folder: Path, *, seed: int = 1) -> Iterator[Document]:
    """Yield papers, each standing as a file in `folder`."""
    draw = random.Random(seed)
    words, counts = tuple(common_words()), tuple(accumulate(common_words().values()))
    for index in range(shape.papers):
        drawn = draw.choices(words, cum_weights=counts, k=shape.syllables)
        yield _paper(index, drawn, folder, draw)


@dataclass(frozen=True, slots=True)
class Head:
    """What a generated paper is called; the same for an index whenever it is asked."""

    number: str
    doc_type: str
    place: str
    date: date

    @classmethod
    def of(cls, index: int) -> Head:
        """Return the head of a paper."""
        draw = random.Random(index)
        code, doc_type = draw.choice(TYPES)
        issued = date(2015, 1, 1) + timedelta(days=draw.randrange(4000))
        return cls(f"{index % NUMBERS + 1}/{code}-UBND", doc_type, draw.choice(PLACES), issued)

    @property
    def issuer(self) -> str:
        """The body that issues it."""
        return f"Ủy ban nhân dân tỉnh {self.place}"


def _paper(index: int, syllables: list[str], folder: Path, draw: random.Random) -> Document:
    head = Head.of(index)
    office = f"{draw.choice(OFFICES)} tỉnh {head.place}"
    cited = {mention["number"]: mention for mention in (_cited(index, draw) for _ in range(draw.randrange(2, 18)))}
    cites = "; ".join(f"Căn cứ văn bản số {number}" for number in cited)
    limit = f"trước ngày {head.date + timedelta(days=60):%d/%m/%Y}"
    task = f"Giao {office} báo cáo {limit}"
    text = f"{head.doc_type.upper()}\n{cites}.\n{' '.join(syllables)}.\n{task}."
    path = folder / f"{index}.txt"
    path.write_text(text, "utf-8")
    content = text.encode()
    whole, made = Span(0, len(text)), {"rule": "generated", "confidence": 1.0}
    heading = Heading(
        span=whole,
        number=head.number,
        doc_type=head.doc_type,
        title=" ".join(syllables[:12]),
        issuer=head.issuer,
        place=head.place,
        date=head.date.isoformat(),
        **made,  # type: ignore[arg-type]
    )
    due = Deadline(span=_span(text, limit), kind="absolute", end_date=head.date + timedelta(days=60), **made)  # type: ignore[arg-type]
    given = Assignment(span=_span(text, task), agencies=(office,), deadlines=(0,), **made)  # type: ignore[arg-type]
    return Document(
        source=Source(path.name, path, hashlib.sha256(content).hexdigest(), "text/plain", len(content), "text"),
        pages=(Page(1, readings=(Reading("text", "text", text),), raw=whole),),
        text=Text.of(text),
        parts=(Part("document", whole),),
        headings=(heading,),
        references=tuple(_reference(text, mention) for mention in cited.values()),
        deadlines=(due,),
        assignments=(given,),
    )


def _cited(index: int, draw: random.Random) -> dict[str, str]:
    """Return how a document is cited: often a root, else an earlier paper, the older the likelier; rarely in full."""
    if index == 0 or draw.random() < 0.3:
        number = ROOTS[min(int(draw.expovariate(0.8)), len(ROOTS) - 1)]
        return {"number": number, "relation": draw.choice(RELATIONS[:5])}
    head = Head.of(int(index * draw.random() ** 3))
    mention = {"number": head.number, "relation": draw.choice(RELATIONS)}
    if draw.random() < 0.7:
        mention["date"] = head.date.isoformat()
    if draw.random() < 0.5:
        mention["issuer"] = head.issuer
    return mention


def _reference(text: str, mention: dict[str, str]) -> Reference:
    span = _span(text, f"văn bản số {mention['number']}")
    return Reference(span=span, rule="generated", confidence=1.0, **mention)  # type: ignore[arg-type]


def _span(text: str, words: str) -> Span:
    start = text.rindex(words)
    return Span(start, start + len(words))
