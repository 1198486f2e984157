"""What all tests share: no network, one set of tools, an empty catalogue."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.config import Config
from pipeline.tools import Tools

# The same examples every time, so that a failure speaks of the change at hand; `make explore` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=500, deadline=None, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"tests run offline, and {host} is not on this machine")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The tools of the default configuration, reading in this process alone."""
    return Tools.build(Config(jobs=1))


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue in a folder of its own."""
    with open_catalogue(tmp_path / "catalogue.db") as opened:
        yield opened
