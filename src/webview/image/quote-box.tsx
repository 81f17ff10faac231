/** The place of a quote in the image, lit together with the quote in the answer. */
import type { JSX } from "preact";
import type { Quote } from "../../shared/types.ts";
import { isLit, useCopy, useLit, usePanel } from "../context.ts";
import type { Size } from "./zoom.ts";

interface QuoteBoxProps {
  /** The image's id. */
  readonly image: string;
  readonly quote: Quote;
  readonly size: Size;
}

export function QuoteBox({ image, quote, size }: QuoteBoxProps): JSX.Element {
  const { lit, light } = useLit();
  const { copied, copy } = useCopy();
  const { strings } = usePanel();
  const [x, y, width, height] = quote.box;
  const control = `box ${image} ${quote.box.join()}`;
  const on = (): void => {
    light({ type: "place", image, box: quote.box, from: "image" });
  };
  const off = (): void => {
    light(undefined);
  };
  return (
    <button
      type="button"
      class={isLit(lit, image, quote.box) ? "box lit" : "box"}
      aria-label={quote.text}
      aria-describedby="quote-hint"
      title={strings.quoteTitle}
      {...(copied === control && { "data-copied": strings.copied })}
      style={{
        left: `${(100 * x) / size.width}%`,
        top: `${(100 * y) / size.height}%`,
        width: `${(100 * width) / size.width}%`,
        height: `${(100 * height) / size.height}%`,
      }}
      onPointerEnter={on}
      onPointerLeave={off}
      onFocus={on}
      onBlur={off}
      onClick={() => {
        copy(control, { type: "copyQuote", text: quote.text });
      }}
    />
  );
}
