/** Checkpoints of the Nano's kind, as `training/export.py` writes them. */
import { dirname } from "node:path";
import { precisions } from "../../shared/family.ts";
import { recogniserBytes, useMemory } from "../../shared/model-memory.ts";
import { defaultBlock } from "../../shared/packer-protocol.ts";
import { buildPack } from "../build-pack.ts";
import { parseCheckpointConfig } from "../checkpoint-config.ts";
import { importMemory, packShares } from "./estimate.ts";
import { readTensors, type Place } from "./place.ts";
import type { Recipe } from "./recipe.ts";

const files = ["config.json", "model.safetensors", "tokenizer.json", "card.md", "LICENSE"] as const;

export function isNanoConfig(config: unknown): boolean {
  return typeof config === "object" && config !== null && "lm" in config && "pack" in config;
}

/** @throws UserError `CHECKPOINT_INVALID`, `HUB_…` */
export async function nanoRecipe(place: Place, json: unknown, bits: Recipe["precision"]): Promise<Recipe> {
  const { pack, lm } = parseCheckpointConfig(json);
  const table = await readTensors(place, "model.safetensors");
  const precision = { ...precisions[bits], tokens: bits, block: defaultBlock } as const;
  const shares = packShares(table, [], precision);
  const url = place.hub?.url;
  return {
    kind: "checkpoint",
    id: pack.id,
    version: pack.version,
    name: pack.name,
    parts: [
      { kind: "encoder", name: pack.encoder },
      { kind: "languageModel", layers: lm.dims.layers, width: lm.dims.dModel },
    ],
    precision: bits,
    licenses: [{ what: pack.name, license: pack.license, ...(url === undefined ? {} : { url }) }],
    ingredients: new Map(
      [...files, ...(lm.dims.hints ? ["words.bin"] : [])].map((name) => [name, place.ingredient(name)]),
    ),
    packBytes: shares.languageModel,
    memory: { import: importMemory([table]), use: useMemory(shares) + recogniserBytes },
    notices: [],
    build: (where, out, { report, signal }) =>
      buildPack({ dir: dirname(where.get("model.safetensors")!), out, bits, block: defaultBlock }, report, signal),
  };
}

/** Whether all files of such a checkpoint are there. */
export function holdsNano(place: Place): boolean {
  return files.every((name) => place.files.has(name));
}
