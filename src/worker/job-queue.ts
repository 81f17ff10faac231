/** The worker's queue: one job at a time. Questions do not wait for images that are still to be read. */
import { cancelled } from "../shared/errors.ts";
import type { Stage } from "../shared/types.ts";

/** What a job may use to be stopped and to say how far it is. */
export interface Job {
  readonly signal: AbortSignal;
  readonly onProgress: (stage: Stage, fraction: number) => void;
}

/** `soon`: before the jobs that are in turn and have not begun; among themselves in the order they came. */
export type Urgency = "soon" | "in turn";

export class JobQueue {
  readonly #waiting: Record<Urgency, (() => Promise<void>)[]> = { soon: [], "in turn": [] };
  #working: Promise<void> | undefined;

  /**
   * Runs `job` when its turn comes, however those before it ended. A job whose `signal` is aborted while it waits is never
   * started: it fails with `CANCELLED`.
   */
  run<Result>(signal: AbortSignal, job: () => Promise<Result>, urgency: Urgency = "in turn"): Promise<Result> {
    const begin = async (): Promise<Result> => {
      if (signal.aborted) throw cancelled();
      return job();
    };
    return new Promise((settle) => {
      this.#waiting[urgency].push(async () => {
        const result = begin();
        settle(result);
        await result.catch(() => undefined);
      });
      this.#working ??= this.#work();
    });
  }

  /** Resolves when all jobs queued so far have ended. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    /* Not at once: what is queued in one go is put in order first. */
    await Promise.resolve();
    for (;;) {
      const next = this.#waiting.soon.shift() ?? this.#waiting["in turn"].shift();
      if (next === undefined) break;
      await next();
    }
    this.#working = undefined;
  }
}
