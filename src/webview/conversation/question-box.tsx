/** Where a question is typed: Enter asks, Shift+Enter makes a new line, Esc stops. */
import type { JSX } from "preact";
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
  readonly followUp: boolean;
  readonly focus: QuestionFocus;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
}

export function QuestionBox(props: QuestionBoxProps): JSX.Element {
  const { running, suggestions, followUp, focus, onAsk, onStop } = props;
  const { strings, locale, memory } = usePanel();
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(memory.view.draft);
  const question = draft.trim();
  const tooLong = question.length > longestQuestion;
  const askable = question !== "" && !tooLong && !running;

  useEffect(() => {
    box.current?.focus();
  }, [focus.request]);

  const change = (text: string): void => {
    setDraft(text);
    memory.keep({ draft: text });
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
          placeholder={followUp ? strings.placeholderFollowUp : strings.placeholder}
          value={draft}
          {...(tooLong && { "aria-invalid": "true" })}
          onInput={({ currentTarget }) => {
            change(currentTarget.value);
          }}
          onKeyDown={(event) => {
            /* Enter that ends the composition of a syllable (Korean, Japanese) is no question yet. */
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            ask();
          }}
        />
        <div class="box-foot">
          {tooLong ? (
            <span class="hint too-long">
              {filled(strings.tooLong, wholeNumber(question.length, locale), wholeNumber(longestQuestion, locale))}
            </span>
          ) : (
            <span class="hint">{running ? strings.stopHint : strings.askHint}</span>
          )}
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
