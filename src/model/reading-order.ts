/**
 * The orders in which text lines are handed to the model (docs/nano.md §1.2, §1.5). `training/mlmamba/layout.py` holds the same
 * functions; `test/fixtures/layout.json` holds both to the same answers.
 */
import type { Box } from "../shared/types.ts";

/**
 * Indices of the boxes in reading order: rows from top to bottom, inside a row from left to right. Lines are visited by their
 * centre y (ties: by x, then as given); one joins the current row while its centre is nearer to the row's mean centre than half
 * of the smaller of its own height and the row's mean height.
 */
export function readingOrder(boxes: readonly Box[]): number[] {
  const centreOf = (i: number): number => boxes[i]![1] + boxes[i]![3] / 2;
  const byX = (a: number, b: number): number => boxes[a]![0] - boxes[b]![0];
  const visit = boxes.map((_, i) => i).sort((a, b) => centreOf(a) - centreOf(b) || byX(a, b));

  const order: number[] = [];
  let row: number[] = [];
  let sumCentre = 0;
  let sumHeight = 0;
  for (const i of visit) {
    const centre = centreOf(i);
    const height = boxes[i]![3];
    const limit = 0.5 * Math.min(height, sumHeight / row.length);
    if (row.length > 0 && Math.abs(centre - sumCentre / row.length) >= limit) {
      order.push(...row.sort(byX));
      row = [];
      sumCentre = 0;
      sumHeight = 0;
    }
    row.push(i);
    sumCentre += centre;
    sumHeight += height;
  }
  order.push(...row.sort(byX));
  return order;
}

/** Indices of the boxes sorted by (x, y), ties as given: the input `column_order` of `lines.onnx`. */
export function columnOrder(boxes: readonly Box[]): number[] {
  return boxes.map((_, i) => i).sort((a, b) => boxes[a]![0] - boxes[b]![0] || boxes[a]![1] - boxes[b]![1]);
}
