"""The command `vanthu`."""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import pairwise

import click

from pipeline.errors import VanThuError
from pipeline.messages import say

COMMANDS = {
    "read": "pipeline.commands.read:read",
    "correct": "pipeline.commands.read:correct",
    "copy": "pipeline.commands.copy:copy",
    "ingest": "pipeline.commands.file:ingest",
    "watch": "pipeline.commands.file:watch",
    "status": "pipeline.commands.file:status",
    "withdraw": "pipeline.commands.file:withdraw",
    "search": "pipeline.commands.ask:search",
    "tasks": "pipeline.commands.ask:tasks",
    "due": "pipeline.commands.ask:due",
    "task": "pipeline.commands.ask:task",
    "trace": "pipeline.commands.chain:trace",
    "missing": "pipeline.commands.chain:missing",
    "conflicts": "pipeline.commands.chain:conflicts",
    "serve": "pipeline.commands.desk:serve",
    "review": "pipeline.commands.keep:review",
    "reprocess": "pipeline.commands.keep:reprocess",
    "check": "pipeline.commands.keep:check",
    "export": "pipeline.commands.keep:export",
    "backup": "pipeline.commands.keep:backup",
    "restore": "pipeline.commands.keep:restore",
    "doctor": "pipeline.commands.keep:doctor",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that `vanthu --help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a day's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command by its name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vanthu")
def group() -> None:
    """Văn Thư đọc văn bản chỉ đạo và vào sổ những gì văn bản nói."""


def main() -> None:
    """Run the command line; an error of ours becomes its message, a hint and its exit code."""
    try:
        group(prog_name="vanthu")
    except VanThuError as error:
        lang = "en" if _asks_english(sys.argv) else "vi"
        click.echo(f"{say('Lỗi', lang=lang)}: {say(error.message, *error.values, lang=lang)}", err=True)
        if error.hint:
            click.echo(say(error.hint, lang=lang), err=True)
        sys.exit(error.exit_code)


def _asks_english(arguments: list[str]) -> bool:
    return "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)
