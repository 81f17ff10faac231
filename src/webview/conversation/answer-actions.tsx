/** One quiet line under an answer: copy it, insert it, ask again; and how long it took. */
import type { JSX } from "preact";
import type { PanelTurn } from "../../shared/turns.ts";
import { useCopy, usePanel } from "../context.ts";
import { CopyLabel, QuietButton } from "../controls.tsx";
import { answerSpeed } from "../format.ts";

interface AnswerActionsProps {
  /** The image's id. */
  readonly image: string;
  readonly turn: Extract<PanelTurn, { status: "done" | "stopped" }>;
  readonly idle: boolean;
  readonly onAskAgain: () => void;
}

export function AnswerActions({ image, turn, idle, onAskAgain }: AnswerActionsProps): JSX.Element {
  const { strings, locale, post } = usePanel();
  const { copy } = useCopy();
  const speed = answerSpeed(turn.timings, strings, locale);
  const formats = [
    { format: "text", label: strings.copy },
    { format: "markdown", label: strings.copyMarkdown },
  ] as const;
  return (
    <div class="actions">
      {turn.status === "stopped" && <span class="stopped">{strings.stopped}</span>}
      {turn.parts.length > 0 &&
        formats.map(({ format, label }) => {
          const control = `answer ${image} ${turn.id} ${format}`;
          return (
            <QuietButton
              key={format}
              onClick={() => {
                copy(control, { type: "copyAnswer", image, turn: turn.id, format });
              }}
            >
              <CopyLabel control={control} copied={strings.copied}>
                {label}
              </CopyLabel>
            </QuietButton>
          );
        })}
      {turn.parts.length > 0 && (
        <QuietButton
          title={strings.insertTitle}
          onClick={() => {
            post({ type: "insertAnswer", image, turn: turn.id });
          }}
        >
          {strings.insert}
        </QuietButton>
      )}
      <QuietButton disabled={!idle} onClick={onAskAgain}>
        {strings.askAgain}
      </QuietButton>
      {speed !== "" && <span class="speed">{speed}</span>}
    </div>
  );
}
