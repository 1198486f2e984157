"""What the stages of the line work with, built once and handed to each."""

from __future__ import annotations

from dataclasses import dataclass

import extractors
import normalizers
from corpus.knowledge import Knowledge
from extractors import Extractor
from normalizers import Normalizer
from pipeline import ocr, readers
from pipeline.config import Config
from pipeline.ocr import OcrEngine
from pipeline.readers import Reader
from pipeline.registry import discover


@dataclass(frozen=True, slots=True)
class Tools:
    """The configuration, what is known of state and language, and every part the registry finds, in order of rank."""

    config: Config
    knowledge: Knowledge
    readers: tuple[Reader, ...]
    engines: tuple[OcrEngine, ...]
    normalizers: tuple[Normalizer, ...]
    extractors: tuple[Extractor, ...]

    @classmethod
    def build(cls, config: Config) -> Tools:
        """Find the parts and load what they need, as the configuration says."""
        return cls(
            config=config,
            knowledge=Knowledge.load(config.reference_dir),
            readers=tuple(sorted(discover(readers, Reader), key=lambda r: r.rank)),
            engines=tuple(sorted(discover(ocr, OcrEngine), key=lambda e: e.rank)),
            normalizers=tuple(sorted(discover(normalizers, Normalizer), key=lambda n: n.rank)),
            extractors=discover(extractors, Extractor),
        )
