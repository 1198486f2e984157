"""Set the sample directives as paper: `python -m corpus.directives.render OUT_DIR`.

Writes each sample as a text PDF, a Word document, a scanned PDF, PNG and JPEG pages and a TIFF. Needs a Times-like
typeface with Vietnamese letters (Debian: `fonts-croscore`) and, for the text PDF, ReportLab from the development
dependencies.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from corpus.directives.fonts import find_typeface
from corpus.directives.formats import write_docx, write_pdf
from corpus.directives.layout import read_sheet
from corpus.directives.scan import Damage, draw_scan, write_scan
from corpus.directives.typeset import compose
from pipeline.errors import VanThuError

SAMPLES = Path(__file__).parent
SCANS = {"scan": "_scan.pdf", "png": ".png", "jpg": ".jpg", "tif": ".tif"}
"""The endings of what is written as images only."""

FORMATS = ("pdf", "docx", *SCANS)


def sample_files(names: Sequence[str] = ()) -> tuple[Path, ...]:
    """Return the samples whose file names begin with one of `names`; all of them without names."""
    files = sorted(SAMPLES.glob("[0-9][0-9]_*.txt"))
    return tuple(file for file in files if not names or file.name.startswith(tuple(names)))


def render_sample(
    sample: Path, folder: Path, formats: Sequence[str] = FORMATS, *, damage: Damage | None = None, seed: int = 0
) -> tuple[Path, ...]:
    """Write one sample in each of `formats`; return the files.

    Raises:
        MissingToolError: no typeface has all the letters, or ReportLab is not installed.
    """
    text = sample.read_text("utf-8")
    sheet = read_sheet(text)
    written: list[Path] = []
    if "docx" in formats:
        written.append(folder / f"{sample.stem}.docx")
        write_docx(sheet, written[-1])
    scans = [SCANS[name] for name in formats if name in SCANS]
    if not scans and "pdf" not in formats:
        return tuple(written)
    typeface = find_typeface(text)
    pages = compose(sheet, typeface)
    if "pdf" in formats:
        written.append(folder / f"{sample.stem}.pdf")
        write_pdf(pages, typeface, written[-1])
    how = damage or Damage()
    images = draw_scan(pages, typeface, how, seed) if scans else ()
    for ending in scans:
        written += write_scan(images, folder / f"{sample.stem}{ending}", how)
    return tuple(written)


def main(arguments: Sequence[str] | None = None) -> None:
    """Render the samples that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m corpus.directives.render", description="Dựng các văn bản mẫu.")
    parser.add_argument("folder", type=Path, help="thư mục nhận các tệp")
    parser.add_argument("--sample", action="append", default=[], metavar="NN", help="chỉ dựng mẫu có số này")
    parser.add_argument("--format", action="append", choices=FORMATS, help="chỉ dựng dạng này")
    parser.add_argument("--dpi", type=int, default=Damage().dpi, help="độ phân giải của bản quét")
    parser.add_argument("--seed", type=int, default=0, help="số mở đầu cho nhiễu; cùng số cho cùng ảnh")
    chosen = parser.parse_args(arguments)
    damage = Damage(dpi=chosen.dpi)
    try:
        chosen.folder.mkdir(parents=True, exist_ok=True)
        for sample in sample_files(chosen.sample):
            render_sample(sample, chosen.folder, chosen.format or FORMATS, damage=damage, seed=chosen.seed)
    except VanThuError as error:
        parser.exit(error.exit_code, f"{error}\n{error.hint}\n")


if __name__ == "__main__":
    main()
