/** Pictures of whole windows: pieces of text that print themselves as HTML, and questions that refer to the pieces. */
import { escapeHtml } from "./html.mjs";
import { listed } from "./phrases.mjs";
import { collectVisible } from "./visible.mjs";

/** The longest context that training takes, as tokens: a token is about three letters, a line costs one more and at most 33. */
const MOST_TOKENS = 820;
const MOST_LINES = 100;

/** A text of the picture. In a template literal it is its element. */
export class Piece {
  /** @param {string} key @param {string} text @param {string} style classes @param {string} tag @param {string} inner HTML of the text */
  constructor(key, text, style, tag, inner) {
    Object.assign(this, { key, text, style, tag, inner });
  }
  toString() {
    return `<${this.tag} class="${this.style}" data-k="${this.key}">${this.inner}</${this.tag}>`;
  }
}

/** One window in the making: its pieces, and what will be asked about them once it is known which of them can be seen. */
export class Scene {
  /** @param {import("../../src/prng.mjs").Random} random */
  constructor(random) {
    this.random = random;
    /** @type {Piece[]} */
    this.pieces = [];
    /** @type {((figure: import("./figure.mjs").Figure) => void)[]} */
    this.asks = [];
  }

  /** @param {string} text @param {string} [style] @param {string} [tag] @param {string} [inner] highlighted HTML of the same text */
  put(text, style = "", tag = "span", inner = escapeHtml(text)) {
    const piece = new Piece(`k${this.pieces.length}`, text, style, tag, inner);
    this.pieces.push(piece);
    return piece;
  }

  /**
   * @param {string} kind @param {string | readonly string[]} templates @param {Record<string, string>} slots
   * @param {string} answer `%name` stands for a piece @param {Record<string, Piece>} pieces @param {readonly string[]} [answers] the first piece's text otherwise
   */
  turn(kind, templates, slots, answer, pieces, answers) {
    this.asks.push((figure) => {
      const refs = Object.fromEntries(Object.entries(pieces).map(([name, piece]) => [name, whole(figure, piece)]));
      figure.turn(kind, templates, slots, answer, refs, answers ?? [Object.values(pieces)[0].text]);
    });
  }

  /** "%a, %b and %c": all of at most three pieces. @param {string} kind @param {readonly string[]} templates @param {readonly Piece[]} pieces @param {string} [ending] */
  list(kind, templates, pieces, ending = ".") {
    if (pieces.length === 0 || pieces.length > 3) return;
    const names = Object.fromEntries(pieces.map((piece, i) => [`p${i}`, piece]));
    this.turn(kind, templates, {}, `${listed(Object.keys(names).map((n) => `%${n}`))}${ending}`, names);
  }

  /** @param {readonly string[]} templates @param {number} n @param {string} noun @param {readonly Piece[]} [counted] all must be seen */
  count(templates, n, noun, counted = []) {
    this.asks.push((figure) => {
      if (counted.every((piece) => whole(figure, piece))) figure.count(templates, n, noun);
    });
  }

  /** @param {string | readonly string[]} templates @param {Record<string, string>} slots things that are nowhere in the picture */
  absent(templates, slots) {
    this.asks.push((figure) => figure.absent(templates, slots));
  }
}

/** References to all lines of a piece, null when a part of it cannot be seen. @param {any} figure @param {Piece} piece */
function whole(figure, piece) {
  if (figure.lines.some((/** @type {any} */ line) => line.key === piece.key && line.cut)) return null;
  return figure.where((/** @type {any} */ line) => line.key === piece.key);
}

/**
 * Opens a set of windows. `plan(scene)` gives `{kind, html, css, width, height}`, CSS pixels; the picture is the viewport.
 * @param {import("puppeteer-core").Browser} browser
 * @param {(scene: Scene) => {kind: string, html: string, css: string, width: number, height: number}} plan
 */
export async function openScenes(browser, plan) {
  const page = await browser.newPage();
  return async (/** @type {import("../../src/prng.mjs").Random} */ random) => {
    const scene = new Scene(random);
    const { kind, html, css, width, height } = plan(scene);
    const scale = width > 1000 ? random.pick([1, 1, 1, 1.25]) : random.pick([1, 1, 1.25, 1.5, 2]);
    await page.setViewport({ width, height, deviceScaleFactor: scale });
    await page.setContent(
      `<!doctype html><html><head><meta charset="utf-8"><style>*{box-sizing:border-box}html,body{margin:0;height:100%;overflow:hidden}${css}</style></head><body><div id="figure" class="layer">${html}</div></body></html>`,
    );
    const lines = (await page.evaluate(collectVisible)).map((line) => ({
      ...line,
      box: line.box.map((v) => Math.round(v * scale)),
    }));
    const tokens = lines.reduce((sum, { text }) => sum + 1 + Math.min(32, Math.ceil(text.length / 3)), 0);
    if (tokens > MOST_TOKENS || lines.length > MOST_LINES) return null;
    const image = await page.screenshot({ type: "png", optimizeForSpeed: true });
    const ask = (/** @type {any} */ figure) => scene.asks.forEach((put) => put(figure));
    return {
      kind,
      image: Buffer.from(image),
      lines,
      ask,
      most: MOST_LINES,
      turns: [11, 19],
      absents: random.int(1, 3),
    };
  };
}
