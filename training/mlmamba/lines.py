"""Line encoder (docs/nano.md 1.5): one vector for each line of text that stands in the image, aware of its neighbours."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .config import NanoConfig
from .msc import Msc


class _Lines(nn.Module):
    def __init__(self, config: NanoConfig):
        super().__init__()
        line, width = config.line, config.line_msc.d_model
        channels = (3, *line.cnn)
        self.cnn = nn.ModuleList(nn.Conv2d(i, o, 3, stride=2, padding=1) for i, o in zip(channels, channels[1:]))
        self.crop = nn.Linear(line.cnn[-1] * 8, width)
        self.lex = nn.Embedding(config.lm.vocab_size, line.lex_width)
        self.text = nn.Linear(line.lex_width, width)
        self.geo = nn.Linear(6 * (1 + 2 * line.frequencies), width)
        self.style = nn.Linear(line.style_width, width)
        nn.init.zeros_(self.style.weight)
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, config.lm.d_model)


def geometry_features(geometry: Tensor, frequencies: int) -> Tensor:
    """(…, 6) in [0, 1] → (…, 6·(1 + 2·frequencies)): the values, then sine and cosine of 2^k·π·value for each k."""
    parts = [geometry]
    for k in range(frequencies):
        angle = geometry * (2**k * math.pi)
        parts += [angle.sin(), angle.cos()]
    return torch.cat(parts, -1)


class LineEncoder(nn.Module):
    def __init__(self, config: NanoConfig):
        super().__init__()
        self.config = config
        self.line = _Lines(config)
        self.line_msc = Msc(config.line_msc)

    def forward(
        self, crops: Tensor, geometry: Tensor, style: Tensor, text_ids: Tensor, text_mask: Tensor, column_order: Tensor, mask: Tensor
    ) -> Tensor:
        """crops (total, 3, 32, 96) in [-1, 1], of the unpadded lines in turn; geometry (batch, lines, 6); style (batch, lines, 23); text_ids,
        text_mask (batch, lines, tokens); column_order, mask (batch, lines). Returns (batch, lines, d_model)."""
        line = self.line
        if len(crops) == 0:  # pictures without text only: one crop of grey stands for the lines that are padding
            crops = crops.new_zeros(1, *crops.shape[1:])
        x = crops
        for conv in line.cnn:
            x = F.relu(conv(x))
        x = F.avg_pool2d(x, (2, 3)).flatten(1)
        crop = line.crop(x)
        whole = torch.zeros(*mask.shape, crop.shape[-1], dtype=crop.dtype, device=crop.device)
        if mask.any():
            whole[mask.bool()] = crop
        weights = text_mask / text_mask.sum(-1, keepdim=True).clamp(min=1)
        text = line.text((line.lex(text_ids) * weights[..., None]).sum(-2))
        geo = line.geo(geometry_features(geometry, self.config.line.frequencies))
        h = line.norm((whole + text + geo + line.style(style)).float())
        return line.out(self.line_msc(h, column_order, mask))
