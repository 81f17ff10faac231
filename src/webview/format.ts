/** Numbers as a person reads them, in the editor's language. */
import { filled, type PanelStringKey, type PanelStrings } from "../shared/panel-strings.ts";
import type { ReadText } from "../shared/image-state.ts";
import type { Progress } from "../shared/turns.ts";
import type { AnswerTimings, Stage } from "../shared/types.ts";

const mebibyte = 1024 * 1024;

/** Below 0.1 s in milliseconds, as "17 ms"; below 10 s with one decimal, as "0.4 s". */
export function seconds(milliseconds: number, strings: PanelStrings, locale: string): string {
  if (milliseconds < 99.5) return filled(strings.milliseconds, wholeNumber(milliseconds, locale));
  const value = milliseconds / 1000;
  const digits = value < 10 ? 1 : 0;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return filled(strings.seconds, new Intl.NumberFormat(locale, options).format(value));
}

export function wholeNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** In MB of 2²⁰ bytes, as task managers count. */
export function megabytes(bytes: number, locale: string): string {
  return `${wholeNumber(bytes / mebibyte, locale)}\u00a0MB`;
}

/** Fewer tokens than this say nothing about the speed. */
const tokensForSpeed = 8;

/** "0.4 s · 164 tokens/s"; empty for an answer that was stopped before its first token. */
export function answerSpeed(timings: AnswerTimings, strings: PanelStrings, locale: string): string {
  if (timings.tokens === 0) return "";
  const time = seconds(timings.firstTokenMs + timings.decodeMs, strings, locale);
  if (timings.tokens < tokensForSpeed || timings.tokensPerSecond === 0) return time;
  return `${time} · ${filled(strings.tokensPerSecond, wholeNumber(timings.tokensPerSecond, locale))}`;
}

/** "41 lines" and what the model saw: what is to be known of an image that was read. */
export function readingFacts(reading: ReadText, strings: PanelStrings, locale: string): string[] {
  const count = reading.lines.length;
  const lines =
    count === 0
      ? strings.linesNone
      : count === 1
        ? strings.linesOne
        : filled(strings.linesMany, wholeNumber(count, locale));
  const saw = reading.modelSaw;
  if (saw === undefined) return [lines];
  const { width, height, crops } = saw;
  return [
    lines,
    crops === 0 ? filled(strings.modelSaw, width, height) : filled(strings.modelSawCrops, width, height, crops),
  ];
}

/** From the picture's bytes to its readiness in milliseconds; the model is loaded while the picture is decoded. */
export function readingMs({ timings }: ReadText): number {
  return Math.max(timings.decodeMs, timings.loadMs) + timings.ocrMs + timings.encodeMs + timings.prefillMs;
}

/** The stages of reading an image in the order the worker reports them, and each one's usual part of the time. */
const readingStages: readonly (readonly [stage: Stage, part: number])[] = [
  ["decode", 0.05],
  ["load", 0.15],
  ["ocr", 0.55],
  ["encode", 0.15],
  ["prefill", 0.1],
];

/** The done part of all stages in 0…1. It never goes back while the stages come in their order. */
export function readingFraction({ stage, fraction }: Progress): number {
  let before = 0;
  for (const [name, part] of readingStages) {
    if (name === stage) return before + part * fraction;
    before += part;
  }
  return 1;
}

/** What is being done: a stage that is complete has given way to the next. */
export function currentStage({ stage, fraction }: Progress): Stage {
  const index = readingStages.findIndex(([name]) => name === stage);
  const next = fraction < 1 ? undefined : readingStages[index + 1];
  return index === -1 || next === undefined ? stage : next[0];
}

const stageStrings: Readonly<Record<Stage, PanelStringKey>> = {
  load: "stageLoad",
  decode: "stageDecode",
  ocr: "stageOcr",
  encode: "stageEncode",
  prefill: "stagePrefill",
  answer: "stageAnswer",
};

export function stageName(stage: Stage, strings: PanelStrings): string {
  return strings[stageStrings[stage]];
}
