"""Random models that make good fixtures: no parameter at a value that hides an error, answers that wander, weights as a pack rounds them."""

from __future__ import annotations

import numpy as np
import torch
from mlmamba.model import LanguageModel
from torch import nn

BLOCK = 32
"""Columns of a matrix that share a quantiser's scale; half as many where only those divide its columns."""


def scramble(module: nn.Module, seed: int) -> nn.Module:
    """Moves every vector off its initial value, so that no norm, bias, D or dt_bias is 0 or 1 by luck."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.dim() == 1:
                parameter.add_(0.3 * torch.randn(parameter.shape, generator=generator))
    return module.eval()


def quantised_rows(weight: np.ndarray, bits: int) -> np.ndarray:
    """What block-wise quantisation makes of (rows, k): per block one scale, the value of largest magnitude over -2^(bits-1)."""
    half = 2 ** (bits - 1)
    blocks = weight.reshape(-1, BLOCK if weight.shape[1] % BLOCK == 0 else BLOCK // 2)
    extreme = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[:, None], -1)
    scale = (extreme / np.float32(-half)).astype(np.float32)
    level = np.clip(np.rint(blocks / scale) + half, 0, 2 * half - 1)
    return ((level - half).astype(np.float32) * scale).reshape(weight.shape)


def quantised_copy(model: LanguageModel, bits: int) -> LanguageModel:
    """The model whose weights are those a `bits`-bit graph stands for: matrices by block, convolutions in float16."""
    copy = LanguageModel(model.config).eval()
    weights = {}
    for name, value in model.state_dict().items():
        if "conv1d.weight" in name:
            value = value.half().float()
        elif name == "looks.hidden.weight":  # only the columns for the hidden state are a matrix of blocks
            state, line = value[:, : model.config.d_model], value[:, model.config.d_model :]
            value = torch.cat([torch.from_numpy(quantised_rows(state.numpy(), bits)), line.half().float()], 1)
        elif value.dim() == 2 and (value.shape[1] % (BLOCK // 2) or name == "pointer.scorer.out.weight"):  # what no quantiser takes
            value = value.half().float()
        elif value.dim() == 2:
            value = torch.from_numpy(quantised_rows(value.numpy(), bits))
        weights[name] = value
    copy.load_state_dict(weights)
    return copy


def lively(model: LanguageModel, seed: int) -> LanguageModel:
    """Random weights whose greedy answers wander: wide embeddings, and pointers that win now and then."""
    scramble(model, seed)
    with torch.no_grad():
        model.backbone.embeddings.weight.copy_(torch.randn_like(model.backbone.embeddings.weight) * 0.5)
        for layer in model.backbone.layers:
            layer.mixer.out_proj.weight.mul_(12)
        if model.config.pointer:
            model.pointer.query.weight.mul_(6)
        if model.config.pointer and model.config.hints:
            for gate in (model.pointer.match, model.pointer.relation):
                gate.weight.copy_(torch.randn_like(gate.weight) * 0.5)
        if model.config.scorer_width:  # `out` starts at zeros
            model.pointer.scorer.out.weight.copy_(torch.randn_like(model.pointer.scorer.out.weight) * 3)
        if model.config.looks_width:  # `out` starts at zeros
            model.looks.out.weight.copy_(torch.randn_like(model.looks.out.weight) * 0.5)
    return model
