/** Large images are detected in tiles, so that no call into ONNX Runtime lasts long or needs much memory. */

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** `core` is what a tile answers for, `seen` what the network sees for it: the core and what surrounds it. */
export interface Tile {
  readonly core: Area;
  readonly seen: Area;
}

/** Up to here an image is one tile: about a second on two cores. */
const largestTile = 1_250_000;
/** Longest side of a core where the image is cut. */
const longestCore = 1024;
/** Pixels seen around a core: three times the height of ordinary text. */
const margin = 64;

interface Span {
  readonly start: number;
  readonly length: number;
}

/** The cores cover the image once; every side is a multiple of `step` where `width` and `height` are. */
export function tilesOf(width: number, height: number, step: number): Tile[] {
  const longest = width * height <= largestTile ? Infinity : longestCore;
  return spansOf(height, longest, step).flatMap((rows) =>
    spansOf(width, longest, step).map((columns) => {
      const [seenRows, seenColumns] = [widened(rows, height), widened(columns, width)];
      return { core: areaOf(rows, columns), seen: areaOf(seenRows, seenColumns) };
    }),
  );
}

/** As few spans as possible of at most `longest`, of about the same length. */
function spansOf(total: number, longest: number, step: number): Span[] {
  const count = Math.max(1, Math.ceil(total / longest));
  const length = Math.ceil(total / count / step) * step;
  const spans: Span[] = [];
  for (let start = 0; start < total; start += length) spans.push({ start, length: Math.min(length, total - start) });
  return spans;
}

function widened({ start, length }: Span, total: number): Span {
  const from = Math.max(0, start - margin);
  return { start: from, length: Math.min(total, start + length + margin) - from };
}

function areaOf(rows: Span, columns: Span): Area {
  return { left: columns.start, top: rows.start, width: columns.length, height: rows.length };
}
