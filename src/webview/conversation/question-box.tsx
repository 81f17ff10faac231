/** Where a question is typed: Enter asks, Shift+Enter makes a new line, Esc stops, the up arrow edits the last one. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { filled } from "../../shared/panel-strings.ts";
import { longestQuestion } from "../../shared/types.ts";
import { usePanel } from "../context.ts";
import { PlainButton } from "../controls.tsx";
import { wholeNumber } from "../format.ts";

/** Lets the host move the focus into the box. */
export interface QuestionFocus {
  /** Counts the requests; the first is the panel's own. */
  readonly request: number;
}

interface QuestionBoxProps {
  readonly running: boolean;
  readonly suggestions: readonly string[];
  readonly placeholder: string;
  readonly focus: QuestionFocus;
  /** What it held before. */
  readonly initialDraft: string;
  /** What the question is about, and what can be added. */
  readonly scope: ComponentChildren;
  readonly onDraft: (draft: string) => void;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
  readonly onEditLast?: () => void;
}

/** While somebody types, the host hears of it this often at most, in milliseconds. */
export const typingEveryMs = 15_000;

export function QuestionBox(props: QuestionBoxProps): JSX.Element {
  const { running, suggestions, placeholder, focus, initialDraft, scope, onDraft, onAsk, onStop, onEditLast } = props;
  const { strings, locale } = usePanel();
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(initialDraft);
  const question = draft.trim();
  const tooLong = question.length > longestQuestion;
  const askable = question !== "" && !tooLong && !running;

  useEffect(() => {
    box.current?.focus();
  }, [focus.request]);

  const change = (text: string): void => {
    setDraft(text);
    onDraft(text);
  };
  const ask = (): void => {
    if (!askable) return;
    change("");
    onAsk(question);
    box.current?.focus();
  };

  return (
    <div class="ask">
      {suggestions.length > 0 && (
        <ul class="suggestions" aria-label={strings.suggestions}>
          {suggestions.map((suggestion) => (
            <li key={suggestion}>
              <button
                type="button"
                class="suggestion"
                {...(running && { "aria-disabled": "true" })}
                onClick={() => {
                  if (running) return;
                  onAsk(suggestion);
                  box.current?.focus();
                }}
              >
                {suggestion}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="box-frame">
        <textarea
          ref={box}
          class="question"
          rows={1}
          aria-label={strings.question}
          placeholder={placeholder}
          value={draft}
          {...(tooLong && { "aria-invalid": "true" })}
          onInput={({ currentTarget }) => {
            change(currentTarget.value);
          }}
          onKeyDown={(event) => {
            /* Enter that ends the composition of a syllable (Korean, Japanese) is no question yet. */
            if (event.isComposing) return;
            if (event.key === "ArrowUp" && draft === "" && !running && onEditLast !== undefined) {
              event.preventDefault();
              onEditLast();
            }
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            ask();
          }}
        />
        <div class="box-foot">
          <div class="box-scope">{scope}</div>
          <div class="hint-slot">
            {tooLong ? (
              <span class="hint too-long">
                {filled(strings.tooLong, wholeNumber(question.length, locale), wholeNumber(longestQuestion, locale))}
              </span>
            ) : (
              <span class="hint">{running ? strings.stopHint : strings.askHint}</span>
            )}
          </div>
          {running ? (
            <PlainButton primary onClick={onStop}>
              {strings.stop}
            </PlainButton>
          ) : (
            <PlainButton primary disabled={!askable} onClick={ask}>
              {strings.ask}
            </PlainButton>
          )}
        </div>
      </div>
    </div>
  );
}
