"""Mamba-2 scan connector (MSC, arXiv 2407.19832 section 3.3): layers of a many-directional mixer and SwiGLU."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .config import MscConfig
from .mamba2 import Mamba2Mixer


class SwiGlu(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.w1, self.w2, self.w3 = (nn.Linear(width, width) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        return self.w3(F.silu(self.w1(x)) * self.w2(x))


class MscLayer(nn.Module):
    def __init__(self, config: MscConfig):
        super().__init__()
        self.mixer = Mamba2Mixer(
            config.d_model, config.d_inner, config.d_state, config.headdim, config.conv_kernel, config.directions
        )
        self.norm = nn.LayerNorm(config.d_model)
        self.swiglu = SwiGlu(config.d_model)

    def forward(self, x: Tensor, orders: list[Tensor | None], mask: Tensor | None) -> Tensor:
        x = x + self.mixer(x, orders, mask)
        return x + self.swiglu(self.norm(x))


class Msc(nn.Module):
    def __init__(self, config: MscConfig):
        super().__init__()
        self.directions = config.directions
        self.layers = nn.ModuleList(MscLayer(config) for _ in range(config.layers))
        self.norm_f = nn.LayerNorm(config.d_model)

    def forward(self, x: Tensor, column_order: Tensor, mask: Tensor | None = None) -> Tensor:
        """x (batch, length, d_model) in row order; column_order (batch, length) int64 lists the tokens by column (only CSM reads
        it). Padding stands at the end of both orders; mask (batch, length) is 0 there."""
        rows = torch.arange(x.shape[1], device=x.device).expand(x.shape[0], -1)
        orders: list[Tensor | None] = [None, rows.flip(1)]
        if self.directions == 4:
            orders += [column_order, column_order.flip(1)]
        for layer in self.layers:
            x = layer(x, orders, mask)
        return self.norm_f(x)


def grid_column_order(side: int) -> Tensor:
    """(side*side,) int64: a row-major square grid read column by column."""
    return torch.arange(side * side).reshape(side, side).T.reshape(-1).contiguous()
