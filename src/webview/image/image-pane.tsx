/** The image's side of the panel: its name and tools, the image, and a foot that says what is known of it. */
import type { JSX } from "preact";
import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { filled } from "../../shared/panel-strings.ts";
import type { PanelState } from "../../shared/panel-state.ts";
import type { Quote } from "../../shared/types.ts";
import { useCopy, usePanel } from "../context.ts";
import { CopyLabel, Icon, IconButton, ToolButton } from "../controls.tsx";
import { ImageFoot } from "./image-foot.tsx";
import { ImageView } from "./image-view.tsx";
import { useZoom, type Zoom } from "./use-zoom.ts";
import type { Size } from "./zoom.ts";

interface ImagePaneProps {
  readonly state: PanelState;
  readonly quotes: readonly Quote[];
  readonly counted: readonly Quote[];
}

/* Boxes count in the pixels of the worker's image; of another one they would show the wrong place. */
const noQuotes: readonly Quote[] = [];

export function ImagePane({ state, quotes, counted }: ImagePaneProps): JSX.Element {
  const { strings, memory } = usePanel();
  const { image, reading } = state;
  const viewport = useRef<HTMLDivElement>(null);
  const [natural, setNatural] = useState<Size | undefined>(undefined);
  const [folded, setFolded] = useState(memory.view.imageFolded);
  const initialZoom = useRef(memory.view.zoom).current;
  const size = useMemo(
    () => (reading.status === "ready" ? { width: reading.width, height: reading.height } : natural),
    [reading, natural],
  );
  const keepZoom = useCallback(
    (zoom: typeof initialZoom) => {
      memory.keep({ zoom });
    },
    [memory],
  );
  const zoom = useZoom(viewport, size, initialZoom, keepZoom);
  const fold = (): void => {
    memory.keep({ imageFolded: !folded });
    setFolded(!folded);
  };

  const paneClass = ["image-pane", folded && "folded", reading.status === "failed" && "unread"]
    .filter(Boolean)
    .join(" ");

  return (
    <section class={paneClass} aria-label={strings.imageRegion}>
      <header class="bar">
        <IconButton
          icon={folded ? "chevron-down" : "chevron-up"}
          title={folded ? strings.unfoldImage : strings.foldImage}
          onClick={fold}
          narrowOnly
        />
        <h1 class="name" title={image.folder === "" ? image.name : `${image.folder}/${image.name}`}>
          <span class="name-text">{image.name}</span>
          {size !== undefined && (
            <span class="name-size">
              {size.width} × {size.height}
            </span>
          )}
        </h1>
        <Tools
          zoom={zoom}
          sized={size !== undefined}
          copyable={reading.status === "ready" && reading.lines.length > 0}
        />
      </header>
      <ImageView
        image={image}
        size={size}
        zoom={zoom}
        viewport={viewport}
        unreadable={reading.status === "failed"}
        quotes={reading.status === "ready" ? quotes : noQuotes}
        counted={reading.status === "ready" ? counted : noQuotes}
        onNaturalSize={setNatural}
      />
      <ImageFoot state={state} />
    </section>
  );
}

interface ToolsProps {
  readonly zoom: Zoom;
  /** Whether the image's size is known. */
  readonly sized: boolean;
  /** Whether there is text to copy. */
  readonly copyable: boolean;
}

function Tools({ zoom, sized, copyable }: ToolsProps): JSX.Element {
  const { strings, post } = usePanel();
  const { copy } = useCopy();
  const percent = filled(strings.percent, Math.round(zoom.scale * 100));
  return (
    <div class="tools" role="group" aria-label={strings.toolbar}>
      <ToolButton title={strings.fitTitle} pressed={zoom.fitted} disabled={!sized} onClick={zoom.fit}>
        {strings.fit}
      </ToolButton>
      <ToolButton
        title={strings.actualSizeTitle}
        disabled={!sized}
        pressed={!zoom.fitted && zoom.scale === 1}
        onClick={zoom.actualSize}
      >
        {strings.actualSize}
      </ToolButton>
      <IconButton
        icon="remove"
        title={strings.zoomOut}
        disabled={!sized}
        onClick={() => {
          zoom.step(-1);
        }}
      />
      <span class="scale">{sized ? percent : ""}</span>
      <IconButton
        icon="add"
        title={strings.zoomIn}
        disabled={!sized}
        onClick={() => {
          zoom.step(1);
        }}
      />
      <ToolButton
        title={strings.copyTextTitle}
        disabled={!copyable}
        onClick={() => {
          copy("text", { type: "copyText" });
        }}
      >
        <Icon name="copy" />
        <CopyLabel control="text" copied={strings.copied}>
          {strings.copyText}
        </CopyLabel>
      </ToolButton>
      <IconButton
        icon="go-to-file"
        title={strings.openImageTitle}
        onClick={() => {
          post({ type: "openImage" });
        }}
      />
    </div>
  );
}
