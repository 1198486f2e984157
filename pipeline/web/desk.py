"""What every page works with: the configuration and tools of the desk, the language of the visit, the templates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from threading import Lock
from time import monotonic
from typing import Annotated, Any
from urllib.parse import quote, unquote

from fastapi import Depends, Query, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse

from pipeline.catalogue.doubts import Matter, counts_of
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.config import Config
from pipeline.errors import CatalogueError, DiskError, NotFoundError, ProgramError, ToolError, VanThuError
from pipeline.messages import LANGUAGES, say
from pipeline.tools import Tools
from pipeline.web import wording
from pipeline.web.rounds import Round

REMEMBERED = 365 * 24 * 3600  # seconds that a browser remembers the language, and the name of who put things right
COUNTED_FOR = 60.0  # seconds that the counts of what waits for a person are good for
SLOW = 0.5  # seconds of counting that a person should not wait for after each word they put right


@dataclass(slots=True)
class Tally:
    """How much of each matter waits for a person to look at, as it was counted last, and how many seconds that took.

    What takes long to count in a large catalogue is counted less often, so that no more than a hundredth of the time
    goes into it.
    """

    counts: dict[Matter, int] = field(default_factory=dict)
    counted_at: float = float("-inf")
    took: float = 0.0

    @property
    def is_old(self) -> bool:
        """Tell whether it is to be counted again."""
        return monotonic() - self.counted_at > max(COUNTED_FOR, 100 * self.took)

    def count(self, catalogue: Catalogue) -> None:
        """Count anew."""
        begun = monotonic()
        self.counts = counts_of(catalogue)
        self.counted_at = monotonic()
        self.took = self.counted_at - begun

    def forget(self) -> None:
        """Count again next time, as something was filed or put right; not where counting takes long."""
        if self.took < SLOW:
            self.counted_at = float("-inf")


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk as it was opened.

    `reading` is held by whoever reads files, so that one upload at a time does; `round` is the last reading of what
    waited in the inbox.
    """

    config: Config
    tools: Tools
    templates: Environment
    opened: date = field(default_factory=date.today)
    reading: Lock = field(default_factory=Lock)
    tally: Tally = field(default_factory=Tally)
    round: Round = field(default_factory=Round)

    @classmethod
    def open(cls, config: Config) -> Desk:
        """Load the tools and the templates."""
        templates = Environment(
            loader=PackageLoader("pipeline.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return cls(config, Tools.build(config), templates)

    @property
    def as_of(self) -> date:
        """The day that "overdue" is judged on: the configured one, or today where that is what it was at opening."""
        return date.today() if self.config.as_of == self.opened else self.config.as_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, in one language."""

    request: Request
    desk: Desk
    lang: str

    @contextmanager
    def catalogue(self) -> Iterator[Catalogue]:
        """Open the catalogue; the first visit to an empty folder makes one."""
        with open_catalogue(self.desk.config.catalogue) as catalogue:
            yield catalogue

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page made from a template."""
        words = {"_": partial(say, lang=self.lang), "lang": self.lang, "visit": self, "as_of": self.desk.as_of}
        words["waiting"] = {} if template == "error.html" else self.waiting()
        made = self.desk.templates.get_template(template).render(words | wording.SPOKEN | values)
        answer = HTMLResponse(made, status)
        if self.request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie("lang", self.lang, max_age=REMEMBERED, httponly=True, samesite="strict")
        return answer

    @property
    def by(self) -> str:
        """The name under which this browser put things right last."""
        return unquote(self.request.cookies.get("by", ""))

    def waiting(self) -> dict[Matter, int]:
        """Return how much of each matter waits for a person to look at, counted a minute ago at most."""
        tally = self.desk.tally
        if tally.is_old:
            with self.catalogue() as catalogue:
                tally.count(catalogue)
        return tally.counts

    def back(self, fragment: str = "", *, by: str = "") -> RedirectResponse:
        """Send the browser back to the page of the desk where a form was filled in, and remember who did."""
        wanted = self.request.query_params.get("back", "/")
        local = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
        answer = RedirectResponse(f"{wanted if local else '/'}{fragment}", status_code=303)
        if by:
            answer.set_cookie("by", quote(by), max_age=REMEMBERED, httponly=True, samesite="strict")
        return answer

    def failure(self, error: VanThuError) -> HTMLResponse:
        """Return a page that tells what went wrong and what to do."""
        reasons = say(error.message, *error.values, lang=self.lang), say(error.hint, lang=self.lang)
        return self.page("error.html", status=status_of(error), message=reasons[0], hint=reasons[1])

    def in_other_language(self) -> str:
        """Return the address of this page in the other language; the first page, where this one answers a form."""
        other = {"lang": "vi" if self.lang == "en" else "en"}
        if self.request.method != "GET":
            return wording.address("/", **other)
        return wording.address(quote(self.request.url.path), **(dict(self.request.query_params) | other))


def visit_of(request: Request, lang: Annotated[str | None, Query()] = None) -> Visit:
    """Return the visit that a request is: in the language asked for now, or before, or configured."""
    desk: Desk = request.app.state.desk
    wanted = (lang, request.cookies.get("lang"), desk.config.lang)
    return Visit(request, desk, next(w for w in wanted if w in LANGUAGES))


Visiting = Annotated[Visit, Depends(visit_of)]


def status_of(error: VanThuError) -> int:
    """Return the HTTP status of an error: not found, for now not possible, or what was sent makes no sense."""
    if isinstance(error, NotFoundError):
        return 404
    return 503 if isinstance(error, (CatalogueError, ToolError, ProgramError, DiskError)) else 422
