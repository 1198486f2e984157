"""How commands are called, in the language of the person: help, and what is wrong with a call."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from inspect import cleandoc
from typing import TypeVar

import click
from click.exceptions import NoArgsIsHelpError

from pipeline.messages import say

AnyCommand = TypeVar("AnyCommand", bound=click.Command)

WORDS = {
    "Usage:": "Cách gọi:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Show this message and exit.": "Hiện lời chỉ dẫn này.",
    "Show the version and exit.": "Cho biết phiên bản.",
    "{}  [required]": "{}  [bắt buộc]",
    "{}  [default: {}]": "{}  [mặc định: {}]",
    "Missing command.": "Thiếu tên lệnh.",
    "Missing argument {}.": "Thiếu {}.",
    "Missing option {}.": "Thiếu tùy chọn {}.",
    "No such command {}. Did you mean {}?": "Không có lệnh {}. Có phải là {}?",
    "No such command {}. (Did you mean one of: {}?)": "Không có lệnh {}. Có phải là một trong {}?",
    "No such command {}.": "Không có lệnh {}.",
    "No such option {}. Did you mean {}?": "Không có tùy chọn {}. Có phải là {}?",
    "No such option {}. (Did you mean one of: {}?)": "Không có tùy chọn {}. Có phải là một trong {}?",
    "No such option {}.": "Không có tùy chọn {}.",
    "Option {} requires an argument.": "Tùy chọn {} cần một giá trị.",
    "Option {} does not take a value.": "Tùy chọn {} không nhận giá trị.",
    "Got unexpected extra argument ({})": "Thừa: {}",
    "Got unexpected extra arguments ({})": "Thừa: {}",
    "Invalid value for {}: {}": "Giá trị của {} không dùng được: {}",
    "Invalid value: {}": "Giá trị không dùng được: {}",
    "{} is not a valid integer.": "{} không phải số nguyên.",
    "{} is not a valid integer range.": "{} không phải số nguyên.",
    "{} is not a valid float range.": "{} không phải số.",
    "{} is not in the range {}.": "{} nằm ngoài khoảng {}.",
    "{} is not one of {}.": "{} không phải một trong {}.",
    "Path {} does not exist.": "không có tệp hay thư mục {}.",
}
"""What click says, and the same for a clerk."""


class VietnameseFormatter(click.HelpFormatter):
    """Writes the frame of a help page in Vietnamese; the descriptions are ours already."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or f"{WORDS['Usage:']} ")

    def write_heading(self, heading: str) -> None:
        """Write the head of a section."""
        super().write_heading(in_vietnamese(heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write what the options or commands do."""
        super().write_dl([(name, in_vietnamese(told)) for name, told in rows], col_max, col_spacing)


class VietnameseContext(click.Context):
    """A call whose help is in Vietnamese."""

    formatter_class = VietnameseFormatter


def spoken(command: AnyCommand, lang: str) -> AnyCommand:
    """Return a command that explains itself in a language; the one that is given stays as it is."""
    made = copy(command)
    made.help = say(cleandoc(made.help or ""), lang=lang)
    made.params = [copy(parameter) for parameter in made.params]
    for parameter in made.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help, lang=lang)
    if lang == "vi":
        made.context_class = VietnameseContext
    return made


def in_vietnamese(words: str) -> str:
    """Return what click says in Vietnamese; what it says nowhere stays as it is."""
    for english, vietnamese in WORDS.items():
        pattern = "(.+)".join(re.escape(part) for part in english.split("{}"))
        if match := re.fullmatch(pattern, words, re.DOTALL):
            return vietnamese.format(*map(in_vietnamese, match.groups()))
    return words


def tell_wrong_call(error: click.UsageError, lang: str) -> None:
    """Say what is wrong with a call, and how the command is called."""
    if lang != "vi" or isinstance(error, NoArgsIsHelpError):
        error.show()
        return
    if error.ctx:
        click.echo(f"{error.ctx.get_usage()}\nXem `{error.ctx.command_path} --help`.\n", err=True)
    click.echo(f"Lỗi: {in_vietnamese(error.format_message())}", err=True)
