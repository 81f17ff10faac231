/** The conversation's side of the panel: who answers, what was said, and the box for the next question. */
import type { JSX } from "preact";
import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { runningTurn, type ImageState, type PanelRegion } from "../../shared/image-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import type { PanelState } from "../../shared/panel-state.ts";
import { alternativesOf, root, type PanelTurn } from "../../shared/turns.ts";
import { AddMenu } from "../add-menu.tsx";
import { usePanel } from "../context.ts";
import { IconButton, QuietButton } from "../controls.tsx";
import { ConversationBar } from "./conversation-bar.tsx";
import { QuestionBox, typingEveryMs, type QuestionFocus } from "./question-box.tsx";
import { ScopeChip } from "./scope-chip.tsx";
import { Turn } from "./turn.tsx";
import { useFollow } from "./use-follow.ts";

interface ConversationProps {
  readonly panel: PanelState;
  readonly state: ImageState;
  /** The ones in view. */
  readonly turns: readonly PanelTurn[];
  readonly focus: QuestionFocus;
}

export function Conversation({ panel, state, turns, focus }: ConversationProps): JSX.Element {
  const { strings, memory, post } = usePanel();
  const { id, image, reading, suggestions } = state;
  const list = useRef<HTMLDivElement>(null);
  const { scroll, draft } = useRef(memory.of(image.uri)).current;
  const keepScroll = useCallback(
    (next: typeof scroll) => {
      memory.keep(image.uri, { scroll: next });
    },
    [memory, image.uri],
  );
  const follow = useFollow(list, turns, scroll, keepScroll);
  const [edit, setEdit] = useState({ turn: root, request: 0 });
  const running = runningTurn(state) !== undefined;
  const { toEnd } = follow;
  const ask = (question: string): void => {
    post({ type: "ask", image: id, question });
    toEnd();
  };
  const onTyping = useTyping(id);
  const offered = state.region === undefined ? suggestions : suggestedIn(state.region);
  const asked = new Set(turns.map(({ question }) => question));
  const last = turns.at(-1);

  return (
    <section class="conversation" aria-label={strings.conversation}>
      <ConversationBar state={state} model={panel.model} />
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
            <Beginning state={state} />
          ) : (
            <ol class="turn-list">
              {turns.map((turn) => (
                <KeptTurn
                  key={turn.id}
                  image={id}
                  turn={turn}
                  alternatives={alternativesOf(state.turns, turn)}
                  reading={reading}
                  idle={!running}
                  editRequest={edit.turn === turn.id ? edit.request : 0}
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
        suggestions={offered.filter((suggestion) => !asked.has(suggestion))}
        placeholder={
          state.region !== undefined
            ? strings.placeholderRegion
            : turns.length > 0
              ? strings.placeholderFollowUp
              : strings.placeholder
        }
        focus={focus}
        initialDraft={draft}
        scope={
          <>
            <ScopeChip state={state} />
            <AddMenu capture={panel.capture} label={strings.image} up />
          </>
        }
        onDraft={(text) => {
          memory.keep(image.uri, { draft: text });
          if (text !== "") onTyping();
        }}
        onAsk={ask}
        onStop={() => {
          post({ type: "stop" });
        }}
        {...(last !== undefined && {
          onEditLast: (): void => {
            setEdit({ turn: last.id, request: edit.request + 1 });
          },
        })}
      />
    </section>
  );
}

/** Before the first question of a conversation; those of earlier ones are offered. */
function Beginning({ state: { id, turns } }: { state: ImageState }): JSX.Element {
  const { strings, post } = usePanel();
  const earlier = turns.filter(({ parent }) => parent === root);
  return (
    <div class="beginning">
      <p class="empty">{strings.empty}</p>
      {earlier.length > 0 && (
        <>
          <h2 class="earlier-title">{strings.earlier}</h2>
          <ul class="earlier">
            {earlier.map((turn) => (
              <li key={turn.id}>
                <QuietButton
                  onClick={() => {
                    post({ type: "showBranch", image: id, turn: turn.id });
                  }}
                >
                  {filled(strings.earlierQuestion, turn.question)}
                </QuietButton>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function suggestedIn({ reading }: PanelRegion): readonly string[] {
  return reading.status === "ready" ? reading.suggestions : [];
}

/** Tells the host that somebody types, now and then. */
function useTyping(image: string): () => void {
  const { post } = usePanel();
  const last = useRef(-Infinity);
  return useCallback(() => {
    const now = performance.now();
    if (now - last.current < typingEveryMs) return;
    last.current = now;
    post({ type: "typing", image });
  }, [image, post]);
}

/** Turns that did not change are not rendered again while another one streams. */
function KeptTurn(props: Parameters<typeof Turn>[0]): JSX.Element {
  const { image, turn, alternatives, reading, idle, editRequest } = props;
  const panel = usePanel();
  const relevantReading = turn.status === "waiting" ? reading : undefined;
  const places = alternatives.map(({ id }) => id).join();
  return useMemo(
    () => <Turn {...{ image, turn, alternatives, reading, idle, editRequest }} />,
    // `reading` matters while the question waits for it alone, of the alternatives only which there are.
    [image, turn, places, relevantReading, idle, editRequest, panel],
  );
}
