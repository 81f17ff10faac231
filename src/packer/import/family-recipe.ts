/**
 * Checkpoints of the published family and Mamba-2 by itself (docs/family.md): what they are is read off their tensors; what tensors do not tell
 * comes from the checkpoint's configuration, or from the person.
 */
import { UserError } from "../../shared/errors.ts";
import {
  neoxVocabulary,
  precisions,
  visionBackbones,
  type FamilyRecipe,
  type VisionBackbone,
  type VisionTransformerSpec,
} from "../../shared/family.ts";
import type { ImportHints, ImportPlan, PlanNotice, PlanPart } from "../../shared/import-protocol.ts";
import { useMemory } from "../../shared/model-memory.ts";
import { buildFamilyPack } from "../build-family.ts";
import { languageModelShape } from "../language-model-shape.ts";
import { CheckpointFile } from "../readers/checkpoint-file.ts";
import { JoinedSource, type CheckpointSource, type TensorTable } from "../readers/tensor-source.ts";
import { connectorRoot, encoderPrefix, unknown, usedOfEncoder, visionOf } from "./family-vision.ts";
import { familyCard, familyLicence, type Origin } from "./card.ts";
import { importMemory, packShares } from "./estimate.ts";
import { readTensors, type Ingredient, type Place } from "./place.ts";
import { packId, type Recipe } from "./recipe.ts";

/** Repository and file of the tokenizer that all published models have, where a checkpoint brings none. */
export const neoxTokenizer = {
  repository: "EleutherAI/gpt-neox-20b",
  path: "tokenizer.json",
  license: "apache-2.0",
} as const;

export const encoderFile = "model.safetensors";

const landmark = "backbone.layers.0.mixer.A_log";

/** Things that stand elsewhere on the hub: looked up when a recipe needs one. */
export interface Elsewhere {
  /** @throws UserError `HUB_…` */
  repository(name: string): Promise<Place>;
}

export interface FamilyInput {
  readonly place: Place;
  /** The checkpoint's files: one, or shards. */
  readonly weights: readonly { readonly path: string; readonly table: TensorTable }[];
  /** `config.json`, whatever it holds. */
  readonly config: unknown;
  readonly hints: ImportHints;
  readonly precision: Recipe["precision"];
  /** What is known of a published model. */
  readonly known: FamilyRecipe | undefined;
  readonly elsewhere: Elsewhere;
  /** Other checkpoints that lie beside it, by path: encoders among them are taken from there. */
  readonly beside: ReadonlyMap<string, TensorTable>;
  /** Encoders of other sizes than the registry's, in tests. */
  readonly backbone?: VisionBackbone;
}

export function isFamily(table: TensorTable): boolean {
  return [...table.keys()].some((name) => name === landmark || name.endsWith(`.${landmark}`));
}

interface FoundPart {
  readonly ingredient: Ingredient;
  readonly origin: Origin;
}

/** @throws UserError `MODEL_UNKNOWN`, `CHECKPOINT_INVALID`, `HUB_…` */
export async function familyRecipe(input: FamilyInput): Promise<Recipe> {
  const { place, weights, known, precision: bits } = input;
  const notices: PlanNotice[] = [];
  const table: TensorTable = new Map(weights.flatMap((file) => [...file.table]));
  const { prefix, tied } = rootOf(table);
  const dims = languageModelShape((name) => table.get(`${prefix}${name}`)?.shape);
  if (dims.vocabSize < neoxVocabulary.tokens && !place.files.has("tokenizer.json")) {
    throw unknown(
      place.label,
      `its vocabulary of ${dims.vocabSize} tokens is not that of GPT-NeoX, and it brings no tokenizer.json`,
    );
  }
  const vision = known?.vision ?? visionOf({ ...input, label: place.label }, table, prefix, notices);
  const backbone = vision === null ? undefined : (input.backbone ?? visionBackbones[vision.backbone]);
  const precision = { ...precisions[bits], block: blockOf(precisions[bits].block, dims.dModel) };
  const name =
    known?.name ??
    place.label
      .split(/[\\/]/)
      .filter((part) => part !== "")
      .at(-1)!;
  const license = known?.license ?? place.license ?? "unknown";
  const recipe: FamilyRecipe = {
    id: `${known?.id ?? packId(name)}-${bits}bit`,
    version: known?.version ?? "1.0.0",
    name: known === undefined ? `${name}, ${bits} bits` : `${known.name}, ${bits} bits`,
    license: license.slice(0, 256),
    vision,
    precision,
  };
  const checkpoint = weights.map(({ path }) => partOf(place, path, name, license));
  const encoders = await Promise.all((backbone?.encoders ?? []).map((spec) => encoderPart(input, spec)));
  const tokenizer = await tokenizerPart(input);
  const used = usedTensors(table, prefix, tied, vision !== null);
  const shares = packShares(
    used,
    encoders.map((encoder, n) => usedOfEncoder(encoder.table, backbone!.encoders[n]!)),
    precision,
  );
  const parts = [...checkpoint, ...encoders, tokenizer];
  const origins = parts.map(({ origin }) => origin);
  return {
    kind: "checkpoint",
    id: recipe.id,
    version: recipe.version,
    name: recipe.name,
    parts: partsOf(recipe, backbone, dims),
    precision: bits,
    licenses: licensesOf(origins),
    ingredients: new Map(parts.map(({ ingredient }, n) => [String(n), ingredient])),
    packBytes: shares.languageModel + shares.encoders,
    memory: { import: importMemory([used, ...encoders.map((encoder) => encoder.table)]), use: useMemory(shares) },
    notices,
    build: async (files, out, { report, signal }) => {
      const opened: CheckpointFile[] = [];
      const open = (n: number): CheckpointFile => {
        const file = new CheckpointFile(files.get(String(n))!);
        opened.push(file);
        return file;
      };
      try {
        const sources = {
          checkpoint: joinedCheckpoint(weights.map((_, n) => open(n))),
          encoders: encoders.map((_, n) => encoderSource(open(weights.length + n), backbone!.encoders[n]!)),
          tokenizer: files.get(String(parts.length - 1))!,
          card: familyCard(recipe, origins),
          licence: familyLicence(recipe, origins),
          origins: origins.map(({ part, from, sha256 }) => ({
            part,
            from,
            ...(sha256 === undefined ? {} : { sha256 }),
          })),
          ...(input.backbone === undefined ? {} : { backbone: input.backbone }),
        };
        return await buildFamilyPack(recipe, sources, out, report, signal);
      } finally {
        for (const file of opened) file.close();
      }
    },
  };
}

/** The usual block of weights, or the largest one that the width of a small model can be cut into. */
function blockOf(usual: FamilyRecipe["precision"]["block"], width: number): FamilyRecipe["precision"]["block"] {
  return ([usual, 64, 32] as const).find((block) => block <= usual && width % block === 0) ?? 16;
}

/** Where the language model's names begin; and whether head and embedding are one tensor. */
function rootOf(table: TensorTable): { prefix: string; tied: boolean } {
  const found = [...table.keys()].find((name) => name === landmark || name.endsWith(`.${landmark}`));
  const prefix = found?.slice(0, -landmark.length) ?? "";
  const head = table.get(`${prefix}lm_head.weight`);
  const places = ["embedding", "embeddings"].map((each) => table.get(`${prefix}backbone.${each}.weight`)?.place);
  return { prefix, tied: head !== undefined && places.includes(head.place) };
}

/** Shards as one source. */
function joinedCheckpoint(files: readonly CheckpointSource[]): CheckpointSource {
  return new JoinedSource(files.map((source) => ({ source, rename: (name) => name })));
}

/** timm's weights under their own names, whatever stands before them. */
function encoderSource(file: CheckpointSource, spec: VisionTransformerSpec): CheckpointSource {
  const prefix = encoderPrefix(new Map(file.names().map((name) => [name, file.info(name)!])), spec) ?? "";
  return new JoinedSource([
    { source: file, rename: (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : undefined) },
  ]);
}

interface EncoderPart extends FoundPart {
  readonly table: TensorTable;
}

/** Beside the checkpoint where it lies there, from timm's repository else. @throws UserError `CHECKPOINT_INVALID`, `HUB_…` */
async function encoderPart(
  { place, beside, elsewhere }: FamilyInput,
  spec: VisionTransformerSpec,
): Promise<EncoderPart> {
  for (const [path, table] of beside) {
    if (encoderPrefix(table, spec) !== undefined) return { ...partOf(place, path, spec.name, place.license), table };
  }
  const repository = await elsewhere.repository(spec.repository);
  const table = await readTensors(repository, encoderFile);
  if (encoderPrefix(table, spec) === undefined) {
    throw new UserError(
      "CHECKPOINT_INVALID",
      `${spec.repository} holds other weights than those of ${spec.name}.`,
      "Check HF_ENDPOINT: the mirror may have another repository under this name.",
    );
  }
  return { ...partOf(repository, encoderFile, spec.name, repository.license), table };
}

async function tokenizerPart({ place, elsewhere }: FamilyInput): Promise<FoundPart> {
  const { path, repository, license } = neoxTokenizer;
  if (place.files.has(path)) return partOf(place, path, "Tokenizer", place.license);
  const found = await elsewhere.repository(repository);
  return partOf(found, path, "GPT-NeoX tokenizer", found.license ?? license);
}

function partOf(place: Place, path: string, part: string, license: string | undefined): FoundPart {
  const ingredient = place.ingredient(path);
  const sha256 = ingredient.from.kind === "hub" ? ingredient.from.file.sha256 : undefined;
  const at = place.hub === undefined ? path : `${place.label}/${path} at ${place.hub.commit}`;
  return {
    ingredient,
    origin: {
      part,
      from: at,
      license: license ?? "unknown",
      url: place.hub?.url,
      ...(sha256 === undefined ? {} : { sha256 }),
    },
  };
}

/** Tensors that reach the pack: not the optimiser's, not a head that is the embedding. */
function usedTensors(table: TensorTable, prefix: string, tied: boolean, sees: boolean): TensorTable {
  const root = connectorRoot(prefix);
  const connector = ["mlp.", "bidirectional_mamba.", "projector."].map((each) => `${root}${each}`);
  return new Map(
    [...table].filter(([name]) => {
      if (name === `${prefix}lm_head.weight`) return !tied;
      return name.startsWith(`${prefix}backbone.`) || (sees && connector.some((each) => name.startsWith(each)));
    }),
  );
}

function partsOf(
  recipe: FamilyRecipe,
  backbone: VisionBackbone | undefined,
  dims: { layers: number; dModel: number },
): PlanPart[] {
  const { vision } = recipe;
  return [
    ...(backbone?.encoders.map(({ name }) => ({ kind: "encoder", name, pixels: backbone.size }) as const) ?? []),
    ...(vision === null ? [] : [{ kind: "connector", projector: vision.projector } as const]),
    { kind: "languageModel", layers: dims.layers, width: dims.dModel },
  ];
}

function licensesOf(origins: readonly Origin[]): ImportPlan["licenses"] {
  const seen = new Map(
    origins.map(({ part, license, url }) => [part, { what: part, license, ...(url === undefined ? {} : { url }) }]),
  );
  return [...seen.values()];
}
