/** What one of the compared images was answered; one that was not asked can be. */
import type { JSX } from "preact";
import type { ImageState } from "../../shared/image-state.ts";
import type { ComparedRound } from "../../shared/panel-state.ts";
import { countedLines } from "../../shared/turns.ts";
import { usePanel } from "../context.ts";
import { Icon, QuietButton } from "../controls.tsx";
import { AnswerActions } from "../conversation/answer-actions.tsx";
import { Answer } from "../conversation/answer.tsx";
import { Counted } from "../conversation/counted.tsx";
import { Waiting } from "../conversation/waiting.tsx";

interface ComparedAnswerProps {
  readonly image: ImageState;
  readonly round: ComparedRound;
  readonly idle: boolean;
}

export function ComparedAnswer({ image, round, idle }: ComparedAnswerProps): JSX.Element {
  const { strings, post } = usePanel();
  const turn = round.turns.get(image.id);
  const askAgain = (): void => {
    if (turn !== undefined) post({ type: "askAgain", image: image.id, turn: turn.id });
  };
  return (
    <div class="compare-cell" role="group" aria-label={image.image.name}>
      <p class="compare-label">{image.image.name}</p>
      {turn === undefined ? (
        <QuietButton
          disabled={!idle}
          onClick={() => {
            post({ type: "askRound", image: image.id, round: round.name, question: round.question });
          }}
        >
          {strings.askThisToo}
        </QuietButton>
      ) : (
        <>
          {turn.notices.map(({ code, message }) => (
            <p class="notice" key={code}>
              <Icon name="info" />
              <span>
                {message} {code === "ANSWER_RESTARTED" && strings.restarted}
              </span>
            </p>
          ))}
          {turn.status === "waiting" ? (
            <Waiting reading={image.reading} progress={turn.progress} />
          ) : (
            turn.parts.length > 0 && <Answer image={image.id} turn={turn} />
          )}
          {turn.status === "done" && turn.parts.length === 0 && <p class="nothing">{strings.noAnswer}</p>}
          <Counted image={image.id} turn={turn.id} counted={countedLines(turn)} />
          {turn.status === "failed" && (
            <p class="notice">
              <Icon name="error" />
              <span>
                <code>{turn.error.code}</code> {turn.error.message}{" "}
                <QuietButton disabled={!idle} onClick={askAgain}>
                  {strings.askAgain}
                </QuietButton>
              </span>
            </p>
          )}
          {(turn.status === "done" || turn.status === "stopped") && (
            <AnswerActions image={image.id} turn={turn} idle={idle} onAskAgain={askAgain} />
          )}
        </>
      )}
    </div>
  );
}
