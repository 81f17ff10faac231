/** `test/fixtures/line-style.json` comes from `training/mlmamba/style.py`: both sides must say the same of how lines look. */
import assert from "node:assert/strict";
import * as v from "valibot";
import { lineStyles, styleWidth } from "../../../src/model/line-style.ts";
import type { Box } from "../../../src/shared/types.ts";
import { paintedFills, type Fill } from "../support/images.ts";
import { assertRows, paintedPictures } from "../support/painted-pictures.ts";

const pictures = paintedPictures("line-style.json", { styles: v.array(v.number()) });

/** One feature of every line. */
const feature = (styles: Float32Array, index: number): number[] =>
  [...styles].filter((_, at) => at % styleWidth === index);

describe("model/line-style", () => {
  it("is held to pictures in which every feature shows, to both sides where it has two", () => {
    const counts = pictures.map(({ boxes }) => boxes.length);
    assert.ok(counts.includes(0) && counts.includes(1) && Math.max(...counts) > 20, counts.join());
    const values = (index: number): number[] =>
      pictures.flatMap(({ styles }) => styles.filter((_, at) => at % styleWidth === index));
    const all = Array.from({ length: styleWidth }, (_, index) => index);
    assert.deepEqual(
      all.filter((index) => Math.max(...values(index)) < 0.1),
      [],
      "features that never show",
    );
    const bothSides = [3, 4, 5, 11, 17];
    assert.deepEqual(
      bothSides.filter((index) => Math.min(...values(index)) > -0.1),
      [],
      "features that are never negative",
    );
  });

  for (const { name, width, height, fills, boxes, styles } of pictures) {
    it(`sees lines as the trainer does: ${name}`, () => {
      const actual = lineStyles(paintedFills(width, height, fills), boxes);
      assertRows(actual, styles, styleWidth, 1e-5);
    });
  }

  it("tells the selected item of a list, the row that is off, and the bold line", () => {
    const boxes = Array.from({ length: 5 }, (_, n): Box => [20, 10 + 20 * n, 60, 12]);
    const rows = boxes.map(([x, y, w, h], n): Fill => [x, y, w, h, ...grey(n === 1 ? 160 : 20), n === 4 ? 2 : 4]);
    const selected: Fill = [0, 44, 200, 24, 190, 215, 250, 1];
    const styles = lineStyles(paintedFills(200, 120, [selected, ...rows]), boxes);
    const alone = (index: number, line: number): void => {
      const values = feature(styles, index);
      assert.ok(
        values.every((value, n) => (n === line ? value > 0.1 : Math.abs(value) < 0.05)),
        `feature ${index}: ${values.join()}`,
      );
    };
    alone(0, 2);
    alone(1, 1);
    alone(2, 4);
  });

  it("tells a switch that is on from one that is off", () => {
    const boxes: Box[] = [
      [10, 10, 60, 12],
      [10, 40, 60, 12],
    ];
    const switches: Fill[] = [
      [100, 9, 26, 14, 20, 120, 230, 1],
      [114, 11, 10, 10, ...grey(220), 1],
      [100, 39, 26, 14, ...grey(120), 1],
      [102, 41, 10, 10, ...grey(220), 1],
    ];
    const text = boxes.map(([x, y, w, h]): Fill => [x, y, w, h, ...grey(20), 4]);
    const styles = lineStyles(paintedFills(160, 70, [...switches, ...text]), boxes);
    const [on, off] = feature(styles, 16);
    assert.ok(on! > 0.3 && off === 0, `colour: ${on}, ${off}`);
    const [right, left] = feature(styles, 17);
    assert.ok(right! > 0.1 && left! < -0.1, `knob: ${right}, ${left}`);
  });
});

function grey(value: number): [number, number, number] {
  return [value, value, value];
}
