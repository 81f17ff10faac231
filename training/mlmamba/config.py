"""Dimensions of a model (`config.json` beside `model.safetensors`)."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from .known import KNOWN_WIDTH, LOOK_WIDTH, RELATION_WIDTH


@dataclasses.dataclass(frozen=True)
class LmConfig:
    """Mamba-2 language model (arXiv 2405.21060, section 7) with an optional pointer head (docs/nano.md 1.7)."""

    layers: int = 8
    d_model: int = 256
    d_state: int = 64
    headdim: int = 64
    expand: int = 2
    ngroups: int = 1
    conv_kernel: int = 4
    vocab_size: int = 8192
    key_width: int = 128
    pointer: bool = True
    hints: bool = False
    """Whether the pointer head reads matches and relations of lines (docs/nano.md 1.8)."""
    looks_width: int = 0
    """Width of what tells the vocabulary's logits how the line quoted last looks (docs/nano.md 1.10); 0: nothing does. Needs `hints`."""
    scorer_width: int = 0
    """Width of the pointer head's hidden layer over queries, keys and hints together (docs/nano.md 1.8); 0: there is none. Needs `hints`."""
    known_width: int = KNOWN_WIDTH
    """Numbers known of a line (`known.py`)."""
    relation_width: int = RELATION_WIDTH
    """Numbers on how a line stands to another."""
    visual_input: bool = True
    tied_head: bool = True

    @property
    def d_inner(self) -> int:
        return self.expand * self.d_model

    @property
    def nheads(self) -> int:
        return self.d_inner // self.headdim

    @property
    def conv_dim(self) -> int:
        return self.d_inner + 2 * self.ngroups * self.d_state


@dataclasses.dataclass(frozen=True)
class MscConfig:
    """Mamba-2 scan connector (arXiv 2407.19832, section 3.3): `bidirectional` is its BSM, `cross` its CSM."""

    layers: int = 2
    d_model: int = 256
    d_state: int = 64
    headdim: int = 64
    expand: int = 2
    conv_kernel: int = 4
    variant: str = "cross"

    @property
    def d_inner(self) -> int:
        return self.expand * self.d_model

    @property
    def nheads(self) -> int:
        return self.d_inner // self.headdim

    @property
    def conv_dim(self) -> int:
        return self.d_inner + 2 * self.d_state

    @property
    def directions(self) -> int:
        return {"bidirectional": 2, "cross": 4}[self.variant]


@dataclasses.dataclass(frozen=True)
class LineConfig:
    """Line encoder (docs/nano.md 1.5)."""

    crop_height: int = 32
    crop_width: int = 96
    cnn: tuple[int, ...] = (16, 32, 64)
    lex_width: int = 128
    frequencies: int = 6
    style_width: int = LOOK_WIDTH
    """Numbers on how a line looks, whatever is asked (`known.py`)."""


@dataclasses.dataclass(frozen=True)
class NanoConfig:
    lm: LmConfig = LmConfig()
    msc: MscConfig = MscConfig()
    line_msc: MscConfig = MscConfig()
    line: LineConfig = LineConfig()
    vision_width: int = 320
    vision_grid: int = 16
    visual_pool: int = 2

    @property
    def visual_tokens(self) -> int:
        return (self.vision_grid // self.visual_pool) ** 2

    def to_json(self) -> dict:
        return dataclasses.asdict(self)

    @staticmethod
    def from_json(data: dict) -> "NanoConfig":
        line = dict(data["line"])
        line["cnn"] = tuple(line["cnn"])
        return NanoConfig(
            lm=LmConfig(**data["lm"]),
            msc=MscConfig(**data["msc"]),
            line_msc=MscConfig(**data["line_msc"]),
            line=LineConfig(**line),
            vision_width=data["vision_width"],
            vision_grid=data["vision_grid"],
            visual_pool=data["visual_pool"],
        )

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(self.to_json(), indent=2) + "\n")
