"""The outline: which sections and items a body has, what they are called, and where each ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.layout.labels import ORDER, Label, Style
from extractors.layout.paragraphs import Paragraph
from pipeline.document import Section, Span

LEVELS: dict[Style, int] = dict.fromkeys(ORDER[:5], 1) | {
    "điều": 2,
    "number": 2,
    "compound": 3,
    "point": 3,
    "bracket": 4,
    "dash": 4,
    "plus": 5,
}
_WITHOUT_PATH = ("bracket", "dash", "plus")
"""Items that are too many to be cited by their labels: they bear the path of the section above."""
_TITLE_WORDS = 12
_LONGEST_HEADING = 60
"""Words of a heading that ends without a full stop; measured: the longest body lists that head tasks have under 50."""


def outline_of(paragraphs: Sequence[Paragraph], text: str, part: int) -> tuple[Section, ...]:
    """Return the sections of a body; their spans end where the next of their rank or above begins."""
    found: list[tuple[Section, Style]] = []
    stack: list[tuple[Style, str]] = []
    last = closing_from(paragraphs, text)
    for paragraph in paragraphs[:last]:
        label = paragraph.label
        if label is None:
            continue
        while stack and ORDER.index(stack[-1][0]) >= ORDER.index(label.style):
            stack.pop()
        path = _path(stack, label)
        if label.style not in _WITHOUT_PATH:
            stack.append((label.style, path))
        elif label.style != "plus":
            path = stack[-1][1] if stack else ""
        found.append((_section(paragraph, text, path, part), label.style))
    return tuple(_closed(found, paragraphs[:last]))


def closing_from(paragraphs: Sequence[Paragraph], text: str) -> int:
    """Return how many paragraphs stand before the closing ones: those after the last item that speak of the whole."""
    labelled = [i for i, paragraph in enumerate(paragraphs) if paragraph.label]
    if not labelled:
        return len(paragraphs)
    index = labelled[-1] + 1
    # What stands under a heading at the end of a paper is said under it, whatever it begins with.
    if _is_bare_heading(paragraphs[labelled[-1]], text) and index < len(paragraphs):
        index += 1
    while index < len(paragraphs) and not _closes(paragraphs[index], text):
        index += 1
    return index


def _is_bare_heading(paragraph: Paragraph, text: str) -> bool:
    """Tell whether a labelled paragraph is a heading only: it has no stop, and a body or a topic is all it names."""
    label = paragraph.label
    words = paragraph.span.of(text)[label.length if label else 0 :].strip()
    return bool(label and label.style not in _WITHOUT_PATH) and words[-1:] not in ".;:" and len(words.split()) <= 25


def _closes(paragraph: Paragraph, text: str) -> bool:
    value = paragraph.span.of(text)
    return (
        _CLOSING.match(value) is not None or value.rstrip().endswith(("./.", "/.")) or _WHOLE.search(value) is not None
    )


_CLOSING = re.compile(r"(?:Nhận được|Trên đây|Yêu cầu|Đề nghị|Giao|Căn cứ|Trong quá trình|Quá trình|Văn phòng|Mọi)\b")
_WHOLE = re.compile(
    r"\b(?:Chỉ thị|Kế hoạch|Chương trình|Công văn|Công điện|Quyết định|Hướng dẫn|Thông báo|văn bản|[Cc]ông văn) này\b"
)


def _path(stack: Sequence[tuple[Style, str]], label: Label) -> str:
    if label.style in _WITHOUT_PATH:
        return stack[-1][1] if stack else ""
    key = label.key
    if label.style == "điều":
        return f"Điều {key}"
    if label.style in ("phần", "chương", "mục"):
        key = f"{label.style.capitalize()} {key}"
    above = stack[-1][1] if stack else ""
    if label.style == "compound":
        return _compound_path(above, key)
    return f"{above}.{key}" if above else key


def _compound_path(above: str, key: str) -> str:
    """Return the path of `2.1`: under `II.2` it is `II.2.1`, and so it is where no `2.` was printed above it."""
    head, _, tail = key.rpartition(".")
    if key[0].isalpha():
        return key
    if above == head or above.endswith(f".{head}"):
        return f"{above}.{tail}"
    return f"{above}.{key}" if above else key


def _section(paragraph: Paragraph, text: str, path: str, part: int) -> Section:
    label = paragraph.label
    assert label is not None
    words = " ".join(run.of(text) for run in paragraph.runs)
    words = " ".join(words[label.length :].split())
    return Section(label.text, title_of(words, label.style), LEVELS[label.style], paragraph.span, path, part)


def title_of(words: str, style: Style) -> str:
    """Return the title of a section: the heading, what stands before a colon, else the first twelve words."""
    parts = words.split()
    if words[-1:] not in ".;" and len(parts) <= _LONGEST_HEADING and not re.search(r"[.;:]\s", words):
        return words.rstrip(" *:") if style not in _WITHOUT_PATH else _shortened(parts)
    before, _, after = words.partition(":")
    if style not in _WITHOUT_PATH and after.strip()[:1].isupper() and _is_heading(before):
        return before.strip(" *")
    return _shortened(parts)


def _is_heading(words: str) -> bool:
    return len(words.split()) <= 45 and not re.search(r"[.;]\s|\b(?:như|sau|gồm|là|cụ thể)$", words)


def _shortened(words: Sequence[str]) -> str:
    return " ".join(words[:_TITLE_WORDS]) + "…" if len(words) > _TITLE_WORDS else " ".join(words)


def _closed(found: Sequence[tuple[Section, Style]], paragraphs: Sequence[Paragraph]) -> Iterator[Section]:
    """Let each section end with the last paragraph before the next of its rank or above."""
    ends = [paragraph.span.end for paragraph in paragraphs]
    following: dict[Style, int] = {}
    closed: list[Section] = []
    for section, style in reversed(found):
        ranks = ORDER[: ORDER.index(style) + 1]
        after = min((following[above] for above in ranks if above in following), default=None)
        stop = ends[-1] if after is None else ends[bisect_right(ends, after) - 1]
        closed.append(replace(section, span=Span(section.span.start, max(stop, section.span.end))))
        following[style] = section.span.start
    return reversed(closed)
