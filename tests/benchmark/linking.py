"""Whether citations are linked to the document they mean: mentions of real papers whose date or issuer is hidden.

python -m tests.benchmark.linking DATA

Every mention in the papers of DATA that prints number, date and issuer says without doubt what it means. The documents
so named are filed as held, each with twins that bear its number: of the years before and after (of other terms where it
is the Party's), and of two other provinces where its series is local. Then the papers are filed with their mentions as
they are, without their dates, and without dates and issuers, and each link is judged by what the mention said before.
Where twins stand alone, the documents meant are not there: every link is then a wrong one.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.knowledge import Knowledge
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.write import file_document
from pipeline.config import Config
from pipeline.document import Document, Heading, Part, Reference, Source, Span, Text
from pipeline.line import LINE
from pipeline.reading import open_source
from pipeline.tools import Tools

A_TERM = 6  # years after which a number of the Party is of another term
MADE_UP = "-15"  # the day on which twins are dated
PARTY = re.compile(r"\d+-[^\W\d]+/")
PROVINCES = ("Cao Bằng", "Vĩnh Long")
HIDING: dict[str, Callable[[Reference], Reference]] = {
    "as printed": lambda mention: mention,
    "date hidden": lambda mention: replace(mention, date=None, date_resolved=None),
    "date, issuer hidden": lambda mention: replace(mention, date=None, date_resolved=None, issuer=None),
}


@dataclass(frozen=True, slots=True)
class Meant:
    """A document as a full mention names it."""

    number: str
    issuer: str
    date: str


def read_papers(data: Path, tools: Tools) -> Iterator[Document]:
    """Yield the papers of the evaluation data that stand as text, with their facts."""
    for path in sorted((*data.glob("directives/*.txt"), *data.glob("seeds/*.txt"))):
        document = Document(open_source(path, tools))
        for stage in LINE:
            document = stage.run(document, tools)
        yield document


def meant_by(mention: Reference) -> Meant | None:
    """Return the document a mention names, None where it does not say all of number, day and issuer."""
    if not (mention.number and mention.issuer and mention.date and len(mention.date) == len("2025-01-01")):
        return None
    return Meant(mention.number, mention.issuer, mention.date)


def twins_of(meant: Meant, knowledge: Knowledge) -> tuple[Meant, ...]:
    """Return documents of the same number that a mention of this one must not be linked to."""
    year, away = int(meant.date[:4]), A_TERM if PARTY.match(meant.number) else 1
    others = [replace(meant, date=f"{other}{meant.date[4:7]}{MADE_UP}") for other in (year - away, year + away)]
    if str(year) in meant.number:
        others.clear()
    place = knowledge.places.province_in(meant.issuer)
    if place and place.name in meant.issuer:
        others += [replace(meant, issuer=meant.issuer.replace(place.name, p)) for p in PROVINCES if p != place.name]
    return tuple(others)


def held(meant: Meant, folder: Path) -> Document:
    """Return a paper of which no more is known than its head."""
    text = f"{meant.issuer}\nSố: {meant.number}\n{meant.date}"
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / f"{sha256}.txt"
    path.write_bytes(content)
    whole = Span(0, len(text))
    head = Heading(
        span=whole, number=meant.number, issuer=meant.issuer, date=meant.date, rule="generated", confidence=1.0
    )
    return Document(
        source=Source(path.name, path, sha256, "text/plain", len(content), "text"),
        text=Text.of(text),
        parts=(Part("document", whole),),
        headings=(head,),
    )


def same(linked: Meant | None, meant: Meant) -> bool:
    """Tell whether two names are of one document: a minister's is his ministry's, and a date may be misprinted."""
    if linked is None or linked.number != meant.number:
        return False
    return linked.date == meant.date or (linked.issuer == meant.issuer and not linked.date.endswith(MADE_UP))


def judge(
    catalogue: Catalogue, document: int, truths: Iterable[tuple[int, Meant]], shelf: dict[int, Meant]
) -> Counter[str]:
    """Count what became of a paper's mentions, each given by its place in the list with the document it means."""
    counts: Counter[str] = Counter()
    for ordinal, meant in truths:
        linked, open_still = catalogue.rows(
            """SELECT (SELECT d.id FROM document d WHERE d.identity = coalesce(i.merged, i.id) LIMIT 1),
                      i.status <> 'resolved'
               FROM reference r JOIN identity i ON i.id = r.identity WHERE r.document = ? AND r.ordinal = ?""",
            document,
            ordinal,
        )[0]
        if linked is None or open_still:
            counts["left open"] += 1
        else:
            counts["right" if same(shelf.get(linked), meant) else "wrong"] += 1
    return counts


def measure(
    papers: list[Document], hide: Callable[[Reference], Reference], shelf: str, knowledge: Knowledge
) -> Counter[str]:
    """Return how the mentions of all papers are linked on a shelf with the documents meant, their twins, or both."""
    counts: Counter[str] = Counter()
    known = {meant for paper in papers for mention in paper.references if (meant := meant_by(mention))}
    with tempfile.TemporaryDirectory() as name, open_catalogue(Path(name) / "catalogue.db") as catalogue:
        stands: dict[int, Meant] = {}
        for meant in sorted(known, key=str):
            standing = [] if shelf == "twins alone" else [meant]
            standing += [] if shelf == "no twins" else [t for t in twins_of(meant, knowledge) if t not in known]
            for each in standing:
                stands[file_document(catalogue, held(each, Path(name)), knowledge).document or 0] = each
        for paper in papers:
            truths = [(i, meant) for i, mention in enumerate(paper.references) if (meant := meant_by(mention))]
            said = replace(paper, references=tuple(map(hide, paper.references)), deadlines=(), assignments=())
            row = file_document(catalogue, said, knowledge).document or 0
            counts += judge(catalogue, row, truths, stands)
    return counts


def main() -> None:
    """Print how many mentions are linked right, wrong, and not at all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    tools = Tools.build(Config())
    papers = list(read_papers(data, tools))
    print(f"{'':<22} {'shelf':<12} {'right':>10} {'wrong':>10} {'left open':>10} {'wrong of linked':>16}")
    for name, hide in HIDING.items():
        for shelf in ("no twins", "with twins", "twins alone"):
            counts = measure(papers, hide, shelf, tools.knowledge)
            linked = counts["right"] + counts["wrong"]
            share = f"{100 * counts['wrong'] / linked:.2f} %" if linked else "-"
            told = " ".join(f"{counts[each]:>10}" for each in ("right", "wrong", "left open"))
            print(f"{name:<22} {shelf:<12} {told} {share:>16}")


if __name__ == "__main__":
    main()
