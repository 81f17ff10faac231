/** The image itself: scrolled, zoomed, with a box on each line that the current answer quotes or counted. */
import type { JSX, RefObject, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PanelImage } from "../../shared/panel-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import type { Quote } from "../../shared/types.ts";
import { litLine, useCopy, useLit, usePanel } from "../context.ts";
import { useDrag } from "./use-drag.ts";
import { useImageUrl } from "./use-image-url.ts";
import type { Zoom } from "./use-zoom.ts";
import { CountedBoxes } from "./counted-boxes.tsx";
import { unionOf, type Size } from "./zoom.ts";

interface ImageViewProps {
  readonly image: PanelImage;
  /** In pixels, as the boxes count; `undefined` until it is known. */
  readonly size: Size | undefined;
  readonly zoom: Zoom;
  readonly viewport: RefObject<HTMLDivElement | null>;
  /** Whether the worker could not read it. */
  readonly unreadable: boolean;
  /** Of the current answer, each line once. */
  readonly quotes: readonly Quote[];
  /** What the current answer counted, in its order. */
  readonly counted: readonly Quote[];
  /** The browser's own measure, for the time before the worker has read the image. */
  readonly onNaturalSize: (size: Size) => void;
}

const arrowStep = 60;

export function ImageView({
  image,
  size,
  zoom,
  viewport,
  unreadable,
  quotes,
  counted,
  onNaturalSize,
}: ImageViewProps): JSX.Element {
  const { strings } = usePanel();
  const { lit } = useLit();
  const url = useImageUrl(image.source);
  const [broken, setBroken] = useState<string | undefined>(undefined);
  const grabbing = useDrag(viewport);
  const quote = quotes.find(({ line }) => line === litLine(lit));

  const reveal = useRef(zoom.reveal);
  reveal.current = zoom.reveal;
  useEffect(() => {
    if (lit?.type === "line" && lit.from === "answer" && quote !== undefined) reveal.current(quote.box);
    if (lit?.type === "counted" && counted.length > 0) reveal.current(unionOf(counted.map(({ box }) => box)));
  }, [lit, quote, counted]);

  const scaled = size && { width: `${size.width * zoom.scale}px`, height: `${size.height * zoom.scale}px` };
  const broke = url !== undefined && broken === url;
  return (
    <div
      class={grabbing ? "view grabbing" : "view"}
      ref={viewport}
      role="group"
      tabIndex={0}
      aria-label={size === undefined ? image.name : filled(strings.imageView, image.name, size.width, size.height)}
      onScroll={zoom.onScroll}
      onKeyDown={(event) => {
        onKey(event, zoom);
      }}
    >
      <div class={size === undefined ? "stage unknown" : "stage"} {...(scaled && { style: scaled })}>
        {url !== undefined && !broke && (
          <img
            class={zoom.scale >= 3 ? "picture pixels" : "picture"}
            src={url}
            alt={image.name}
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
              if (width > 0 && height > 0) onNaturalSize({ width, height });
            }}
            onError={() => {
              setBroken(url);
            }}
          />
        )}
        {size !== undefined && <CountedBoxes counted={counted} size={size} lit={lit?.type === "counted"} />}
        {size !== undefined && quotes.map((each) => <QuoteBox key={each.line} quote={each} size={size} />)}
      </div>
      {/* Why it cannot be read is said below it. */}
      {(broke || image.source.type === "none") && !unreadable && (
        <p class="view-message">{image.source.type === "none" ? strings.fileGone : strings.cannotShow}</p>
      )}
    </div>
  );
}

function QuoteBox({ quote, size }: { quote: Quote; size: Size }): JSX.Element {
  const { lit, light } = useLit();
  const { copied, copy } = useCopy();
  const { strings } = usePanel();
  const [x, y, width, height] = quote.box;
  const control = `box ${quote.line}`;
  const on = (): void => {
    light({ type: "line", line: quote.line, from: "image" });
  };
  const off = (): void => {
    light(undefined);
  };
  return (
    <button
      type="button"
      class={litLine(lit) === quote.line ? "box lit" : "box"}
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

function onKey(event: TargetedKeyboardEvent<HTMLDivElement>, zoom: Zoom): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const view = event.currentTarget;
  const move = (left: number, top: number): void => {
    view.scrollBy({ left: left * arrowStep, top: top * arrowStep, behavior: "instant" });
  };
  const actions: Readonly<Record<string, (() => void) | undefined>> = {
    "+": () => {
      zoom.step(1);
    },
    "=": () => {
      zoom.step(1);
    },
    "-": () => {
      zoom.step(-1);
    },
    "0": zoom.fit,
    "1": zoom.actualSize,
    ArrowLeft: () => {
      move(-1, 0);
    },
    ArrowRight: () => {
      move(1, 0);
    },
    ArrowUp: () => {
      move(0, -1);
    },
    ArrowDown: () => {
      move(0, 1);
    },
  };
  const action = actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}
