"""Trains the Nano.

    python train.py --prepared out/prepared --out out/run1 --minutes 80   (in training/; a second call goes on where the first stopped)

The schedule follows the share of `--minutes` that is used up, over all calls (level, then falling); every run keeps `config.json`, `log.jsonl`, `checkpoint.pt` (weights, their
moving average, optimiser, position) in its folder. `--device cuda` is there for a GPU but was never run on one. The schedule hangs on the clock: a run is seeded, not repeatable
bit for bit. Steps with a gradient that is not finite are left out.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import json
import math
import queue
import random
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F

from mlmamba.batches import Batch, SequenceOptions, build_sequence, collate, load_set, training_batches
from mlmamba.config import LmConfig, NanoConfig
from mlmamba.model import MlMamba
from mlmamba.words import WordVectors


def answer_logits(model: MlMamba, batch: Batch, auxiliary: float) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor | None]:
    """Logits (answers, vocab + lines) and targets of all answer ids, their positions (answers, 2), and the auxiliary loss: the
    next id of a tenth of all other positions (text of lines and questions), or None."""
    vocab = model.config.lm.vocab_size
    line_embeds = model.line_encoder(batch.crops, batch.geometry, batch.style, batch.text_ids, batch.text_mask, batch.column_order, batch.line_mask)
    visual = None
    if len(batch.with_visual):
        tokens = model.connector(batch.features).float()
        visual = torch.zeros(*batch.ids.shape, tokens.shape[-1], device=tokens.device)
        visual[batch.with_visual, : tokens.shape[1]] = tokens
    h = model.lm.hidden(batch.ids, visual, line_embeds)
    ends = torch.gather(h, 1, batch.line_ends[..., None].expand(-1, -1, h.shape[-1]))
    keys = model.lm.keys(ends, line_embeds)
    where = batch.targets[:, 1:].nonzero()
    at = h[where[:, 0], where[:, 1]]
    targets = batch.ids[where[:, 0], where[:, 1] + 1]
    scores = torch.einsum("ak,alk->al", model.lm.pointer.query(at), keys[where[:, 0]]) / math.sqrt(model.config.lm.key_width)
    seen = at
    if model.config.lm.hints:  # what holds at a position is what is known before the next id
        turn = batch.turn_index[where[:, 0], where[:, 1] + 1]
        starts = batch.turn_of[where[:, 0], where[:, 1]] < 0
        last = torch.where(starts, -1, batch.last[where[:, 0], where[:, 1]])
        known = torch.cat([batch.matches[turn], batch.style[where[:, 0]], batch.drawn[turn]], -1)
        if model.config.lm.looks_width:
            quoted = known[torch.arange(len(last), device=last.device), last.clamp(min=0)]
            seen = at + model.lm.looks(at, torch.where(last[:, None] >= 0, quoted, known.amax(1).clamp(min=0)))
        scores = scores + model.lm.hint_logits(at, keys[where[:, 0]], known, batch.relations[where[:, 0], last + 1])
    scores = scores.float().masked_fill(batch.line_mask[where[:, 0]] == 0, -1e4)
    logits = torch.cat([model.lm.vocabulary_logits(seen).float(), scores], -1)
    other = None
    if auxiliary > 0:
        plain = (~batch.targets[:, 1:] & (batch.ids[:, 1:] < vocab) & (batch.ids[:, 1:] > 15)).nonzero()
        plain = plain[torch.rand(len(plain), device=plain.device) < 0.1]
        other = F.cross_entropy(model.lm.vocabulary_logits(h[plain[:, 0], plain[:, 1]]).float(), batch.ids[plain[:, 0], plain[:, 1] + 1])
    return logits, targets, where, other


KNOWN = r"line\.style\.|pointer\.(match|relation|scorer)\.|looks\."
"""Parameters that read what is known without a model (looks, hints); few, and often fresh in a run that goes on from another."""


def stress_of(batch: Batch, where: torch.Tensor, stress: dict[str, float]) -> torch.Tensor:
    """The weight of each answer id's loss, (answers,), by its turn's kind; their mean is 1."""
    turns = batch.turn_of[where[:, 0], where[:, 1] + 1].tolist()
    weights = [stress.get(batch.kinds[b][turn], 1.0) for b, turn in zip(where[:, 0].tolist(), turns)]
    result = torch.tensor(weights, device=where.device)
    return result / result.mean()


def rate_at(share: float, decay: float) -> float:
    """The learning rate at a share of the time, as a share of the highest: level, then falling over the last `decay` of the time in a straight
    line to 3 % (warm-up, stable, decay: arXiv 2404.06395, section 4). A level run can be cut short at any step by a copy with fewer minutes."""
    return 1.0 if share < 1 - decay else 0.03 + 0.97 * max(0.0, (1 - share) / decay)


@torch.no_grad()
def start_from(model: MlMamba, weights: dict[str, torch.Tensor]) -> None:
    """Takes the weights of a run of before. A tensor that is smaller there (what reads what is known) is filled up with zeros; one that is not
    there keeps its fresh values. Both are printed."""
    own = model.state_dict()
    known = weights["lm.pointer.match.weight"].shape[0]
    for name, value in weights.items():
        if own[name].shape == value.shape:
            own[name].copy_(value)
            continue
        print("grows:", name, tuple(value.shape), "to", tuple(own[name].shape))
        own[name].zero_()
        parts = [(0, value)]
        if name == "lm.pointer.scorer.known.weight":  # relations stand behind all that is known
            parts = [(0, value[:, :known]), (model.config.lm.known_width, value[:, known:])]
        for column, part in parts:
            if value.ndim == 1:
                own[name][: len(part)] = part
            else:
                own[name][: part.shape[0], column : column + part.shape[1]] = part
    print("not in the checkpoint, starts fresh:", sorted(own.keys() - weights.keys()))


@torch.no_grad()
def start_with_words(model: MlMamba, words: WordVectors) -> None:
    """Embeddings of tokens start where texts of one meaning are near each other: the line encoder's as they are, the language model's turned
    into its width, at the size they would be drawn with, half of them noise."""
    vectors = torch.from_numpy(words.vectors).float()
    vectors = vectors / vectors.std()
    lex, embeddings = model.line_encoder.line.lex.weight, model.lm.backbone.embeddings.weight
    lex.copy_(vectors)
    turned = vectors @ torch.linalg.qr(torch.randn(embeddings.shape[1], vectors.shape[1]))[0].T
    embeddings.copy_(0.02 * (turned / turned.std() + torch.randn_like(embeddings)) / 2**0.5)


def ahead(batches: Iterator[Batch], most: int = 3) -> Iterator[Batch]:
    """The same batches, made in another thread while the last one is computed with: crops and features come from disk."""
    made: queue.Queue[Batch | BaseException] = queue.Queue(most)

    def make() -> None:
        try:
            for batch in batches:
                made.put(batch)
        except BaseException as error:  # noqa: BLE001: the training thread raises it
            made.put(error)

    threading.Thread(target=make, daemon=True).start()
    while True:
        batch = made.get()
        if isinstance(batch, BaseException):
            raise batch
        yield batch


@torch.no_grad()
def measure(model: MlMamba, batches: list[Batch], dtype: torch.dtype) -> dict:
    """Share of dev turns whose every id is the greedy one, by kind and by set, and of references that are right; mean loss of an answer's id, by set."""
    model.eval()
    by_kind: dict[str, list[int]] = collections.defaultdict(list)
    by_set: dict[str, list[int]] = collections.defaultdict(list)
    losses: dict[str, list[torch.Tensor]] = collections.defaultdict(list)
    references = []
    for batch in batches:
        with torch.autocast(batch.ids.device.type, dtype):
            logits, targets, where, _ = answer_logits(model, batch, 0)
        right = logits.argmax(-1) == targets
        references += right[targets >= model.config.lm.vocab_size].tolist()
        loss = F.cross_entropy(logits, targets, reduction="none")
        turn = batch.turn_of[where[:, 0], where[:, 1] + 1]
        for b, (name, kinds) in enumerate(zip(batch.sets, batch.kinds)):
            losses[name].append(loss[where[:, 0] == b])
            for i, kind in enumerate(kinds):
                here = right[(where[:, 0] == b) & (turn == i)]
                by_kind[kind].append(int(here.all()))
                by_set[name].append(int(here.all()))
    mean = lambda v: round(sum(v) / max(1, len(v)), 3)  # noqa: E731
    model.train()
    every = [x for v in by_set.values() for x in v]
    loss_of = {name: torch.cat(values) for name, values in sorted(losses.items())}
    return {"loss": round(torch.cat([*loss_of.values()]).mean().item(), 4), "losses": {k: round(v.mean().item(), 3) for k, v in loss_of.items()}, "turns": len(every), "exact": mean(every), "references": mean(references),
            "sets": {k: [mean(v), len(v)] for k, v in sorted(by_set.items())}, "kinds": {k: [mean(v), len(v)] for k, v in sorted(by_kind.items())}}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True, help="of training in all, over every call")
    parser.add_argument("--lr", type=float, default=1.2e-3)
    parser.add_argument("--decay", type=float, default=0.25, help="share of the time, at the end, over which the learning rate falls")
    parser.add_argument("--budget", type=int, default=4096, help="padded ids in a batch")
    parser.add_argument("--max-turns", type=int, default=8)
    parser.add_argument("--visual-share", type=float, default=0.7)
    parser.add_argument("--auxiliary", type=float, default=0.1)
    parser.add_argument("--weight", action="append", default=[], help="SET=FACTOR, how often a set is drawn for its size; default=FACTOR for all others")
    parser.add_argument("--stress", action="append", default=[], help="KIND=FACTOR, how much the loss of a kind of turn counts")
    parser.add_argument("--pace", type=float, default=1.0, help="learning rate of what reads looks and hints, as a multiple of the others'")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--scorer", type=int, default=64, help="width of the pointer head's hidden layer")
    parser.add_argument("--words", type=Path, help="what distill_words.py wrote: embeddings start from it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--start", type=Path, help="checkpoint of another run whose average the weights start from")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    device, dtype = torch.device(args.device), torch.bfloat16
    config = NanoConfig(lm=LmConfig(hints=True, looks_width=64, scorer_width=args.scorer))
    torch.manual_seed(args.seed)
    model = MlMamba(config).to(device)
    model.lm.dropout = args.dropout
    if args.words:
        start_with_words(model, WordVectors.load(args.words))
    if args.start:
        start_from(model, torch.load(args.start, map_location=device, weights_only=True)["average"])
    known = [p for name, p in model.named_parameters() if re.search(KNOWN, name)]
    others = [p for name, p in model.named_parameters() if not re.search(KNOWN, name)]
    groups = [
        {"params": [p for p in others if p.ndim >= 2], "weight_decay": 0.05, "pace": 1.0},
        {"params": [p for p in others if p.ndim < 2], "weight_decay": 0.0, "pace": 1.0},
        {"params": known, "weight_decay": 0.0, "pace": args.pace},
    ]
    optimiser = torch.optim.AdamW(groups, lr=args.lr, betas=(0.9, 0.98), fused=True)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    used, step, tokens, calls = 0.0, 0, 0, 0
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        average, used, step, tokens, calls = saved["average"], saved["used"], saved["step"], saved["tokens"], saved["calls"]
    calls += 1
    rng = random.Random(args.seed * 1000 + calls)
    torch.manual_seed(args.seed * 1000 + calls)

    folders = sorted(p.parent for p in args.prepared.glob("*/meta.pkl"))
    factors = dict(w.split("=") for w in args.weight)
    stress = {kind: float(factor) for kind, factor in (s.split("=") for s in args.stress)}
    sets = [s for s in (load_set(f, dev=False) for f in folders) if s.examples]
    weights = [float(factors.get(s.name, factors.get("default", 1))) for s in sets]
    options = SequenceOptions(config.lm.vocab_size, config.visual_tokens, args.max_turns, args.visual_share)
    dev_rng = random.Random(0)
    measured = dataclasses.replace(options, visual_share=1.0, augment=False)
    dev_sequences = [build_sequence(s, e, dev_rng, measured) for s in (load_set(f, dev=True) for f in folders) for e in s.examples]
    dev_rng.shuffle(dev_sequences)
    written = [s for s in dev_sequences if s.source.name == "docs-asked"]
    dev_sequences = written + [s for s in dev_sequences if s.source.name != "docs-asked"][:240]
    dev = [collate(dev_sequences[i : i + 8]).to(device) for i in range(0, len(dev_sequences), 8)]
    sizes = {s.name: len(s.examples) for s in sets}
    config.save(args.out / "config.json")

    def log(**row) -> None:
        with (args.out / "log.jsonl").open("a") as stream:
            stream.write(json.dumps({"step": step, "minutes": round(used / 60, 2), "tokens": tokens, **row}) + "\n")

    log(call=calls, arguments={k: str(v) for k, v in vars(args).items()}, sets=sizes, parameters=sum(p.numel() for p in model.parameters()))

    def save() -> None:
        state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "average": average, "used": used, "step": step, "tokens": tokens, "calls": calls}
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").rename(checkpoint)

    batches = ahead(training_batches(sets, weights, rng, args.budget, options))
    losses: list[float] = []
    rights: list[float] = []
    last_save = last_measure = time.monotonic()
    clock = time.monotonic()
    asked_to_stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked_to_stop.append(number))
    while used < args.minutes * 60 and not asked_to_stop:
        share = used / (args.minutes * 60)
        warm = min(1.0, (step + 1) / 150)
        rate = args.lr * warm * rate_at(share, args.decay)
        for group in optimiser.param_groups:
            group["lr"] = rate * group["pace"]
        batch = next(batches).to(device)
        with torch.autocast(device.type, dtype):
            logits, targets, where, other = answer_logits(model, batch, args.auxiliary)
        loss = (F.cross_entropy(logits, targets, reduction="none") * stress_of(batch, where, stress)).mean()
        total = loss if other is None else loss + args.auxiliary * other
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        if torch.isfinite(norm):
            optimiser.step()
        step += 1
        tokens += batch.ids.numel()
        beta = min(0.998, step / (step + 50))
        with torch.no_grad():
            current = model.state_dict()
            torch._foreach_lerp_(list(average.values()), [current[k] for k in average], 1 - beta)
        losses.append(loss.item())
        rights.append((logits.argmax(-1) == targets)[targets >= config.lm.vocab_size].float().mean().item())
        now = time.monotonic()
        used += now - clock
        clock = now
        if step % 20 == 0:
            tail = [r for r in rights[-20:] if r == r]
            log(loss=round(sum(losses[-20:]) / 20, 4), references=round(sum(tail) / max(1, len(tail)), 4), rate=rate, norm=round(float(norm), 3), other=None if other is None else round(other.item(), 3))
        if now - last_measure > 1200 or used >= args.minutes * 60:
            raw = {k: v.clone() for k, v in model.state_dict().items()}
            model.load_state_dict(average)
            log(dev=measure(model, dev, dtype))
            model.load_state_dict(raw)
            last_measure = clock = time.monotonic()
        if now - last_save > 180 or used >= args.minutes * 60 or asked_to_stop:
            save()
            last_save = time.monotonic()


if __name__ == "__main__":
    main()
