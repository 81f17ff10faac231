/** Greedy decoding of Connectionist Temporal Classification (Graves et al. 2006, §3.2): class 0 is the blank. */

export interface Reading {
  readonly text: string;
  /** Mean probability of the characters in 0…1; 0 for an empty text. */
  readonly score: number;
}

const blank = 0;

/**
 * Collapses repeats, then drops blanks.
 * @param classes the best class of each step
 * @param probabilities its probability
 * @param characters class i is `characters[i − 1]`
 */
export function decodeCtc(
  classes: ArrayLike<number | bigint>,
  probabilities: ArrayLike<number>,
  characters: readonly string[],
): Reading {
  let text = "";
  let sum = 0;
  let count = 0;
  let previous = blank;
  for (let step = 0; step < classes.length; step++) {
    const best = Number(classes[step]);
    if (best !== blank && best !== previous) {
      text += characters[best - 1] ?? "";
      sum += probabilities[step]!;
      count++;
    }
    previous = best;
  }
  return { text, score: count === 0 ? 0 : sum / count };
}
