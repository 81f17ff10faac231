/** Pause and cancellation of an import: work asks whether it may go on, and is interrupted where it waits. */
import { setImmediate } from "node:timers/promises";
import { cancelled } from "../../shared/errors.ts";

export class ImportControl {
  readonly #cancel = new AbortController();
  /** Aborted by a pause or a cancellation; a new one after each pause. */
  #run = new AbortController();
  /** Work that a pause interrupts. */
  #current: Promise<unknown> | undefined;
  #going: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  /** @param onChange told when work is paused, and when it may go on */
  constructor(private readonly onChange: (paused: boolean) => void) {}

  /** Aborted when the import is cancelled. */
  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  get paused(): boolean {
    return this.#going !== undefined;
  }

  cancel(): void {
    this.#cancel.abort();
    this.#run.abort();
    this.#going?.resolve();
  }

  pause(): void {
    if (this.#stop()) this.onChange(true);
  }

  resume(): void {
    if (this.#going === undefined) return;
    const { resolve } = this.#going;
    this.#going = undefined;
    this.#run = new AbortController();
    this.onChange(false);
    resolve();
  }

  /** Pauses, and comes back when what was interrupted has noted how far it came: the process may end then. */
  async hold(): Promise<void> {
    this.#stop();
    await this.#current?.catch(() => undefined);
  }

  /** Lets messages in; comes back when the work may go on. @throws UserError `CANCELLED` */
  readonly turn = async (): Promise<void> => {
    await setImmediate();
    await this.#going?.promise;
    if (this.signal.aborted) throw cancelled();
  };

  /** Does interruptible work: a pause aborts it, and it is started again when the pause ends. */
  async throughPauses<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    for (;;) {
      await this.turn();
      const { signal } = this.#run;
      try {
        const current = work(signal);
        this.#current = current;
        return await current;
      } catch (thrown) {
        if (!signal.aborted) throw thrown;
      }
    }
  }

  /** @returns whether it went on before */
  #stop(): boolean {
    if (this.paused || this.signal.aborted) return false;
    let resolve: () => void = () => undefined;
    const promise = new Promise<void>((done) => (resolve = done));
    this.#going = { promise, resolve };
    this.#run.abort();
    return true;
  }
}
