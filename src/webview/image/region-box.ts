/** The geometry of selecting a region: rectangles in whole pixels of the image, always within it. */
import { smallestRegionSide } from "../../shared/regions.ts";
import type { Box } from "../../shared/types.ts";
import type { Point, Size } from "./zoom.ts";

/** Which edges move when a handle is dragged: −1 the left or upper one, 1 the right or lower one. */
export interface Handle {
  readonly name: string;
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export const handles: readonly Handle[] = [
  { name: "nw", x: -1, y: -1 },
  { name: "n", x: 0, y: -1 },
  { name: "ne", x: 1, y: -1 },
  { name: "e", x: 1, y: 0 },
  { name: "se", x: 1, y: 1 },
  { name: "s", x: 0, y: 1 },
  { name: "sw", x: -1, y: 1 },
  { name: "w", x: -1, y: 0 },
];

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

/** The rectangle between two points; empty where they are too near to each other to mean one. */
export function boxBetween(from: Point, to: Point, { width, height }: Size): Box | undefined {
  const left = Math.round(clamp(Math.min(from.x, to.x), 0, width));
  const top = Math.round(clamp(Math.min(from.y, to.y), 0, height));
  const right = Math.round(clamp(Math.max(from.x, to.x), 0, width));
  const bottom = Math.round(clamp(Math.max(from.y, to.y), 0, height));
  if (right - left < smallestRegionSide || bottom - top < smallestRegionSide) return undefined;
  return [left, top, right - left, bottom - top];
}

/** The box moved by `by` pixels, as far as the image reaches. */
export function movedBox([x, y, width, height]: Box, by: Point, image: Size): Box {
  return [
    Math.round(clamp(x + by.x, 0, image.width - width)),
    Math.round(clamp(y + by.y, 0, image.height - height)),
    width,
    height,
  ];
}

/** The box with some edges moved by `by` pixels: never out of the image, never past the other edge. */
export function resizedBox([x, y, width, height]: Box, handle: Pick<Handle, "x" | "y">, by: Point, image: Size): Box {
  const [left, right] = edges(x, x + width, handle.x, by.x, image.width);
  const [top, bottom] = edges(y, y + height, handle.y, by.y, image.height);
  return [left, top, right - left, bottom - top];
}

function edges(start: number, end: number, edge: -1 | 0 | 1, by: number, length: number): readonly [number, number] {
  if (edge === -1) return [Math.round(clamp(start + by, 0, end - smallestRegionSide)), end];
  if (edge === 1) return [start, Math.round(clamp(end + by, start + smallestRegionSide, length))];
  return [start, end];
}

/** Where a region that is made with the keyboard begins: the middle half of what is in view of the image. */
export function middleHalf([x, y, width, height]: Box, image: Size): Box {
  const side = (length: number, most: number): number =>
    Math.min(most, Math.max(smallestRegionSide, Math.round(length / 2)));
  const [w, h] = [side(width, image.width), side(height, image.height)];
  return movedBox([x + (width - w) / 2, y + (height - h) / 2, w, h], { x: 0, y: 0 }, image);
}

/** Pixels that an arrow key moves an edge by: a fiftieth of the image, or one. */
export function keyStep({ width, height }: Size, fine: boolean): number {
  return fine ? 1 : Math.max(1, Math.round(Math.max(width, height) / 50));
}

const arrows: Readonly<Record<string, Point | undefined>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What of a `KeyboardEvent` counts here. */
export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** The box after a key: arrows move it, with Shift its right and lower edges, with Ctrl or Cmd by single pixels. `undefined`: no key of ours. */
export function keyedBox(box: Box, { key, shiftKey, ctrlKey, metaKey }: PressedKey, image: Size): Box | undefined {
  const arrow = arrows[key];
  if (arrow === undefined) return undefined;
  const step = keyStep(image, ctrlKey || metaKey);
  const by = { x: arrow.x * step, y: arrow.y * step };
  return shiftKey ? resizedBox(box, { x: 1, y: 1 }, by, image) : movedBox(box, by, image);
}
