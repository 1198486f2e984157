"""Who is meant: a list of bodies and classes of bodies, read from where it begins to where its verb begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.agencies import AgencyMatch
from corpus.knowledge import Knowledge
from extractors.class_names import class_name, split_class, within
from extractors.issuance import Issuance
from extractors.own_names import find_own_names
from extractors.roles import acts
from pipeline.document import Document, Span

_S = r"\s{1,4}"
_ARTICLE = rf"(?:tất{_S}cả{_S}các|toàn{_S}thể|các|mỗi|từng|những)"
# The head of a body stands for the body, a member of a committee for the committee.
_POST = rf"""(?:(?:đồng{_S}chí{_S})?(?:các{_S}|Các{_S})?(?:đồng{_S}chí{_S})?
    (?:Phó{_S})?(?:Thủ{_S}trưởng|Giám{_S}đốc|Tổng{_S}Giám{_S}đốc|Chủ{_S}tịch(?!{_S}nước)|Chánh(?={_S}(?:Văn|Thanh|án))|Trưởng(?={_S}(?:Ban|Công|Phòng|Thuế|ban|phòng|các|thôn))
    |Bộ{_S}trưởng|Cục{_S}trưởng|Vụ{_S}trưởng|Chi{_S}cục{_S}trưởng|Người{_S}đứng{_S}đầu|Lãnh{_S}đạo(?!,)|Thành{_S}viên|Chỉ{_S}huy{_S}trưởng|Bí{_S}thư
    |Tổng{_S}Biên{_S}tập|Hiệu{_S}trưởng|Viện{_S}trưởng|Chánh{_S}án|Tổng{_S}cục{_S}trưởng|Thống{_S}đốc(?={_S}Ngân)|Tư{_S}lệnh)
    (?:,{_S}Phó{_S}(?:Giám{_S}đốc|Chủ{_S}tịch))?{_S})"""
# What classes are made of. The longer word first, so that "thành phố" is not read as "thành".
_NOUN = rf"""(?:
    (?:[Ss]ở|[Bb]ộ|[Bb]an|[Nn]gành|[Đđ]oàn{_S}thể|[Hh]ội(?:{_S}quần{_S}chúng)?|[Hh]iệp{_S}hội|[Tt]ập{_S}đoàn|[Tt]ổng{_S}công{_S}ty)(?![\w-])(?!{_S}[A-ZĐÀ-Ỹ])
  | [Cc]ơ{_S}quan(?:{_S}(?:ngang{_S}bộ|thuộc{_S}Chính{_S}phủ|chuyên{_S}môn|chức{_S}năng|báo{_S}chí|truyền{_S}thông|thông{_S}tấn|trung{_S}ương|Trung{_S}ương|đăng{_S}ký{_S}đầu{_S}tư|quản{_S}lý{_S}nhà{_S}nước|thuế))*
  | [Đđ]ơn{_S}vị(?:{_S}(?:trực{_S}thuộc|sự{_S}nghiệp(?:{_S}công{_S}lập)?|chức{_S}năng|chuyên{_S}môn))*
  | [Đđ]ịa{_S}phương | [Dd]oanh{_S}nghiệp(?:{_S}(?:viễn{_S}thông|công{_S}nghệ{_S}số|nhà{_S}nước))?
  | [Tt]rường{_S}học | [Nn]hà{_S}trường | [Tt]rường(?:{_S}đại{_S}học)? | cao{_S}đẳng | [Cc]ơ{_S}sở{_S}(?:giáo{_S}dục|y{_S}tế|đào{_S}tạo|khám{_S}bệnh)[^,;:.()\n]{{0,40}}?
  | [Tt]ổ{_S}chức(?:{_S}(?:[Đđ]ảng|đoàn{_S}thể|thành{_S}viên|hội{_S}quần{_S}chúng|tín{_S}dụng|cá{_S}nhân
        |(?:chính{_S}trị{_S}?-{_S}?)?xã{_S}hội(?:{_S}?-{_S}?nghề{_S}nghiệp)?|CT-XH|xã{_S}hội))*
  | [Xx]ã | [Pp]hường | [Tt]hị{_S}trấn | [Đđ]ặc{_S}khu | [Hh]uyện | [Tt]hị{_S}xã | [Tt]hành{_S}phố(?!{_S}[A-ZĐÀ-Ỹ]) | [Qq]uận | tỉnh(?=,)
  | [Kk]hu{_S}dân{_S}cư | [Cc]ấp{_S}[uủ][ỷy](?:{_S}[Đđ]ảng)? | [Cc]hính{_S}quyền | [Tt]hôn | [Bb]ản | [Tt]ổ{_S}dân{_S}phố | ấp | khu{_S}phố
  | [Ll]ực{_S}lượng{_S}chức{_S}năng | [Pp]hòng(?:,?{_S}ban)?(?:{_S}chuyên{_S}môn)?(?:,{_S}nghiệp{_S}vụ)?(?!{_S}[A-ZĐÀ-Ỹ]) | [Cc]hủ{_S}đầu{_S}tư | [Bb]áo(?=,{_S}đài) | đài | [Hh]ợp{_S}tác{_S}xã
  | [Cc]ấp(?=,{_S}các{_S}ngành|,{_S}ngành) | cá{_S}nhân | tập{_S}thể | [Kk]hối{_S}cơ{_S}quan | [Vv]iện | truyền{_S}thông | báo{_S}chí
)"""
_TAIL = rf"""(?:{_S}(?:
    (?:có{_S})?liên{_S}quan | (?:đóng{_S})?trên{_S}địa{_S}bàn(?:{_S}(?:toàn{_S})?(?:tỉnh|thành{_S}phố|Tỉnh|Thành{_S}phố|huyện|xã))?
  | cấp{_S}(?:tỉnh|huyện|xã|thành{_S}phố)(?:,{_S}cấp{_S}xã)?(?:{_S}quản{_S}lý)? | các{_S}cấp | cùng{_S}cấp | trong{_S}(?:toàn{_S})?tỉnh | nêu{_S}trên
  | (?:của{_S}|thuộc{_S}|thuộc{_S}cấp{_S})?(?:[Tt]ỉnh|[Tt]hành{_S}phố)(?:{_S}quản{_S}lý)? | (?:thuộc|trực{_S}thuộc){_S}(?:[Ss]ở|[Bb]ộ|cấp{_S}tỉnh{_S}quản{_S}lý|tỉnh)
  | ở{_S}địa{_S}phương | quy{_S}định{_S}tại{_S}[^,;:.]{{0,40}} | từ{_S}[A-ZĐÀ-Ỹ][\w{_S}]{{2,20}}{_S}đến{_S}[A-ZĐÀ-Ỹ]\w+{_S}[A-ZĐÀ-Ỹ]\w+
))*"""
_CLASS = rf"(?:{_ARTICLE}{_S})?{_NOUN}(?:(?:,|{_S}và|{_S}?/){_S}?{_NOUN})*(?!\w){_TAIL}"
_FORCE = rf"[Ll]ực{_S}lượng{_S}(?:Công{_S}an(?!{_S}(?:các{_S})?(?:xã|huyện|phường|cấp{_S}xã|tỉnh))|Quân{_S}(?:đội|sự)|Biên{_S}phòng|vũ{_S}trang|nghiệp{_S}vụ)(?:{_S}(?:nhân{_S}dân|các{_S}cấp))?"
# A body that no table holds, up to the word for its level or to the end of its capitalised words.
_COMMITTEE = rf"""(?:Văn{_S}phòng{_S}|Cơ{_S}quan{_S}[Tt]hường{_S}trực{_S})?(?:Ban{_S}[Cc]hỉ{_S}(?:đạo|huy)|Hội{_S}đồng|Tổ{_S}[Cc]ông{_S}tác|Ban{_S}[Tt]ổ{_S}chức|Ban{_S}Điều{_S}hành)
    (?:{_S}(?:\d{{2,3}}|[^;:.()]{{2,170}}?))??{_S}
    (?:(?:các{_S}(?:huyện|xã|tỉnh)(?:,{_S}(?:thị{_S}xã|thành{_S}phố|phường|thị{_S}trấn|đặc{_S}khu))*)|[Tt]ỉnh|[Tt]hành{_S}phố|Trung{_S}ương|quốc{_S}gia|các{_S}cấp|cấp{_S}(?:tỉnh|xã)(?:,{_S}cấp{_S}xã)?|\d{{2,3}})(?!\w)"""
_WORD = r"[A-ZĐÀ-Ỹ][\wà-ỹ&.]*"
_TYPED = rf"""(?:Ban|Sở|Bộ|Cục|Chi{_S}cục|Tổng{_S}cục|Vụ|Phòng|Văn{_S}phòng|Trung{_S}tâm|Viện|Trường|Công{_S}ty|Tổng{_S}[Cc]ông{_S}ty|Tập{_S}đoàn|Ngân{_S}hàng
    |Kho{_S}bạc|Báo|Đài|Hội|Liên{_S}(?:đoàn|minh|hiệp)|Hiệp{_S}hội|Đoàn|Đảng{_S}[uủ][ỷy]|[UỦ][ỷỦyỶ]{_S}ban|Tỉnh{_S}đoàn|HĐND|UBND|Hội{_S}đồng{_S}nhân{_S}dân|Tỉnh{_S}[uủ][ỷy]|Thành{_S}[uủ][ỷy]|Thành{_S}đoàn|Chi{_S}nhánh|Thuế|Công{_S}an|Quỹ|Vườn|Thanh{_S}tra)
    (?:{_S}(?:{_WORD}|trận|quốc|dân|nữ|niên|chiến{_S}binh|đỏ|và(?={_S}{_WORD})|-(?={_S}{_WORD})|tỉnh|thành{_S}phố|khu{_S}vực|quản{_S}lý|đầu{_S}tư|phát{_S}triển|dự{_S}án|xây{_S}dựng(?={_S}{_WORD})|kinh{_S}tế|công{_S}nghiệp|các|nước|[IVX]+|\d{{1,3}})){{0,12}}"""
_LINE_END = re.compile(r"(?<=[\w,])[ \t]{0,2}\n[ \t\n]{0,4}(?=\w)")
_BETWEEN = re.compile(
    r"\s{0,3}(?:[,;]\s{1,4}(?:và\s{1,4})?|;?\s{1,4}(?:và|cùng(?:\s{1,4}với)?|hoặc)\s{1,4})(?:với\s{1,4})?"
)
_MOST_SMALL_WORDS = 12
_MOST_WORDS_TO_STOP = 6
_SMALL_WORD = re.compile(r"\s{1,4}[^\W\d]+")
_STOP = re.compile(r"\s{0,3}(?:[,;:.()]|$|\n)|\s{1,4}(?:và|cùng)\s")
# Verbs that names end with: "Cục Kết cấu hạ tầng xây dựng tham mưu …".
_PART_OF_NAME = re.compile(
    rf"{_S}(?:xây{_S}dựng|phát{_S}triển|quản{_S}lý|đầu{_S}tư|đào{_S}tạo|hỗ{_S}trợ|thông{_S}tin|truyền{_S}thông|kiểm{_S}tra|giám{_S}sát|điều{_S}hành|số{_S}hóa|thanh{_S}tra|đấu{_S}thầu|bồi{_S}dưỡng)(?!\w)"
)
_ASIDE = re.compile(r"\s{0,3}\([^()]{1,260}\)")


@dataclass(frozen=True, slots=True)
class Actor:
    """A body or a class of bodies as printed at `span`, under its official name."""

    span: Span
    name: str
    collective: bool = False
    level: str | None = None


@dataclass(frozen=True, slots=True)
class ActorList:
    """Actors that a list names, and where the list ends."""

    actors: tuple[Actor, ...]
    end: int

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each once."""
        return tuple(dict.fromkeys(actor.name for actor in self.actors))


class Actors:
    """Reads the bodies of one document: knows its place, its own abbreviations and what the tables find in it."""

    def __init__(self, document: Document, knowledge: Knowledge, issuance: Issuance) -> None:
        self.text = document.text.value
        self.knowledge = knowledge
        self.issuance = issuance
        self.on = issuance.day or issuance.earliest
        # Names run over line ends, in some papers over a blank line after each: the tables are asked without them.
        self._flat = _LINE_END.sub(lambda match: " " * len(match.group()), self.text)
        self.matches: dict[int, AgencyMatch] = {m.start: m for m in knowledge.agencies.find(self._flat, self.on)}
        self.own = find_own_names(self.text)

    def read(self, at: int, end: int) -> ActorList | None:
        """Return the list of bodies that begins at `at`, None where none begins there."""
        found: list[Actor] = []
        done = at
        while fresh := self._element(at, end):
            found += fresh
            done = self._after_asides(fresh[-1].span.end, end)
            between = _BETWEEN.match(self.text, done, end)
            if between is None:
                break
            at = between.end()
        return ActorList(_merged(tuple(found)), done) if found else None

    def find(self, start: int, end: int) -> Iterator[ActorList]:
        """Yield every list of bodies that begins with a capital or an article in `text[start:end]`."""
        done = start
        for match in _starts().finditer(self.text, start, end):
            if match.start() >= done and (found := self.read(match.start(), end)):
                yield found
                done = found.end

    def canonical(self, printed: str) -> str:
        """Return the official name of a body as printed."""
        return self.knowledge.agencies.canonical(printed, self.issuance.place, self.on)

    def _after_asides(self, at: int, end: int) -> int:
        aside = _ASIDE.match(self.text, at, end)
        return aside.end() if aside else at

    def _element(self, at: int, end: int) -> tuple[Actor, ...]:
        listed = self._enumerated(at, end)
        if listed:
            return listed
        plural = self._plural(at, end)
        if plural is not None:
            return (plural,)
        post = _post().match(self.text, at, end) or _FORCE_OF.match(self.text, at, end)
        begin = post.end() if post else at
        if begin > at:
            self._look_up(begin)
        body = (
            self._own(begin, end) or self._committee(begin, end) or self._known(begin, end) or self._class(begin, end)
        )
        body = body or self._typed(begin, end)
        if body is None:
            return ()
        names = split_class(body.name) if body.collective else (body.name,)
        return tuple(Actor(Span(at, body.span.end), name, body.collective, body.level) for name in names)

    def _plural(self, at: int, end: int) -> Actor | None:
        """Read `các Sở Xây dựng`, `các Phòng Văn hóa và Thông tin huyện, thành phố`: bodies of one name."""
        match = _PLURAL.match(self.text, at, end)
        if match is None:
            return None
        self._look_up(match.end())
        body = self._known(match.end(), end) or self._typed(match.end(), end)
        if body is None:
            return None
        if body.collective:
            return replace(body, span=Span(at, body.span.end))
        printed = " ".join(self.text[match.end() : body.span.end].split())
        return Actor(Span(at, body.span.end), f"Các {self.knowledge.abbreviations.expand(printed)}", True)

    def _own(self, at: int, end: int) -> Actor | None:
        """Read a name that the document itself has introduced ("viết tắt là Ban Chỉ đạo 138 tỉnh")."""
        for short, long in self.own:
            match = short.match(self.text, at, end)
            if match:
                return Actor(Span(at, match.end()), self.canonical(long))
        return None

    def _known(self, at: int, end: int) -> Actor | None:
        match = self._match_within(at, end)
        if match is None:
            return None
        if match.agency.collective:
            return self._class(at, end) or self._forces(match)
        local = _LOCAL.match(self.text, match.end, end) if match.place is None else None
        if local:
            return self._of_class(Span(at, local.end()))
        span = Span(at, match.end)
        return Actor(span, self.canonical(span.of(self.text)), False, match.agency.level)

    def _match_within(self, at: int, end: int) -> AgencyMatch | None:
        """Return the body of the tables named at `at`; where its name runs over `end`, what is named before it."""
        match = self.matches.get(at)
        if match is None or match.end <= end:
            return match
        found = next(self.knowledge.agencies.find(self._flat[at:end], self.on), None)
        return replace(found, start=at, end=at + found.end) if found is not None and found.start == 0 else None

    def _look_up(self, at: int) -> None:
        """Look for a body of the tables at `at`, where a longer name with the word before it may have hidden it."""
        if at not in self.matches and self.text[at : at + 1].isupper():
            found = next(self.knowledge.agencies.find(self._flat[at : at + 180], self.on), None)
            if found is not None and found.start == 0:
                self.matches[at] = replace(found, start=at, end=at + found.end)

    def _forces(self, match: AgencyMatch) -> Actor:
        span = Span(match.start, match.end)
        tail = _tail().match(self.text, match.end)
        if tail and tail.end() > match.end:
            return self._of_class(Span(match.start, tail.end()))
        known = match.agency.name.startswith("Lực lượng") and "Công an" not in match.agency.name
        return Actor(span, match.agency.name, True) if known else self._of_class(span)

    def _class(self, at: int, end: int) -> Actor | None:
        match = _class().match(self.text, at, end)
        if match is None or not match.group().strip():
            return None
        if _LONE.fullmatch(match.group().strip()):
            return None
        known = self._match_within(at, end)
        stop = max(match.end(), known.end if known and known.end <= end and known.agency.collective else 0)
        return self._of_class(Span(at, stop))

    def _of_class(self, span: Span) -> Actor:
        return Actor(span, class_name(span.of(self.text), self.knowledge, self.issuance.place), True)

    def _committee(self, at: int, end: int) -> Actor | None:
        match = _committee().match(self.text, at, end)
        known = self.matches.get(at)
        if match is None or (known and known.end >= match.end()):
            return None
        printed = " ".join(match.group().split())
        if re.search(r"\b(?:các|cấp)\b", printed.rsplit("”")[-1][-60:]):
            return Actor(Span(at, match.end()), within(printed, self.issuance.place), True)
        return Actor(Span(at, match.end()), self.canonical(printed))

    def _typed(self, at: int, end: int) -> Actor | None:
        """Read a body that no table holds: its capitalised words, and more of them up to the verb or the comma."""
        match = _typed().match(self.text, at, end)
        if match is None:
            return None
        stop = self._name_end(match.end(), end)
        if " " not in self.text[at:stop] and not self.text[at:stop].isupper():
            return None
        printed = " ".join(self.text[at:stop].split())
        return Actor(Span(at, stop), self.canonical(printed))

    def _name_end(self, at: int, end: int) -> int:
        """Return where a name that goes on in small letters ends: where its predicate begins, or at a stop."""
        stop = at
        for count in range(_MOST_SMALL_WORDS):
            if _STOP.match(self.text, stop) or stop >= end:
                return stop if count <= _MOST_WORDS_TO_STOP else at
            word = _SMALL_WORD.match(self.text, stop, end)
            if word is None:
                return at
            if acts(self.text, stop, end) and not (
                _PART_OF_NAME.match(self.text, stop) and acts(self.text, self._pair_end(stop), end)
            ):
                return stop
            stop = word.end()
        return at

    def _pair_end(self, at: int) -> int:
        pair = _PART_OF_NAME.match(self.text, at)
        return pair.end() if pair else at

    def _enumerated(self, at: int, end: int) -> tuple[Actor, ...]:
        """Read `Các Bộ: Quốc phòng, Công an` and `Ủy ban nhân dân các tỉnh: Ninh Bình, Bắc Ninh`, one body a name."""
        match = _enumeration().match(self.text, at, end)
        if match is None:
            return ()
        kind = match["kind"]
        prefix = f"{kind[:1].upper()}{kind[1:]}" if kind else f"{match['body']} {match['places'].split(',')[0]}"
        return tuple(self._members(prefix, match.end(), end))

    def _members(self, prefix: str, at: int, end: int) -> Iterator[Actor]:
        while (member := _member().match(self.text, at, end)) is not None:
            span, name = self._longest_member(prefix, member)
            if name is None:
                return
            yield Actor(span, name)
            glue = re.compile(r"\s{0,3}(?:,|\s{1,3}và)\s{1,4}").match(self.text, span.end, end)
            if glue is None:
                return
            at = glue.end()

    def _longest_member(self, prefix: str, member: re.Match[str]) -> tuple[Span, str | None]:
        """Return the longest run of words that with its prefix names a body, so that names with commas stay whole."""
        ends = [m.end() for m in re.finditer(r"\w+", member.group())]
        for length in reversed(ends):
            words = " ".join(member.group()[:length].split())
            local = prefix.startswith(("Ủy", "Uỷ", "UBND"))
            if self.knowledge.places.by_name(words) if local else self.knowledge.agencies.by_name(f"{prefix} {words}"):
                return Span(member.start(), member.start() + length), self.canonical(f"{prefix} {words}")
        return Span(member.start(), member.end()), None


# A noun alone at the start of a sentence is a verb more often: "Tổ chức lấy ý kiến", "Báo cáo".
_LONE = re.compile(
    r"(?:[Tt]ổ\s+chức|[Bb]áo|[Cc]ấp|[Tt]hôn|[Bb]ản|[Xx]ã|[Pp]hường|[Hh]uyện|[Qq]uận|[Pp]hòng|[Vv]iện|[Tt]rường|[Hh]ội|[Bb]an|[Bb]ộ|[Ss]ở|[Nn]gành"
    r"|ấp|đài|cá\s+nhân|tập\s+thể|[Tt]hành\s+phố|tỉnh|cao\s+đẳng|truyền\s+thông|báo\s+chí|khu\s+phố)"
)
_PLURAL = re.compile(
    r"[Cc]ác\s{1,4}(?=(?:Sở|Phòng|Cục|Vụ|Chi\s{1,4}cục|Trung\s{1,4}tâm|Ban\s{1,4}Quản|Công\s{1,4}ty|Tập\s{1,4}đoàn|Trường|Đài|Báo)\s{1,4}[A-ZĐÀ-Ỹ])"
)
# "lực lượng Công an xã": the word for a force says nothing more than the body of that name.
_FORCE_OF = re.compile(
    r"[Ll]ực\s{1,4}lượng\s{1,4}(?=Công\s{1,4}an\s{1,4}(?:các\s{1,4})?(?:xã|huyện|phường|cấp\s{1,4}xã|tỉnh))"
)
# "Phòng Nội vụ cấp huyện", "Ban Chỉ huy Quân sự huyện, thành phố": the bodies of that name in each of the places.
_LOCAL = re.compile(
    rf"{_S}(?:các{_S})?(?:huyện|xã|phường|quận)(?:,{_S}(?:thị{_S}xã|thành{_S}phố|thị{_S}trấn|phường|xã|đặc{_S}khu|huyện)(?!\w))+"
    rf"|{_S}các{_S}(?:huyện|xã|tỉnh)(?!\w)|{_S}(?:các{_S}cấp|cùng{_S}cấp|cấp{_S}(?:tỉnh|huyện|xã)(?:,{_S}cấp{_S}xã)?)(?!\w)",
    re.VERBOSE,
)


def _merged(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Join what is one class said in two: `Giám đốc các sở, Thủ trưởng các ban, ngành`."""
    if len(actors) > 1 and actors[0].name.startswith("Các sở") and actors[1].name.startswith("Các ban, ngành"):
        rest = actors[1].name.removeprefix("Các ban, ngành")
        head = Actor(Span(actors[0].span.start, actors[1].span.end), f"Các sở, ban, ngành{rest}", True)
        return (head, *actors[2:])
    return actors


@cache
def _post() -> re.Pattern[str]:
    return re.compile(_POST, re.VERBOSE | re.IGNORECASE)


@cache
def _class() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[Cc]ác{_S}|{_ARTICLE.capitalize()}{_S})?(?:{_FORCE}{_TAIL}|{_CLASS.replace('(?:tất', '(?:[Mm]ỗi|[Tt]ừng|tất')})",
        re.VERBOSE,
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_TAIL, re.VERBOSE)


@cache
def _committee() -> re.Pattern[str]:
    return re.compile(_COMMITTEE, re.VERBOSE)


@cache
def _typed() -> re.Pattern[str]:
    return re.compile(_TYPED, re.VERBOSE)


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?=[A-ZĐÀ-Ỹ]|{_ARTICLE}\s|lực\s|thủ\s|đảng\s|công\san)")


@cache
def _enumeration() -> re.Pattern[str]:
    return re.compile(
        rf"""(?:[Cc]ác{_S}(?P<kind>Bộ|Sở|bộ|sở|Cục|Vụ)(?:,{_S}(?:cơ{_S}quan|ngành|ban))*
           |(?:Chủ{_S}tịch{_S})?(?P<body>[UỦ][ỷỦyỶ]{_S}ban{_S}nhân{_S}dân|UBND){_S}(?:các{_S})?(?P<places>tỉnh|thành{_S}phố|xã|phường)(?:,{_S}(?:[Tt]hành{_S}phố|phường))?)
           \s{{0,2}}:\s{{1,3}}""",
        re.VERBOSE,
    )


@cache
def _member() -> re.Pattern[str]:
    return re.compile(r"[A-ZĐÀ-Ỹ][^\W\d]*(?:,?\s{1,3}[^\W\d]+){0,9}")
