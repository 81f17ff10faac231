/** Moves a scrolled view by dragging what is in it. */
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/**
 * @param on whether dragging moves it now
 * @returns whether it is being dragged
 */
export function useDrag(viewport: RefObject<HTMLElement | null>, on: boolean): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const element = viewport.current;
    if (element === null || !on) return;
    let last: { readonly x: number; readonly y: number } | undefined;
    const onDown = (event: PointerEvent): void => {
      /* A touch scrolls by itself; a press on a box or on a scroll bar is not meant for the image. */
      const onBar = event.offsetX > element.clientWidth || event.offsetY > element.clientHeight;
      const target = event.target instanceof Element ? event.target : element;
      if (event.button !== 0 || event.pointerType === "touch" || target.closest("button") !== null) return;
      if (target === element && onBar) return;
      last = { x: event.clientX, y: event.clientY };
      element.setPointerCapture(event.pointerId);
      setDragging(true);
    };
    const onMove = (event: PointerEvent): void => {
      if (last === undefined) return;
      element.scrollBy({ left: last.x - event.clientX, top: last.y - event.clientY, behavior: "instant" });
      last = { x: event.clientX, y: event.clientY };
    };
    const onUp = (): void => {
      last = undefined;
      setDragging(false);
    };
    const ends = ["pointerup", "pointercancel", "lostpointercapture"] as const;
    element.addEventListener("pointerdown", onDown);
    element.addEventListener("pointermove", onMove);
    for (const end of ends) element.addEventListener(end, onUp);
    return () => {
      element.removeEventListener("pointerdown", onDown);
      element.removeEventListener("pointermove", onMove);
      for (const end of ends) element.removeEventListener(end, onUp);
    };
  }, [viewport, on]);
  return dragging;
}
