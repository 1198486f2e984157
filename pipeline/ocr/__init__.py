"""OCR: from the picture of a page to its words. One file an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.document import Reading

if TYPE_CHECKING:
    from pipeline.readers import Image


OWN, BOTH = "vanthu", "both"
"""The name of our own engine, and what stands for it with a second opinion where one is asked for."""


@dataclass(frozen=True, slots=True)
class OcrEngine:
    """A program that reads pictures.

    Attributes:
        name: Name of the engine.
        rank: The engine with the lowest rank that is installed reads first.
        version: Returns name, version and language in one string, None where the engine is not installed.
        recognise: Takes RGB pixels of shape (height, width, 3), their resolution in dots per inch and the page number;
            returns the page in reading order, boxes in PDF points. Raises `ToolError`.
        safe_here: Whether it may run in the process that files: as a program of its own, whose crash can take nothing
            with it, or as part of this one. Any other engine is run in processes that may die.
    """

    name: str
    rank: int
    version: Callable[[], str | None]
    recognise: Callable[[Image, float, int, Config], Reading]
    safe_here: bool = False


def take_one_thread() -> None:
    """Let pictures be worked on by one thread: pages are read in parallel, and threads would wait for each other."""
    import cv2

    cv2.setNumThreads(1)
