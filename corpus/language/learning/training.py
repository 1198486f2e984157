"""Training: from samples to the parameters of the network, with checkpoints to go on from."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.language.forms import Forms
from corpus.language.learning import network
from corpus.language.runs import UNLABELLED
from corpus.language.samples import Samples
from corpus.language.tokens import GAPS, LOWER, UPPER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Batch = tuple[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn: each domain's samples are shown `shares` times an epoch, in shuffled stretches of `length`."""

    seed: int = 20_261_122
    epochs: float = 1.0
    length: int = 160
    batch: int = 64
    rate: float = 3e-3
    warm_up: int = 200
    checkpoint_every: int = 100
    average_every: int = 4
    average_share: float = 0.01


@dataclass(frozen=True, slots=True)
class Domain:
    """Samples of one kind of text, and how often an epoch shows them."""

    name: str
    samples: Samples
    share: int


def stretches(domains: Sequence[Domain], plan: Plan, skipped: int = 0) -> Iterator[tuple[NDArray[Any], ...]]:
    """Yield batches of stretches (words, gaps, cases, labels: batch by length), domains mixed, epoch after epoch.

    The first `skipped` batches are left out.
    """
    epoch = step = 0
    while True:
        chance = np.random.default_rng((plan.seed, epoch))
        begins = np.concatenate([_begins(index, domain, plan, chance) for index, domain in enumerate(domains)])
        chance.shuffle(begins)
        for first in range(0, len(begins) - plan.batch + 1, plan.batch):
            step += 1
            if step <= skipped:
                continue
            rows = begins[first : first + plan.batch]
            columns = [
                [column[begin : begin + plan.length] for column in domains[index].samples.columns()]
                for index, begin in rows
            ]
            yield tuple(np.stack(column).astype(np.int64) for column in zip(*columns, strict=True))
        epoch += 1


def _begins(index: int, domain: Domain, plan: Plan, chance: np.random.Generator) -> NDArray[Any]:
    found = []
    for _ in range(domain.share):
        begins = np.arange(int(chance.integers(plan.length)), len(domain.samples) - plan.length, plan.length)
        found.append(np.stack([np.full(len(begins), index), begins], axis=1))
    return np.concatenate(found)


def steps_of(domains: Sequence[Domain], plan: Plan) -> int:
    """Return how many steps the plan takes."""
    shown = sum(len(domain.samples) * domain.share for domain in domains)
    return int(plan.epochs * shown / (plan.length * plan.batch))


def roughen(columns: tuple[NDArray[Any], ...], chance: np.random.Generator) -> tuple[NDArray[Any], ...]:
    """Make some stretches like what comes off paper: broken lines, all capitals, no capitals, words never seen."""
    words, gaps, cases, labels = columns
    rows = (len(words), 1)
    broken = (chance.random(rows) < 0.3) & (chance.random(words.shape) < 0.08) & (gaps == GAPS.index("space"))
    gaps = np.where(broken, GAPS.index("line"), gaps)
    kind = chance.random(rows)
    cases = np.where(kind < 0.04, UPPER, np.where(kind > 0.96, LOWER, cases))
    lost = chance.random(words.shape) < 0.003
    return np.where(lost, 0, words), gaps, cases, np.where(lost, UNLABELLED, labels)


def known_places(labels: NDArray[Any], chance: np.random.Generator) -> NDArray[Any]:
    """Choose the tokens whose marks are shown: none in most stretches, a random share in the others."""
    rows = (len(labels), 1)
    share = np.where(chance.random(rows) < 0.75, 0.0, chance.random(rows))
    return np.asarray((chance.random(labels.shape) < share) & (labels != UNLABELLED))


class Learner:
    """The parameters on their way, with the optimiser's memory and the number of steps taken.

    `average` is the running mean of the parameters over the last few hundred steps: it is what is exported, and nearly
    as good at any step as the parameters are at the end of the plan.
    """

    def __init__(self, shape: network.Shape, forms: Forms, plan: Plan) -> None:
        import torch

        self.shape, self.plan = shape, plan
        self.table, self.marks = torch.tensor(forms.table), torch.tensor(forms.marks)
        self.parameters = network.initial(shape, forms, plan.seed)
        self.optimizer = torch.optim.AdamW(
            self.parameters.values(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.0, foreach=True
        )
        self.average = {name: values.detach().clone() for name, values in self.parameters.items()}
        self.step = 0

    def learn(self, columns: tuple[NDArray[Any], ...], rate: float) -> tuple[float, float]:
        """Take one step; return the loss and the share of right forms among the tokens that have a choice."""
        import torch
        from torch.nn.functional import cross_entropy

        chance = np.random.default_rng((self.plan.seed, 1, self.step))
        words, gaps, cases, labels = (torch.from_numpy(c) for c in roughen(columns, chance))
        known = torch.from_numpy(known_places(labels.numpy(), chance))
        marks = torch.zeros_like(words)
        marks[known] = self.marks[self.table[words[known], labels[known]]]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = network.encode(self.parameters, self.shape, (words, gaps, cases, marks))
        asked = (labels != UNLABELLED) & ~known & (self.table[words, 1] != 0)
        scores = network.score(self.parameters, self.table[words[asked]], self.marks, encoded[asked])
        loss = cross_entropy(scores, labels[asked])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        self.step += 1
        if self.step % self.plan.average_every == 0:
            for name, values in self.parameters.items():
                self.average[name].lerp_(values.detach(), self.plan.average_share)
        return float(loss.detach()), float((scores.argmax(1) == labels[asked]).float().mean())

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        import torch

        state = {
            "parameters": self.parameters,
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint."""
        import torch

        state = torch.load(path)
        with torch.no_grad():
            for name, values in state["parameters"].items():
                self.parameters[name].copy_(values)
                self.average[name].copy_(state["average"][name])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]


def run(learner: Learner, domains: Sequence[Domain], checkpoint: Path) -> None:
    """Take all steps of the plan, from the checkpoint if there is one; tell how it goes on standard error."""
    plan = learner.plan
    if checkpoint.exists():
        learner.resume(checkpoint)
    total = steps_of(domains, plan)
    started, first = time.monotonic(), learner.step
    right = 0.0
    for columns in stretches(domains, plan, learner.step):
        if learner.step >= total:
            break
        loss, share = learner.learn(columns, _rate(learner.step, total, plan))
        right = share if learner.step == first + 1 else 0.98 * right + 0.02 * share
        if learner.step % plan.checkpoint_every == 0:
            learner.save(checkpoint)
            speed = (learner.step - first) * plan.batch * plan.length / (time.monotonic() - started)
            print(
                f"step {learner.step}/{total} loss {loss:.4f} right {right:.4f} tokens/s {speed:.0f}", file=sys.stderr
            )
    learner.save(checkpoint)


def _rate(step: int, total: int, plan: Plan) -> float:
    """Warm up, then fall in a straight line to nothing."""
    return plan.rate * min(1.0, (step + 1) / plan.warm_up) * max(0.0, 1 - step / total)
