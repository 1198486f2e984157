"""With whom a task is to be done: the bodies named after `phối hợp với`."""

from __future__ import annotations

import re

from extractors.bodies.actors import Actors
from extractors.bodies.enumerations import ActorList
from extractors.bodies.subjects import Subjects
from extractors.predicates import acts
from pipeline.document import Span

_S = r"\s{1,4}"
# "phối hợp, hỗ trợ Bộ Y tế": helped and worked with; those that are only to be helped are no offices of their own.
_HELPING = rf",{_S}hỗ{_S}trợ(?!{_S}(?:các{_S})?(?:địa{_S}phương|doanh{_S}nghiệp|hợp{_S}tác|xã|hộ|người)(?!\w))"
_WITH = re.compile(
    rf"phối(?:,{_S}kết)?(?:{_S}hợp|(?={_S}với))(?:{_HELPING})?(?:{_S}(?:chặt{_S}chẽ|thường{_S}xuyên|đồng{_S}bộ|chặt{_S}chẽ,{_S}\w+{_S}\w+))?(?:{_S}(?:với(?:,?{_S}với|(?=,))?|cùng|của)|\s?:)?,?{_S}"
    rf"|chủ{_S}trì,?{_S}cùng(?:{_S}với)?{_S}|đồng{_S}chủ{_S}trì{_S}với{_S}",
    re.IGNORECASE,
)
# "(Sở Y tế chủ trì; Tỉnh đoàn phối hợp)": who helps stands before the word for it.
_AND_HELP = re.compile(rf"(?<!quan\s)(?<!vị\s)chủ{_S}trì[,;]{_S}")
_HELPS = re.compile(rf"{_S}(?:cùng{_S})?phối{_S}hợp(?!{_S}(?:với|cùng)(?!\w))")
_OVER = re.compile(r"\s*(?:[.:;()]|$)|(?P<comma>\s*,\s+(?:và\s+)?)|\s+(?:trong|để|nhằm)\s")
_BRACKET = re.compile(r"\s{0,3}\((?:gồm:?\s)?(?P<inside>[^()]{6,200})\)")
# "với các đơn vị: Văn phòng Sở, Phòng Tổ chức rà soát …"
_COLON = re.compile(r"\s{0,2}:\s{1,3}")
_COMMUNAL = re.compile(r"cấp xã|xã, phường|phường, xã|Công an xã")
_LEVEL = re.compile(rf"cấp{_S}(?:xã|huyện|tỉnh)")
_FRONT = re.compile(r"(?:Ủy|Uỷ) ban (?:Mặt trận Tổ quốc|MTTQ)( Việt Nam)?")


def find_partners(actors: Actors, span: Span, assignees: tuple[str, ...]) -> tuple[str, ...]:
    """Return the bodies that a task is to be done with, those it is given to left out."""
    names: list[str] = []
    for match in _WITH.finditer(actors.text, span.start, span.end):
        found = _listed(actors, match.end(), span.end)
        if found is not None:
            listed = _of_same_level(found, actors.text[span.start : match.start()], actors.text)
            listed = _enclosed(actors, found, span.end) or listed
            if any(_COMMUNAL.search(name) for name in (*assignees, *listed)):
                listed = tuple(_of_commune(name, found, actors.text) for name in listed)
            names += listed
    for match in _AND_HELP.finditer(actors.text, span.start, span.end):
        found = actors.read(match.end(), span.end)
        if found is not None and _HELPS.match(actors.text, found.end, span.end):
            names += found.names
    return tuple(name for name in dict.fromkeys(names) if name not in assignees)


def _enclosed(actors: Actors, found: ActorList, end: int) -> tuple[str, ...]:
    """Return the bodies that brackets or a colon name for the class before: `các nhà mạng (Viettel …, VNPT …)`."""
    if len(found.actors) != 1:
        return ()
    if colon := _COLON.match(actors.text, found.end, end):
        named = actors.read(colon.end(), end)
        return named.names if named and len(named.names) > 1 and acts(actors.text, named.end, end) else ()
    bracket = _BRACKET.match(actors.text, found.end, end) or _BRACKET.match(actors.text, found.actors[-1].span.end, end)
    inside = Subjects(actors).read(*bracket.span("inside")) if bracket else None
    return inside.names if inside and len(inside.names) > 1 else ()


def _listed(actors: Actors, at: int, end: int) -> ActorList | None:
    """Return the bodies of the list at `at`: up to the verb where the reading of known ones breaks off before it."""
    found, subjects = actors.read(at, end), Subjects(actors)
    if found is not None and acts(actors.text, found.end, end):
        return found
    over = _OVER.match(actors.text, found.end, end) if found else None
    if over is not None and not (over["comma"] and subjects.begins(over.end(), end)):
        return found
    return subjects.read_before_predicate(at, end) or found


def _of_same_level(found: ActorList, before: str, text: str) -> tuple[str, ...]:
    """Return the names of a list, `cùng cấp` put as the level that the words before it speak of."""
    levels = _LEVEL.findall(before)
    if not levels or not any(name.endswith("cùng cấp") for name in found.names):
        return found.names
    level = " ".join(levels[-1].split())
    return tuple(
        actor.name.replace("cùng cấp", level)
        if actor.name.endswith("cùng cấp")
        else f"{' '.join(actor.span.of(text).split())} {level}"
        for actor in found.actors
    )


def _of_commune(name: str, found: ActorList, text: str) -> str:
    """Return the name of a body among communes: the Front and the organisations named without a level are theirs."""
    if name == "Các tổ chức chính trị - xã hội":
        return f"{name} cấp xã"
    printed = next((" ".join(a.span.of(text).split()) for a in found.actors if a.name == name), "")
    front = _FRONT.fullmatch(printed)
    return f"Ủy ban Mặt trận Tổ quốc{front[1] or ''} cấp xã" if front else name
