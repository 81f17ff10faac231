/** A question, its answer, and what can be done with it. */
import type { JSX } from "preact";
import { countedLines, type PanelTurn, type Progress, type Reading } from "../../shared/panel-state.ts";
import { usePanel, useCopy } from "../context.ts";
import { CopyLabel, ErrorCard, Icon, PlainButton, QuietButton } from "../controls.tsx";
import { answerSpeed, currentStage, stageName } from "../format.ts";
import { Answer } from "./answer.tsx";
import { Counted } from "./counted.tsx";

interface TurnProps {
  readonly turn: PanelTurn;
  readonly reading: Reading;
  /** Whether another question may be asked now. */
  readonly idle: boolean;
  /** Whether nothing comes after it: then its answer is made anew in its place. That of an older one is asked at the end, so that nothing is lost. */
  readonly last: boolean;
  readonly onAsk: (question: string) => void;
}

export function Turn({ turn, reading, idle, last, onAsk }: TurnProps): JSX.Element {
  const { strings, post } = usePanel();
  const askAgain = (): void => {
    if (last) post({ type: "askAgain", turn: turn.id });
    else onAsk(turn.question);
  };
  return (
    <li class="turn">
      <h2 class="asked">{turn.question}</h2>
      {turn.notices.map(({ code, message }) => (
        <p class="notice" key={code}>
          <Icon name="info" />
          <span>
            {message} {code === "ANSWER_RESTARTED" && strings.restarted}
          </span>
        </p>
      ))}
      {turn.status === "waiting" ? (
        <Waiting reading={reading} progress={turn.progress} />
      ) : (
        turn.parts.length > 0 && <Answer turn={turn} />
      )}
      {turn.status === "done" && turn.parts.length === 0 && <p class="nothing">{strings.noAnswer}</p>}
      <Counted turn={turn.id} counted={countedLines(turn)} />
      {turn.status === "failed" && (
        <ErrorCard error={turn.error}>
          <PlainButton primary disabled={!idle} onClick={askAgain}>
            {strings.askAgain}
          </PlainButton>
          <PlainButton
            onClick={() => {
              post({ type: "showLog" });
            }}
          >
            {strings.showLog}
          </PlainButton>
        </ErrorCard>
      )}
      {(turn.status === "done" || turn.status === "stopped") && (
        <Actions turn={turn} idle={idle} onAskAgain={askAgain} />
      )}
    </li>
  );
}

function Waiting({ reading, progress }: { reading: Reading; progress: Progress | undefined }): JSX.Element {
  const { strings } = usePanel();
  const text =
    reading.status === "reading"
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

interface ActionsProps {
  readonly turn: Extract<PanelTurn, { status: "done" | "stopped" }>;
  readonly idle: boolean;
  readonly onAskAgain: () => void;
}

function Actions({ turn, idle, onAskAgain }: ActionsProps): JSX.Element {
  const { strings, locale } = usePanel();
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
          const control = `answer ${turn.id} ${format}`;
          return (
            <QuietButton
              key={format}
              onClick={() => {
                copy(control, { type: "copyAnswer", turn: turn.id, format });
              }}
            >
              <CopyLabel control={control} copied={strings.copied}>
                {label}
              </CopyLabel>
            </QuietButton>
          );
        })}
      <QuietButton disabled={!idle} onClick={onAskAgain}>
        {strings.askAgain}
      </QuietButton>
      {speed !== "" && <span class="speed">{speed}</span>}
    </div>
  );
}
