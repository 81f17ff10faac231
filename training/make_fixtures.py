"""Makes the parity fixtures: tiny random models of every piece and mode with inputs and the outputs PyTorch gives.

    python training/make_fixtures.py            # writes test/fixtures/parity/

Each fixture is `<name>.safetensors` (weights under the names of docs/nano.md) and `<name>.json.gz`:
`{"config": {…}, "cases": [{"inputs": {…}, "expected": {…}}]}`, a tensor being `{"type", "shape", "data": base64}`.
`test/parity/` builds the graphs with the packer from the same weights and holds them against these numbers.
"""

from __future__ import annotations

import base64
import gzip
import dataclasses
import json
from pathlib import Path

import numpy as np
import torch
from fixture_models import lively, quantised_copy, scramble
from mlmamba.config import LineConfig, LmConfig, MscConfig, NanoConfig
from mlmamba.known import KNOWN_WIDTH, LOOK_WIDTH, RELATION_WIDTH
from mlmamba.lines import LineEncoder
from mlmamba.model import Connector, LanguageModel
from mlmamba.msc import Msc, SwiGlu, grid_column_order
from mlmamba.vision import BlockConfig, Encoder, EncoderConfig, same_pads
from safetensors.torch import save_file
from torch import Tensor, nn

FOLDER = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "parity"
PROMPT, STEPS, QUANTISED_STEPS = 200, 32, 8
KEPT = slice(3, None, 4)
"""Positions of the prompt whose logits are kept: every fourth, the last among them."""
QUOTED = 5
"""The line quoted last in `prompt_logits.quoted`."""

LM = LmConfig(layers=2, d_model=32, d_state=16, headdim=16, vocab_size=64, key_width=16)
MSC = MscConfig(layers=2, d_model=32, d_state=16, headdim=16)


def tensor(value: Tensor) -> dict:
    array = np.ascontiguousarray(value.detach().numpy())
    kind = {"float32": "float32", "int64": "int64"}[str(array.dtype)]
    return {"type": kind, "shape": list(array.shape), "data": base64.b64encode(array.tobytes()).decode()}


def tensors(values: dict[str, Tensor]) -> dict:
    return {name: tensor(value) for name, value in values.items()}


def save(name: str, weights: dict[str, Tensor], config: dict, cases: list[tuple[dict, dict]]) -> None:
    save_file({k: v.detach().clone().contiguous() for k, v in weights.items()}, FOLDER / f"{name}.safetensors")
    body = {"config": config, "cases": [{"inputs": tensors(i), "expected": tensors(e)} for i, e in cases]}
    (FOLDER / f"{name}.json.gz").write_bytes(gzip.compress((json.dumps(body) + "\n").encode(), 9, mtime=0))


def prefixed(prefix: str, module: nn.Module) -> dict[str, Tensor]:
    return {f"{prefix}.{name}": value for name, value in module.state_dict().items()}


def encoder() -> None:
    blocks = (
        BlockConfig(3, 1, 8, 8, 1, True, same_pads(3, 1)),
        BlockConfig(5, 2, 8, 12, 3, False, same_pads(5, 2)),
        BlockConfig(3, 1, 12, 12, 2, True, same_pads(3, 1)),
        BlockConfig(3, 2, 12, 16, 2, False, same_pads(3, 2)),
    )
    config = EncoderConfig(8, same_pads(3, 2), blocks)
    model = scramble(Encoder(config), 1)
    with torch.no_grad():  # wide enough that ReLU6 cuts on both sides
        for parameter in model.parameters():
            parameter.mul_(2.5)
    pixels = torch.randn(1, 3, 32, 32)
    save("encoder", prefixed("encoder", model), config.to_json(), [({"pixels": pixels}, {"features": model(pixels)})])


def msc() -> None:
    """Cases with `column_order` scan a list, those without a square grid."""
    side = 5
    for variant in ("bidirectional", "cross"):
        config = dataclasses.replace(MSC, variant=variant)
        model = scramble(Msc(config), 2)
        x = torch.randn(1, side * side, config.d_model)
        cases = [({"x": x}, {"y": model(x, grid_column_order(side)[None])})]
        for count in (7, 1, 23):
            x, order = torch.randn(1, count, config.d_model), torch.randperm(count)
            cases.append(({"x": x, "column_order": order}, {"y": model(x, order[None])}))
        save(f"msc-{variant}", prefixed("msc", model), {"msc": dataclasses.asdict(config), "grid": side}, cases)


def swiglu_and_projector() -> None:
    swiglu = scramble(SwiGlu(32), 3)
    x = torch.randn(1, 9, 32)
    save("swiglu", prefixed("swiglu", swiglu), {"width": 32}, [({"x": x}, {"y": swiglu(x)})])
    widths = [32, 48, 24, 24]
    layers: list[nn.Module] = []
    for a, b in zip(widths, widths[1:]):
        layers += [nn.Linear(a, b), nn.GELU()]
    projector = scramble(nn.Sequential(*layers[:-1]), 4)
    save("projector", prefixed("projector.projector", projector), {"widths": widths}, [({"x": x}, {"y": projector(x)})])


def nano_config() -> NanoConfig:
    return NanoConfig(lm=LM, msc=MSC, line_msc=MSC, line=LineConfig(cnn=(4, 8, 8), lex_width=32), vision_width=16, vision_grid=4)


def connector() -> None:
    config = nano_config()
    model = scramble(Connector(config), 5)
    features = torch.randn(1, config.vision_grid**2, config.vision_width)
    save("connector", model.state_dict(), config.to_json(), [({"features": features}, {"visual": model(features)})])


def line_encoder() -> None:
    config = nano_config()
    model = scramble(LineEncoder(config), 6)
    with torch.no_grad():  # starts at zeros
        model.line.style.weight.copy_(torch.randn_like(model.line.style.weight) * 0.5)
    cases = []
    for count in (3, 1):
        crops = (torch.rand(count, 3, 32, 96) * 32).round() / 16 - 1
        geometry, style = torch.rand(count, 6), 2 * torch.rand(count, LOOK_WIDTH) - 1
        ids = torch.randint(0, LM.vocab_size, (count, 6))
        mask = (torch.arange(6) < torch.tensor([6, 0, 3])[:count, None]).float()
        ids = ids * mask.long()
        order = torch.randperm(count)
        inputs = {"crops": crops, "geometry": geometry, "style": style, "text_ids": ids, "text_mask": mask, "column_order": order}
        batch = (geometry[None], style[None], ids[None], mask[None], order[None], torch.ones(1, count))
        cases.append((inputs, {"line_embeds": model(crops, *batch)[0]}))
    save("lines", model.state_dict(), config.to_json(), cases)


def lm_inputs(config: LmConfig) -> dict[str, Tensor]:
    inputs = {"input_ids": torch.randint(0, config.vocab_size, (1, PROMPT))}
    if config.visual_input:
        inputs["visual"] = torch.zeros(1, PROMPT, config.d_model)
        inputs["visual"][:, :16] = torch.randn(1, 16, config.d_model)
    if config.pointer:
        inputs["line_embeds"] = torch.randn(9, config.d_model)
        ends = torch.tensor([20, 21, 40, 63, 64, 65, 127, 150, 199])
        inputs["line_ends"] = ends
        inputs["input_ids"][0, [19, 22, 100]] = config.vocab_size + torch.tensor([0, 1, 5])
    if config.hints:
        inputs["line_match"] = torch.rand(9, KNOWN_WIDTH)
        inputs["line_relations"] = 3 * torch.rand(9, 9, RELATION_WIDTH)
    if config.looks_width:  # the most of a column is 0 at least
        inputs["line_match"][:, ::3] *= -1
    return inputs


def related(inputs: dict[str, Tensor], last: int) -> Tensor | None:
    """The row of `line_relations` for the line quoted last; zeros for −1, None without hints."""
    relations = inputs.get("line_relations")
    return relations if relations is None else relations[last] if last >= 0 else torch.zeros_like(relations[0])


def decode(
    model: LanguageModel, inputs: dict[str, Tensor], forced: list[int] | None, steps: int, carry: bool = True, looks: bool = True
) -> dict[str, Tensor]:
    """The prompt, then `steps` tokens: greedy ones, or `forced`. Logits of positions that are kept, tokens, and the state after all. `carry` and
    `looks`: whether the line quoted last counts at all (docs/nano.md 1.8), and for the vocabulary (1.10), as it must."""
    config = model.config
    state, keys, last = model.initial_state(), torch.zeros(0, config.key_width), -1
    lines, match = inputs.get("line_embeds"), inputs.get("line_match")
    with torch.no_grad():
        logits, state, keys = model.step(
            inputs["input_ids"], state, inputs.get("visual"), lines, inputs.get("line_ends"), keys, match, related(inputs, last)
        )
        result = {"prompt_logits": logits[0, KEPT].clone()}
        tokens, rows = [], []
        no_lines = torch.zeros(0, dtype=torch.long) if config.pointer else None
        for i in range(steps):
            tokens.append(int(logits[0, -1].argmax()) if forced is None else forced[i])
            if carry and tokens[-1] >= config.vocab_size:
                last = tokens[-1] - config.vocab_size
            ids = torch.tensor([[tokens[-1]]])
            known = (match, related(inputs, last), last if looks else -1)
            logits, state, keys = model.step(ids, state, None, lines, no_lines, keys, *known)
            rows.append(logits[0, -1])
    result |= {"tokens": torch.tensor(tokens), "step_logits": torch.stack(rows)}
    for i, (conv, ssm) in enumerate(state):
        result |= {f"conv.{i}": conv, f"ssm.{i}": ssm}
    if keys is not None:
        result["keys"] = keys
    return result


def lively_answer(config: LmConfig) -> tuple[LanguageModel, dict[str, Tensor], dict[str, Tensor]]:
    """The first random model whose greedy answer proves something: many different tokens, words and pointers among them."""
    for seed in range(10, 200):
        model, inputs = lively(LanguageModel(config), seed), lm_inputs(config)
        expected = decode(model, inputs, None, STEPS)
        tokens = set(expected["tokens"].tolist())
        mixed = any(t >= config.vocab_size for t in tokens) and any(t < config.vocab_size for t in tokens)
        if len(tokens) <= 6 or not (mixed or not config.pointer):
            continue
        hinted = not config.hints or hints_decide(model, inputs, expected["tokens"])
        looked = not config.looks_width or looks_decide(model, inputs, expected["tokens"])
        if hinted and looked and (not config.scorer_width or scorer_decides(model, inputs, expected["tokens"])):
            return model, inputs, expected
    raise AssertionError("every greedy answer repeats itself")


def hints_decide(model: LanguageModel, inputs: dict[str, Tensor], tokens: Tensor) -> bool:
    """Whether the greedy answer is another one without matches, and without the line quoted last, and names three lines at least."""
    no_match = decode(model, {**inputs, "line_match": torch.zeros_like(inputs["line_match"])}, None, STEPS)["tokens"]
    no_carry = decode(model, inputs, None, STEPS, carry=False)["tokens"]
    regions = {t for t in tokens.tolist() if t >= model.config.vocab_size}
    return len(regions) >= 3 and not tokens.equal(no_match) and not tokens.equal(no_carry)


def looks_decide(model: LanguageModel, inputs: dict[str, Tensor], tokens: Tensor) -> bool:
    """Whether the greedy answer is another one where no line's own looks reach the vocabulary, and says words behind three lines at least."""
    plain = decode(model, inputs, None, STEPS, looks=False)["tokens"]
    said = tokens.tolist()
    looked_at = {a for a, b in zip(said, said[1:]) if a >= model.config.vocab_size > b}
    return len(looked_at) >= 3 and not tokens.equal(plain)


def scorer_decides(model: LanguageModel, inputs: dict[str, Tensor], tokens: Tensor) -> bool:
    """Whether the greedy answer is another one where the pointer head has no hidden layer, and names three lines at least."""
    with torch.no_grad():
        out = model.pointer.scorer.out.weight
        kept = out.clone()
        out.zero_()
        plain = decode(model, inputs, None, STEPS)["tokens"]
        out.copy_(kept)
    regions = {t for t in tokens.tolist() if t >= model.config.vocab_size}
    return len(regions) >= 3 and not tokens.equal(plain)


def prompt_after_quote(model: LanguageModel, inputs: dict[str, Tensor], last: int) -> Tensor:
    """Logits of a prompt that is read while `last` is the line quoted last, of the positions that are kept: (PROMPT / 4, V + lines)."""
    no_keys = torch.zeros(0, model.config.key_width)
    prompt = [inputs[name] for name in ("visual", "line_embeds", "line_ends")]
    known = (inputs["line_match"], related(inputs, last), last)
    with torch.no_grad():
        return model.step(inputs["input_ids"], model.initial_state(), *prompt, no_keys, *known)[0][0, KEPT]


def language_models(variants: dict[str, LmConfig]) -> None:
    for name, config in variants.items():
        model, inputs, expected = lively_answer(config)
        tokens = expected["tokens"].tolist()
        for bits in (8, 4):
            quantised = decode(quantised_copy(model, bits), inputs, tokens, QUANTISED_STEPS)
            expected[f"step_logits.{bits}bit"] = quantised["step_logits"]
        if config.looks_width:
            expected["prompt_logits.quoted"] = prompt_after_quote(model, inputs, QUOTED)
        save(name, model.state_dict(), dataclasses.asdict(config), [(inputs, expected)])


def models_without_hints() -> None:
    variants = {
        "lm": dataclasses.replace(LM, pointer=False, visual_input=False),
        "lm-visual": dataclasses.replace(LM, pointer=False),
        "lm-pointer": LM,
        "lm-pointer-untied": dataclasses.replace(LM, visual_input=False, tied_head=False),
    }
    language_models(variants)


def model_with_hints() -> None:
    language_models({"lm-hints": dataclasses.replace(LM, hints=True)})


def model_with_looks() -> None:
    language_models({"lm-looks": dataclasses.replace(LM, hints=True, looks_width=32, scorer_width=32)})


def transformers_model() -> None:
    """Hugging Face's Mamba-2, which nobody here wrote."""
    from transformers import Mamba2Config, Mamba2ForCausalLM

    config = dataclasses.replace(LM, pointer=False, visual_input=False)
    ids = torch.randint(0, config.vocab_size, (1, PROMPT))
    for seed in range(42, 80):
        torch.manual_seed(seed)
        model = Mamba2ForCausalLM(
            Mamba2Config(
                num_heads=config.nheads, head_dim=config.headdim, vocab_size=config.vocab_size, hidden_size=config.d_model,
                state_size=config.d_state, num_hidden_layers=config.layers, n_groups=1, expand=config.expand,
                conv_kernel=config.conv_kernel, layer_norm_epsilon=1e-5, tie_word_embeddings=True, initializer_range=0.3,
                chunk_size=64, bos_token_id=0, eos_token_id=0, pad_token_id=0,
            )
        )  # fmt: skip
        scramble(model, seed)
        answer = ids
        for _ in range(STEPS):
            answer = torch.cat([answer, model(answer).logits[:, -1:].argmax(-1)], 1)
        tokens = answer[0, PROMPT:]
        if len(tokens.unique()) > 6:
            break
    logits = model(answer).logits[0]
    weights = {k: v for k, v in model.state_dict().items() if k != "lm_head.weight"}
    expected = {"prompt_logits": logits[:PROMPT][KEPT], "tokens": tokens, "step_logits": logits[PROMPT:]}
    save("lm-transformers", weights, dataclasses.asdict(config), [({"input_ids": ids}, expected)])


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    language = (models_without_hints, transformers_model, model_with_hints, model_with_looks)
    with torch.no_grad():
        for make in (encoder, msc, swiglu_and_projector, connector, line_encoder, *language):
            torch.manual_seed(0)
            make()
    size = sum(f.stat().st_size for f in FOLDER.iterdir())
    print(f"{len(list(FOLDER.iterdir()))} files, {size / 1e6:.2f} MB in {FOLDER.name}/")
    assert size < 2e6


if __name__ == "__main__":
    main()
