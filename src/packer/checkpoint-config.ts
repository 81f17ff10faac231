/**
 * `config.json` of a checkpoint, as `training/` exports it: the dimensions (`NanoConfig` and `EncoderConfig` of training/mlmamba),
 * and under `pack` what the manifest says beyond them.
 */
import * as v from "valibot";
import { UserError } from "../shared/errors.ts";
import {
  mscVariantSchema,
  ocrSchema,
  packManifestSchema,
  preprocessSchema,
  promptSchema,
  tokensSchema,
  type LanguageModelDimensions,
} from "../shared/manifest.ts";
import { knownWidth, relationWidth } from "../model/known.ts";
import type { MscDimensions } from "./msc.ts";

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1 << 24));
const pad = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64));
/** [top, left, bottom, right], as ONNX orders `pads` of a two-dimensional convolution. */
const pads = v.tuple([pad, pad, pad, pad]);

const mbConvSchema = v.object({
  kernel: size,
  stride: size,
  input: size,
  output: size,
  expand: size,
  residual: v.boolean(),
  pads,
});

const encoderSchema = v.pipe(
  v.object({ stem_width: size, stem_pads: pads, blocks: v.pipe(v.array(mbConvSchema), v.minLength(1)) }),
  v.transform(({ stem_width: stemWidth, stem_pads: stemPads, blocks }) => ({ stemWidth, stemPads, blocks })),
);

const headsFault = "headdim must divide expand × d_model";
const headsFit = ({ nHeads }: { nHeads: number }): boolean => Number.isInteger(nHeads);

interface LanguageModelConfig {
  readonly dims: LanguageModelDimensions;
  readonly visualInput: boolean;
  readonly looksWidth: number;
  readonly scorerWidth: number;
}

const lmSchema = v.pipe(
  v.object({
    layers: size,
    d_model: size,
    d_state: size,
    headdim: size,
    expand: size,
    ngroups: v.literal(1),
    conv_kernel: size,
    vocab_size: size,
    key_width: size,
    pointer: v.boolean(),
    hints: v.optional(v.boolean(), false),
    looks_width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1 << 16)), 0),
    scorer_width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1 << 16)), 0),
    known_width: v.optional(v.literal(knownWidth), knownWidth),
    relation_width: v.optional(v.literal(relationWidth), relationWidth),
    visual_input: v.boolean(),
  }),
  v.transform((lm): LanguageModelConfig => ({
    dims: {
      ...mixer(lm),
      layers: lm.layers,
      nGroups: lm.ngroups,
      vocabSize: lm.vocab_size,
      keyWidth: lm.pointer ? lm.key_width : 0,
      hints: lm.hints,
    },
    visualInput: lm.visual_input,
    looksWidth: lm.looks_width,
    scorerWidth: lm.scorer_width,
  })),
  v.check(({ dims }) => headsFit(dims), headsFault),
  v.check(({ dims }) => dims.keyWidth > 0 || !dims.hints, "hints need a pointer head"),
  v.check(({ dims, looksWidth }) => dims.hints || looksWidth === 0, "looks_width needs hints"),
  v.check(({ dims, scorerWidth }) => dims.hints || scorerWidth === 0, "scorer_width needs hints"),
);

const mscSchema = v.pipe(
  v.object({
    layers: size,
    d_model: size,
    d_state: size,
    headdim: size,
    expand: size,
    conv_kernel: size,
    variant: mscVariantSchema,
  }),
  v.transform((msc): MscDimensions => ({ ...mixer(msc), layers: msc.layers, variant: msc.variant })),
  v.check((dims) => headsFit(dims), headsFault),
);

const lineSchema = v.pipe(
  v.object({
    crop_height: size,
    crop_width: size,
    cnn: v.pipe(v.array(size), v.minLength(1)),
    lex_width: size,
    frequencies: size,
  }),
  v.transform((line) => ({
    cropHeight: line.crop_height,
    cropWidth: line.crop_width,
    cnn: line.cnn,
    lexWidth: line.lex_width,
    frequencies: line.frequencies,
  })),
);

const { id, version, name, license, capabilities, measured, unsureBelow } = packManifestSchema.entries;

/** What the manifest says that no tensor tells. */
const packSchema = v.object({
  id,
  version,
  name,
  license,
  capabilities,
  measured,
  unsureBelow,
  /** Name of the vision encoder, for people. */
  encoder: v.string(),
  preprocess: preprocessSchema,
  tokens: tokensSchema,
  prompt: promptSchema,
  ocr: ocrSchema,
});

const checkpointConfigSchema = v.pipe(
  v.object({
    lm: lmSchema,
    msc: mscSchema,
    line_msc: mscSchema,
    line: lineSchema,
    vision_width: size,
    vision_grid: size,
    visual_pool: size,
    encoder: encoderSchema,
    pack: packSchema,
  }),
  v.transform(
    ({ line_msc: lineMsc, vision_width: visionWidth, vision_grid: visionGrid, visual_pool: visualPool, ...rest }) => ({
      ...rest,
      lineMsc,
      visionWidth,
      visionGrid,
      visualPool,
    }),
  ),
  v.check((config) => config.visionGrid % config.visualPool === 0, "visual_pool must divide vision_grid"),
  v.check(
    (config) => config.encoder.blocks.at(-1)?.output === config.visionWidth,
    "vision_width must be the last block's output",
  ),
);

export type CheckpointConfig = v.InferOutput<typeof checkpointConfigSchema>;
export type EncoderConfig = v.InferOutput<typeof encoderSchema>;
export type MbConvConfig = v.InferOutput<typeof mbConvSchema>;

/** @throws UserError `CHECKPOINT_INVALID` with the first fault */
export function parseCheckpointConfig(value: unknown): CheckpointConfig {
  return checked(checkpointConfigSchema, value);
}

/** Dimensions of one part alone, for graphs that are built on their own. @throws UserError `CHECKPOINT_INVALID` */
export const parsePart = {
  lm: (value: unknown): v.InferOutput<typeof lmSchema> => checked(lmSchema, value),
  msc: (value: unknown): MscDimensions => checked(mscSchema, value),
  line: (value: unknown): v.InferOutput<typeof lineSchema> => checked(lineSchema, value),
  encoder: (value: unknown): EncoderConfig => checked(encoderSchema, value),
};

function checked<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  throw new UserError(
    "CHECKPOINT_INVALID",
    `config.json is not valid${path === null ? "" : ` at ${path}`}: ${issue.message}.`,
    "Export the checkpoint again with training/export.py.",
  );
}

interface MixerJson {
  readonly d_model: number;
  readonly d_state: number;
  readonly headdim: number;
  readonly expand: number;
  readonly conv_kernel: number;
}

function mixer({ d_model: dModel, d_state: dState, headdim: headDim, expand, conv_kernel: convKernel }: MixerJson) {
  const dInner = expand * dModel;
  return { dModel, dInner, dState, headDim, nHeads: dInner / headDim, convKernel };
}
