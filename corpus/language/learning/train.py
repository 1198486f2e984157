"""Train the language model: `python -m corpus.language.learning.train --data DIR --out corpus/language`.

DIR holds `corpus/train.txt.xz`, `corpus/dev_strict.txt.xz`, `corpus/supplement_wikipedia_ccbysa.txt.xz` and
`directives/`. Needs PyTorch, onnx and vietnam-provinces beside the program's own libraries; takes about an hour and a
half on one core. Encoded samples and checkpoints are kept in the work folder: the same command, given again, goes on.
Writes `marks.onnx.gz`, `runs.npz`, `vocabulary.txt.xz` and `model.json` (hashes of data and model, settings, figures).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from corpus.language import forms, model, runs, samples, vocabulary
from corpus.language.learning import counting, export, gazetteer, measure, network, training

_CORPUS = ("train.txt.xz", "dev_strict.txt.xz", "supplement_wikipedia_ccbysa.txt.xz")
# Directives are what the model is for, and they are a twentieth of the text: provincial decisions, plans, dispatches.
_LIKE_DIRECTIVES = re.compile(r"tai_lieu_noi_bo|CongBot|Kế_hoạch|Chỉ_thị|Công_văn|Công_điện|Quyết_định")
_SHARES = {"directives": 4, "laws": 1, "general": 1, "places": 3}
# And how often their runs are counted.
_TIMES = {"directives": 2}
_MEASURED = 300_000


def main(arguments: list[str] | None = None) -> int:
    """Prepare the samples, learn, export and measure."""
    parser = argparse.ArgumentParser(prog="corpus.language.learning.train", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the language data")
    parser.add_argument("--out", type=Path, default=runs.FOLDER, help="where the model is written")
    parser.add_argument("--work", type=Path, default=Path("build/language"), help="samples and checkpoints")
    parser.add_argument("--epochs", type=float, default=training.Plan().epochs, help="how often to show the text")
    chosen = parser.parse_args(arguments)
    lacking = [name for name in ("torch", "onnx") if importlib.util.find_spec(name) is None]
    if lacking:
        print(f"Training needs {' and '.join(lacking)}: pip install {' '.join(lacking)}", file=sys.stderr)
        return 2
    chosen.work.mkdir(parents=True, exist_ok=True)
    plan = training.Plan(epochs=chosen.epochs)
    words, domains = prepare(chosen.data / "corpus", chosen.work, plan.seed)
    row = forms.lay_out(words)
    parameters = learn(row, domains, plan, chosen.work)
    vocabulary.save(words, chosen.out / runs.VOCABULARY)
    graph = export.graph_of(parameters, network.Shape(), row)
    (chosen.out / model.FILES[0]).write_bytes(gzip.compress(graph, mtime=0))
    counted = counting.count([(domain.samples, _TIMES.get(domain.name, 1)) for domain in domains], words)
    (chosen.out / runs.RUNS).write_bytes(runs.pack(counted))
    report = {
        "data": {name: _hash((chosen.data / "corpus" / name).read_bytes()) for name in _CORPUS},
        "settings": {"plan": asdict(plan), "shape": asdict(network.Shape()), "shares": _SHARES},
        "tokens": {domain.name: len(domain.samples) for domain in domains},
        "figures": figures(chosen.out, chosen.data),
        "sha256": {name: _hash((chosen.out / name).read_bytes()) for name in model.FILES},
    }
    (chosen.out / "model.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def prepare(corpus: Path, work: Path, seed: int) -> tuple[vocabulary.Vocabulary, list[training.Domain]]:
    """Count the words and encode the text, or read what an earlier run kept in the work folder."""
    kept = work / "vocabulary.txt.xz"
    if not kept.exists():
        counts = Counter[str]()
        for lines in _texts(corpus).values():
            counts += samples.count_forms(lines)
        vocabulary.save(vocabulary.build(counts), kept)
    words = vocabulary.load(kept)
    for name, lines in _texts(corpus).items():
        if not (work / f"{name}.npz").exists():
            samples.encode(lines, words).save(work / f"{name}.npz")
    columns = {name: samples.load(work / f"{name}.npz") for name in ("directives", "laws", "general")}
    columns["places"] = samples.encode(gazetteer.place_lines(seed), words)
    return words, [training.Domain(name, columns[name], share) for name, share in _SHARES.items()]


def _texts(corpus: Path) -> dict[str, Iterable[str]]:
    official, general = corpus / "train.txt.xz", corpus / "supplement_wikipedia_ccbysa.txt.xz"

    def lines_of(path: Path, *, like_directives: bool | None = None) -> Iterable[str]:
        for origin, lines in samples.read_documents(path):
            if like_directives is None:
                wanted = not samples.is_held_out(origin)
            else:
                wanted = bool(_LIKE_DIRECTIVES.search(origin)) == like_directives
            yield from lines if wanted else ()

    return {
        "directives": lines_of(official, like_directives=True),
        "laws": lines_of(official, like_directives=False),
        "general": lines_of(general),
    }


def learn(row: forms.Forms, domains: list[training.Domain], plan: training.Plan, work: Path) -> export.Arrays:
    """Train on one thread and return the parameters."""
    import torch

    torch.set_num_threads(1)
    learner = training.Learner(network.Shape(), row, plan)
    training.run(learner, domains, work / "checkpoint.pt")
    return {name: values.numpy() for name, values in learner.average.items()}


def figures(out: Path, data: Path) -> dict[str, dict[str, float]]:
    """Measure the written model on text it has not seen."""
    learnt = model.load_model(out)
    found = {}
    for name, documents in measure.TEXTS.items():
        result = measure.measure(learnt, measure.drawn(documents(data), _MEASURED))
        found[name] = {"syllables": result.asked, "right": round(result.share, 5)}
    return found


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
