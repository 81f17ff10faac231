/** What is pasted or dropped anywhere on the panel; while something is dragged over it, a frame that says so. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { usePanel } from "./context.ts";
import { Icon } from "./controls.tsx";
import { mayHoldImages, takeDrop, takePaste } from "./intake.ts";

export function DropZone(): JSX.Element | null {
  const { strings, post } = usePanel();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const { clipboardData, target } = event;
      if (clipboardData === null) return;
      const intoText = target instanceof Element && target.closest("textarea, input") !== null;
      if (takePaste(clipboardData, intoText, { post })) event.preventDefault();
    };
    const onOver = (event: DragEvent): void => {
      if (event.dataTransfer === null || !mayHoldImages(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      /* Between two parts of the panel there is a part that is entered. */
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (event.dataTransfer === null || !mayHoldImages(event.dataTransfer)) return;
      event.preventDefault();
      takeDrop(event.dataTransfer, { post });
    };
    window.addEventListener("paste", onPaste);
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("paste", onPaste);
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [post]);
  if (!over) return null;
  return (
    <div class="drop-zone" aria-hidden="true">
      <p>
        <Icon name="file-media" /> {strings.dropHere}
      </p>
    </div>
  );
}
