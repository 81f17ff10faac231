/** How a command tells what happens: for a person, or as one JSON object a line. */
import { formatError, type ErrorData } from "../shared/errors.ts";
import type { AnswerEvent, Box, Stage } from "../shared/types.ts";
import type { OpenImageResult } from "../shared/worker-protocol.ts";

export interface Output {
  readonly stream: { write(text: string): unknown };
  /** Rewriting a line and colours are possible. */
  readonly isTerminal: boolean;
}

export interface Reporter {
  progress(stage: Stage, fraction: number): void;
  opened(name: string, result: OpenImageResult): void;
  question(question: string): void;
  event(event: AnswerEvent): void;
  error(error: ErrorData): void;
}

const stageNames: Record<Stage, string> = {
  load: "Loading the model",
  decode: "Decoding",
  ocr: "Reading the text",
  encode: "Looking at the image",
  prefill: "Thinking about it",
  answer: "Answering",
};

/** One event a line on standard output. */
export class JsonReporter implements Reporter {
  #opened: OpenImageResult["timings"] | undefined;

  constructor(private readonly out: Output) {}

  progress(stage: Stage, fraction: number): void {
    this.#line({ type: "progress", stage, fraction });
  }

  opened(name: string, { width, height, lines, timings }: OpenImageResult): void {
    this.#opened = timings;
    this.#line({ type: "opened", name, width, height, lines: lines.length, timings });
  }

  question(question: string): void {
    this.#line({ type: "question", question });
  }

  event(event: AnswerEvent): void {
    switch (event.type) {
      case "done":
      case "stopped": {
        const { type, text, quotes, counted, timings, confidence } = event;
        const reason = event.type === "done" ? { reason: event.reason } : {};
        this.#line({
          type,
          ...reason,
          text,
          quotes,
          counted,
          confidence,
          timings: { image: this.#opened, answer: timings },
        });
        return;
      }
      case "progress":
      case "notice":
      case "token":
      case "region":
      case "restarted":
      case "failed":
        this.#line(event);
    }
  }

  error(error: ErrorData): void {
    this.#line({ type: "failed", error });
  }

  #line(value: object): void {
    this.out.stream.write(`${JSON.stringify(value)}\n`);
  }
}

/** The answer on standard output as it comes, with its quotes and what was counted below; everything else on standard error. */
export class HumanReporter implements Reporter {
  #lastStage = "";
  #lineIsOpen = false;

  constructor(
    private readonly out: Output,
    private readonly err: Output,
    private readonly options: { readonly quiet: boolean; readonly color: boolean },
  ) {}

  progress(stage: Stage, fraction: number): void {
    if (this.options.quiet || !this.err.isTerminal) return;
    const text = `${stageNames[stage]} … ${Math.round(fraction * 100)} %`;
    if (text === this.#lastStage) return;
    this.#lastStage = text;
    this.err.stream.write(`\r\u001b[K${this.#dim(text)}`);
  }

  opened(name: string, { width, height, lines, timings }: OpenImageResult): void {
    this.#clearProgress();
    if (this.options.quiet) return;
    const parts = [
      ["load", timings.loadMs],
      ["decode", timings.decodeMs],
      ["text", timings.ocrMs],
      ["encode", timings.encodeMs],
      ["prefill", timings.prefillMs],
    ] as const;
    const spent = parts.map(([part, ms]) => `${part} ${Math.round(ms)} ms`).join(", ");
    const size = `${width}×${height}, ${lines.length} ${lines.length === 1 ? "line" : "lines"} of text`;
    this.#note(width === 0 ? `${name} (load ${Math.round(timings.loadMs)} ms)` : `${name}: ${size} (${spent})`);
  }

  question(question: string): void {
    if (!this.options.quiet) this.#note(`> ${question}`);
  }

  event(event: AnswerEvent): void {
    switch (event.type) {
      case "progress":
        this.progress(event.stage, event.fraction);
        return;
      case "notice":
        this.#note(`${event.notice.code}: ${event.notice.message}`);
        return;
      case "token":
        this.#say(event.text);
        return;
      case "region":
        this.#say(`“${event.quote.text}”`);
        return;
      case "restarted":
        this.#note(`${event.error.code}: ${event.error.message} Asking again.`);
        return;
      case "done":
      case "stopped":
        this.#endAnswer(event);
        return;
      case "failed":
        this.error(event.error);
    }
  }

  error(error: ErrorData): void {
    this.#note(formatError(error), false);
  }

  #endAnswer({ quotes, counted, timings }: Extract<AnswerEvent, { type: "done" | "stopped" }>): void {
    this.#clearProgress();
    if (this.#lineIsOpen) this.out.stream.write("\n");
    this.#lineIsOpen = false;
    for (const { text, box } of quotes) this.out.stream.write(`  “${printable(text)}” ${formatBox(box)}\n`);
    for (const [n, { text, box }] of counted.entries()) {
      this.out.stream.write(`  ${n + 1}. ${printable(text)} ${formatBox(box)}\n`);
    }
    if (this.options.quiet) return;
    const { firstTokenMs, tokens, tokensPerSecond } = timings;
    const speed = tokensPerSecond > 0 ? `, ${tokensPerSecond.toFixed(0)} tokens/s` : "";
    this.#note(`first token ${Math.round(firstTokenMs)} ms, ${tokens} tokens${speed}`);
  }

  #say(text: string): void {
    this.#clearProgress();
    this.#lineIsOpen = true;
    this.out.stream.write(printable(text));
  }

  /** A line of its own on standard error. */
  #note(text: string, dim = true): void {
    this.#clearProgress();
    if (this.#lineIsOpen) this.out.stream.write("\n");
    this.#lineIsOpen = false;
    this.err.stream.write(`${dim ? this.#dim(text) : text}\n`);
  }

  #clearProgress(): void {
    if (this.#lastStage === "") return;
    this.#lastStage = "";
    this.err.stream.write("\r\u001b[K");
  }

  #dim(text: string): string {
    return this.options.color ? `\u001b[2m${text}\u001b[22m` : text;
  }
}

/** Text without the control characters that could command a terminal; line breaks and tabs stay. */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, "");
}

/** `at 80,20, 40×12`: left, top, width, height in pixels. */
function formatBox(box: Box): string {
  const [x, y, width, height] = box.map(Math.round) as unknown as Box;
  return `at ${x},${y}, ${width}×${height}`;
}
