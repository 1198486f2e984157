"""Export: the trained network as an ONNX graph from crops to the logarithms of the chances of each sign.

Weights are kept as half floats; they become floats when the model is loaded.
"""

from __future__ import annotations

import io
from typing import Any

from corpus.recogniser import network
from corpus.recogniser.crops import HEIGHT

OPSET = 17
_SMALL = 1_000  # weights of a row this short are not worth a conversion


def graph_of(parameters: network.Parameters) -> bytes:
    """Return the graph for one line: `ink` (1, 1, 96, width) from 0 to 255 in, `chances` (places, signs) out."""
    import torch

    frozen = {name: value.detach() for name, value in parameters.items()}

    class Reader(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        """Wraps the function, for what the exporter takes is a module."""

        def forward(self, ink: Any) -> Any:
            return torch.log_softmax(network.score(frozen, ink.float() / 255)[0].transpose(0, 1), dim=1)

    target = io.BytesIO()
    torch.onnx.export(
        Reader().eval(),
        (torch.zeros(1, 1, HEIGHT, 64, dtype=torch.uint8),),
        target,
        opset_version=OPSET,
        dynamo=False,
        input_names=["ink"],
        output_names=["chances"],
        dynamic_axes={"ink": {3: "columns"}, "chances": {0: "places"}},
    )
    return _halved(target.getvalue())


def _halved(content: bytes) -> bytes:
    """Return a graph whose large constants are kept as half floats."""
    import numpy as np
    import onnx
    from onnx import helper, numpy_helper

    whole = onnx.load_from_string(content)
    nodes = []
    for node in whole.graph.node:
        values = numpy_helper.to_array(node.attribute[0].t) if node.op_type == "Constant" else None
        if values is not None and values.dtype == np.float32 and values.size > _SMALL:
            (name,) = node.output
            half = numpy_helper.from_array(values.astype(np.float16), f"{name}.half")
            whole.graph.initializer.append(half)
            node = helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT)
        nodes.append(node)
    del whole.graph.node[:]
    whole.graph.node.extend(nodes)
    onnx.checker.check_model(whole)
    return bytes(whole.SerializeToString())
