/** In place of an answer that has not begun: what is done first. */
import type { JSX } from "preact";
import type { Reading } from "../../shared/image-state.ts";
import type { Progress } from "../../shared/turns.ts";
import { usePanel } from "../context.ts";
import { currentStage, stageName } from "../format.ts";

export function Waiting({ reading, progress }: { reading: Reading; progress: Progress | undefined }): JSX.Element {
  const { strings } = usePanel();
  const text =
    reading.status === "reading" || reading.status === "unread"
      ? strings.waiting
      : progress === undefined
        ? strings.thinking
        : stageName(currentStage(progress), strings);
  return (
    <p class="waiting">
      {text}
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </p>
  );
}
