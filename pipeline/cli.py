"""The command `vanthu`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import chain, pairwise
from pathlib import Path
from typing import NoReturn

import click

from pipeline.commands.usage import spoken, tell_wrong_call
from pipeline.config import Config
from pipeline.errors import ConfigError, DiskError, VanThuError, refusal
from pipeline.messages import LANGUAGES, say

INTERRUPTED = 130  # the exit code of a command that Ctrl+C ends

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
        """Import a command by its name, to explain itself in the language of the call."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return spoken(command, ctx.find_object(str) or "vi")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vanthu")
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help="Ngôn ngữ thông báo.")
def group() -> None:
    """Văn Thư đọc văn bản chỉ đạo và vào sổ những gì văn bản nói."""


def main() -> None:
    """Run the command line; what goes wrong becomes a message, a hint and an exit code."""
    lang = language_of(sys.argv[1:])
    try:
        ended = spoken(group, lang).main(prog_name="vanthu", standalone_mode=False, obj=lang)
    except click.UsageError as error:
        tell_wrong_call(error, lang)
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo(say("Đã dừng. Những gì đã vào sổ vẫn còn; chạy lại thì làm tiếp.", lang=lang), err=True)
        sys.exit(INTERRUPTED)
    except VanThuError as error:
        _end(error, lang)
    except OSError as error:
        _end(DiskError(*refusal(error)), lang)
    sys.exit(ended if isinstance(ended, int) else 0)


def language_of(arguments: Sequence[str]) -> str:
    """Return the language that a call is to be answered in, before its options are understood."""
    given = {name: _value_of(name, arguments) for name in ("--lang", "--config")}
    try:
        return Config.load(Path(given["--config"]) if given["--config"] else None, {"lang": given["--lang"]}).lang
    except ConfigError:
        return "vi"


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    beside = (value for name, value in pairwise(arguments) if name == option)
    joined = (argument.partition("=")[2] for argument in arguments if argument.startswith(f"{option}="))
    return next(chain(beside, joined), None)


def _end(error: VanThuError, lang: str) -> NoReturn:
    click.echo(f"{say('Lỗi', lang=lang)}: {say(error.message, *error.values, lang=lang)}", err=True)
    if error.hint:
        click.echo(say(error.hint, lang=lang), err=True)
    sys.exit(error.exit_code)
