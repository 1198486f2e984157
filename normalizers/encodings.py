"""Encodings: text in TCVN3, VNI, VISCII, VIQR, Windows-1258, or UTF-8 read as Windows-1252, made Unicode.

Found from the fonts where the reader names them (`.VnTime`, `VNI-Times`), else from the words: a line is converted when
its words become syllables, in an encoding that enough words of the paper speak for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from corpus.knowledge import Knowledge
from corpus.language.encodings import Encoding, encodings
from normalizers import Normalizer
from normalizers.words import is_valid
from pipeline.document import Document, Edit, Span

RULE = "encodings"

# TCVN3: ".VnTime", "ABCDEF+.VnTimeH,Bold" (H: the font draws small letters as capitals); VNI: "VNI-Times".
_FONT = re.compile(
    r"(?:[A-Z]{6}\+)? (?: (?P<tcvn3> \.?Vn[A-Z][A-Za-z\ ]*? (?P<capitals>H)? ) | (?P<vni> VNI[-\ ].* ) ) (?:[-,].*)? $",
    re.VERBOSE,
)
# Signs and letters that stand in no Unicode Vietnamese word, beside a letter; the tones of Windows-1258 after a vowel;
# and the marks of VIQR inside a word.
_SUSPECT = re.compile(
    r"""
    (?<=[A-Za-zÀ-ÿ])[\x80-\x9f¡-¿ÄÅÆËÎÏÐÑÖ\xd7ØÛÜÞßäåæëîïðñö÷øûüþÿ\u2212\u2219\u03bc]
  | [\x80-\x9f¡-ª¬-º¼-¾ÄÅÆÐÑÖ\xd7Øäåæðñö÷ø\u2212\u2219\u03bc](?=[A-Za-zÀ-ÿ])
  | [aăâeêioôơuưy][ÌÒÞ]
  | (?<=[ÃÄÆáâ])[\x80-\xbf»º‘°]
  | (?<=[A-Za-z])[\^(+~`][`'?~.]?(?=[a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNICODE = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)
# No-break blanks are halves of letters in UTF-8 read as Windows-1252.
_CHUNK = re.compile(r"[^ \t\n]+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")

# A letter or sign that no Vietnamese word in Unicode has.
_ALIEN = re.compile(r"[\x80-\x9f¡-¿ÄÅÆËÎÏÐÑÖ\xd7ØÛÜÞßäåæëîïðñö÷øûüþÿ\u2212\u2219\u03bcŒœŠšŽžŸƒ€]")
# A dash or a page range is one in any encoding, though VISCII has a letter in the place of the dash.
_SIGNS = re.compile(r"[\d!-/:-@\[-`{-~–—“”‘’…•]+")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~–—“”‘’…]+")

_LEAST_SUSPECTS = 3
_LEAST_WORDS = 3
# Of the words of its lines an old encoding makes most right. French has words that would be some, "où", but few.
_LEAST_SHARE = 0.25
_MOST_WRONG = 0.25
# A line may have a few words in Unicode, as capitals that the old encoding lacks, beside so many times more in that.
_MUCH = 4
# How far, in lines, the encoding of a line speaks for a line whose own words do not tell.
_REACH = 4


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the letters that were meant, a word an edit; nothing once it has been done."""
    del knowledge
    if any(edit.rule == RULE for edit in document.text.edits):
        return []
    text = document.text.value
    edits: list[Edit] = []
    covered: list[Span] = []
    for span, encoding, capitals in _font_runs(document):
        covered.append(span)
        edits += _converted(text, span, encoding, capitals=capitals)
    if _is_suspect(text):
        lines = list(_uncovered_lines(text, covered))
        for span, name, whole in _lines_by_encoding(text, lines):
            encoding = _by_name(name)
            edits += _converted(text, span, encoding) if whole else _converted_words(text, span, encoding)
    return edits


def _font_runs(document: Document) -> Iterator[tuple[Span, Encoding, bool]]:
    """Yield the runs set in a font of an old encoding; none of an encoding some of whose runs are Unicode already."""
    text = document.text
    runs: list[tuple[Span, str, bool]] = []
    for page in document.pages:
        for run in page.reading.fonts if page.reading else ():
            match = _FONT.match(run.font)
            if match:
                name = "tcvn3" if match["tcvn3"] else "vni"
                runs.append((text.from_raw(run.span.moved(page.raw.start)), name, bool(match["capitals"])))
    right = {name for span, name, _ in runs if _UNICODE.search(span.of(text.value))}
    for span, name, capitals in runs:
        if name not in right:
            yield span, _by_name(name), capitals


def _uncovered_lines(text: str, covered: list[Span]) -> Iterator[Span]:
    """Yield the lines, less what the fonts settled."""
    edges = [Span(0, 0), *sorted(covered), Span(len(text), len(text))]
    for before, after in pairwise(edges):
        if before.end < after.start:
            yield from (Span(*match.span()) for match in _LINE.finditer(text, before.end, after.start))


def _is_suspect(text: str) -> bool:
    return sum(1 for _ in zip(_SUSPECT.finditer(text), range(_LEAST_SUSPECTS), strict=False)) == _LEAST_SUSPECTS


def _lines_by_encoding(text: str, lines: list[Span]) -> Iterator[tuple[Span, str, bool]]:
    """Yield the lines to convert with their encoding, and whether the whole line is to be or some words only."""
    votes = [_votes(span.of(text)) for span in lines]
    supported = _supported(votes)
    own = [_best(vote, supported) for vote in votes]
    for at, span in enumerate(lines):
        marked = sum(1 for chunk in _CHUNK.findall(span.of(text)) if _UNICODE.search(chunk))
        whole = votes[at][own[at] or "", 1] >= _MUCH * marked
        name = own[at] or (_of_neighbours(own, at) if whole else None)
        if name is not None:
            yield span, name, whole


def _of_neighbours(own: list[str | None], at: int) -> str | None:
    """Return the encoding of the nearest lines on both sides, when they agree or there is one side only."""
    before = next((name for name in reversed(own[max(0, at - _REACH) : at]) if name), None)
    after = next((name for name in own[at + 1 : at + 1 + _REACH] if name), None)
    return before or after if before is None or after is None or before == after else None


def _votes(line: str) -> Counter[tuple[str, int]]:
    """Count, for each encoding, the words of a line that become right (1) and wrong (-1) in it.

    Where some become right, also count all words that might have (0).
    """
    is_unicode = bool(_UNICODE.search(line))
    # A sign alone is one: « and ± are no words.
    words = [chunk for chunk in _CHUNK.findall(line) if _LETTER.search(chunk)]
    asked = [chunk for chunk in words if not is_unicode or _ALIEN.search(chunk)]
    votes = Counter(verdict for chunk in asked for verdict in _verdicts(chunk))
    return votes + Counter({(name, 0): len(asked) for name, verdict in votes if verdict == 1})


def _supported(votes: Iterable[Counter[tuple[str, int]]]) -> set[str]:
    total: Counter[tuple[str, int]] = sum(votes, Counter())
    return {
        name
        for (name, verdict), count in total.items()
        if verdict == 1
        and count >= max(_LEAST_WORDS, _LEAST_SHARE * total[name, 0])
        and total[name, -1] <= count * _MOST_WRONG
    }


def _best(votes: Counter[tuple[str, int]], supported: set[str]) -> str | None:
    score, name = max(((votes[name, 1] - votes[name, -1], name) for name in supported), default=(0, ""))
    return name if score > 0 else None


@lru_cache(maxsize=50_000)
def _verdicts(chunk: str) -> tuple[tuple[str, int], ...]:
    """Return which encodings make a word right and which make it wrong; most words tell nothing."""
    told = []
    for encoding in encodings():
        decoded = _decode(encoding, chunk)
        if decoded != chunk:
            verdict = _verdict(chunk, decoded, signs_are_marks=encoding.name == "viqr")
            told += [(encoding.name, verdict)] if verdict else []
    return tuple(told)


def _verdict(before: str, after: str, *, signs_are_marks: bool) -> int:
    words = [word for word in _WORD.findall(after) if not word.isascii() and not _is_code(word)]
    parts = [before.strip(".,;:?!()\"'")] if signs_are_marks else _PUNCTUATION.split(before)
    if not words or all(is_valid(part) for part in parts if part):
        return 0
    return 1 if all(map(is_valid, words)) else -1


def _is_code(word: str) -> bool:
    """Tell whether a word may be part of a code (QĐ, HĐND), which is no syllable in any encoding."""
    return word.isupper() and len(word) <= 6 and not is_valid(word)


def _converted(text: str, span: Span, encoding: Encoding, *, capitals: bool = False) -> Iterator[Edit]:
    """Yield an edit for each word that the encoding changes."""
    line = span.of(text)
    raised = capitals or (encoding.name == "tcvn3" and _looks_capital(line))
    for match in _CHUNK.finditer(line):
        old = match.group()
        if _UNICODE.search(old) and not _ALIEN.search(old):
            continue
        new = _decode(encoding, old, line[match.end() :])
        if raised:
            new = new.upper()
        elif encoding.name == "tcvn3":
            new = _raised_words(old, new)
        if new != old:
            yield Edit(Span(*match.span()).moved(span.start), old, new, RULE, 0.99)


def _converted_words(text: str, span: Span, encoding: Encoding) -> Iterator[Edit]:
    """Yield an edit for each alien word that the encoding makes right, in a line that has Unicode Vietnamese too."""
    for edit in _converted(text, span, encoding):
        if _ALIEN.search(edit.old) and (encoding.name, 1) in _verdicts(edit.old):
            yield edit


def _decode(encoding: Encoding, chunk: str, following: str = "") -> str:
    if encoding.name != "viqr":
        return chunk if _SIGNS.fullmatch(chunk) else encoding.decode(chunk)
    # In VIQR the dot, the question mark and the apostrophe after a word can be punctuation: they are where a sentence
    # or the text may end.
    core = chunk.rstrip(".?',;:!)\"")
    sign, after = chunk[len(core) : len(core) + 1], chunk[len(core) + 1 :]
    goes_on = following.lstrip()[:1].islower() or after[:1] in (",", ";", ":")
    # In a title in capitals too, though the dot may end a sentence there.
    goes_on |= sign != "." and _looks_capital(core) and _looks_capital((following.split() or [""])[0])
    if sign in (".", "?", "'") and goes_on:
        core += sign
    return encoding.decode(core) + chunk[len(core) :]


def _looks_capital(line: str) -> bool:
    """Tell whether a line is in capitals: TCVN3 has no capitals with marks, a font draws them."""
    words = [chunk for chunk in line.split() if not any(char.isdigit() for char in chunk)]
    letters = [char for char in "".join(words) if char.isascii() and char.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters))


def _raised_words(old: str, new: str) -> str:
    """Return the words of which two letters are capitals and none is small in capitals: "CHøC" for "CHỨC"."""
    raised = list(new)
    for match in _WORD.finditer(new):
        if _looks_capital(old[match.start() : match.end()]):
            raised[match.start() : match.end()] = match.group().upper()
    return "".join(raised)


def _by_name(name: str) -> Encoding:
    return next(encoding for encoding in encodings() if encoding.name == name)


NORMALIZER = Normalizer("encodings", 10, propose)
