/**
 * The manifest of a pack (`pack.json`, docs/nano.md §2): what the model is, which files hold it, how an image and a
 * prompt are prepared for it. The packer writes it, `pack verify` and the worker read it through {@link packManifestSchema}.
 */
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

/** `grid` is (rows, columns) of the encoder's features, row-major; `pool` the edge of the mean pool before the projector. */
export const visionSchema = v.strictObject({
  encoder: text,
  featureWidth: size,
  grid: v.tuple([size, size]),
  pool: size,
  msc: mscSchema,
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
  /** Visual embeddings the connector gives: grid rows × grid columns / pool². */
  visualTokens: size,
  vision: visionSchema,
  lines: v.optional(linesSchema),
});

/**
 * Image → encoder input. `size` is (height, width) in pixels; `fill` the letterbox colour in 0…255; a channel value p in 0…255
 * becomes `(p / 255 − mean) / std`, channels in RGB order.
 */
export const preprocessSchema = v.strictObject({
  size: v.tuple([size, size]),
  resize: v.picklist(["letterbox", "resize-naive", "resize-crop"]),
  fill: rgb,
  mean: rgb,
  std: v.pipe(
    rgb,
    v.check((std) => std.every((value) => value > 0), "std must be positive"),
  ),
});

/**
 * Token ids. The region token of line n is `regionBase + n`. `look` and `looked` open and close what the model says to itself while it
 * counts (docs/nano.md §1.6); a model has both or neither.
 */
export const tokensSchema = v.strictObject({
  end: tokenId,
  pad: tokenId,
  user: tokenId,
  assistant: tokenId,
  image: tokenId,
  regionBase: tokenId,
  look: v.exactOptional(tokenId),
  looked: v.exactOptional(tokenId),
});

/**
 * The prompt's template. Each of `questionStart`, `answerStart`, `turnEnd` is text with special tokens in it; `lineTokens` is how many
 * tokens of a line's text the prompt holds, `lexTokens` how many the line encoder sees.
 */
export const promptSchema = v.strictObject({
  caseFold: v.boolean(),
  questionStart: v.string(),
  answerStart: v.string(),
  turnEnd: v.string(),
  lineTokens: size,
  lexTokens: size,
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

/** How weights are stored: matrices in `bits` (32: not quantised) per block of `block` input values, convolutions apart. */
export const quantisationSchema = v.strictObject({
  bits: v.picklist([4, 8, 32]),
  block: size,
  convolutions: v.picklist(["float16", "float32"]),
});

export const packManifestSchema = v.strictObject({
  schema: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "lower-case letters, digits and - are expected")),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, "a version such as 1.0.0 is expected")),
  name: text,
  license: text,
  architecture: architectureSchema,
  files: v.strictObject({
    encoder: fileGroup,
    connector: fileGroup,
    lines: v.optional(fileGroup),
    lm: fileGroup,
    tokenizer: fileGroup,
    card: fileGroup,
    license: fileGroup,
  }),
  preprocess: preprocessSchema,
  tokens: tokensSchema,
  prompt: promptSchema,
  ocr: ocrSchema,
  states: v.pipe(v.array(stateSchema), v.minLength(1)),
  capabilities: v.array(v.picklist(["screens", "diagrams", "photos"])),
  quantisation: quantisationSchema,
  /** Figures of the model's own evaluation, by name: shares in 0…1 unless the name says otherwise. */
  measured: v.record(v.string(), v.number()),
});

export type PackFile = v.InferOutput<typeof packFileSchema>;
export type PackManifest = v.InferOutput<typeof packManifestSchema>;
export type PackFileGroup = keyof PackManifest["files"];
export type LanguageModelDimensions = v.InferOutput<typeof lmSchema>;
export type MscVariant = v.InferOutput<typeof mscVariantSchema>;
export type Quantisation = v.InferOutput<typeof quantisationSchema>;

/** Name of the manifest inside a pack's folder. */
export const manifestFileName = "pack.json";

/** Outcome of reading a manifest: the manifest, or one sentence per fault, each starting with the path of the fault. */
export type ManifestResult = { ok: true; manifest: PackManifest } | { ok: false; faults: string[] };

/**
 * Reads a manifest from the value that `JSON.parse` gave: the schema, then what the schema cannot say (a file listed twice, a
 * state without its partner, dimensions that contradict each other).
 */
export function parseManifest(value: unknown): ManifestResult {
  const parsed = v.safeParse(packManifestSchema, value);
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "pack.json"}: ${issue.message}`);
    return { ok: false, faults };
  }
  const faults = contradictions(parsed.output);
  return faults.length === 0 ? { ok: true, manifest: parsed.output } : { ok: false, faults };
}

/** Every file of the pack but the manifest itself. */
export function packFiles(manifest: PackManifest): PackFile[] {
  return Object.values(manifest.files).flatMap((group) => group ?? []);
}

/** The states a language model of these dimensions carries, in the order of the graph's inputs. */
export function stateTensors(lm: LanguageModelDimensions): PackManifest["states"] {
  const channels = lm.dInner + 2 * lm.nGroups * lm.dState;
  return Array.from({ length: lm.layers }, (_, layer) => [
    { name: `past_conv.${layer}`, shape: [1, channels, lm.convKernel - 1], type: "float32" as const },
    { name: `past_ssm.${layer}`, shape: [1, lm.nHeads, lm.dState, lm.headDim], type: "float32" as const },
  ]).flat();
}

function contradictions(manifest: PackManifest): string[] {
  const { lm, vision, visualTokens, lines } = manifest.architecture;
  const faults: string[] = [];
  const names = packFiles(manifest).map((file) => file.path.toLowerCase());
  if (new Set([...names, manifestFileName]).size !== names.length + 1) faults.push("files: a file is listed twice");
  if (lm.nHeads * lm.headDim !== lm.dInner) faults.push("architecture.lm: nHeads × headDim must be dInner");
  if (lm.hints && lm.keyWidth === 0) faults.push("architecture.lm.hints: needs a pointer head");
  if (visualTokens * vision.pool ** 2 !== vision.grid[0] * vision.grid[1]) {
    faults.push("architecture.visualTokens: must be the grid's cells divided by pool²");
  }
  if (JSON.stringify(manifest.states) !== JSON.stringify(stateTensors(lm))) {
    faults.push("states: must be those of architecture.lm");
  }
  if ((lines === undefined) !== (manifest.files.lines === undefined)) {
    faults.push("files.lines: must stand with architecture.lines");
  }
  if ((manifest.ocr.policy === "lines") !== (lines !== undefined && lm.keyWidth > 0)) {
    faults.push("ocr.policy: lines needs a line encoder and a pointer head, none must have neither");
  }
  faults.push(...lookFaults(manifest.tokens));
  if (manifest.tokens.regionBase < lm.vocabSize) faults.push("tokens.regionBase: must lie behind the vocabulary");
  return faults;
}

function lookFaults({ look, looked, ...others }: PackManifest["tokens"]): string[] {
  if (look === undefined && looked === undefined) return [];
  if (look === undefined || looked === undefined) return ["tokens.look: must stand with tokens.looked"];
  const free = (id: number): boolean => id < others.regionBase && !Object.values(others).includes(id);
  return look !== looked && free(look) && free(looked)
    ? []
    : ["tokens.look, tokens.looked: must be two tokens of their own"];
}
