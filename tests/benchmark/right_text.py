"""What the whole chain of normalisers does to text that is right: it should do nothing.

    python -m tests.benchmark.right_text --data DIR [--changes FILE]

All of `corpus/dev.txt.xz` and `directives/` of DIR, the folder of evaluation data, goes through the chain as typed
text. FILE gets every change with the words around it. Misprints that are mended, as somebody judged by hand, stand in
`misprints.tsv` beside this module (before, after, the word before, the word after), and are counted apart.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from corpus.language.letters import place_tones
from corpus.language.samples import read_documents
from pipeline.config import Config
from pipeline.document import Document, Page, Reading, Source, Span, Text
from pipeline.tools import Tools

MISPRINTS = Path(__file__).with_name("misprints.tsv")
_CODE = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ][\w.&/-]*|\b[A-ZĐ]{2,}[\w.]*(?:[-/][A-ZĐ][\w.]*)+")
_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_BLANK_IN_CODE = re.compile(
    r"(?<=[\dA-ZĐƯ])[ \t]+(?=[-/][A-ZĐ\d])|(?<=\d[-/])[ \t]+(?=[A-ZĐ])|(?<=[A-ZĐ]-)[ \t]+(?=[A-ZĐ])"
)
_CAPITALISED = r"[^\W\d_a-zà-ỹđ][\w]*(?:[ \t]+[^\W\d_a-zà-ỹđ][\w]*){1,4}"
_NAME = re.compile(rf"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|đ/c)[ \t]+({_CAPITALISED})")
# A signer stands alone on one of the last lines.
_SIGNER = re.compile(rf"^[ \t]*({_CAPITALISED})[ \t]*$", re.MULTILINE)
_SIGNED_AT_END = 400


@dataclass
class Damage:
    """What was counted: tokens, changed ones, mended misprints, and codes, dates and names that came out otherwise."""

    tokens: int = 0
    changed: int = 0
    mended: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    rows: list[str] = field(default_factory=list)


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and the contents of right papers."""
    for origin, lines in read_documents(data / "corpus" / "dev.txt.xz"):
        yield origin, "\n".join(lines)
    for path in sorted((data / "directives").glob("*.txt")):
        yield path.stem, unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def typed(text: str) -> Document:
    """Return a typed paper of one page."""
    source = Source("a.txt", Path("a.txt"), hashlib.sha256(text.encode()).hexdigest(), "text/plain", len(text), "text")
    page = Page(1, readings=(Reading("text", "text", text),), raw=Span(0, len(text)))
    return Document(source, (page,), Text.of(text))


def put_through(document: Document, tools: Tools) -> tuple[str, Counter[str]]:
    """Return what comes out of the chain, and how many edits each rule made."""
    rules: Counter[str] = Counter()
    for normalizer in tools.normalizers:
        edits = normalizer.propose(document, tools.knowledge)
        rules.update(edit.rule for edit in edits)
        document = replace(document, text=document.text.apply(edits))
    return document.text.value, rules


def compare(name: str, before: str, after: str, damage: Damage) -> None:
    """Count the tokens that differ, but for how they are spaced and where their tone marks stand."""
    one, two = (place_tones(unicodedata.normalize("NFC", text)).split() for text in (before, after))
    judged = misprints()
    damage.tokens += len(one)
    for old, new, beside in _changes(one, two):
        mended = (old, new, *beside) in judged
        damage.mended += mended
        damage.changed += 0 if mended else max(len(old.split()), 1)
        damage.rows.append("\t".join([name, "mended" if mended else "changed", old, new, *beside]))
    for kind, found in (("codes", _codes), ("dates", _DATE.findall), ("names", _names)):
        lost = Counter(found(_closed(before))) - Counter(found(_closed(after)))
        lost -= Counter({string: count for string, count in lost.items() if _is_mended(string, judged)})
        damage.kinds[kind] += sum(lost.values())
        damage.rows += [f"{name}\t{kind}\t{string}\t\t\t" for string in lost.elements()]


def _changes(one: list[str], two: list[str]) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Yield the stretches that differ, with the words around them."""
    same = [block for block in Levenshtein.editops(one, two).as_matching_blocks() if block.size]
    edges = [(0, 0), *((block.a + block.size, block.b + block.size) for block in same)]
    begins = [*((block.a, block.b) for block in same), (len(one), len(two))]
    for (start, other_start), (end, other_end) in zip(edges, begins, strict=True):
        old, new = one[start:end], two[other_start:other_end]
        if "".join(old) != "".join(new):
            beside = (one[start - 1] if start else "", one[end] if end < len(one) else "")
            yield " ".join(old), " ".join(new), beside


def _closed(text: str) -> str:
    """Take the blanks out of codes: they make no other code."""
    return _BLANK_IN_CODE.sub("", place_tones(unicodedata.normalize("NFC", text)))


def _codes(text: str) -> list[str]:
    return [code.rstrip(".") for code in _CODE.findall(text)]


def _names(text: str) -> list[str]:
    return _NAME.findall(text) + _SIGNER.findall(text[-_SIGNED_AT_END:])


def _is_mended(string: str, judged: frozenset[tuple[str, ...]]) -> bool:
    return any(string in old.split() for old, *_ in judged)


def misprints() -> frozenset[tuple[str, ...]]:
    """Return the changes that mend what was misprinted."""
    if not MISPRINTS.exists():
        return frozenset()
    return frozenset(tuple(line.split("\t")) for line in MISPRINTS.read_text(encoding="utf-8").splitlines())


def report(data: Path, changes: Path | None) -> None:
    """Print how much of right text is changed, and write every change to a file."""
    tools = Tools.build(Config())
    damage = Damage()
    rules: Counter[str] = Counter()
    for name, text in texts(data):
        after, made = put_through(typed(text), tools)
        rules += made
        compare(name, text, after, damage)
    share = 10_000 * damage.changed / damage.tokens
    print(
        f"right text: {damage.tokens:,} tokens; {damage.changed} changed, {share:.2f} in 10,000; {damage.mended} mended"
    )
    print("  changed: " + ", ".join(f"{damage.kinds[kind]} {kind}" for kind in ("codes", "dates", "names")))
    print("  edits: " + ", ".join(f"{rule} {count}" for rule, count in rules.most_common()))
    if changes:
        changes.write_text("\n".join(damage.rows) + "\n", encoding="utf-8")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--changes", type=Path)
    arguments = parser.parse_args()
    report(arguments.data, arguments.changes)


if __name__ == "__main__":
    main()
