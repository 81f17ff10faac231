import { ask, counted, loosely } from "./phrases.mjs";

/**
 * One picture's truth: its text lines and the turns about them. Turns whose references cannot be found are dropped,
 * so a generator may write what the plan says and the page decides whether it is visible.
 */
export class Figure {
  /**
   * @param {import("../../src/prng.mjs").Random} random
   * @param {{text: string, box: number[], key: string, block: number}[]} lines in image pixels
   */
  constructor(random, lines) {
    this.random = random;
    this.lines = lines;
    /** @type {{kind: string, question: string, answer: string, answers: string[]}[]} */
    this.turns = [];
    /** @type {string[]} labels that questions may name; used to keep shortened labels unambiguous */
    this.labels = [];
    /** @type {[from: number[], to: number[], label: number[], kind: "arrow" | "line"][]} what is joined to what, as line numbers */
    this.edges = [];
    /** @type {[title: number[], members: number[][]][]} frames and what stands in them */
    this.groups = [];
  }

  /** An arrow or a line of the drawing, complete or not at all. @param {string|null} from references @param {string|null} to @param {string|null} [label] @param {"arrow" | "line"} [kind] */
  edge(from, to, label = "", kind = "arrow") {
    if (from !== null && to !== null && label !== null)
      this.edges.push([numbersIn(from), numbersIn(to), numbersIn(label), kind]);
  }

  /** @param {string|null} title @param {(string|null)[]} members */
  group(title, members) {
    if (title !== null)
      this.groups.push([numbersIn(title), members.flatMap((member) => (member === null ? [] : [numbersIn(member)]))]);
  }

  /** Text of a whole block. @param {number} block */
  blockText(block) {
    return this.lines
      .filter((line) => line.block === block)
      .map((line) => line.text)
      .join(" ");
  }

  /** `<|tN|>` for every line of the first block that reads `text` (and whose key passes), or null. @param {string} text @param {(key: string) => boolean} [where] */
  text(text, where) {
    const wanted = text.replace(/\s+/g, "");
    const seen = new Set();
    for (const line of this.lines) {
      if (seen.has(line.block) || (where && !where(line.key))) continue;
      seen.add(line.block);
      if (this.blockText(line.block).replace(/\s+/g, "") === wanted) return this.#refs((l) => l.block === line.block);
    }
    return null;
  }

  /** All lines under `data-k`. @param {string} key */
  key(key) {
    return this.#refs((line) => line.key === key);
  }

  /** @param {(line: {text: string, key: string, block: number}) => boolean} test */
  where(test) {
    return this.#refs(test);
  }

  /** @param {(line: {text: string, key: string, block: number}) => boolean} test */
  #refs(test) {
    const found = this.lines.map((line, i) => (test(line) ? `<|t${i}|>` : "")).filter(Boolean);
    return found.length === 0 || found.length > 3 ? null : found.join(" ");
  }

  /**
   * @param {string} kind
   * @param {string|readonly string[]} templates question grammar
   * @param {Record<string, string>} slots
   * @param {string} answer with `%name` for references
   * @param {Record<string, string|null>} refs
   * @param {readonly string[]} answers accepted strings
   */
  turn(kind, templates, slots, answer, refs, answers) {
    let text = answer;
    for (const [name, ref] of Object.entries(refs)) {
      if (!new RegExp(`%${name}\\b`).test(text)) continue;
      if (ref === null) return;
      text = text.replace(new RegExp(`%${name}\\b`, "g"), ref);
    }
    if ((text.match(/<\|t\d+\|>/g) ?? []).length > 3) return;
    const spoken = Object.fromEntries(
      Object.entries(slots).map(([name, label]) => [
        name,
        this.labels.includes(label) ? loosely(this.random, label, this.labels) : label,
      ]),
    );
    this.turns.push({ kind, question: ask(this.random, templates, spoken), answer: text, answers: [...answers] });
  }

  /** @param {string|readonly string[]} templates @param {number} n @param {string} noun of the answer */
  count(templates, n, noun) {
    if (n < 1 || n > 12) return;
    this.turn("count", templates, {}, `${n} ${n === 1 ? noun : plural(noun)}.`, {}, counted(n));
  }

  /** A question about something that is not in the picture. @param {string|readonly string[]} templates @param {Record<string, string>} slots */
  absent(templates, slots) {
    const haystack = this.lines
      .map((line) => line.text)
      .join(" ")
      .toLowerCase();
    if (Object.values(slots).some((label) => haystack.includes(label.toLowerCase()))) return;
    this.turn("absent", templates, slots, "That is not shown in the image.", {}, ["not shown"]);
  }

  /**
   * At most `limit` turns: about a third on the whole picture (what it is, description, counts), the others on what stands in it,
   * kinds taken in turn. An absent thing is asked about in half of the pictures.
   * @param {number} limit
   * @param {number} [absents] how many absent things, where a set says so
   */
  chosenTurns(limit, absents) {
    const whole = this.#inTurn((turn) => WHOLE.has(turn.kind));
    const wanted = absents ?? (this.random.chance(0.5) ? 1 : 0);
    const absent = wanted > 0 ? this.#inTurn((turn) => turn.kind === "absent").slice(0, wanted) : [];
    const parts = this.#inTurn((turn) => !WHOLE.has(turn.kind) && turn.kind !== "absent");
    const most = this.random.int(1, Math.max(2, Math.floor(limit / 3)));
    const chosen = [...absent, ...whole.slice(0, most)];
    return this.random.shuffle([...chosen, ...parts.slice(0, limit - chosen.length)]);
  }

  /** Turns that pass, shuffled, one kind after the other, no question twice. @param {(turn: {kind: string}) => boolean} passes */
  #inTurn(passes) {
    const byKind = new Map();
    const asked = new Set();
    for (const turn of this.random.shuffle(this.turns.filter(passes))) {
      if (asked.has(turn.question)) continue;
      asked.add(turn.question);
      byKind.set(turn.kind, [...(byKind.get(turn.kind) ?? []), turn]);
    }
    const order = [];
    for (let round = 0; [...byKind.values()].some((turns) => turns.length > round); round++) {
      for (const turns of byKind.values()) if (turns.length > round) order.push(turns[round]);
    }
    return order;
  }
}

/** Of `<|tN|>` the N. @param {string} refs */
const numbersIn = (refs) => [...refs.matchAll(/<\|t(\d+)\|>/g)].map(([, n]) => Number(n));

/** Kinds about the picture as a whole. */
const WHOLE = new Set(["picture-kind", "describe", "alt", "count", "title"]);

/** @param {string} noun */
export function plural(noun) {
  if (noun === "series") return noun;
  if (/(s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
