from __future__ import annotations

import os
import zlib
from pathlib import Path

import numpy as np
import pytest

from pipeline.document import Box, Reading, Span, Word
from pipeline.ocr import cache
from pipeline.ocr.cache import Entry, key_of, load, store

READING = Reading(
    "ocr",
    "test 1.0",
    "Chỉ thị",
    (
        Word("Chỉ", Span(0, 3), Box(1, 1.5, 2, 3, 4), 0.5, (("Chí", 0.25),)),
        Word("thị", Span(4, 7), Box(1, 5, 2, 6, 4), 1.0),
    ),
)
KEY = "ab" * 32


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    store(tmp_path, Entry(KEY, READING))
    assert load(tmp_path, KEY, 1) == READING
    moved = load(tmp_path, KEY, 7)
    assert moved
    assert {word.box.page for word in moved.words} == {7}
    assert load(tmp_path, "cd" * 32, 1) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no json"),
        zlib.compress(b"[]"),
        zlib.compress(b'{"text": "a", "words": [["b", 0, 1, [0, 0, 1, 1], 1.0, []]], "engine": "x"}'),
        zlib.compress(b'{"text": "a", "words": [["a", 0]], "engine": "x"}'),
        zlib.compress(bytes(64 << 20)),
    ],
    ids=["empty", "not packed", "no data", "other data", "words elsewhere", "half a word", "bomb"],
)
def test_broken_entry_is_none(tmp_path: Path, content: bytes) -> None:
    store(tmp_path, Entry(KEY, READING))
    (file,) = (tmp_path / KEY[:2]).iterdir()
    file.write_bytes(content)
    assert load(tmp_path, KEY, 1) is None


def test_full_disk_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "ab").write_text("a file where the folder should be")
    store(tmp_path, Entry(KEY, READING))
    assert load(tmp_path, KEY, 1) is None


def test_oldest_entries_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_ENTRIES", 3)
    for number in range(5):
        key = f"ab{number:062}"
        store(tmp_path, Entry(key, READING))
        if (tmp_path / "ab" / key).exists():
            os.utime(tmp_path / "ab" / key, (number, number))
    assert sorted(int(file.name[2:]) for file in (tmp_path / "ab").iterdir()) == [2, 3, 4]


def test_key_changes_with_all_that_matters() -> None:
    picture = np.zeros((4, 6, 3), np.uint8)
    other = picture.copy()
    other[0, 0, 0] = 1
    keys = [
        key_of(picture, 100, "a"),
        key_of(other, 100, "a"),
        key_of(picture.reshape(6, 4, 3), 100, "a"),
        key_of(picture, 150, "a"),
        key_of(picture, 100, "b"),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of(picture.copy(), 100, "a") == keys[0]
