/** What the panel's parts share, so that it need not be handed through each of them. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ToHost } from "../shared/panel-protocol.ts";
import type { PanelStrings } from "../shared/panel-strings.ts";
import type { Box } from "../shared/types.ts";
import type { Pictures } from "./pictures.ts";
import type { ViewMemory } from "./view-memory.ts";

export interface PanelContext {
  readonly strings: PanelStrings;
  readonly locale: string;
  readonly memory: ViewMemory;
  readonly pictures: Pictures;
  readonly post: (message: ToHost) => void;
  /** Has a screen reader say something. */
  readonly say: (text: string) => void;
}

/**
 * What is lit: a place of an image that was quoted, in both places, and from where (the other one brings it into view); or all places that the
 * answer of a turn counted.
 */
export type Lit =
  | { readonly type: "place"; readonly image: string; readonly box: Box; readonly from: "answer" | "image" }
  | { readonly type: "counted"; readonly image: string; readonly turn: number };

/** Whether a place of an image is lit by itself. */
export function isLit(lit: Lit | undefined, image: string, box: Box): boolean {
  return lit?.type === "place" && lit.image === image && lit.box.join() === box.join();
}

export interface LitContext {
  readonly lit: Lit | undefined;
  /** `undefined` puts the light out. */
  readonly light: (lit: Lit | undefined) => void;
}

type CopyMessage = Extract<ToHost, { type: "copyAnswer" | "copyText" | "copyQuote" | "copyConversation" }>;

export interface CopyContext {
  /** The control whose text just went into the clipboard. */
  readonly copied: string | undefined;
  /** @param control names the control in the panel, for its "Copied" */
  readonly copy: (control: string, message: CopyMessage) => void;
}

function required<Value>(name: string): {
  readonly context: ReturnType<typeof createContext<Value | undefined>>;
  readonly use: () => Value;
} {
  const context = createContext<Value | undefined>(undefined);
  return {
    context,
    use() {
      const value = useContext(context);
      if (value === undefined) throw new Error(`${name} is used outside of the panel`);
      return value;
    },
  };
}

const panel = required<PanelContext>("PanelContext");
const lit = required<LitContext>("LitContext");
const copy = required<CopyContext>("CopyContext");

export const PanelProvider = panel.context.Provider;
export const LitProvider = lit.context.Provider;
export const CopyProvider = copy.context.Provider;
export const usePanel = panel.use;
export const useLit = lit.use;
export const useCopy = copy.use;
