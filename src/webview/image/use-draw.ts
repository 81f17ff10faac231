/** Drawing a region: a drag from one corner to the other. The view follows where the pointer leaves it. */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RegionTool } from "./use-region.ts";
import { boxBetween } from "./region-box.ts";
import type { Point, Size } from "./zoom.ts";

/** How far the view follows at once, in CSS pixels. */
const furthestStep = 24;

/** @param onDrawn called when a region was drawn */
export function useDraw(
  viewport: RefObject<HTMLElement | null>,
  stage: RefObject<HTMLElement | null>,
  size: Size | undefined,
  tool: RegionTool,
  onDrawn: () => void,
): void {
  const latest = useRef({ size, tool, onDrawn });
  latest.current = { size, tool, onDrawn };
  const { drawing } = tool;
  useEffect(() => {
    const view = viewport.current;
    if (!drawing || view === null) return;
    let from: Point | undefined;
    const pointOf = (event: PointerEvent): Point | undefined => {
      const { size: image } = latest.current;
      const rect = stage.current?.getBoundingClientRect();
      if (image === undefined || rect === undefined) return undefined;
      const scale = rect.width / image.width;
      return { x: (event.clientX - rect.left) / scale, y: (event.clientY - rect.top) / scale };
    };
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      from = pointOf(event);
      if (from === undefined) return;
      /* Before the view begins to pan. */
      event.stopImmediatePropagation();
      event.preventDefault();
      view.setPointerCapture(event.pointerId);
      latest.current.tool.change(undefined);
    };
    const onMove = (event: PointerEvent): void => {
      const { size: image, tool: now } = latest.current;
      if (from === undefined || image === undefined) return;
      follow(view, event);
      const to = pointOf(event);
      if (to !== undefined) now.change(boxBetween(from, to, image));
    };
    const onUp = (event: PointerEvent): void => {
      const { size: image, tool: now, onDrawn: drawn } = latest.current;
      const to = pointOf(event);
      if (from === undefined || to === undefined || image === undefined) return;
      const box = boxBetween(from, to, image);
      from = undefined;
      /* A click, or a twitch, draws nothing; another drag may. */
      if (box === undefined) return;
      now.change(box);
      now.finish();
      drawn();
    };
    const onCancel = (): void => {
      from = undefined;
    };
    const options = { capture: true } as const;
    view.addEventListener("pointerdown", onDown, options);
    view.addEventListener("pointermove", onMove);
    view.addEventListener("pointerup", onUp);
    view.addEventListener("pointercancel", onCancel);
    return () => {
      view.removeEventListener("pointerdown", onDown, options);
      view.removeEventListener("pointermove", onMove);
      view.removeEventListener("pointerup", onUp);
      view.removeEventListener("pointercancel", onCancel);
    };
  }, [viewport, stage, drawing]);
}

function follow(view: HTMLElement, { clientX, clientY }: PointerEvent): void {
  const { left, right, top, bottom } = view.getBoundingClientRect();
  const step = (at: number, low: number, high: number): number =>
    Math.max(-furthestStep, Math.min(furthestStep, at < low ? at - low : at > high ? at - high : 0));
  view.scrollBy({ left: step(clientX, left, right), top: step(clientY, top, bottom), behavior: "instant" });
}
