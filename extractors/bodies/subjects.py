"""Who is named by words that are known to name bodies and nothing else: a heading, or what stands before a predicate.

A list read from its beginning ends where a word stands that no table and no pattern has. Where both of its ends are
known, the words between them are read whole: a class keeps all that narrows it (`các doanh nghiệp thứ cấp đang hoạt
động trong khu công nghiệp`), and a body that no table has keeps the name that is printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.bodies.actor_patterns import ASIDE, OF_OWNER, after_post, post_expression
from extractors.bodies.actors import Actors
from extractors.bodies.enumerations import Actor, ActorList, merged
from extractors.bodies.persons import SEAT
from extractors.letters import LOWER, UPPER
from extractors.predicates import verbs_of
from pipeline.document import Span

_S = r"\s{1,4}"
_LONGEST = 700

# Words that begin like a body and are none: "Tổ chức triển khai …", "Báo cáo …", "Cơ sở dữ liệu …", "Phòng, chống …".
_VERBAL = rf"""(?:[Tt]ổ{_S}chức{_S}(?!chính|[Đđ]ảng|xã|cá{_S}nhân|hành|tín|khoa|kinh|quốc|phi|sự|đoàn{_S}thể
        |hội(?!{_S}(?:nghị|thảo|họp|thi|diễn|chợ))|thành{_S}viên|tôn|nghề|công{_S}đoàn|được|liên|có{_S}liên|(?:thực{_S}hiện|làm){_S}nhiệm{_S}vụ{_S}bồi)
    |[Bb]áo{_S}(?:cáo|động|vệ)|[Bb]an{_S}hành|[Hh]ội{_S}(?:nghị|thảo|nhập|họp|thi|diễn|chợ)|[Qq]uỹ{_S}đất|[Đđ]oàn{_S}(?:kết|viên)|[Bb]ộ{_S}phận{_S}nào|[Tt]rường{_S}(?:hợp|thông)|[Đđ]ội{_S}ngũ|[Nn]gành{_S}nghề
    |[Cc]ơ{_S}sở{_S}(?:dữ|vật|pháp|đó|lý|để|hạ)|[Vv]iện{_S}dẫn|[Pp]hòng(?:,{_S}|{_S})(?:chống|ngừa|cháy|tránh|trừ)|[Tt]ổ{_S}hợp
    |[Cc]ông{_S}(?:an{_S}ninh)|[Đđ]ài{_S}thọ|[Đđ]ơn{_S}vị\s?:\s?\d|[Vv]ụ{_S}(?:việc|mùa|án|lợi)|[Xx]ã{_S}hội)"""
# What a body or a class begins with, whether a table has it or not.
_BODY = re.compile(
    rf"""(?:(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Mm]ỗi|[Tt]ừng|[Tt]oàn{_S}thể|[Tt]ất{_S}cả{_S}các){_S})?(?:
      (?!{_VERBAL})(?:[Cc]ơ{_S}quan|[Đđ]ơn{_S}vị|[Tt]ổ{_S}chức|[Dd]oanh{_S}nghiệp|[Đđ]ịa{_S}phương|[Cc]ơ{_S}sở|[Hh]ộ{_S}(?:kinh{_S}doanh|gia{_S}đình)|[Cc]á{_S}nhân
        |[Cc]hủ{_S}(?:đầu{_S}tư|tài{_S}khoản|sở{_S}hữu|rừng|hồ|đập|cơ{_S}sở|nguồn|dự{_S}án|quản{_S}lý|phương{_S}tiện)
        |[Xx]í{_S}nghiệp|[Pp]hân{_S}xưởng|[Nn]hà{_S}(?:thầu|mạng|trường|máy|hát|xuất{_S}bản|văn{_S}hóa)|[Bb]ảo{_S}tàng|[Tt]hư{_S}viện|[Hh]ọc{_S}viện|[Đđ]ồn|[Vv]ườn{_S}quốc|[Ll]âm{_S}trường|[Cc]ảng{_S}vụ
        |[Bb]an{_S}quản|[Kk]hu{_S}bảo{_S}tồn|Làng|[Cc]ộng{_S}đồng
        |[Cc]hính{_S}quyền|[Cc]ấp{_S}[uủ][ỷy]|[Hh]ệ{_S}thống{_S}truyền{_S}\w+|[Ll]ực{_S}lượng|[Nn]gành|[Bb]ộ(?=,{_S})|[Ss]ở|[Bb]an|[Hh]ội|[Hh]iệp{_S}hội
        |[Tt]rường|[Vv]iện|[Tt]rung{_S}tâm|[Tt]rạm|[Bb]ệnh{_S}viện|[Pp]hòng|[Cc]ông{_S}ty|[Nn]gân{_S}hàng|[Bb]ộ{_S}phận|[Tt]ổ|[Đđ]oàn{_S}thể
        |[Kk]hoa(?!{_S}(?:học|giáo|bảng))|[Tt]iểu{_S}ban|[Cc]hi{_S}đoàn|Liên{_S}đội|Đoàn(?={_S}(?:[Tt]rường|TN|[Tt]hanh|xã|phường|cơ{_S}sở))
        |[Hh]ợp{_S}tác{_S}xã|[Xx]ã|[Pp]hường|[Đđ]ặc{_S}khu|[Tt]hôn|[Bb]áo|[Đđ]ài|[Cc]ục|[Vv]ụ|[Qq]uỹ|[Cc]ổng{_S}[Tt]hông{_S}tin|[Bb]ưu{_S}điện
        |[Đđ]iện{_S}lực|[Vv]iễn{_S}thông(?={_S}[{UPPER}])|[Pp]hân{_S}xưởng|[Cc]ông{_S}trường|[Xx]í{_S}nghiệp|[Kk]hoa(?!{_S}(?:học|giáo))|[Bb]ộ{_S}môn|[Kk]ho{_S}bạc|[Cc]hi{_S}(?:cục|nhánh)|[Tt]ổng{_S}(?:cục|công{_S}ty)|[Tt]ập{_S}đoàn|[Cc]ông{_S}đoàn|[Ll]iên{_S}(?:đoàn|minh|hiệp)
        |[Mm]ặt{_S}trận|[Hh]ạt|[Đđ]ội|[Kk]hối|[Đđ]ảng{_S}[uủ][ỷy]|[Tt]hường{_S}trực|[Đđ]ại{_S}biểu|[Tt]hành{_S}viên|[Vv]ăn{_S}phòng|[Cc]ông{_S}an|[Hh]ội{_S}đồng)(?!\w)
      | [UỦ][ỷyỦ]{_S}ban | UBND | HĐND | MTTQ | VNPT | Viettel
      | [{UPPER}]{{2,}}(?!\w)(?!{_S}[{UPPER}]{{2,}}(?!\w)) | [A-Z][a-z]+[A-Z]\w+)""",
    re.VERBOSE,
)
# Where one member of a list ends and the next may begin.
_COMMA = re.compile(r"\s{0,3}(?:[,;](?:\s{1,4}(?:và|cùng)(?=\s))?|\s(?:và|cùng(?:\s{1,4}với)?|hoặc))\s{1,4}")
# What is said of a body after its name: `- Cơ quan thường trực Ban Chỉ đạo`, `là cơ quan đầu mối`, `(gồm …)`.
_APPOSITION = re.compile(r"\s{0,3}(?:[-–]\s|là\s|nêu\s{1,4}trên|theo\s|\()")
# Some of those named before: they are no further members.
_ABOVE_ALL = re.compile(rf",?{_S}(?:nhất|đặc{_S}biệt|trước{_S}hết){_S}là{_S}")
# Words that only a sentence has: what goes on with them is no name.
_SENTENCE = re.compile(
    rf"(?<!\w)(?:là|thì|đó|không|đã|sẽ|phải|có{_S}(?:thể|các|quyền|tư{_S}cách)|để|nhằm|rằng|nếu|khi|do|dựa|bị|bằng|sử{_S}dụng|tổ{_S}chức{_S}thực{_S}hiện|có{_S}trách{_S}nhiệm|được{_S}(?!giao|phân)|(?<=\s)Các|Đề{_S}nghị|Yêu{_S}cầu)(?!\w)|[.:?!]"
)
# "Cá nhân có đất thu hồi: Có trách nhiệm …": which of them are meant goes up to the colon.
_DUTY = re.compile(rf":{_S}(?:[Cc]ó|[Cc]hịu){_S}trách{_S}nhiệm(?!\w)")
_WHICH = re.compile(rf"{_S}(?:có|bị|được|đang|thuộc){_S}[^,;:]{{2,60}}\Z")
# Words that no name ends with: what follows them was taken for the predicate; or the end of a bracket.
_BROKEN_OFF = re.compile(
    r"(?<!\w)(?:trong|của|về|cho|theo|tới|đến|với|việc|và|các|thực|đang|đã|trực|chủ|nhà|là|có|không|chưa(?: \w+)?"
    r"|(?:học|nghiệp|dục|tế)\s+công)$|^[^(]*\)",
    re.IGNORECASE,
)
# "trung tâm chính trị xã, phường", "báo chí trung ương và địa phương": kinds of places, each with bodies of its own.
_PLACE = re.compile(
    rf"(?:(?<=ương\svà\s)địa{_S}phương|xã|phường|thị{_S}trấn|đặc{_S}khu|huyện|quận|thị{_S}xã|thành{_S}phố)(?!\w)"
)
# "Ban điều hành tổ 3, phường Tô Hiệu": where it is, and no further member.
_OF_PLACE = re.compile(rf"(?:xã|phường|thị{_S}trấn|huyện|quận){_S}[{UPPER}]")
_AFTER_PLACE = re.compile(r"(?<!\w)(?:xã|phường|trấn|huyện|quận|ương)$")
_SENTENCE_END = re.compile(r"[.:](?=\s|$)|\n\s*[-+•](?=\s)")
# The name of one body goes on with capitals only: small letters after it are a verb that no list has.
# A verb right after one of these tells which of the bodies are meant: "cơ quan chủ trì", "đơn vị được giao thực hiện".
_NAME_GOES_ON = re.compile(rf",?{_S}(?:[{UPPER}]|thuộc{_S}|trực{_S}thuộc{_S}|của{_S}|tại{_S})|{_S}và{_S}[{UPPER}]")
_PLACES_GO_ON = re.compile(
    rf"{_S}(?:có|còn|nơi|ven|vùng|bị|tại|thuộc|khu{_S}vực|nêu|được|quy{_S}định){_S}|(?:,{_S}{_PLACE.pattern})+\\s*$"
)
_PART_OF_NOUN = re.compile(
    rf"(?:ban|cơ{_S}quan|đơn{_S}vị|tổ{_S}chức|bộ{_S}phận|chuyên{_S}môn|được|được{_S}giao|phân{_S}công|công{_S}tác|hội{_S}đồng|thường|đang|(?-i:hệ){_S}thống)$",
    re.IGNORECASE,
)
_LEADS = re.compile(rf",?{_S}chủ{_S}trì,?{_S}(?:và{_S})?phối{_S}hợp(?!\w)")
# The posts of a school that its papers charge one by one; who only teaches or works there is a person.
_POST = re.compile(
    rf"(?:Phó{_S})?Hiệu{_S}trưởng(?!\w)|(?:Giáo|Nhân){_S}viên{_S}(?=\w)|Tổng{_S}phụ{_S}trách|(?:Tổ|Khối){_S}trưởng(?!\w)|Kế{_S}toán(?!\w)",
    re.IGNORECASE,
)
# "Bộ trưởng Bộ Tài chính; Chủ tịch Ủy ban nhân dân các tỉnh nêu tại Điều 1 và … chịu trách nhiệm thi hành …"
_ANSWERS = re.compile(rf",?{_S}(?:hoàn{_S}toàn{_S})?(?:có|chịu){_S}trách{_S}nhiệm{_S}(?!của|cao)")
_CLAUSE = re.compile(rf",?{_S}(?:được|do|đang|khi|sử{_S}dụng){_S}")
_MOST_VERBS, _FEWEST_WORDS = 6, 2
_MOST_WORDS, _MOST_WORDS_ALONE = 24, 36  # of one of several, and of a class that is named alone
# A class whose own words say which of it are meant is whole: "các sở, ngành cấp tỉnh, cơ quan ngành dọc".
_NARROWED = re.compile(r"(?:tỉnh|thành phố|xã|huyện|địa bàn|liên quan|[Tt]rung ương|các cấp)$")
# "cơ quan bảo hiểm xã hội50": the mark of a footnote in a consolidated text.
_FOOTNOTE = re.compile(rf"(?<=[{LOWER}])\d{{1,3}}$")
_CLASS_OF = re.compile(r"(?:các|những|mọi|mỗi|từng|toàn thể|tất cả các)\s", re.IGNORECASE)


class Subjects:
    """Reads such words in one document."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._text = actors.text

    def begins(self, at: int, end: int) -> bool:
        """Tell whether a body or a class can begin at `at`, known or not."""
        begin = after_post(self._text, at, end)
        known = begin in self._actors.tabled or at in self._actors.tabled
        return known or _BODY.match(self._text, begin, end) is not None

    def read(self, start: int, end: int, *, sure: bool = False) -> ActorList | None:
        """Return the bodies of `text[start:end]`, None where words name none; with `sure` a class may have a clause."""
        end = self._trimmed(start, end)
        some = _ABOVE_ALL.search(self._text, start, end)
        stop = some.start() if some else end
        if end - start > _LONGEST or self._text[start:end].isupper():
            return None
        if posts := self._posts(start, stop):
            return posts
        found: list[Actor] = []
        at = start
        while at < stop:
            member = self._member(at, stop, sure=sure)
            if member is None:
                return None
            if found and (whole := self._one_class(found[-1], member[0])):
                member = (whole, *member[1:])
                found.pop()
            found += member
            at = self._next(member[-1].span.end, stop)
        return ActorList(merged(tuple(found)), end) if found else None

    def _one_class(self, first: Actor, second: Actor) -> Actor | None:
        """Return two members as one class, where one article stands for both: `các địa phương, chủ rừng`."""
        before, after = first.span.of(self._text), second.span.of(self._text)
        several = first.collective and _CLASS_OF.match(before) and not _NARROWED.search(before)
        bare = after[0].islower() and second.name.startswith("Các ") and not _CLASS_OF.match(after)
        if not (several and bare) or "," not in self._text[first.span.end : second.span.start]:
            return None
        whole = Span(first.span.start, second.span.end)
        return Actor(whole, self._actors.name_of_class(whole.of(self._text)), True)

    def read_whole(self, start: int, end: int) -> ActorList | None:
        """Return the words of `text[start:end]` as one class, where they are known to name who is meant."""
        bracket = self._text.find("(", start, end)
        stop = self._trimmed(start, end if bracket < 0 else bracket)
        words = self._text[start:stop]
        fits = _FEWEST_WORDS <= len(words.split()) <= _MOST_WORDS_ALONE and not words.isupper()
        whole = fits and not _SENTENCE_END.search(words)
        return ActorList((replace(self._named(start, stop), collective=True),), stop) if whole else None

    def read_name(self, start: int, end: int) -> ActorList | None:
        """Return the body of the tables that `text[start:end]` names, in capitals or in small letters."""
        words = " ".join(self._text[start : self._trimmed(start, end)].split())
        home = self._actors.home
        names = (words, f"{words} {home.kind}") if home else (words,)
        known = len(words.split()) <= _MOST_WORDS and any(map(self._actors.knowledge.agencies.by_name, names))
        return ActorList((Actor(Span(start, end), self._actors.canonical(words)),), end) if known else None

    def read_before_predicate(self, at: int, end: int) -> ActorList | None:
        """Return the bodies that begin at `at` and fill the words up to the first predicate that leaves none over."""
        if not self.begins(at, end):
            return None
        ending = _SENTENCE_END.search(self._text, at, min(end, at + _LONGEST))
        stop = ending.start() if ending else min(end, at + _LONGEST)
        colon = ending is not None and ending.group() == ":" and stop < end - 1
        if colon and _DUTY.match(self._text, stop, end) and _WHICH.search(self._text, at, stop):
            return self.read(at, stop)
        for count, verb in enumerate(verbs_of(self._text, at + 1, stop)):
            if count > _MOST_VERBS:
                break
            part = _PART_OF_NOUN.search(self._text, max(at, verb - 24), verb) and not _LEADS.match(self._text, verb)
            if not part and (found := self.read(at, verb)):
                return found
        # "Các tập đoàn, doanh nghiệp xuất khẩu: xây dựng …"
        return self.read(at, stop) if colon else None

    def read_before_duty(self, at: int, end: int) -> ActorList | None:
        """Return the bodies that begin at `at` and fill the words up to `có trách nhiệm`, which ends any list."""
        if not self.begins(at, end):
            return None
        over = _SENTENCE_END.search(self._text, at, min(end, at + _LONGEST))
        duty = _ANSWERS.search(self._text, at, over.start() if over else min(end, at + _LONGEST))
        return self.read(at, duty.start(), sure=True) if duty else None

    def _member(self, at: int, end: int, *, sure: bool) -> tuple[Actor, ...] | None:
        """Return the member of the list at `at`: the bodies that are known, with the words that go on with the last."""
        known = self._actors.element(at, end)
        if not known and not self.begins(at, end):
            return None
        done = known[-1].span.end if known else at
        bracket = self._text.find("(", done, end)
        stop = self._stop(done, end if bracket < 0 else bracket, fresh=not known)
        if known and self._ends(done, stop):
            return known
        words = self._text[done:stop]
        if not known and len(words.split()) < _FEWEST_WORDS and not words.isupper():
            return None
        if _SENTENCE.search(words) or _BROKEN_OFF.search(words) or len(words.split()) > _MOST_WORDS:
            clause = sure and known and known[-1].collective and _CLAUSE.match(words)
            return known if clause else None
        if known and not known[-1].collective and not _NAME_GOES_ON.match(words):
            return None
        if known and _is_of_places(known[-1]) and not _PLACES_GO_ON.match(words):
            return None
        several = bool(known) and _is_of_places(known[-1])
        return (*known[:-1], self._named(known[-1].span.start if known else at, stop, several=several))

    def _posts(self, start: int, end: int) -> ActorList | None:
        """Return the posts that `text[start:end]` names and nothing else: `Kế toán và Tổng phụ trách Đội`."""
        found: list[Actor] = []
        at = start
        while at < end:
            commas = [m for m in _COMMA.finditer(self._text, at, end) if _POST.match(self._text, m.end(), end)]
            stop = commas[0].start() if commas else end
            words = " ".join(self._text[at:stop].split())
            if not _POST.match(words) or _SENTENCE.search(words) or len(words.split()) > _MOST_WORDS:
                return None
            found.append(Actor(Span(at, stop), f"{words[:1].upper()}{words[1:]}"))
            at = commas[0].end() if commas else end
        return ActorList(tuple(found), end) if found else None

    def _ends(self, done: int, stop: int) -> bool:
        """Tell whether nothing of a name stands between the end of a known body and the next member."""
        rest = self._text[done:stop]
        return not rest.strip(" \n\t.:;*") or _APPOSITION.match(rest) is not None

    def _named(self, start: int, stop: int, *, several: bool = False) -> Actor:
        """Return a body or a class under the words that are printed."""
        stop = start + len(_FOOTNOTE.sub("", self._text[start:stop]))
        printed = " ".join(self._text[start:stop].split())
        if several or _CLASS_OF.match(printed) or printed[:1].islower() or _is_plural(printed):
            name = self._actors.name_of_class(printed)
            return Actor(Span(start, stop), name, True)
        post = post_expression().match(self._text, start, stop)
        begin = post.end() if post else start
        owned = OF_OWNER.search(self._text, begin, stop)
        name = self._text[begin : owned.start() if owned else stop]
        return Actor(Span(start, stop), self._actors.canonical(" ".join(name.split())))

    def _stop(self, at: int, end: int, *, fresh: bool) -> int:
        """Return where the member ends that goes on at `at`: before a comma or `và` that another member follows."""
        for match in _COMMA.finditer(self._text, at, end):
            if fresh and (match.start() == at or _OF_PLACE.match(self._text, match.end(), end)):
                continue
            if _PLACE.match(self._text, match.end(), end) and _AFTER_PLACE.search(self._text, at - 8, match.start()):
                continue
            if self.begins(match.end(), end) or self._actors.element(match.end(), end):
                return match.start()
        return end

    def _next(self, at: int, end: int) -> int:
        """Return where the next member begins; what is said of the last one is passed over."""
        if aside := ASIDE.match(self._text, at, end) or SEAT.match(self._text, at, end):
            at = aside.end()
        comma = _COMMA.match(self._text, at, end)
        if comma is None:
            for match in _COMMA.finditer(self._text, at, end):
                if self.begins(match.end(), end):
                    return match.end()
            return end
        return comma.end()

    def _trimmed(self, start: int, end: int) -> int:
        return start + len(self._text[start:end].rstrip(" \n\t.:;*,-–"))


def _is_of_places(actor: Actor) -> bool:
    """Tell whether a class is that of the bodies of one name in the places of a kind: its name is whole."""
    return actor.collective and not actor.name.startswith(("Các ", "Lực lượng"))


# "Thư viện tỉnh": a place has one.
_ONE_OF_PLACE = re.compile(
    r"(?:Bảo tàng|Thư viện|Nhà|Viện|Quỹ|Cổng|Đài|Bưu điện|Bệnh viện|Ban|Văn phòng) (?:.* )?(?<!cấp )(?:tỉnh|thành phố)$"
)
# "Bộ phận thư viện, thiết bị", "Tổ xã hội": a school or a hospital has one of each; and the land law knows one that
# clears a site, "Tổ chức thực hiện nhiệm vụ bồi thường, hỗ trợ, tái định cư".
_ONE_OF_OFFICE = re.compile(
    r"(?:Tổ chức (?:thực hiện|làm) nhiệm vụ|"
    r"Bộ phận|Khoa|Tiểu ban|Đoàn|Công đoàn|Tổ(?! (?:dân phố|nhân dân|chuyên môn|liên gia|chức|đại biểu))) "
    r"|Công đoàn$"
)


def _is_plural(printed: str) -> bool:
    """Tell a class that is printed without an article, as in headings: `Doanh nghiệp viễn thông`."""
    words = printed.split()
    if _ONE_OF_PLACE.match(printed) or _ONE_OF_OFFICE.match(printed):
        return False
    return len(words) > 1 and all(word[:1].islower() for word in words[1:3]) and not words[0].isupper()
