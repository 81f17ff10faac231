/** Speed over the last seconds, and the time left by it. */

const windowMs = 15_000;
/** Before so much time has passed a speed says nothing. */
const leastMs = 1_000;

export interface Pace {
  readonly perSecond: number;
  readonly secondsLeft: number;
}

export class Meter {
  readonly #samples: { readonly at: number; readonly done: number }[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Notes how much is done; units are the caller's. */
  note(done: number): void {
    const at = this.now();
    this.#samples.push({ at, done });
    while (this.#samples.length > 2 && at - this.#samples[1]!.at > windowMs) this.#samples.shift();
  }

  /** After a pause: what was before says nothing about what comes. */
  restart(): void {
    this.#samples.length = 0;
  }

  pace(total: number): Pace | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.at - first.at < leastMs) return undefined;
    /* Up to now, not to the last sample: a line that falls silent gets slower. */
    const perSecond = (1000 * (last.done - first.done)) / (this.now() - first.at);
    return perSecond <= 0 ? undefined : { perSecond, secondsLeft: Math.max(0, total - last.done) / perSecond };
  }
}
