"""Strangers are kept out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.config import Config
from pipeline.web.guard import FORM_OVERHEAD
from tests.pipeline.web.conftest import HERE, SAME_ORIGIN, TestClient

REFUSED = {
    "nothing said": {},
    "another site": {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    "another port of this machine": {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-site"},
    "a page without an origin": {"origin": "null"},
    "an address bar": {"sec-fetch-site": "none"},
    "a lie about one of the two": {"origin": HERE, "sec-fetch-site": "cross-site"},
}
ACCEPTED = {
    "both": SAME_ORIGIN,
    "an old browser": {"origin": HERE},
    "a browser that hides the origin": {"sec-fetch-site": "same-origin"},
}


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8300", "127.0.0.1.evil.example", "192.168.1.9", ""])
def test_foreign_hosts_are_refused(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8300"])
def test_this_machine_is_let_in(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/upload", "/task/abc"])
@pytest.mark.parametrize("headers", REFUSED.values(), ids=REFUSED)
def test_changes_asked_for_elsewhere_are_refused(browser: TestClient, path: str, headers: dict[str, str]) -> None:
    assert browser.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", ACCEPTED.values(), ids=ACCEPTED)
def test_changes_asked_for_here_are_let_through(browser: TestClient, headers: dict[str, str]) -> None:
    assert browser.post("/task/abc", data={"note": "x"}, headers=headers).status_code == 404


def test_every_answer_forbids_foreign_content(browser: TestClient) -> None:
    for path in ("/", "/document/1", "/static/desk.js", "/khong-co", "/document/1/original"):
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_body_that_hides_its_size_is_broken_off(empty: TestClient, config: Config) -> None:
    def endless() -> Iterator[bytes]:
        head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        yield head
        for _ in range((config.max_bytes + FORM_OVERHEAD) // 65_536 + 2):
            yield b"x" * 65_536

    headers = SAME_ORIGIN | {"content-type": "multipart/form-data; boundary=x"}
    assert empty.post("/upload", content=endless(), headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-5", "abc"])
def test_a_size_that_is_no_number_is_refused(empty: TestClient, length: str) -> None:
    assert empty.post("/upload", headers=SAME_ORIGIN | {"content-length": length}).status_code == 413


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_page_of_the_framework_is_served(empty: TestClient, path: str) -> None:
    assert empty.get(path).status_code == 404
