"""Annotations of real papers, kept as positions and values: the papers stay where they are.

    python -m tests.benchmark.development expand DATA OUT [--stored DIR]
    python -m tests.benchmark.development strip GOLD TEXTS [--stored DIR]

`expand` finds the papers under DATA by their sha256, those that stand within its packed texts too, and writes the full
annotation to OUT, which the scorer then reads: `python DATA/eval/score.py OUT --texts DATA`. `strip` makes the stored
form of a folder of full annotations.

In the stored form what a paper says in its own words (the text of a fact, titles, recipients, signers) is a list of
`[start, end]` in the paper; a word that the annotation corrects stands between them as itself. Values (numbers, dates,
canonical names of bodies, relations, roles, rules) are kept. Remarks of the annotator are not. Of a scan, a PDF or a
Word file the positions are those in what the program reads; where it reads otherwise now, the paper is left out and
said to be not found, until somebody looks and annotates it anew.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import lzma
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

STORED = Path(__file__).with_name("development")
KINDS = ("references", "deadlines", "observances", "tasks")
HEADER_VALUES = (
    "issuer",
    "parent",
    "number",
    "number_full",
    "symbol",
    "doc_type",
    "place",
    "date_issued",
    "signed_on_behalf",
)
FACT_VALUES = (
    *("char_start", "char_end", "optional", "doc_type", "number", "date", "date_resolved", "issuer", "relation"),
    *("direction", "extent", "pinpoint", "known_as", "kind", "start", "end", "rrule", "inclusive"),
    *("tentative", "span", "who", "agencies", "role", "partners", "deadline_indices", "section"),
)
PRINTED = ("title", "anchor", "signer_name", "signer_title")
PRINTED_LISTS = ("addressees", "recipients")
FOREIGN = 4  # one word in so many may be the annotator's own

Record = dict[str, Any]  # JSON, as the scorer reads it
Pieces = list[list[int] | str]


def strip(gold: Record, paper: bytes, name: str, read: str | None = None) -> Record:
    """Return the stored form of a full annotation; raise ValueError where its words are not those of the paper.

    `read` is what the program reads of a paper that is no text.
    """
    text = paper.decode("utf-8") if read is None else read
    source = {"name": name, "sha256": _hash(paper), "size": len(paper)}
    if read is not None:
        source["read"] = _hash(read.encode())
    header = _values(gold["header"], HEADER_VALUES) | _places(gold["header"], text, 0)
    stored: Record = {"id": gold["id"], "source": source, "header": header}
    for kind in KINDS:
        facts = gold.get(kind) or []
        stored[kind] = [_values(f, FACT_VALUES) | _places(f, text, f["char_start"]) for f in facts]
    return stored


def expand(stored: Record, text: str, file: str) -> Record:
    """Return the full annotation of the paper that stands at `file` and has this text."""
    gold: Record = {"id": stored["id"], "file": file, "header": _printed(stored["header"], text)}
    for kind in KINDS:
        gold[kind] = [{"text": text[f["char_start"] : f["char_end"]]} | _printed(f, text) for f in stored[kind]]
    return gold


def find_papers(data: Path, wanted: list[Record]) -> dict[str, Path]:
    """Return where under the folder the papers of these sources stand, by sha256; those not there are left out."""
    sizes = {source["size"] for source in wanted}
    hashes = {source["sha256"] for source in wanted}
    found: dict[str, Path] = {}
    for path in sorted(data.rglob("*")):
        if path.is_file() and path.stat().st_size in sizes:
            digest = _hash(path.read_bytes())
            if digest in hashes:
                found.setdefault(digest, path)
    return found


def unpack_papers(data: Path, wanted: list[Record], out: Path) -> dict[str, Path]:
    """Write the papers of these sources that stand within the packed texts of the data to `out`; return where."""
    hashes = {source["sha256"] for source in wanted}
    found: dict[str, Path] = {}
    for packed in sorted((data / "corpus").glob("*.txt.xz")) if hashes else ():
        with lzma.open(packed, "rt", encoding="utf-8", newline="") as lines:
            for heads, paper in itertools.groupby(lines, key=lambda line: line.startswith("# DOC ")):
                text = "" if heads else "".join(paper)
                digest = _hash(text.encode("utf-8"))
                if digest in hashes:
                    out.mkdir(parents=True, exist_ok=True)
                    found[digest] = out / f"{digest[:16]}.txt"
                    found[digest].write_text(text, "utf-8", newline="")
    return found


def expand_all(data: Path, out: Path, folder: Path = STORED) -> list[str]:
    """Write the full annotation of every stored paper found under the data; return the names of those not found."""
    papers = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    found = find_papers(data, [paper["source"] for paper in papers])
    missing = [paper["source"] for paper in papers if paper["source"]["sha256"] not in found]
    found |= unpack_papers(data, missing, out.absolute() / "texts")
    out.mkdir(parents=True, exist_ok=True)
    lost: list[str] = []
    for paper in papers:
        source = paper["source"]
        place = found.get(source["sha256"])
        text = _text_of(place, is_text="read" not in source) if place else None
        if place is None or text is None or source.get("read", _hash(text.encode())) != _hash(text.encode()):
            lost.append(source["name"])
            continue
        file = place.relative_to(data) if place.is_relative_to(data) else place
        _write(out, expand(paper, text, file.as_posix()))
    return lost


def strip_all(annotations: Path, texts: Path, folder: Path = STORED) -> int:
    """Write the stored form of every full annotation; return how many there are."""
    paths = sorted(annotations.glob("*.json"))
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        gold = json.loads(path.read_text("utf-8"))
        paper = texts / gold["file"]
        read = None if paper.suffix == ".txt" else _text_of(paper, is_text=False)
        _write(folder, strip(gold, paper.read_bytes(), gold["file"], read))
    return len(paths)


def _text_of(paper: Path, *, is_text: bool) -> str:
    """Return the text of a paper, read by the program where it is no text."""
    if is_text:
        return paper.read_bytes().decode("utf-8")
    program = Path(sys.executable).with_name("vanthu")
    run = subprocess.run([program, "read", paper, "--json"], capture_output=True, check=True)
    return str(json.loads(run.stdout)["text"])


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(folder: Path, record: Record) -> None:
    """Write a record as one line a fact, so that a change shows as one."""
    compact = {key: json.dumps(value, ensure_ascii=False) for key, value in record.items() if key not in KINDS}
    for kind in KINDS:
        rows = ",\n  ".join(json.dumps(fact, ensure_ascii=False) for fact in record[kind])
        compact[kind] = f"[\n  {rows}\n ]" if rows else "[]"
    lines = ",\n".join(f' "{key}": {value}' for key, value in compact.items())
    (folder / f"{record['id']}.json").write_text(f"{{\n{lines}\n}}\n", "utf-8")


def _values(record: Record, names: tuple[str, ...]) -> Record:
    kept = {*names, *(f"{name}_accept" for name in names)}
    return {key: value for key, value in record.items() if key in kept}


def _places(record: Record, text: str, near: int) -> Record:
    """Return the places of the words that a record quotes."""
    placed: Record = {}
    for name in PRINTED:
        if name in record:
            placed[name] = _find(record[name], text, near)
        if f"{name}_accept" in record:
            placed[f"{name}_accept"] = [_find(value, text, near) for value in record[f"{name}_accept"]]
    for name in PRINTED_LISTS:
        if name in record:
            placed[name] = [_find(value, text, near) for value in record[name] or []]
    return placed


def _printed(record: Record, text: str) -> Record:
    """Return the record with the words that stand at its places."""
    full = dict(record)
    for name in PRINTED:
        if name in record:
            full[name] = _read(record[name], text)
        if f"{name}_accept" in record:
            full[f"{name}_accept"] = [_read(pieces, text) for pieces in record[f"{name}_accept"]]
    for name in PRINTED_LISTS:
        if name in record:
            full[name] = [_read(pieces, text) for pieces in record[name]]
    return full


def _read(pieces: Pieces | None, text: str) -> str | None:
    if pieces is None:
        return None
    return " ".join(p if isinstance(p, str) else " ".join(text[p[0] : p[1]].split()) for p in pieces)


def _find(value: str | None, text: str, near: int) -> Pieces | None:
    """Return where the words stand: whole, or in the longest pieces that are printed, from `near` on if there."""
    if value is None:
        return None
    words, pieces = value.split(), list[list[int] | str]()
    while words:
        length, place = _longest(words, text, near)
        pieces.append(words[0] if place is None else place)
        near = near if place is None else place[1]
        words = words[length:]
    own = sum(isinstance(piece, str) for piece in pieces)
    if own * FOREIGN > len(value.split()):
        raise ValueError(f"not in the words of the paper: {value!r}")
    return pieces


def _longest(words: list[str], text: str, near: int) -> tuple[int, list[int] | None]:
    """Return how many of the first words stand together in the text, and where; one and None if the first does not."""
    for length in range(len(words), 0, -1):
        pattern = r"\s+".join(map(re.escape, words[:length]))
        # A title in capitals is annotated in ordinary letters: as it is written first, then in any case.
        for expression in (re.compile(pattern), re.compile(pattern, re.IGNORECASE)):
            if found := expression.search(text, near) or expression.search(text):
                return length, [found.start(), found.end()]
    return 1, None


def main() -> int:
    """Expand or strip a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("expand", "strip"))
    parser.add_argument("first", type=Path, metavar="DATA|GOLD")
    parser.add_argument("second", type=Path, metavar="OUT|TEXTS")
    parser.add_argument("--stored", type=Path, default=STORED, help="folder of the stored form")
    arguments = parser.parse_args()
    if arguments.action == "strip":
        print(f"{strip_all(arguments.first, arguments.second, arguments.stored)} annotations in {arguments.stored}")
        return 0
    lost = expand_all(arguments.first, arguments.second, arguments.stored)
    print("".join(f"not found: {name}\n" for name in lost), end="")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
