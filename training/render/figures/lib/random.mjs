/** A seeded source of choices (mulberry32): the same seed gives the same picture. */
export class Random {
  /** @param {string|number} seed */
  constructor(seed) {
    let h = 2166136261;
    for (const c of String(seed)) h = Math.imul(h ^ c.charCodeAt(0), 16777619);
    this.state = h >>> 0;
  }
  /** Uniform in [0, 1). */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  /** Integer in [low, high], both included. @param {number} low @param {number} high */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  /** @param {number} p probability of true */
  chance(p) {
    return this.next() < p;
  }
  /** @template T @param {readonly T[]} items @returns {T} */
  pick(items) {
    return items[Math.floor(this.next() * items.length)];
  }
  /** @template T @param {readonly T[]} items @returns {T[]} a shuffled copy */
  shuffle(items) {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }
  /** Up to `count` different items in random order. @template T @param {readonly T[]} items @param {number} count @returns {T[]} */
  sample(items, count) {
    return this.shuffle(items).slice(0, count);
  }
  /** @template T @param {readonly (readonly [number, T])[]} weighted pairs of weight and item @returns {T} */
  weighted(weighted) {
    let left = this.next() * weighted.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of weighted) if ((left -= weight) < 0) return item;
    return weighted[weighted.length - 1][1];
  }
}
