"""The signature: who signed, in which post, for whom; and the blocks that programs and stamps add to a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractors.headings.letterhead import iso_date
from extractors.layout.head import SEALED_AT
from extractors.layout.lines import Line
from extractors.layout.signers import MARK, POST, RANK, is_name, is_post
from normalizers.folding import fold_in_place
from pipeline.document import DigitalSignature, Note, ReceivedStamp

_MARKS = {"T/M": "TM.", "K/T": "KT.", "T/L": "TL.", "T/K": "TK."}
_SECOND_POST = re.compile(r"\s(?=PHÓ\s)")
_SIGNER = re.compile(r"(?:nguoi ky|ky boi|duoc ky boi|signed by|signer|digitally signed by)\s*:?\s*")
# At the foot only with their colons: sentences speak of who signs.
_SIGNED_BY = re.compile(r"(?:nguoi ky|ky boi|duoc ky boi|signed by|digitally signed by)\s*:")
_SIGNED_AT = re.compile(r"(?:thoi gian ky|ngay ky|gio ky|ky ngay|signing time|date)\s*:")
_ORGANISATION = re.compile(r"(?:co quan|to chuc|don vi)\s*:\s*")
_TIME = re.compile(
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?:[\sT,]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<zone>[+-]\d{2}:?\d{2})?)?"
)
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)\s*([+-]\d{2}:?\d{2}|Z)?")
_LONGEST_OFFICE = 3
"""Lines on which the name of an office stands above the time of its seal."""
_STAMP_NUMBER = re.compile(r"so(?: den)?\s*[:.]?\s*(?P<number>\d[\d/.]*)")
_STAMP_DATE = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{2,4})")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a paper; `names` are all signers, `block` the lines as printed."""

    name: str | None = None
    title: str | None = None
    signed_for: str | None = None
    names: tuple[str, ...] = ()
    behalf: str | None = None


def signature_of(lines: Sequence[Line]) -> Signature:
    """Read a signature from its lines.

    `behalf` is the body a paper is signed in the name of: `TM. ỦY BAN NHÂN DÂN`.
    """
    names = [_person(line.text) for line in lines if _is_signer(line)]
    posts = _posts(_of_first(lines)) or _posts([line for line in lines if not _is_signer(line)])
    marks = [(_mark(post), MARK.sub("", post, count=1).strip()) for post in posts if MARK.match(post)]
    behalf = next((rest for mark, rest in marks if mark == "TM." and not POST.match(fold_in_place(rest))), None)
    return Signature(
        name=names[0] if names else None,
        title=_title(posts),
        signed_for=marks[-1][0] if marks else None,
        names=tuple(names),
        behalf=behalf,
    )


def _of_first(lines: Sequence[Line]) -> list[Line]:
    """Return the lines above the name of the first signer."""
    return list(takewhile(lambda line: not _is_signer(line), lines))


def _is_signer(line: Line) -> bool:
    return is_name(line.text) and not MARK.match(line.text) and not POST.match(line.folded)


def _posts(lines: Sequence[Line]) -> list[str]:
    """Return the posts, one each: a post broken by a line is joined, two on one line are parted."""
    posts: list[str] = []
    for line in lines:
        text = line.text.strip(" *.,:")
        starts = MARK.match(text) or POST.match(line.folded)
        if not starts and posts and line.upper and not MARK.fullmatch(posts[-1]):
            posts[-1] = f"{posts[-1]} {text}"
        elif starts or line.upper:
            head, *second = _SECOND_POST.split(text) if MARK.match(text) else [text]
            posts += [head, *second]
    return posts


def _mark(post: str) -> str:
    printed = re.sub(r"\s", "", (MARK.match(post) or re.match("", post)).group())  # type: ignore[union-attr]
    solid = printed.strip("./").upper()
    return _MARKS.get(solid, f"{solid}.")


def _title(posts: Sequence[str]) -> str | None:
    """Return the signer's own post: the last; after a mark that speaks of another's post there may be none."""
    if not posts:
        return None
    last = posts[-1]
    if not MARK.match(last):
        return last
    return MARK.sub("", last, count=1).strip() if _mark(last) == "Q." else None


def _person(text: str) -> str:
    name = text.strip(" *.")
    while (match := RANK.match(name)) and match.end():
        name = name[match.end() :].strip()
    return name.title() if name.isupper() else name


def digital_signature_of(lines: Sequence[Line]) -> DigitalSignature | None:
    """Read the block that a signing program prints; None where there is none."""
    if not lines:
        return None
    signer = _field(lines, _SIGNER)
    organisation = _field(lines, _ORGANISATION)
    signed_at = _time(" ".join(line.text for line in lines))
    if not (signer or organisation or signed_at):
        return None
    return DigitalSignature(signer, organisation, signed_at)


def signature_at_foot(lines: Sequence[Line]) -> DigitalSignature | None:
    """Read the block that a signing program prints beside the signer's name; None where there is none."""
    for index, line in enumerate(lines):
        if _SIGNED_BY.match(line.folded) and any(
            _SIGNED_AT.match(near.folded) for near in lines[index + 1 : index + 6]
        ):
            return digital_signature_of(lines[index : index + 6])
        if SEALED_AT.match(line.folded):
            signed_at = _time(" ".join(near.text for near in lines[index : index + 2]))
            return DigitalSignature(None, _above(lines, index), signed_at)
    return None


def _above(lines: Sequence[Line], index: int) -> str | None:
    """Return the office whose name stands in capitals above the time of its seal."""
    start = index
    while start and lines[start - 1].upper and not is_post(lines[start - 1]) and index - start < _LONGEST_OFFICE:
        start -= 1
    return " ".join(line.text for line in lines[start:index]) or None


def signature_of_file(notes: Sequence[Note], signer_name: str | None) -> DigitalSignature | None:
    """Return what the reader of the file noted of a digital signature; None where it noted none.

    Clerks and the office's seal sign beside the signer: his is taken, where none bears his name the last, the seal's.
    """
    signed = [n.values for n in notes if n.code in ("signed", "signature_broken") and len(n.values) == 3]
    if not signed:
        return None
    name = fold_in_place(signer_name or "")
    own = [values for values in signed if name and fold_in_place(values[0]) == name]
    signer, organisation, signed_at = (None if value == "?" else value for value in (own or signed)[-1])
    return DigitalSignature(signer, organisation, signed_at)


def _field(lines: Sequence[Line], label: re.Pattern[str]) -> str | None:
    for index, line in enumerate(lines):
        match = label.match(line.folded)
        if match:
            rest = line.text[match.end() :].strip(" .")
            following = lines[index + 1] if index + 1 < len(lines) else None
            return rest or (following.text.strip(" .") if following else None)
    return None


def _time(text: str) -> str | None:
    iso = _ISO_TIME.search(text)
    if iso:
        return f"{iso[1]}T{iso[2]}{iso[3] or ''}"
    match = _TIME.search(text)
    if match is None:
        return None
    day = iso_date(match["day"], match["month"], match["year"])
    if not match["time"]:
        return day
    hour, rest = match["time"].split(":", 1)
    return f"{day}T{int(hour):02}:{rest}{match['zone'] or ''}"


def received_stamp_of(lines: Sequence[Line]) -> ReceivedStamp | None:
    """Read the receiver's stamp; None where there is none."""
    number = next((m["number"] for line in lines if (m := _STAMP_NUMBER.match(line.folded))), None)
    when = next((m for line in lines if (m := _STAMP_DATE.search(line.text))), None)
    if number is None and when is None:
        return None
    return ReceivedStamp(number, iso_date(when["day"], when["month"], when["year"]) if when else None)
