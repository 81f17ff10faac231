/** The schema of a pack's manifest, part by part; `manifest.ts` reads one. */
import * as v from "valibot";

/** A file name without a folder: letters, digits, `.`, `_`, `-`; never `.`-leading, so neither `..` nor a hidden file. */
export const plainFileName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const size = v.pipe(v.number(), v.integer(), v.minValue(1));
const tokenId = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const rgb = v.tuple([v.number(), v.number(), v.number()]);

/** One file of the pack: its plain name, its size in bytes and the SHA-256 of its content in lower-case hex. */
export const packFileSchema = v.strictObject({
  path: v.pipe(v.string(), v.regex(plainFileName, "a plain file name is expected")),
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits are expected")),
});

/** The files of one part: for a graph the `.onnx` file first, then the external data it refers to. */
const fileGroup = v.pipe(v.array(packFileSchema), v.minLength(1), v.maxLength(16));

/** Bits of a stored weight: 4 and 8 in blocks that share a scale, 16 and 32 as floating point numbers. */
export const bitWidths = [4, 8, 16, 32] as const;

/** What stands between the connector and the language model in the published family (docs/family.md). */
export const projectorKinds = ["linear", "gelu-mlp", "fused-gelu-mlp", "fused-ldpnet"] as const;

export const mscVariantSchema = v.picklist(["bidirectional", "cross"]);

/** The MSC of one token stream: how many layers, and whether it scans two (BSM) or four (CSM) directions. */
export const mscSchema = v.strictObject({ variant: mscVariantSchema, layers: size });

/**
 * Dimensions of the language model (Mamba-2). `keyWidth` is the width of a pointer key; 0 means: no pointer head. `hints`: whether the
 * pointer head reads matches and relations of lines (docs/nano.md §1.8).
 */
export const lmSchema = v.strictObject({
  layers: size,
  dModel: size,
  dState: size,
  headDim: size,
  nHeads: size,
  dInner: size,
  nGroups: size,
  convKernel: size,
  vocabSize: size,
  keyWidth: count,
  hints: v.optional(v.boolean(), false),
});

/**
 * Image → encoder input. `size` is (height, width) in pixels; `fill` the colour of what is added around an image, in 0…255; a channel value
 * p in 0…255 becomes `(p / 255 − mean) / std`, channels in RGB order. `crop` is the share of the scaled image's shorter edge that is
 * kept, for those that crop; absent: all of it. How each of `resize` works stands in `src/model/preprocess.ts`.
 */
export const preprocessSchema = v.strictObject({
  size: v.tuple([size, size]),
  resize: v.picklist(["letterbox", "resize-naive", "resize-crop", "letterbox-square"]),
  fill: rgb,
  mean: rgb,
  std: v.pipe(
    rgb,
    v.check((std) => std.every((value) => value > 0), "std must be positive"),
  ),
  crop: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
});

/** One of the encoders whose features are laid side by side: `width` channels of them, made from the image in its own way. */
export const encoderSchema = v.strictObject({ name: text, width: size, preprocess: preprocessSchema });

/**
 * `grid` is (rows, columns) of the encoders' features, row-major; `pool` the edge of the mean pool before the projector. `encoders` stands
 * in packs of the published family (schema 2), their files being `encoder` and `encoder2`; without it there is one, with the
 * manifest's `preprocess`.
 */
export const visionSchema = v.strictObject({
  encoder: text,
  featureWidth: size,
  grid: v.tuple([size, size]),
  pool: size,
  msc: mscSchema,
  encoders: v.exactOptional(v.pipe(v.array(encoderSchema), v.minLength(1), v.maxLength(2))),
  projector: v.exactOptional(v.picklist(projectorKinds)),
});

/** The line encoder; absent in packs that read no text. Crops are (3, cropHeight, cropWidth) per line, docs/nano.md §1.5. */
export const linesSchema = v.strictObject({
  cropHeight: size,
  cropWidth: size,
  geometryWidth: size,
  styleWidth: size,
  msc: mscSchema,
});

export const architectureSchema = v.strictObject({
  family: v.literal("ml-mamba"),
  lm: lmSchema,
  /** Visual embeddings the connector gives: grid rows × grid columns / pool², or what the projector pools them to; 0 without vision. */
  visualTokens: count,
  /** Absent in packs that see nothing. */
  vision: v.optional(visionSchema),
  lines: v.optional(linesSchema),
});

/**
 * Token ids. The region token of line n is `regionBase + n`. `image` stands where a visual embedding is read: a token of the vocabulary, to
 * whose embedding it is added, or the first id behind the vocabulary, in whose place it stands. `look` and `looked` open and close what the model says to itself while it
 * counts (docs/nano.md §1.6); a model has both or neither.
 */
export const tokensSchema = v.strictObject({
  end: tokenId,
  pad: tokenId,
  user: v.exactOptional(tokenId),
  assistant: v.exactOptional(tokenId),
  image: tokenId,
  regionBase: tokenId,
  look: v.exactOptional(tokenId),
  looked: v.exactOptional(tokenId),
});

/**
 * The prompt's template. Each of `questionStart`, `answerStart`, `turnEnd` is text with special tokens in it; `lineTokens` is how many
 * tokens of a line's text the prompt holds, `lexTokens` how many the line encoder sees. `form`: `tokens` are ids of each part for itself,
 * white space collapsed; `text` is one text, with the question as it was typed but for white space at its ends (the published family).
 */
export const promptSchema = v.strictObject({
  form: v.exactOptional(v.picklist(["tokens", "text"])),
  caseFold: v.boolean(),
  questionStart: v.string(),
  answerStart: v.string(),
  turnEnd: v.string(),
  lineTokens: count,
  lexTokens: count,
});

/** Whether the worker reads text lines, and how many lines and context tokens it may hand to the model. */
export const ocrSchema = v.strictObject({
  policy: v.picklist(["lines", "none"]),
  maxLines: count,
  maxContextTokens: size,
});

/** A recurrent state of the language model: the graph's input `name` (its output says `present_` for `past_`). */
export const stateSchema = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^past_(conv|ssm)\.\d+$/)),
  shape: v.pipe(v.array(size), v.minLength(3), v.maxLength(4)),
  type: v.literal("float32"),
});

/**
 * How weights are stored: matrices in `bits` (16, 32: not quantised) per block of `block` input values, convolutions apart. Where they are
 * stored otherwise: `tokens` are the bits of the token embedding and head, `encoders` those of the vision encoders. `zeroPoints`:
 * whether blocks of the language model have a zero point of their own.
 */
export const quantisationSchema = v.strictObject({
  bits: v.picklist(bitWidths),
  block: size,
  convolutions: v.picklist(["float16", "float32"]),
  tokens: v.exactOptional(v.picklist(bitWidths)),
  encoders: v.exactOptional(v.picklist(bitWidths)),
  zeroPoints: v.exactOptional(v.boolean()),
});

/** Where a part's weights came from: a file of a repository, and its SHA-256 where that is known. */
export const weightSourceSchema = v.strictObject({
  part: text,
  from: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
  sha256: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
});

/** The newest schema that this version reads. 2 adds the published family: several encoders, projectors, packs without vision. */
export const newestSchema = 2;

export const packManifestSchema = v.strictObject({
  schema: v.picklist([1, newestSchema]),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "lower-case letters, digits and - are expected")),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, "a version such as 1.0.0 is expected")),
  name: text,
  license: text,
  architecture: architectureSchema,
  files: v.strictObject({
    encoder: v.optional(fileGroup),
    encoder2: v.optional(fileGroup),
    connector: v.optional(fileGroup),
    lines: v.optional(fileGroup),
    lm: fileGroup,
    tokenizer: fileGroup,
    /** What tokens mean (docs/nano.md §1.14); stands with `architecture.lm.hints`. */
    words: v.optional(fileGroup),
    card: fileGroup,
    license: fileGroup,
    /** What quantising did to each tensor ({@link tensorErrorsSchema}). */
    errors: v.optional(fileGroup),
  }),
  /** Of the only encoder of a pack whose `architecture.vision` lists none. */
  preprocess: v.exactOptional(preprocessSchema),
  tokens: tokensSchema,
  prompt: promptSchema,
  ocr: ocrSchema,
  states: v.pipe(v.array(stateSchema), v.minLength(1)),
  capabilities: v.array(v.picklist(["screens", "diagrams", "photos"])),
  quantisation: quantisationSchema,
  /** Figures of the model's own evaluation, by name: shares in 0…1 unless the name says otherwise. */
  measured: v.record(v.string(), v.number()),
  /** `false`: nobody has yet compared this conversion with the real weights (docs/verify-published-model.md). */
  verified: v.exactOptional(v.boolean()),
  /** An answer with a token that is less likely than this, in 0…1, is marked as unsure; absent: none is. */
  unsureBelow: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** Longest call into ONNX Runtime while an answer is made, in ms; absent: by the size of the language model. */
  callBoundMs: v.exactOptional(v.pipe(v.number(), v.minValue(10), v.maxValue(60_000))),
  sources: v.exactOptional(v.pipe(v.array(weightSourceSchema), v.maxLength(32))),
});

/** `errors.json` of a pack: per tensor that is not stored as it was, how it is stored and its error, √(Σ(stored − w)² / Σw²). */
export const tensorErrorsSchema = v.array(
  v.strictObject({
    graph: v.string(),
    tensor: v.string(),
    shape: v.array(count),
    stored: v.string(),
    relativeError: v.pipe(v.number(), v.minValue(0)),
  }),
);

export type PackFile = v.InferOutput<typeof packFileSchema>;
export type PackManifest = v.InferOutput<typeof packManifestSchema>;
export type PackFileGroup = keyof PackManifest["files"];
export type LanguageModelDimensions = v.InferOutput<typeof lmSchema>;
export type MscVariant = v.InferOutput<typeof mscVariantSchema>;
export type Quantisation = v.InferOutput<typeof quantisationSchema>;
export type Preprocess = v.InferOutput<typeof preprocessSchema>;
export type TensorErrors = v.InferOutput<typeof tensorErrorsSchema>;

/** The states a language model of these dimensions carries, in the order of the graph's inputs. */
export function stateTensors(lm: LanguageModelDimensions): PackManifest["states"] {
  const channels = lm.dInner + 2 * lm.nGroups * lm.dState;
  return Array.from({ length: lm.layers }, (_, layer) => [
    { name: `past_conv.${layer}`, shape: [1, channels, lm.convKernel - 1], type: "float32" as const },
    { name: `past_ssm.${layer}`, shape: [1, lm.nHeads, lm.dState, lm.headDim], type: "float32" as const },
  ]).flat();
}
