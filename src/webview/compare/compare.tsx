/** The same questions to several images, the answers side by side under their pictures. */
import type { JSX } from "preact";
import { useCallback, useRef } from "preact/hooks";
import type { ImageState } from "../../shared/image-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import { anyRunning, comparedRounds, type ComparedRound, type PanelState } from "../../shared/panel-state.ts";
import { describeQuestion } from "../../shared/types.ts";
import { usePanel } from "../context.ts";
import { PlainButton } from "../controls.tsx";
import { ModelButton } from "../conversation/conversation-bar.tsx";
import { QuestionBox, type QuestionFocus } from "../conversation/question-box.tsx";
import { useFollow } from "../conversation/use-follow.ts";
import { ComparedAnswer } from "./compared-answer.tsx";
import { ComparedPicture } from "./compared-picture.tsx";

interface CompareProps {
  readonly panel: PanelState;
  readonly images: readonly ImageState[];
  readonly focus: QuestionFocus;
}

export function Compare({ panel, images, focus }: CompareProps): JSX.Element {
  const { strings, post } = usePanel();
  const list = useRef<HTMLDivElement>(null);
  const rounds = comparedRounds(images);
  const running = anyRunning(images);
  const nothingToKeep = useCallback(() => undefined, []);
  const follow = useFollow(list, rounds, "end", nothingToKeep);
  const asked = new Set(rounds.map(({ question }) => question));
  const enough = images.length > 1;
  return (
    <section class="compare" aria-label={strings.compare}>
      <header class="bar">
        <ModelButton model={panel.model} />
        <PlainButton
          onClick={() => {
            post({ type: "compare" });
          }}
        >
          {strings.compareEnd}
        </PlainButton>
      </header>
      <div
        class="rounds"
        ref={list}
        tabIndex={0}
        role="group"
        aria-label={strings.compare}
        style={{ "--columns": Math.max(1, images.length) }}
        onScroll={follow.onScroll}
      >
        <div class="compare-pictures compare-row">
          {images.map((image) => (
            <ComparedPicture key={image.id} image={image} turns={turnsOf(rounds, image.id)} />
          ))}
        </div>
        {!enough && <p class="empty">{strings.compareMore}</p>}
        {enough && rounds.length === 0 && <p class="empty">{strings.compareEmpty}</p>}
        {rounds.map((round) => (
          <Round key={round.name} round={round} images={images} idle={!running} />
        ))}
      </div>
      <QuestionBox
        running={running}
        suggestions={commonSuggestions(images).filter((suggestion) => enough && !asked.has(suggestion))}
        placeholder={enough ? filled(strings.placeholderCompare, images.length) : strings.compareMore}
        focus={focus}
        initialDraft=""
        scope={enough && <span class="scope-chip">{filled(strings.scopeCompared, images.length)}</span>}
        onDraft={nothingToKeep}
        onAsk={(question) => {
          if (!enough) return;
          post({ type: "askAll", question });
          follow.toEnd();
        }}
        onStop={() => {
          post({ type: "stop" });
        }}
      />
    </section>
  );
}

interface RoundProps {
  readonly round: ComparedRound;
  readonly images: readonly ImageState[];
  readonly idle: boolean;
}

function Round({ round, images, idle }: RoundProps): JSX.Element {
  return (
    <article class="round" aria-label={round.question}>
      <h2 class="asked">{round.question}</h2>
      <div class="compare-row">
        {images.map((image) => (
          <ComparedAnswer key={image.id} image={image} round={round} idle={idle} />
        ))}
      </div>
    </article>
  );
}

/** The turns of an image in the rounds, in their order. */
function turnsOf(rounds: readonly ComparedRound[], image: string): readonly ImageState["turns"][number][] {
  return rounds.flatMap(({ turns }) => turns.get(image) ?? []);
}

/** Questions that fit all of the pictures. */
function commonSuggestions([first, ...others]: readonly ImageState[]): readonly string[] {
  const common = (first?.suggestions ?? []).filter((each) => others.every((other) => other.suggestions.includes(each)));
  return [...new Set([describeQuestion, ...common])];
}
