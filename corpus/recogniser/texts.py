"""Texts: what the lines say that the recogniser learns from.

Most are cut out of official texts. Those leave out what stands around the text on paper (heads, numbers, dates, lists
of recipients, names, cells of tables), so such lines are made up from the reference tables and from chance.
"""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.language.samples import read_documents
from corpus.recogniser.alphabet import plain

FOLDER = Path(__file__).parent
REFERENCE = FOLDER.parent / "reference"
CAPITALS = "ABCDĐEGHIKLMNOPQRSTUVXYỨƯÔ"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XX")


@dataclass(frozen=True, slots=True)
class Sources:
    """What lines are made of: paragraphs of official text, names of bodies and provinces, codes."""

    paragraphs: tuple[str, ...]
    bodies: tuple[str, ...]
    provinces: tuple[str, ...]
    body_codes: tuple[str, ...]
    unit_codes: tuple[str, ...]
    kinds: tuple[str, ...]
    printed: dict[str, tuple[str, ...]]  # by kind, of `printed.csv`


def gather(corpus: Path, seed: int, paragraphs: int = 300_000) -> Sources:
    """Read the sources; of the corpus' lines a sample is kept."""
    chance = random.Random(seed)
    kept: list[str] = []
    seen = 0
    for _, lines in read_documents(corpus):
        for line in lines:
            seen += 1
            if len(kept) < paragraphs:
                kept.append(line)
            elif (place := chance.randrange(seen)) < paragraphs:
                kept[place] = line
    printed: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(FOLDER / "printed.csv"):
        printed[row["kind"]].append(row["text"])
    agencies, kinds = _rows(REFERENCE / "agencies.csv"), _rows(REFERENCE / "document_types.csv")
    return Sources(
        paragraphs=tuple(kept),
        bodies=tuple(row["name"] for row in agencies),
        provinces=tuple(row["name"] for row in _rows(REFERENCE / "provinces.csv")),
        body_codes=tuple({row["code"] for row in agencies if row["code"]} | {"UBND", "HĐND", "TTg", "CP", "TU", "TW"}),
        unit_codes=tuple(row["unit"] for row in _rows(REFERENCE / "unit_codes.csv")),
        kinds=tuple(row["code"] for row in kinds if row["code"]),
        printed={kind: tuple(texts) for kind, texts in printed.items()},
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(sources: Sources, chance: random.Random) -> Iterator[str]:
    """Yield one line after another, without end; some are empty."""
    makers = [maker for maker, _ in _MAKERS]
    weights = [weight for _, weight in _MAKERS]
    while True:
        yield plain(chance.choices(makers, weights)[0](sources, chance))


def _body(sources: Sources, chance: random.Random) -> str:
    words = chance.choice(sources.paragraphs).split()
    length = chance.choice((2, 4, 7, 9, 11, 12, 13, 13, 14, 14, 15, 16, 17))
    first = chance.randrange(max(1, len(words) - length // 2)) if chance.random() < 0.7 else 0
    text = " ".join(words[first : first + length])
    if chance.random() < 0.06:
        text = f"“{text}”{chance.choice(('', ',', ';', '.'))}"
    return _cut_off(text) + chance.choice(("", "", "", "", "", ";", ".", "./.", "!", "?", ":"))


def _bare(sources: Sources, chance: random.Random) -> str:
    """Leave the marks out, as old messages do: what is printed without marks is read without."""
    split = unicodedata.normalize("NFD", _body(sources, chance).replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _cut_off(text: str) -> str:
    return text if len(text) < 105 else text[:105].rsplit(" ", 1)[0]


def _capitals(sources: Sources, chance: random.Random) -> str:
    words = chance.choice(sources.paragraphs).split()
    first = chance.randrange(max(1, len(words) - 3))
    return " ".join(words[first : first + chance.randint(2, 9)]).upper()


def _head(sources: Sources, chance: random.Random) -> str:
    pick = chance.random()
    if pick < 0.3:
        return chance.choice(sources.printed["head"])
    if pick < 0.5:
        return chance.choice(sources.bodies).upper()
    if pick < 0.6:
        kind = chance.choice(("TỈNH", "THÀNH PHỐ", "HUYỆN", "XÃ", "PHƯỜNG"))
        return f"{kind} {chance.choice(sources.provinces).upper()}"
    if pick < 0.75:
        return chance.choice(sources.printed["post"])
    if pick < 0.9:
        return chance.choice(sources.printed["title"])
    return f"{chance.choice(ROMAN)}{chance.choice(('.', '-', '. ', ' - '))}{chance.choice(sources.printed['title'])}"


def _number(chance: random.Random) -> str:
    return chance.choice((f"{chance.randint(1, 99):02d}", str(chance.randint(1, 999)), str(chance.randint(1, 12999))))


def code(sources: Sources, chance: random.Random) -> str:
    """Make up a document's code."""
    number, kind = _number(chance), chance.choice(sources.kinds)
    body, unit = chance.choice(sources.body_codes), chance.choice(sources.unit_codes)
    year = chance.randint(1990, 2030)
    return chance.choice(
        (
            f"{number}/{kind}-{body}",
            f"{number}/{kind}-UBND",
            f"{number}/QĐ-TTg",
            f"{number}/{year}/{kind}-{body}",
            f"{number}/{year}/NĐ-CP",
            f"{number}/{year}/TT-{body}",
            f"{number}-{kind}/{chance.choice(('TW', 'TU', 'ĐU', 'HU', body))}",
            f"{number}/{body}-{unit}",
            f"{number}/{kind}-{body}-{unit}",
            f"{number}/{year}/QH{chance.randint(9, 16)}",
        )
    )


def date(chance: random.Random) -> str:
    """Make up a date as papers write them."""
    day, month, year = chance.randint(1, 31), chance.randint(1, 12), chance.randint(1985, 2035)
    return chance.choice(
        (
            f"ngày {day:02d} tháng {month} năm {year}",
            f"ngày {day:02d} tháng {month:02d} năm {year}",
            f"ngày {day:02d}/{month:02d}/{year}",
            f"ngày {day}/{month}/{year}",
            f"{day:02d}/{month:02d}/{year}",
            f"{day}.{month}.{year}",
            f"{day:02d}-{month}-{year}",
            f"tháng {month}/{year}",
            f"quý {chance.choice(ROMAN[:4])}/{year}",
        )
    )


def _code_line(sources: Sources, chance: random.Random) -> str:
    number = code(sources, chance)
    kind = chance.choice(sources.printed["cited"])
    words = chance.choice(sources.paragraphs).split()
    before, after = " ".join(words[: chance.randint(0, 6)]), " ".join(words[-chance.randint(1, 5) :])
    return chance.choice(
        (
            f"Số: {number}",
            f"Số {number}",
            f"Số: {number}",
            f"Số:      /{number.partition('/')[2] or 'UBND'}",
            f"Căn cứ {kind} số {number} {date(chance)}",
            f"{before} {kind} số {number} {date(chance)} {after}",
            f"{before} {number} {after}",
            f"{kind} số {number}, {date(chance)} của {chance.choice(sources.bodies)}",
            f"- {kind} {number} {date(chance)};",
            f"(Kèm theo {kind} số {number} {date(chance)})",
        )
    )


def _date_line(sources: Sources, chance: random.Random) -> str:
    words = chance.choice(sources.paragraphs).split()
    before = " ".join(words[: chance.randint(1, 8)])
    place = chance.choice(sources.provinces)
    return chance.choice(
        (f"{place}, {date(chance)}", f"{place}, {date(chance)}", f"{before} {date(chance)}", date(chance))
    )


def _side(sources: Sources, chance: random.Random) -> str:
    unit = chance.choice(sources.unit_codes)
    short = "".join(chance.choices(CAPITALS, k=chance.randint(1, 4)))
    return chance.choice(
        (
            chance.choice(sources.printed["side"]),
            f"- Lưu: VT, {unit}.",
            f"- Lưu: VT, {unit} ({short}{chance.randint(1, 99)}).",
            f"- {chance.choice(sources.bodies)};",
            f"- {chance.choice(sources.bodies)} (để b/c);",
            f"- VPUB: CVP, PCVP, {unit}, {short};",
            f"- UBND các huyện, {chance.choice(sources.provinces)};",
            f"V/v {' '.join(chance.choice(sources.paragraphs).split()[:7])}",
        )
    )


def _person(sources: Sources, chance: random.Random) -> str:
    name = " ".join(
        (chance.choice(sources.printed["surname"]), *chance.choices(sources.printed["name"], k=chance.randint(1, 3)))
    )
    return name if chance.random() < 0.8 else name.upper()


def _cell(sources: Sources, chance: random.Random) -> str:
    amount = f"{chance.randint(1, 10 ** chance.randint(1, 10)):,}".replace(",", ".")
    words = chance.choice(sources.paragraphs).split()
    few = " ".join(words[: chance.randint(1, 4)])
    return chance.choice(
        (
            amount,
            f"{chance.randint(0, 100)},{chance.randint(0, 99)}%",
            f"{chance.randint(0, 100)}%",
            f"{chance.randint(1, 40)}",
            f"{chance.randint(1, 9)}.{chance.randint(1, 20)}",
            f"({chance.randint(1, 20)})",
            f"{chance.choice(ROMAN)}.",
            f"{chance.choice(ROMAN)}",
            f"{chance.choice('abcdđeghi')}) {few}",
            f"{chance.randint(1, 20)}. {few}",
            f"- {few}",
            f"+ {few}",
            few,
            few,
            f"{amount} {chance.choice(('đồng', 'triệu đồng', 'người', 'ha', 'm²', 'tấn', 'hộ', 'kg', '°C', 'm³'))}",
            f"{date(chance)}",
            f"[{chance.randint(1, 99)}] {few}",
            f"{few}: {amount}",
            f"“{few}”",
            f"http://www.{re.sub('[^a-z]', '', few.lower()) or 'a'}.gov.vn",
            f"Email: {''.join(chance.choices('abcdehnostuv', k=6))}@{''.join(chance.choices('abcinotuy', k=5))}.gov.vn",
            f"ĐT: 0{chance.randint(200, 299)}.{chance.randint(3_000_000, 3_999_999)}; Fax: {amount}",
            f"{chance.randint(0, 23)} giờ {chance.randint(0, 59):02d} phút",
        )
    )


def _random_signs(sources: Sources, chance: random.Random) -> str:
    """Put together what no text has, so that no sign is learnt from its neighbours alone."""
    words: Sequence[str] = chance.choice(sources.paragraphs).split()
    signs = '?!"*&%=[]<>_@#|•°²³\u00d7–—‘’“”/\\~{}½≥≤^$+'
    parts = ["".join(chance.choices("0123456789" + CAPITALS + signs, k=chance.randint(1, 6))) for _ in range(2)]
    return " ".join((*words[: chance.randint(0, 4)], *parts, *words[-chance.randint(1, 3) :]))


def _nothing(sources: Sources, chance: random.Random) -> str:
    """Leave a place empty: specks, seals and what shines through are not to be read."""
    del sources, chance
    return ""


_MAKERS: tuple[tuple[Callable[[Sources, random.Random], str], float], ...] = (
    (_body, 0.48),
    (_bare, 0.03),
    (_capitals, 0.06),
    (_head, 0.08),
    (_code_line, 0.12),
    (_date_line, 0.06),
    (_side, 0.06),
    (_person, 0.02),
    (_cell, 0.08),
    (_random_signs, 0.02),
    (_nothing, 0.02),
)
