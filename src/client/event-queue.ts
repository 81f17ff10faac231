/** Events that are pushed on one side and iterated on the other. */
export class EventQueue<Event> {
  readonly #events: Event[] = [];
  #wake: (() => void) | undefined;
  #outcome: { error?: unknown } | undefined;

  push(event: Event): void {
    this.#events.push(event);
    this.#wake?.();
  }

  /** No more events follow; with an error the iteration throws it after the events before. */
  end(outcome: { error?: unknown } = {}): void {
    this.#outcome ??= outcome;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, undefined> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) {
        yield event;
      } else if (this.#outcome !== undefined) {
        if ("error" in this.#outcome) throw this.#outcome.error;
        return;
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }
}
