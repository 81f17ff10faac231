/** The image's side of the panel: its name and tools, the image, and a foot that says what is known of it. */
import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ImageState } from "../../shared/image-state.ts";
import type { PanelModel } from "../../shared/panel-state.ts";
import { useLit, usePanel } from "../context.ts";
import { IconButton } from "../controls.tsx";
import { ImageFoot } from "./image-foot.tsx";
import { ImageTools } from "./image-tools.tsx";
import { ImageView } from "./image-view.tsx";
import { marksOf } from "./marks.ts";
import { useRegion } from "./use-region.ts";
import { useZoom } from "./use-zoom.ts";
import type { Size } from "./zoom.ts";
import type { PanelTurn } from "../../shared/turns.ts";

interface ImagePaneProps {
  readonly state: ImageState;
  /** The ones in view. */
  readonly turns: readonly PanelTurn[];
  readonly model: PanelModel;
  readonly enlarged: boolean;
  /** Counts what the editor's commands ask for. */
  readonly regionRequest: number;
  readonly onEnlarge: () => void;
  readonly onFocusQuestion: () => void;
}

export function ImagePane(props: ImagePaneProps): JSX.Element {
  const { state, turns, model, enlarged, regionRequest, onEnlarge, onFocusQuestion } = props;
  const { strings, memory, post } = usePanel();
  const { lit } = useLit();
  const { id, image, reading } = state;
  const viewport = useRef<HTMLDivElement>(null);
  const [natural, setNatural] = useState<Size | undefined>(undefined);
  const [folded, setFolded] = useState(memory.panel.imageFolded);
  const initialZoom = useRef(memory.of(image.uri).zoom).current;
  const size = useMemo(
    () => (reading.status === "ready" ? { width: reading.width, height: reading.height } : natural),
    [reading, natural],
  );
  const keepZoom = useCallback(
    (zoom: typeof initialZoom) => {
      memory.keep(image.uri, { zoom });
    },
    [memory, image.uri],
  );
  const zoom = useZoom(viewport, size, initialZoom, keepZoom);
  const region = useRegion(id, size, state.region?.box, (box) => {
    post({ type: "selectRegion", image: id, ...(box !== undefined && { box }) });
  });
  const marks = useMemo(() => marksOf(state, turns, lit), [state, turns, lit]);
  const fold = (): void => {
    memory.keepPanel({ imageFolded: !folded });
    setFolded(!folded);
  };
  const beginRegion = (): void => {
    region.begin(zoom.inView());
  };

  const seenRequest = useRef(regionRequest);
  const begin = useRef(beginRegion);
  begin.current = beginRegion;
  useEffect(() => {
    if (seenRequest.current === regionRequest) return;
    seenRequest.current = regionRequest;
    begin.current();
  }, [regionRequest]);

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
        <ImageTools
          state={state}
          zoom={zoom}
          sized={size !== undefined}
          region={region}
          enlarged={enlarged}
          onBeginRegion={beginRegion}
          onEnlarge={onEnlarge}
        />
      </header>
      <ImageView
        state={state}
        size={size}
        zoom={zoom}
        viewport={viewport}
        marks={marks}
        region={region}
        onNaturalSize={setNatural}
        onBeginRegion={beginRegion}
        onSelected={onFocusQuestion}
        onEnlarge={onEnlarge}
      />
      <ImageFoot state={state} model={model} />
    </section>
  );
}
