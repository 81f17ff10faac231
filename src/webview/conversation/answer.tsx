/** The words of an answer, its quotes lit together with their boxes in the image. */
import type { JSX, VNode } from "preact";
import { h } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { PanelTurn } from "../../shared/turns.ts";
import type { Quote } from "../../shared/types.ts";
import { isLit, useCopy, useLit, usePanel } from "../context.ts";
import { answerTree, type AnswerNode } from "./markdown.ts";

interface AnswerProps {
  /** The id of the image that it is about. */
  readonly image: string;
  readonly turn: PanelTurn;
}

export function Answer({ image, turn }: AnswerProps): JSX.Element {
  const { id, parts, status } = turn;
  const body = useMemo(
    () => answerTree(parts).map((node, n) => rendered(node, { image, turn: id }, n)),
    [parts, image, id],
  );
  return <div class={status === "answering" ? "answer streaming" : "answer"}>{body}</div>;
}

/** Where an answer stands. */
interface Place {
  readonly image: string;
  readonly turn: number;
}

function rendered(node: AnswerNode, place: Place, key: number): VNode | string {
  switch (node.type) {
    case "text":
      return node.text;
    case "quote":
      return (
        <QuoteMark
          key={`quote ${node.index}`}
          image={place.image}
          quote={node.quote}
          control={`quote ${place.image} ${place.turn} ${node.index}`}
        />
      );
    case "element": {
      const children = node.children.map((child, n) => rendered(child, place, n));
      const props = node.start === undefined ? { key } : { key, start: node.start };
      /* A table may be wider than the panel. */
      return node.tag === "table" ? (
        <div class="table" key={key} tabIndex={0} role="group">
          {h("table", null, children)}
        </div>
      ) : (
        h(node.tag, props, children)
      );
    }
  }
}

/** Not a `<button>`: a quote is part of a sentence and breaks across lines with it. */
function QuoteMark({ image, quote, control }: { image: string; quote: Quote; control: string }): JSX.Element {
  const { strings } = usePanel();
  const { lit, light } = useLit();
  const { copied, copy } = useCopy();
  const mark = useRef<HTMLSpanElement>(null);
  const lights = isLit(lit, image, quote.box);
  const fromImage = lights && lit?.type === "place" && lit.from === "image";
  useEffect(() => {
    if (fromImage) mark.current?.scrollIntoView({ block: "nearest" });
  }, [fromImage]);
  const on = (): void => {
    light({ type: "place", image, box: quote.box, from: "answer" });
  };
  const off = (): void => {
    light(undefined);
  };
  const copyQuote = (): void => {
    copy(control, { type: "copyQuote", text: quote.text });
  };
  return (
    <span
      ref={mark}
      class={lights ? "quote lit" : "quote"}
      role="button"
      tabIndex={0}
      aria-describedby="quote-hint"
      title={strings.quoteTitle}
      {...(copied === control && { "data-copied": strings.copied })}
      onPointerEnter={on}
      onPointerLeave={off}
      onFocus={on}
      onBlur={off}
      onClick={copyQuote}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        copyQuote();
      }}
    >
      {quote.text}
    </span>
  );
}
