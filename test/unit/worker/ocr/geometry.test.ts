import assert from "node:assert/strict";
import { textRegions, type ProbabilityMap } from "../../../../src/worker/ocr/components.ts";
import { detectorLayout } from "../../../../src/worker/ocr/detector.ts";
import { convexHull, cornersOf, expanded, minAreaRect, type Point } from "../../../../src/worker/ocr/min-area-rect.ts";
import { maxTextBoxes, textBoxes } from "../../../../src/worker/ocr/text-boxes.ts";
import { quadSize, quarterTurns, textCrop, textHeight } from "../../../../src/worker/ocr/text-crop.ts";
import { tilesOf } from "../../../../src/worker/ocr/tiles.ts";
import { imageOf } from "../../support/images.ts";

const point = (x: number, y: number): Point => ({ x, y });

function assertClose(found: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} instead of ${expected}`);
}

/** A map from rows of text: `#` is 0.9, everything else 0. */
function mapOf(...rows: string[]): ProbabilityMap {
  const width = rows[0]!.length;
  return {
    width,
    height: rows.length,
    values: Float32Array.from(rows.join(""), (letter) => (letter === "#" ? 0.9 : 0)),
  };
}

describe("convexHull and minAreaRect", () => {
  it("keep the corners only", () => {
    const hull = convexHull([
      point(0, 0),
      point(2, 0),
      point(1, 1),
      point(4, 0),
      point(4, 4),
      point(0, 4),
      point(2, 4),
    ]);
    assert.deepEqual(new Set(hull.map(({ x, y }) => `${x},${y}`)), new Set(["0,0", "4,0", "4,4", "0,4"]));
  });

  it("find the rectangle at an angle", () => {
    const angle = Math.PI / 7;
    const axis = point(Math.cos(angle), Math.sin(angle));
    const corners = cornersOf({ centre: point(50, 40), axis, width: 60, height: 14 });
    const middle = corners.map((corner, i) => {
      const next = corners[(i + 1) % 4]!;
      return point((corner.x + next.x) / 2, (corner.y + next.y) / 2);
    });
    const rect = minAreaRect([...middle, ...corners]);
    assertClose(rect.width, 60);
    assertClose(rect.height, 14);
    assertClose(rect.centre.x, 50);
    assertClose(rect.centre.y, 40);
    assertClose(rect.axis.x, axis.x);
    assertClose(rect.axis.y, axis.y);
  });

  it("call the horizontal extent of an upright rectangle its width", () => {
    const { width, height, axis } = minAreaRect([point(3, 1), point(5, 1), point(5, 30), point(3, 30)]);
    assert.deepEqual([width, height, axis], [2, 29, point(1, 0)]);
  });

  it("take points and lines", () => {
    assert.deepEqual(minAreaRect([point(4, 5)]), { centre: point(4, 5), axis: point(1, 0), width: 0, height: 0 });
    const { width, height } = minAreaRect([point(0, 0), point(3, 4), point(6, 8)]);
    assertClose(Math.max(width, height), 10);
    assertClose(Math.min(width, height), 0);
  });

  it("grow on every side", () => {
    const grown = cornersOf(expanded(minAreaRect([point(10, 10), point(20, 10), point(20, 14), point(10, 14)]), 3));
    assert.deepEqual(grown, [point(7, 7), point(23, 7), point(23, 17), point(7, 17)]);
  });
});

describe("textRegions", () => {
  const sizes = (map: ProbabilityMap): number[] => textRegions(map, 0.3).map((region) => region.length / 2);

  it("joins pixels that touch at a corner, and a U from below", () => {
    assert.equal(textRegions(mapOf("#....", ".....", "....#"), 0.3).length, 2);
    assert.equal(textRegions(mapOf("..#..", ".#...", "#...."), 0.3).length, 1);
    assert.deepEqual(sizes(mapOf("#....#", "#....#", "######", "......")), [6]);
  });

  it("grows by one pixel to the right and down, as the 2×2 kernel of the reference does", () => {
    const [region] = textRegions(mapOf("....", ".#..", "....", "...."), 0.3);
    assert.deepEqual(region, [point(1, 1), point(2, 1), point(1, 2), point(2, 2)]);
  });

  it("stays inside the map", () => {
    assert.deepEqual(textRegions(mapOf("##", "##"), 0.3), [[point(0, 0), point(1, 0), point(0, 1), point(1, 1)]]);
  });

  it("has none where nothing is above the threshold", () => {
    assert.deepEqual(textRegions({ width: 3, height: 1, values: Float32Array.of(0.3, 0.1, 0) }, 0.31), []);
  });
});

describe("textBoxes", () => {
  /** Text probability `inside` in a rectangle, 0 around it. */
  const rectangle = (inside: number): ProbabilityMap => {
    const map = { width: 100, height: 60, values: new Float32Array(6000) };
    for (let y = 20; y < 30; y++) map.values.fill(inside, y * 100 + 10, y * 100 + 70);
    return map;
  };

  it("grow a region by area · 1.6 / perimeter", () => {
    const [box, ...others] = textBoxes(rectangle(0.9));
    assert.deepEqual(others, []);
    const offset = (60 * 10 * 1.6) / (2 * (60 + 10));
    assertClose(box!.corners[0].x, 10 - offset);
    assertClose(box!.corners[0].y, 20 - offset);
    assertClose(box!.corners[2].x, 70 + offset);
    assertClose(box!.corners[2].y, 30 + offset);
  });

  it("leave out what is too faint or too small", () => {
    assert.deepEqual(textBoxes(rectangle(0.45)), []);
    assert.deepEqual(textBoxes(mapOf("......", ".##...", ".##...", "......")), []);
  });

  it("keep the best of too many", () => {
    const map = { width: 400, height: 400, values: new Float32Array(160_000) };
    for (let y = 2; y + 5 < 400; y += 10) {
      for (let x = 2; x + 5 < 400; x += 10) {
        for (let row = 0; row < 5; row++)
          map.values.fill(0.9 + x / 10_000, (y + row) * 400 + x, (y + row) * 400 + x + 5);
      }
    }
    const boxes = textBoxes(map);
    assert.equal(boxes.length, maxTextBoxes);
    assert.ok(boxes.every(({ corners }) => corners[0].x > 100));
  });
});

describe("detectorLayout", () => {
  it("enlarges the short side to 736, in steps of 32, but not more than twice", () => {
    assert.deepEqual(detectorLayout(1000, 500), { width: 1472, contentHeight: 736, bar: 0 });
    assert.deepEqual(detectorLayout(1280, 800), { width: 1280, contentHeight: 800, bar: 0 });
    assert.deepEqual(detectorLayout(320, 160), { width: 640, contentHeight: 320, bar: 0 });
  });

  it("takes 2,560 × 1,440 pixels as they are, and never more than four million", () => {
    assert.deepEqual(detectorLayout(2560, 1440), { width: 2560, contentHeight: 1440, bar: 0 });
    for (const [width, height] of [
      [3840, 2160],
      [1280, 9000],
      [50, 4000],
      [9000, 700],
      [10_000, 10_000],
      [1, 1],
    ] as const) {
      const layout = detectorLayout(width, height);
      const total = layout.contentHeight + 2 * layout.bar;
      assert.ok(layout.width * total <= 4.1e6 && layout.contentHeight > 0, JSON.stringify(layout));
      assert.deepEqual([layout.width % 32, total % 32], [0, 0]);
    }
  });

  it("puts black bars above and below a strip", () => {
    const { width, contentHeight, bar } = detectorLayout(640, 20);
    assertClose(width / 640, contentHeight / 20, 0.3);
    assert.ok(bar > contentHeight);
  });
});

describe("tilesOf", () => {
  it("leaves an image of ordinary size whole", () => {
    const whole = { left: 0, top: 0, width: 1472, height: 736 };
    assert.deepEqual(tilesOf(1472, 736, 32), [{ core: whole, seen: whole }]);
  });

  it("covers a large one exactly once, and sees 64 pixels more on every inner side", () => {
    for (const [width, height] of [
      [2816, 1408],
      [96, 16_000],
      [4096, 992],
    ] as const) {
      // In cells of 32 × 32 pixels: all sides are multiples of that.
      const [columns, rows] = [width / 32, height / 32];
      const covered = new Uint8Array(columns * rows);
      for (const { core, seen } of tilesOf(width, height, 32)) {
        assert.deepEqual([core.left % 32, core.top % 32, core.width % 32, core.height % 32], [0, 0, 0, 0]);
        for (let y = core.top / 32; y < (core.top + core.height) / 32; y++) {
          for (let x = core.left / 32; x < (core.left + core.width) / 32; x++) covered[y * columns + x]!++;
        }
        assert.ok(seen.width * seen.height <= 1_350_000);
        assert.deepEqual([seen.width % 32, seen.height % 32], [0, 0]);
        assert.equal(seen.left, Math.max(0, core.left - 64));
        assert.equal(seen.top + seen.height, Math.min(height, core.top + core.height + 64));
      }
      assert.ok(covered.every((times) => times === 1));
    }
  });
});

describe("textCrop", () => {
  const image = imageOf(40, 30, (x, y, c) => (c === 0 ? x * 6 : c === 1 ? y * 8 : 100));
  /** The value of a plane (0 = B, 1 = G, 2 = R) in 0…255. */
  const at = (crop: ReturnType<typeof textCrop>, plane: number, row: number, column: number): number =>
    (crop.pixels[(plane * textHeight + row) * crop.width + column]! + 1) * 127.5;

  it("scales a box to 48 rows, planes in the order B, G, R", () => {
    const crop = textCrop(image, [point(10, 5), point(34, 5), point(34, 17), point(10, 17)]);
    assert.deepEqual([crop.width, crop.pixels.length], [96, 3 * 48 * 96]);
    assertClose(at(crop, 0, 20, 50), 100, 1e-3);
    // Row 20 of 48 lies at 20.5 · 12 / 48 − 0.5 = 4.625 below the top; column 50 of 96 at 50.5 · 24 / 96 − 0.5 = 12.125.
    assertClose(at(crop, 1, 20, 50), (5 + 4.625) * 8, 1e-3);
    assertClose(at(crop, 2, 20, 50), (10 + 12.125) * 6, 1e-3);
  });

  it("takes nothing from outside of the box, nor of the image", () => {
    const crop = textCrop(image, [point(0, 0), point(40, 0), point(40, 30), point(0, 30)]);
    assertClose(at(crop, 2, 0, 0), 0, 1e-3);
    assertClose(at(crop, 2, 47, crop.width - 1), 39 * 6, 1e-3);
    const part = textCrop(image, [point(10, 5), point(20, 5), point(20, 10), point(10, 10)]);
    assertClose(at(part, 2, 0, part.width - 1), 19 * 6, 1e-3);
  });

  it("squeezes a box that is very wide", () => {
    const strip = imageOf(900, 4, (x) => (x < 450 ? 0 : 255));
    const crop = textCrop(strip, [point(0, 0), point(900, 0), point(900, 4), point(0, 4)]);
    assert.equal(crop.width, 3200);
    assert.deepEqual([at(crop, 0, 24, 1500), at(crop, 0, 24, 1700)], [0, 255]);
  });

  it("turns a box by a quarter, either way", () => {
    const quad = [point(10, 2), point(16, 2), point(16, 26), point(10, 26)] as const;
    assert.deepEqual(quadSize(quad), [6, 24]);
    const [upwards, downwards] = quarterTurns(quad);
    assert.deepEqual(
      [quadSize(upwards), quadSize(downwards)],
      [
        [24, 6],
        [24, 6],
      ],
    );
    // Text that runs upwards begins at the bottom of the picture (green is high there), text that runs downwards at the top.
    assert.ok(at(textCrop(image, upwards), 1, 24, 2) > 180);
    assert.ok(at(textCrop(image, downwards), 1, 24, 2) < 30);
  });
});
