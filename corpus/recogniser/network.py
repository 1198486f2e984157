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


def score(parameters: Parameters, ink: Tensor, lengths: Tensor) -> Tensor:
    """Score the signs at each place: `ink` is (batch, 1, 96, width), the result (batch, signs + 1, width / 4).

    `lengths` are the places that each line of the batch fills.
    """
    import torch
    from torch.nn.functional import conv1d, conv2d, hardswish

    p = parameters
    state = conv2d(ink[:, :, 32:64], p["stem.weight"], p["stem.bias"], stride=(32, STRIDE)).squeeze(2)
    state = state + _context(p, ink)
    mask = (torch.arange(state.shape[2]) < lengths[:, None]).unsqueeze(1).to(state.dtype)
    state = hardswish(state * p["scale"][:, None] + p["shift"][:, None]) * mask
    count = mask.sum(2, keepdim=True).clamp(min=1)
    for block in range(BLOCKS):
        weight, bias = p[f"{block}.near.weight"], p[f"{block}.near.bias"]
        inner = conv1d(state, weight, bias, padding=weight.shape[2] // 2, groups=weight.shape[0])
        inner = hardswish(conv1d(inner, p[f"{block}.expand.weight"], p[f"{block}.expand.bias"]))
        gate = (inner * mask).sum(2, keepdim=True) / count
        gate = torch.relu(conv1d(gate, p[f"{block}.gate.in.weight"], p[f"{block}.gate.in.bias"]))
        gate = torch.sigmoid(conv1d(gate, p[f"{block}.gate.out.weight"], p[f"{block}.gate.out.bias"]))
        state = state + conv1d(inner * gate, p[f"{block}.project.weight"], p[f"{block}.project.bias"])
        state = state * mask
    return conv1d(state, p["head.weight"], p["head.bias"])


def _context(p: Parameters, ink: Tensor) -> Tensor:
    """Look at the line with what is above and below it."""
    import torch
    from torch.nn.functional import conv1d, conv2d, hardswish

    look = hardswish(conv2d(ink, p["patch.weight"], p["patch.bias"], stride=STRIDE))
    look = conv2d(look, p["near.weight"], p.get("near.bias"), padding=1, groups=p["near.weight"].shape[0])
    look = hardswish(conv2d(look, p["point.weight"], p["point.bias"]))
    rows = torch.softmax(conv2d(look, p["attend.weight"], p["attend.bias"]) + p["attend.rows"], dim=2)
    batch, channels, height, width = look.shape
    heads = look.reshape(batch, HEADS, channels // HEADS, height, width) * rows.unsqueeze(2)
    return conv1d(heads.sum(3).reshape(batch, channels, width), p["join.weight"], p["join.bias"])
