/** Asks the model about an image of a document, and makes alt text and explanations of its answers. */
import { createHash } from "node:crypto";
import { altThatHolds, altWithOutlines, type PictureFacts } from "../shared/documents/alt-claims.ts";
import { fittedAlt } from "../shared/documents/alt-text.ts";
import { functionalAlts } from "../shared/documents/functional.ts";
import { UserError, cancelled } from "../shared/errors.ts";
import { describeQuestion } from "../shared/types.ts";
import type { WorkerClient, ImageHandle, PictureSource } from "./worker-client.ts";

/** What this file needs of the model, in an editor or in a terminal. */
export interface Answerer {
  openImage(source: PictureSource, options: { signal?: AbortSignal }): Promise<ImageHandle>;
  ask(image: ImageHandle, question: string, options: { signal?: AbortSignal }): ReturnType<WorkerClient["ask"]>;
  closeImage(image: ImageHandle): Promise<void>;
}

export const altQuestion = "Write alt text for this image.";
/** Further ways to ask: each brings another candidate. */
const otherQuestions = [
  describeQuestion,
  "What is this about?",
  "Suggest alt text for this screenshot, with its title.",
] as const;
const kindQuestion = "What kind of picture is this?";
const explainQuestion = "Explain this diagram.";
const stepsQuestion = "List the steps in this diagram in order.";
/** What the model was taught to say of photographs (`training/render/figures/photos.py`): true in a conversation, no words for a document. */
export const noPicture = "This looks like a photograph; I am made for screens and diagrams.";

export interface AltRequest {
  readonly source: PictureSource;
  /** Where the link leads that the image is. */
  readonly link?: string | undefined;
  /** Characters, at most. */
  readonly longest: number;
}

export interface AltCandidate {
  readonly purpose: "informative" | "functional";
  readonly length: "usual" | "short" | "long";
  readonly text: string;
}

interface Answer {
  readonly text: string;
  /** Whether the model finds it unlikely itself. */
  readonly unsure: boolean;
}
const noAnswer: Answer = { text: "", unsure: false };

/** Answers that are kept: the same picture often stands in several documents. */
const keptAnswers = 2000;

export class AltWriter {
  /** By the picture's hash and the question. */
  readonly #answers = new Map<string, Answer>();
  readonly #read = new Map<string, PictureFacts>();

  constructor(private readonly answerer: Answerer) {}

  /**
   * One alt text: what the image shows, or, where it is a link, what the link does.
   *
   * @throws UserError of the image or the model, `CANCELLED`
   */
  async alt({ source, link, longest }: AltRequest, signal?: AbortSignal): Promise<string> {
    const { answers, picture } = await this.#ask(source, [altQuestion, kindQuestion], signal);
    const informative = informativeAlt(claimsOf(answers[0]!, answers[1]!, picture), picture, longest);
    const text =
      link === undefined ? informative : fittedAlt(functionalAlts(link, picture.lines, informative)[0] ?? "", longest);
    if (text === "") throw nothingSaid(source.name);
    return text;
  }

  /** Several alt texts, the one of {@link alt} first: other words, lengths and, where the image is a link, the other purpose. */
  async candidates({ source, link, longest }: AltRequest, signal?: AbortSignal): Promise<readonly AltCandidate[]> {
    const { picture, ...asked } = await this.#ask(source, [altQuestion, kindQuestion, ...otherQuestions], signal);
    const [first, kind, ...others] = asked.answers;
    const answers = [first!, ...others].map((answer) => claimsOf(answer, kind!, picture));
    const informative = informativeAlt(answers[0]!, picture, longest);
    const functional = link === undefined ? [] : functionalAlts(link, picture.lines, informative);
    const all: AltCandidate[] = [
      ...functional.map(
        (text) => ({ purpose: "functional", length: "usual", text: fittedAlt(text, longest) }) as const,
      ),
      { purpose: "informative", length: "usual", text: informative },
      ...answers.map((text) => ({ purpose: "informative", length: "usual", text: fittedAlt(text, longest) }) as const),
      { purpose: "informative", length: "short", text: fittedAlt(answers[0]!, 60) },
      {
        purpose: "informative",
        length: "long",
        text: informativeAlt(joined(answers), picture, Math.max(250, longest)),
      },
    ];
    const seen = new Set<string>();
    const different = all.filter(({ text }) => text !== "" && !seen.has(text) && seen.add(text));
    if (different.length === 0) throw nothingSaid(source.name);
    return different;
  }

  /** What a diagram shows: a paragraph, or the steps in their order. @returns one line for each paragraph or step */
  async explanation(source: PictureSource, form: "prose" | "steps", signal?: AbortSignal): Promise<readonly string[]> {
    const questions = form === "prose" ? [describeQuestion, explainQuestion] : [stepsQuestion, explainQuestion];
    const { answers } = await this.#ask(source, questions, signal);
    const texts = answers.map(({ text }) => text);
    const lines = form === "prose" ? [joined(texts)] : stepsOf(texts[0]!);
    const kept = lines.map((line) => line.trim()).filter((line) => line !== "");
    if (kept.length === 0) throw nothingSaid(source.name);
    return kept;
  }

  async #ask(
    source: PictureSource,
    questions: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<{ answers: readonly Answer[]; picture: PictureFacts }> {
    const hash = createHash("sha256").update(source.bytes).digest("base64");
    const key = (question: string): string => `${hash} ${question}`;
    if (questions.some((question) => !this.#answers.has(key(question)))) {
      const options = signal === undefined ? {} : { signal };
      const image = await this.answerer.openImage(source, options);
      try {
        const { lines, outlines } = image.result;
        this.#read.set(hash, { lines: lines.map(({ text }) => text), outlines });
        for (const question of questions) {
          if (!this.#answers.has(key(question)))
            this.#keep(key(question), await this.#answer(image, question, options));
        }
      } finally {
        await this.answerer.closeImage(image);
      }
    }
    return {
      answers: questions.map((question) => this.#answers.get(key(question)) ?? noAnswer),
      picture: this.#read.get(hash) ?? { lines: [], outlines: [] },
    };
  }

  async #answer(image: ImageHandle, question: string, options: { signal?: AbortSignal }): Promise<Answer> {
    let unsure = false;
    for await (const event of this.answerer.ask(image, question, options)) {
      if (event.type === "failed") throw UserError.from(event.error);
      if (event.type === "stopped") throw cancelled();
      if (event.type === "notice") unsure ||= event.notice.code === "ANSWER_UNSURE";
      if (event.type === "done") return { text: event.text.trim() === noPicture ? "" : event.text, unsure };
    }
    throw cancelled();
  }

  #keep(key: string, answer: Answer): void {
    this.#answers.set(key, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= keptAnswers) break;
      this.#answers.delete(oldest);
      this.#read.delete(oldest.split(" ")[0]!);
    }
  }
}

/** The model's words for the alt text as far as they hold. */
function claimsOf(alt: Answer, kind: Answer, picture: PictureFacts): string {
  return altThatHolds(alt.text, kind.unsure ? "" : kind.text, picture, alt.unsure);
}

/** @param longest characters */
function informativeAlt(answer: string, picture: PictureFacts, longest: number): string {
  return altWithOutlines(picture, longest, (most) => fittedAlt(answer, most));
}

/** Different answers as one text. */
function joined(answers: readonly string[]): string {
  const sentences = answers.map((answer) => answer.replace(/\s+/g, " ").trim()).filter((answer) => answer !== "");
  return [...new Set(sentences)].map((each) => (/[.!?”"]$/.test(each) ? each : `${each}.`)).join(" ");
}

/** The steps that an answer names: its quotes where it has several, else its sentences. */
function stepsOf(answer: string): readonly string[] {
  const quotes = [...answer.matchAll(/“([^”]+)”/g)].map((match) => match[1]!);
  if (quotes.length > 1) return quotes;
  return answer.split(/(?<=[.!?;])\s+|\s*(?:→|->|,? then )\s*/).map((step) => step.replace(/^\d+[.)]\s*/, ""));
}

function nothingSaid(name: string): UserError {
  return new UserError(
    "ANSWER_EMPTY",
    `The model said nothing about "${name}".`,
    "Write the alt text yourself, or ask again.",
  );
}
