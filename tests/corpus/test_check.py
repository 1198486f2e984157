from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.agencies import Agency
from corpus.check import ambiguous_aliases, files_without_source, problems

LINE = "| `{}` | origin | 2025 | Apache-2.0 | purpose |\n"


def test_the_shipped_tables_are_sound() -> None:
    assert problems() == ()


def test_an_alias_of_two_bodies_is_reported_unless_they_follow_each_other() -> None:
    one = Agency("Cục Thứ nhất", "", "Nhà nước", "trung ương", aliases=("Cục ấy",), valid_to=date(2024, 12, 31))
    other = replace(one, name="Cục Thứ hai", valid_to=None)
    assert len(list(ambiguous_aliases([one, other]))) == 1
    assert list(ambiguous_aliases([one, replace(other, valid_from=date(2025, 1, 1))])) == []
    assert list(ambiguous_aliases([one, replace(other, level="tỉnh")])) == []


def test_files_and_lines_must_match(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "code.py"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "SOURCES.md").write_text(LINE.format("a.csv") + LINE.format("gone.csv"), "utf-8")
    assert list(files_without_source(tmp_path)) == [
        "SOURCES.md: no file is named gone.csv",
        "SOURCES.md: no line for b.csv",
    ]
    (tmp_path / "SOURCES.md").write_text(LINE.format("*.csv"), "utf-8")
    assert list(files_without_source(tmp_path)) == []
    (tmp_path / "SOURCES.md").write_text("| `*.csv` | origin |\n", "utf-8")
    assert list(files_without_source(tmp_path)) == ["SOURCES.md: *.csv needs origin, date, licence and purpose"]
