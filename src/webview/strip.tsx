/** The images of the panel beside each other: one is in view, or several are compared. */
import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { runningTurn, type ImageState } from "../shared/image-state.ts";
import { filled } from "../shared/panel-strings.ts";
import { firstCompared, mostCompared, type PanelState } from "../shared/panel-state.ts";
import { AddMenu } from "./add-menu.tsx";
import { usePanel } from "./context.ts";
import { Icon, ToolButton } from "./controls.tsx";
import { useBytesUrl } from "./pictures.ts";

interface StripProps {
  readonly state: PanelState;
}

export function Strip({ state }: StripProps): JSX.Element {
  const { strings, post } = usePanel();
  const { images, active, compared } = state;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);

  const choose = (id: string): void => {
    if (compared === undefined) post({ type: "activate", image: id });
    else post({ type: "compare", images: toggled(compared, id) });
  };
  const remove = (id: string): void => {
    post({ type: "remove", image: id });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>, at: number): void => {
    const item = images[at];
    if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = (index: number): void => {
      const next = images[(index + images.length) % images.length];
      if (next === undefined) return;
      list.current?.querySelector<HTMLElement>(`[data-image="${next.id}"]`)?.focus();
      if (compared === undefined) post({ type: "activate", image: next.id });
    };
    const actions: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowLeft: () => {
        to(at - 1);
      },
      ArrowRight: () => {
        to(at + 1);
      },
      Home: () => {
        to(0);
      },
      End: () => {
        to(images.length - 1);
      },
      Delete: () => {
        to(at === images.length - 1 ? at - 1 : at + 1);
        remove(item.id);
      },
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  const isComparing = compared !== undefined;
  return (
    <nav class="strip" aria-label={strings.strip}>
      <div
        class="strip-images"
        ref={list}
        {...(isComparing
          ? { role: "group", "aria-label": strings.compareWhich }
          : { role: "tablist", "aria-label": strings.strip })}
      >
        {images.map((image, at) => (
          <StripImage
            key={image.id}
            image={image}
            chosen={isComparing ? compared.includes(image.id) : image.id === active}
            inTabOrder={isComparing || image.id === active}
            isComparing={isComparing}
            full={isComparing && compared.length >= mostCompared}
            onChoose={() => {
              choose(image.id);
            }}
            onRemove={() => {
              remove(image.id);
            }}
            onKeyDown={(event) => {
              onKeyDown(event, at);
            }}
          />
        ))}
      </div>
      <div class="tools">
        <ToolButton
          title={isComparing ? strings.compareEnd : strings.compareTitle}
          label={strings.compare}
          pressed={isComparing}
          onClick={() => {
            post(isComparing ? { type: "compare" } : { type: "compare", images: firstCompared(state) });
          }}
        >
          <Icon name="split-horizontal" />
          <span class="tool-label">{strings.compare}</span>
        </ToolButton>
        <AddMenu capture={state.capture} />
      </div>
    </nav>
  );
}

interface StripImageProps {
  readonly image: ImageState;
  readonly chosen: boolean;
  readonly inTabOrder: boolean;
  readonly isComparing: boolean;
  /** Whether no further one can be compared. */
  readonly full: boolean;
  readonly onChoose: () => void;
  readonly onRemove: () => void;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
}

function StripImage(props: StripImageProps): JSX.Element {
  const { image, chosen, inTabOrder, isComparing, full, onChoose, onRemove, onKeyDown } = props;
  const { strings } = usePanel();
  const { name } = image.image;
  const state = stateOf(image);
  const off = full && !chosen;
  return (
    <div
      class="strip-image"
      data-image={image.id}
      tabIndex={inTabOrder ? 0 : -1}
      title={isComparing ? name : filled(strings.stripImageTitle, name)}
      {...(isComparing
        ? { role: "checkbox", "aria-checked": chosen, ...(off && { "aria-disabled": "true" }) }
        : { role: "tab", "aria-selected": chosen, "aria-keyshortcuts": "Delete" })}
      onClick={() => {
        if (!off) onChoose();
      }}
      onAuxClick={(event) => {
        if (event.button === 1 && !isComparing) onRemove();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          if (!off) onChoose();
        } else onKeyDown(event);
      }}
    >
      <Thumbnail image={image} />
      <span class="strip-name">{name}</span>
      {state !== undefined && <span class={`strip-state ${state}`} title={strings[stateWords[state]]} />}
      {state !== undefined && <span class="only-heard">{strings[stateWords[state]]}</span>}
      {/* For the pointer alone: the keyboard has Delete. */}
      {!isComparing && (
        <span
          class="strip-remove"
          aria-hidden="true"
          title={strings.remove}
          onClick={(event) => {
            event.stopPropagation();
            onRemove();
          }}
        >
          <Icon name="close" />
        </span>
      )}
    </div>
  );
}

function Thumbnail({ image }: { image: ImageState }): JSX.Element {
  const url = useBytesUrl(image.thumbnail, "image/webp");
  return (
    <span class="thumbnail" aria-hidden="true">
      {url === undefined ? <Icon name="file-media" /> : <img src={url} alt="" draggable={false} />}
    </span>
  );
}

type StripState = "busy" | "failed";
const stateWords = { busy: "stripBusy", failed: "stripFailed" } as const;

function stateOf(image: ImageState): StripState | undefined {
  if (image.reading.status === "failed") return "failed";
  return image.reading.status === "reading" || runningTurn(image) !== undefined ? "busy" : undefined;
}

function toggled(images: readonly string[], id: string): string[] {
  return images.includes(id) ? images.filter((each) => each !== id) : [...images, id];
}
