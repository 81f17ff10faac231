/**
 * A small seeded random source, so that a set is the same on every machine.
 * The generator is mulberry32 (32 bits of state), the seed is a FNV-1a hash of a string.
 */
export class Random {
  /** @param {string | number} seed */
  constructor(seed) {
    let hash = 2166136261;
    for (const char of String(seed)) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
    this.state = hash >>> 0;
  }

  /** @returns {number} uniform in [0, 1) */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} low @param {number} high @returns {number} an integer in [low, high] */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @param {number} p @returns {boolean} true with probability p */
  chance(p) {
    return this.next() < p;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return /** @type {T} */ (list[Math.floor(this.next() * list.length)]);
  }

  /** @template T @param {readonly T[]} list @param {number} count @returns {T[]} distinct members in random order */
  sample(list, count) {
    return this.shuffle(list).slice(0, count);
  }

  /** @template T @param {readonly T[]} list @returns {T[]} a shuffled copy */
  shuffle(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  /** @template T @param {readonly (readonly [T, number])[]} weighted pairs of a value and its weight @returns {T} */
  weighted(weighted) {
    let left = this.next() * weighted.reduce((sum, [, w]) => sum + w, 0);
    for (const [value, weight] of weighted) {
      left -= weight;
      if (left < 0) return value;
    }
    return weighted[weighted.length - 1][0];
  }
}
