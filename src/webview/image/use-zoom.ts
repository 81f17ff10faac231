/** How the image is looked at: fitted, or at a scale with a point of it in the middle. Panning is the view's own scrolling. */
import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ImageView } from "../../shared/saved-view.ts";
import type { Box } from "../../shared/types.ts";
import {
  fitScale,
  imagePoint,
  middle,
  scrollFor,
  scrollToBox,
  steppedScale,
  visiblePart,
  wheeledScale,
  type Point,
  type Size,
} from "./zoom.ts";

type SavedZoom = ImageView["zoom"];

export interface Zoom {
  readonly scale: number;
  readonly fitted: boolean;
  readonly fit: () => void;
  /** One CSS pixel for each of the image. */
  readonly actualSize: () => void;
  readonly step: (direction: 1 | -1) => void;
  /** The part of the image that is in the view. */
  readonly inView: () => Box;
  /** Scrolls as little as needed to have `box` in the view. */
  readonly reveal: (box: Box) => void;
  /** To be called when the view was scrolled. */
  readonly onScroll: () => void;
}

/** A point of the image, and where in the view it is to be: in its middle if nothing else is said. */
interface Anchor {
  readonly point: Point;
  readonly at?: Point;
}

/**
 * @param image in pixels; `undefined` until it is known
 * @param keep is told what to restore after a reload
 */
export function useZoom(
  viewport: RefObject<HTMLElement | null>,
  image: Size | undefined,
  initial: SavedZoom,
  keep: (zoom: SavedZoom) => void,
): Zoom {
  const view = useViewSize(viewport);
  const [chosen, setChosen] = useState<number | "fit">(initial === "fit" ? "fit" : initial.scale);
  const anchor = useRef<Anchor | undefined>(initial === "fit" ? undefined : { point: initial });
  const scale = chosen !== "fit" ? chosen : image === undefined || view === undefined ? 1 : fitScale(image, view);

  /** Where the view stands now, to come back to when it is resized, or after a reload. */
  const settle = useCallback(() => {
    const element = viewport.current;
    if (element === null || image === undefined || view === undefined) return;
    const point = imagePoint(image, view, scale, scrollOf(element), middle(view));
    anchor.current = { point };
    keep(chosen === "fit" ? "fit" : { scale: chosen, ...point });
  }, [viewport, image, view, scale, chosen, keep]);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null || image === undefined || view === undefined) return;
    const { point, at = middle(view) } = anchor.current ?? { point: middle(image) };
    const { x, y } = scrollFor(image, view, scale, point, at);
    element.scrollTo({ left: x, top: y, behavior: "instant" });
    settle();
  }, [viewport, image, view, scale, settle]);

  const choose = (next: number | "fit", at?: Point): void => {
    const element = viewport.current;
    if (element !== null && image !== undefined && view !== undefined && at !== undefined) {
      anchor.current = { point: imagePoint(image, view, scale, scrollOf(element), at), at };
    }
    setChosen(next);
  };

  useWheelZoom(viewport, (delta, at) => {
    choose(wheeledScale(scale, delta), at);
  });

  return {
    scale,
    fitted: chosen === "fit",
    fit: () => {
      choose("fit");
    },
    actualSize: () => {
      choose(1);
    },
    step: (direction) => {
      choose(steppedScale(scale, direction));
    },
    inView: () => {
      const element = viewport.current;
      if (element === null || image === undefined || view === undefined) return [0, 0, 0, 0];
      return visiblePart(image, view, scale, scrollOf(element));
    },
    reveal: (box) => {
      const element = viewport.current;
      if (element === null || image === undefined || view === undefined) return;
      const target = scrollToBox(image, view, scale, scrollOf(element), box);
      if (target !== undefined) element.scrollTo({ left: target.x, top: target.y });
    },
    onScroll: settle,
  };
}

function scrollOf(element: HTMLElement): Point {
  return { x: element.scrollLeft, y: element.scrollTop };
}

function useViewSize(viewport: RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size | undefined>(undefined);
  useEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      /* The border box: scroll bars that come and go with the zoom must not change what fits. */
      const { offsetWidth: width, offsetHeight: height } = element;
      if (width > 0 && height > 0) setSize({ width, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [viewport]);
  return size;
}

/** The wheel with Ctrl or Cmd, and a pinch, which browsers report as the wheel with Ctrl. */
function useWheelZoom(viewport: RefObject<HTMLElement | null>, onZoom: (delta: number, at: Point) => void): void {
  const latest = useRef(onZoom);
  latest.current = onZoom;
  useEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      latest.current(event.deltaY, { x: event.clientX - left, y: event.clientY - top });
    };
    /* A listener that may prevent the browser's own zoom has to say so. */
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      element.removeEventListener("wheel", onWheel);
    };
  }, [viewport]);
}
