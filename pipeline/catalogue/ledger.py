"""The ledger: what people say of tasks, each entry with who said it and when, none ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.catalogue.agenda import enter_tasks, remove_tasks
from pipeline.catalogue.connection import now
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import log_change
from pipeline.errors import ConfigError, NotFoundError


@dataclass(frozen=True, slots=True)
class Done:
    """A task done on a day that is told."""

    day: date


@dataclass(frozen=True, slots=True)
class Extended:
    """A task that is in time up to a later day than its paper sets."""

    due: date


def say_of_task(
    catalogue: Catalogue, task: str, *, state: str | Done | Extended | None, note: str | None, said_by: str
) -> None:
    """Put on record that a task, named by its id or the beginning of it, is done or open again, or a remark on it.

    `state` is done (today, or `Done` on a day), open, not applicable, or `Extended` to a later day.

    Raises:
        NotFoundError: no task, or more than one, has such an id.
        ConfigError: a task that returns by a rule has no last day that could be put off.

    >>> task, = tasks(catalogue, knowledge, body="cong an tinh", as_of=today)
    >>> say_of_task(catalogue, task.id, state=Extended(datetime.date(2025, 6, 30)), note="CV 9/UBND", said_by="Lan")
    >>> task, = tasks(catalogue, knowledge, body="cong an tinh", as_of=today)
    >>> (task.set_day, task.last_day, [(saying.said_by, saying.note) for saying in task.sayings])
    (datetime.date(2025, 6, 9), datetime.date(2025, 6, 30), [('Lan', 'CV 9/UBND')])
    """
    identifier, document, leads = _named(catalogue, task)
    said = {
        "state": "done" if isinstance(state, Done) else None if isinstance(state, Extended) else state,
        "day": state.day.isoformat() if isinstance(state, Done) else None,
        "due": state.due.isoformat() if isinstance(state, Extended) else None,
        "note": note,
    }
    with catalogue.writing():
        catalogue.db.execute(
            """INSERT INTO ledger (assignment, task, state, day, due, note, said_at, said_by)
               VALUES (:assignment, :task, :state, :day, :due, :note, :said_at, :said_by)""",
            said | {"assignment": identifier, "task": leads, "said_at": now(), "said_by": said_by},
        )
        if said["due"]:
            _place_anew(catalogue, leads)
        log_change(catalogue, "task", by=said_by, document=document, details={"task": identifier} | said)


def _named(catalogue: Catalogue, task: str) -> tuple[str, int, str]:
    """Return the id of the task that is named by the beginning of it, its document, and the task it is told with."""
    found = catalogue.rows(
        """SELECT id, document, coalesce((SELECT leads FROM twin WHERE assignment = id), id)
           FROM assignment WHERE id GLOB ? LIMIT 2""",
        f"{task}*",
    )
    if len(found) != 1 or not task.isalnum():
        raise NotFoundError("Không có nhiệm vụ nào mang mã {}, hoặc có nhiều hơn một.", task)
    return found[0][0], found[0][1], found[0][2]


def _place_anew(catalogue: Catalogue, task: str) -> None:
    """Let a task that was put off stand in the agenda on its new day."""
    if catalogue.value("SELECT EXISTS (SELECT 1 FROM agenda WHERE assignment = ? AND day = '')", task):
        raise ConfigError("Việc định kỳ không gia hạn được: mỗi kỳ có hạn riêng.")
    document = int(str(catalogue.value("SELECT document FROM assignment WHERE id = ?", task)))
    remove_tasks(catalogue, document)
    enter_tasks(catalogue, document)
