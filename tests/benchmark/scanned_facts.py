"""Facts from paper: annotated papers set as offices set them, damaged as scans are, read, and scored as text is.

python -m tests.benchmark.scanned_facts DATA [--conditions 200 fax ...] [--pages N] [--errors]

The papers are those annotated by hand and the samples of this project, as far as they have no more than N pages. The
first column is what is found in the same papers as text.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from corpus.directives.fonts import FOLDERS, find_typeface
from corpus.directives.layout import read_sheet
from corpus.directives.scan import Damage, draw_scan
from corpus.directives.typeset import compose
from tests.benchmark.accuracy import STORED, VANTHU
from tests.benchmark.damage import CONDITIONS, DRAWN
from tests.benchmark.development import expand_all

SAMPLES = Path("corpus/directives")
TEXT = "text"


def annotated(data: Path, folder: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Yield every annotation with the paper it is of; those kept as positions are written out into `folder`."""
    expand_all(data, folder, Path(__file__).with_name(STORED["development papers"]))
    for gold, texts in ((data / "gold", data / "seeds"), (SAMPLES / "gold", SAMPLES), (folder, data)):
        for path in sorted(gold.glob("*.json")):
            annotation = json.loads(path.read_text("utf-8"))
            yield annotation, texts / annotation["file"]


def draw(paper: Path, most: int, name: str, target: Path) -> bool:
    """Write a paper as a scan of all its pages in a condition; False where it has more than `most` pages."""
    from PIL import Image

    text = paper.read_text("utf-8")
    typeface = find_typeface(text, FOLDERS)
    pages = compose(read_sheet(text), typeface)
    if len(pages) > most:
        return False
    condition, random = CONDITIONS[name], np.random.default_rng(zlib.crc32(f"{name} {paper.name}".encode()))
    flat = Damage(dpi=int(DRAWN), skew=0, noise=0, blur=0.01, quality=95)
    worn = [Image.fromarray(condition.damage(np.asarray(page), random)) for page in draw_scan(pages, typeface, flat, 1)]
    shown = [image.convert("1") for image in worn] if name == "fax" else worn
    loss = {} if name == "fax" else {"quality": condition.quality or 90}  # pages of two tones are kept without loss
    shown[0].save(target, "PDF", save_all=True, append_images=shown[1:], resolution=condition.dpi, **loss)
    return True


def main() -> None:
    """Print the F1 of each measure on text and in each condition."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--conditions", nargs="+", choices=sorted(CONDITIONS), default=["200", "fax"])
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        gold, pictures = work / "gold", work / "pictures"
        for folder in (gold, pictures, work / "expanded", *(work / c for c in (TEXT, *asked.conditions))):
            folder.mkdir()
        for annotation, paper in annotated(asked.data, work / "expanded"):
            stem = annotation["id"]
            if not draw(paper, asked.pages, asked.conditions[0], pictures / f"{stem}.pdf"):
                continue
            (gold / f"{stem}.json").write_text(json.dumps(annotation), "utf-8")
            for condition in (TEXT, *asked.conditions):
                picture = paper if condition == TEXT else pictures / f"{stem}.pdf"
                if condition != TEXT:
                    draw(paper, asked.pages, condition, picture)
                with (work / condition / f"{stem}.json").open("wb") as out:
                    subprocess.run(
                        [p.replace("{file}", str(picture)) for p in shlex.split(VANTHU)], stdout=out, check=True
                    )
        _report(asked.data, gold, [work / c for c in (TEXT, *asked.conditions)], errors=asked.errors)


def _report(data: Path, gold: Path, folders: list[Path], *, errors: bool) -> None:
    score = [sys.executable, str(data / "eval/score.py"), str(gold), "--predictions"]
    tables = []
    for folder in folders:
        run = subprocess.run([*score, str(folder), "--json"], capture_output=True, text=True, check=False)
        sys.stderr.write(run.stderr)
        tables.append(json.loads(run.stdout))
        if errors and folder.name != TEXT:
            print(f"--- {folder.name}", flush=True)
            subprocess.run([*score, str(folder), "--errors"], check=False)
    print(f"{len(list(gold.iterdir()))} papers{'':<20}" + "".join(f"{folder.name:>10}" for folder in folders))
    for measure in tables[0]:
        print(f"{measure:<29}" + "".join(f"{table[measure]['f1']:>10.3f}" for table in tables))


if __name__ == "__main__":
    main()
