"""Deadlines: by when, from when to when, how often a paper wants things done; and the days it commemorates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.issuance import Issuance, find_issuance
from extractors.limits import Setting, binds, read_setting
from extractors.observances import find_observances
from extractors.periods import Period, find_periods
from extractors.recurrence import Recurrence, find_recurrences
from extractors.terms import Term, find_terms
from extractors.time_cells import find_bare_years, heads, is_cell, time_columns
from pipeline.document import Deadline, Document, Fact, Note, Span

_SILENT_ZONES = (
    "head",
    "digital_signature",
    "received_stamp",
    "title",
    "addressees",
    "recipients",
    "signature",
    "footnote",
)
_LONGEST_OWN_QUOTE = 160
# Papers on procedures are full of terms for each single case.
_PROCEDURES = re.compile(r"thủ\s+tục\s+hành\s+chính", re.IGNORECASE)


def find(document: Document, knowledge: Knowledge) -> Sequence[Fact | Note]:
    """Return the deadlines of a document, and notes on those whose year or day had to be supplied."""
    issuance = find_issuance(document, knowledge)
    text = document.text.value
    finder = _Finder(text, issuance, knowledge, _quotes(text), bool(_PROCEDURES.search(text, 0, 1_500)))
    found: list[Deadline] = []
    for stretch in _stretches(document):
        found += finder.find(stretch)
    notes = [note for deadline in found if (note := _note(deadline, text))]
    return [*found, *notes]


EXTRACTOR = Extractor("deadlines", find)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds deadlines in stretches of one text."""

    text: str
    issuance: Issuance
    knowledge: Knowledge
    quotes: tuple[Span, ...]
    procedural: bool

    def find(self, stretch: Span) -> list[Deadline]:
        """Return the deadlines of a stretch; what one rule has read, a weaker rule does not read again."""
        found: list[Deadline] = []
        taken: list[Span] = []
        for rule in (self._observances, self._terms, self._recurrences, self._periods):
            fresh = [d for d in rule(stretch, tuple(found)) if not _overlaps(d.span, taken)]
            found += fresh
            taken = sorted(taken + [d.span for d in fresh])
        return found

    def _observances(self, stretch: Span, found: tuple[Deadline, ...]) -> Iterator[Deadline]:
        for o in find_observances(self.text, stretch.start, stretch.end):
            yield Deadline(
                span=o.span,
                rule="observance",
                confidence=0.9 if o.rrule or o.day else 0.7,
                kind="absolute" if o.day else "recurring",
                start_date=o.day,
                end_date=o.day,
                inclusive=True if o.day else None,
                rrule=o.rrule,
                observance=True,
                what=o.name,
            )

    def _terms(self, stretch: Span, found: tuple[Deadline, ...]) -> Iterator[Deadline]:
        for term in find_terms(self.text, stretch.start, stretch.end):
            if not self._quoted(term.span) and (term.from_issue or not (term.offset and self.procedural)):
                yield self._term(term)

    def _term(self, term: Term) -> Deadline:
        due = None
        if term.from_issue and term.unit and self.issuance.day:
            due = self.knowledge.calendar.end_of_period(self.issuance.day, term.count, term.unit)
        return Deadline(
            span=term.span,
            rule="term" if term.offset else "event",
            confidence=0.85 if term.offset else 0.6,
            kind="relative",
            start_date=self.issuance.day if due else None,
            end_date=due,
            inclusive=True if due else None,
            anchor=term.anchor,
            offset=term.offset,
        )

    def _recurrences(self, stretch: Span, found: tuple[Deadline, ...]) -> Iterator[Deadline]:
        recurrences = tuple(find_recurrences(self.text, stretch.start, stretch.end))
        for recurrence, following in zip_longest(recurrences, recurrences[1:]):
            if self._quoted(recurrence.span) or not _asks(recurrence, self.text):
                continue
            if following is None or not _precised(recurrence, following, self.text):
                yield Deadline(
                    span=recurrence.span,
                    rule="recurrence",
                    confidence=0.9 if recurrence.inclusive is not None else 0.7 if recurrence.rrule else 0.5,
                    kind="recurring",
                    inclusive=recurrence.inclusive,
                    rrule=recurrence.rrule,
                )

    def _periods(self, stretch: Span, found: tuple[Deadline, ...]) -> Iterator[Deadline]:
        columns = time_columns(self.text, stretch)
        opening: Period | None = None
        for period in find_periods(self.text, stretch.start, stretch.end):
            setting = read_setting(self.text, period)
            whole = _joined(opening, period, setting, self.text)
            opening = period if setting.cue == "from" else None
            if self._quoted(period.span):
                continue
            if whole is not None:
                opened = replace(setting, cue="from", start=whole.span.start)
                if binds(opened, whole, self.text, self.issuance.earliest):
                    yield _deadline(whole, opened, self.issuance, "range")
                continue
            yield from self._period(period, setting, found, columns)
        for period in find_bare_years(self.text, stretch, columns):
            if not self._past(period):
                yield _deadline(period, Setting("none", period.span.start, "", True), self.issuance, "cell")

    def _period(
        self, period: Period, setting: Setting, found: tuple[Deadline, ...], columns: tuple[int, ...]
    ) -> Iterator[Deadline]:
        yearly = None if period.dated else _yearly_before(period, found, self.text)
        if yearly is not None and setting.cue in ("before", "latest", "until", "at"):
            rule = f"FREQ=YEARLY;BYMONTH={period.last.month};BYMONTHDAY={period.last.day}"
            span = Span(setting.start, period.span.end)
            yield Deadline(
                span=span, rule="recurrence", confidence=0.85, kind="recurring",
                rrule=rule, inclusive=setting.cue != "before",
            )  # fmt: skip
        elif binds(setting, period, self.text, self.issuance.earliest):
            if period.dated or (setting.cue not in ("from", "none", "at") and self.issuance.earliest):
                yield _deadline(period, setting, self.issuance, "limit")
        elif not self._past(period) and (heads(period, self.text) or is_cell(period, self.text, columns)):
            yield _deadline(period, setting, self.issuance, "heading")

    def _past(self, period: Period) -> bool:
        return self.issuance.earliest is not None and period.last < self.issuance.earliest

    def _quoted(self, span: Span) -> bool:
        index = bisect_right(self.quotes, span) - 1
        return index >= 0 and self.quotes[index].covers(span)


def _deadline(period: Period, setting: Setting, issuance: Issuance, rule: str) -> Deadline:
    """Return the deadline that a period with its cue is."""
    if not period.dated and issuance.earliest:
        period = period.next_after(issuance.earliest)
    kind, start, end, inclusive = "period", period.first, period.last, True
    cue = setting.cue
    if cue == "before":
        kind, start, end, inclusive = "absolute", None, period.first, False
    elif cue in ("now", "issue"):
        kind, start = "range", issuance.day
    elif cue in ("latest", "until") or period.unit == "day":
        kind, start = "absolute", None
    elif period.unit == "days" or cue == "from":
        kind = "range"
    spanned = cue in ("before", "latest", "now", "issue", "until", "within", "from")
    return Deadline(
        span=Span(setting.start, period.span.end) if spanned else period.span,
        rule=rule if period.dated else "yearless",
        confidence=_CONFIDENCES.get(cue, 0.8) * (1.0 if period.dated else 0.85),
        kind=kind,  # type: ignore[arg-type]
        start_date=start,
        end_date=end,
        inclusive=inclusive,
        tentative=cue == "planned" or _tentative(setting),
    )


_CONFIDENCES = {"before": 0.97, "latest": 0.97, "now": 0.95, "label": 0.9, "done": 0.9, "none": 0.65}


def _tentative(setting: Setting) -> bool:
    return bool(re.search(r"\bdự\s+kiến\b[^,;.]{0,40}$", setting.clause, re.IGNORECASE))


def _joined(opening: Period | None, closing: Period, setting: Setting, text: str) -> Period | None:
    """Return the range from a period that follows `từ` to the one that ends it after `đến`."""
    if opening is None or setting.cue != "until" or not opening.span.end <= setting.start <= opening.span.end + 3:
        return None
    if not opening.dated:
        opening = replace(opening, first=opening.first.replace(year=closing.last.year))
    if opening.first > closing.last:
        return None
    begin = opening.span.start
    cue = re.search(r"từ\s+$", text[max(0, begin - 6) : begin], re.IGNORECASE)
    span = Span(begin - len(cue.group()) if cue else begin, closing.span.end)
    return Period(span, opening.first, closing.last, "days", closing.dated)


def _yearly_before(period: Period, found: Sequence[Deadline], text: str) -> Deadline | None:
    """Return the bare `hằng năm` that an undated day belongs to: the nearest before it in its sentence."""
    for deadline in reversed(found):
        between = text[deadline.span.end : period.span.start]
        if deadline.rrule == "FREQ=YEARLY" and deadline.span.end <= period.span.start:
            return deadline if len(between) < 200 and not re.search(r"[.;]\s", between) else None
    return None


# "hằng năm" that only describes a thing: the budget of each year, the plan of each year.
_OF_EACH_YEAR = re.compile(
    r"""(?:ngân\s+sách|kinh\s+phí|dự\s+toán|nguồn\s+vốn|kế\s+hoạch\s+vốn|trung\s+hạn|chi\s+thường\s+xuyên|thu\s+nhập|bình\s+quân|nghỉ\s+phép
        |tiền\s+lương|đầu\s+tư\s+công|kinh\s+tế\s*[-–]\s*xã\s+hội|bồi\s+dưỡng\s+thường\s+xuyên|(?<!thực\s)(?<!hiện\s)kế\s+hoạch)
        (?:\s+(?:chi|thu|cho|của|nhà\s+nước|địa\s+phương|đầu\s+tư|tỉnh|trung\s+ương|công|thường\s+xuyên|phát\s+triển)){0,4}
        \s*,?\s*(?:và\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# "Thời gian báo cáo định kỳ hằng năm tính từ ngày …" says what a report covers, not when it is due.
_COVERS = re.compile(r"\s{1,4}(?:tính|kể)\s+từ\b", re.IGNORECASE)
_DAILY = re.compile(r"báo\s+cáo|định\s+kỳ|trực|cập\s+nhật", re.IGNORECASE)


def _asks(recurrence: Recurrence, text: str) -> bool:
    """Tell whether something is to be done again and again, and the words do not only describe a thing."""
    before = text[max(0, recurrence.span.start - 90) : recurrence.span.start]
    if _COVERS.match(text, recurrence.span.end):
        return False
    if recurrence.rrule == "FREQ=DAILY":
        return bool(_DAILY.search(before[-50:]) or _DAILY.search(recurrence.span.of(text)))
    return recurrence.inclusive is not None or not _OF_EACH_YEAR.search(before)


def _precised(recurrence: Recurrence, following: Recurrence, text: str) -> bool:
    """Tell whether a bare `định kỳ` only announces the day that its sentence goes on to print."""
    between = text[recurrence.span.end : following.span.start]
    bare = recurrence.inclusive is None and recurrence.span.of(text).lower().startswith("định")
    return bare and following.inclusive is not None and len(between) < 200 and not re.search(r"[.;]\s", between)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    index = bisect_right(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, index - 1) : index + 1])


def _quotes(text: str) -> tuple[Span, ...]:
    """Return the long quotations of a text: what they set, they set in another paper."""
    return tuple(Span(m.start(), m.end()) for m in re.finditer(rf"“[^“”]{{{_LONGEST_OWN_QUOTE},6000}}”", text))


def _note(deadline: Deadline, text: str) -> Note | None:
    printed = " ".join(deadline.span.of(text).split())
    if deadline.rule != "yearless" or deadline.end_date is None:
        return None
    return Note(
        "deadline_year_assumed",
        "warning",
        "Thời hạn “{}” không ghi năm; hiểu là ngày {}.",
        (printed, f"{deadline.end_date:%d/%m/%Y}"),
        deadline.span,
    )


_FIRST_ITEM = re.compile(r"^[ \t#*]*(?:I\s?[.\-]|1\s?\.|Điều\s1\b|PHẦN\b|Phần\s)", re.MULTILINE)


def _stretches(document: Document) -> Iterator[Span]:
    """Yield the runs of text that can set a deadline: no heads, no signatures, no legal grounds."""
    for part in document.parts:
        silent = sorted(z.span for z in part.zones if z.kind in _SILENT_ZONES)
        if part.kind == "document":
            silent = sorted([*silent, *_grounds(document.text.value, part.span)])
        start = part.span.start
        for span in silent:
            if span.start > start:
                yield Span(start, span.start)
            start = max(start, span.end)
        if start < part.span.end:
            yield Span(start, part.span.end)


def _grounds(text: str, part: Span) -> Iterator[Span]:
    first = _FIRST_ITEM.search(text, part.start, part.end)
    for match in _GROUND_START.finditer(text, part.start, first.start() if first else part.end):
        end = _GROUND_END.search(text, match.end(), part.end)
        yield Span(match.start(), end.end() if end else match.end())


_GROUND_END = re.compile(r"[;:](?=\s)|[.;:][ \t]*(?:\n|$)")
_GROUND_START = re.compile(r"^[ \t\-–+]*(?:Căn\s+cứ|Theo\s+đề\s+nghị|Xét\s+(?:đề|Tờ|báo))", re.MULTILINE)
