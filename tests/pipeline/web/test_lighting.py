"""A lit text is the text, cut where facts begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue.read import FactKind, Light
from pipeline.document import Box
from pipeline.text import Edit, Span, Text
from pipeline.web.lighting import clipping_of, on_page, pieces_of, runs_of


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


def test_an_edit_is_told_where_it_stands_but_not_one_of_blanks() -> None:
    edits = (Edit(Span(0, 3), "mot", "một", "marks", 0.9), Edit(Span(3, 4), "  ", " ", "blanks", 1.0))
    runs = list(runs_of("một hai", [], edits))
    assert [(run.text, run.edit, run.anchors) for run in runs] == [("một", 0, ("edit-0",)), (" hai", None, ())]


def test_a_part_of_a_text_is_lit_as_the_whole_is() -> None:
    runs = list(runs_of("một hai ba", [light("x", (0, 7))], within=Span(4, 10), anchors={8: ["note-0"]}))
    assert [(run.text, len(run.lights), len(run.begun), run.anchors) for run in runs] == [
        ("hai", 1, 0, ()),
        (" ", 0, 0, ()),
        ("ba", 0, 0, ("note-0",)),
    ]


@given(
    st.text(alphabet="ab c", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.text("xy", max_size=3)), max_size=4),
)
def test_pieces_make_up_what_was_read_and_what_it_became(raw: str, wanted: list[tuple[int, str]]) -> None:
    starts = sorted({start for start, _ in wanted if start < len(raw)})
    edits = [Edit(Span(at, at + 1), raw[at], new, "test", 1.0) for at, (_, new) in zip(starts, wanted, strict=False)]
    text = Text.of(raw).apply(edits)
    pieces = list(pieces_of(text, Span(0, len(raw))))
    assert "".join(piece.old for piece in pieces) == raw
    assert "".join(piece.old if piece.new is None else piece.new for piece in pieces) == text.value


def test_a_clipping_stays_on_its_page() -> None:
    clip = clipping_of([Box(2, 100, 10, 140, 22), Box(3, 0, 0, 9, 9)], 200, 300)
    assert clip is not None
    assert (clip.page, clip.x, clip.y, clip.width, clip.height) == (2, 0, 0, 200, 62)
    assert clipping_of([], 200, 300) is None
