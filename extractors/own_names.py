"""Names that a document gives to bodies itself: `… tỉnh (viết tắt là Ban Chỉ đạo 138 tỉnh)`."""

from __future__ import annotations

import re

from extractors.letters import UPPER

_INTRODUCED = re.compile(
    rf"""\(\s{{0,2}}(?i:(?:sau\s+đây\s+)?(?:được\s+)?(?:viết\s+tắt|gọi\s+tắt|gọi\s+chung|gọi)\s*(?:là)?)\s*:?\s*[“"]?
        (?P<short>[{UPPER}][^()“”"]{{1,60}}?)[”"]?\s{{0,2}}\)""",
    re.VERBOSE,
)
_BODY = re.compile(
    r"(?:Ban\s|Hội\s|Tổ\s|Ủy\s+ban|Uỷ\s+ban|Trung\s+tâm|Công\s+ty|Sở\s|Bộ\s|Cục\s|Chi\s+cục|Liên\s|Đoàn\s|Văn\s+phòng|Viện\s|Trường\s)"
)
_LIKE_BODY = re.compile(
    r"(?:Ban|Hội|Tổ|Ủy|Uỷ|Trung|Công ty|Sở|Bộ|Cục|Chi cục|Liên|Đoàn|Văn phòng|Viện|Trường|BCĐ|HĐ|UB|[A-ZĐ]{2,})"
)


def find_own_names(text: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the short names of bodies that a text introduces, as patterns, with the long ones; longest first.

    A short name that ends with a level (`Ban Chỉ đạo 138 tỉnh`) is known without it too, unless another level follows.
    """
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        short = " ".join(match["short"].split())
        long = _long_form(text[max(0, match.start() - 260) : match.start()])
        if long and short and _LIKE_BODY.match(short) and len(short) < len(long):
            found.setdefault(short, long)
            bare = re.sub(r"\s+(?:tỉnh|thành phố)$", "", short)
            if bare != short:
                found.setdefault(bare, long)
    ordered = sorted(found.items(), key=lambda item: -len(item[0]))
    return tuple((_pattern(short), long) for short, long in ordered)


def _long_form(before: str) -> str | None:
    """Return the name right before the bracket, from its first capitalised word of a body on."""
    stretch = re.split(r"[.;:]\s", before)[-1]
    starts = [m.start() for m in _BODY.finditer(stretch)]
    if not starts:
        return None
    name = " ".join(stretch[starts[-1] :].split())
    # "Ban Chỉ đạo … xây dựng phong trào … tỉnh": the last start may lie inside the name.
    for start in reversed(starts[:-1]):
        candidate = " ".join(stretch[start:].split())
        if re.match(r"(?:Ban\s+Chỉ|Hội\s+đồng|Tổ\s+[Cc]ông)", candidate):
            return candidate
    return name


def _pattern(short: str) -> re.Pattern[str]:
    words = r"\s{1,4}".join(map(re.escape, short.split()))
    return re.compile(rf"{words}(?![\w])(?!\s+(?:các\s+cấp|cấp\s|các\s+(?:huyện|xã)))")
