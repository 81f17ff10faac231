/** Something that is made when it is first asked for. */

export interface Lazily<Value> {
  readonly get: () => Promise<Value>;
  /** What was made; undefined while it was not. */
  readonly made: () => Value | undefined;
}

/** A failure to make it is told to who asked, and the next one tries again. */
export function lazily<Value>(make: () => Promise<Value>): Lazily<Value> {
  let making: Promise<Value> | undefined;
  let made: Value | undefined;
  return {
    get: () => {
      making ??= make().then(
        (value) => (made = value),
        (error: unknown) => {
          making = undefined;
          throw error;
        },
      );
      return making;
    },
    made: () => made,
  };
}
