"""Makes `test/fixtures/checkpoints/`: small files that PyTorch itself writes, for the packer's readers.

    python training/make_checkpoint_fixtures.py

`shapes.pt` has every number format, tied, transposed, sliced and expanded tensors, dictionaries in dictionaries, an OrderedDict with metadata,
a parameter, and what a training run leaves beside its weights. `shapes.json` says what the reader must find.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from pathlib import Path

import torch

FOLDER = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "checkpoints"


def checkpoint() -> dict[str, object]:
    torch.manual_seed(1)
    table = torch.randn(6, 4)
    linear = torch.nn.Linear(4, 3)
    state = linear.state_dict()
    assert isinstance(state, OrderedDict) and hasattr(state, "_metadata")
    big = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    return {
        "model": {
            "llm_backbone": {
                "backbone.embedding.weight": table,
                "lm_head.weight": table,
                "half": torch.tensor([1.5, -0.25, 65504, 2**-24], dtype=torch.float16),
                "brain": torch.tensor([[1.5, -2.25], [1e30, 3.140625]], dtype=torch.bfloat16),
                "double": torch.tensor([0.1, 1e-3], dtype=torch.float64),
            },
            "mlp": state,
            "strided": {
                "transposed": big.t(),
                "sliced": big[1:3, 2:5],
                "column": big[:, 1],
                "expanded": torch.tensor([7.0, 8.0]).expand(3, 2),
                "scalar": torch.tensor(4.5),
                "empty": torch.zeros(0, 5),
                "brain_transposed": big.to(torch.bfloat16).t(),
            },
            "parameter": torch.nn.Parameter(torch.tensor([9.0])),
        },
        "optimizer": {"state": {0: {"step": torch.tensor(12), "exp_avg": torch.ones(2)}}, "param_groups": [{"lr": 1e-3, "betas": (0.9, 0.95)}]},
        "epoch": 3,
        "seed": 2**70,
        "name": "ünïcode",
        "flags": [True, False, None, torch.Size([1, 2])],
    }


def flat(value: object, name: str = "") -> dict[str, torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return {name: value}
    if isinstance(value, dict):
        found: dict[str, torch.Tensor] = {}
        for key, item in value.items():
            if isinstance(key, str):
                found |= flat(item, f"{name}.{key}" if name else key)
        return found
    return {}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    value = checkpoint()
    torch.save(value, FOLDER / "shapes.pt")
    torch.save(value, FOLDER / "shapes-protocol5.pt", pickle_protocol=5)
    torch.save({"a": torch.ones(2)}, FOLDER / "legacy.pt", _use_new_zipfile_serialization=False)
    expected = {
        name: {"shape": list(tensor.shape), "values": tensor.detach().float().flatten().tolist()}
        for name, tensor in flat(value).items()
        if tensor.is_floating_point()
    }
    (FOLDER / "shapes.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    main()
