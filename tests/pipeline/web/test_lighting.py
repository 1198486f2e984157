"""A lit text is the text, cut where facts begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue.read import FactKind, Light
from pipeline.document import Box
from pipeline.text import Span
from pipeline.web.lighting import on_page, runs_of


def light(name: str, *spans: tuple[int, int], kind: FactKind = "mention", boxes: tuple[Box, ...] = ()) -> Light:
    placed = tuple(Span(*span) for span in spans)
    return Light(name, kind, placed, boxes, None, "", "", None, None, "test", 1.0, {})


def test_what_lies_inside_is_lit_over_what_lies_around() -> None:
    task = light("task", (0, 14), kind="assignment")
    body = light("body", (5, 12))
    runs = list(runs_of("Giao Sở Y tế làm.", [task, body]))
    assert [(run.text, [x.id for x in run.lights]) for run in runs] == [
        ("Giao ", ["task"]),
        ("Sở Y tế", ["body", "task"]),
        (" l", ["task"]),
        ("àm.", []),
    ]
    assert [[x.id for x in run.begun] for run in runs] == [["task"], ["body"], [], []]


def test_an_interrupted_fact_begins_once() -> None:
    runs = list(runs_of("một hai ba", [light("x", (0, 3), (8, 10))]))
    assert [len(run.lights) for run in runs] == [1, 0, 1]
    assert [len(run.begun) for run in runs] == [1, 0, 0]


def test_a_text_without_facts_is_one_run() -> None:
    assert [run.text for run in runs_of("một", [])] == ["một"]
    assert list(runs_of("", [])) == []


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8))
def test_no_character_is_lost_and_every_fact_is_lit(text: str, ends: list[tuple[int, int]]) -> None:
    lights = [light(str(i), (min(pair), max(pair))) for i, pair in enumerate(ends)]
    runs = list(runs_of(text, lights))
    assert "".join(run.text for run in runs) == text
    for each in lights:
        lit = "".join(run.text for run in runs if each in run.lights)
        assert lit == (each.spans[0].of(text) if each.spans[0].end <= len(text) else "")


def test_a_page_shows_its_own_facts_the_widest_first() -> None:
    here, there = Box(1, 0, 0, 1, 1), Box(2, 0, 0, 1, 1)
    lights = [light("a", (0, 2), boxes=(here,)), light("b", (0, 9), boxes=(here, there)), light("c", (0, 1))]
    assert [x.id for x in on_page(lights, 1)] == ["b", "a"]
    assert [x.id for x in on_page(lights, 2)] == ["b"]
