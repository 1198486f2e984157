"""Model: the networks that come with the program."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LINES = FOLDER / "lines.onnx"
"""From a crop (`crops.alone`) to the logarithms of the chances of each sign at each place."""
FINDER = FOLDER / "finder.onnx"
"""From a page to where its lines are; taken unchanged from the package trueocr 0.1.1."""


@cache
def load(path: Path) -> Any:
    """Load a network; it computes with one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # with batches of all sizes it only grows
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def fingerprint() -> str:
    """Return the beginning of the hash of both networks: another one means other readings."""
    content = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in (LINES, FINDER))
    return hashlib.sha256(content).hexdigest()[:8]
