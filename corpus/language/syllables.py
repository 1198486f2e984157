"""Syllables: which strings of letters can be a Vietnamese syllable."""

from functools import cache

from corpus.language.letters import TONES, bare, put_tone

# Onsets that stand before e, ê, i, y (and nothing else), before the other vowels only, and before any.
_FRONT_ONSETS = ("k", "gh", "ngh")
_BACK_ONSETS = ("c", "g", "ng")
_ONSETS = "b ch d đ gi h kh l m n nh p ph r s t th tr v x"

_OPEN_RHYMES = (
    "a ai ao au ay âu ây e eo ê êu i ia iêu iu o oi ô ôi ơ ơi u ua ui uôi ư ưa ưi ưu ươi ươu y yêu ya "
    "oa oai oao oay oe oeo uâ uây uê ui uơ uy uya uyu uêu "
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên êng ênh im in inh iêm iên iêng om on ong oong ôm ôn ông ôông "
    "ơm ơn ơng um un ung uôm uôn uông ưm ưn ưng ươm ươn ương yêm yên yêng yn ym ynh "
    "oam oan oang oanh oăm oăn oăng oem oen oeng uân uâng uên uênh uyên uyn uynh uơn uym"
)
# A syllable closed by p, t, c or ch bears only sắc or nặng.
_STOPPED_RHYMES = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êc êch êp êt ic ich ip it iêc iêp iêt oc ooc op ot ôc ôp ôt ơc ơp ơt "
    "uc up ut uôc uôp uôt ưc ưt ươc ươp ươt yêt yêc yt ych oac oach oap oat oăc oăt oăp oet oec uât uêch uêt "
    "uych uyp uyt uyêt ưp"
)
# Syllables of place names that the tables do not make.
_PLACE_SYLLABLES = ("kạn", "đắk", "đăk", "lắk", "lăk", "pắk", "băk")
_ROUNDED = ("oa", "oă", "oe", "uâ", "uê", "uơ", "uy")


def is_valid(syllable: str) -> bool:
    """Tell whether an NFC string can be one written Vietnamese syllable, marks and tone included.

    Case and tone placement (hoà, hòa) make no difference; `cac` is no syllable, `các` is.
    """
    return syllable.lower() in all_syllables()


def is_valid_bare(syllable: str) -> bool:
    """Tell whether a string without marks can be a Vietnamese syllable that lost its marks: cac, duoc."""
    return syllable.lower() in _bare_syllables()


@cache
def all_syllables() -> frozenset[str]:
    """Return every syllable in small letters, in either tone placement."""
    found = set(_PLACE_SYLLABLES)
    for letters, tones in _toneless():
        found.update(put_tone(letters, tone) for tone in tones)
        if letters.endswith(("oa", "oe", "uy")):
            found.update(letters[:-1] + put_tone(letters[-1], tone) for tone in tones)
    return frozenset(found)


@cache
def _bare_syllables() -> frozenset[str]:
    return frozenset(bare(syllable) for syllable in all_syllables())


@cache
def _toneless() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Join every onset with every rhyme it can stand before, with the tones the rhyme can bear."""
    rhymes: list[tuple[str, tuple[str, ...]]] = [(rhyme, TONES) for rhyme in _OPEN_RHYMES.split()]
    rhymes += [(rhyme, (TONES[1], TONES[5])) for rhyme in _STOPPED_RHYMES.split()]
    return tuple((onset + rest, tones) for rhyme, tones in rhymes for onset, rest in _joined(rhyme))


def _joined(rhyme: str) -> tuple[tuple[str, str], ...]:
    front = rhyme[0] in "eêiy"
    onsets = ("", *_ONSETS.split()) + (_FRONT_ONSETS if front else _BACK_ONSETS)
    joined = [(onset, rhyme) for onset in onsets if not _onset_clash(onset, rhyme)]
    if rhyme[0] == "i":
        # gi before a rhyme of i is written with one i: gì, gìn, giếng.
        joined.append(("g", rhyme))
    if rhyme[:2] in _ROUNDED or rhyme in ("ui", "uôc", "uôt"):
        joined.append(("q", "u" + rhyme[1:]))
    return tuple(joined)


def _onset_clash(onset: str, rhyme: str) -> bool:
    if onset == "gi":
        return rhyme[0] == "i" or rhyme[0] == "y"
    starts_with_y_diphthong = rhyme.startswith(("yê", "ya"))
    return (starts_with_y_diphthong and onset != "") or (rhyme.startswith("iê") and onset == "")
