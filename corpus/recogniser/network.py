"""Network: what the recogniser computes, in PyTorch; used for training only.

A picture of a line, with what stands above and below it, goes in: 96 rows of ink, 0 for paper and 1 for black, the
line itself in the middle 32. Each four columns become one place: one look at the line as a whole, and one at the three
strips together, in which four heads choose the rows to attend to. Ten blocks of a depthwise convolution over nine
places, each gated by the mean of the line, lead to the scores of the signs. The shapes are those of the recogniser of
the package trueocr 0.1.1 (Apache-2.0), whose weights training starts from.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.recogniser.alphabet import SIGNS, START

Tensor = Any
Parameters = dict[str, Tensor]

BLOCKS = 10
HEADS = 4
STRIDE = 4
_NODES = {  # node of the start network: name of its weight here
    "/rec/stem/Conv": "stem",
    "/rec/context/patch/Conv": "patch",
    "/rec/context/dw/Conv": "near",
    "/rec/context/pw/Conv": "point",
    "/rec/context/score/Conv": "attend",
    "/rec/context/proj/Conv": "join",
    "/rec/head/Conv": "head",
}
_PARTS = {"dw": "near", "expand": "expand", "se/fc1": "gate.in", "se/fc2": "gate.out", "project": "project"}


def read_start(path: Path, seed: int) -> Parameters:
    """Read the weights of the start network, with room for the signs that it does not know."""
    import onnx
    import torch
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    values = {array.name: torch.tensor(numpy_helper.to_array(array).copy()) for array in graph.initializer}
    names = dict(_NODES)
    for block in range(BLOCKS):
        names |= {f"/rec/blocks.{block}/{part}/Conv": f"{block}.{name}" for part, name in _PARTS.items()}
    parameters: Parameters = {"attend.rows": values["rec.context.row_prior"]}
    for node in graph.node:
        if name := names.get(node.name):
            weight, *bias = [values[entry] for entry in node.input[1:]]
            parameters[f"{name}.weight"] = weight
            if bias:
                parameters[f"{name}.bias"] = bias[0]
    mean, variance = values["rec.stem_bn.running_mean"], values["rec.stem_bn.running_var"]
    parameters["scale"] = values["rec.stem_bn.weight"] / torch.sqrt(variance + 1e-5)
    parameters["shift"] = values["rec.stem_bn.bias"] - mean * parameters["scale"]
    return _widened(parameters, seed)


def _widened(parameters: Parameters, seed: int) -> Parameters:
    """Return parameters with small random weights for the added signs, which begin as unlikely."""
    import torch

    torch.manual_seed(seed)
    added = len(SIGNS) - len(START)
    weight, bias = parameters["head.weight"], parameters["head.bias"]
    more = torch.randn(added, *weight.shape[1:]) * weight.std() * 0.5
    parameters["head.weight"] = torch.cat([weight, more])
    parameters["head.bias"] = torch.cat([bias, torch.full((added,), float(bias.min()))])
    return {name: value.float().contiguous().requires_grad_() for name, value in parameters.items()}


def score(parameters: Parameters, ink: Tensor, lengths: Tensor | None = None) -> Tensor:
    """Score the signs at each place: `ink` is (batch, 1, 96, width), the result (batch, signs + 1, width / 4).

    `lengths` are the places that each line of the batch fills. Without them the batch is one line that fills all but
    the last, which shows what stands beside the line; for it there is no result.
    """
    import torch
    from torch.nn.functional import conv2d, hardswish

    p = parameters
    state = conv2d(ink[:, :, 32:64], p["stem.weight"], p["stem.bias"], stride=(32, STRIDE)) + _context(p, ink)
    if lengths is None:
        state, mask = state[:, :, :, :-1], None
    else:
        mask = (torch.arange(state.shape[3]) < lengths[:, None])[:, None, None].to(state.dtype)
    state = _within(hardswish(state * p["scale"][:, None, None] + p["shift"][:, None, None]), mask)
    for block in range(BLOCKS):
        weight, bias = p[f"{block}.near.weight"], p[f"{block}.near.bias"]
        beside = (0, weight.shape[2] // 2)
        inner = conv2d(state, weight.unsqueeze(2), bias, padding=beside, groups=weight.shape[0])
        inner = hardswish(_linear(p, f"{block}.expand", inner))
        gate = torch.relu(_linear(p, f"{block}.gate.in", _mean(inner, mask)))
        gate = torch.sigmoid(_linear(p, f"{block}.gate.out", gate))
        state = _within(state + _linear(p, f"{block}.project", inner * gate), mask)
    return _linear(p, "head", state).squeeze(2)


def _linear(p: Parameters, name: str, state: Tensor) -> Tensor:
    """Combine the channels of each place anew; four dimensions are what runtimes compute fastest."""
    from torch.nn.functional import conv2d

    return conv2d(state, p[f"{name}.weight"].unsqueeze(2), p[f"{name}.bias"])


def _within(state: Tensor, mask: Tensor | None) -> Tensor:
    return state if mask is None else state * mask


def _mean(inner: Tensor, mask: Tensor | None) -> Tensor:
    """Return the mean of each line."""
    from torch.nn.functional import adaptive_avg_pool2d

    if mask is None:
        return adaptive_avg_pool2d(inner, 1)
    return (inner * mask).sum(3, keepdim=True) / mask.sum(3, keepdim=True).clamp(min=1)


def _context(p: Parameters, ink: Tensor) -> Tensor:
    """Look at the line with what is above and below it."""
    import torch
    from torch.nn.functional import conv2d, hardswish

    look = hardswish(conv2d(ink, p["patch.weight"], p["patch.bias"], stride=STRIDE))
    look = conv2d(look, p["near.weight"], p.get("near.bias"), padding=1, groups=p["near.weight"].shape[0])
    look = hardswish(conv2d(look, p["point.weight"], p["point.bias"]))
    rows = torch.softmax(conv2d(look, p["attend.weight"], p["attend.bias"]) + p["attend.rows"], dim=2)
    batch, channels, height, width = look.shape
    heads = look.reshape(batch, HEADS, channels // HEADS, height, width) * rows.unsqueeze(2)
    return _linear(p, "join", heads.sum(3).reshape(batch, channels, 1, width))
