"""Rivals: what a word of a text may be a misreading of, and how likely it is read so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

from corpus.language.bigrams import load_bigrams
from corpus.language.letters import bare, place_tones
from corpus.language.misreadings import load_misreadings
from corpus.language.runs import load_vocabulary
from corpus.language.vocabulary import UNKNOWN
from normalizers.word_rows import Change, WordRow
from normalizers.words import is_valid
from pipeline.document import Word

# Two words read as one, which is none: how it looks, how long it is, and how often they were seen side by side.
_JOINED, _SHORTEST_JOINED, _LEAST_SEEN = 6.0, 4, 3
_EDGES = ".,;:!?()[]{}<>\"'“”‘’«»…*_|"


@dataclass(frozen=True, slots=True)
class Rival:
    """A change that may put misread words right; `looks` is how much likelier it is read so than rightly."""

    change: Change
    looks: float


def find_rivals(row: WordRow, place: int, word: Word | None, least: tuple[float, float]) -> tuple[Rival, ...]:
    """Return what a token may be a misreading of; `word` is what an engine read there.

    A rival must look likelier than `least`, the first where it differs by its marks alone, the second where letters
    differ; two words read as one and what the engine offers count however they look.
    """
    form, written = row.tokens[place].form, row.word(place)
    rivals = [Rival(Change(place, 1, pair), _JOINED) for pair in _joined(form) if _stand_apart(written, len(pair[0]))]
    if not (written.isupper() or written[1:].islower()):
        return tuple(rivals)
    for group, bound in zip(_look_alikes(form), least, strict=True):
        for other, looks in group:
            if looks <= bound:
                break
            rivals.append(Rival(Change(place, 1, (other,)), looks))
    if word and word.alternatives:
        rivals += _offered(place, form, word)
    return tuple(rivals)


@lru_cache(maxsize=20_000)
def _look_alikes(form: str) -> tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float], ...]]:
    """Return what a form may be misread for, with how much likelier each is read so than the form is read rightly.

    Those that differ from it by marks alone come apart, and all of them: the network tells them from each other. Both
    come with what looks likeliest first.
    """
    misreadings, vocabulary = load_misreadings(), load_vocabulary()[0]
    chances = {like.form: like.chance for like in misreadings.of(form)}
    letters = bare(form)
    for other in vocabulary.forms_of(vocabulary.ids.get(letters, UNKNOWN)):
        if other != form and len(other) == len(form):
            chances.setdefault(other, misreadings.chance(other, form))
    rightly = misreadings.chance(form, form)
    ranked = sorted(((other, chance - rightly) for other, chance in chances.items()), key=lambda like: -like[1])
    alike = tuple(like for like in ranked if bare(like[0]) == letters)
    unlike = tuple(like for like in ranked if bare(like[0]) != letters)
    return alike, unlike


@lru_cache(maxsize=20_000)
def _joined(form: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of words that may have been read as one, which is no word itself; names bear no marks."""
    counts = load_bigrams()
    if len(form) < _SHORTEST_JOINED or form == bare(form) or is_valid(form) or counts.count(form):
        return ()
    pairs = ((place_tones(form[:at]), place_tones(form[at:])) for at in range(1, len(form)))
    return tuple(pair for pair in pairs if all(map(is_valid, pair)) and counts.pair_count(*pair) >= _LEAST_SEEN)


def _stand_apart(written: str, at: int) -> bool:
    """Tell whether both parts of a written word are in the case of a word."""
    return written.isupper() or (
        (written[1:at].islower() or at == 1) and (written[at + 1 :].islower() or at + 1 == len(written))
    )


def _offered(place: int, form: str, word: Word) -> Iterator[Rival]:
    """Yield what the engine itself offers in place of a word."""
    if place_tones(word.text.strip(_EDGES).lower()) != form:
        return
    for text, belief in word.alternatives:
        other = place_tones(text.strip(_EDGES).lower())
        if load_bigrams().count(other) and other != form and belief > 0:
            yield Rival(Change(place, 1, (other,)), log(belief / max(word.confidence, belief)))
