/**
 * What can be asked about a screen: walks the abstract tree and the measured texts, and gives candidates. A candidate's answer quotes texts by reference
 * (`<|tN|>`); one whose texts are not all readable on the screen is dropped.
 *
 * @typedef {{ kind: string, slots: Record<string, string | (() => string)>, answer: string, answers: string[] }} Candidate
 */
import { doneQuestions } from "./done.mjs";
import { Mention } from "./mention.mjs";
import { CONTENT_FACTS } from "./of-content.mjs";
import { CONTROL_FACTS } from "./of-controls.mjs";
import { NAVIGATION_FACTS } from "./of-navigation.mjs";
import { ROW_FACTS, rowScreenFacts } from "./of-rows.mjs";
import { screenFacts } from "./of-screen.mjs";
import { walk } from "../nodes.mjs";
import { NUMBER_WORDS } from "../words/numbers.mjs";

const NODE_FACTS = { ...CONTROL_FACTS, ...NAVIGATION_FACTS, ...CONTENT_FACTS, ...ROW_FACTS };

export class Facts {
  /** @param {import("../nodes.mjs").Screen} screen @param {readonly { key: string, text: string, box: number[], cut: boolean }[]} texts in reading order @param {import("../prng.mjs").Random} random @param {import("../words/maker.mjs").Banks} banks */
  constructor(screen, texts, random, banks) {
    this.screen = screen;
    this.texts = texts;
    this.r = random;
    this.banks = banks;
    this.mention = new Mention(
      random,
      texts.map((t) => t.text),
    );
    /** @type {Map<string, number[]>} */
    this.byKey = new Map();
    texts.forEach((t, i) => this.byKey.set(t.key, [...(this.byKey.get(t.key) ?? []), i]));
    this.lower = texts.map((t) => t.text.toLowerCase().trim());
    this.nodes = walk(screen.root);
    /** @type {Candidate[]} */
    this.found = [];
  }

  /** Reference to a text: its lines, at most three. @param {string} key @returns {string | undefined} undefined when it cannot be read whole */
  ref(key) {
    const lines = this.byKey.get(key);
    if (!lines || lines.length > 3 || lines.some((i) => this.texts[i].cut)) return undefined;
    return lines.map((i) => `<|t${i}|>`).join(" ");
  }

  /** @param {string} key @returns {string} the text as it stands on the screen */
  text(key) {
    return (this.byKey.get(key) ?? []).map((i) => this.texts[i].text).join(" ");
  }

  /** @param {string} key @returns {number[] | undefined} x, y, width, height of the first line */
  box(key) {
    const lines = this.byKey.get(key);
    return lines ? this.texts[lines[0]].box : undefined;
  }

  /** Whether a text stands on the screen just once, so that it can be asked about. @param {string} key @returns {boolean} */
  unique(key) {
    const text = this.text(key).toLowerCase().trim();
    if (!text || !this.ref(key)) return false;
    const lines = /** @type {number[]} */ (this.byKey.get(key)).length;
    return lines > 1 || this.lower.filter((t) => t === text).length === 1;
  }

  /** Noun for the whole: "page", "dialog" … @returns {string} */
  place() {
    const dialog = /dialog/.test(this.screen.kind);
    const window = this.screen.title?.type === "window";
    return this.r.pick(
      dialog
        ? ["dialog", "dialog", "message box", "window", "pop-up"]
        : window
          ? ["window", "screen", "program"]
          : ["page", "page", "screen", "view", "form"].filter(
              (n) => n !== "form" || /form|login|sign|settings|check/.test(this.screen.kind),
            ),
    );
  }

  /** @param {string} kind @param {Record<string, string | (() => string)>} slots @param {(string | undefined)[]} parts the answer's parts; nothing is added when one is undefined @param {string[]} answers */
  add(kind, slots, parts, answers) {
    if (parts.some((p) => p === undefined) || answers.length === 0 || answers.some((a) => !a)) return;
    const answer = parts.join("");
    if ((answer.replace(/<\|look\|>.*<\|looked\|>/, "").match(/<\|t\d+\|>/g) ?? []).length > 3) return;
    this.found.push({ kind, slots, answer, answers: answers.map((a) => a.trim()) });
  }

  /** Slots that name a labelled thing. @param {string} label @param {readonly string[]} nouns @param {readonly string[]} [say] @param {boolean} [proper] */
  names(label, nouns, say = [], proper = false) {
    return { X: () => this.mention.named(label, nouns, say, proper), L: () => this.mention.bare(label, say) };
  }

  /**
   * Neighbours, first and last, number of the members of a sequence.
   * @param {string[]} keys @param {{ noun: string, plural: string, row?: boolean, countKind?: boolean, edges?: boolean }} how
   */
  sequence(keys, how) {
    const { r } = this;
    const whole = keys.every((k) => this.ref(k));
    for (const [i, key] of keys.entries()) {
      const after = keys[i + 1];
      if (after === undefined || !this.unique(key) || !this.unique(after)) continue;
      const [a, b] = [this.box(key), this.box(after)];
      if (!a || !b) continue;
      const sideways = b[0] > a[0] + a[2] * 0.5 && Math.abs(a[1] + a[3] / 2 - b[1] - b[3] / 2) < a[3];
      const down = b[1] > a[1] + a[3] * 0.5 && Math.abs(a[0] - b[0]) < 60;
      const say = (/** @type {string} */ k) => ({
        ...this.names(this.text(k), [how.noun], [], true),
        K: how.noun,
        KS: how.plural,
      });
      if (sideways || down) {
        this.add("next", say(key), ["After ", this.ref(key), " comes ", this.ref(after), "."], [this.text(after)]);
        this.add("previous", say(after), ["Before ", this.ref(after), " comes ", this.ref(key), "."], [this.text(key)]);
      }
      if (down) {
        this.add("below", say(key), ["Below ", this.ref(key), " is ", this.ref(after), "."], [this.text(after)]);
        this.add("above", say(after), ["Above ", this.ref(after), " is ", this.ref(key), "."], [this.text(key)]);
      }
      if (sideways) {
        this.add("right", say(key), ["Right of ", this.ref(key), " is ", this.ref(after), "."], [this.text(after)]);
        this.add("left", say(after), ["Left of ", this.ref(after), " is ", this.ref(key), "."], [this.text(key)]);
      }
    }
    if (!whole || keys.length < 2) return;
    if (how.edges !== false) {
      const slots = {
        K: how.noun,
        KS: how.plural,
        T: how.row ? "far left" : "top",
        E: how.row ? "far right" : "bottom",
      };
      this.add("first", slots, ["The first ", how.noun, " is ", this.ref(keys[0]), "."], [this.text(keys[0])]);
      this.add(
        "last",
        slots,
        ["The last ", how.noun, " is ", this.ref(keys[keys.length - 1]), "."],
        [this.text(keys[keys.length - 1])],
      );
    }
    if (how.countKind !== false && r.chance(0.8)) this.count(keys, how.noun, how.plural);
  }

  /**
   * A count is looked at before it is said: the things in question, one by one (docs/nano.md 1.6).
   * @param {readonly string[]} keys the things' texts @param {string} noun @param {string} plural @param {string} [said] how the question calls them, where that is not `plural`
   */
  count(keys, noun, plural, said = plural) {
    const n = keys.length;
    const places = keys.map((key) => this.byKey.get(key)?.[0]);
    if (n < 1 || n > 12 || places.includes(undefined)) return;
    const look = `<|look|>${places.map((i) => `<|t${i}|>`).join("")}<|looked|>`;
    this.add("count", { KS: said }, [look, `${n} ${n === 1 ? noun : plural}.`], [String(n), NUMBER_WORDS[n]]);
  }

  /** Yes-or-no for what a setting does, asked as done. @param {string} label @param {string | undefined} ref @param {boolean} yes @param {string} what */
  done(label, ref, yes, what) {
    const questions = doneQuestions(label);
    for (let i = 0; i < 2 && questions.length > 0; i++)
      this.yesNo("done", { Q: () => this.r.pick(questions) }, ref, yes, what);
  }

  /** Yes-or-no with its reference. @param {string} kind @param {Record<string, any>} slots @param {string | undefined} ref @param {boolean} yes @param {string} what */
  yesNo(kind, slots, ref, yes, what) {
    this.add(kind, slots, [ref, `: ${yes ? "yes" : "no"}, it is ${what}.`], [yes ? "yes" : "no"]);
  }

  /** "a, b and c" of at most three references. @param {(string | undefined)[]} refs @returns {string | undefined} */
  list(refs) {
    if (refs.length === 0 || refs.length > 3 || refs.some((x) => x === undefined)) return undefined;
    return refs.length === 1 ? refs[0] : `${refs.slice(0, -1).join(", ")} and ${refs[refs.length - 1]}`;
  }

  /** @returns {Candidate[]} */
  all() {
    for (const node of this.nodes) NODE_FACTS[node.type]?.(node, this);
    screenFacts(this);
    rowScreenFacts(this);
    return this.found;
  }
}
