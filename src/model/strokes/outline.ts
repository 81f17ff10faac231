/** What a region fills when its holes are closed row by row. */
export class Outline {
  /** Of each row from `top` on the first column and the one after the last. */
  constructor(
    readonly top: number,
    readonly left: Int32Array,
    readonly right: Int32Array,
  ) {}

  static rectangle(x0: number, y0: number, x1: number, y1: number): Outline {
    return new Outline(y0, new Int32Array(y1 - y0).fill(x0), new Int32Array(y1 - y0).fill(x1));
  }

  get bottom(): number {
    return this.top + this.left.length;
  }

  get x0(): number {
    return this.left.reduce((a, b) => Math.min(a, b));
  }

  get x1(): number {
    return this.right.reduce((a, b) => Math.max(a, b));
  }

  holds(x: number, y: number): boolean {
    const row = y - this.top;
    return row >= 0 && row < this.left.length && this.left[row]! <= x && x < this.right[row]!;
  }

  /** Without what sticks out and is at most `thick` pixels thin: strokes of the same colour. */
  trimmed(thick: number): Outline {
    const wide = (row: number): boolean => this.right[row]! - this.left[row]! > thick;
    let first = 0;
    while (first < this.left.length && !wide(first)) first++;
    if (first === this.left.length) return this;
    let last = this.left.length;
    while (!wide(last - 1)) last--;
    const reach = Math.floor((thick + 1) / 2);
    const left = opened(
      this.left.subarray(first, last).map((value) => -value),
      reach,
    );
    return new Outline(
      this.top + first,
      left.map((value) => -value),
      opened(this.right.subarray(first, last), reach),
    );
  }

  area(): number {
    let sum = 0;
    for (let row = 0; row < this.left.length; row++) sum += this.right[row]! - this.left[row]!;
    return sum;
  }

  /** Twice the area of the convex hull. Both corners of each row's ends count, so that a rectangle is its own hull. */
  hull(): number {
    return hullSide(this.right, 1) + hullSide(this.left, -1);
  }
}

/** Of each value the least (sign 1) or most (sign −1) of those at most `reach` away. */
function windowLeast(values: Int32Array, reach: number, sign: 1 | -1): Int32Array {
  return values.map((value, at) => {
    let least = sign * value;
    const stop = Math.min(at + reach, values.length - 1);
    for (let k = Math.max(at - reach, 0); k <= stop; k++) least = Math.min(least, sign * values[k]!);
    return sign * least;
  });
}

/** Without peaks of at most 2·reach values. */
function opened(values: Int32Array, reach: number): Int32Array {
  return windowLeast(windowLeast(values, reach, 1), reach, -1);
}

/** Twice the area between the y axis and the part of the hull of the points (sign · value, row) on which, by rising y, it turns to the left. */
function hullSide(values: Int32Array, sign: 1 | -1): number {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let row = 0; row < values.length; row++) {
    const x = sign * values[row]!;
    for (let y = row; y <= row + 1; y++) {
      while (xs.length > 1) {
        const [ax, ay, bx, by] = [xs.at(-2)!, ys.at(-2)!, xs.at(-1)!, ys.at(-1)!];
        if ((bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0) break;
        xs.pop();
        ys.pop();
      }
      xs.push(x);
      ys.push(y);
    }
  }
  let sum = 0;
  for (let k = 1; k < xs.length; k++) sum += (xs[k - 1]! + xs[k]!) * (ys[k]! - ys[k - 1]!);
  return sum;
}
