/** A part of an image that a question is about: a rectangle in whole pixels of the image. */
import { UserError } from "./errors.ts";
import type { Box } from "./types.ts";

/** Sides of a region in pixels, at least: less holds no letter. */
export const smallestRegionSide = 8;

/**
 * `box` in whole pixels and within an image of `width` × `height`; `undefined` where too little of it is left.
 * A side that lies between two pixels takes in both.
 */
export function regionWithin(
  box: Box,
  { width, height }: { readonly width: number; readonly height: number },
): Box | undefined {
  if (!box.every(Number.isFinite)) return undefined;
  const [x, y, boxWidth, boxHeight] = box;
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y));
  const right = Math.min(width, Math.ceil(x + boxWidth));
  const bottom = Math.min(height, Math.ceil(y + boxHeight));
  if (right - left < smallestRegionSide || bottom - top < smallestRegionSide) return undefined;
  return [left, top, right - left, bottom - top];
}

/** A name for a region; equal regions have equal names. */
export function regionKey(box: Box): string {
  return box.join(",");
}

export function regionInvalid(): UserError {
  return new UserError(
    "REGION_INVALID",
    `The region lies outside of the image, or is smaller than ${smallestRegionSide} × ${smallestRegionSide} pixels.`,
    "Select a larger part of the image.",
  );
}
