/** The conversation's side of the panel: who answers, what was said, and the box for the next question. */
import type { JSX } from "preact";
import { useCallback, useMemo, useRef } from "preact/hooks";
import { runningTurn, type PanelModel, type PanelState } from "../../shared/panel-state.ts";
import { usePanel } from "../context.ts";
import { IconButton } from "../controls.tsx";
import { megabytes } from "../format.ts";
import { QuestionBox, type QuestionFocus } from "./question-box.tsx";
import { Turn } from "./turn.tsx";
import { useFollow } from "./use-follow.ts";

interface ConversationProps {
  readonly state: PanelState;
  readonly focus: QuestionFocus;
}

export function Conversation({ state, focus }: ConversationProps): JSX.Element {
  const { strings, memory, post } = usePanel();
  const { turns, reading, model, suggestions } = state;
  const list = useRef<HTMLDivElement>(null);
  const initialScroll = useRef(memory.view.scroll).current;
  const keepScroll = useCallback(
    (scroll: typeof initialScroll) => {
      memory.keep({ scroll });
    },
    [memory],
  );
  const follow = useFollow(list, turns, initialScroll, keepScroll);
  const running = runningTurn(state) !== undefined;
  const { toEnd } = follow;
  const ask = useCallback(
    (question: string): void => {
      post({ type: "ask", question });
      toEnd();
    },
    [post, toEnd],
  );

  return (
    <section class="conversation" aria-label={strings.conversation}>
      <header class="bar">
        <p class="model">
          <button
            type="button"
            class="model-name"
            title={strings.chooseModel}
            onClick={() => {
              post({ type: "chooseModel" });
            }}
          >
            {model.name}
          </button>{" "}
          <span class="model-facts">{useModelFacts(model)}</span>
        </p>
        <div class="tools">
          <IconButton
            icon="new-session"
            title={strings.newConversation}
            disabled={turns.length === 0}
            onClick={() => {
              post({ type: "newConversation" });
            }}
          />
          <IconButton
            icon="output"
            title={strings.showLog}
            onClick={() => {
              post({ type: "showLog" });
            }}
          />
        </div>
      </header>
      <div class="turns-frame">
        <div
          class="turns"
          ref={list}
          tabIndex={0}
          role="group"
          aria-label={strings.conversation}
          onScroll={follow.onScroll}
        >
          {turns.length === 0 ? (
            <p class="empty">{strings.empty}</p>
          ) : (
            <ol class="turn-list">
              {turns.map((turn) => (
                <KeptTurn
                  key={turn.id}
                  turn={turn}
                  reading={reading}
                  idle={!running}
                  last={turn === turns.at(-1)}
                  onAsk={ask}
                />
              ))}
            </ol>
          )}
        </div>
        {!follow.atEnd && (
          <div class="to-end">
            <IconButton icon="arrow-down" title={strings.toEnd} onClick={follow.toEnd} />
          </div>
        )}
      </div>
      <QuestionBox
        running={running}
        suggestions={suggestions}
        followUp={turns.length > 0}
        focus={focus}
        onAsk={ask}
        onStop={() => {
          post({ type: "stop" });
        }}
      />
    </section>
  );
}

/** Turns that did not change are not rendered again while another one streams. */
function KeptTurn({ turn, reading, idle, last, onAsk }: Parameters<typeof Turn>[0]): JSX.Element {
  const panel = usePanel();
  const relevantReading = turn.status === "waiting" ? reading : undefined;
  return useMemo(
    () => <Turn turn={turn} reading={reading} idle={idle} last={last} onAsk={onAsk} />,
    // `reading` matters while the question waits for it alone.
    [turn, relevantReading, idle, last, onAsk, panel],
  );
}

function useModelFacts({ status, memoryBytes }: PanelModel): string {
  const { strings, locale } = usePanel();
  switch (status) {
    case "off":
      return `${strings.onThisComputer} · ${strings.modelOff}`;
    case "loading":
      return `${strings.onThisComputer} · ${strings.modelLoading}`;
    case "failed":
      return strings.modelFailed;
    case "ready":
      return memoryBytes === undefined
        ? strings.onThisComputer
        : `${strings.onThisComputer} · ${megabytes(memoryBytes, locale)}`;
  }
}
