"""Whole papers down the whole line: what is read of each sample is what was read, and approved, before.

`make golden-update` stores the present results and shows what changed; read the difference before committing it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from corpus.directives.render import SCANS, render_sample, sample_files
from pipeline.contract import to_json
from pipeline.line import run
from pipeline.tools import Tools

STORED = Path(__file__).parent / "golden"
UPDATE = os.environ.get("VANTHU_GOLDEN_UPDATE") == "1"

FACTS = {
    "references": ("text", "doc_type", "number", "date", "issuer", "relation", "direction", "nested_in", "status"),
    "deadlines": ("text", "kind", "start_date", "end_date", "inclusive", "rrule", "observance", "agencies"),
    "assignments": ("text", "agencies", "role", "partners", "deadlines", "section"),
    "edits": ("old", "new", "rule"),
    "notes": ("code", "severity"),
}


def essence(path: Path, tools: Tools) -> dict[str, Any]:
    """Return what a reader of the paper would check: no offsets, boxes or confidences, which move with every change."""
    data = to_json(run(path, tools))
    heading = {k: v for k, v in (data["heading"] or {}).items() if k not in ("rule", "confidence")}
    facts = {kind: [{k: fact[k] for k in keys} for fact in data[kind]] for kind, keys in FACTS.items()}
    return {"heading": heading, **facts}


def compare(found: dict[str, Any], name: str) -> None:
    stored = STORED / f"{name}.json"
    if UPDATE:
        stored.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(stored.read_text("utf-8"))


@pytest.mark.golden
@pytest.mark.parametrize("sample", sample_files(), ids=lambda p: p.stem[:2])
def test_text_is_read_as_before(sample: Path, tools: Tools) -> None:
    compare(essence(sample, tools), sample.stem)


@pytest.mark.golden
@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "docx", *SCANS])
@pytest.mark.parametrize("number", ["02", "06", "12"])
def test_other_formats_of_a_sample_cite_the_same(number: str, form: str, tmp_path: Path, tools: Tools) -> None:
    (sample,) = sample_files([number])
    paper = render_sample(sample, tmp_path, [form])[0]
    found, expected = essence(paper, tools), essence(sample, tools)
    assert {r["number"] for r in found["references"]} == {r["number"] for r in expected["references"]}
    assert found["heading"]["number"] == expected["heading"]["number"]
