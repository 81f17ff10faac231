/** A guard against greedy decoding that goes round in a circle. */

const longestPeriod = 24;
const repeats = 3;
/** A circle shorter than this many tokens in all may be meant ("1 1 1", "…"). */
const shortest = 9;

/**
 * If `ids` end in the same tokens three times over, how many ids to keep (those up to the end of the first of the three);
 * `undefined` if they do not.
 */
export function repetitionCut(ids: readonly number[]): number | undefined {
  for (let period = 1; period <= longestPeriod; period++) {
    const count = Math.max(repeats, Math.ceil(shortest / period));
    const start = ids.length - count * period;
    if (start < 0) continue;
    let same = true;
    for (let at = start + period; same && at < ids.length; at++) same = ids[at] === ids[at - period];
    if (same) return start + period;
  }
  return undefined;
}
