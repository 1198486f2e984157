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

PLACES = ("Tây Ninh", "Đồng Nai", "Cà Mau", "Nghệ An", "Lào Cai", "Gia Lai", "Vĩnh Long", "Quảng Trị")
OFFICES = ("Công an", "Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp", "Thanh tra", "Sở Xây dựng")
ROOTS = ("09-CT/TW", "44-KL/TW", "28-NQ/TW", "30/2020/NĐ-CP", "623/QĐ-TTg", "46-CT/TW")
TYPES = (("KH", "kế hoạch"), ("QĐ", "quyết định"), ("CT", "chỉ thị"), ("TB", "thông báo"))


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
    random_numbers = random.Random(seed)
    words, counts = tuple(common_words()), tuple(accumulate(common_words().values()))
    for index in range(shape.papers):
        drawn = random_numbers.choices(words, cum_weights=counts, k=shape.syllables)
        yield _paper(index, drawn, folder, random_numbers)


def _paper(index: int, syllables: list[str], folder: Path, random_numbers: random.Random) -> Document:
    place = random_numbers.choice(PLACES)
    code, doc_type = random_numbers.choice(TYPES)
    issued = date(2015, 1, 1) + timedelta(days=random_numbers.randrange(4000))
    office = f"{random_numbers.choice(OFFICES)} tỉnh {place}"
    mentions = [_cited(index, random_numbers) for _ in range(random_numbers.randrange(2, 9))]
    body = " ".join(syllables)
    cites = "; ".join(f"Căn cứ văn bản số {number}" for number in mentions)
    task = f"Giao {office} báo cáo trước ngày {issued:%d/%m/%Y}"
    text = f"{doc_type.upper()}\n{cites}.\n{body}.\n{task}."
    path = folder / f"{index}.txt"
    path.write_text(text, "utf-8")
    content = text.encode()
    whole, limit = Span(0, len(text)), f"trước ngày {issued:%d/%m/%Y}"
    return Document(
        source=Source(path.name, path, hashlib.sha256(content).hexdigest(), "text/plain", len(content), "text"),
        pages=(Page(1, readings=(Reading("text", "text", text),), raw=whole),),
        text=Text.of(text),
        parts=(Part("document", whole),),
        headings=(
            Heading(
                span=whole,
                rule="generated",
                confidence=1.0,
                number=f"{index + 1}/{code}-UBND",
                doc_type=doc_type,
                title=" ".join(syllables[:12]),
                issuer=f"Ủy ban nhân dân tỉnh {place}",
                place=place,
                date=issued.isoformat(),
            ),
        ),
        references=tuple(_reference(text, number) for number in dict.fromkeys(mentions)),
        deadlines=(
            Deadline(span=_span(text, limit), rule="generated", confidence=1.0, kind="absolute", end_date=issued),
        ),
        assignments=(
            Assignment(span=_span(text, task), rule="generated", confidence=1.0, agencies=(office,), deadlines=(0,)),
        ),
    )


def _cited(index: int, random_numbers: random.Random) -> str:
    """Return the number of a document to cite: often a root, else an earlier paper, the older the likelier."""
    if index == 0 or random_numbers.random() < 0.4:
        return ROOTS[min(int(random_numbers.expovariate(0.8)), len(ROOTS) - 1)]
    older = int(index * random_numbers.random() ** 3)
    return f"{older + 1}/{random_numbers.choice(TYPES)[0]}-UBND"


def _reference(text: str, number: str) -> Reference:
    return Reference(
        span=_span(text, f"văn bản số {number}"), rule="generated", confidence=1.0, number=number, relation="căn cứ"
    )


def _span(text: str, words: str) -> Span:
    start = text.rindex(words)
    return Span(start, start + len(words))
