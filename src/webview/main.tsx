/** The panel's entry in the browser: messages of the host in, the panel on the page. */
import "./styles/panel.css";
import { render } from "preact";
import type { PanelState } from "../shared/panel-state.ts";
import { announcement } from "./announce.ts";
import { Panel } from "./panel.tsx";
import { Replica, type Snapshot } from "./replica.ts";
import { ViewMemory } from "./view-memory.ts";
import { connectHost } from "./vscode-api.ts";

const host = connectHost();
const root = document.getElementById("panel");
if (root === null) throw new Error("The page has no #panel");

let snapshot: Snapshot | undefined;
let memory: ViewMemory | undefined;
let said = { text: "", count: 0 };
let copies = 0;
let focus = { request: 0 };

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
  memory ??= new ViewMemory(host, snapshot.state.image.uri);
  render(<Panel snapshot={snapshot} host={host} memory={memory} said={said} copies={copies} focus={focus} />, root);
}

const replica = new Replica(host.post, {
  onChange(next: Snapshot, previous: PanelState | undefined) {
    snapshot = next;
    const text = previous && announcement(previous, next.state, next.strings, next.locale);
    if (text !== undefined) said = { text, count: said.count + 1 };
    show();
  },
  onCopied() {
    copies += 1;
    if (snapshot !== undefined) said = { text: snapshot.strings.copied, count: said.count + 1 };
    show();
  },
  onFocusQuestion() {
    focus = { request: focus.request + 1 };
    show();
  },
});

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  replica.receive(data);
});
window.addEventListener("pagehide", () => {
  memory?.flush();
});
replica.start();
