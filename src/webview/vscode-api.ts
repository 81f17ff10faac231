/** VS Code's side of the webview: messages out, and the view that outlives a reload. */
import * as v from "valibot";
import type { ToHost } from "../shared/panel-protocol.ts";
import { savedViewSchema, type SavedView } from "../shared/saved-view.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  readonly post: (message: ToHost) => void;
  /** What {@link save} kept, if it still can be read. */
  readonly saved: () => SavedView | undefined;
  readonly save: (view: SavedView) => void;
}

/** May be called once. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => {
      api.postMessage(message);
    },
    saved: () => {
      const parsed = v.safeParse(savedViewSchema, api.getState());
      return parsed.success ? parsed.output : undefined;
    },
    save: (view) => {
      api.setState(view);
    },
  };
}
