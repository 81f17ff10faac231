/** The whole panel: nothing yet, one image with its conversation, or several compared; above them the strip and what went wrong. */
import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { turnsInView, type ImageState } from "../shared/image-state.ts";
import type { PanelAction } from "../shared/panel-protocol.ts";
import { activeImage, anyRunning, comparedImages, firstCompared, type PanelState } from "../shared/panel-state.ts";
import { Compare } from "./compare/compare.tsx";
import {
  CopyProvider,
  LitProvider,
  PanelProvider,
  usePanel,
  type CopyContext,
  type Lit,
  type PanelContext,
} from "./context.ts";
import { Conversation } from "./conversation/conversation.tsx";
import type { QuestionFocus } from "./conversation/question-box.tsx";
import { DropZone } from "./drop-zone.tsx";
import { ImagePane } from "./image/image-pane.tsx";
import { takeClipboard } from "./intake.ts";
import type { Pictures } from "./pictures.ts";
import { Problems, Toast, type Said } from "./problems.tsx";
import type { Snapshot } from "./replica.ts";
import { Splitter } from "./splitter.tsx";
import { Strip } from "./strip.tsx";
import type { ViewMemory } from "./view-memory.ts";
import type { Host } from "./vscode-api.ts";
import { Welcome } from "./welcome.tsx";

/** How long a control says "Copied", in milliseconds. */
const copiedMs = 1500;

/** What the editor's commands ask the panel to do; `count` counts them. */
export interface ActionRequest {
  readonly action: PanelAction;
  readonly count: number;
}

interface PanelProps {
  readonly snapshot: Snapshot;
  readonly host: Host;
  readonly memory: ViewMemory;
  readonly pictures: Pictures;
  /** What a screen reader is to say. */
  readonly heard: { readonly text: string; readonly count: number };
  readonly say: (text: string) => void;
  /** What is to be seen of what was done. */
  readonly said: Said | undefined;
  /** Counts the host's confirmations that something was copied. */
  readonly copies: number;
  readonly request: ActionRequest | undefined;
}

export function Panel(props: PanelProps): JSX.Element {
  const { snapshot, host, memory, pictures, heard, say, said, copies, request } = props;
  const { state, strings, locale } = snapshot;
  const context = useMemo<PanelContext>(
    () => ({ strings, locale, memory, pictures, post: host.post, say }),
    [strings, locale, memory, pictures, host, say],
  );
  const [lit, light] = useState<Lit | undefined>(undefined);
  const litContext = useMemo(() => ({ lit, light }), [lit]);
  const copy = useCopying(host, copies);
  const [enlarged, setEnlarged] = useState(false);
  const [focus, setFocus] = useState<QuestionFocus>({ request: 0 });
  const [regionRequest, setRegionRequest] = useState(0);
  const focusQuestion = useCallback(() => {
    setEnlarged(false);
    setFocus(({ request: count }) => ({ request: count + 1 }));
  }, []);
  const toggleEnlarged = useCallback(() => {
    setEnlarged((now) => !now);
  }, []);
  useEscape(host, anyRunning(state.images), enlarged, setEnlarged);
  useRequest(request, {
    focusQuestion,
    paste: () => void takeClipboard({ post: host.post }),
    selectRegion: () => {
      setRegionRequest((count) => count + 1);
    },
    enlarge: toggleEnlarged,
    compare: () => {
      if (state.images.length > 1) host.post({ type: "compare", images: firstCompared(state) });
    },
    nextImage: () => {
      step(host, state, 1);
    },
    previousImage: () => {
      step(host, state, -1);
    },
  });

  const image = activeImage(state);
  const compared = comparedImages(state);
  return (
    <PanelProvider value={context}>
      <LitProvider value={litContext}>
        <CopyProvider value={copy}>
          <main class="panel">
            <Problems problems={state.problems} />
            {state.images.length > 1 && <Strip state={state} />}
            {compared !== undefined ? (
              <Compare panel={state} images={compared} focus={focus} />
            ) : image === undefined ? (
              <Welcome state={state} />
            ) : (
              /* Another image has another zoom, draft and place in its conversation. */
              <ImageWithConversation
                key={image.id}
                panel={state}
                image={image}
                focus={focus}
                regionRequest={regionRequest}
                enlarged={enlarged}
                onEnlarge={toggleEnlarged}
                onFocusQuestion={focusQuestion}
              />
            )}
          </main>
          <DropZone />
          <Toast said={said} />
          <div class="only-heard" role="status" aria-live="polite">
            <p key={heard.count}>{heard.text}</p>
          </div>
          <p class="only-heard" id="quote-hint" aria-hidden="true">
            {strings.quote}
          </p>
        </CopyProvider>
      </LitProvider>
    </PanelProvider>
  );
}

interface ImageProps {
  readonly panel: PanelState;
  readonly image: ImageState;
  readonly focus: QuestionFocus;
  readonly regionRequest: number;
  readonly enlarged: boolean;
  readonly onEnlarge: () => void;
  readonly onFocusQuestion: () => void;
}

function ImageWithConversation(props: ImageProps): JSX.Element {
  const { panel, image, focus, regionRequest, enlarged, onEnlarge, onFocusQuestion } = props;
  const { memory } = usePanel();
  const [split, setSplit] = useState(memory.panel.split);
  const { turns: all, leaf } = image;
  const turns = useMemo(() => turnsInView({ ...image, turns: all, leaf }), [all, leaf]);
  return (
    <div class={enlarged ? "one-image enlarged" : "one-image"} style={{ "--split": `${100 * split}%` }}>
      <ImagePane
        state={image}
        turns={turns}
        model={panel.model}
        enlarged={enlarged}
        regionRequest={regionRequest}
        onEnlarge={onEnlarge}
        onFocusQuestion={onFocusQuestion}
      />
      {!enlarged && (
        <>
          <Splitter
            split={split}
            onSplit={(next) => {
              setSplit(next);
              memory.keepPanel({ split: next });
            }}
          />
          <Conversation panel={panel} state={image} turns={turns} focus={focus} />
        </>
      )}
    </div>
  );
}

/** Has the image after or before the one in view. */
function step(host: Host, { images, active }: PanelState, by: 1 | -1): void {
  const at = images.findIndex(({ id }) => id === active);
  const next = images[(at + by + images.length) % images.length];
  if (next !== undefined) host.post({ type: "activate", image: next.id });
}

function useRequest(request: ActionRequest | undefined, actions: Readonly<Record<PanelAction, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (request !== undefined) latest.current[request.action]();
  }, [request]);
}

/** Remembers which control asked for a copy, and lets it say so for a moment once the host has made it. */
function useCopying(host: Host, copies: number): CopyContext {
  const asked = useRef<string | undefined>(undefined);
  const [copied, setCopied] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (asked.current === undefined) return;
    setCopied(asked.current);
    asked.current = undefined;
    const timer = window.setTimeout(() => {
      setCopied(undefined);
    }, copiedMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, [copies]);
  const copy = useCallback<CopyContext["copy"]>(
    (control, message) => {
      asked.current = control;
      host.post(message);
    },
    [host],
  );
  return useMemo(() => ({ copied, copy }), [copied, copy]);
}

/** Esc stops the answer wherever the focus is; else the enlarged image gets small again. */
function useEscape(host: Host, running: boolean, enlarged: boolean, setEnlarged: (enlarged: boolean) => void): void {
  /* With the layout, not after it: once "Stopped" is seen, Esc does nothing. */
  useLayoutEffect(() => {
    if (!running && !enlarged) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.isComposing) return;
      if (running) host.post({ type: "stop" });
      else setEnlarged(false);
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  }, [host, running, enlarged, setEnlarged]);
}
