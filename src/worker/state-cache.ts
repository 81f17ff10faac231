/**
 * The states worth keeping: after an image, and after each answer. Least recently used first out, within a budget of bytes; the
 * newest state always stays. A state that is gone is made again from what it had read.
 */

export interface Sized {
  readonly bytes: number;
}

interface Entry<State> {
  readonly image: string;
  readonly context: string;
  readonly read: readonly number[];
  readonly state: State;
}

export class StateCache<State extends Sized> {
  /** Least recently used first. */
  #entries: Entry<State>[] = [];

  constructor(private readonly budgetBytes: number) {}

  get bytes(): number {
    return this.#entries.reduce((sum, { state }) => sum + state.bytes, 0);
  }

  /**
   * The state of this image and context that has read the most of `ids` and nothing else, with how many it has read; 0 for the
   * state right after the image.
   */
  nearest(image: string, context: string, ids: readonly number[]): { state: State; read: number } | undefined {
    let best: Entry<State> | undefined;
    for (const entry of this.#entries) {
      if (entry.image !== image || entry.context !== context || !isPrefix(entry.read, ids)) continue;
      if (best === undefined || entry.read.length > best.read.length) best = entry;
    }
    if (best === undefined) return undefined;
    this.#touch(best);
    return { state: best.state, read: best.read.length };
  }

  /** Keeps the state that has read `read` behind the context. */
  put(image: string, context: string, read: readonly number[], state: State): void {
    const same = (entry: Entry<State>): boolean =>
      entry.image === image &&
      entry.context === context &&
      entry.read.length === read.length &&
      isPrefix(entry.read, read);
    this.#entries = [...this.#entries.filter((entry) => !same(entry)), { image, context, read, state }];
    while (this.#entries.length > 1 && this.bytes > this.budgetBytes) this.#entries.shift();
  }

  /** Forgets all states of an image. */
  forget(image: string): void {
    this.#entries = this.#entries.filter((entry) => entry.image !== image);
  }

  #touch(entry: Entry<State>): void {
    this.#entries = [...this.#entries.filter((other) => other !== entry), entry];
  }
}

function isPrefix(start: readonly number[], ids: readonly number[]): boolean {
  return start.length <= ids.length && start.every((id, index) => id === ids[index]);
}
