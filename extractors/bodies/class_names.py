"""The names of classes of bodies: `giám đốc các sở` are `Các sở tỉnh Tây Ninh`, `UBND huyện, thành phố` too has one."""

from __future__ import annotations

import re

from corpus.knowledge import Knowledge
from corpus.places import Place
from extractors.letters import LOWER
from extractors.predicates import where, which

_COMRADES = re.compile(r"\bđồng chí ", re.IGNORECASE)
# "đồng chí Đảng ủy viên phụ trách địa bàn": one of those who sit on the committee.
_ONE_MEMBER = re.compile(r"đồng chí (?P<name>\w+ ủy viên\b.*)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:các|mỗi|từng|những|toàn thể|tất cả các)\s+", re.IGNORECASE)
# "các bộ ngành, địa phương", "các sở, ban ngành": the comma between them is often left out.
_UNPARTED = re.compile(
    r"(?<=bộ|sở)(?<!cán bộ)(?<!cơ sở) (?=(?:ban, |ban )?ngành\b)|(?<=ban) (?=ngành\b)|(?<=ngành) (?=địa phương\b)"
)
# "Ủy ban nhân dân xã/phường", "các sở/ban/ngành": a stroke as a comma.
_SLASH = re.compile(rf"(?<=[{LOWER}]) ?/ ?(?=[{LOWER}])")
_YOURS = re.compile(r"(?P<name>quý (?:cơ quan|đơn vị)(?:, đơn vị)?)")
_POSTS = re.compile(r"^(?:thủ trưởng|giám đốc|chủ tịch|người đứng đầu|lãnh đạo|trưởng(?= các))\s+", re.IGNORECASE)
_HEADS = re.compile(r"(?<=, )(?:thủ trưởng|giám đốc) (?:các )?", re.IGNORECASE)
_MINISTERS = re.compile(r"\bbộ trưởng(?: các bộ)?", re.IGNORECASE)
# Bodies that stand in each of several places take the article before the places: "Ủy ban nhân dân các huyện".
_LOCAL = re.compile(
    r"^(?P<body>[^,;]*?)\s+(?:các\s+)?(?P<places>(?:huyện|xã|phường|quận|thị xã)(?:,\s*(?:thị xã|thành phố|thị trấn|"
    r"phường|xã|đặc khu|huyện))+|huyện|xã|phường|quận|thị trấn|đặc khu)$"
)
_COMMUNES = re.compile(r"^(?:xã|phường|thị trấn|đặc khu)(?:,\s*(?:xã|phường|thị trấn|đặc khu))+$")
_SOME_COMMUNES = re.compile(r"^(?:xã|phường|đặc khu) (?:có|còn|nơi|ven|vùng|bị|tại|thuộc|biên giới|miền núi)(?!\w)")
_DISTRICTS = re.compile(r"^(?:huyện|quận|thị xã|thành phố)(?:,\s*(?:huyện|quận|thị xã|thành phố))+$")
_OF_PROVINCE = re.compile(r"^Các (?:sở|ban)(?:, (?:ban|ngành|sở|đoàn thể))*$")


_NAMED = re.compile(
    r"(?:[Cc]ơ quan [Tt]hường trực|"
    r"Viện kiểm sát|T[oò][aà] án|Liên đoàn|Công đoàn|"
    r"Văn phòng|Kho bạc|Bảo hiểm xã hội|Ngân hàng Nhà nước|"
    r"Phòng|Ban|Trạm|Trung tâm|Tổ|Hội|Báo|Đài|Dân quân|Mặt trận|Thường trực|Ủy ban|Công an|Đảng ủy(?! viên)|Hội đồng|"
    r"Cục|Chi cục|[Cc]hính quyền|Thuế|Sở(?!,)|Bộ(?!,)|[Đđ]ại biểu)\b"
)
# "chính trị-xã hội" is printed without blanks as often as with them.
_DASH = re.compile(r"(?<=[^\W\dA-ZĐ_]) ?[-–] ?(?=[^\W\dA-ZĐ_])")
# "các cơ quan, đơn vị quy định tại Điều 1 Quy chế này": where they are told is none of their name.
_PLACE_TOLD = re.compile(r" (?:được )?(?:quy định|nêu) tại .*$|(?<=liên quan) (?:tới|đến) .*$")
_KNOWN = {"Sở": "Các sở", "Các tổ chức thành viên": "Các tổ chức thành viên của Mặt trận"}


def class_name(printed: str, knowledge: Knowledge, place: Place | None, home: Place | None = None) -> str:
    """Return the official name of a class as printed, with the place of the paper where the class is one of it.

    `place` is the province of the paper, `home` the place whose bodies issue it.
    """
    words = knowledge.abbreviations.expand(" ".join(printed.split())).replace("Uỷ", "Ủy").replace("uỷ", "ủy")
    words = words.capitalize() if printed.isupper() else words
    words = _UNPARTED.sub(", ", words).replace(" và đặc khu", ", đặc khu")
    words = _SLASH.sub(", ", words)
    words = _DASH.sub(" - ", _PLACE_TOLD.sub("", words))
    if called := _YOURS.fullmatch(words.lower()) or _ONE_MEMBER.fullmatch(words):
        return f"{called['name'][:1].upper()}{called['name'][1:]}"
    words = _POSTS.sub("", _MINISTERS.sub("bộ", _HEADS.sub("", _COMRADES.sub("", words))))
    bare = _ARTICLE.sub("", words)
    small = f"{bare[:1].lower()}{bare[1:]}" if not bare[:2].isupper() else bare
    if _COMMUNES.match(small) or _DISTRICTS.match(small) or _SOME_COMMUNES.match(small):
        return within(f"Ủy ban nhân dân các {small}", place)
    local = _LOCAL.match(bare) if home is None or not bare.endswith(f" {home.kind}") else None
    if local and local["body"] and not local["body"].endswith(("cấp", "và", "ợp tác", "hị")):
        body = local["body"][:1].upper() + local["body"][1:]
        plural = "" if body.startswith(("Công an", "Lực lượng")) else "các "
        return within(f"{body.removeprefix('Lực lượng ')} {plural}{local['places']}", place)
    if re.match(r"(?:Ủy ban nhân dân|Công an|Đảng ủy|Hội đồng nhân dân)\b.*\b(?:cấp|các cấp)", bare, re.IGNORECASE):
        return within(bare[:1].upper() + bare[1:], place)
    if re.match(r"lực lượng", bare, re.IGNORECASE):
        return _force(bare, place)
    proper = _NAMED.match(bare) and not _ARTICLE.match(words)
    named = f"{bare[:1].upper()}{bare[1:]}" if proper else f"Các {small}"
    if home and named.endswith("Hội đồng nhân dân"):  # the committees and members of the paper's own council
        return f"{named} {home.full}"
    if home and home.level == "xã" and named.endswith(f" {home.kind}"):
        return f"{named.removesuffix(home.kind)}{home.full}"
    return _placed(_KNOWN.get(named, named), place)


_OF_PLACES = re.compile(r"(?:Ủy ban nhân dân|Đảng ủy|Công an|Các) (?:các )?(?:tỉnh|địa phương|xã|phường|huyện)(?!\w)")


def meant_end(name: str, text: str, at: int, end: int) -> tuple[int, bool]:
    """Return where the words end that say which of a class are meant, and whether they belong to its name.

    They do where they say which of several places: `Ủy ban nhân dân các địa phương có nông sản xuất khẩu`.
    """
    stop = where(text, at, end) if _OF_PLACES.match(name) else at
    return (stop, True) if stop > at else (which(text, at, end), False)


def split_class(name: str) -> tuple[str, ...]:
    """Return the bodies of a mixed class apart: `Các xã, phường, cơ quan, nhà trường`, `Các doanh nghiệp, sở`."""
    if private := _PRIVATE.match(name):
        rest = private["rest"]
        return (f"Các {private['first']}", *split_class(f"Các {rest[:1].lower()}{rest[1:]}"))
    if governing := _GOVERNING.fullmatch(name):
        return (governing["others"], f"Chính quyền{governing['places'] or ''}")
    if schools := _SCHOOLS.fullmatch(name):
        return (schools["others"], f"Các {schools['schools']}")
    match = _MIXED.match(name)
    if match is None:
        return (name,)
    return (f"Ủy ban nhân dân các {match['communes']}", f"Các {match['others']}")


_PRIVATE = re.compile(
    r"Các (?P<first>cơ sở đào tạo|doanh nghiệp|hợp tác xã|hiệp hội|viện nghiên cứu|trường đại học), "
    r"(?P<rest>(?:[Ss]ở|[Bb]ộ|viện nghiên cứu|trường đại học|hiệp hội|hợp tác xã|doanh nghiệp)\b.*)",
    re.DOTALL,
)
# "các cơ quan chức năng và chính quyền địa phương": those who govern a place are no kind of office.
_GOVERNING = re.compile(r"(?P<others>Các (?:cơ quan|đơn vị|ban|ngành)[^,]*?)(?:,| và) chính quyền(?P<places> [^,]+)?")
# "các sở, ngành, trường đại học, cao đẳng xây dựng chương trình": schools are no offices of the province.
_SCHOOLS = re.compile(r"(?P<others>Các (?:sở|bộ)[^.;]*?), (?:các )?(?P<schools>(?:trường|viện|học viện) [^.;]+)")
_MIXED = re.compile(
    r"Các (?:khu dân cư, )?(?P<communes>xã, phường(?:, thị trấn|, đặc khu)?), (?P<others>(?:cơ quan|đơn vị|"
    r"doanh nghiệp).*)",
    re.DOTALL,
)


# "Ủy ban nhân dân các huyện, thành phố | , thị xã": the tables have the kinds of places in some orders only.
MORE_PLACES = re.compile(
    r"(?:(?<=huyện)|(?<=quận)|(?<=phố)|(?<=thị xã))"
    r"(?:(?:,|\s{1,4}và)\s{1,4}(?:huyện|quận|thị\s{1,4}xã|thành\s{1,4}phố)(?!\w|\s{1,4}[A-ZĐ]))+"
)


def _force(bare: str, place: Place | None) -> str:
    words = bare[:1].upper() + bare[1:]
    if re.match(r"Lực lượng [Cc]ông an(?: các cấp| nhân dân)?$", words):
        return within("Công an các cấp", place)
    return words


def within(name: str, place: Place | None) -> str:
    """Return the name of bodies of many places with the province that the places lie in."""
    return f"{name} thuộc {place.full}" if place and place.level == "tỉnh" else name


_PROVINCES = re.compile(r"các tỉnh, thành phố$", re.IGNORECASE)


def _placed(name: str, place: Place | None) -> str:
    if place is None or place.level != "tỉnh":
        return name
    if _OF_PROVINCE.match(name):
        return f"{name} {place.full}"
    ending = None if _PROVINCES.search(name) else re.search(rf"\b(?:{place.kind}|{place.kind.capitalize()})$", name)
    return f"{name[: ending.start()]}{place.full}" if ending else name
