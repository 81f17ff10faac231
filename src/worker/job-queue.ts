/** The worker's queue: one job at a time, in the order they came. */
import { cancelled } from "../shared/errors.ts";
import type { Stage } from "../shared/types.ts";

/** What a job may use to be stopped and to say how far it is. */
export interface Job {
  readonly signal: AbortSignal;
  readonly onProgress: (stage: Stage, fraction: number) => void;
}

export class JobQueue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `job` when those before it have ended, however they ended. A job whose `signal` is aborted while it waits is never
   * started: it fails with `CANCELLED`.
   */
  run<Result>(signal: AbortSignal, job: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(() => {
      if (signal.aborted) throw cancelled();
      return job();
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when all jobs queued so far have ended. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
