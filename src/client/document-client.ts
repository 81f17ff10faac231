/**
 * Documents parsed in a thread of their own: a large one takes seconds, in which nobody else may wait. The thread is started when it is first
 * needed and ends when it was idle for a while.
 */
import { Worker } from "node:worker_threads";
import * as v from "valibot";
import type { Diagram, DocumentLanguage, ImageLink, ParsedDocument } from "../shared/documents/image-link.ts";
import { longestDocument, parseReplySchema, type ParseRequest } from "../shared/documents/protocol.ts";
import { cancelled, UserError } from "../shared/errors.ts";

export interface DocumentClientOptions {
  /** The bundle `dist/documents.cjs`. */
  readonly modulePath: () => string;
  readonly idleMs?: number;
}

interface Job {
  readonly request: ParseRequest;
  readonly images: ImageLink[];
  readonly diagrams: Diagram[];
  readonly finish: (outcome: ParsedDocument | UserError) => void;
}

export class DocumentClient {
  /** In the order they were asked for; the first one is in work. */
  readonly #jobs: Job[] = [];
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #next = 0;

  constructor(private readonly options: DocumentClientOptions) {}

  /** Whether a thread runs. */
  get isRunning(): boolean {
    return this.#thread !== undefined;
  }

  /**
   * The images of a document.
   *
   * @param text offsets count its UTF-16 units
   * @throws UserError `DOCUMENT_TOO_LARGE`, `DOCUMENT_UNREADABLE`, `CANCELLED`
   */
  async parse(language: DocumentLanguage, text: string, signal?: AbortSignal): Promise<ParsedDocument> {
    if (signal?.aborted === true) throw cancelled();
    if (text.length > longestDocument) {
      throw new UserError(
        "DOCUMENT_TOO_LARGE",
        `The document has ${Math.ceil(text.length / 1e6)} million characters; at most ${Math.floor(longestDocument / 1e6)} million are read.`,
        "Split it into smaller ones.",
      );
    }
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#drop(job);
        job.finish(cancelled());
      };
      const job: Job = {
        request: { id, language, text },
        images: [],
        diagrams: [],
        finish: (outcome) => {
          signal?.removeEventListener("abort", onAbort);
          if (outcome instanceof UserError) reject(outcome);
          else resolve(outcome);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#jobs.push(job);
      if (this.#jobs.length === 1) this.#begin();
    });
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    for (const job of this.#jobs.splice(0)) job.finish(cancelled());
    await this.#end();
  }

  /** Takes a job back; what is in work cannot be interrupted, so its thread ends. */
  #drop(job: Job): void {
    const at = this.#jobs.indexOf(job);
    if (at < 0) return;
    this.#jobs.splice(at, 1);
    if (at > 0) return;
    void this.#end();
    this.#begin();
  }

  #begin(): void {
    clearTimeout(this.#idle);
    const [job] = this.#jobs;
    if (job === undefined) {
      /* A thread that waits keeps nobody's process alive. */
      this.#thread?.unref();
      this.#idle = setTimeout(() => void this.#end(), this.options.idleMs ?? 60_000);
      this.#idle.unref();
      return;
    }
    this.#thread ??= this.#start();
    this.#thread.ref();
    this.#thread.postMessage(job.request);
  }

  #start(): Worker {
    const thread = new Worker(this.options.modulePath(), {
      resourceLimits: { maxOldGenerationSizeMb: 4096 },
      /* What the editor and its debugger tell their own processes is none of its affair. */
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
    });
    thread.on("message", (raw: unknown) => {
      if (thread === this.#thread) this.#receive(raw);
    });
    const onEnd = (reason: string): void => {
      if (thread !== this.#thread) return;
      this.#thread = undefined;
      const job = this.#jobs.shift();
      job?.finish(unreadable(reason));
      if (job !== undefined) this.#begin();
    };
    thread.on("error", (error: unknown) => {
      onEnd(error instanceof Error ? error.message : String(error));
    });
    thread.on("exit", (code) => {
      onEnd(`the parser ended with ${code}`);
    });
    return thread;
  }

  #receive(raw: unknown): void {
    const reply = v.parse(parseReplySchema, raw);
    const [job] = this.#jobs;
    if (job?.request.id !== reply.id) return;
    switch (reply.type) {
      case "found":
        for (const image of reply.images) job.images.push(image);
        job.diagrams.push(...reply.diagrams);
        return;
      case "done":
        this.#jobs.shift();
        job.finish({ images: job.images, diagrams: job.diagrams });
        break;
      case "failed":
        this.#jobs.shift();
        job.finish(unreadable(reply.reason));
    }
    this.#begin();
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }
}

function unreadable(reason: string): UserError {
  return new UserError(
    "DOCUMENT_UNREADABLE",
    `The document cannot be parsed: ${reason.slice(0, 200)}.`,
    "Check that the file is what its name says.",
  );
}
