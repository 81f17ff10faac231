/** `test/fixtures/line-strokes.json` comes from `training/mlmamba/strokes`: both sides must say the same of what is joined to what. */
import assert from "node:assert/strict";
import * as v from "valibot";
import { lineStrokes, strokePairWidth, type StrokePair } from "../../../src/model/line-strokes.ts";
import type { RgbImage } from "../../../src/model/rgb-image.ts";
import type { Box } from "../../../src/shared/types.ts";
import { imageOf, type Fill } from "../support/images.ts";
import { paintedPictures } from "../support/painted-pictures.ts";

const pictures = paintedPictures("line-strokes.json", {
  pairs: v.array(v.tuple([v.number(), v.number(), v.number()])),
});

/** Instead of a step: the largest such shape in the rectangle; triangles point there. */
const [ellipse, diamond, right, left, down] = [0, -1, -2, -3, -4];

function covers([x0, y0, w, h, , , , step]: Fill, x: number, y: number): boolean {
  if (x < x0 || x >= x0 + w || y < y0 || y >= y0 + h) return false;
  const [a, b] = [2 * (x - x0) + 1 - w, 2 * (y - y0) + 1 - h];
  if (step > 0) return (3 * x + 5 * y) % step === 0;
  if (step === ellipse) return a * a * h * h + b * b * w * w <= w * w * h * h;
  if (step === diamond) return Math.abs(a) * h + Math.abs(b) * w <= w * h;
  if (step === right || step === left) return 2 * w * Math.abs(b) <= h * (step === right ? w - a : w + a);
  return 2 * h * Math.abs(a) <= w * (step === down ? h - b : h + b);
}

/** `painted` of `training/make_strokes_fixture.py`. */
function painted(width: number, height: number, fills: readonly Fill[]): RgbImage {
  const rgb = new Uint8Array(3 * width * height).fill(255);
  for (const one of fills) {
    const [x0, y0, w, h, r, g, b] = one;
    for (let y = Math.max(y0, 0); y < Math.min(y0 + h, height); y++) {
      for (let x = Math.max(x0, 0); x < Math.min(x0 + w, width); x++) {
        if (covers(one, x, y)) rgb.set([r, g, b], 3 * (y * width + x));
      }
    }
  }
  return { width, height, rgb };
}

const ink = [30, 30, 30] as const;
const block = (x: number, y: number, w: number, h: number): Fill => [x, y, w, h, ...ink, 1];
const outline = (x: number, y: number, w: number, h: number): Fill[] => [
  block(x, y, w, h),
  [x + 1, y + 1, w - 2, h - 2, 255, 255, 255, 1],
];
const letters = ([x, y, w, h]: Box): Fill => [x, y + 1, w, h - 2, ...ink, 4];
const headRight = (x: number, y: number): Fill => [x - 9, y - 4, 10, 9, ...ink, right];

/** Two boxes side by side, A (text 0) and B (text 1), with what else is drawn and written. */
function pairsOf(drawn: readonly Fill[], texts: readonly Box[] = []): string[] {
  const boxes: Box[] = [[40, 93, 40, 14], [280, 93, 40, 14], ...texts];
  const fills = [...outline(10, 80, 100, 40), ...outline(250, 80, 100, 40), ...drawn, ...boxes.map(letters)];
  return shown(lineStrokes(painted(380, 200, fills), boxes));
}

const ways = ["→", "←", "—", "sends", "gets", "from", "to", "same", "holds", "in"];
const shown = (pairs: readonly StrokePair[]): string[] =>
  pairs.map(({ anchor, candidate, column }) => `${"ABCDEF"[anchor]} ${ways[column]} ${"ABCDEF"[candidate]}`);

describe("model/line-strokes", () => {
  it("is held to pictures in which every way shows", () => {
    const columns = new Set(pictures.flatMap(({ pairs }) => pairs.map(([, , column]) => column)));
    assert.equal(columns.size, strokePairWidth);
  });

  for (const { name, width, height, fills, boxes, pairs } of pictures) {
    it(`reads drawings as the trainer does: ${name}`, () => {
      const found = lineStrokes(painted(width, height, fills), boxes);
      assert.deepEqual(
        found.map(({ anchor, candidate, column }) => [anchor, candidate, column]),
        pairs,
      );
    });
  }

  it("tells where an arrow goes", () => {
    assert.deepEqual(pairsOf([block(110, 100, 140, 1), headRight(249, 100)]), ["A → B", "B ← A"]);
  });

  it("joins the dashes of a line, which has no direction without a head", () => {
    const dashes = Array.from({ length: 14 }, (_, n) => block(110 + 10 * n, 100, 5, 1));
    assert.deepEqual(pairsOf(dashes), ["A — B", "B — A"]);
    assert.deepEqual(pairsOf([...dashes, headRight(249, 100)]), ["A → B", "B ← A"]);
  });

  it("gives an arrow the label beside it, and nothing the text far away", () => {
    const found = pairsOf(
      [block(110, 100, 140, 1), headRight(249, 100)],
      [
        [160, 82, 40, 14],
        [160, 170, 40, 14],
      ],
    );
    assert.deepEqual(found, ["A → B", "A sends C", "B ← A", "B gets C", "C from A", "C to B"]);
  });

  it("sees that two boxes without a line between them are not joined", () => {
    assert.deepEqual(pairsOf([]), []);
    assert.deepEqual(pairsOf([block(130, 100, 60, 1)]), []);
  });

  it("tells the title of a frame and what is in it", () => {
    const frame = [...outline(2, 40, 376, 140), ...outline(10, 80, 100, 40), ...outline(250, 80, 100, 40)];
    const found = pairsOf([...frame, block(110, 100, 140, 1), headRight(249, 100)], [[150, 46, 60, 14]]);
    assert.deepEqual(found, ["A → B", "A in C", "B ← A", "B in C", "C holds A", "C holds B"]);
  });

  it("takes a crow's foot for no arrow head", () => {
    const toes = Array.from({ length: 14 }, (_, n) => [
      block(236 + n, 100 - Math.floor(n / 2), 1, 2),
      block(236 + n, 99 + Math.floor(n / 2), 1, 2),
    ]);
    assert.deepEqual(pairsOf([block(110, 99, 140, 2), ...toes.flat()]), ["A — B", "B — A"]);
  });

  it("keeps the lines of one box together", () => {
    const found = pairsOf([block(110, 100, 140, 1), headRight(249, 100)], [[20, 103, 60, 14]]);
    assert.deepEqual(
      found.filter((pair) => pair.includes("same")),
      ["A same C", "C same A"],
    );
    assert.ok(found.includes("C → B"), found.join());
  });

  it("finds nothing where there is nothing to find, and in what is no drawing", () => {
    const white = imageOf(60, 40, () => 255);
    const boxes: Box[] = [
      [5, 5, 20, 10],
      [5, 25, 20, 10],
    ];
    assert.deepEqual(lineStrokes(white, []), []);
    assert.deepEqual(lineStrokes(white, boxes.slice(1)), []);
    assert.deepEqual(lineStrokes({ width: 0, height: 0, rgb: new Uint8Array() }, boxes), []);
    for (const size of [1, 2, 3])
      assert.deepEqual(
        lineStrokes(
          imageOf(size, size, () => 0),
          boxes,
        ),
        [],
      );
    const noise = imageOf(400, 300, (x, y, c) => (Math.imul((y * 400 + x) * 3 + c + 1, 2654435761) >>> 8) & 255);
    const checkers = imageOf(400, 300, (x, y) => ((x + y) % 2) * 255);
    const slope = imageOf(400, 300, (x, y, c) => (c === 0 ? x : y) & 255);
    for (const image of [white, checkers]) assert.deepEqual(lineStrokes(image, boxes), []);
    for (const image of [noise, slope]) assert.ok(lineStrokes(image, boxes).length <= 4 * strokePairWidth);
    const outside = boxes.map(([x, y, w, h]): Box => [x - 1e9, y + 1e9, w * 1e9, h]);
    assert.deepEqual(lineStrokes(white, outside), []);
  });

  it("gives no pairs for more lines than a drawing has", () => {
    const many = (count: number): Box[] => Array.from({ length: count }, (_, n): Box => [n % 300, 150, 4, 4]);
    const arrow = [block(110, 100, 140, 1), headRight(249, 100)];
    const fills = [...outline(10, 80, 100, 40), ...outline(250, 80, 100, 40), ...arrow];
    const image = painted(380, 200, fills);
    const boxes: Box[] = [
      [40, 93, 40, 14],
      [280, 93, 40, 14],
    ];
    const tall = boxes.map(([x, y]): Box => [x, y, 40, 14]);
    assert.deepEqual(shown(lineStrokes(image, [...boxes, ...many(0)])), ["A → B", "B ← A"]);
    assert.deepEqual(lineStrokes(image, [...tall, ...many(299)]), []);
  });
});
