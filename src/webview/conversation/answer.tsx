/** The words of an answer, its quotes lit together with their boxes in the image. */
import type { JSX, VNode } from "preact";
import { h } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { PanelTurn } from "../../shared/panel-state.ts";
import type { Quote } from "../../shared/types.ts";
import { litLine, useCopy, useLit, usePanel } from "../context.ts";
import { answerTree, type AnswerNode } from "./markdown.ts";

export function Answer({ turn }: { turn: PanelTurn }): JSX.Element {
  const { id, parts, status } = turn;
  const body = useMemo(() => answerTree(parts).map((node, n) => rendered(node, id, n)), [parts, id]);
  return <div class={status === "answering" ? "answer streaming" : "answer"}>{body}</div>;
}

function rendered(node: AnswerNode, turn: number, key: number): VNode | string {
  switch (node.type) {
    case "text":
      return node.text;
    case "quote":
      return <QuoteMark key={`quote ${node.index}`} quote={node.quote} control={`quote ${turn} ${node.index}`} />;
    case "element": {
      const children = node.children.map((child, n) => rendered(child, turn, n));
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
function QuoteMark({ quote, control }: { quote: Quote; control: string }): JSX.Element {
  const { strings } = usePanel();
  const { lit, light } = useLit();
  const { copied, copy } = useCopy();
  const mark = useRef<HTMLSpanElement>(null);
  const isLit = litLine(lit) === quote.line;
  const fromImage = isLit && lit?.type === "line" && lit.from === "image";
  useEffect(() => {
    if (fromImage) mark.current?.scrollIntoView({ block: "nearest" });
  }, [fromImage]);
  const on = (): void => {
    light({ type: "line", line: quote.line, from: "answer" });
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
      class={isLit ? "quote lit" : "quote"}
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
