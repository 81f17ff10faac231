/**
 * The region on the image: drawn by dragging, moved by its frame, resized by its handles, or all of it with the keyboard. What lies outside of it is
 * dimmed.
 */
import type { HTMLAttributes, JSX, TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { filled } from "../../shared/panel-strings.ts";
import type { Box } from "../../shared/types.ts";
import { usePanel } from "../context.ts";
import { handles, keyedBox, movedBox, resizedBox, type Handle } from "./region-box.ts";
import type { RegionTool } from "./use-region.ts";
import type { Size } from "./zoom.ts";

interface RegionLayerProps {
  readonly tool: RegionTool;
  /** Of the image in pixels. */
  readonly size: Size;
  /** CSS pixels per pixel of the image. */
  readonly scale: number;
  /** Called when the region was selected. */
  readonly onSelected: () => void;
}

/** What a drag changes: an edge, a corner, or the place. */
type Grip = Handle | "place";

const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;

export function RegionLayer({ tool, size, scale, onSelected }: RegionLayerProps): JSX.Element | null {
  const { strings, say } = usePanel();
  const frame = useRef<HTMLDivElement>(null);
  const start = useRef<{ readonly x: number; readonly y: number; readonly box: Box; readonly grip: Grip } | undefined>(
    undefined,
  );
  const { box, isDraft, drawing } = tool;
  const text = box && regionText(strings.regionPlace, box);

  /* What is made with the keyboard has the focus at once; what is drawn when it is finished. */
  useEffect(() => {
    if (isDraft && !drawing) frame.current?.focus();
  }, [isDraft, drawing]);
  useSaid(isDraft && !drawing ? text : undefined, say);

  if (box === undefined || text === undefined) return null;
  const [x, y, width, height] = box;

  const onGrab = (event: TargetedPointerEvent<HTMLDivElement>, grip: Grip): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, y: event.clientY, box, grip };
  };
  const onDrag = (event: TargetedPointerEvent<HTMLDivElement>): void => {
    if (start.current === undefined) return;
    const { box: from, grip } = start.current;
    const by = { x: (event.clientX - start.current.x) / scale, y: (event.clientY - start.current.y) / scale };
    tool.change(grip === "place" ? movedBox(from, by, size) : resizedBox(from, grip, by, size));
  };
  const onDrop = (): void => {
    if (start.current === undefined) return;
    start.current = undefined;
    tool.finish();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const moved = keyedBox(box, event, size);
    if (moved !== undefined) tool.change(moved);
    else if (event.key === "Enter") {
      tool.finish();
      onSelected();
    } else if (event.key === "Escape" && isDraft) tool.cancel();
    else if (event.key === "Delete" || event.key === "Backspace") tool.remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const grips = (grip: Grip): HTMLAttributes<HTMLDivElement> => ({
    onPointerDown: (event: TargetedPointerEvent<HTMLDivElement>) => {
      onGrab(event, grip);
    },
    onPointerMove: onDrag,
    onPointerUp: onDrop,
    onLostPointerCapture: onDrop,
  });

  return (
    <div class="region-layer">
      <div
        ref={frame}
        class={isDraft ? "region draft" : "region"}
        role="application"
        aria-roledescription={strings.region}
        aria-label={`${text}. ${strings.regionKeys}`}
        tabIndex={0}
        style={{
          left: percent(x, size.width),
          top: percent(y, size.height),
          width: percent(width, size.width),
          height: percent(height, size.height),
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (isDraft && !drawing && start.current === undefined) tool.finish();
        }}
      >
        <div class="region-edge" {...grips("place")} />
        {handles.map((handle) => (
          <div key={handle.name} class={`region-handle ${handle.name}`} {...grips(handle)} />
        ))}
        <span class="region-size" aria-hidden="true">
          {width} × {height}
        </span>
      </div>
    </div>
  );
}

function regionText(words: string, [x, y, width, height]: Box): string {
  return filled(words, x, y, width, height);
}

/** Says a text that changes often once it has come to rest. */
function useSaid(text: string | undefined, say: (text: string) => void): void {
  useEffect(() => {
    if (text === undefined) return;
    const timer = window.setTimeout(() => {
      say(text);
    }, 300);
    return () => {
      window.clearTimeout(timer);
    };
  }, [text, say]);
}
