/** What all pages of documentation share. */
import { madeUp } from "../../lib/words.mjs";
import * as P from "../editor/phrases.mjs";

export const plural = (/** @type {string} */ s) =>
  s.endsWith("s") ? `${s}es` : s.endsWith("y") && !/[aeo]y$/.test(s) ? `${s.slice(0, -1)}ies` : `${s}s`;

/** @param {import("../../lib/scene.mjs").Scene} scene @param {{w: string[], text: string}[]} buttons */
export function act(scene, buttons) {
  return buttons.map(({ w, text }, i) => {
    const piece = scene.put(text, i === 0 ? "btn hot" : "btn");
    for (const wish of w) scene.turn("act", P.ACT, { w: wish }, "%b.", { b: piece });
    return piece;
  });
}
/** What every page is asked. @param {import("../../lib/scene.mjs").Scene} scene @param {string} what @param {import("../../lib/scene.mjs").Piece} title @param {import("../../lib/scene.mjs").Piece | undefined} detail @param {string} sentence */
export function wholePage(scene, what, title, detail, sentence) {
  const { random } = scene;
  const refs = { t: title, ...(detail ? { d: detail } : {}) };
  scene.turn(
    "title",
    [
      "{What|Which} is the title{| of this page}?",
      "{Read|Quote} the {title|heading}.",
      "title?",
      "{What|How} is {the page|this} called?",
    ],
    {},
    "%t",
    { t: title },
  );
  scene.turn("picture-kind", P.KIND, {}, `This is ${what} titled %t.`, refs, [what.replace(/^an? /, "")]);
  scene.turn(
    "describe",
    P.DESCRIBE,
    {},
    `This screenshot shows ${what} titled %t.${detail ? ` ${sentence}` : ""}`,
    refs,
    [what.replace(/^an? /, "")],
  );
  scene.turn("alt", P.ALT, {}, `Screenshot of ${what} titled %t.`, refs, [what.replace(/^an? /, "")]);
  for (const x of random.sample(P.ELSEWHERE, 4)) scene.absent(P.GONE, { x });
  scene.absent(P.FIND, { x: madeUp(random) });
  scene.absent(P.ACT, {
    w: random.pick([
      "print the page",
      "change the password",
      "pay the invoice",
      "book a flight",
      "mute the sound",
      "send a fax",
    ]),
  });
}
