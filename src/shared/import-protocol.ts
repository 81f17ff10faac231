/**
 * How a model gets onto this machine: what may be asked of the packer (`import/plan`, `import/run`), and what it tells while it works. One
 * packer process does one import; a lost process, a reload or a pause costs at most one range of a download.
 */
import * as v from "valibot";
import { NotificationType, RequestType } from "vscode-jsonrpc";
import { errorDataSchema, type ErrorData } from "./errors.ts";
import { resizeStrategies, visionBackboneIds } from "./family.ts";
import { hubSettingsSchema, repositoryName } from "./hub.ts";
import { bitWidths, projectorKinds } from "./manifest-schema.ts";
import { packSummarySchema } from "./packer-protocol.ts";
import { fractionSchema } from "./schemas.ts";

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const bytes = v.pipe(v.number(), v.minValue(0));

/** Models that have a name of their own. */
export const namedModels = ["ml-mamba-3b"] as const;

/**
 * Where a model comes from: `model` by name; `hub`: a repository, at a revision if one is named, `file` being its checkpoint where there are
 * several; `path`: a folder (checkpoint or ready pack) or a file (`.pt`, `.safetensors`, `.tar`); `url`: a ready pack as `.tar`.
 */
export const importSourceSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("model"), model: v.picklist(namedModels) }),
  v.strictObject({
    kind: v.literal("hub"),
    repository: v.pipe(v.string(), v.regex(repositoryName, "a repository is called owner/name")),
    revision: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
    file: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(1024))),
  }),
  v.strictObject({ kind: v.literal("path"), path }),
  v.strictObject({ kind: v.literal("url"), url: v.pipe(v.string(), v.maxLength(2048)) }),
]);
export type ImportSource = v.InferOutput<typeof importSourceSchema>;

/** What tensors do not tell, for checkpoints that do not say it themselves; each part by itself. */
export const importHintsSchema = v.strictObject({
  vision: v.exactOptional(v.picklist(visionBackboneIds)),
  resize: v.exactOptional(v.picklist(resizeStrategies)),
  projector: v.exactOptional(v.picklist(projectorKinds)),
});
export type ImportHints = v.InferOutput<typeof importHintsSchema>;

export const importParamsSchema = v.strictObject({
  source: importSourceSchema,
  /** Bits of most weights; a ready pack is what it is. */
  precision: v.optional(v.picklist(bitWidths), 4),
  hints: v.optional(importHintsSchema, {}),
  /** Folder of this import's own; what is downloaded stays there until it is done. */
  work: path,
  /** Where the pack goes: `store` is the folder that holds `<id>/<version>/`, `folder` the pack's own. */
  target: v.variant("kind", [
    v.strictObject({ kind: v.literal("store"), packs: path }),
    v.strictObject({ kind: v.literal("folder"), out: path }),
  ]),
  /** Whether an installed pack of the same name and version gives way. */
  replace: v.optional(v.boolean(), false),
  /** Folder that keeps the downloaded files for another import; absent: they are deleted with `work`. */
  keep: v.exactOptional(path),
  hub: v.optional(hubSettingsSchema, {}),
});
export type ImportParams = v.InferInput<typeof importParamsSchema>;
export type ParsedImportParams = v.InferOutput<typeof importParamsSchema>;

/** A file that the import needs. */
export const importFileSchema = v.object({
  /** For people: `owner/name/path`, or a path on disk. */
  name: v.string(),
  from: v.picklist(["hub", "disk"]),
  bytes,
  /** What is there already. */
  done: bytes,
});

/** What a model is made of: facts, which each front end says in its own words. */
export const planPartSchema = v.variant("kind", [
  /** `pixels`: edge of the square that it sees; absent where the name says it all. */
  v.object({ kind: v.literal("encoder"), name: v.string(), pixels: v.exactOptional(bytes) }),
  v.object({ kind: v.literal("connector"), projector: v.string() }),
  v.object({ kind: v.literal("languageModel"), layers: bytes, width: bytes }),
]);
export type PlanPart = v.InferOutput<typeof planPartSchema>;

/** What a person should know before an import. */
export const planNoticeSchema = v.variant("kind", [
  /** Nobody has yet compared the conversion with the real weights. */
  v.object({ kind: v.literal("unverified") }),
  /** The checkpoint does not say how images were resized; this is used. */
  v.object({ kind: v.literal("resizeAssumed"), resize: v.picklist(resizeStrategies) }),
  /** Using the model takes much of what this machine has. */
  v.object({ kind: v.literal("memory"), use: bytes, total: bytes }),
]);
export type PlanNotice = v.InferOutput<typeof planNoticeSchema>;

/** What an import will do, known from headers alone, before anything is downloaded. */
export const importPlanSchema = v.object({
  /** What the pack will be called; its folder is `<id>/<version>`. */
  id: v.string(),
  version: v.string(),
  name: v.string(),
  /** `pack`: it is one already; `checkpoint`: it is built. */
  kind: v.picklist(["pack", "checkpoint"]),
  /** What it is made of, in the order in which an image goes through it. */
  parts: v.array(planPartSchema),
  precision: v.picklist(bitWidths),
  licenses: v.array(v.object({ what: v.string(), license: v.string(), url: v.exactOptional(v.string()) })),
  files: v.array(importFileSchema),
  /** Bytes still to be downloaded. */
  download: bytes,
  /** Size of the pack; of one that is built an estimate. */
  pack: bytes,
  /** Bytes that the work needs on the disk of `work` at its peak, and what is free there. */
  disk: v.object({ needed: bytes, free: bytes }),
  /** Memory at its peak: of the import, of using the model (both estimates), and what this machine has. */
  memory: v.object({ import: bytes, use: bytes, total: bytes }),
  /** A pack of this name and version is installed already. */
  installed: v.boolean(),
  notices: v.array(planNoticeSchema),
});
export type ImportPlan = v.InferOutput<typeof importPlanSchema>;

/** In this order; a ready pack is not built, one from a folder not unpacked. */
export const importSteps = ["look", "download", "unpack", "build", "verify", "install"] as const;
export type ImportStep = (typeof importSteps)[number];

export const importEventSchema = v.variant("type", [
  v.object({ type: v.literal("plan"), plan: importPlanSchema }),
  v.object({
    type: v.literal("progress"),
    step: v.picklist(importSteps),
    /** The file that is worked on. */
    what: v.string(),
    /** Of the step: bytes of downloads, shares of other work. */
    done: bytes,
    total: bytes,
    /** Of the whole import. */
    fraction: fractionSchema,
    /** Of the last seconds; absent where it is not known yet, or is no matter of bytes. */
    bytesPerSecond: v.exactOptional(bytes),
    /** Of the step. */
    secondsLeft: v.exactOptional(bytes),
  }),
  /** The hub is asked again after `waitMs`; nothing is lost. */
  v.object({ type: v.literal("waiting"), error: errorDataSchema, waitMs: bytes }),
  v.object({ type: v.literal("paused") }),
  v.object({ type: v.literal("resumed") }),
]);
export type ImportEvent = v.InferOutput<typeof importEventSchema>;
export type ImportProgress = Extract<ImportEvent, { type: "progress" }>;

export const importResultSchema = v.object({
  ...packSummarySchema.entries,
  /** Folder of the pack. */
  dir: v.string(),
  /** Largest resident memory of the packer while it worked. */
  peakBytes: bytes,
});
export type ImportResult = v.InferOutput<typeof importResultSchema>;

/** Name of the note in `work` that tells what an unfinished import is; it holds no secret. */
export const importNoteName = "import.json";

export const importNoteSchema = v.object({
  source: importSourceSchema,
  precision: v.picklist(bitWidths),
  hints: importHintsSchema,
  target: importParamsSchema.entries.target,
  keep: v.exactOptional(path),
  name: v.string(),
  /** Bytes of all downloads. */
  total: bytes,
  started: v.string(),
});
export type ImportNote = v.InferOutput<typeof importNoteSchema>;

/** Name of the file in `work` that the process which works there holds and touches; it tells who that is. */
export const importLockName = "lock";
export const importLockSchema = v.object({ pid: v.number(), host: v.string(), id: v.string() });
export type ImportLock = v.InferOutput<typeof importLockSchema>;

/** Folder in `work` that holds what is downloaded. */
export const importFilesFolder = "files";

/** Client → packer: looks at headers and says what an import will do. */
export const ImportPlanRequest = new RequestType<ImportParams, ImportPlan, ErrorData>("import/plan");

/**
 * Client → packer: does it. Cancelling ends it with `CANCELLED` and deletes all that it has written; if the process ends otherwise, `work`
 * stays, and the same request goes on.
 */
export const ImportRunRequest = new RequestType<ImportParams, ImportResult, ErrorData>("import/run");

/** Client → packer: holds the running import (true), or lets it go on. */
export const ImportPauseNotification = new NotificationType<{ paused: boolean }>("import/pause");
export const importPauseSchema = v.object({ paused: v.boolean() });

/** Packer → client: an import went on; also every few seconds while nothing happens, as a sign of life. */
export const ImportEventNotification = new NotificationType<ImportEvent>("import/event");
