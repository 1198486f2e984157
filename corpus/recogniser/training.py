"""Training: rounds of fresh lines, the mean of the weights, checkpoints to go on from."""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.recogniser import network
from corpus.recogniser.alphabet import numbers_of
from corpus.recogniser.crops import cut, stack
from corpus.recogniser.damage import damage
from corpus.recogniser.rendering import Box, Family, Strip, strips
from corpus.recogniser.texts import Sources, write

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Line = tuple[NDArray[np.uint8], list[int]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn: each round draws its strips of lines, cuts them `passes` times, each time a little differently."""

    seed: int = 20_261_122
    rounds: int = 48
    strips: int = 300
    passes: int = 2
    columns: int = 9_000  # of all crops of a batch together
    rate: float = 7e-4
    warm_up: int = 100  # steps
    average_share: float = 0.003
    held_out: int = 90  # strips


def draw(sources: Sources, families: Sequence[Family], seed: int, count: int) -> Iterator[Strip]:
    """Yield damaged strips; the same seed gives the same ones."""
    chance = random.Random(seed)
    fresh = strips(write(sources, chance), families, chance)
    back = next(fresh)
    for strip in islice(fresh, count):
        yield damage(strip, back, chance)
        back = strip


def lines_of(found: Sequence[Strip], chance: random.Random) -> list[Line]:
    """Cut the lines out of strips, about where line finding would, and number their signs."""
    lines = []
    for strip in found:
        for text, box in zip(strip.texts, strip.boxes, strict=True):
            numbers = numbers_of(text)
            if numbers is not None:
                lines.append((cut(strip.grey, _shaken(box, chance)), numbers))
    return [line for line in lines if 2 * len(line[1]) < line[0].shape[1] // network.STRIDE or not line[1]]


def _shaken(box: Box, chance: random.Random) -> Box:
    """Move the edges of a box as line finding errs: mostly by little."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    wild = 2.2 if chance.random() < 0.15 else 1.0
    top, bottom = (chance.gauss(0, 0.055) * wild for _ in range(2))
    left, right = (chance.gauss(0.06, 0.07) * wild for _ in range(2))
    return x0 - left * height, y0 - top * height, x1 + right * height, y1 + bottom * height


def batches(lines: list[Line], columns: int, chance: random.Random) -> Iterator[list[Line]]:
    """Yield batches of lines of about the same width, in any order."""
    ordered = sorted(lines, key=lambda line: line[0].shape[1] * chance.uniform(0.95, 1.05))
    found: list[list[Line]] = [[]]
    for line in ordered:
        if found[-1] and (len(found[-1]) + 1) * line[0].shape[1] > columns:
            found.append([])
        found[-1].append(line)
    chance.shuffle(found)
    yield from found


class Learner:
    """The weights while they are learnt, with their running mean."""

    def __init__(self, parameters: network.Parameters, plan: Plan) -> None:
        import torch

        self.plan = plan
        self.parameters = parameters
        self.average = {name: value.detach().clone() for name, value in parameters.items()}
        self.optimizer = torch.optim.AdamW(list(parameters.values()), lr=plan.rate, weight_decay=1e-4)
        self.round = self.step = 0

    def learn(self, batch: list[Line]) -> float:
        """Take one step and return the loss."""
        import torch

        ink, places = (torch.from_numpy(array) for array in stack([crop for crop, _ in batch]))
        self._set_rate()
        loss = _loss(network.score(self.parameters, ink, places), places, [numbers for _, numbers in batch])
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(self.parameters.values()), 2.0)
        self.optimizer.step()
        self.step += 1
        with torch.no_grad():
            for name, value in self.parameters.items():
                self.average[name].lerp_(value, max(self.plan.average_share, 1 / self.step))
        return float(loss.detach())

    def _set_rate(self) -> None:
        done = self.round / self.plan.rounds
        rate = self.plan.rate * min(1.0, (self.step + 1) / self.plan.warm_up) * (0.5 + 0.5 * math.cos(math.pi * done))
        for group in self.optimizer.param_groups:
            group["lr"] = rate + 1e-6

    def state(self) -> dict[str, Any]:
        """Return all that is needed to go on."""
        return {
            "parameters": {name: value.detach() for name, value in self.parameters.items()},
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "round": self.round,
            "step": self.step,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state."""
        import torch

        with torch.no_grad():
            for name, value in state["parameters"].items():
                self.parameters[name].copy_(value)
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.round, self.step = state["round"], state["step"]


def _loss(scores: Any, places: Any, texts: list[list[int]]) -> Any:
    """Return the mean loss of a batch (connectionist temporal classification, Graves et al. 2006)."""
    import torch

    logs = torch.log_softmax(scores.float(), dim=1).permute(2, 0, 1)
    lengths = torch.tensor([len(text) for text in texts])
    labels = torch.tensor([number for text in texts for number in text], dtype=torch.long)
    return torch.nn.functional.ctc_loss(logs, labels, places, lengths, blank=0, zero_infinity=True)


def held_out_lines(sources: Sources, families: Sequence[Family], plan: Plan) -> list[Line]:
    """Return lines that are not learnt from, drawn and damaged as the others are."""
    return lines_of(list(draw(sources, families, plan.seed, plan.held_out)), random.Random(plan.seed))


def run(learner: Learner, sources: Sources, families: Sequence[Family], checkpoint: Path) -> None:
    """Learn round after round; a checkpoint found is gone on from."""
    import torch

    plan = learner.plan
    if checkpoint.exists():
        learner.restore(torch.load(checkpoint))
    held_out = held_out_lines(sources, families, plan)
    while learner.round < plan.rounds:
        begin = time.process_time()
        seed = plan.seed + 1 + learner.round
        chance = random.Random(seed)
        found = list(draw(sources, families, seed, plan.strips))
        losses = []
        for _ in range(plan.passes):
            losses += [learner.learn(batch) for batch in batches(lines_of(found, chance), plan.columns, chance)]
        learner.round += 1
        partial = checkpoint.with_suffix(".part")
        torch.save(learner.state(), partial)
        partial.replace(checkpoint)
        wrong = error_rate(learner.average, held_out) if learner.round % 4 == 0 else math.nan
        _log(learner, sum(losses) / len(losses), wrong, time.process_time() - begin)


def _log(learner: Learner, loss: float, wrong: float, seconds: float) -> None:
    text = f"round {learner.round}/{learner.plan.rounds} step {learner.step} loss {loss:.4f} CPU {seconds:.0f} s"
    sys.stderr.write(text + ("" if math.isnan(wrong) else f" held-out CER {100 * wrong:.3f} %") + "\n")


def error_rate(parameters: network.Parameters, lines: list[Line]) -> float:
    """Return the share of signs that are read wrong, with the likeliest sign taken at each place."""
    import torch
    from rapidfuzz.distance import Levenshtein

    wrong = signs = 0
    with torch.no_grad():
        for batch in batches(lines, 9_000, random.Random(0)):
            ink, places = (torch.from_numpy(array) for array in stack([crop for crop, _ in batch]))
            best = network.score(parameters, ink, places).argmax(1)
            for row, length, (_, numbers) in zip(best, places.tolist(), batch, strict=True):
                wrong += Levenshtein.distance(spelled(row[:length].tolist()), numbers)
                signs += len(numbers)
    return wrong / max(1, signs)


def spelled(classes: list[int]) -> list[int]:
    """Return the signs that a row of classes spells: repeated ones count once, class 0 not at all."""
    before = [0, *classes]
    return [number for last, number in zip(before, classes, strict=False) if number and number != last]
