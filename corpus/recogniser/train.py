"""Train the recogniser: `python -m corpus.recogniser.train --data DIR --fonts DIR... --work DIR`.

DIR holds `corpus/train.txt.xz`. Needs PyTorch, onnx and the package trueocr (its weights are where training starts)
beside the program's own libraries, and fonts with Vietnamese letters; takes some hours of one core. A checkpoint is
kept in the work folder after each round: the same command, given again, goes on. Writes `lines.onnx` and `model.json`
(hashes of data and model, settings, figures).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from dataclasses import asdict
from pathlib import Path

from corpus.recogniser import export, network, rendering, texts, training
from corpus.recogniser.model import FINDER, FOLDER

_SYSTEM_FONTS = Path("/usr/share/fonts")
_NEEDED = ("torch", "onnx", "trueocr")


def main(arguments: list[str] | None = None) -> int:
    """Draw lines, learn, export."""
    parser = argparse.ArgumentParser(prog="corpus.recogniser.train", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the language data")
    parser.add_argument("--fonts", type=Path, nargs="*", default=[_SYSTEM_FONTS], help="folders of fonts")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the model is written")
    parser.add_argument("--work", type=Path, default=Path("build/recogniser"), help="checkpoints")
    parser.add_argument("--rounds", type=int, default=training.Plan().rounds, help="how long to learn")
    chosen = parser.parse_args(arguments)
    lacking = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        print(f"Training needs {' and '.join(lacking)}: pip install {' '.join(lacking)}", file=sys.stderr)
        return 2
    chosen.work.mkdir(parents=True, exist_ok=True)
    plan = training.Plan(rounds=chosen.rounds)
    corpus, start = chosen.data / "corpus" / "train.txt.xz", _start()
    families = rendering.find_families(chosen.fonts)
    sources = texts.gather(corpus, plan.seed)
    learner = learn(sources, families, start, plan, work=chosen.work)
    wrong = training.error_rate(learner.average, training.held_out_lines(sources, families, plan))
    model = chosen.out / "lines.onnx"
    model.write_bytes(export.graph_of(learner.average))
    report = {
        "start": {"package": "trueocr 0.1.1", "licence": "Apache-2.0", "sha256": _hash(start)},
        "data": {corpus.name: _hash(corpus)},
        "fonts": {family.name: [style for style, _ in family.files] for family in families},
        "settings": asdict(plan),
        "steps": learner.step,
        "figures": {"held-out lines, characters wrong (%)": round(100 * wrong, 3)},
        "sha256": {path.name: _hash(path) for path in (model, FINDER)},
    }
    (chosen.out / "model.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def learn(
    sources: texts.Sources,
    families: tuple[rendering.Family, ...],
    start: Path,
    plan: training.Plan,
    *,
    work: Path,
) -> training.Learner:
    """Train on one thread."""
    import cv2
    import torch

    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    learner = training.Learner(network.read_start(start, plan.seed), plan)
    training.run(learner, sources, families, work / "checkpoint.pt")
    return learner


def _start() -> Path:
    """Return the file of the weights that training starts from."""
    found = importlib.util.find_spec("trueocr")
    return Path(found.origin if found and found.origin else "trueocr").parent / "models" / "rec.onnx"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
