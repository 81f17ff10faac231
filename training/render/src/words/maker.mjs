/** Makes content from a word bank: names, numbers, dates, paths, made-up words. One maker a screen. */

import { capital, GENERATORS } from "./generators.mjs";

/** @typedef {typeof import("./train.mjs")} Banks */

export class Maker {
  /** @param {import("../prng.mjs").Random} random @param {Banks} banks */
  constructor(random, banks) {
    this.r = random;
    this.banks = banks;
    this.b = banks.bank;
    this.dateStyle = random.int(0, 4);
    this.clock12 = random.chance(0.4);
    this.money = random.pick(["$", "€", "£", "CHF ", "$", "€"]);
    this.moneyAfter = this.money === "€" && random.chance(0.5);
  }

  /** One value of a named generator. @param {string} name @returns {string} */
  make(name) {
    const generator = GENERATORS[name];
    if (generator === undefined) throw new Error(`unknown word generator "${name}"`);
    return generator(this);
  }

  /** `count` distinct values. @param {string} name @param {number} count @returns {string[]} */
  distinct(name, count) {
    const seen = new Set();
    for (let tries = 0; seen.size < count && tries < count * 30; tries++) seen.add(this.make(name));
    return [...seen];
  }

  /** Fills `{slot}`s of a pattern. @param {string} pattern @param {Record<string, string>} [given] @returns {string} */
  fill(pattern, given = {}) {
    return pattern.replace(/\{(\w+)\}/g, (_, slot) => (given[slot] ??= this.make(slot)));
  }

  /** @returns {string} a pronounceable word that no dictionary has */
  madeUp() {
    const { r, b } = this;
    return capital(r.pick(b.madeUpHeads) + (r.chance(0.45) ? r.pick(b.madeUpHeads) : "") + r.pick(b.madeUpTails));
  }

  /** @param {number} low @param {number} high @returns {string} digits with thousands separators */
  grouped(low, high) {
    return this.r.int(low, high).toLocaleString("en-US");
  }

  /** @returns {string} a sentence or two */
  sentence() {
    const { r, b } = this;
    if (r.chance(0.5)) return r.pick(b.sentences);
    return capital(
      `${r.pick(["the", "each", "this", "a", "every"])} ${r.pick(b.adjectives)} ${r.pick(b.nouns)} ${r.pick(["is shown in", "depends on", "belongs to", "was moved to", "is linked with", "replaces", "needs", "is part of"])} the ${r.pick(b.adjectives)} ${r.pick(b.nouns)}.`,
    );
  }
}
