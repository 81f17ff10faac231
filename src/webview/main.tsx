/** The panel's entry in the browser: messages of the host in, the panel on the page. */
import "./styles/panel.css";
import { render } from "preact";
import type { PanelAction } from "../shared/panel-protocol.ts";
import type { PanelState } from "../shared/panel-state.ts";
import { announcement } from "./announce.ts";
import { Panel, type ActionRequest } from "./panel.tsx";
import { Pictures } from "./pictures.ts";
import type { Said } from "./problems.tsx";
import { Replica, type Snapshot } from "./replica.ts";
import { ViewMemory } from "./view-memory.ts";
import { connectHost } from "./vscode-api.ts";

/** How long it is seen what was done, in milliseconds. */
const saidMs = 4000;

const host = connectHost();
const root = document.getElementById("panel");
if (root === null) throw new Error("The page has no #panel");

const memory = new ViewMemory(host);
const pictures = new Pictures(host.post);
let snapshot: Snapshot | undefined;
let heard = { text: "", count: 0 };
let said: Said | undefined;
let saidCount = 0;
let copies = 0;
let request: ActionRequest | undefined;

let waitsForFrame = false;

/** Shows what is known, once for all that comes before the next frame: a fast model says several words in one. */
function show(): void {
  if (waitsForFrame) return;
  waitsForFrame = true;
  requestAnimationFrame(() => {
    waitsForFrame = false;
    draw();
  });
}

function draw(): void {
  if (snapshot === undefined || root === null) return;
  const shown = { snapshot, host, memory, pictures, heard, say, said, copies, request };
  render(<Panel {...shown} />, root);
}

function say(text: string): void {
  heard = { text, count: heard.count + 1 };
  show();
}

/** Shows that something was done. */
function tell(text: string, stays: boolean): void {
  said = { text, stays, count: ++saidCount };
  const told = said;
  say(text);
  if (stays) return;
  window.setTimeout(() => {
    if (said !== told) return;
    said = undefined;
    show();
  }, saidMs);
}

const replica = new Replica(host.post, {
  onChange(next: Snapshot, previous: PanelState | undefined) {
    snapshot = next;
    memory.stateIs(next.state);
    pictures.keepOnly(next.state.images.map(({ id }) => id));
    if (said?.stays === true && previous !== undefined && next.state.images.length > previous.images.length) {
      said = undefined;
    }
    const text = previous && announcement(previous, next.state, next.strings, next.locale);
    if (text !== undefined) heard = { text, count: heard.count + 1 };
    show();
  },
  onPicture(picture) {
    pictures.receive(picture);
  },
  onCopied() {
    copies += 1;
    if (snapshot !== undefined) say(snapshot.strings.copied);
  },
  onSaid({ text, stays }) {
    tell(text, stays);
  },
  onAction(action: PanelAction) {
    request = { action, count: (request?.count ?? 0) + 1 };
    show();
  },
});

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  replica.receive(data);
});
window.addEventListener("pagehide", () => {
  memory.flush();
});
replica.start();
