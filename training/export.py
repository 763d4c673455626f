"""Weights -> the model folder: python -m training.export [--weights FILE] [--out FOLDER]

Writes the network in fp32 and in int8 with full and with reduced range, so that training.measure can say which to ship.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from mapper.recognise.features import CASINGS, MATCHES
from mapper.recognise.tagger import FORMAT, TAGS
from mapper.records import ROLES

from .network import Tagger, base_folder

_HEADS, _SIZE = 12, 384


class _Probabilities(nn.Module):
    """What ships of the heads, places and roles, as probabilities."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, casings: Tensor, matches: Tensor) -> tuple[Tensor, Tensor]:
        """[windows, pieces] each; the answers are [windows, pieces, tags] and [windows, pieces, roles]."""
        place, _, role = self.tagger(pieces, casings, matches)
        return torch.softmax(place, -1), torch.softmax(role, -1)


def main() -> None:
    """Write FOLDER/fp32, FOLDER/int8 and FOLDER/int8-reduced, each a whole model folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--weights", type=Path, default=Path("build/roles/weights.pt"))
    parser.add_argument("--out", type=Path, default=Path("build/models"))
    options = parser.parse_args()
    export(trained(options.weights), options.out)


def trained(weights: Path) -> Tagger:
    """The network with the weights of a run, or of a checkpoint their average."""
    tagger = Tagger()
    kept = torch.load(weights, weights_only=True)
    tagger.load_state_dict(kept.get("average", kept))
    tagger.eval()
    return tagger


def export(tagger: Tagger, out: Path) -> None:
    """The three forms of the network, each in a folder of its own below `out`."""
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw.onnx"
        example = tuple(torch.ones(1, 9, dtype=torch.long) for _ in range(3))
        names, outputs = ["pieces", "casings", "matches"], ["tags", "roles"]
        torch.onnx.export(
            _Probabilities(tagger), example, str(raw), input_names=names, output_names=outputs, opset_version=17,
            dynamic_axes={name: {1: "length"} for name in [*names, *outputs]}, dynamo=False,
        )  # fmt: skip
        fused = optimizer.optimize_model(str(raw), model_type="bert", num_heads=_HEADS, hidden_size=_SIZE)
        fused.save_model_to_file(str(_folder(out / "fp32") / "model.onnx"))
    for name, reduced in (("int8", False), ("int8-reduced", True)):
        quantize_dynamic(
            out / "fp32" / "model.onnx", _folder(out / name) / "model.onnx",
            weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduced,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
    for name in ("fp32", "int8", "int8-reduced"):
        _describe(out / name)


def _describe(path: Path) -> None:
    """Write what the network of a model folder is."""
    facts = {
        "name": "mapper-minilm-roles", "sha256": hashlib.sha256((path / "model.onnx").read_bytes()).hexdigest(),
        "format": FORMAT, "casings": CASINGS, "matches": MATCHES, "tags": TAGS, "roles": ROLES, "threshold": 0.7,
    }  # fmt: skip
    (path / "model.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def _folder(path: Path) -> Path:
    """A folder for a network, with its vocabulary."""
    path.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(base_folder()) / "vocab.txt", path / "vocab.txt")
    return path


if __name__ == "__main__":
    main()
