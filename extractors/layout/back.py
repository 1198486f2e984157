"""The back of a paper: the list of recipients and the signature, in whatever order two columns were read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.front import LISTED
from extractors.layout.lines import Line, columns_of, part_of
from extractors.layout.signers import BODY, MARK, POST, is_name, is_post, is_small_post
from extractors.layout.titles import is_label

# Nơi nhận: with a letter or two misread (Not nhan:), and in older papers Nơi gửi.
RECIPIENTS = re.compile(
    r"n\S{1,2}\s?(?:nh\S{1,2}?n|gui)[*_]{0,3}\s*[:;.]?(?=\s*$|\s*[-–]|\s+[A-Z])|n\S{1,2}\s?nh\S{1,2}?n[*_]{0,3}\s*:",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[(\[]?\s*(?:da ky|ky ten|ky, dong dau|da ki)\b.*")
FOOTNOTE = re.compile(r"\[\d{1,3}\]\s*\S|<sup>\s*\d{1,3}\s*</sup>\s*\S|\(\*+\)\s*\S")
_DASHES = "-–—~+•*"
_MERGED = re.compile(r"[;.,]?\s+")
_FILED = re.compile(r"[-–—~+•*]?\s*l.u\s*[:.]?\s*(?:(?:vt|v\.t|van|vp|tckt|hc)\b|$)")
"""The last item of a list of recipients: where the paper is filed."""
_SENT_FOR = re.compile(r"\(?de (?:b/\s?c(?:ao)?|bao cao|biet|phoi hop|dang|chi dao|theo doi|thong tin)\b")
_AS_CHARGED = re.compile(r"nhu dieu \d")  # the first item of a list that has lost its dash with its label
_ISSUED_WITH = re.compile(r"\((?:ban hanh )?kem theo\b")
_BLOCK = 6
"""How far below a post the name of the signer may stand."""


@dataclass(frozen=True, slots=True)
class Back:
    """The back of a paper: `start` and `end` index its lines; items of recipients and lines of the signature."""

    start: int
    end: int
    recipients: tuple[Line, ...] = ()
    signature: tuple[Line, ...] = ()


def read_back(lines: Sequence[Line], after: int = 0) -> Back | None:
    """Read the first back that stands after line `after`; None where a paper has none."""
    start = next((i for i in range(after, len(lines)) if _opens(lines, i)), None)
    start = _list_before(lines, after, start)
    return _Reader(lines, start).read() if start is not None else None


def _opens(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a back begins here: with Nơi nhận, or with a post that a name or (Đã ký) follows."""
    line = lines[index]
    if RECIPIENTS.match(line.folded) and len(" ".join(line.text.split())) < 90:
        return True
    if not is_post(line):
        return is_small_post(line) and index + 1 < len(lines) and _SIGNED.match(lines[index + 1].folded) is not None
    below = [other for other in lines[index + 1 : index + 1 + _BLOCK] if not _is_noise(other)]
    for other in below:
        if (is_name(other.text) and not other.upper) or _SIGNED.match(other.folded) or RECIPIENTS.match(other.folded):
            return True
        if not (is_post(other) or (other.upper and (is_name(other.text) or BODY.match(other.folded)))):
            return MARK.match(line.text) is not None and len(below) <= 2
    return MARK.match(line.text) is not None


def _list_before(lines: Sequence[Line], after: int, before: int | None) -> int | None:
    """Return where a list of recipients begins whose label is lost.

    Its last item, Lưu: VT, tells it, what an item is sent for above a name, or the sign that closes a paper.
    """
    end = next((i for i, line in enumerate(lines) if i >= after and _FILED.match(line.folded)), None)
    end = _sent_above_name(lines, after) if end is None else end
    if end is None or (before is not None and before < end):
        closing = next((i + 1 for i, line in enumerate(lines) if i >= after and line.text.endswith("./.")), len(lines))
        listed = next((i for i in range(closing, len(lines)) if lines[i].text[0] not in _DASHES), len(lines))
        more = listed < len(lines) and is_label(lines[listed].text)
        if listed > closing and not more and (before is None or closing < before):
            return closing
        listed_above = _bodies_listed(lines, after, before)
        return before if listed_above is None else listed_above
    start = end
    while start > after and lines[start - 1].text[0] in _DASHES + "(" and len(lines[start - 1].text) < 120:
        start -= 1
    return start


def _bodies_listed(lines: Sequence[Line], after: int, before: int | None) -> int | None:
    """Return where bodies are listed below the last sentence of a paper, before its signer or its end.

    `before` is the post of the signer, None where none is known.
    """
    dashed = [line.text[0] in _DASHES for line in lines] + [False]
    ends = [i for i in range(after + 1, len(dashed)) if dashed[i - 1] and not dashed[i]]
    for end in ends if before is None else [before]:
        start = end
        while start > after and dashed[start - 1]:
            start -= 1
        items = lines[start:end]
        start -= start > after and _AS_CHARGED.match(lines[start - 1].folded) is not None
        named = end < len(lines) and is_name(lines[end].text)
        last = start > 0 and lines[start - 1].text[-1] == "." and (end == len(lines) or lines[end].upper)
        if (named or last) and _are_bodies(items):
            return start
    return None


def _are_bodies(items: Sequence[Line]) -> bool:
    """Tell whether the items of a list name bodies."""
    bodies = sum(LISTED.match(item.folded) is not None for item in items)
    return len(items) > 1 and bodies > 0.6 * len(items) and all(item.text[-1] in ";." for item in items)


def _sent_above_name(lines: Sequence[Line], after: int) -> int | None:
    """Return the last item of a list that a name follows and an item of which says what it is sent for."""
    for index in range(after, len(lines) - 1):
        item, name = lines[index], lines[index + 1]
        if item.text[0] in _DASHES + "(" and is_name(name.text) and not name.upper:
            above = itertools.takewhile(lambda line: line.text[0] in _DASHES + "(", reversed(lines[after : index + 1]))
            if any(_SENT_FOR.search(line.folded) for line in above):
                return index
    return None


def _is_noise(line: Line) -> bool:
    """Tell whether a line is what OCR makes of a seal or a pen stroke."""
    if line.text[0] == "(" and line.text[-1] in ");":
        return False
    letters = sum(char.isalpha() for char in line.text)
    return letters < 4 or letters < 0.6 * len(line.text.replace(" ", ""))


def _cleared(line: Line) -> Line:
    """Return a line without the signs of a seal before its first letter."""
    start = next((i for i, char in enumerate(line.text) if char.isalpha()), 0)
    return part_of(line, start, len(line.text)) if start and is_post(part_of(line, start, len(line.text))) else line


class _Reader:
    """Sorts the lines of a back into recipients and signature until something else begins."""

    def __init__(self, lines: Sequence[Line], start: int) -> None:
        self._lines = lines
        self._start = start
        self._recipients: list[Line] = []
        self._signature: list[Line] = []
        self._in_list = False
        self._named = False

    def read(self) -> Back:
        """Read on to the end of the back."""
        end = self._start
        strange = 0
        for index in range(self._start, len(self._lines)):
            columns = list(columns_of(self._lines[index]))
            taken = all([self._take(column, right=place > 0) for place, column in enumerate(columns)])
            if not taken and _is_noise(self._lines[index]):
                continue
            strange = 0 if taken else strange + 1
            if strange and (self._named or strange > 2):
                break
            if taken:
                end = index + 1
        return Back(self._start, end, tuple(self._recipients), tuple(self._signature))

    def _take(self, line: Line, *, right: bool = False) -> bool:
        """Add a line, or what stands to the right in it, to the list or the signature; False where it is of neither."""
        if FOOTNOTE.match(line.text):
            return False
        if match := RECIPIENTS.match(line.folded):
            if self._recipients:
                return False
            self._in_list = True
            self._recipients.append(part_of(line, 0, match.end()))
            rest = part_of(line, match.end(), len(line.text))
            if rest.upper and rest.text[0] not in _DASHES:  # the column of the signature begins on this line
                self._signature.append(rest)
                return True
            return self._take(rest) if rest.text.strip(" :") else True
        dashed = line.text[0] in _DASHES and len(line.text) > 2 and not is_post(_cleared(line))
        if dashed or _AS_CHARGED.match(line.folded):
            self._in_list = True
            return self._list(line)
        return self._sign(_cleared(line), right=right) or self._continue_list(line)

    def _list(self, line: Line) -> bool:
        """Add an item; what OCR merged behind it goes to the signature: `- Như trên; KT. CHỦ TỊCH`."""
        for match in _MERGED.finditer(line.text):
            rest = part_of(line, match.end(), len(line.text))
            ended = match.group()[0] in ";."
            named = self._signature and not self._named and is_name(rest.text) and " " in rest.text
            if (is_post(rest) and (ended or rest.upper)) or (ended and named):
                self._named = self._named or not is_post(rest)
                self._signature.append(rest)
                line = part_of(line, 0, match.end())
                break
        self._recipients.append(line)
        return True

    def _sign(self, line: Line, *, right: bool) -> bool:
        if _SIGNED.match(line.folded) and len(line.text) < 40:
            return self._sign_after(line)
        if is_post(line) or self._is_more_of_post(line):
            if self._named and self._in_list:
                return False
            self._in_list = False
            # The post of a second signer, below the name of the first, waits for a name of its own.
            self._named = is_name(line.text) if not is_post(line) else False
            self._signature.append(line)
            return True
        if is_name(line.text) and not self._named and (right or self._may_be_signer(line)):
            self._in_list = False
            self._named = True
            self._signature.append(line)
            return True
        return False

    def _sign_after(self, line: Line) -> bool:
        """Take the name that stands behind the words for a signature: `Đã ký: Nguyễn Văn A`."""
        name = part_of(line, line.text.find(":") + 1, len(line.text))
        if ":" in line.text and is_name(name.text) and not self._named:
            self._named = True
            self._signature.append(name)
        return True

    def _is_more_of_post(self, line: Line) -> bool:
        """Tell whether a line goes on with a post, or prints one in small letters: old fonts made the capitals."""
        if self._named:
            return False
        first = line.span.start == self._lines[self._start].span.start and is_small_post(line)
        after = first or bool(self._signature) or (self._in_list and "luu" in self._recipients[-1].folded[:8])
        if after and POST.match(line.folded) and len(line.text) < 60 and not line.text.endswith((";", ".")):
            return True
        if not self._signature:
            return False
        return line.upper and not self._in_list

    def _may_be_signer(self, line: Line) -> bool:
        if not self._in_list:
            return True
        last = self._recipients[-1]
        return line.gap or last.text[-1] in ";." or "luu" in last.folded[:8]

    def _continue_list(self, line: Line) -> bool:
        """Take the second line of an item; an item without its dash ends with a semicolon."""
        if not self._recipients or (self._named and not self._in_list) or len(line.text) > 250 or _is_noise(line):
            return False
        last = self._recipients[-1]
        rest_of_item = last.text[-1] not in ";." and line.text[-1] in ";."  # Như ⏎ Điều 3;
        if (is_label(line.text) and not rest_of_item) or _ISSUED_WITH.match(line.folded):
            return False
        filed = _FILED.match(last.folded) is not None
        if filed and line.gap:
            return False
        more = last.text[-1] in ",:" if filed else last.text[-1] not in ";."
        if line.text[0].islower() or line.text[0] == "(" or more or line.text[-1] == ";":
            self._recipients.append(line)
            return True
        return False
