/**
 * The protocol between a client (extension host, command line) and the inference worker: vscode-jsonrpc over Node's IPC channel
 * with `serialization: "advanced"`, so that image bytes travel as they are. Both sides parse what comes in through the schemas
 * here. A request fails with {@link ErrorData} in the response error's `data`. Cancelling `image/open` or
 * `image/openRegion` makes it fail with `CANCELLED`; cancelling `answer/ask` ends it with what was said so far.
 */
import * as v from "valibot";
import { NotificationType, RequestType, RequestType0, NotificationType0 } from "vscode-jsonrpc";
import type { ErrorData } from "./errors.ts";
import {
  boxSchema,
  countSchema as count,
  doneSchema,
  fractionSchema,
  millisecondsSchema as milliseconds,
  noticeEventSchema,
  openTimingsSchema,
  regionEventSchema,
  stageSchema,
  stoppedSchema,
  textLineSchema,
  tokenEventSchema,
  turnSchema,
} from "./schemas.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

/** The worker's options, all of them checked before anything is loaded; an unknown one is refused. */
export const workerOptionsSchema = v.strictObject({
  /** Folder of the pack (docs/nano.md §2). */
  packDir: v.pipe(v.string(), v.minLength(1)),
  /** Folder of the text recogniser's models. */
  ocrDir: v.pipe(v.string(), v.minLength(1)),
  /** Threads of each ONNX Runtime session. */
  threads: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)), 2),
  /** An answer ends here at the latest. */
  maxAnswerTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096)), 160),
  /** Longest call into ONNX Runtime while an answer is made, in ms: the bound of how long a stop takes. Absent: by the model's size. */
  callBoundMs: v.optional(v.pipe(v.number(), v.minValue(10), v.maxValue(60_000))),
  /** Bytes of recurrent states kept; the least recently used go first. Absent: 256 MiB, and at least two states of a large model. */
  stateBudgetBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type WorkerOptions = v.InferInput<typeof workerOptionsSchema>;
export type ParsedWorkerOptions = v.InferOutput<typeof workerOptionsSchema>;

export const packInfoSchema = v.object({
  id: v.string(),
  version: v.string(),
  name: v.string(),
  capabilities: v.pipe(v.array(v.string()), v.readonly()),
  /** Region token of line n is `regionBase + n`. */
  regionBase: count,
  callBoundMs: milliseconds,
  /** Whether it reads images; a model that does not is asked without one. */
  sees: v.optional(v.boolean(), true),
  /** `false`: the conversion has not been compared with the real weights. */
  verified: v.optional(v.boolean(), true),
});
export type PackInfo = v.InferOutput<typeof packInfoSchema>;

const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array, "bytes are expected");

export const openImageParamsSchema = v.object({
  /** Chosen by the client; opening an id again replaces the image. */
  image: id,
  /** File name, for messages. */
  name: v.pipe(v.string(), v.maxLength(4096)),
  /** Absent: a conversation without a picture. */
  bytes: v.exactOptional(bytesSchema),
});
export type OpenImageParams = v.InferOutput<typeof openImageParamsSchema>;

export const openImageResultSchema = v.object({
  width: count,
  height: count,
  /** Text lines in reading order; none is fine. */
  lines: v.pipe(v.array(textLineSchema), v.readonly()),
  /** Places that look like text and could not be read: another script, blur, ornaments. */
  unreadLines: count,
  /** What an author has outlined in red: places among the lines, at least one each, from top to bottom. */
  outlines: v.pipe(v.array(v.pipe(v.array(count), v.readonly())), v.readonly()),
  /** Size of the picture on the model's canvas in pixels, and how many lines it saw close up. */
  modelSaw: v.object({ width: count, height: count, crops: count }),
  timings: openTimingsSchema,
  /** The picture in some hundred pixels, as WebP, to name it among others. */
  thumbnail: v.exactOptional(bytesSchema),
  /** The picture as a PNG, where browsers do not show the file itself (TIFF). */
  preview: v.exactOptional(bytesSchema),
});
export type OpenImageResult = v.InferOutput<typeof openImageResultSchema>;

export const openRegionParamsSchema = v.object({
  /** Chosen by the client; names the job in `progress`. */
  job: id,
  image: id,
  /** In pixels of the image. */
  region: boxSchema,
});
export type OpenRegionParams = v.InferOutput<typeof openRegionParamsSchema>;

export const openRegionResultSchema = v.object({
  /** The region as it was read: in whole pixels, within the image. */
  region: boxSchema,
  /** As of an image; boxes are in pixels of the whole image. */
  lines: openImageResultSchema.entries.lines,
  unreadLines: count,
  modelSaw: openImageResultSchema.entries.modelSaw,
  timings: openTimingsSchema,
});
export type OpenRegionResult = v.InferOutput<typeof openRegionResultSchema>;

export const askParamsSchema = v.object({
  /** Chosen by the client; names the question in events. */
  ask: id,
  image: id,
  /**
   * The part of the image that the question is about; it is read first where it has not been. `line` of quotes and `regionBase + n` in tokens
   * then count the region's lines, boxes are in pixels of the whole image; the history is one about the same region.
   */
  region: v.exactOptional(boxSchema),
  question: v.string(),
  /** The conversation so far. The worker continues from the longest part of it whose state it still holds. */
  history: v.pipe(v.array(turnSchema), v.readonly()),
  maxTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096))),
});
export type AskParams = v.InferOutput<typeof askParamsSchema>;

export const askResultSchema = v.variant("type", [doneSchema, stoppedSchema]);
export type AskResult = v.InferOutput<typeof askResultSchema>;

const streamedEventSchema = v.variant("type", [noticeEventSchema, tokenEventSchema, regionEventSchema]);
export const answerNotificationSchema = v.object({ ask: id, event: streamedEventSchema });
export type AnswerNotification = v.InferOutput<typeof answerNotificationSchema>;

export const progressNotificationSchema = v.object({
  /** The `image` of an `image/open`, the `job` of an `image/openRegion` or the `ask` of an `answer/ask`. */
  job: id,
  stage: stageSchema,
  /** Done part of the stage in 0…1. */
  fraction: fractionSchema,
});
export type ProgressNotification = v.InferOutput<typeof progressNotificationSchema>;

export const closeImageParamsSchema = v.object({ image: id });
export type CloseImageParams = v.InferOutput<typeof closeImageParamsSchema>;

export const memoryResultSchema = v.object({
  /** Resident set of the worker in bytes. */
  rssBytes: count,
  images: count,
  /** Bytes of kept states, at most the options' `stateBudgetBytes` and one image. */
  stateBytes: count,
});
export type MemoryResult = v.InferOutput<typeof memoryResultSchema>;

/** Client → worker, first: checks the options and the pack. May be sent again after it failed. */
export const InitializeRequest = new RequestType<unknown, PackInfo, ErrorData>("initialize");

/** Client → worker: decodes, reads the text, encodes and prefills an image, before a question is known. */
export const OpenImageRequest = new RequestType<OpenImageParams, OpenImageResult, ErrorData>("image/open");

/** Client → worker: reads a part of an open image by itself, at its own resolution. */
export const OpenRegionRequest = new RequestType<OpenRegionParams, OpenRegionResult, ErrorData>("image/openRegion");

/** Client → worker: forgets an image, its regions and their states. */
export const CloseImageRequest = new RequestType<CloseImageParams, null, ErrorData>("image/close");

/** Client → worker: answers a question about an open image; waits its turn, one job is done at a time. */
export const AskRequest = new RequestType<AskParams, AskResult, ErrorData>("answer/ask");

/** Client → worker: what the worker holds. */
export const MemoryRequest = new RequestType0<MemoryResult, ErrorData>("memory");

/** Client → worker, last: stops the running job and exits with code 0. */
export const ShutdownRequest = new RequestType0<null, ErrorData>("shutdown");

/** Worker → client: a stage of a running job went on. */
export const ProgressNotificationType = new NotificationType<ProgressNotification>("progress");

/** Worker → client: an answer went on. */
export const AnswerNotificationType = new NotificationType<AnswerNotification>("answer/event");

/** Worker → client, every {@link aliveIntervalMs} while a job runs and between native calls: the worker is not stuck. */
export const AliveNotificationType = new NotificationType0("alive");
export const aliveIntervalMs = 500;
