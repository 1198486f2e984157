"""Deadlines: by when, from when to when, how often a paper wants things done; and the days it commemorates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Literal

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.headings.issuance import Issuance, find_issuance
from extractors.layout.binding_text import find_quotations, find_stretches, gives_wording, lists_procedures
from extractors.layout.running_text import RunningText
from extractors.tasks.tables import time_cells
from extractors.times.attributes import asks
from extractors.times.dates import date_at
from extractors.times.limits import Cue, Setting, binds, joined, measures, read_setting
from extractors.times.observances import find_observances
from extractors.times.periods import Period, find_periods
from extractors.times.recurrence import find_recurrences
from extractors.times.terms import Term, event_at, find_terms
from extractors.times.time_cells import find_bare_years, heads, is_cell, time_columns
from extractors.times.yearly import announces, comes_yearly
from pipeline.document import Deadline, Document, Fact, Note, Span

_TIME_LABEL = re.compile(
    r"(?:Thời\s+(?:gian|hạn)|Tiến\s+độ)(?:\s+(?:thực\s+hiện|hoàn\s+thành|trình|ban\s+hành))*\s*:[ \t]*"
    r"(?P<time>[^\s:][^:;\n]{3,160})"
)

# A section that tells what was done: what came again in it was done again.
_REVIEW = re.compile(
    r"(?:đánh\s+giá\s+|khái\s+quát\s+|sơ\s+lược\s+)?(?:tình\s+hình|kết\s+quả|thực\s+trạng|đánh\s+giá|đặc\s+điểm)\b(?!.*(?:phương\s+hướng|mục\s+tiêu|giải\s+pháp))",
    re.IGNORECASE,
)


def find(document: Document, knowledge: Knowledge) -> Sequence[Fact | Note]:
    """Return the deadlines of a document, and notes on those whose year or day had to be supplied."""
    issuance = find_issuance(document, knowledge)
    whole = document.text.value
    running = RunningText.of(whole)
    text = running.value
    procedural = lists_procedures(document)
    recalled = tuple(span for span in find_quotations(text) if not gives_wording(text, span))
    sections = (s.span for s in document.outline if s.level == 1 and _REVIEW.match(s.title))
    reviews, cells = (tuple(map(running.running, spans)) for spans in (sections, time_cells(document)))
    floor = min((day for day in (_held_on(text), issuance.earliest) if day), default=None)
    finder = _Finder(text, issuance, floor, knowledge, recalled, procedural, cells, reviews)
    stretches = map(running.running, find_stretches(document))
    found = [replace(d, span=running.original(d.span)) for stretch in stretches for d in finder.find(stretch)]
    notes = [note for deadline in found if (note := _note(deadline, whole))]
    return [*found, *notes]


EXTRACTOR = Extractor("deadlines", find)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds deadlines in stretches of one text; `floor` is the first day on which one can fall."""

    text: str
    issuance: Issuance
    floor: date | None
    knowledge: Knowledge
    quotes: tuple[Span, ...]
    procedural: bool
    cells: tuple[Span, ...]
    reviews: tuple[Span, ...]

    def find(self, stretch: Span) -> list[Deadline]:
        """Return the deadlines of a stretch; what one rule has read, a weaker rule does not read again."""
        found: list[Deadline] = []
        taken: list[Span] = []
        for rule in (self._observances, self._terms, self._recurrences, self._periods, self._events):
            fresh = [d for d in rule(stretch, tuple(found)) if not _overlaps(d.span, taken)]
            found += fresh
            taken = sorted(taken + [d.span for d in fresh])
        return [d for d in found if not announces(d, found, self.text)]

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
            if not self._quoted(term.span) and (term.of_paper or not self.procedural):
                yield self._term(term)

    def _events(self, stretch: Span, found: tuple[Deadline, ...]) -> Iterator[Deadline]:
        """Yield the events that stand where a time is asked for: in a column of times, after `Thời gian thực hiện:`."""
        labelled = (Span(*m.span("time")) for m in _TIME_LABEL.finditer(self.text, stretch.start, stretch.end))
        for cell in (*(c for c in self.cells if stretch.covers(c)), *labelled):
            term = event_at(self.text, cell)
            if term is not None and not any(d.span.overlaps(cell) for d in found):
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
            anchor=term.anchor or None,
            offset=term.offset,
            working_days=term.unit == "working day",
        )

    def _recurrences(self, stretch: Span, found: tuple[Deadline, ...]) -> Iterator[Deadline]:
        for recurrence in find_recurrences(self.text, stretch.start, stretch.end):
            told = any(section.covers(recurrence.span) for section in self.reviews)
            if not told and not self._quoted(recurrence.span) and asks(recurrence, self.text):
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
        periods = [p for p in find_periods(self.text, stretch.start, stretch.end) if not self._quoted(p.span)]
        closed: Period | None = None
        for period, following in zip_longest(periods, periods[1:]):
            if period is closed:
                continue
            whole = joined(period, following, self.text)
            if whole is None:
                yield from self._period(period, read_setting(self.text, period), found, columns)
                continue
            closed = None if whole.until else following
            yield from self._range(whole)
        for period in find_bare_years(self.text, stretch, columns, self.cells):
            if not self._past(period):
                yield _deadline(period, Setting("none", period.span.start, "", True), self.issuance, "cell")

    def _range(self, whole: Period) -> Iterator[Deadline]:
        setting = replace(read_setting(self.text, whole), cue="from", start=whole.span.start)
        known = whole.dated or self.issuance.earliest
        if known and binds(setting, whole, self.text, self.floor):
            yield _deadline(whole, setting, self.issuance, "range")

    def _period(
        self, period: Period, setting: Setting, found: tuple[Deadline, ...], columns: tuple[int, ...]
    ) -> Iterator[Deadline]:
        yearly = not period.dated and comes_yearly(period, found, self.text) and not measures(setting)
        if yearly and setting.cue in ("before", "latest", "until", "at"):
            rule = f"FREQ=YEARLY;BYMONTH={period.last.month};BYMONTHDAY={period.last.day}"
            span = Span(setting.start, period.span.end)
            yield Deadline(
                span=span, rule="recurrence", confidence=0.85, kind="recurring",
                rrule=rule, inclusive=setting.cue != "before",
            )  # fmt: skip
        elif binds(setting, period, self.text, self.floor):
            if period.dated or (setting.cue not in ("from", "none", "at") and self.issuance.earliest):
                yield _deadline(period, setting, self.issuance, "limit")
        elif not self._past(period) and (heads(period, self.text) or is_cell(period, self.text, columns, self.cells)):
            yield _deadline(period, setting, self.issuance, "heading")

    def _past(self, period: Period) -> bool:
        return self.floor is not None and period.last < self.floor

    def _quoted(self, span: Span) -> bool:
        index = bisect_right(self.quotes, span) - 1
        return index >= 0 and self.quotes[index].covers(span)


def _held_on(text: str) -> date | None:
    """Return the day of the meeting whose conclusions a paper tells: what was set there may fall before its issue."""
    if not _CONCLUSIONS.search(text, 0, 1_500):
        return None
    opening = _MEETING.search(text, 0, 4_000)
    day = date_at(text, opening.end()) if opening else None
    return day.full if day else None


_CONCLUSIONS = re.compile(r"KẾT\s+LUẬN|[Kk]ết\s+luận\s+của")
_MEETING = re.compile(r"^(?:(?:Sáng|Chiều|Tối|Trong)\s+(?:ngày\s+)?)?(?=Ngày\s+\d|ngày\s+\d|\d{1,2}/)", re.MULTILINE)


def _deadline(period: Period, setting: Setting, issuance: Issuance, rule: str) -> Deadline:
    """Return the deadline that a period with its cue is."""
    if not period.dated and issuance.earliest:
        period = period.next_after(issuance.earliest)
    cue = setting.cue
    kind = _kind(period, cue)
    start = None if kind == "absolute" else issuance.day if cue in ("now", "issue") else period.first
    spanned = cue in ("before", "latest", "now", "issue", "until", "within", "from")
    return Deadline(
        span=Span(setting.start, period.span.end) if spanned else period.span,
        rule=rule if period.dated else "yearless",
        confidence=_CONFIDENCES.get(cue, 0.8) * (1.0 if period.dated else 0.85),
        kind=kind,
        start_date=start,
        end_date=None if period.until else period.first if cue == "before" else period.last,
        anchor=period.until,
        inclusive=cue != "before",
        tentative=cue == "planned" or _tentative(setting),
    )


def _kind(period: Period, cue: Cue) -> Literal["absolute", "range", "period"]:
    if cue in ("now", "issue"):
        return "range"
    if cue in ("before", "latest", "until") or period.unit == "day":
        return "absolute"
    return "range" if period.unit == "days" or cue == "from" else "period"


_CONFIDENCES = {"before": 0.97, "latest": 0.97, "now": 0.95, "label": 0.9, "done": 0.9, "none": 0.65}


def _tentative(setting: Setting) -> bool:
    return bool(re.search(r"\bdự\s+kiến\b[^,;.]{0,40}$", setting.clause, re.IGNORECASE))


def _overlaps(span: Span, taken: list[Span]) -> bool:
    index = bisect_right(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, index - 1) : index + 1])


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
