/** What can be done with the image: looked at, a part of it selected, its text copied, the file opened. */
import type { JSX } from "preact";
import type { ImageState } from "../../shared/image-state.ts";
import { filled } from "../../shared/panel-strings.ts";
import { useCopy, usePanel } from "../context.ts";
import { CopyLabel, Icon, IconButton, RegionIcon, ToolButton } from "../controls.tsx";
import { Menu, type MenuItem } from "../menu.tsx";
import type { RegionTool } from "./use-region.ts";
import type { Zoom } from "./use-zoom.ts";

interface ImageToolsProps {
  readonly state: ImageState;
  readonly zoom: Zoom;
  /** Whether the image's size is known. */
  readonly sized: boolean;
  readonly region: RegionTool;
  readonly enlarged: boolean;
  readonly onBeginRegion: () => void;
  readonly onEnlarge: () => void;
}

export function ImageTools(props: ImageToolsProps): JSX.Element {
  const { state, zoom, sized, region, enlarged, onBeginRegion, onEnlarge } = props;
  const { strings } = usePanel();
  const { copy } = useCopy();
  const { id, reading } = state;
  const percent = filled(strings.percent, Math.round(zoom.scale * 100));
  const copyable = reading.status === "ready" && reading.lines.length > 0;
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
      <span class="tools-gap" />
      {/* A click lets the pointer draw; the same by Enter or Space, which have no place, gives a region to move with the keys. */}
      <button
        type="button"
        class="tool"
        title={strings.regionTitle}
        aria-label={strings.region}
        aria-pressed={region.drawing || region.box !== undefined}
        {...(!sized && { "aria-disabled": "true" })}
        onClick={({ detail }) => {
          if (!sized) return;
          if (detail === 0) onBeginRegion();
          else region.toggle();
        }}
      >
        <RegionIcon />
        <span class="tool-label">{strings.region}</span>
      </button>
      <ToolButton
        title={state.region === undefined ? strings.copyTextTitle : strings.copyRegionTitle}
        label={strings.copyText}
        disabled={!copyable}
        onClick={() => {
          copy("text", { type: "copyText", image: id });
        }}
      >
        <Icon name="copy" />
        <span class="tool-label">
          <CopyLabel control="text" copied={strings.copied}>
            {strings.copyText}
          </CopyLabel>
        </span>
      </ToolButton>
      <IconButton
        icon={enlarged ? "screen-normal" : "screen-full"}
        title={enlarged ? strings.reduce : strings.enlarge}
        onClick={onEnlarge}
      />
      <Menu icon="ellipsis" title={strings.imageMenu} items={useItems(state)} />
    </div>
  );
}

function useItems({ id, image, reading }: ImageState): readonly MenuItem[] {
  const { strings, post } = usePanel();
  const keep = (where: "storage" | "file"): (() => void) => {
    return () => {
      post({ type: "keep", image: id, where });
    };
  };
  return [
    {
      label: strings.openImage,
      icon: "go-to-file",
      onChoose: () => {
        post({ type: "openImage", image: id });
      },
    },
    ...(image.kind === "file"
      ? [
          {
            label: strings.revealImage,
            icon: "folder-opened" as const,
            onChoose: (): void => {
              post({ type: "revealImage", image: id });
            },
          },
        ]
      : [
          ...(image.kind === "paste" && reading.status !== "failed"
            ? [{ label: strings.keep, icon: "save" as const, onChoose: keep("storage") }]
            : []),
          { label: strings.keepAsFile, icon: "export" as const, onChoose: keep("file") },
        ]),
    {
      label: strings.readAgain,
      icon: "refresh",
      onChoose: () => {
        post({ type: "readAgain", image: id });
      },
    },
    {
      label: strings.remove,
      icon: "close",
      onChoose: () => {
        post({ type: "remove", image: id });
      },
    },
  ];
}
