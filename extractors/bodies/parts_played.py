"""Classes that are known by the part they play: `cơ quan tiếp nhận hồ sơ`, `các đơn vị được giao kế hoạch vốn`."""

from __future__ import annotations

import re

from extractors.bodies.actors import Actors
from extractors.bodies.enumerations import Actor, ActorList
from extractors.bodies.subjects import Subjects
from extractors.predicates import acts
from pipeline.document import Span

_S = r"\s{1,4}"
# "cơ quan tiếp nhận hồ sơ", "doanh nghiệp thực hiện dự án", "đơn vị được phân công nhiệm vụ", up to its duty.
_PLAYS = re.compile(
    rf"(?:cơ{_S}quan|đơn{_S}vị|tổ{_S}chức|doanh{_S}nghiệp|cá{_S}nhân|bộ{_S}phận|cơ{_S}sở|các{_S}sở)$", re.IGNORECASE
)
_PART_PLAYED = re.compile(
    rf"""{_S}(?:quản{_S}lý(?:{_S}(?!để|nhằm|và|theo|các(?!\w))[\w/-]+){{2,9}}?(?={_S}(?:chủ{_S}trì|tham{_S}mưu|tổ{_S}chức{_S}thực{_S}hiện|phối{_S}hợp)(?!\w))
    |(?:đang{_S})?(?:chủ{_S}trì|phối{_S}hợp|xử{_S}lý|tiếp{_S}nhận|giải{_S}quyết|quản{_S}lý|thực{_S}hiện|soạn{_S}thảo|cấp|đăng{_S}ký|thẩm{_S}định
        |tham{_S}gia|lập|ban{_S}hành|đề{_S}nghị|cung{_S}cấp|vận{_S}hành|khai{_S}thác|kê{_S}khai|thông{_S}tin|được{_S}(?:phân{_S}công|giao))
    (?:,?{_S}(?!(?:để|nhằm|phải|khi|nếu|đồng|trước|được)(?!\w))[\w/-]+){{0,16}}?
    (?<!và)(?<!cũng)(?<!đều)(?<!sẽ)(?<!thì)(?={_S}(?:(?:có|chịu){_S}trách{_S}nhiệm|phải)(?!\w)))""",
    re.VERBOSE,
)
# In a list the next class tells where such a part ends: "các đơn vị đầu mối giao kế hoạch, các chủ đầu tư"; that
# of the last goes on up to what all are to do.
_PART = rf"""{_S}(?:được{_S})?(?:đầu{_S}mối|giao|chủ{_S}trì|quản{_S}lý|sử{_S}dụng|phụ{_S}trách|(?:thụ{_S})?hưởng
        |tham{_S}gia|cung{_S}cấp|thực{_S}hiện(?={_S}(?:dự|nhiệm|chương|đề|gói){_S}))
    (?:,?{_S}(?!(?:các|những|nghiêm|tốt|đúng|đầy|kịp|việc|theo|để|phối|với)(?!\w))[\w/-]+){{0,14}}?"""
_PART_IN_LIST = re.compile(rf"{_PART}(?=(?:,|{_S}và){_S}(?:các|những){_S})", re.VERBOSE)
_PART_OF_LAST = re.compile(
    rf"{_PART}(?={_S}(?:theo{_S}chức{_S}năng|căn{_S}cứ|(?:có|chịu){_S}trách{_S}nhiệm|cần|phải|chủ{_S}động|tập{_S}trung|khẩn{_S}trương|tiếp{_S}tục)(?!\w))",
    re.VERBOSE,
)
_COMMA = re.compile(r"(?:,|\s{1,4}và)\s{1,4}")


def to_duty(found: ActorList, actors: Actors, end: int) -> ActorList:
    """Return a list whose last class goes on to its duty: `cơ quan tiếp nhận hồ sơ có trách nhiệm …`."""
    last = found.actors[-1]
    part = _PART_PLAYED.match(actors.text, last.span.end, end) if last.collective else None
    if part is None or not _PLAYS.search(actors.text, last.span.start, last.span.end):
        return found
    return _with_part(found, part, actors)


def going_on(found: ActorList, actors: Actors, end: int) -> ActorList:
    """Return a list with those that follow a class known by the part it plays, where somebody acts after them all."""
    listed, parts = found, 0
    while (part := _part(listed, actors, end, last=parts > 0)) is not None:
        listed, parts = _with_part(listed, part, actors), parts + 1
        comma = _COMMA.match(actors.text, listed.end, end)
        at = comma.end() if comma else end
        more = actors.read(at, end) or Subjects(actors).read_before_predicate(at, end)
        if more is None:
            break
        listed = ActorList((*listed.actors, *more.actors), more.end)
    return listed if acts(actors.text, listed.end, end) else found


def _part(found: ActorList, actors: Actors, end: int, *, last: bool) -> re.Match[str] | None:
    """Return the words for the part that the class at the end of a list plays; it may be the `last` of several."""
    actor = found.actors[-1]
    if (
        not actor.collective
        or actor.span.end != found.end
        or not actors.text.startswith(("các", "Các"), actor.span.start)
    ):
        return None
    inside = _PART_IN_LIST.match(actors.text, found.end, end)
    return inside or (_PART_OF_LAST.match(actors.text, found.end, end) if last else None)


def _with_part(found: ActorList, part: re.Match[str], actors: Actors) -> ActorList:
    whole = Span(found.actors[-1].span.start, part.end())
    return ActorList((*found.actors[:-1], Actor(whole, actors.name_of_class(whole.of(actors.text)), True)), part.end())
