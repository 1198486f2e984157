"""Every message that a person may see exists in both languages, with the same places to fill."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.cli import COMMANDS, group
from pipeline.errors import REFUSALS
from pipeline.messages import say

ROOT = Path(__file__).parent.parent.parent
TABLE = tomllib.loads((ROOT / "pipeline/locale/en.toml").read_text("utf-8"))["message"]
ENGLISH = {entry["vi"]: entry["en"] for entry in TABLE}
SPEAKERS = ("say", "tell", "_")


def spoken(tree: ast.Module) -> Iterator[str]:
    """Yield the templates that a module speaks: first arguments of speakers and errors, hints, messages of notes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            wanted = 2 if name == "Note" else 0 if name in SPEAKERS or name.endswith("Error") else None
            if wanted is not None and len(node.args) > wanted:
                yield from strings(node.args[wanted])
            yield from (v for k in node.keywords if k.arg == "message" for v in strings(k.value))
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in ("hint",) for t in node.targets):
            yield from strings(node.value)


def strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def templates() -> set[str]:
    files = [p for top in ("pipeline", "extractors", "normalizers") for p in (ROOT / top).rglob("*.py")]
    found = {t for p in files for t in spoken(ast.parse(p.read_text("utf-8")))}
    return {t for t in found if any(ord(c) > 127 for c in t)}  # Vietnamese, not an error for programmers


def explained() -> Iterator[str]:
    """Yield what the commands say of themselves and of their options."""
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command
        yield command.help or ""
        yield from (p.help for p in command.params if isinstance(p, click.Option) and p.help)


def test_every_message_has_its_english() -> None:
    assert sorted((templates() | {*explained(), *REFUSALS.values()}) - ENGLISH.keys()) == []


@pytest.mark.parametrize("vietnamese", ENGLISH)
def test_both_languages_fill_the_same_places(vietnamese: str) -> None:
    assert vietnamese.count("{") == ENGLISH[vietnamese].count("{")


def test_a_message_is_said_in_the_language_asked_for() -> None:
    assert say("Tệp {} rỗng.", "a.pdf") == "Tệp a.pdf rỗng."
    assert say("Tệp {} rỗng.", "a.pdf", lang="en") == "The file a.pdf is empty."


def test_what_has_no_translation_stays_vietnamese() -> None:
    assert say("Câu này không ai dịch.", lang="en") == "Câu này không ai dịch."


def test_values_with_braces_are_said_as_they_are() -> None:
    assert say("Tệp {} rỗng.", "{0}{x}") == "Tệp {0}{x} rỗng."
