/** Keeps the end of a growing list in view, as long as it was in view before. */
import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ImageView } from "../../shared/saved-view.ts";

/** This near to the end counts as at the end, in CSS pixels. */
const nearEnd = 32;

export interface Follow {
  readonly atEnd: boolean;
  /** To be called when the list was scrolled. */
  readonly onScroll: () => void;
  readonly toEnd: () => void;
}

/**
 * @param content changes whenever the list's height may have
 * @param keep is told where it stands
 */
export function useFollow(
  list: RefObject<HTMLElement | null>,
  content: unknown,
  initial: ImageView["scroll"],
  keep: (scroll: ImageView["scroll"]) => void,
): Follow {
  const following = useRef(initial === "end");
  const restored = useRef(false);
  const [atEnd, setAtEnd] = useState(following.current);

  const toEnd = useCallback(() => {
    const element = list.current;
    following.current = true;
    setAtEnd(true);
    keep("end");
    element?.scrollTo({ top: element.scrollHeight, behavior: "instant" });
  }, [list, keep]);

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const first = !restored.current;
    restored.current = true;
    if (following.current) element.scrollTo({ top: element.scrollHeight, behavior: "instant" });
    else if (first && initial !== "end") element.scrollTo({ top: initial, behavior: "instant" });
  }, [list, content, initial]);

  /* The list becomes lower when the box below it grows, and its lines break anew when the panel is resized. */
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (following.current) element.scrollTo({ top: element.scrollHeight, behavior: "instant" });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [list]);

  return {
    atEnd,
    toEnd,
    onScroll: () => {
      const element = list.current;
      if (element === null) return;
      following.current = element.scrollHeight - element.clientHeight - element.scrollTop <= nearEnd;
      setAtEnd(following.current);
      keep(following.current ? "end" : element.scrollTop);
    },
  };
}
