/**
 * The geometry of looking at an image through a scrolled view. An image of `width` × `height` pixels is shown `scale` CSS pixels per
 * image pixel, in the middle of the view where it is smaller than the view.
 */
import type { Box } from "../../shared/types.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const smallestScale = 0.02;
export const largestScale = 32;
const steps = [0.02, 0.05, 0.1, 0.2, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];
/** Free space around a fitted image, in CSS pixels. */
const fitMargin = 12;

/** The scale at which all of the image is in the view; never larger than its own size. */
export function fitScale(image: Size, view: Size): number {
  const across = (view.width - 2 * fitMargin) / image.width;
  const down = (view.height - 2 * fitMargin) / image.height;
  return limited(Math.min(1, across, down));
}

function limited(scale: number): number {
  return Math.min(largestScale, Math.max(smallestScale, scale));
}

/** The next step up (`1`) or down (`-1`) from any scale. */
export function steppedScale(scale: number, direction: 1 | -1): number {
  const tolerance = 1.001;
  if (direction === 1) return steps.find((step) => step > scale * tolerance) ?? largestScale;
  return steps.findLast((step) => step < scale / tolerance) ?? smallestScale;
}

/** The scale after a turn of the wheel or a pinch, `delta` in pixels of `WheelEvent.deltaY`. */
export function wheeledScale(scale: number, delta: number): number {
  const most = 50;
  return limited(scale * Math.exp(-Math.max(-most, Math.min(most, delta)) / 150));
}

/** How far the image's edge is from the view's, where the image is smaller. */
function inset(imageLength: number, viewLength: number, scale: number): number {
  return Math.max(0, (viewLength - imageLength * scale) / 2);
}

/** The point of the image (in its pixels) that is at `at` in the view, scrolled by `scroll`. */
export function imagePoint(image: Size, view: Size, scale: number, scroll: Point, at: Point): Point {
  return {
    x: (scroll.x + at.x - inset(image.width, view.width, scale)) / scale,
    y: (scroll.y + at.y - inset(image.height, view.height, scale)) / scale,
  };
}

/** How far to scroll so that `point` of the image is at `at` in the view; the browser keeps it within the image. */
export function scrollFor(image: Size, view: Size, scale: number, point: Point, at: Point): Point {
  return {
    x: point.x * scale + inset(image.width, view.width, scale) - at.x,
    y: point.y * scale + inset(image.height, view.height, scale) - at.y,
  };
}

export function middle({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}

/** The part of the image that is in the view. */
export function visiblePart(image: Size, view: Size, scale: number, scroll: Point): Box {
  const from = imagePoint(image, view, scale, scroll, { x: 0, y: 0 });
  const to = imagePoint(image, view, scale, scroll, { x: view.width, y: view.height });
  const [left, top] = [Math.max(0, from.x), Math.max(0, from.y)];
  return [left, top, Math.min(image.width, to.x) - left, Math.min(image.height, to.y) - top];
}

/** How far to scroll so that `box` of the image is in the view; `undefined` if it is already. */
export function scrollToBox(image: Size, view: Size, scale: number, scroll: Point, box: Box): Point | undefined {
  const [x, y, width, height] = box;
  const topLeft = imagePoint(image, view, scale, scroll, { x: 0, y: 0 });
  const bottomRight = imagePoint(image, view, scale, scroll, { x: view.width, y: view.height });
  const inView = x >= topLeft.x && y >= topLeft.y && x + width <= bottomRight.x && y + height <= bottomRight.y;
  if (inView) return undefined;
  return scrollFor(image, view, scale, { x: x + width / 2, y: y + height / 2 }, middle(view));
}

/** The smallest box that holds all of `boxes`, of which there is one at least. */
export function unionOf(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , width]) => x + width));
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
  return [left, top, right - left, bottom - top];
}
