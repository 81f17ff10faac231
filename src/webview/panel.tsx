/** The whole panel. */
import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { countedLines, runningTurn, type PanelState, type PanelTurn } from "../shared/panel-state.ts";
import type { Quote } from "../shared/types.ts";
import {
  CopyProvider,
  LitProvider,
  PanelProvider,
  litLine,
  type CopyContext,
  type Lit,
  type PanelContext,
} from "./context.ts";
import { Conversation } from "./conversation/conversation.tsx";
import type { QuestionFocus } from "./conversation/question-box.tsx";
import { ImagePane } from "./image/image-pane.tsx";
import type { Snapshot } from "./replica.ts";
import { Splitter } from "./splitter.tsx";
import type { ViewMemory } from "./view-memory.ts";
import type { Host } from "./vscode-api.ts";

/** How long a control says "Copied", in milliseconds. */
const copiedMs = 1500;

interface PanelProps {
  readonly snapshot: Snapshot;
  readonly host: Host;
  readonly memory: ViewMemory;
  /** What a screen reader is to say. */
  readonly said: { readonly text: string; readonly count: number };
  /** Counts the host's confirmations that something was copied. */
  readonly copies: number;
  readonly focus: QuestionFocus;
}

export function Panel({ snapshot, host, memory, said, copies, focus }: PanelProps): JSX.Element {
  const { state, strings, locale } = snapshot;
  const context = useMemo<PanelContext>(
    () => ({ strings, locale, memory, post: host.post }),
    [strings, locale, memory, host],
  );
  const [lit, light] = useState<Lit | undefined>(undefined);
  const litContext = useMemo(() => ({ lit, light }), [lit]);
  const copy = useCopying(host, copies);
  const quotes = useMemo(() => currentQuotes(state, litLine(lit)), [state, lit]);
  const counted = useMemo(() => currentCounted(state, lit), [state, lit]);
  const [split, setSplit] = useState(memory.view.split);
  useEscape(host, runningTurn(state) !== undefined);

  return (
    <PanelProvider value={context}>
      <LitProvider value={litContext}>
        <CopyProvider value={copy}>
          <main class="panel" style={{ "--split": `${100 * split}%` }}>
            <ImagePane state={state} quotes={quotes} counted={counted} />
            <Splitter
              split={split}
              onSplit={(next) => {
                setSplit(next);
                memory.keep({ split: next });
              }}
            />
            <Conversation state={state} focus={focus} />
          </main>
          <div class="only-heard" role="status" aria-live="polite">
            <p key={said.count}>{said.text}</p>
          </div>
          <p class="only-heard" id="quote-hint" aria-hidden="true">
            {strings.quote}
          </p>
        </CopyProvider>
      </LitProvider>
    </PanelProvider>
  );
}

/** The last turn that has an answer, whole or in part. */
function currentTurn({ turns }: PanelState): PanelTurn | undefined {
  return turns.findLast((turn) => turn.parts.length > 0 || countedLines(turn).length > 0);
}

/** What the answer counted whose chip is lit; without one, what the last answer counted. */
function currentCounted(state: PanelState, lit: Lit | undefined): readonly Quote[] {
  const turn = lit?.type === "counted" ? state.turns.find(({ id }) => id === lit.turn) : currentTurn(state);
  return turn === undefined ? [] : countedLines(turn);
}

/** The quotes of the last answer, and the one that is lit in an older answer; each line once, in reading order. */
function currentQuotes(state: PanelState, lit: number | undefined): readonly Quote[] {
  const quotesOf = ({ parts }: PanelTurn): readonly Quote[] =>
    parts.flatMap((part) => (part.type === "quote" ? [part.quote] : []));
  const current = currentTurn(state);
  const byLine = new Map((current === undefined ? [] : quotesOf(current)).map((quote) => [quote.line, quote]));
  const older = state.turns.flatMap(quotesOf).find(({ line }) => line === lit);
  if (older !== undefined) byLine.set(older.line, older);
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}

/** Remembers which control asked for a copy, and lets it say so for a moment once the host has made it. */
function useCopying(host: Host, copies: number): CopyContext {
  const asked = useRef<string | undefined>(undefined);
  const [copied, setCopied] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (asked.current === undefined) return;
    setCopied(asked.current);
    asked.current = undefined;
    const timer = window.setTimeout(() => {
      setCopied(undefined);
    }, copiedMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, [copies]);
  const copy = useCallback<CopyContext["copy"]>(
    (control, message) => {
      asked.current = control;
      host.post(message);
    },
    [host],
  );
  return useMemo(() => ({ copied, copy }), [copied, copy]);
}

/** Esc stops the answer wherever the focus is. */
function useEscape(host: Host, running: boolean): void {
  /* With the layout, not after it: once "Stopped" is seen, Esc does nothing. */
  useLayoutEffect(() => {
    if (!running) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.isComposing) host.post({ type: "stop" });
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  }, [host, running]);
}
