/** The webview's copy of the panel's state, kept in step with the host's. */
import * as v from "valibot";
import { toWebviewSchema, type PanelAction, type ToHost, type ToWebview } from "../shared/panel-protocol.ts";
import type { PanelStrings } from "../shared/panel-strings.ts";
import { applyPanelEvent, type PanelState } from "../shared/panel-state.ts";

/** Everything that the panel shows comes from here. */
export interface Snapshot {
  readonly state: PanelState;
  readonly strings: PanelStrings;
  readonly locale: string;
}

export interface ReplicaListener {
  /** `previous` is absent after a replay. */
  onChange(snapshot: Snapshot, previous: PanelState | undefined): void;
  onPicture(picture: Extract<ToWebview, { type: "picture" }>): void;
  onCopied(): void;
  onSaid(said: Extract<ToWebview, { type: "said" }>): void;
  onAction(action: PanelAction): void;
}

export class Replica {
  #snapshot: Snapshot | undefined;
  #waitsForReplay = false;

  constructor(
    private readonly post: (message: ToHost) => void,
    private readonly listener: ReplicaListener,
  ) {}

  /** Asks for the state. */
  start(): void {
    this.#waitsForReplay = true;
    this.post({ type: "ready" });
  }

  /**
   * Takes a message of the host. One that was missed shows in the revision: then the whole state is asked for.
   *
   * @throws ValiError for a message that is none of the protocol's
   */
  receive(data: unknown): void {
    const message = v.parse(toWebviewSchema, data);
    switch (message.type) {
      case "replay": {
        const { state, strings, locale } = message;
        this.#waitsForReplay = false;
        this.#show({ state, strings, locale }, undefined);
        return;
      }
      case "event":
        this.#apply(message);
        return;
      case "picture":
        this.listener.onPicture(message);
        return;
      case "copied":
        this.listener.onCopied();
        return;
      case "said":
        this.listener.onSaid(message);
        return;
      case "do":
        this.listener.onAction(message.action);
        return;
    }
  }

  #apply({ revision, event }: Extract<ToWebview, { type: "event" }>): void {
    const current = this.#snapshot;
    if (this.#waitsForReplay || current === undefined || revision <= current.state.revision) return;
    if (revision > current.state.revision + 1) {
      this.start();
      return;
    }
    this.#show({ ...current, state: applyPanelEvent(current.state, event) }, current.state);
  }

  #show(snapshot: Snapshot, previous: PanelState | undefined): void {
    this.#snapshot = snapshot;
    this.listener.onChange(snapshot, previous);
  }
}
