"""What keeps strangers out: pages of other sites, too much at once, and content that would run in the browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FORM_OVERHEAD = 1 << 20  # bytes of a form around its files
READING = ("GET", "HEAD")


class Body:
    """The body of a request, broken off when more comes than the limit, whatever the headers said."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self.source = receive
        self.left = limit

    @property
    def is_too_large(self) -> bool:
        """Tell whether it was broken off."""
        return self.left < 0

    async def receive(self) -> Message:
        """Pass on what comes."""
        message = await self.source()
        self.left -= len(message.get("body", b""))
        if self.is_too_large:
            raise ClientDisconnect
        return message


class Guard:
    """Middleware that refuses changes asked for by pages of other sites, and bodies that are too large."""

    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self.app = app
        self.limit = max_bytes + FORM_OVERHEAD

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["method"] not in READING and not is_same_origin(headers):
            await PlainTextResponse("Yêu cầu đến từ trang khác.", 403, HEADERS)(scope, receive, send)
        elif is_too_large(headers, self.limit):
            await PlainTextResponse("Tệp quá lớn.", 413, HEADERS)(scope, receive, send)
        else:
            body = Body(receive, self.limit)
            await self.app(scope, body.receive, _with_headers(send, body))


def is_same_origin(headers: Headers) -> bool:
    """Tell whether a browser says that the request comes from a page of the desk; one that does not say is refused."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host") and site in (None, "same-origin")
    return site == "same-origin"


def is_too_large(headers: Headers, limit: int) -> bool:
    """Tell whether a body says of itself that it is larger than the limit."""
    length = headers.get("content-length", "0")
    return not length.isdecimal() or int(length) > limit


def _with_headers(send: Send, body: Body) -> Send:
    """Return a sender that adds the headers to every answer, and says of a body that was broken off why it was."""

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if body.is_too_large:
                message["status"] = 413
        await send(message)

    return sender
