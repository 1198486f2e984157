"""The bodies that a person may mean, and by which other names tasks reach them: classes and former bodies."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from corpus.agencies import Agencies, Agency
from corpus.knowledge import Knowledge
from corpus.places import Place, Places
from normalizers.folding import fold
from pipeline.catalogue.facts import to_text
from pipeline.catalogue.identity import province_of
from pipeline.catalogue.schema import Catalogue

ABBREVIATED = 4  # letters of an abbreviation that is no word as well
MOST = 20  # bodies of a vague name that classes and former names are looked up for

# What a class lists after "Các", folded, and how the names begin of those that it reaches. `ngành` and `cơ quan` take
# in every body of the province beside its departments; a class of communes reaches the committees of communes.
PROVINCIAL = r"(so|ban quan ly|ban dan toc|thanh tra|cong an|bo chi huy|van phong uy ban nhan dan|van phong doan) "
MEMBERS = {
    "so": r"so ",
    "ban": r"(ban|thanh tra|van phong) ",
    "nganh": PROVINCIAL,
    "co quan": PROVINCIAL,
    "co quan chuyen mon": r"(so|thanh tra|van phong uy ban nhan dan) ",
    "doan the": r"(hoi|tinh doan|thanh doan|lien doan lao dong|uy ban mat tran|ban thuong truc uy ban mat tran) ",
    "bo": r"bo (?!chi huy|tu lenh|doi)",
    "xa": r"(uy ban nhan dan )?(xa|phuong|dac khu|thi tran) ",
    "phuong": r"(uy ban nhan dan )?(xa|phuong|dac khu|thi tran) ",
    "dia phuong": r"uy ban nhan dan ",
    "tinh": r"uy ban nhan dan (tinh|thanh pho) ",
    "huyen": r"uy ban nhan dan (huyen|quan|thi xa|thanh pho) ",
}
BUSY = "(b.tasks OR b.helps)"
CENTRAL = frozenset(("bo",))
LISTED = re.compile(r"^(?:uy ban nhan dan )?cac (?P<items>.*?)(?: (?:thuoc )?(?:tinh|thanh pho) .*)?$")
ITEM_BREAK = re.compile(r", | va ")


def ways_to(
    catalogue: Catalogue, name: str, knowledge: Knowledge, *, place: str | None = None
) -> dict[int, str | None]:
    """Return the bodies that have tasks of one that a person names, each with why: see `bodies_reaching`.

    A full name, or one that the place makes full, means that body alone, if it has any task; else those are taken that
    may be meant.
    """
    if full := known_name(name, knowledge, place=place):
        exact = tuple(row["id"] for row in _found(catalogue, "folded = ?", (fold(full),), None) if row["has_tasks"])
        if ways := dict.fromkeys(exact) | bodies_reaching(catalogue, exact, (full,), knowledge):
            return ways
    named = bodies_named(catalogue, name, knowledge, place=place)
    rows = catalogue.rows("SELECT b.name FROM json_each(?) n CROSS JOIN body b ON b.id = n.value", to_text(named))
    names = tuple(row[0] for row in rows) if len(named) <= MOST else ()
    return dict.fromkeys(named) | bodies_reaching(catalogue, named, names, knowledge)


def bodies_named(catalogue: Catalogue, name: str, knowledge: Knowledge, *, place: str | None = None) -> tuple[int, ...]:
    """Return the bodies that a person may mean: the canonical name, an alias, or part of the name, folded.

    A name that leaves its place open, such as `Công an tỉnh`, means that body of every place; one that stands in papers
    but has no tasks, those as well whose names hold it. With `place`, a province or part of its name, only bodies whose
    name has it.
    """
    found: dict[int, None] = {}
    for condition, values in _conditions(name, knowledge):
        rows = _found(catalogue, condition, values, place)
        for row in rows:
            found[row["id"]] = None
            if any(agency.place_form and not agency.collective for agency in knowledge.agencies.by_name(row["name"])):
                everywhere = _found(catalogue, "folded GLOB ?", (f"{fold(row['name'])} *",), place)
                found |= dict.fromkeys(other["id"] for other in everywhere)
        if any(row["has_tasks"] for row in rows):
            break
    return tuple(found)


def _found(catalogue: Catalogue, condition: str, values: tuple[str, ...], place: str | None) -> list[sqlite3.Row]:
    return catalogue.rows(
        f"""SELECT id, name, EXISTS (SELECT 1 FROM assignment_body ab WHERE ab.body = body.id) AS has_tasks
            FROM body WHERE {condition} AND instr(folded, ?) > 0 ORDER BY id""",
        *(*values, fold(place or "")),
    )


def known_name(name: str, knowledge: Knowledge, *, place: str | None = None) -> str | None:
    """Return the full name of a body of a place, or a central one, that no paper may have named; None of no such.

    The name, the place and the place that a name ends with are known with marks or without.

    >>> known_name("so noi vu", knowledge, place="tay ninh")
    'Sở Nội vụ tỉnh Tây Ninh'
    """
    asked = _spelled_out(" ".join(filter(None, (name, place))), knowledge)
    known, endings = _by_folded_name(knowledge.agencies), _endings(knowledge.places)
    for ending, where in (*(pair for pair in endings if asked.endswith(pair[0])), ("", None)):
        agency = known.get(asked.removesuffix(ending))
        if agency and not agency.collective and bool(agency.place_form) == (where is not None):
            return knowledge.agencies.canonical(agency.name, where)
    return None


def bodies_reaching(
    catalogue: Catalogue, bodies: tuple[int, ...], names: tuple[str, ...], knowledge: Knowledge
) -> dict[int, str]:
    """Return the other bodies whose tasks fall to those with these names: their classes, and whom they took over from.

    A class without a place is left out, as the paper may speak of another province. Each comes with why it reaches:
    "class" or "former".
    """
    classes = catalogue.rows(
        f"SELECT id, name FROM body b WHERE {BUSY} AND (folded GLOB 'cac *' OR folded GLOB 'uy ban nhan dan cac *')"
    )
    found = {row["id"]: "class" for row in classes if any(belongs(name, row["name"], knowledge) for name in names)}
    former = sorted({fold(old) for name in names for old in former_names(name, knowledge)})
    rows = catalogue.rows(
        f"SELECT b.id FROM json_each(?) n CROSS JOIN body b ON b.folded = n.value AND {BUSY}", to_text(former)
    )
    found |= {row["id"]: "former" for row in rows}
    return {body: why for body, why in found.items() if body not in bodies}


def belongs(body: str, group: str, knowledge: Knowledge) -> bool:
    """Tell whether a body belongs to a class: `Sở Y tế tỉnh Tây Ninh` to `Các sở, ban, ngành tỉnh Tây Ninh`.

    >>> belongs("Công an tỉnh Tây Ninh", "Các sở, ban, ngành tỉnh Tây Ninh", knowledge)
    True
    """
    match = LISTED.match(fold(group))
    if match is None:
        return False
    name = fold(body)
    items = {re.sub(r"^cac ", "", item) for item in ITEM_BREAK.split(match["items"])}
    fitting = {item for item in items if item in MEMBERS and re.match(MEMBERS[item], name)}
    if fitting & CENTRAL:
        return True
    return bool(fitting) and province_of(body, knowledge) == province_of(group, knowledge) != ""


def former_names(name: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield the names under which the forerunners of a body, or it itself in a former province, were given tasks.

    >>> "Sở Lao động - Thương binh và Xã hội tỉnh Tây Ninh" in former_names("Sở Nội vụ tỉnh Tây Ninh", knowledge)
    True
    """
    match = next(knowledge.agencies.find(name), None)
    if match is None or match.start > 0 or match.end < len(name):
        return
    agencies = [a for a in knowledge.agencies.all if a.successor and knowledge.agencies.successor_of(a) == match.agency]
    places: tuple[Place | None, ...] = (match.place,)
    if match.place and match.place.level == "tỉnh":
        today = match.place.name
        old = [p for p in knowledge.places.provinces if _goes_into(p, today, knowledge)]
        places = (match.place, *old)
    for agency in (match.agency, *agencies):
        yield from (knowledge.agencies.canonical(agency.name, place) for place in places)


def _goes_into(place: Place, today: str, knowledge: Knowledge) -> bool:
    heir = knowledge.places.successor_of(place.name)
    return place.name != today and heir is not None and heir.name == today


def _conditions(name: str, knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ways a name is looked up, the strictest first."""
    canonical, written = fold(knowledge.agencies.canonical(name)), _spelled_out(name, knowledge)
    words = tuple(written.split())
    yield "folded = ?", (canonical,)
    yield "folded = ?", (written,)
    yield "instr(folded, ?) > 0", (canonical,)
    yield " AND ".join("instr(folded, ?) > 0" for _ in words) or "0", words


@lru_cache(maxsize=4)
def _by_folded_name(agencies: Agencies) -> dict[str, Agency]:
    return {fold(written): agency for agency in agencies.all for written in (agency.name, *agency.aliases)}


@lru_cache(maxsize=4)
def _endings(places: Places) -> tuple[tuple[str, Place], ...]:
    """Return how names of provincial bodies end: the name of the province, or with its kind."""
    return tuple((f" {fold(ending)}", place) for place in places.provinces for ending in (place.name, place.full))


def _spelled_out(name: str, knowledge: Knowledge) -> str:
    """Return a name folded, its abbreviations written out, in whichever letters: `ubnd tinh`; short ones are words."""
    words = []
    for word in name.split():
        found = knowledge.abbreviations.of(word.upper()) if len(word) >= ABBREVIATED else None
        words.append(found.expansions[0] if found and not found.ambiguous else word)
    return fold(" ".join(words))
