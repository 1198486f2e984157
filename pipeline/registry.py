"""Finding the parts that are added by adding a file: readers, OCR engines, normalisers, extractors."""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import entry_points
from types import ModuleType
from typing import TypeVar

Kind = TypeVar("Kind")


def discover(package: ModuleType, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return every constant of type `kind` in the modules of `package`, then those of other distributions.

    Others offer theirs under the entry point group `vanthu.<package>`, for example `vanthu.extractors`. The order is
    that of the modules' names; what has to run in an order of its own carries a `rank`.

    Raises:
        TypeError: an entry point leads to something else than a `kind`.
    """
    found: list[Kind] = []
    for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
        names = vars(importlib.import_module(f"{package.__name__}.{module}"))
        found += [value for value in names.values() if isinstance(value, kind)]
    for entry in entry_points(group=f"vanthu.{package.__name__.rpartition('.')[2]}"):
        offered = entry.load()
        if not isinstance(offered, kind):
            raise TypeError(f"entry point {entry.value} is no {kind.__name__}")
        found.append(offered)
    return tuple(dict.fromkeys(found))
