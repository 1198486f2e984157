"""Messages for people: written in Vietnamese where they are needed, translated here.

`locale/en.toml` holds the English of every Vietnamese template.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def say(message: str, *values: object, lang: str = "vi") -> str:
    """Return a template in the wanted language with its `{}` filled; one without a translation stays Vietnamese."""
    template = _translations(lang).get(message, message) if lang != "vi" else message
    return template.format(*values) if values else template.replace("{{", "{").replace("}}", "}")


@cache
def _translations(lang: str) -> dict[str, str]:
    table = tomllib.loads(files("pipeline").joinpath("locale", f"{lang}.toml").read_text("utf-8"))
    return {entry["vi"]: entry[lang] for entry in table["message"]}
