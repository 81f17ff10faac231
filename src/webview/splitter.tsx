/** Between image and conversation in the wide layout: dragged, or moved with the arrow keys. */
import type { JSX } from "preact";
import { usePanel } from "./context.ts";

const smallest = 0.25;
const largest = 0.75;
const keyStep = 0.02;

interface SplitterProps {
  /** The image's part of the width in 0…1. */
  readonly split: number;
  readonly onSplit: (split: number) => void;
}

export function Splitter({ split, onSplit }: SplitterProps): JSX.Element {
  const { strings } = usePanel();
  const move = (next: number): void => {
    onSplit(Math.min(largest, Math.max(smallest, next)));
  };
  return (
    <div
      class="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={strings.resize}
      aria-valuemin={100 * smallest}
      aria-valuemax={100 * largest}
      aria-valuenow={Math.round(100 * split)}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event.clientX / window.innerWidth);
      }}
      onKeyDown={({ key }) => {
        if (key === "ArrowLeft") move(split - keyStep);
        if (key === "ArrowRight") move(split + keyStep);
      }}
    />
  );
}
