"""Correction: text in, restored text out, line for line, with every edit on record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from normalizers.folding import fold
from pipeline.document import Document, Edit, Page, Reading, Source, Span, Text
from pipeline.tools import Tools

# These say which letters the characters of a file are; they do not change letters.
_READING = ("encodings", "unicode")


def correct(text: str, tools: Tools, *, marks_only: bool) -> Text:
    """Return the text as it was meant; its lines stay as many as they are.

    With `marks_only` no letter, sign or blank changes: letters only get marks.
    """
    document = _document_of(text)
    allowed: Callable[[Edit], bool] = _keeps_letters if marks_only else _keeps_lines
    for normalizer in tools.normalizers:
        edits = [e for e in normalizer.propose(document, tools.knowledge) if _keeps_lines(e) and allowed(e)]
        document = replace(document, text=document.text.apply(edits))
    return document.text


def _document_of(text: str) -> Document:
    content = text.encode("utf-8", errors="surrogatepass")
    source = Source("-", Path("-"), hashlib.sha256(content).hexdigest(), "text/plain", len(content), "text")
    page = Page(1, readings=(Reading("text", "text", text),), raw=Span(0, len(text)))
    return Document(source, (page,), Text.of(text))


def _keeps_lines(edit: Edit) -> bool:
    return _breaks(edit.old) == _breaks(edit.new)


def _breaks(text: str) -> int:
    # Between two letters, so that breaks at either end count too.
    return len(f"a{text}a".splitlines())


def _keeps_letters(edit: Edit) -> bool:
    return edit.rule.startswith(_READING) or fold(edit.old) == fold(edit.new)
