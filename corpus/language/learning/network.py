"""Network: what the model computes, in PyTorch; used for training only.

Each token is embedded by its word, its kind of gap and case, and its marks where they are known. Pairs of neighbours
have an embedding of their own, in a hashed table: two words without marks mostly settle each other. A window of five
tokens feeds a stack of dilated convolutions; the result is compared with an embedding of each form of the word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.language.forms import Forms, pair_places
from corpus.language.tokens import GAPS

if TYPE_CHECKING:
    Tensor = Any
    Parameters = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network; `steps` are the distances that each convolution reaches to both sides."""

    word: int = 128
    pair: int = 32
    pairs: int = 1 << 17
    width: int = 256
    hidden: int = 192
    form: int = 64
    steps: tuple[int, ...] = (1, 2, 4, 8, 1)


def initial(shape: Shape, forms: Forms, seed: int) -> Parameters:
    """Draw the parameters."""
    import torch

    torch.manual_seed(seed)
    width, hidden = shape.width, shape.hidden

    def drawn(*sizes: int, scale: float) -> Tensor:
        return (torch.randn(*sizes) * scale).requires_grad_()

    window = 5 * shape.word + 4 * shape.pair
    parameters = {
        "word": drawn(len(forms.table), shape.word, scale=0.3),
        "gap": drawn(len(GAPS), shape.word, scale=0.1),
        "case": drawn(4, shape.word, scale=0.1),
        "mark": drawn(forms.classes, shape.word, scale=0.1),
        "pair": drawn(shape.pairs, shape.pair, scale=0.1),
        "window.weight": drawn(width, window, scale=window**-0.5),
        "window.bias": torch.zeros(width, requires_grad=True),
        "out.norm": torch.ones(width, requires_grad=True),
        "out.weight": drawn(shape.form, width, scale=width**-0.5),
        "out.bias": torch.zeros(shape.form, requires_grad=True),
        "form": drawn(len(forms.marks), shape.form, scale=0.05),
        "form.marks": drawn(forms.classes, shape.form, scale=0.1),
        "form.bias": torch.tensor(forms.prior, requires_grad=True),
    }
    for index in range(len(shape.steps)):
        parameters[f"{index}.norm"] = torch.ones(width, requires_grad=True)
        parameters[f"{index}.near.weight"] = drawn(hidden, 3 * width, scale=(3 * width) ** -0.5)
        parameters[f"{index}.near.bias"] = torch.zeros(hidden, requires_grad=True)
        parameters[f"{index}.far.weight"] = drawn(width, hidden, scale=0.5 * hidden**-0.5)
    return parameters


def encode(parameters: Parameters, shape: Shape, tokens: tuple[Tensor, Tensor, Tensor, Tensor]) -> Tensor:
    """Compute what each place of a batch (words, gaps, cases, marks: batch by length) says of its own form."""
    from torch.nn.functional import embedding, layer_norm, linear, relu

    words, gaps, cases, marks = tokens
    look = embedding(words, parameters["word"]) + embedding(gaps, parameters["gap"])
    look = look + embedding(cases, parameters["case"]) + embedding(marks, parameters["mark"])
    pair = embedding(pair_places(words, shape.pairs), parameters["pair"])
    window = [_shifted(look, by) for by in (-2, -1, 0, 1, 2)] + [_shifted(pair, by) for by in (-1, 0, 1, 2)]
    state = linear(_cat(window), parameters["window.weight"], parameters["window.bias"])
    for index, step in enumerate(shape.steps):
        normed = layer_norm(state, (shape.width,), parameters[f"{index}.norm"])
        near = _cat([_shifted(normed, -step), normed, _shifted(normed, step)])
        near = relu(linear(near, parameters[f"{index}.near.weight"], parameters[f"{index}.near.bias"]))
        state = state + linear(near, parameters[f"{index}.far.weight"])
    state = layer_norm(state, (shape.width,), parameters["out.norm"])
    return linear(state, parameters["out.weight"], parameters["out.bias"])


def score(parameters: Parameters, forms: Tensor, marks: Tensor, encoded: Tensor) -> Tensor:
    """Score the forms (rows of places in the row of forms, 0 for none) of each encoded token."""
    import torch
    from torch.nn.functional import embedding

    looks = parameters["form"] + parameters["form.marks"][marks]
    scores = torch.einsum("nfe,ne->nf", embedding(forms, looks), encoded.float())
    scores = scores + parameters["form.bias"][forms]
    return scores.masked_fill(forms == 0, -1e9)


def _shifted(values: Tensor, by: int) -> Tensor:
    """Return the values `by` places further on (before, where negative), zero beyond the ends."""
    from torch.nn.functional import pad

    if by == 0:
        return values
    if by > 0:
        return pad(values[:, by:], (0, 0, 0, by))
    return pad(values[:, :by], (0, 0, -by, 0))


def _cat(parts: list[Tensor]) -> Tensor:
    import torch

    return torch.cat(parts, dim=-1)
