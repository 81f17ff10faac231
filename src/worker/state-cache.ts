/**
 * The states worth keeping: after an image, and after each answer. Least recently used first out, within a budget of bytes; the
 * newest state always stays. A state that is gone is made again from what it had read.
 *
 * The cache owns what is put into it: a state that goes is released, so it is used only until the next `put`, `makeRoom` or `forget`.
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

  constructor(
    private readonly budgetBytes: number,
    private readonly release: (state: State) => void,
  ) {}

  get bytes(): number {
    return sizeOf(this.#entries);
  }

  /**
   * The state of this image and context that has read the most of `ids` and nothing else, with how many it has read; 0 for the
   * state right after the image. That one counts as used too: to read an image again takes longer than to read a conversation again.
   */
  nearest(image: string, context: string, ids: readonly number[]): { state: State; read: number } | undefined {
    let best: Entry<State> | undefined;
    for (const entry of this.#entries) {
      if (entry.image !== image || entry.context !== context || !isPrefix(entry.read, ids)) continue;
      if (best === undefined || entry.read.length > best.read.length) best = entry;
    }
    if (best === undefined) return undefined;
    this.#touch(best);
    const afterImage = this.#entries.find(
      (entry) => entry.image === image && entry.context === context && entry.read.length === 0,
    );
    if (afterImage !== undefined) this.#touch(afterImage);
    return { state: best.state, read: best.read.length };
  }

  /** Keeps the state that has read `read` behind the context. */
  put(image: string, context: string, read: readonly number[], state: State): void {
    const same = (entry: Entry<State>): boolean =>
      entry.image === image &&
      entry.context === context &&
      entry.read.length === read.length &&
      isPrefix(entry.read, read);
    const kept = [...this.#entries.filter((entry) => !same(entry)), { image, context, read, state }];
    while (kept.length > 1 && sizeOf(kept) > this.budgetBytes) kept.shift();
    this.#keep(kept);
  }

  /**
   * Lets states go now, so that one of `bytes` has room when it is put: until then it is in the making and takes as much.
   *
   * @param start the state that it is made from; it is not released
   * @returns whether `start` has left the cache and is the caller's to release
   */
  makeRoom(bytes: number, start?: State): boolean {
    const kept = [...this.#entries];
    while (kept.length > 0 && sizeOf(kept) + bytes > this.budgetBytes) kept.shift();
    const left = start !== undefined && !kept.some(({ state }) => state === start);
    this.#keep(kept, start);
    return left;
  }

  /** Forgets all states of an image. */
  forget(image: string): void {
    this.#keep(this.#entries.filter((entry) => entry.image !== image));
  }

  /** Releases the states that `entries` no longer hold, but for one. */
  #keep(entries: Entry<State>[], except?: State): void {
    const gone = this.#entries;
    this.#entries = entries;
    const held = new Set(entries.map(({ state }) => state));
    for (const { state } of gone) if (state !== except && !held.has(state)) this.release(state);
  }

  #touch(entry: Entry<State>): void {
    this.#entries = [...this.#entries.filter((other) => other !== entry), entry];
  }
}

function isPrefix(start: readonly number[], ids: readonly number[]): boolean {
  return start.length <= ids.length && start.every((id, index) => id === ids[index]);
}

function sizeOf(entries: readonly Entry<Sized>[]): number {
  return entries.reduce((sum, { state }) => sum + state.bytes, 0);
}
