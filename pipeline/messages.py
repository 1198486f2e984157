"""Words for people: messages, written in Vietnamese where they are needed and translated here; days and moments.

`locale/en.toml` holds the English of every Vietnamese template.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")


def say(message: str, *values: object, lang: str = "vi") -> str:
    """Return a template in the wanted language with its `{}` filled; one without a translation stays Vietnamese."""
    template = _translations(lang).get(message, message) if lang != "vi" else message
    return template.format(*values) if values else template.replace("{{", "{").replace("}}", "}")


def day(value: date | str | None) -> str:
    """Return a day as it is written in Vietnam; what is not a whole day stays shorter: `10/2025`."""
    if not value:
        return ""
    text = value.isoformat() if isinstance(value, date) else value
    return "/".join(reversed(text[:10].split("-")))


def moment(value: str) -> str:
    """Return a moment of the catalogue (UTC) in the time of this machine."""
    return datetime.fromisoformat(value).astimezone().strftime("%H:%M %d/%m/%Y")


@cache
def _translations(lang: str) -> dict[str, str]:
    table = tomllib.loads(files("pipeline").joinpath("locale", f"{lang}.toml").read_text("utf-8"))
    return {entry["vi"]: entry[lang] for entry in table["message"]}
