"""Documentation and program say the same."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from pipeline import config, errors
from pipeline.cli import COMMANDS, group
from pipeline.config import Config
from pipeline.errors import VanThuError

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def command(name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


def error_classes(base: type[VanThuError] = VanThuError) -> list[type[VanThuError]]:
    return [
        base,
        *(c for sub in base.__subclasses__() for c in error_classes(sub) if sub.__module__ == errors.__name__),
    ]


def test_the_table_of_commands_is_the_program() -> None:
    table = re.findall(r"^\| `(\w+)[^`]*` \|", README, re.MULTILINE)
    assert sorted(table) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    found = command(name)
    assert found.help
    for parameter in found.params:
        assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("option", ["--catalogue", "--inbox", "--as-of", "--config", "--lang"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_common_options(name: str, option: str) -> None:
    assert any(option in p.opts for p in command(name).params)


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"^        (\w+): ", Config.__doc__ or "", re.MULTILINE))
    assert explained == {f.name for f in fields(Config)}
    assert "vanthu.toml" in (config.__doc__ or "")


@pytest.mark.parametrize("error", error_classes(), ids=lambda e: e.__name__)
def test_every_error_stands_in_the_tree_with_its_code(error: type[VanThuError]) -> None:
    assert re.search(rf"\b{error.__name__} +{error.exit_code}\b", errors.__doc__ or "")


@pytest.mark.parametrize("error", error_classes()[1:], ids=lambda e: e.__name__)
def test_every_error_says_what_to_do(error: type[VanThuError]) -> None:
    assert error.hint


def test_exit_codes_are_told_apart() -> None:
    codes = [e.exit_code for e in error_classes()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_every_command_that_a_readme_shows_exists(name: str) -> None:
    shown = re.findall(r"^vanthu (\w+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert shown
    assert set(shown) <= set(COMMANDS)


def test_every_dependency_is_explained() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Dependencies")[1].split("## ")[0]
    names = re.findall(r'^    "([\w-]+)', project.split("dependencies = [")[1].split("]")[0], re.MULTILINE)
    assert [n for n in names if n not in table] == []


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) - {"system"}
    assert targets == set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))


def test_nothing_committed_names_a_place_of_one_machine() -> None:
    homes = re.compile(r"/(?:home|Users|root|work)/\w+")
    files = [p for p in ROOT.glob("*.*") if p.suffix in (".md", ".toml")] + list((ROOT / "docs").glob("*.md"))
    assert not [p.name for p in files if homes.search(p.read_text("utf-8"))]
