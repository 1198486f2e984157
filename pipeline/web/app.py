"""The application: routes, middleware, and pages for what goes wrong."""

from __future__ import annotations

from pathlib import Path
from traceback import format_exception_only
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from pipeline.config import Config
from pipeline.errors import DiskError, ProgramError, VanThuError, refusal
from pipeline.messages import say
from pipeline.web import arrivals, documents, reviews, tasks, traces, uploads, views
from pipeline.web.desk import Desk, visit_of
from pipeline.web.guard import HOSTS, Guard
from pipeline.web.papers import Pictures

STATIC = Path(__file__).parent / "static"


def create_app(config: Config) -> FastAPI:
    """Return the desk as an ASGI application; who serves it binds it to this machine."""
    app = FastAPI(title="Văn Thư", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.desk = Desk.open(config)
    app.state.pictures = Pictures()
    for pages in (views, documents, reviews, tasks, traces, arrivals, uploads):
        app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Guard, max_bytes=config.max_bytes)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)
    handlers: tuple[tuple[type[Exception], Any], ...] = (
        (VanThuError, _tell),
        (OSError, _tell_refusal),
        (HTTPException, _tell_status),
        (RequestValidationError, _tell_nonsense),
        (Exception, _tell_fault),
    )
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)
    return app


def _tell(request: Request, error: VanThuError) -> Response:
    return visit_of(request, request.query_params.get("lang")).failure(error)


def _tell_refusal(request: Request, error: OSError) -> Response:
    return _tell(request, DiskError(*refusal(error)))


def _tell_status(request: Request, error: HTTPException) -> Response:
    visit = visit_of(request, request.query_params.get("lang"))
    if error.status_code == 404:
        message = say("Không có trang này.", lang=visit.lang)
    else:
        message = say("Yêu cầu không thực hiện được ({}).", error.status_code, lang=visit.lang)
    return visit.page("error.html", status=error.status_code, message=message, hint="")


def _tell_fault(request: Request, error: Exception) -> Response:
    """Tell that the program is at fault; the server puts the error itself on record after that."""
    summary = "".join(format_exception_only(error)).strip()
    return _tell(request, ProgramError("Chương trình gặp lỗi khi làm trang này: {}", summary))


def _tell_nonsense(request: Request, error: RequestValidationError) -> Response:
    visit = visit_of(request, request.query_params.get("lang"))
    names = ", ".join(str((*fault["loc"], "?")[1]) for fault in error.errors())
    message = say("Yêu cầu không đúng ở chỗ: {}.", names, lang=visit.lang)
    return visit.page("error.html", status=422, message=message, hint="")
