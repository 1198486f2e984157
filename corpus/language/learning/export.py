"""Export: the trained network as an ONNX graph over one stream of tokens, with small weights.

Tables are kept as bytes with a scale a row, weights as half floats; both become floats when the model is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.language.forms import Forms
from corpus.language.learning.network import Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]

OPSET = 17
# Processors without VNNI add pairs of products in 16 bits: seven bits of weight keep them from overflowing.
_WEIGHT_RANGE = 63


class _Graph:
    """Nodes and constants, gathered one by one; each method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def add_many(self, kind: str, results: int, *inputs: str, **attributes: Any) -> list[str]:
        """Add a node with several results."""
        from onnx import helper

        names = [f"{kind}_{len(self.nodes)}_{index}" for index in range(results)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names

    def constant(self, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def weight(self, values: NDArray[Any]) -> str:
        """Add a weight, kept as half floats."""
        return self.add("Cast", self.constant(values.astype(np.float16)), to=1)

    def gather(self, table: NDArray[Any], rows: str) -> str:
        """Add a look-up in a table kept as bytes, with one scale a row."""
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        kept = np.rint(table / scale).astype(np.int8)
        found = self.add("Cast", self.add("Gather", self.constant(kept), rows), to=1)
        return self.add("Mul", found, self.add("Gather", self.constant(scale.astype(np.float32)), rows))

    def shifted(self, values: str, reach: int, steps: Sequence[int]) -> list[str]:
        """Return the values `steps` places further on (before, where negative), zero beyond the ends."""
        padded = self.add("Pad", values, self.constant(np.array([reach, 0, reach, 0], np.int64)))
        moved = []
        for step in steps:
            end = step - reach if step < reach else np.iinfo(np.int64).max
            ends = [self.constant(np.array([place], np.int64)) for place in (step + reach, end)]
            moved.append(self.add("Slice", padded, *ends, self.constant(np.array([0], np.int64))))
        return moved

    def split(self, values: str, width: int) -> list[str]:
        """Part three results of equal width."""
        widths = self.constant(np.array([width] * 3, np.int64))
        return self.add_many("Split", 3, values, widths, axis=1)

    def linear(self, values: str, weight: NDArray[Any], bias: NDArray[Any] | None = None) -> str:
        """Multiply in bytes: values scaled as they come, weights scaled for each output."""
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / _WEIGHT_RANGE
        kept = np.rint(weight / scale[:, None]).astype(np.int8)
        small, step, zero = self.add_many("DynamicQuantizeLinear", 3, values)
        product = self.add("MatMulInteger", small, self.constant(kept.T), zero)
        both = self.add("Mul", step, self.constant(scale.astype(np.float32)))
        result = self.add("Mul", self.add("Cast", product, to=1), both)
        return result if bias is None else self.add("Add", result, self.constant(bias))

    def normed(self, values: str, gain: NDArray[Any]) -> str:
        return self.add("LayerNormalization", values, self.constant(gain), axis=-1, epsilon=1e-5)


def graph_of(parameters: Arrays, shape: Shape, forms: Forms) -> bytes:
    """Write the network as a serialized ONNX model.

    Inputs `words`, `pairs`, `gaps`, `cases`, `marks`: int32, one a token. Output `shares`: the probability of each
    form of each token's word, float32, tokens by forms.
    """
    from onnx import TensorProto, helper

    graph = _Graph()
    state = _window(graph, parameters)
    for index, step in enumerate(shape.steps):
        state = _block(graph, state, {name: parameters[f"{index}.{name}"] for name in _BLOCK}, step)
    encoded = graph.linear(
        graph.normed(state, parameters["out.norm"]), parameters["out.weight"], parameters["out.bias"]
    )
    shares = _shares(graph, encoded, parameters, forms)
    graph.nodes.append(helper.make_node("Identity", [shares], ["shares"]))
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, ["tokens"])
        for name in ("words", "pairs", "gaps", "cases", "marks")
    ]
    output = helper.make_tensor_value_info("shares", TensorProto.FLOAT, ["tokens", forms.table.shape[1]])
    whole = helper.make_graph(graph.nodes, "language", inputs, [output], graph.constants)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    return bytes(model.SerializeToString())


_BLOCK = ("norm", "near.weight", "near.bias", "far.weight")


def _window(graph: _Graph, parameters: Arrays) -> str:
    look = graph.gather(parameters["word"], "words")
    for name, rows in (("gap", "gaps"), ("case", "cases"), ("mark", "marks")):
        look = graph.add("Add", look, graph.add("Gather", graph.constant(parameters[name]), rows))
    pair = graph.gather(parameters["pair"], "pairs")
    window = graph.shifted(look, 2, (-2, -1, 0, 1, 2)) + graph.shifted(pair, 2, (-1, 0, 1, 2))
    return graph.linear(graph.add("Concat", *window, axis=1), parameters["window.weight"], parameters["window.bias"])


def _block(graph: _Graph, state: str, weights: Arrays, step: int) -> str:
    hidden = len(weights["near.bias"])
    wide = np.concatenate(np.split(weights["near.weight"], 3, axis=1))
    before, here, after = graph.split(graph.linear(graph.normed(state, weights["norm"]), wide), hidden)
    near = graph.add("Add", here, graph.constant(weights["near.bias"]))
    near = graph.add("Add", near, *graph.shifted(before, step, (-step,)))
    near = graph.add("Relu", graph.add("Add", near, *graph.shifted(after, step, (step,))))
    return graph.add("Add", state, graph.linear(near, weights["far.weight"]))


def _shares(graph: _Graph, encoded: str, parameters: Arrays, forms: Forms) -> str:
    looks = parameters["form"] + parameters["form.marks"][forms.marks]
    bias = np.where(np.arange(len(forms.marks)) == 0, -1e9, parameters["form.bias"]).astype(np.float32)
    rows = graph.add("Gather", graph.constant(forms.table.astype(np.int32)), "words")
    column = graph.add("Unsqueeze", encoded, graph.constant(np.array([2], np.int64)))
    scores = graph.add("MatMul", graph.gather(looks, rows), column)
    scores = graph.add("Squeeze", scores, graph.constant(np.array([2], np.int64)))
    return graph.add("Softmax", graph.add("Add", scores, graph.add("Gather", graph.constant(bias), rows)), axis=1)
