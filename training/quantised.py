"""The int8 network of a model folder, read back as weights to train on: what ships is then where a run begins."""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

__all__ = ["read_back"]

# "/tagger/bert/encoder/layer.0/attention/self/query/MatMul_output_0..." is a product with that module's weight.
_PRODUCT = re.compile(r"/tagger/(?P<module>.+)/MatMul_output_0_output_quantized")


def read_back(model: Path) -> dict[str, Tensor]:
    """The weights in a model.onnx that training.export made, by their names in training.network.Tagger."""
    graph = onnx.load(model).graph
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found: dict[str, Tensor] = {}
    for name, value in values.items():
        if not name.startswith("tagger."):
            continue
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            found[_plain(stem)] = _restored(values, stem)
        elif not name.endswith(("_scale", "_zero_point")):
            found[_plain(name)] = torch.tensor(value)
    for node in graph.node:
        product = _PRODUCT.fullmatch(node.output[0]) if node.op_type == "MatMulInteger" else None
        if product:
            stem = node.input[1].removesuffix("_quantized")
            # A layer's weight is kept the other way about than a product's.
            found[f"{product['module'].replace('/', '.')}.weight"] = _restored(values, stem).T.contiguous()
    return found


def _plain(name: str) -> str:
    return name.removeprefix("tagger.")


def _restored(values: dict[str, np.ndarray], stem: str) -> Tensor:
    whole = values[f"{stem}_quantized"].astype(np.float32) - values[f"{stem}_zero_point"].astype(np.float32)
    return torch.tensor(whole * values[f"{stem}_scale"])
