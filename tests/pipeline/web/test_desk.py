"""What waits for a person is counted anew when that is quick, and seldom when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.schema import open_catalogue
from pipeline.web import desk
from pipeline.web.desk import COUNTED_FOR, Tally


@pytest.mark.parametrize(
    ("took", "waited", "is_old"),
    [(0.01, COUNTED_FOR - 1, False), (0.01, COUNTED_FOR + 1, True), (5.0, COUNTED_FOR + 1, False), (5.0, 501, True)],
)
def test_counts_are_good_for_a_minute_or_a_hundred_times_what_they_took(
    monkeypatch: pytest.MonkeyPatch, took: float, waited: float, is_old: bool
) -> None:
    monkeypatch.setattr(desk, "monotonic", lambda: 1000.0 + waited)
    assert Tally({}, 1000.0, took).is_old is is_old


@pytest.mark.parametrize(("took", "is_old"), [(0.1, True), (2.0, False)])
def test_what_was_put_right_is_counted_at_once_where_that_is_quick(
    monkeypatch: pytest.MonkeyPatch, took: float, is_old: bool
) -> None:
    monkeypatch.setattr(desk, "monotonic", lambda: 1000.0)
    tally = Tally({}, 1000.0, took)
    tally.forget()
    assert tally.is_old is is_old


def test_a_tally_remembers_what_it_counted_and_how_long_it_took(tmp_path: Path) -> None:
    tally = Tally()
    assert tally.is_old
    with open_catalogue(tmp_path / "catalogue.db") as catalogue:
        tally.count(catalogue)
    assert set(tally.counts.values()) == {0}
    assert not tally.is_old and tally.took > 0
