"""Text with an address: a value that remembers which raw characters each of its characters came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of characters, `start <= i < end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        """Return the span `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """A proposed or applied change of text: what stood there, what shall stand there, who says so and how surely.

    `alternatives` are other readings that could not be ruled out, likeliest first.
    """

    span: Span
    old: str
    new: str
    rule: str
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the value beside the run of raw characters it stands for; verbatim runs match character by character."""

    value: Span
    raw: Span
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the raw text it was made from, and the way back.

    `pieces` cover `value` and `raw` from end to end, in order; where raw characters were taken out, a piece's value is
    empty. `edits` are the changes made so far, with spans in `value`.
    """

    raw: str
    value: str
    pieces: tuple[Piece, ...]
    edits: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, raw: str) -> Text:
        """Return `raw` as a text to which nothing has been done."""
        whole = Span(0, len(raw))
        return cls(raw, raw, (Piece(whole, whole, True),) if raw else ())

    def apply(self, edits: Iterable[Edit]) -> Text:
        """Return the text with `edits` made; their spans index the present `value`.

        Raises:
            ValueError: an edit lies outside the text, overlaps another, or does not quote what stands there.
        """
        ordered = sorted((e for e in edits if e.old != e.new), key=lambda e: e.span)
        if not ordered:
            return self
        self._check(ordered)
        chunks: list[str] = []
        pieces: list[Piece] = []
        made: list[Edit] = []
        done = length = 0
        for edit in ordered:
            length = self._keep(Span(done, edit.span.start), length, chunks, pieces)
            landed = Span(length, length + len(edit.new))
            pieces.append(Piece(landed, self.to_raw(edit.span), False))
            made.append(replace(edit, span=landed))
            chunks.append(edit.new)
            done, length = edit.span.end, landed.end
        self._keep(Span(done, len(self.value)), length, chunks, pieces)
        shift = _Shift(ordered, made)
        before = [replace(e, span=shift.span(e.span)) for e in self.edits]
        whole = _joined(_covering(pieces, len(self.raw)))
        return Text(self.raw, "".join(chunks), whole, tuple(sorted(before + made, key=lambda e: e.span)))

    def to_raw(self, span: Span) -> Span:
        """Return the raw characters that `span` of the value came from.

        Raises:
            ValueError: the span reaches beyond the text.
        """
        if span.end > len(self.value):
            raise ValueError(f"{span} is outside a text of {len(self.value)} characters")
        if not self.pieces:
            return Span(0, len(self.raw))
        first = self._piece_at(span.start)
        start = first.raw.start + (span.start - first.value.start if first.verbatim else 0)
        if span.start == span.end:
            start = min(start, first.raw.end) if span.start < first.value.end else first.raw.end
            return Span(start, start)
        last = self._piece_at(span.end - 1)
        end = last.raw.start + (span.end - last.value.start) if last.verbatim else last.raw.end
        return Span(start, end)

    def from_raw(self, span: Span) -> Span:
        """Return the characters of the value that `span` of the raw text became; empty where it was taken out.

        Raises:
            ValueError: the span reaches beyond the raw text.
        """
        if span.end > len(self.raw):
            raise ValueError(f"{span} is outside a raw text of {len(self.raw)} characters")
        touched = self._pieces_of_raw(span)
        if not touched:
            return Span(0, 0)
        first, last = touched[0], touched[-1]
        start = first.value.start + (max(0, span.start - first.raw.start) if first.verbatim else 0)
        end = last.value.start + (min(span.end, last.raw.end) - last.raw.start) if last.verbatim else last.value.end
        return Span(min(start, end), max(start, end))

    def cut(self, span: Span) -> Text:
        """Return the characters of `span` as a text of their own, with their edits and the way back to the same raw."""
        chunks: list[str] = []
        pieces: list[Piece] = []
        self._keep(span, 0, chunks, pieces)
        edits = tuple(replace(e, span=e.span.moved(-span.start)) for e in self.edits if span.covers(e.span))
        return Text(self.raw, "".join(chunks), tuple(pieces), edits)

    def _check(self, ordered: Sequence[Edit]) -> None:
        end = 0
        for edit in ordered:
            if edit.span.end > len(self.value) or edit.span.of(self.value) != edit.old:
                raise ValueError(f"edit by {edit.rule} at {edit.span} does not quote the text: {edit.old!r}")
            if edit.span.start < end:
                raise ValueError(f"edit by {edit.rule} at {edit.span} overlaps the one before it")
            end = edit.span.end

    def _keep(self, kept: Span, length: int, chunks: list[str], pieces: list[Piece]) -> int:
        """Carry `kept` over to the end of a new value `length` long; return the new length."""
        if not kept:
            return length
        chunks.append(kept.of(self.value))
        index = bisect_right(self.pieces, kept.start, key=lambda p: p.value.start) - 1
        while index < len(self.pieces) and self.pieces[index].value.start < kept.end:
            piece = self.pieces[index]
            part = Span(max(piece.value.start, kept.start), min(piece.value.end, kept.end))
            raw = piece.raw
            if piece.verbatim:
                raw = part.moved(piece.raw.start - piece.value.start)
            if part or raw:
                pieces.append(Piece(part.moved(length - kept.start), raw, piece.verbatim))
            index += 1
        return length + len(kept)

    def _piece_at(self, offset: int) -> Piece:
        """Return the last piece that begins at or before `offset`, one with characters where there is one."""
        index = bisect_right(self.pieces, offset, key=lambda p: p.value.start) - 1
        return self.pieces[max(index, 0)]

    def _pieces_of_raw(self, span: Span) -> Sequence[Piece]:
        first = max(0, bisect_right(self.pieces, span.start, key=lambda p: p.raw.start) - 1)
        while first and self.pieces[first - 1].raw.end > span.start:
            first -= 1
        last = first
        while last < len(self.pieces) and (self.pieces[last].raw.start < span.end or last == first):
            last += 1
        return self.pieces[first:last]


class _Shift:
    """Where offsets of the old value stand after some edits."""

    def __init__(self, old: Sequence[Edit], new: Sequence[Edit]) -> None:
        self._old, self._new = old, new
        self._starts = [e.span.start for e in old]

    def span(self, span: Span) -> Span:
        """Return where the characters of a span stand now; an empty one may have grown around an insertion."""
        start, end = self._start(span.start), self._end(span.end)
        return Span(min(start, end), max(start, end))

    def _start(self, offset: int) -> int:
        """Return the new place of a span's start; inside an edit, the edit's start."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        before, after = self._old[index].span, self._new[index].span
        return after.start if offset < before.end else after.end + offset - before.end

    def _end(self, offset: int) -> int:
        """Return the new place of a span's end; inside an edit, the edit's end."""
        index = bisect_right(self._starts, offset - 1) - 1
        if index < 0:
            return offset
        before, after = self._old[index].span, self._new[index].span
        return after.end + max(0, offset - before.end)


def _covering(pieces: Sequence[Piece], length: int) -> list[Piece]:
    """Return the pieces with an empty-valued one for every raw character that none of them stands for."""
    covering: list[Piece] = []
    done = value = 0
    for piece in pieces:
        if piece.raw.start > done:
            covering.append(Piece(Span(piece.value.start, piece.value.start), Span(done, piece.raw.start), False))
        if piece.value or piece.raw.end > done:
            covering.append(piece)
        done, value = max(done, piece.raw.end), piece.value.end
    if done < length:
        covering.append(Piece(Span(value, value), Span(done, length), False))
    return covering


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join verbatim neighbours that continue each other."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.verbatim and piece.verbatim and last.raw.end == piece.raw.start:
            joined[-1] = Piece(Span(last.value.start, piece.value.end), Span(last.raw.start, piece.raw.end), True)
        else:
            joined.append(piece)
    return tuple(joined)
