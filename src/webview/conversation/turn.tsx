/** A question, its answer, and what can be done with both. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Reading } from "../../shared/image-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import { countedLines, type PanelTurn } from "../../shared/turns.ts";
import { usePanel } from "../context.ts";
import { ErrorCard, Icon, IconButton, PlainButton, RegionIcon } from "../controls.tsx";
import { AnswerActions } from "./answer-actions.tsx";
import { Answer } from "./answer.tsx";
import { Counted } from "./counted.tsx";
import { QuestionEditor } from "./question-editor.tsx";
import { Waiting } from "./waiting.tsx";

interface TurnProps {
  /** The image's id. */
  readonly image: string;
  readonly turn: PanelTurn;
  /** The turns in its place, one of which is in view. */
  readonly alternatives: readonly PanelTurn[];
  readonly reading: Reading;
  /** Whether another question may be asked now. */
  readonly idle: boolean;
  /** Whether its question is to be edited, by a key in the question box. */
  readonly editRequest: number;
}

export function Turn(props: TurnProps): JSX.Element {
  const { image, turn, alternatives, reading, idle, editRequest } = props;
  const { strings, post } = usePanel();
  const [seenRequest, setSeenRequest] = useState(editRequest);
  const [editing, setEditing] = useState(false);
  if (seenRequest !== editRequest) {
    setSeenRequest(editRequest);
    setEditing(true);
  }
  const askAgain = (): void => {
    post({ type: "askAgain", image, turn: turn.id });
  };
  return (
    <li class="turn" data-turn={turn.id}>
      {editing ? (
        <QuestionEditor
          question={turn.question}
          onAsk={(question) => {
            setEditing(false);
            post({ type: "edit", image, turn: turn.id, question });
          }}
          onCancel={() => {
            setEditing(false);
          }}
        />
      ) : (
        <div class="question-line">
          <h2 class="asked">{turn.question}</h2>
          <div class="question-tools">
            <IconButton
              icon="edit"
              title={strings.edit}
              disabled={!idle}
              onClick={() => {
                setEditing(true);
              }}
            />
            {alternatives.length > 1 && <Branches image={image} turn={turn} alternatives={alternatives} />}
          </div>
        </div>
      )}
      {turn.region !== undefined && <Scope image={image} region={turn.region} />}
      {turn.compared !== undefined && <p class="scope">{strings.askedTogether}</p>}
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
        turn.parts.length > 0 && <Answer image={image} turn={turn} />
      )}
      {turn.status === "done" && turn.parts.length === 0 && <p class="nothing">{strings.noAnswer}</p>}
      <Counted image={image} turn={turn.id} counted={countedLines(turn)} />
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
        <AnswerActions image={image} turn={turn} idle={idle} onAskAgain={askAgain} />
      )}
    </li>
  );
}

/** Steps through the questions that stand in the same place. */
function Branches({ image, turn, alternatives }: Pick<TurnProps, "image" | "turn" | "alternatives">): JSX.Element {
  const { strings, post } = usePanel();
  const at = alternatives.findIndex(({ id }) => id === turn.id);
  const show = (index: number): void => {
    const other = alternatives[index];
    if (other !== undefined) post({ type: "showBranch", image, turn: other.id });
  };
  const place = filled(strings.branchOf, at + 1, alternatives.length);
  return (
    <div class="branches" role="group" aria-label={place}>
      <IconButton
        icon="chevron-left"
        title={strings.branchBefore}
        disabled={at <= 0}
        onClick={() => {
          show(at - 1);
        }}
      />
      <span aria-hidden="true">
        {at + 1}/{alternatives.length}
      </span>
      <IconButton
        icon="chevron-right"
        title={strings.branchAfter}
        disabled={at === alternatives.length - 1}
        onClick={() => {
          show(at + 1);
        }}
      />
    </div>
  );
}

/** The part of the image that was asked about; a click makes it the part of the next question too. */
function Scope({ image, region }: { image: string; region: NonNullable<PanelTurn["region"]> }): JSX.Element {
  const { strings, post } = usePanel();
  const [x, y, width, height] = region;
  return (
    <p class="scope">
      <button
        type="button"
        class="quiet"
        title={strings.scopeAgain}
        onClick={() => {
          post({ type: "selectRegion", image, box: region });
        }}
      >
        <RegionIcon />
        {filled(strings.scopeRegion, width, height)}
        <span class="only-heard"> {filled(strings.regionPlace, x, y, width, height)}</span>
      </button>
    </p>
  );
}
