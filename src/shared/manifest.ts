/**
 * The manifest of a pack (`pack.json`, docs/nano.md §2): what the model is, which files hold it, how an image and a
 * prompt are prepared for it. The packer writes it, `pack verify` and the worker read it through {@link parseManifest}.
 */
import * as v from "valibot";
import { UserError } from "./errors.ts";
import {
  newestSchema,
  packManifestSchema,
  stateTensors,
  type PackFile,
  type PackManifest,
  type Preprocess,
} from "./manifest-schema.ts";

export * from "./manifest-schema.ts";

/** Visual embeddings that the projector `fused-ldpnet` leaves: an average pool to 14 × 14. */
export const downsampledTokens = 14 ** 2;

/** The file groups of the vision encoders, in the order of their features. */
export const encoderGraphs = ["encoder", "encoder2"] as const;

export interface PackEncoder {
  readonly graph: (typeof encoderGraphs)[number];
  readonly name: string;
  /** Channels of its features. */
  readonly width: number;
  readonly preprocess: Preprocess;
}

/** Name of the manifest inside a pack's folder. */
export const manifestFileName = "pack.json";

/**
 * Outcome of reading a manifest: the manifest, or one sentence per fault, each starting with the path of the fault. `newer` is the schema
 * of a pack that was made for a later version.
 */
export type ManifestResult =
  | { readonly ok: true; readonly manifest: PackManifest }
  | { readonly ok: false; readonly faults: readonly string[]; readonly newer?: number };

/**
 * Reads a manifest from the value that `JSON.parse` gave: the schema, then what the schema cannot say (a file listed twice, a
 * state without its partner, dimensions that contradict each other).
 */
export function parseManifest(value: unknown): ManifestResult {
  const newer = newerSchema(value);
  if (newer !== undefined) return { ok: false, newer, faults: [`schema: ${newer}, of ${newestSchema} known`] };
  const parsed = v.safeParse(packManifestSchema, value);
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "pack.json"}: ${issue.message}`);
    return { ok: false, faults };
  }
  const faults = contradictions(parsed.output);
  return faults.length === 0 ? { ok: true, manifest: parsed.output } : { ok: false, faults };
}

/** The error of a manifest that cannot be used. @param path of the manifest @param repair what to do about one that is damaged */
export function manifestError(
  path: string,
  { faults, newer }: Exclude<ManifestResult, { ok: true }>,
  repair: string,
): UserError {
  return newer === undefined
    ? new UserError("PACK_MANIFEST_INVALID", `"${path}": ${faults.join("; ")}.`, repair)
    : new UserError(
        "PACK_TOO_NEW",
        `The pack of "${path}" is of format ${newer}; this version of ML-Mamba reads formats up to ${newestSchema}.`,
        "Update ML-Mamba, or choose another pack.",
      );
}

/** Every file of the pack but the manifest itself. */
export function packFiles(manifest: PackManifest): PackFile[] {
  return Object.values(manifest.files).flatMap((group) => group ?? []);
}

/** The encoders of a pack that sees, in the order of their features, with the graph that holds each. */
export function encodersOf({ architecture, preprocess }: PackManifest): readonly PackEncoder[] {
  const { vision } = architecture;
  if (vision === undefined) return [];
  if (vision.encoders === undefined) {
    if (preprocess === undefined) throw new Error("a manifest whose encoder has no preprocess");
    return [{ graph: "encoder", name: vision.encoder, width: vision.featureWidth, preprocess }];
  }
  return vision.encoders.map((encoder, n) => ({ graph: encoderGraphs[n]!, ...encoder }));
}

function newerSchema(value: unknown): number | undefined {
  const parsed = v.safeParse(v.object({ schema: v.pipe(v.number(), v.integer(), v.gtValue(newestSchema)) }), value);
  return parsed.success ? parsed.output.schema : undefined;
}

function contradictions(manifest: PackManifest): string[] {
  const { lm, lines } = manifest.architecture;
  const faults: string[] = [];
  const names = packFiles(manifest).map((file) => file.path.toLowerCase());
  if (new Set([...names, manifestFileName]).size !== names.length + 1) faults.push("files: a file is listed twice");
  if (lm.nHeads * lm.headDim !== lm.dInner) faults.push("architecture.lm: nHeads × headDim must be dInner");
  if (lm.hints && lm.keyWidth === 0) faults.push("architecture.lm.hints: needs a pointer head");
  if (lm.hints !== (manifest.files.words !== undefined))
    faults.push("files.words: must stand with architecture.lm.hints");
  faults.push(...visionFaults(manifest));
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
  const { image, regionBase } = manifest.tokens;
  if (regionBase < lm.vocabSize) faults.push("tokens.regionBase: must lie behind the vocabulary");
  if (image > lm.vocabSize || image >= regionBase) {
    faults.push("tokens.image: must be a token of the vocabulary or the first id behind it, and no region");
  }
  return faults;
}

/** Schema 1 has one encoder with the manifest's `preprocess`; schema 2 lists its encoders, or has no vision at all. */
function visionFaults({ schema, architecture, files, preprocess }: PackManifest): string[] {
  const { vision, visualTokens, lines } = architecture;
  const faults: string[] = [];
  const wanted = vision?.encoders?.length ?? (vision === undefined ? 0 : 1);
  const given = encoderGraphs.filter((graph) => files[graph] !== undefined);
  if (given.join() !== encoderGraphs.slice(0, wanted).join()) faults.push("files: must hold one graph an encoder");
  if ((files.connector === undefined) !== (vision === undefined)) {
    faults.push("files.connector: must stand with architecture.vision");
  }
  if ((preprocess === undefined) !== (vision === undefined || vision.encoders !== undefined)) {
    faults.push("preprocess: must stand where architecture.vision lists no encoders");
  }
  if (schema === 1 && preprocess === undefined) faults.push("schema: 2 is needed for several encoders or none");
  if (vision === undefined) {
    if (visualTokens !== 0) faults.push("architecture.visualTokens: must be 0 without vision");
    if (lines !== undefined) faults.push("architecture.lines: needs vision");
    return faults;
  }
  const cells = vision.grid[0] * vision.grid[1];
  const expected = vision.projector === "fused-ldpnet" ? downsampledTokens : cells / vision.pool ** 2;
  if (visualTokens !== expected) {
    faults.push("architecture.visualTokens: must be the grid's cells divided by pool², or what the projector leaves");
  }
  const widths = vision.encoders?.reduce((sum, { width }) => sum + width, 0);
  if (widths !== undefined && widths !== vision.featureWidth) {
    faults.push("architecture.vision.featureWidth: must be the sum of the encoders' widths");
  }
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
