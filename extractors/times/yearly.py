"""Days that come again each year, told by the sentence they stand in; and words that only announce such a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.times.periods import Period
from pipeline.document import Deadline


def announces(deadline: Deadline, found: Sequence[Deadline], text: str) -> bool:
    """Tell whether a bare `định kỳ hằng năm` has its day in its sentence: `… chậm nhất ngày 17 tháng 12`.

    The day may be one that is kept: `Hằng năm tổ chức Ngày hội … (18/11)`.
    """
    if deadline.kind != "recurring" or deadline.inclusive is not None or deadline.observance:
        return False
    if deadline.rrule == "FREQ=YEARLY" and _kept(deadline, found, text):
        return True
    dated = sorted(d.span for d in found if d.kind == "recurring" and d.inclusive is not None)
    if deadline.span.of(text).lower().startswith("định"):
        after = [text[deadline.span.end : s.start] for s in dated if s.start >= deadline.span.end]
        return any(not re.search(r"[.;]\s", words) for words in after[:1])
    if "INTERVAL" in (deadline.rrule or ""):
        return False
    before = [text[s.end : deadline.span.start] for s in dated if s.end <= deadline.span.start]
    return any(len(words) < 60 and not re.search(r"[.;]\s", words) for words in before)


# "Hằng năm, xã tổ chức Ngày hội …"; but "Hằng năm, Sở Tư pháp hướng dẫn nội dung, hình thức tổ chức Ngày …" is due.
_HELD = re.compile(r",?\s+(?:\w+\s+){0,4}(?:tổ\s+chức|hưởng\s+ứng|phát\s+động)\b")


def _kept(deadline: Deadline, found: Sequence[Deadline], text: str) -> bool:
    if not _HELD.match(text, deadline.span.end):
        return False
    kept = (d.span.start for d in found if d.observance and d.span.start >= deadline.span.end)
    return any(not re.search(r"[.;]\s", text[deadline.span.end : start]) for start in kept)


def comes_yearly(period: Period, found: Sequence[Deadline], text: str) -> bool:
    """Tell whether a day without a year comes again: its sentence says `hằng năm`, or whose report or year it is."""
    before = text[max(0, period.span.start - 70) : period.span.start]
    after = text[period.span.end : period.span.end + 40]
    if _OF_REPORT.search(re.split(r"[.;]\s", before)[-1]) or _YEARLY_AFTER.match(after):
        return True
    if any(_GOES_ON.match(text[d.span.end : period.span.start]) for d in found if _is_yearly_day(d)):
        return True
    yearly = [d.span for d in found if d.rrule == "FREQ=YEARLY"]
    between = [text[s.end : period.span.start] for s in yearly if s.end <= period.span.start]
    between += [text[period.span.end : s.start] for s in yearly if s.start >= period.span.end]
    return any(len(words) < 200 and not re.search(r"[.;]\s", words) for words in between)


def _is_yearly_day(deadline: Deadline) -> bool:
    return (deadline.rrule or "").startswith("FREQ=YEARLY;BYMONTH=") and not deadline.observance


# "trước ngày 15/8 hằng năm; báo cáo kết quả trước ngày 25/8": the next day of the same sentence.
_GOES_ON = re.compile(r"(?:(?![.]\s)[^\n]){0,100}\Z")
_OF_REPORT = re.compile(
    r"báo\s+cáo\s+(?:định\s+kỳ\s+)?(?:hằng\s+|hàng\s+)?(?:năm|quý|(?:0?6|sáu)\s+tháng)\b", re.IGNORECASE
)
# "(báo cáo năm)"; "của năm tiếp theo", "năm kế hoạch": the day comes in whatever year is meant.
_YEARLY_AFTER = re.compile(
    r"\s*\((?:đối\s+với\s+)?báo\s+cáo\s+(?:năm|quý|(?:0?6|sáu)\s+tháng)|\s+(?:của\s+)?năm\s+(?!nay|này)[^\W\d]",
    re.IGNORECASE,
)
