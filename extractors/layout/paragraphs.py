"""Paragraphs: the lines of a body joined as they were meant, each paragraph with its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.layout.labels import ORDER, Label, Style, follows, is_bare, label_of, number_of
from extractors.layout.lines import CAPITAL, Line
from extractors.layout.titles import hangs
from extractors.predicates import opens_with_verb
from pipeline.document import Span

_WIDEST = 150
"""Characters of the longest line that paper can hold; where lines are longer, each is a paragraph."""

# Items that follow each other on one line, as in text whose line breaks were lost.
_INSIDE = re.compile(
    rf"""(?<=[.:;])\s+(?=Điều\ \d{{1,3}}\s?\.|[IVX]{{1,5}}\.\ {CAPITAL}{{2}}
    |(?:(?:\d{{1,2}}\.){{1,2}}|[a-zđ]\)|\((?:[ivx]{{1,4}}|\d{{1,2}})\)|[-–+])\ {CAPITAL})
    # "2. Về Dự án Nhà máy điện giai đoạn 1 a) Đánh giá …": a heading has no stop before its first point.
    |(?<!điểm)(?<!khoản)(?<=\w)\s+(?=a\)\ {CAPITAL})""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a body, `span`, with its label where it has one.

    `runs` are its lines or what of them belongs to it.
    """

    runs: tuple[Span, ...]
    label: Label | None = None
    span: Span = field(init=False)

    def __post_init__(self) -> None:
        # Told once: outlines and items ask for it many times.
        object.__setattr__(self, "span", Span(self.runs[0].start, self.runs[-1].end))


def paragraphs_of(lines: Sequence[Line], text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a body: lines that printing broke are joined, items on one line told apart."""
    reader = _Reader(lines, text)
    return tuple(reader.read())


class _Reader:
    """Joins lines to paragraphs, and tells real labels from numbers that happen to begin a line."""

    def __init__(self, lines: Sequence[Line], text: str) -> None:
        self._lines = lines
        self._text = text
        self._width = _width(lines)
        self._spread = _is_spread(lines)
        self._open: dict[Style, int] = {}
        self._quoted = False
        self._current: Label | None = None

    def read(self) -> Iterator[Paragraph]:
        """Yield the paragraphs in order."""
        runs: list[Span] = []
        label: Label | None = None
        last: Line | None = None
        for line in self._lines:
            for start, end in self._pieces(line):
                span = Span(line.span.start + start, line.span.start + end)
                value = line.text[start:end]
                found = self._label(value, line, last, inside=start > 0, so_far=runs)
                begins = self._begins_quoted(value, last) or self._begins(value, line, last, runs)
                if found or begins or not runs:
                    if runs:
                        yield Paragraph(tuple(runs), label)
                    runs, label = [], found
                    self._current = found
                runs.append(span)
                self._quoted = self._quotes(value)
                last = line
        if runs:
            yield Paragraph(tuple(runs), label)

    def _quotes(self, value: str) -> bool:
        """Tell whether a quotation is open that began right before a label: the words of another paper."""
        if self._quoted:
            return "”" not in value
        match = re.search(r"“(?=(?:Điều \d|\d{1,2}\.|[a-zđ]\)|Khoản \d))[^”]*$", value)
        return match is not None

    def _pieces(self, line: Line) -> Iterator[tuple[int, int]]:
        start = 0
        for match in _INSIDE.finditer(line.text):
            before = label_of(line.text[start:])
            label = label_of(line.text[match.end() :])
            if label and not self._quoted and (follows(label, before) or self._is_next(label, inside=True)):
                yield start, match.start()
                start = match.end()
        yield start, len(line.text)

    def _label(
        self, value: str, line: Line, last: Line | None, *, inside: bool, so_far: Sequence[Span]
    ) -> Label | None:
        label = label_of(value)
        if label is None or self._quoted:
            return None
        if label.style in ("letter", "roman") and not self._is_capital(label, value):
            return None
        counts = label.style == "điều" and number_of(label) == self._open.get("điều", 0) + 1
        if label.style == "điều" and not counts and not inside and last is not None and hangs(last):
            return None
        broken = not inside and not line.indented and last is not None and self._is_broken(last, so_far)
        if broken and not self._fits_broken(label, value, so_far):
            return None
        self._note(label)
        return label

    def _is_capital(self, label: Label, value: str) -> bool:
        """Tell a section C. or I. from initials: its heading is long enough, and the sequence fits."""
        return self._is_next(label) or value[label.length : label.length + 30].isupper()

    def _fits_broken(self, label: Label, value: str, so_far: Sequence[Span]) -> bool:
        """Tell whether a label may stand after a line that broke off: only one that goes on counting.

        A dash may open the next of several items whose stop was left out, or the first under a heading that fills its
        line, where what is to be done follows it.
        """
        if label.style in ("dash", "plus"):
            lists = self._current is not None and (self._current.style == label.style or len(so_far) == 1)
            return lists and opens_with_verb(value[label.length :])
        first = number_of(label) == 1 and not self._opens_list(label)
        return self._is_next(label) and not first and value[label.length : label.length + 1].isupper()

    def _opens_list(self, label: Label) -> bool:
        """Tell whether a list may begin here: under a heading above its rank that fills a line."""
        above = self._current
        return above is not None and ORDER.index(above.style) < ORDER.index(label.style) and above.style != "dash"

    def _is_broken(self, last: Line, so_far: Sequence[Span]) -> bool:
        """Tell whether the line before broke off for want of room, in the middle of a sentence."""
        full = len(last.text) > 0.8 * self._width and len(so_far) > 0
        words = sum(len(run) for run in so_far)
        return full and last.text[-1] not in ".:;!?”)…/" and not last.upper and words > 0.8 * self._width

    def _is_next(self, label: Label, *, inside: bool = False) -> bool:
        number = number_of(label)
        if label.style in ("dash", "plus", "điều", "phần", "chương", "mục"):
            return True
        if label.style == "compound":
            return not inside or self._counts_on(label)
        return number == 1 or number == self._open.get(label.style, 0) + 1

    def _counts_on(self, label: Label) -> bool:
        """Tell whether `4.2` stands under `4` and is the next there; else it is a figure or a cited point."""
        head, _, tail = label.key.rpartition(".")
        return head == str(self._open.get("number")) and int(tail) == self._open.get("compound", 0) + 1

    def _note(self, label: Label) -> None:
        rank = ORDER.index(label.style)
        for style in ORDER[rank + 1 :]:
            self._open.pop(style, None)
        counted = label.key.rpartition(".")[2] if label.style == "compound" else ""
        self._open[label.style] = int(counted) if counted else number_of(label)

    def _begins_quoted(self, value: str, last: Line | None) -> bool:
        """Tell whether a line of new wording that a paper gives to another has a label, which does not count here."""
        if not self._quoted or last is None or label_of(value) is None:
            return False
        return self._is_over(last) or _QUOTED_TITLE.match(last.text) is not None

    def _begins(self, value: str, line: Line, last: Line | None, so_far: Sequence[Span]) -> bool:
        """Tell whether a line without a label begins a paragraph."""
        if last is None or last is line:
            return last is None
        if len(so_far) == 1 and is_bare(so_far[0].of(self._text)):
            return False
        if line.indented or line.flush:
            return line.indented and not (
                value[0].islower() or (value[0].isdigit() and not self._is_over(last)) or hangs(last)
            )
        if line.gap and not self._spread:
            return not (value[0].islower() or (value[0].isdigit() and _NUMBER_ENDS.search(last.text)))
        if not (value[0].isupper() or value[0].isdigit() or value[0] in '“"(*'):
            return False
        if value[0] == "(" and value[1:2].islower() and last.text[-1] not in ".:;":
            return False
        if self._is_over(last):
            return len(last.text) < 0.88 * self._width or self._width > _WIDEST or len(line.text) > 2 * self._width
        goes_on = _CUT_NAME.search(f"{last.text[-_NAME:]}\n{value[:_NAME]}") is not None
        return not goes_on and (self._is_heading(last, so_far) or _turns(last, line, value))

    def _is_over(self, last: Line) -> bool:
        in_brackets = last.text[0] == "(" and last.text[-1] == ")"
        return in_brackets or last.text[-1] in ".:;!?…" or last.text.endswith((".”", "./"))

    def _is_heading(self, last: Line, so_far: Sequence[Span]) -> bool:
        """Tell whether a line without a full stop is a heading: short where lines are full, else short and labelled."""
        if _POST_ENDS.search(last.text) or _NUMBER_ENDS.search(last.text):
            return False
        if self._width <= _WIDEST:
            return len(last.text) < 0.7 * self._width and not hangs(last)
        label = label_of(last.text) if len(so_far) == 1 else None
        return label is not None and label.style != "bracket" and len(last.text.split()) <= 25 and not hangs(last)


def _turns(last: Line, line: Line, value: str) -> bool:
    """Tell whether a heading that fills its line ends there: by its capitals, or by the order that follows it."""
    orders = _ORDERS.match(value) is not None and not (hangs(last) or _NAME_ENDS.search(last.text))
    return (last.upper and not line.upper) or orders


# What opens an order and no sentence goes on with in capitals: "… trực thuộc Bộ ⏎ Chủ trì, phối hợp với …".
_ORDERS = re.compile(
    r"""(?:Chủ\s(?:trì|động)|Phối\shợp\s(?:với|cùng)|Khẩn\strương|Tăng\scường|Tiếp\stục|Tham\smưu\s(?:cho|giúp|[ỦU]|với)|Rà\ssoát
    |Đẩy\smạnh|Thường\sxuyên|Nghiêm\stúc|Kịp\sthời|Tập\strung\s(?:chỉ|triển|thực|rà)|Tích\scực|Quán\striệt|Nâng\scao
    |Căn\scứ\s(?:chức|nhiệm|nội|tình|Kế|Chỉ|yêu)|Chỉ\sđạo\s(?!\d|của)|Tổ\schức\s(?:tuyên|triển|thực|quán|thông|các\s(?:hoạt|hội|đợt|lớp))
    |Xây\sdựng\s(?:kế|chương|và)|Bố\strí|Đề\snghị(?=\s(?:[A-ZĐ]|các\s))|Bảo\sđảm|Đảm\sbảo|Hướng\sdẫn\s(?:các|việc|triển))\b""",
    re.VERBOSE,
)
# "Ban ⏎ Chỉ đạo", "Phòng ⏎ Hướng dẫn các …": the name of a body goes on.
_NAME_ENDS = re.compile(r"(?:Sở|Bộ|[Bb]an|[Pp]hòng|Vụ|Cục|Viện|[Tt]rung\s+tâm|[Tt]ổ|[Đđ]oàn|Số|số|[“\"(])$")
# "Điều 4. Chánh Văn phòng ⏎ UBND tỉnh, Giám đốc …": the name of the body stands on the next line.
_POST_ENDS = re.compile(
    r"(?:Chánh(?:\s+Văn\s+phòng)?|Giám\s+đốc|Thủ\s+trưởng|Chủ\s+tịch|Trưởng\s+[Bb]an|Lãnh\s+đạo|\b(?:Sở|Bộ|Cục|Vụ)|\.\s+Giao)$"
)
# "Thống đốc Ngân hàng ⏎ Nhà nước Việt Nam", "Đề nghị Ủy ban Mặt trận ⏎ Tổ quốc Việt Nam tỉnh", "Giao Ủy ban nhân dân
# thành phố tổ chức thực hiện ⏎ Nghị quyết này.": what no line begins with alone.
_CUT_NAME = re.compile(
    r"""(?:(?:Ngân\shàng|Ban\sChỉ\sđạo)\nNhà\snước|Mặt\strận\nTổ\squốc|(?:Tổ\squốc|Nhà\snước)\nViệt\sNam|Liên\shiệp\nPhụ\snữ
    |(?:Ủy\sban|Uỷ\sban|Hội\sđồng)\nnhân|(?:nhân\sdân|UBND)\n(?:[Tt]hành\sphố|[Tt]ỉnh)[,;]|Thủ\stướng\nChính\sphủ
    |\n(?:Nghị\squyết|Quyết\sđịnh|Chỉ\sthị|Kế\shoạch|Thông\stư)(?:\snày)?[.,;])""",
    re.VERBOSE,
)
_NAME = 20
"""Characters on either side of a line break in which such a name stands."""


# “Điều 6. Quy trình thực hiện ⏎ 1. …”
_QUOTED_TITLE = re.compile(r"“?Điều\s\d")
# "Quy định số ⏎ 205-QĐ/TW": a page ends inside a citation; "… khoản 6 Điều 16 Luật ⏎ Thuế xuất khẩu": a line at a link.
_NUMBER_ENDS = re.compile(
    r"(?<!\w)(?:[Ss]ố|ngày)$|\d\s(?:Bộ\s)?(?:[Ll]uật|Nghị\sđịnh|Nghị\squyết|Thông\stư|Quyết\sđịnh)$|dự\sthảo$"
)


def _width(lines: Sequence[Line]) -> float:
    """Return how long a full line of the body is: what nine lines of ten do not exceed."""
    lengths = sorted(len(line.text) for line in lines)
    return float(lengths[int(0.9 * (len(lengths) - 1))]) if lengths else 0.0


def _is_spread(lines: Sequence[Line]) -> bool:
    """Tell whether a blank line stands after every printed line, not after every paragraph."""
    small = [line for line in lines if line.text[0].islower()]
    return len(small) > 5 and sum(line.gap for line in small) > 0.5 * len(small)
