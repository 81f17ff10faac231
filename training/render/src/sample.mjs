/** One sample: a screen, its picture, its texts in reading order and its turns. */
import { Random } from "./prng.mjs";
import { makeScreen } from "./screens/index.mjs";
import { pageOf } from "./page.mjs";
import { inReadingOrder } from "./order.mjs";
import { makeTurns } from "./questions/turns.mjs";

/**
 * @param {import("./browser.mjs").Screenshooter} shooter
 * @param {{ kit: import("./kits/base.mjs").Kit, banks: import("./words/maker.mjs").Banks, seed: string, counts: Map<string, number>, screen?: string, low: number, high: number, scale?: number, longSide?: number, phrasings?: Record<string, readonly string[]>, only?: ReadonlySet<string>, wanted?: Record<string, number>, accept?: (question: string, answers: readonly string[], kind: string) => boolean, sameAnswer?: number }} how
 */
export async function makeSample(shooter, how) {
  const random = new Random(how.seed);
  const screen = makeScreen(random, how.banks, how.screen);
  const html = pageOf(screen, how.kit, new Random(`${how.seed}/look`));
  const view = new Random(`${how.seed}/view`);
  const width = view.int(
    /dialog|login|sign-up|wizard|empty/.test(screen.kind) ? 560 : 720,
    view.chance(0.5) ? 1440 : 1080,
  );
  const scale =
    how.scale ??
    view.weighted([
      [1, 5],
      [0.85, 0.7],
      [1.1, 0.8],
      [1.25, 1.3],
      [1.5, 1.3],
      [2, 0.9],
    ]);
  const shot = await shooter.shoot(html, {
    width,
    maxHeight: view.int(700, 1080),
    scale,
    longSide: how.longSide ?? 1600,
  });
  const texts = inReadingOrder(shot.texts);
  const turns = makeTurns(screen, texts, { ...how, random: new Random(`${how.seed}/turns`) });
  return { ...shot, html, texts, turns, kind: screen.kind, screen };
}
