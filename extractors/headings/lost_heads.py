"""Lost heads: what the body and the signature still tell of who issued a paper, and what kind of paper it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from corpus.agencies import AgencyMatch
from corpus.knowledge import Knowledge
from corpus.places import Place

_VERB = (
    r"(?:ban\s+hành|xây\s+dựng|yêu\s+cầu|đề\s+nghị|phát\s+động|chỉ\s+thị|triển\s+khai|thông\s+báo|giao|tổ\s+chức"
    r"|hướng\s+dẫn|kêu\s+gọi|kết\s+luận|có\s+ý\s+kiến|báo\s+cáo|trình|quyết\s+định|quyết\s+nghị|mời)\b"
)
_ACTS = re.compile(rf"(?:\s*\([^)]{{0,160}}\))?\s*(?:(?:đã|xin|trân\s+trọng)\s+){{0,2}}{_VERB}")
_HEAD_OF = re.compile(
    r"(?:Chủ tịch|(?:Bộ trưởng, )?Chủ nhiệm|Bộ trưởng|Thống đốc|Giám đốc|Cục trưởng|Trưởng ban|Bí thư|Chánh án"
    r"|Viện trưởng)\s+$"
)
_CITED = re.compile(
    r"(?:của|do|được|bởi|với|theo|tại|cho|báo cáo|đề nghị|trình|giữa|và)\s+(?:Bộ\s+trưởng,\s+)?$", re.IGNORECASE
)
# Bodies set up for one purpose are in no table: their name runs to the words that shorten it, to whom they ask,
# or to their place.
_BOARD = re.compile(
    rf"""(?:Ban\ [Cc]hỉ\ đạo|Ban\ Tổ\ chức|Hội\ đồng|Tổ\ công\ tác|Tiểu\ ban|Ban\ [Cc]hỉ\ huy)\s
    (?:[^.;:()“”]{{3,200}}?(?=\s*\((?:gọi|sau\ đây|viết)|\s+(?:yêu\s+cầu|đề\s+nghị|thông\s+báo)\s+(?:các|[A-ZĐ]))
      |[^.;:()“”]{{3,170}}?\b(?:tỉnh|thành\ phố|huyện|quận|thị\ xã|xã|phường|Trung\ ương|quốc\ gia|Nhà\ nước)
      (?=\s+{_VERB}))""",
    re.VERBOSE,
)
_PREAMBLE = 6000
_CLOSING = 500
_TELLS = re.compile(r"\s+(?:xin\s+)?thông\s+báo\s+(?:để|đến|tới|cho)\s[^.]{3,200}\b(?:biết|thực\s+hiện|triển\s+khai)\b")
_MAKES = re.compile(
    r"\s+ban\s+hành\s+(Luật|Pháp\s+lệnh|Nghị\s+(?:quyết|định)|Quyết\s+định|Thông\s+tư|Chỉ\s+thị)(?!\s+số)(?!\w)"
)
# What papers speak of as `này` without being it.
_SPOKEN_OF = ("chương trình", "đề án", "dự án", "phương án", "quy hoạch", "báo cáo", "văn bản", "hợp đồng")


def acting_bodies(opening: str, knowledge: Knowledge, on: date | None) -> tuple[str, ...]:
    """Return the bodies that act in the opening of a paper (`Sở Y tế đề nghị …`), as printed, in order.

    Where one makes the paper (`Hội đồng nhân dân ban hành Nghị quyết quy định …`), only that.
    """
    found = sorted([*_known(opening, knowledge, on), *_boards(opening)])
    makers = [(at, name) for at, name in found if _MAKES.match(opening, at + len(name))]
    return tuple(" ".join(name.split()) for _, name in makers or found)


def _known(opening: str, knowledge: Knowledge, on: date | None) -> Iterator[tuple[int, str]]:
    last: AgencyMatch | None = None
    for match in knowledge.agencies.find(opening, on):
        # A part of a body is named before it: Cục Lãnh sự Bộ Ngoại giao thông báo …
        part = last if last and opening[last.end : match.start].strip() in ("", "thuộc") else None
        last = match
        if match.agency.collective or not _ACTS.match(opening, match.end):
            continue
        if part:
            yield part.start, opening[part.start : part.end]
            continue
        head = _HEAD_OF.search(opening, max(0, match.start - 20), match.start)
        start = head.start() if head else match.start
        if not _CITED.search(opening[max(0, start - 24) : start]):
            yield start, opening[start : match.end]


def _boards(opening: str) -> Iterator[tuple[int, str]]:
    for match in _BOARD.finditer(opening):
        if not _CITED.search(opening[max(0, match.start() - 12) : match.start()]):
            yield match.start(), match.group()


def only_province(text: str, knowledge: Knowledge, on: date | None) -> Place | None:
    """Return the one province that a text names with its kind (`tỉnh Tây Ninh`); None where it names several."""
    counts: Counter[Place] = Counter()
    for found in knowledge.places.find(text, on):
        place = found.values[-1]
        if len(found.phrase) > len(place.name):
            counts[place] += 1
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
        return None
    return ranked[0][0]


def telling_body(body: str, knowledge: Knowledge, on: date | None) -> str | None:
    """Return the office that ends a paper with telling others of it: `Văn phòng Chính phủ thông báo để …`."""
    closing = body[-_CLOSING:]
    telling = (match for match in knowledge.agencies.find(closing, on) if _TELLS.match(closing, match.end))
    return next((" ".join(closing[match.start : match.end].split()) for match in telling), None)


def own_type(body: str, opening: str, names: tuple[str, ...]) -> str | None:
    """Return the type of paper that a body calls itself: `Kế hoạch này`, in its opening `ban hành Kế hoạch`.

    What encloses another paper or is made in the opening comes first: `Quy chế kèm theo Quyết định này` speaks of the
    regulations as `Quy chế này` all along.
    """
    known = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    named = (_flat(name) for name in re.findall(rf"\b({known})\s+này\b", body, re.IGNORECASE))
    counts = Counter(name for name in named if name not in _SPOKEN_OF)
    made = re.search(rf"\b(?:ban\s+hành|xây\s+dựng|phát\s+động)\s+({known})\b", opening[:_PREAMBLE], re.IGNORECASE)
    if not counts:
        return _flat(made[1]) if made else None
    enclosing = re.search(rf"\bkèm\s+theo\s+({known})\s+này\b", body, re.IGNORECASE)
    makes = _MAKES.search(opening[:_PREAMBLE])
    surest = (_flat(match[1]) for match in (makes, enclosing) if match)
    return next((name for name in surest if name in counts), counts.most_common(1)[0][0])


def _flat(name: str) -> str:
    return " ".join(name.lower().split())
