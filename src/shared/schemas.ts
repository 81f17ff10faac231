/** Schemas of the words in types.ts, for every border they cross (client ↔ worker, host ↔ webview, storage). */
import * as v from "valibot";
import { errorDataSchema } from "./errors.ts";
import { stages, type AnswerEvent } from "./types.ts";

export const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
export const millisecondsSchema = v.pipe(v.number(), v.minValue(0));
/** Done part in 0…1. */
export const fractionSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const stageSchema = v.picklist(stages);

export const boxSchema = v.pipe(v.tuple([v.number(), v.number(), v.number(), v.number()]), v.readonly());
export const textLineSchema = v.object({ text: v.string(), box: boxSchema, score: v.number() });
export const quoteSchema = v.object({ text: v.string(), box: boxSchema, line: countSchema });
export const tokensSchema = v.pipe(v.array(countSchema), v.readonly());
export const turnSchema = v.object({ question: v.string(), answerTokens: tokensSchema });

export const openTimingsSchema = v.object({
  loadMs: millisecondsSchema,
  decodeMs: millisecondsSchema,
  ocrMs: millisecondsSchema,
  encodeMs: millisecondsSchema,
  prefillMs: millisecondsSchema,
  prefillTokens: countSchema,
});

export const answerTimingsSchema = v.object({
  prefillTokens: countSchema,
  prefillMs: millisecondsSchema,
  firstTokenMs: millisecondsSchema,
  decodeMs: millisecondsSchema,
  tokens: countSchema,
  tokensPerSecond: millisecondsSchema,
  longestCallMs: millisecondsSchema,
});

export const endReasonSchema = v.picklist(["end", "length", "repetition"]);

export const quotesSchema = v.pipe(v.array(quoteSchema), v.readonly());

const answerFields = {
  text: v.string(),
  quotes: quotesSchema,
  counted: quotesSchema,
  answerTokens: tokensSchema,
  timings: answerTimingsSchema,
  confidence: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
};
export const doneSchema = v.object({ type: v.literal("done"), reason: endReasonSchema, ...answerFields });
export const stoppedSchema = v.object({ type: v.literal("stopped"), ...answerFields });

export const noticeEventSchema = v.object({
  type: v.literal("notice"),
  notice: v.object({
    code: v.picklist(["LINES_SELECTED", "ANSWER_CUT", "ANSWER_REPEATS", "ANSWER_UNSURE"]),
    message: v.string(),
  }),
});
export const tokenEventSchema = v.object({ type: v.literal("token"), text: v.string() });
export const regionEventSchema = v.object({ type: v.literal("region"), quote: quoteSchema });

/** Everything that can happen while a question is answered. */
export const answerEventSchema = v.variant("type", [
  v.object({ type: v.literal("progress"), stage: stageSchema, fraction: fractionSchema }),
  noticeEventSchema,
  tokenEventSchema,
  regionEventSchema,
  v.object({ type: v.literal("restarted"), error: errorDataSchema }),
  doneSchema,
  stoppedSchema,
  v.object({ type: v.literal("failed"), error: errorDataSchema }),
]) satisfies v.GenericSchema<unknown, AnswerEvent>;
