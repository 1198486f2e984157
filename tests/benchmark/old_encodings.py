"""Old encodings: none seen where there is none, and the Word files in TCVN3 and VNI read right.

    python -m tests.benchmark.old_encodings --data DIR

DIR is the folder of evaluation data. English, French and code are what a Debian machine has: licences, the French
messages of its programs, Python's library.
"""

from __future__ import annotations

import argparse
import gettext
import sysconfig
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from corpus.knowledge import Knowledge
from corpus.language.learning.measure import general_prose
from corpus.language.letters import place_tones
from corpus.language.samples import read_documents
from normalizers.encodings import NORMALIZER
from pipeline.config import Config
from pipeline.line import run
from pipeline.tools import Tools
from tests.benchmark.right_text import typed

_LICENCES, _MESSAGES = Path("/usr/share/common-licenses"), Path("/usr/share/locale/fr/LC_MESSAGES")
_MODULES = 300


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield texts in which nothing is encoded in an old way, with what kind they are."""
    official = (lines for _, lines in read_documents(data / "corpus" / "dev.txt.xz"))
    yield from (("Vietnamese", "\n".join(lines)) for lines in chain(official, general_prose(data)))
    yield from (("English", path.read_text(encoding="utf-8")) for path in sorted(_LICENCES.glob("*")))
    for path in sorted(_MESSAGES.glob("*.mo")):
        with path.open("rb") as file:
            messages = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        yield "French", "\n".join(message for message in messages.values() if len(message) > len("bonjour"))
    library = Path(sysconfig.get_path("stdlib"))
    for path in islice(sorted(library.glob("*.py")), _MODULES):
        yield "code", path.read_text(encoding="utf-8")


def false_alarms(data: Path) -> None:
    """Print how often an old encoding is seen where there is none."""
    knowledge = Knowledge.load(Config().reference_dir)
    words: dict[str, int] = {}
    alarms: dict[str, list[str]] = {}
    for kind, text in texts(data):
        words[kind] = words.get(kind, 0) + len(text.split())
        alarms.setdefault(kind, []).extend(
            f"{edit.old}→{edit.new}"
            for edit in NORMALIZER.propose(typed(unicodedata.normalize("NFC", text)), knowledge)
        )
    for kind, count in words.items():
        print(f"{kind}: {len(alarms[kind])} false alarms in {count:,} words " + ", ".join(alarms[kind][:10]))


def files(data: Path) -> None:
    """Print how many words of the files with a transcription are read right, case and tone placement folded.

    Heads and feet of two columns are transcribed in another order than they are read.
    """
    tools = Tools.build(Config())
    for gold in sorted((data / "files").glob("*.gold.txt")):
        name = gold.name.removesuffix(".gold.txt")
        path = next(p for p in sorted(gold.parent.glob(f"{name}.*")) if p != gold)
        read = _words(run(path, tools, after="normalize").text.value)
        printed = _words(gold.read_text(encoding="utf-8"))
        steps = [step for step in Levenshtein.editops(printed, read) if step.tag != "insert"]
        wrong = [f"{printed[s.src_pos]}→{read[s.dest_pos] if s.tag == 'replace' else ''}" for s in steps]
        lost = sum((Counter(printed) - Counter(read)).values())
        print(
            f"{path.name}: {1 - len(wrong) / len(printed):.2%} of {len(printed)} words in order, "
            f"{1 - lost / len(printed):.2%} in any: {', '.join(wrong[:12])}"
        )


def _words(text: str) -> list[str]:
    words = (word.strip(".,;:()[]“”\"'") for word in unicodedata.normalize("NFC", text).lower().split())
    return [place_tones(word) for word in words if word]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    false_alarms(arguments.data)
    files(arguments.data)


if __name__ == "__main__":
    main()
