"""How an item begins that gives somebody a task: `Giao X …`, `X: …`, `Đề nghị X …`, `Căn cứ …, X …`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.bodies.actors import Actors
from extractors.bodies.enumerations import ActorList
from extractors.letters import UPPER
from extractors.tasks.roles import acts, may_act, reports_the_past
from pipeline.document import Span

_S = r"\s{1,4}"
_ASKING = re.compile(
    rf"(?:trân{_S}trọng{_S}|kính{_S})?(?P<verb>đề{_S}nghị|yêu{_S}cầu|giao(?:{_S}nhiệm{_S}vụ)?|phân{_S}công|kêu{_S}gọi|chỉ{_S}đạo)(?:{_S}cho)?{_S}(?!số\s)",
    re.IGNORECASE,
)
_ASKING_LATER = re.compile(
    rf"(?<=[.;:,]\s)(?:trân{_S}trọng{_S}|kính{_S})?(?P<verb>[Đđ]ề{_S}nghị|[Yy]êu{_S}cầu|[Gg]iao)(?:{_S}cho)?{_S}"
)
_ASKING_ALL = re.compile(rf"\b(?P<verb>đề{_S}nghị|yêu{_S}cầu|giao)\s*:\s*$", re.IGNORECASE)
_CONCERNING = re.compile(rf"(?:Đối{_S}với|đối{_S}với|Trách{_S}nhiệm{_S}của|Về{_S}phía){_S}")
_LABEL = re.compile(
    rf"(?:Các{_S})?(?:[Cc]ơ{_S}quan|[Đđ]ơn{_S}vị)(?:,{_S}(?:đơn{_S}vị|địa{_S}phương))?{_S}(?P<role>chủ{_S}trì|thực{_S}hiện|phối{_S}hợp|chịu{_S}trách{_S}nhiệm)[^:\n]{{0,30}}:\s*"
)
# "…, theo chức năng, nhiệm vụ được giao" after the bodies of a label says nothing that they do.
_ACCORDING = re.compile(rf"{_S}theo{_S}")
# What may stand before the body that acts: a time, a ground, a purpose.
_OPENING = re.compile(
    rf"""(?:Hằng|Hàng|Định{_S}kỳ|Thường{_S}xuyên|Căn{_S}cứ|Trên{_S}cơ{_S}sở|Theo|Trong|Nhận{_S}được|Để|Sau{_S}khi|Khi|Nhằm|Từ|Trước|Ngoài|Ngay|Trường{_S}hợp
    |Với|Quá{_S}trình|Trên{_S}đây|Đồng{_S}thời|Chậm{_S}nhất|Kế{_S}hoạch|Thời{_S}gian|Về|Nếu|Đối{_S}với|Mỗi{_S}năm|Tại|Đây|Xét|Thực{_S}hiện|Tiếp)\b""",
    re.VERBOSE,
)
_WITH = re.compile(
    rf"phối(?:,{_S}kết)?{_S}hợp(?:{_S}(?:chặt{_S}chẽ|thường{_S}xuyên|đồng{_S}bộ|chặt{_S}chẽ,{_S}\w+{_S}\w+))?(?:{_S}(?:với|cùng|của))?{_S}",
    re.IGNORECASE,
)

_SENTENCE = re.compile(rf"(?<=[.;]){_S}(?=[{UPPER}])|(?<=;){_S}(?=các\s)")
_COMMUNAL = re.compile(r"cấp xã|xã, phường|phường, xã|Công an xã")
_LEVEL = re.compile(rf"cấp{_S}(?:xã|huyện|tỉnh)")
_REACH = 700


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is to act in an item, the verb by which they are asked, and where the predicate begins.

    `weak` tells that the body stands in the middle of a sentence, where it may also be only mentioned.
    """

    actors: ActorList
    verb: str | None
    predicate: int
    rule: str
    weak: bool = False


class TaskLeads:
    """Reads the beginnings of items of one document."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._text = actors.text

    def read(self, span: Span) -> Lead | None:
        """Return who is to act in an item; None where the item names nobody."""
        end = min(span.end, span.start + _REACH)
        # "Cơ quan thực hiện: Sở Y tế rà soát …": a label before a whole sentence.
        label = _LABEL.match(self._text, span.start, end)
        if label and (lead := self._at(label.end(), end)):
            return lead
        first = self._at(span.start, end) or self._concerning(span.start, end) or self._subject(span.start, end)
        return first or self._after_opening(span.start, end) or self._asked_later(span) or self._after_colon(span, end)

    def read_asking(self, span: Span) -> str | None:
        """Return the verb that a lead-in ends with, for all of its list: `…, đề nghị:`."""
        asking = _ASKING_ALL.search(self._text, max(span.start, span.end - 40), span.end)
        return _verb(asking["verb"]) if asking else None

    def read_addressing(self, span: Span) -> Lead | None:
        """Return whom a lead-in asks at its end: `…, Bộ Xây dựng yêu cầu các cơ quan, đơn vị:`."""
        start = max(span.start, span.end - 260)
        for asked in reversed(list(_ASKING.finditer(self._text, start, span.end))):
            lead = self._asked(asked, span.end)
            if lead is not None:
                return lead
        return None

    def read_heading(self, span: Span) -> Lead | None:
        """Return the bodies that a heading names and nothing else: `Sở Y tế`, `Trách nhiệm của các sở, ngành`."""
        at = span.start
        verb = None
        if match := _CONCERNING.match(self._text, at, span.end):
            at = match.end()
        elif asked := _ASKING.match(self._text, at, span.end):
            at, verb = asked.end(), _verb(asked["verb"])
        found = self._actors.read(at, span.end)
        if found is None:
            return None
        rest = self._text[found.end : span.end].strip(" \n.:;*,-")
        share = len(rest) / max(1, span.end - at)
        opened = re.match(r"(?:hoạt\s+động|trên\s+địa|có\s|được\s|liên\s+quan|thuộc|trong\s|nêu|sau|và\s|gồm|\()", rest)
        if rest and not (share < 0.1 or opened):
            return None
        return Lead(found, verb, span.end, "heading")

    def read_label(self, span: Span) -> Lead | None:
        """Return the bodies of a line such as `Cơ quan phối hợp: …`; the verb is the role it gives them."""
        match = _LABEL.match(self._text, span.start, span.end)
        found = self._actors.read(match.end(), span.end) if match else None
        if match is None or found is None:
            return None
        if acts(self._text, found.end, span.end) and not _ACCORDING.match(self._text, found.end):
            return None
        role = " ".join(match["role"].lower().split())
        return Lead(found, role, found.end, "label")

    def partners(self, span: Span, assignees: tuple[str, ...]) -> tuple[str, ...]:
        """Return the bodies that a task is to be done with: those named after `phối hợp với`."""
        names: list[str] = []
        for match in _WITH.finditer(self._text, span.start, span.end):
            found = self._actors.read(match.end(), span.end)
            if found is not None:
                listed = self._of_same_level(found, Span(span.start, match.start()))
                if any(_COMMUNAL.search(name) for name in (*assignees, *listed)):
                    listed = tuple(_of_commune(name, found, self._text) for name in listed)
                names += listed
        return tuple(name for name in dict.fromkeys(names) if name not in assignees)

    def also(self, span: Span, done: int) -> tuple[ActorList, ...]:
        """Return the bodies that the sentences of an item after `done` give something to do."""
        found: list[ActorList] = []
        for match in _SENTENCE.finditer(self._text, done, span.end):
            lead = self._at(match.end(), span.end) or self._concerning(match.end(), span.end)
            if lead is not None:
                found.append(lead.actors)
        return tuple(found)

    def _of_same_level(self, found: ActorList, before: Span) -> tuple[str, ...]:
        """Return the names of a list, `cùng cấp` put as the level that the words before it speak of."""
        levels = _LEVEL.findall(before.of(self._text))
        if not levels or not any(name.endswith("cùng cấp") for name in found.names):
            return found.names
        level = " ".join(levels[-1].split())
        return tuple(
            actor.name.replace("cùng cấp", level)
            if actor.name.endswith("cùng cấp")
            else f"{' '.join(actor.span.of(self._text).split())} {level}"
            for actor in found.actors
        )

    def is_generic(self, actors: ActorList) -> bool:
        """Tell whether actors are only `các cơ quan, đơn vị`: those whom the paper addresses."""
        return len(actors.names) == 1 and re.fullmatch(r"Các (?:cơ quan, )?đơn vị", actors.names[0]) is not None

    def _at(self, at: int, end: int) -> Lead | None:
        """Read a lead that begins at `at`: `Giao X …`, `X …`, `UBND tỉnh yêu cầu X …`."""
        asked = _ASKING.match(self._text, at, end)
        if asked and _verb(asked["verb"]) != "chỉ đạo":
            return self._asked(asked, end)
        found = self._actors.read(at, end)
        if found is None or reports_the_past(self._text, found.end):
            return None
        gap = re.compile(r",?\s{1,4}").match(self._text, found.end, end)
        again = _ASKING.match(self._text, gap.end(), end) if gap else None
        if again and _verb(again["verb"]) != "chỉ đạo":
            lead = self._asked(again, end)
            if lead is not None:
                return lead
        if not acts(self._text, found.end, end):
            return None
        return Lead(found, None, found.end, "actor")

    def _subject(self, at: int, end: int) -> Lead | None:
        """Read bodies of the tables that open an item and are followed by a word no list of verbs has."""
        found = self._actors.read(at, end)
        if found is None or not may_act(self._text, found.end, end) or reports_the_past(self._text, found.end):
            return None
        known = all(a.span.start in self._actors.matches and not a.collective for a in found.actors)
        return Lead(found, None, found.end, "actor", weak=True) if known else None

    def _asked(self, asked: re.Match[str], end: int) -> Lead | None:
        found = self._actors.read(asked.end(), end)
        return Lead(found, _verb(asked["verb"]), found.end, "asked") if found else None

    def _concerning(self, at: int, end: int) -> Lead | None:
        match = _CONCERNING.match(self._text, at, end)
        found = self._actors.read(match.end(), end) if match else None
        if found is None or not (acts(self._text, found.end, end) or self._text[found.end : found.end + 1] == ":"):
            return None
        return Lead(found, None, found.end, "concerning")

    def _after_opening(self, start: int, end: int) -> Lead | None:
        """Read the body that acts after a time, a ground or a purpose: `Hằng năm Sở Y tế …`, `Căn cứ …, các sở …`."""
        if not _OPENING.match(self._text, start, end):
            return None
        stop = _sentence_end(self._text, start, end)
        if asked := self._asked_in(start, stop):
            return asked
        for found in self._actors.find(start + 1, stop):
            first = found.actors[0].span.start
            before = self._text[max(start, first - 40) : first]
            opens = re.search(r"(?:[,:)]|vướng\s+mắc|phát\s+sinh)\s{1,4}$", before) or re.fullmatch(
                r"(?:Hằng|Hàng|Mỗi)\s+năm,?\s+", before
            )
            lead = self._at(first, stop) if opens else None
            if lead is not None:
                return Lead(lead.actors, lead.verb, lead.predicate, "after opening", weak=lead.verb is None)
        return None

    def _asked_in(self, start: int, stop: int) -> Lead | None:
        for match in _ASKING_LATER.finditer(self._text, start, stop):
            found = self._actors.read(match.end(), stop)
            if found is not None:
                return Lead(found, _verb(match["verb"]), found.end, "asked")
        return None

    def _asked_later(self, span: Span) -> Lead | None:
        return self._asked_in(span.start, span.end)

    def _after_colon(self, span: Span, end: int) -> Lead | None:
        """Read the body that acts after a topic: `Về đề nghị …: Bộ Nội vụ nghiên cứu …`."""
        colon = self._text.find(":", span.start, end)
        while colon >= 0:
            at = colon + 1
            while at < end and self._text[at].isspace():
                at += 1
            lead = self._at(at, min(span.end, at + _REACH))
            if lead is not None and self._text[lead.predicate : lead.predicate + 1] != ":":
                return Lead(lead.actors, lead.verb, lead.predicate, "after colon", weak=True)
            colon = self._text.find(":", at, end)
        return None


def _of_commune(name: str, found: ActorList, text: str) -> str:
    """Return the name of a body among communes: the Front and the organisations named without a level are theirs."""
    if name == "Các tổ chức chính trị - xã hội":
        return f"{name} cấp xã"
    printed = next((" ".join(a.span.of(text).split()) for a in found.actors if a.name == name), "")
    front = re.fullmatch(r"(?:Ủy|Uỷ) ban (?:Mặt trận Tổ quốc|MTTQ)( Việt Nam)?", printed)
    return f"Ủy ban Mặt trận Tổ quốc{front[1] or ''} cấp xã" if front else name


def _verb(printed: str) -> str | None:
    """Return the verb that decides the role; `yêu cầu` and `kêu gọi` leave it to what follows."""
    word = " ".join(printed.lower().split())
    if word.startswith(("giao", "phân công")):
        return "giao"
    return word if word in ("đề nghị", "chỉ đạo") else ""


def _sentence_end(text: str, start: int, end: int) -> int:
    match = re.compile(r"[.;]\s").search(text, start, end)
    return match.start() if match else end
