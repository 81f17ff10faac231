/** Fixtures that the trainer writes: pictures made of fills, the boxes of their lines, and what is to be read of each. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";

const number = v.number();
const fillSchema = v.tuple([number, number, number, number, number, number, number, number]);
const pictureEntries = {
  name: v.string(),
  width: number,
  height: number,
  fills: v.array(fillSchema),
  boxes: v.array(v.tuple([number, number, number, number])),
};

/**
 * The pictures in `test/fixtures/<file>`.
 *
 * @param expected what each has beside its picture
 */
export function paintedPictures<const Expected extends v.ObjectEntries>(
  file: string,
  expected: Expected,
): v.InferOutput<v.ObjectSchema<typeof pictureEntries & Expected, undefined>>[] {
  const text = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), "utf8");
  const picture = v.object({ ...pictureEntries, ...expected });
  return v.parse(v.object({ pictures: v.array(picture) }), JSON.parse(text)).pictures;
}

/** Holds rows of `width` numbers, one a line, to those of a fixture. */
export function assertRows(actual: Float32Array, expected: readonly number[], width: number, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (const [at, value] of expected.entries()) {
    const where = `number ${at % width} of line ${Math.floor(at / width)}`;
    assert.ok(Math.abs(actual[at]! - value) <= tolerance, `${where} is ${actual[at]} instead of ${value}`);
  }
}
