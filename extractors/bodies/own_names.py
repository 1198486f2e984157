"""Names that a document gives to bodies itself: `… tỉnh (viết tắt là Ban Chỉ đạo 138 tỉnh)`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extractors.bodies.enumerations import Actor, ActorList
from extractors.letters import LOWER, UPPER
from pipeline.document import Span

_INTRODUCED = re.compile(
    rf"""\(\s{{0,2}}(?i:(?:sau\s+đây\s+)?(?:được\s+)?(?:viết\s+tắt|gọi\s+tắt|gọi\s+chung|gọi)\s*(?:là)?)\s*:?\s*[“"]?
        (?P<short>[{UPPER}][^()“”"]{{1,60}}?)[”"]?\s{{0,2}}\)""",
    re.VERBOSE,
)
_BODY = re.compile(
    r"(?:Ban\s|Hội\s|Tổ\s|Ủy\s+ban|Uỷ\s+ban|Trung\s+tâm|Công\s+ty|Sở\s|Bộ\s|Cục\s|Chi\s+cục|Liên\s|Đoàn\s|Đội\s|Văn\s+phòng|Viện\s|Trường\s)"
)
_LIKE_BODY = re.compile(
    r"(?:Ban|Hội|Tổ|Ủy|Uỷ|Trung|Công ty|Sở|Bộ|Cục|Chi cục|Liên|Đoàn|Đội|Văn phòng|Viện|Trường|BCĐ|HĐ|UB|[A-ZĐ]{2,})"
)


_COMMITTEE = re.compile(r"Ban\s+[Cc]hỉ\s+(?:đạo|huy)")
_TEAM = re.compile(r"Đội\s")
# Who heads the one committee or team that a paper sets up, and who sits on it, stand for it: "Trưởng ban chủ trì …".
_TEAM_OFFICER = re.compile(r"(?:[Cc]ác\s+)?Đội\s+(?:trưởng|phó)(?!\s+(?:các\s+)?(?:[Đđ]ội|cấp)(?!\w))(?![-\w])")
_OFFICER = re.compile(
    r"(?:[Cc]ác\s+)?(?:(?:Phó\s+)?Trưởng\s+[Bb]an(?:\s+[Tt]hường\s+trực)?|(?:[ỦU][ỷy]|[ủu][ỷy])\s+viên(?:\s+[Tt]hường\s+trực)?|[Tt]hành\s+viên)"
    r"(?!\s+[Tt]hường)(?!\s+(?:của\s+|trong\s+)?(?:Ban|Hội|Tổ|Ủy|Uỷ|khác|Chỉ)(?!\w))(?![-\w])"
)
# "Sở Y tế là Cơ quan thường trực Ban Chỉ đạo, có trách nhiệm …": from then on the paper calls it by that.
_STANDING = re.compile(
    r"^(?:[\d.]{1,6}|[a-zđ]\)|[-–+•])?\s*(?P<long>(?:Bộ|Sở|Ban|Cục|Công\s+an|Văn\s+phòng|Ủy\s+ban|Phòng|Viện|Thanh\s+tra)\s"
    r"[^.;:()\n]{2,90}?)\s+là\s+[Cc]ơ\s+quan\s+[Tt]hường\s+trực(?!\w)",
    re.MULTILINE,
)
_CALLED_STANDING = re.compile(
    r"[Cc]ơ\s+quan\s+[Tt]hường\s+trực(?!\w)(?:(?:\s+của)?\s+(?:Ban\s+[Cc]hỉ\s+đạo|Hội\s+đồng)(?!\s+(?:các|cấp)\s))?"
)
# The papers of a school call it `nhà trường`; its head prints the whole name in capitals, a long one on two lines.
_IN_CAPITALS = rf"[{UPPER}\d.]+(?:[ ][{UPPER}\d.]+)*"
_SCHOOL = re.compile(
    rf"^[ \t]*(TRƯỜNG[ ]{_IN_CAPITALS}(?:[ \t]*\n[ \t]*(?!CỘNG|ĐẢNG|SỐ\b|V/V){_IN_CAPITALS})?)[ \t]*$", re.MULTILINE
)
_THE_SCHOOL = re.compile(r"[Nn]hà\s{1,4}trường(?!\w)")
_HEAD = 500


def _schools(text: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what a school's own paper calls the school, with its name as the paper writes it in small letters."""
    head = _SCHOOL.search(text, 0, _HEAD)
    name = r"\s+".join(map(re.escape, head[1].split())) if head else r"(?!)"
    written = (" ".join(match.group().split()) for match in re.finditer(name, text, re.IGNORECASE))
    return tuple((_THE_SCHOOL, school) for school in written if not school.isupper())[:1]


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
    committees, teams = ({long for long in found.values() if kind.match(long)} for kind in (_COMMITTEE, _TEAM))
    officers = tuple(
        (officer, next(iter(heads)))
        for officer, heads in ((_OFFICER, committees), (_TEAM_OFFICER, teams))
        if len(heads) == 1
    )
    offices = [(f"Văn phòng {short}", f"Văn phòng {long}") for short, long in ordered if long in committees]
    standing = {" ".join(match["long"].split()) for match in _STANDING.finditer(text)}
    bureau = ((_CALLED_STANDING, next(iter(standing))),) if len(standing) == 1 else ()
    return (
        *officers,
        *bureau,
        *_schools(text),
        *((_pattern(short, long), long) for short, long in (*offices, *ordered)),
    )


def _long_form(before: str) -> str | None:
    """Return the name right before the bracket, from its first capitalised word of a body on."""
    stretch = re.split(r"[.;:]\s", before)[-1]
    starts = [m.start() for m in _BODY.finditer(stretch)]
    if not starts:
        return None
    name = " ".join(stretch[starts[-1] :].split())
    # "Ban Chỉ đạo … xây dựng phong trào … tỉnh": the last start may lie inside the name.
    for start in reversed(starts):
        candidate = " ".join(stretch[start:].split())
        if re.match(r"(?:Ban\s+Chỉ|Hội\s+đồng|Tổ\s+[Cc]ông)", candidate):
            return candidate
    return name


# "Ban Chỉ đạo phát triển du lịch các địa phương": with a field and a level of its own it is another body.
_OF_OTHERS = (
    r"(?:phát\s+triển|chuyển\s+đổi|cải\s+cách|đổi\s+mới|phòng,?\s+chống)(?:\s+[^\W\d]+){1,8}?"
    r"\s+(?:ở\s+)?(?:các\s+(?:tỉnh|địa\s+phương|huyện|xã|cấp)|cấp\s)"
)


def _pattern(short: str, long: str) -> re.Pattern[str]:
    """Return the pattern of a short name; it takes in the long one where that begins with it."""
    words = r"\s{1,4}".join(map(re.escape, short.split()))
    rest = "".join(rf"\s{{1,4}}{re.escape(word)}" for word in long.removeprefix(short).split())
    longer = f"(?:{rest})?" if long.startswith(f"{short} ") else ""
    return re.compile(rf"{words}{longer}(?![\w])(?!\s+(?:các\s+cấp|cấp\s|các\s+(?:huyện|xã)|{_OF_OTHERS}))")


_DEFINABLE = re.compile(
    rf"(?:[Cc]ác\s{{1,4}})?(?P<name>(?:[Cc]ơ\s{{1,4}}quan|[Đđ]ơn\s{{1,4}}vị)(?:\s{{1,4}}[{LOWER}]+){{1,6}})"
)
_DEFINITION = re.compile(rf"{_DEFINABLE.pattern}\s{{1,4}}\((?:bao\s)?(?:gồm:?\s)?(?=[{UPPER}])")
_LONGEST_LIST = 600


def find_definitions(text: str, read: Callable[[int, int], ActorList | None]) -> dict[str, tuple[Actor, ...]]:
    """Return the classes whose bodies a text tells in brackets: `các cơ quan đăng ký đầu tư (Sở Tài chính, …)`."""
    found: dict[str, tuple[Actor, ...]] = {}
    for match in _DEFINITION.finditer(text):
        listed = read(match.end(), min(len(text), match.end() + _LONGEST_LIST))
        if listed and len(listed.actors) > 1 and text[listed.end : listed.end + 1] == ")":
            found.setdefault(" ".join(match["name"].lower().split()), listed.actors)
    return found


def defined_at(text: str, at: int, end: int, defined: dict[str, tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """Return the bodies of the class named at `at`, where the text has told them; none elsewhere."""
    match = _DEFINABLE.match(text, at, end) if defined else None
    if match is None:
        return ()
    words = list(re.finditer(r"\S+", match["name"]))
    for count in range(len(words), 2, -1):
        meant = defined.get(" ".join(word.group().lower() for word in words[:count]))
        if meant:
            stop = match.start("name") + words[count - 1].end()
            return tuple(replace(actor, span=Span(at, stop)) for actor in meant)
    return ()
