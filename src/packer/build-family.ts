/**
 * A checkpoint of the published family → pack folder (docs/family.md). Nothing is held in memory but the slice of a tensor that is being
 * converted: the 3B at 4 bits needs some hundred megabytes.
 */
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../shared/errors.ts";
import {
  encoderPreprocess,
  neoxVocabulary,
  visionBackbones,
  type FamilyRecipe,
  type Precision,
  type VisionBackbone,
} from "../shared/family.ts";
import {
  encoderGraphs,
  manifestFileName,
  newestSchema,
  stateTensors,
  type LanguageModelDimensions,
  type PackManifest,
} from "../shared/manifest.ts";
import type { PackSummary } from "../shared/packer-protocol.ts";
import { familyCheckpoint, type FamilyCheckpoint } from "./family-checkpoint.ts";
import { connectorPrefixes, familyConnector, scanLayers, visualTokensOf } from "./family-connector.ts";
import { languageModel } from "./language-model.ts";
import { languageModelShape } from "./language-model-shape.ts";
import { GraphWriter, hashed, writePack } from "./pack-writer.ts";
import type { Storage } from "./storage.ts";
import type { Report } from "./verify-pack.ts";
import { patchGrid, visionTransformer } from "./vision-transformer.ts";
import type { TensorSource } from "./readers/tensor-source.ts";
import { Weights } from "./weights.ts";

/** What a pack is made of. */
export interface FamilySources {
  /** The published checkpoint, or Mamba-2 by itself. */
  readonly checkpoint: TensorSource;
  /** timm's weights of the recipe's encoders, in their order. */
  readonly encoders: readonly TensorSource[];
  /** Path of the GPT-NeoX `tokenizer.json`. */
  readonly tokenizer: string;
  /** Text of the model card and of the licence. */
  readonly card: string;
  readonly licence: string;
  /** Encoders of other sizes than the registry's. */
  readonly backbone?: VisionBackbone;
  /** Where the weights came from, for the manifest. */
  readonly origins?: NonNullable<PackManifest["sources"]>;
}

/** Longest call into a language model of this family, in ms: a stop takes at most as long. */
const callBoundMs = 500;
/** Tokens of image, questions and answers that the published models were trained with. */
const contextTokens = 2048;

/** The vision half of what is built. */
interface Seeing {
  readonly recipe: NonNullable<FamilyRecipe["vision"]>;
  readonly backbone: VisionBackbone;
  readonly grid: number;
  readonly connector: Weights;
  readonly encoders: readonly Weights[];
}

/**
 * @param out folder of the pack; it must not exist, or be empty
 * @throws UserError `CHECKPOINT_INVALID`, `PACK_EXISTS`, `PACK_WRITE_FAILED`, `CANCELLED`
 */
export async function buildFamilyPack(
  recipe: FamilyRecipe,
  sources: FamilySources,
  out: string,
  report: Report,
  signal: AbortSignal,
): Promise<PackSummary> {
  const checkpoint = familyCheckpoint(sources.checkpoint);
  const dims = languageModelShape((name) => checkpoint.languageModel.shape(name));
  const seeing = recipe.vision === null ? null : seeingOf(recipe.vision, sources, checkpoint);
  const fill = (folder: string) => fillFolder(folder, recipe, sources, checkpoint, dims, seeing, report, signal);
  return writePack(out, fill, report, signal);
}

async function fillFolder(
  folder: string,
  recipe: FamilyRecipe,
  sources: FamilySources,
  { languageModel: weights }: FamilyCheckpoint,
  dims: LanguageModelDimensions,
  seeing: Seeing | null,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const { precision } = recipe;
  const writer = new GraphWriter(folder, totalValues(weights, seeing), report, signal);
  const files: Partial<PackManifest["files"]> = {};
  if (seeing !== null) {
    for (const [n, encoder] of seeing.encoders.entries()) {
      files[encoderGraphs[n]!] = await writeEncoder(writer, seeing, n, encoder, precision);
    }
    files.connector = await writer.graph("connector", (target) => {
      const piece = { ...target, weights: seeing.connector, storage: storageOf(precision.matrices, precision) };
      const { grid, recipe: vision, backbone } = seeing;
      const features = backbone.encoders.map(({ width }, n) =>
        piece.graph.input(n === 0 ? "features" : `features${n + 1}`, "float32", [1, grid ** 2, width]),
      );
      const widths = backbone.encoders.map(({ width }) => width);
      const visual = familyConnector(piece, { widths, grid, mixer: dims, projector: vision.projector }, features);
      const tokens = visualTokensOf({ grid, projector: vision.projector });
      piece.graph.output(visual, "float32", [1, tokens, dims.dModel], "visual");
    });
  }
  files.lm = await writer.graph("lm", (target) => {
    const storage = storageOf(precision.matrices, precision);
    const tokens = storageOf(precision.tokens, precision);
    const visualInput = seeing === null ? false : "replacing";
    languageModel({ ...target, weights, storage, tokens }, dims, { mode: "loop", visualInput });
  });
  refuseUnread(weights, seeing);
  files.errors = await writer.errors();
  await copyFile(sources.tokenizer, join(folder, "tokenizer.json"));
  await writeFile(join(folder, "card.md"), sources.card);
  await writeFile(join(folder, "LICENSE"), sources.licence);
  files.tokenizer = [await hashed(folder, "tokenizer.json")];
  files.card = [await hashed(folder, "card.md")];
  files.license = [await hashed(folder, "LICENSE")];
  const manifest = manifestOf(recipe, sources, dims, seeing, files as PackManifest["files"]);
  await writeFile(join(folder, manifestFileName), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function writeEncoder(
  writer: GraphWriter,
  { backbone }: Seeing,
  n: number,
  weights: Weights,
  precision: Precision,
): ReturnType<GraphWriter["graph"]> {
  const spec = backbone.encoders[n]!;
  return writer.graph(encoderGraphs[n]!, (target) => {
    const storage = storageOf(precision.encoders, precision);
    const pixels = target.graph.input("pixels", "float32", [1, 3, backbone.size, backbone.size]);
    const features = visionTransformer({ ...target, weights, storage }, spec, pixels, backbone.size);
    target.graph.output(features, "float32", [1, patchGrid(spec, backbone.size) ** 2, spec.width], "features");
  });
}

function seeingOf(
  recipe: NonNullable<FamilyRecipe["vision"]>,
  { encoders, backbone = visionBackbones[recipe.backbone] }: FamilySources,
  { connector }: FamilyCheckpoint,
): Seeing {
  if (connector === null) {
    throw new UserError(
      "CHECKPOINT_INVALID",
      "The checkpoint holds a language model, but no connector for images (mlp, bidirectional_mamba, projector).",
      "Import it as a text-only model, or choose a checkpoint of the ML-Mamba family.",
    );
  }
  if (encoders.length !== backbone.encoders.length) {
    throw new Error(`${backbone.encoders.length} encoders are needed, ${encoders.length} were given`);
  }
  const grid = patchGrid(backbone.encoders[0]!, backbone.size);
  return { recipe, backbone, grid, connector, encoders: encoders.map((source) => new Weights(source)) };
}

/** Weights that are going to be read, for progress. */
function totalValues(languageModel: Weights, seeing: Seeing | null): number {
  const encoders = seeing?.encoders.reduce((sum, { values }) => sum + values, 0) ?? 0;
  return encoders + (seeing?.connector.values ?? languageModel.values);
}

function storageOf(bits: Precision["matrices"], { block, zeroPoints }: Precision): Storage {
  const convolutions = "float32";
  switch (bits) {
    case 32:
      return { kind: "float32" };
    case 16:
      return { kind: "float16", convolutions };
    case 8:
    case 4: {
      const kind = "quantised";
      return { kind, bits, block, accuracyLevel: 4, rule: "least-squares", zeroPoints, padded: true, convolutions };
    }
  }
}

/** The published loader takes the projector as it finds it, and everything else whole; so does this one. */
function refuseUnread(languageModel: Weights, seeing: Seeing | null): void {
  const [, scan] = connectorPrefixes;
  const unread = [
    ...languageModel.unread(),
    ...(seeing?.connector.unread().filter((name) => name.startsWith(scan) || name.startsWith("mlp.")) ?? []),
  ];
  const [first, ...more] = unread;
  if (first === undefined) return;
  throw new UserError(
    "CHECKPOINT_INVALID",
    `The checkpoint holds ${first}${more.length === 0 ? "" : ` and ${more.length} more tensors`}, which no model of the family has.`,
    "Choose a checkpoint of the ML-Mamba family or of Mamba-2.",
  );
}

function manifestOf(
  { id, version, name, license, precision, vision }: FamilyRecipe,
  { origins }: FamilySources,
  lm: LanguageModelDimensions,
  seeing: Seeing | null,
  files: PackManifest["files"],
): PackManifest {
  const { vocabSize } = lm;
  const visualTokens = seeing === null ? 0 : visualTokensOf({ grid: seeing.grid, projector: seeing.recipe.projector });
  return {
    schema: newestSchema,
    id,
    version,
    name,
    license,
    architecture: {
      family: "ml-mamba",
      lm,
      visualTokens,
      ...(seeing === null || vision === null ? {} : { vision: visionOf(seeing) }),
    },
    files,
    tokens: {
      end: neoxVocabulary.endOfText,
      pad: neoxVocabulary.endOfText,
      image: vocabSize,
      regionBase: vocabSize + 1,
    },
    prompt: {
      form: "text",
      caseFold: false,
      questionStart: "<|user|>\n",
      answerStart: "<|endoftext|>\n<|assistant|>\n",
      turnEnd: "<|endoftext|>\n",
      lineTokens: 0,
      lexTokens: 0,
    },
    ocr: { policy: "none", maxLines: 0, maxContextTokens: contextTokens },
    states: stateTensors(lm),
    capabilities: seeing === null ? [] : ["photos", "screens", "diagrams"],
    quantisation: {
      bits: precision.matrices,
      block: precision.block,
      convolutions: "float32",
      tokens: precision.tokens,
      ...(seeing === null ? {} : { encoders: precision.encoders }),
      zeroPoints: precision.zeroPoints,
    },
    measured: {},
    verified: false,
    callBoundMs,
    ...(origins === undefined ? {} : { sources: origins }),
  };
}

function visionOf({ recipe, backbone, grid }: Seeing): NonNullable<PackManifest["architecture"]["vision"]> {
  const encoders = backbone.encoders.map((spec) => ({
    name: spec.name,
    width: spec.width,
    preprocess: encoderPreprocess(spec, backbone.size, recipe.resize),
  }));
  return {
    encoder: encoders.map(({ name }) => name).join(" + "),
    featureWidth: encoders.reduce((sum, { width }) => sum + width, 0),
    grid: [grid, grid],
    pool: 1,
    msc: { variant: "bidirectional", layers: scanLayers },
    encoders,
    projector: recipe.projector,
  };
}
