/** A question that was asked, to be asked otherwise: Enter asks, Esc leaves it as it was. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { longestQuestion } from "../../shared/types.ts";
import { usePanel } from "../context.ts";
import { PlainButton } from "../controls.tsx";

interface QuestionEditorProps {
  readonly question: string;
  readonly onAsk: (question: string) => void;
  readonly onCancel: () => void;
}

export function QuestionEditor({ question, onAsk, onCancel }: QuestionEditorProps): JSX.Element {
  const { strings } = usePanel();
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(question);
  const words = draft.trim();
  const askable = words !== "" && words.length <= longestQuestion;
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  return (
    <div class="question-editor">
      <textarea
        ref={box}
        class="question"
        rows={1}
        aria-label={strings.edit}
        value={draft}
        onInput={({ currentTarget }) => {
          setDraft(currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            if (askable) onAsk(words);
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            onCancel();
          }
        }}
      />
      <div class="question-editor-foot">
        <span class="hint">{strings.editHint}</span>
        <PlainButton onClick={onCancel}>{strings.cancel}</PlainButton>
        <PlainButton
          primary
          disabled={!askable}
          onClick={() => {
            onAsk(words);
          }}
        >
          {strings.ask}
        </PlainButton>
      </div>
    </div>
  );
}
