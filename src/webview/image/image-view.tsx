/** The image itself: scrolled, zoomed, with a box on each place that the current answer quotes or counted, and the region. */
import type { JSX, RefObject, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ImageState } from "../../shared/image-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import { useLit, usePanel } from "../context.ts";
import { usePicture } from "../pictures.ts";
import { CountedBoxes } from "./counted-boxes.tsx";
import type { Marks } from "./marks.ts";
import { QuoteBox } from "./quote-box.tsx";
import { RegionLayer } from "./region-layer.tsx";
import { useDrag } from "./use-drag.ts";
import { useDraw } from "./use-draw.ts";
import type { RegionTool } from "./use-region.ts";
import type { Zoom } from "./use-zoom.ts";
import { unionOf, type Size } from "./zoom.ts";

interface ImageViewProps {
  readonly state: ImageState;
  /** In pixels, as the boxes count; `undefined` until it is known. */
  readonly size: Size | undefined;
  readonly zoom: Zoom;
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly marks: Marks;
  readonly region: RegionTool;
  /** The browser's own measure, for the time before the worker has read the image. */
  readonly onNaturalSize: (size: Size) => void;
  /** Begins to select a region with the keyboard. */
  readonly onBeginRegion: () => void;
  /** A region was selected; the question is next. */
  readonly onSelected: () => void;
  readonly onEnlarge: () => void;
}

const arrowStep = 60;

export function ImageView(props: ImageViewProps): JSX.Element {
  const { state, size, zoom, viewport, marks, region, onNaturalSize, onBeginRegion, onSelected, onEnlarge } = props;
  const { strings, pictures } = usePanel();
  const { lit } = useLit();
  const { id, image, reading } = state;
  const picture = usePicture(pictures, id, state.picture);
  const url = typeof picture === "object" ? picture.url : undefined;
  const [broken, setBroken] = useState<string | undefined>(undefined);
  const stage = useRef<HTMLDivElement>(null);
  const grabbing = useDrag(viewport, !region.drawing);
  useDraw(viewport, stage, size, region, onSelected);

  const reveal = useRef(zoom.reveal);
  reveal.current = zoom.reveal;
  const { counted, quotes } = marks;
  useEffect(() => {
    if (lit?.image !== id) return;
    if (lit.type === "place" && lit.from === "answer") reveal.current(lit.box);
    if (lit.type === "counted" && counted.length > 0) reveal.current(unionOf(counted.map(({ box }) => box)));
  }, [lit, id, counted]);

  const scaled = size && { width: `${size.width * zoom.scale}px`, height: `${size.height * zoom.scale}px` };
  const broke = url !== undefined && broken === url;
  const viewClass = ["view", grabbing && "grabbing", region.drawing && "drawing"].filter(Boolean).join(" ");
  return (
    <div
      class={viewClass}
      ref={viewport}
      role="group"
      tabIndex={0}
      aria-label={size === undefined ? image.name : filled(strings.imageView, image.name, size.width, size.height)}
      onScroll={zoom.onScroll}
      onDblClick={({ target }) => {
        if (target instanceof Element && target.closest("button, .region") === null) onEnlarge();
      }}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        onKey(event, zoom, { region, onBeginRegion, onEnlarge });
      }}
    >
      <div ref={stage} class={size === undefined ? "stage unknown" : "stage"} {...(scaled && { style: scaled })}>
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
        {size !== undefined && <RegionLayer tool={region} size={size} scale={zoom.scale} onSelected={onSelected} />}
        {size !== undefined && <CountedBoxes counted={counted} size={size} lit={lit?.type === "counted"} />}
        {size !== undefined &&
          quotes.map((quote) => <QuoteBox key={quote.box.join()} image={id} quote={quote} size={size} />)}
      </div>
      {/* Why it cannot be read is said below it. */}
      {(broke || picture === "none") && reading.status === "ready" && (
        <p class="view-message">{picture === "none" ? strings.fileGone : strings.cannotShow}</p>
      )}
    </div>
  );
}

interface KeyTargets {
  readonly region: RegionTool;
  readonly onBeginRegion: () => void;
  readonly onEnlarge: () => void;
}

function onKey(
  event: TargetedKeyboardEvent<HTMLDivElement>,
  zoom: Zoom,
  { region, onBeginRegion, onEnlarge }: KeyTargets,
): void {
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
    r: onBeginRegion,
    f: onEnlarge,
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
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = key === "Escape" && region.drawing ? region.cancel : actions[key];
  if (action === undefined) return;
  event.preventDefault();
  if (key === "Escape") event.stopPropagation();
  action();
}
