/** The places that an answer counted, each with its number; to be seen only: the conversation says what they are. */
import type { JSX } from "preact";
import type { Quote } from "../../shared/types.ts";
import type { Size } from "./zoom.ts";

interface CountedBoxesProps {
  /** In the order of counting. */
  readonly counted: readonly Quote[];
  readonly size: Size;
  readonly lit: boolean;
}

/** Numbers stand right of their box, left of it where it ends this near to the image's right edge (of its width). */
const rightEdge = 0.96;

export function CountedBoxes({ counted, size, lit }: CountedBoxesProps): JSX.Element {
  return (
    <div class={lit ? "counted-boxes lit" : "counted-boxes"} aria-hidden="true">
      {[...byLine(counted)].map(([line, { box, numbers }]) => {
        const [x, y, width, height] = box;
        return (
          <div
            key={line}
            class={x + width > rightEdge * size.width ? "counted-box at-edge" : "counted-box"}
            style={{
              left: `${(100 * x) / size.width}%`,
              top: `${(100 * y) / size.height}%`,
              width: `${(100 * width) / size.width}%`,
              height: `${(100 * height) / size.height}%`,
            }}
          >
            <span class="counted-number">{numbers.join(", ")}</span>
          </div>
        );
      })}
    </div>
  );
}

/** A line that was counted more than once, as two words that were read as one line are, has one box with all its numbers. */
function byLine(counted: readonly Quote[]): ReadonlyMap<number, { box: Quote["box"]; numbers: number[] }> {
  const lines = new Map<number, { box: Quote["box"]; numbers: number[] }>();
  for (const [n, { line, box }] of counted.entries()) {
    const known = lines.get(line);
    if (known === undefined) lines.set(line, { box, numbers: [n + 1] });
    else known.numbers.push(n + 1);
  }
  return lines;
}
