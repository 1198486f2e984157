"""Rounds: all that waits in the inbox is read while the desk goes on answering; what became of each file is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock, Thread

from pipeline.catalogue.write import Arrival
from pipeline.errors import VanThuError
from pipeline.inbox import watch
from pipeline.tools import Tools


@dataclass(slots=True)
class Round:
    """The reading of what waits: the files done so far, and what stopped it where something did."""

    arrivals: list[Arrival] = field(default_factory=list)
    stopped_by: VanThuError | None = None
    thread: Thread | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether files are still being read."""
        return self.thread is not None and self.thread.is_alive()

    def begin(self, tools: Tools, reading: Lock) -> None:
        """Read what waits, once nobody else does; where it is being read already, nothing new begins."""
        if self.is_running:
            return
        self.arrivals, self.stopped_by = [], None
        self.thread = Thread(target=self._run, args=(tools, reading), name="round", daemon=True)
        self.thread.start()

    def _run(self, tools: Tools, reading: Lock) -> None:
        try:
            with reading:
                for arrival in watch(tools, once=True):
                    self.arrivals.append(arrival)
        except VanThuError as error:
            self.stopped_by = error
