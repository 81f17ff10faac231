"""ML-Mamba: vision features → connector → Mamba-2 language model with a pointer head over the lines of text in the image."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .config import LmConfig, NanoConfig
from .lines import LineEncoder
from .mamba2 import Mamba2Mixer, RMSNorm
from .msc import Msc, grid_column_order


class Connector(nn.Module):
    """Linear + GELU, MSC over the patch grid, mean pool, projector (docs/nano.md 1.4)."""

    def __init__(self, config: NanoConfig):
        super().__init__()
        self.grid, self.pool = config.vision_grid, config.visual_pool
        width = config.msc.d_model
        self.mlp = nn.Sequential(nn.Linear(config.vision_width, width), nn.GELU())
        self.msc = Msc(config.msc)
        self.projector = nn.Sequential(
            nn.Linear(width, config.lm.d_model), nn.GELU(), nn.Linear(config.lm.d_model, config.lm.d_model)
        )
        self.register_buffer("column_order", grid_column_order(self.grid), persistent=False)

    def forward(self, features: Tensor) -> Tensor:
        """features (batch, grid², vision_width) → visual (batch, (grid/pool)², d_model)."""
        order = self.column_order.expand(features.shape[0], -1)
        x = self.msc(self.mlp(features), order)
        x = x.transpose(1, 2).unflatten(-1, (self.grid, self.grid))
        return self.projector(F.avg_pool2d(x, self.pool).flatten(2).transpose(1, 2))


class Mamba2Block(nn.Module):
    def __init__(self, config: LmConfig):
        super().__init__()
        self.norm = RMSNorm(config.d_model)
        self.mixer = Mamba2Mixer(config.d_model, config.d_inner, config.d_state, config.headdim, config.conv_kernel)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.mixer(self.norm(x).to(self.mixer.in_proj.weight.dtype)).float()

    def step(self, x: Tensor, conv: Tensor, ssm: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        y, conv, ssm = self.mixer.step(self.norm(x), conv, ssm)
        return x + y, conv, ssm


class Backbone(nn.Module):
    def __init__(self, config: LmConfig):
        super().__init__()
        self.embeddings = nn.Embedding(config.vocab_size, config.d_model)
        nn.init.normal_(self.embeddings.weight, std=0.02)
        self.layers = nn.ModuleList(Mamba2Block(config) for _ in range(config.layers))
        self.norm_f = RMSNorm(config.d_model)
        for layer in self.layers:  # residual branches start small (GPT-2's rule, as in the Mamba-2 code)
            with torch.no_grad():
                layer.mixer.out_proj.weight.div_(math.sqrt(config.layers))


class Pointer(nn.Module):
    def __init__(self, config: LmConfig):
        super().__init__()
        self.key, self.line, self.query = (nn.Linear(config.d_model, config.key_width, bias=False) for _ in range(3))
        if config.hints:
            self.match, self.relation = nn.Linear(config.d_model, config.known_width), nn.Linear(config.d_model, config.relation_width)
            for gate in (self.match, self.relation):
                nn.init.zeros_(gate.weight)
                nn.init.constant_(gate.bias, 0.5)
        if config.scorer_width:
            self.scorer = Scorer(config)


class Scorer(nn.Module):
    """A hidden layer over the query's hidden state, a line's key and what is known of the line (docs/nano.md 1.8): what the sum of products
    cannot say, such as "below the quoted line and coloured"."""

    def __init__(self, config: LmConfig):
        super().__init__()
        self.query = nn.Linear(config.d_model, config.scorer_width)
        self.key = nn.Linear(config.key_width, config.scorer_width, bias=False)
        self.known = nn.Linear(config.known_width + config.relation_width, config.scorer_width, bias=False)
        self.out = nn.Linear(config.scorer_width, 1, bias=False)
        nn.init.zeros_(self.out.weight)

    def forward(self, h: Tensor, keys: Tensor, known: Tensor, relations: Tensor) -> Tensor:
        """h (…, d_model), keys (…, lines, key_width), known (…, lines, known_width), relations (…, lines, relation_width) → (…, lines)."""
        facts = torch.cat([known, relations], -1).to(h.dtype)
        return self.out(F.gelu(self.query(h)[..., None, :] + self.key(keys) + self.known(facts)))[..., 0]


class Looks(nn.Module):
    """What is known of the line quoted last (how the question matches it, how it looks), or, before the first quote, the most that is known
    of any line, beside the hidden state, on its way to the vocabulary's logits (docs/nano.md 1.10)."""

    def __init__(self, config: LmConfig):
        super().__init__()
        self.hidden = nn.Linear(config.d_model + config.known_width, config.looks_width)
        self.out = nn.Linear(config.looks_width, config.d_model, bias=False)
        nn.init.zeros_(self.out.weight)

    def forward(self, h: Tensor, known: Tensor) -> Tensor:
        """h (…, d_model) with known (…, known_width) → what is added to h (…, d_model)."""
        return self.out(F.gelu(self.hidden(torch.cat([h, known.to(h.dtype)], -1))))


class LanguageModel(nn.Module):
    """Mamba-2; with `pointer`, ids from `vocab_size` on are references to lines (docs/nano.md 1.7)."""

    dropout = 0.0
    """Share of the embeddings' and of the blocks' outputs that is left out in training."""

    def __init__(self, config: LmConfig):
        super().__init__()
        self.config = config
        self.backbone = Backbone(config)
        if not config.tied_head:
            self.lm_head = nn.Linear(config.d_model, config.vocab_size, bias=False)
        if config.pointer:
            self.region_embed = nn.Parameter(torch.randn(config.d_model) * 0.02)
            self.pointer = Pointer(config)
        if config.looks_width:
            self.looks = Looks(config)

    def embed(self, ids: Tensor, visual: Tensor | None, line_embeds: Tensor | None) -> Tensor:
        """ids (batch, length); visual (batch, length, d_model) or None; line_embeds (batch, lines, d_model)."""
        vocab = self.config.vocab_size
        x = self.backbone.embeddings(ids.clamp(max=vocab - 1))
        if self.config.pointer:
            assert line_embeds is not None
            index = (ids - vocab).clamp(min=0)[..., None].expand(-1, -1, line_embeds.shape[-1])
            region = self.region_embed + torch.gather(line_embeds.to(x.dtype), 1, index)
            x = torch.where((ids >= vocab)[..., None], region, x)
        return x if visual is None else x + visual.to(x.dtype)

    def hidden(self, ids: Tensor, visual: Tensor | None, line_embeds: Tensor | None) -> Tensor:
        """The final normed hidden states (batch, length, d_model), from a zero state (training)."""
        x = F.dropout(self.embed(ids, visual, line_embeds).float(), self.dropout, self.training)
        for layer in self.backbone.layers:
            x = x + F.dropout(layer(x) - x, self.dropout, self.training)
        return self.backbone.norm_f(x)

    def keys(self, h_ends: Tensor, line_embeds: Tensor) -> Tensor:
        """Keys of lines from the hidden state at each line's last token: (…, lines, d_model) both → (…, lines, key_width)."""
        return self.pointer.key(h_ends) + self.pointer.line(line_embeds.to(h_ends.dtype))

    def vocabulary_logits(self, h: Tensor) -> Tensor:
        weight = self.backbone.embeddings.weight if self.config.tied_head else self.lm_head.weight
        return F.linear(h, weight)

    def pointer_logits(self, h: Tensor, keys: Tensor) -> Tensor:
        """h (…, d_model) with keys (lines, key_width) → (…, lines)."""
        return self.pointer.query(h) @ keys.transpose(-1, -2) / math.sqrt(self.config.key_width)

    def hint_logits(self, h: Tensor, keys: Tensor, known: Tensor, relations: Tensor) -> Tensor:
        """What hints add to the pointer logits: h (…, d_model), keys (…, lines, key_width), known (…, lines, known_width) of the turn's question and of
        the lines' looks, relations (…, lines, relation_width) to the line quoted last in this answer (zeros before the first) → (…, lines). The
        gates hang on h."""
        match = (known * self.pointer.match(h)[..., None, :].float()).sum(-1)
        linear = match + (relations * self.pointer.relation(h)[..., None, :].float()).sum(-1)
        return linear + self.pointer.scorer(h, keys, known, relations).float() if self.config.scorer_width else linear

    def initial_state(self, batch: int = 1) -> list[tuple[Tensor, Tensor]]:
        c = self.config
        return [
            (torch.zeros(batch, c.conv_dim, c.conv_kernel - 1), torch.zeros(batch, c.nheads, c.d_state, c.headdim))
            for _ in range(c.layers)
        ]

    def step(
        self,
        ids: Tensor,
        state: list[tuple[Tensor, Tensor]],
        visual: Tensor | None = None,
        line_embeds: Tensor | None = None,
        line_ends: Tensor | None = None,
        past_keys: Tensor | None = None,
        line_match: Tensor | None = None,
        line_relations: Tensor | None = None,
        last_region: int = -1,
    ) -> tuple[Tensor, list[tuple[Tensor, Tensor]], Tensor | None]:
        """What the graph computes for one piece (batch 1): logits of every position (1, T, V [+ lines read]), the new state,
        and the keys of all lines read so far. `line_match` (lines, known_width), `last_region` (the line quoted last, -1 for none) and
        `line_relations` (lines, relation_width), its row, hold for the whole piece."""
        x = self.embed(ids, visual, None if line_embeds is None else line_embeds[None])
        new_state = []
        for layer, (conv, ssm) in zip(self.backbone.layers, state):
            x, conv, ssm = layer.step(x, conv, ssm)
            new_state.append((conv, ssm))
        h = self.backbone.norm_f(x)
        seen = h
        if self.config.looks_width:
            assert line_match is not None
            known = line_match[last_region] if last_region >= 0 else F.pad(line_match, (0, 0, 0, 1)).amax(0)
            seen = h + self.looks(h, known.expand(*h.shape[:-1], -1))
        logits = self.vocabulary_logits(seen)
        if not self.config.pointer:
            return logits, new_state, None
        assert line_embeds is not None and line_ends is not None and past_keys is not None
        first = past_keys.shape[0]
        keys = torch.cat([past_keys, self.keys(h[0, line_ends], line_embeds[first : first + len(line_ends)])])
        scores = self.pointer_logits(h, keys)
        if self.config.hints:
            assert line_match is not None and line_relations is not None
            scores = scores + self.hint_logits(h, keys, line_match[: len(keys)], line_relations[: len(keys)])
        return torch.cat([logits, scores], -1), new_state, keys


class MlMamba(nn.Module):
    """The whole trainable model. The vision trunk is frozen and runs ahead (`vision.py`)."""

    def __init__(self, config: NanoConfig):
        super().__init__()
        self.config = config
        self.connector = Connector(config)
        self.line_encoder = LineEncoder(config)
        self.lm = LanguageModel(config.lm)

    def flat_state_dict(self) -> dict[str, Tensor]:
        """Weights under the names of docs/nano.md (without the container's first name)."""
        return {name.split(".", 1)[1]: value for name, value in self.state_dict().items()}

    def load_flat_state_dict(self, weights: dict[str, Tensor]) -> None:
        """The inverse of `flat_state_dict`. Raises on a missing or an unknown name, `encoder.*` aside."""
        names = {name.split(".", 1)[1]: name for name in self.state_dict()}
        self.load_state_dict({names[k]: v for k, v in weights.items() if not k.startswith("encoder.")})
