/** The region that is being drawn, moved or resized, before it is selected. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Box } from "../../shared/types.ts";
import { middleHalf } from "./region-box.ts";
import type { Size } from "./zoom.ts";

export interface RegionTool {
  /** Whether a drag on the image draws a region. */
  readonly drawing: boolean;
  /** What is shown: the draft, else the selected one. */
  readonly box: Box | undefined;
  /** Whether it is shown before it is selected. */
  readonly isDraft: boolean;
  /** Begins to draw, or gives it up. */
  readonly toggle: () => void;
  /** Begins with the keyboard: a draft in the middle of what is in view. */
  readonly begin: (inView: Box) => void;
  readonly change: (box: Box | undefined) => void;
  /** Selects the draft. */
  readonly finish: () => void;
  /** Back to what was selected. */
  readonly cancel: () => void;
  readonly remove: () => void;
}

/**
 * @param image in pixels; `undefined` until it is known
 * @param selected the region that the next question is about
 * @param select tells the host
 */
export function useRegion(
  id: string,
  image: Size | undefined,
  selected: Box | undefined,
  select: (box: Box | undefined) => void,
): RegionTool {
  const [drawing, setDrawing] = useState(false);
  const [draft, setDraft] = useState<Box | undefined>(undefined);
  const latest = useRef(draft);
  latest.current = draft;

  const change = useCallback((box: Box | undefined) => {
    latest.current = box;
    setDraft(box);
  }, []);
  const cancel = useCallback(() => {
    change(undefined);
    setDrawing(false);
  }, [change]);
  /* Of another image, it is another place. */
  useEffect(() => cancel, [id, cancel]);

  return {
    drawing,
    box: draft ?? selected,
    isDraft: draft !== undefined,
    toggle: () => {
      if (drawing || draft !== undefined) cancel();
      else setDrawing(true);
    },
    begin: (inView) => {
      if (image === undefined) return;
      change(selected ?? middleHalf(inView, image));
      setDrawing(false);
    },
    change,
    finish: () => {
      const box = latest.current;
      cancel();
      if (box !== undefined && box.join() !== selected?.join()) select(box);
    },
    cancel,
    remove: () => {
      cancel();
      select(undefined);
    },
  };
}
