"""How text is restored: marks, right text left alone, old encodings, ruined layers. One table after the other.

    python -m tests.benchmark.text --data DIR [--work DIR] [--syllables N] [--changes FILE]

DIR is the folder of evaluation data. The work folder keeps the encoded text that the counting methods learn from, and
the ruined lines, which need Tesseract with its English model: both take minutes the first time.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmark import garble, garbling, marks, old_encodings, right_text

_PAGES, _SEED = 14, 9


def ruined_lines(data: Path, work: Path) -> Path:
    """Return the file of ruined lines, made where there is none."""
    path = work / "garbled.tsv"
    if not path.exists():
        text = data / "corpus" / "dev_strict.txt.xz"
        rows = garbling.rows(argparse.Namespace(text=text, seed=_SEED, pages=_PAGES, tessdata=None))
        path.write_text("".join(rows), encoding="utf-8")
    return path


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/language"))
    parser.add_argument("--syllables", type=int, default=marks.SYLLABLES)
    parser.add_argument("--changes", type=Path, help="a file to list every change of right text in")
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    print("Marks restored")
    marks.report(chosen.data, chosen.work, chosen.syllables)
    print("\nRight text through the whole chain")
    right_text.report(chosen.data, chosen.changes)
    print("\nOld encodings")
    old_encodings.false_alarms(chosen.data)
    old_encodings.files(chosen.data)
    print("\nLayers ruined by OCR in the wrong language")
    garble.measure(ruined_lines(chosen.data, chosen.work), chosen.data)


if __name__ == "__main__":
    main()
