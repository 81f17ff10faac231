/**
 * Writes recorded.json: what the shipped model's worker said about a sample, as the host would pass it on to the panel.
 * Again when the model changes: npm run build && npx tsx test/ui/panel/record.ts
 */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { WorkerClient } from "../../../src/client/worker-client.ts";
import { applyImageEvent, initialImageState, turnsInView, type ImageEvent } from "../../../src/shared/image-state.ts";
import { historyOf, nextTurnId } from "../../../src/shared/turns.ts";

const root = resolve(import.meta.dirname, "../../..");
const name = "settings.png";
const questions = process.argv.slice(2);
await using client = new WorkerClient({
  modulePath: join(root, "dist/worker.js"),
  worker: { packDir: join(root, "models/nano"), ocrDir: join(root, "models/ocr") },
});

const image = { uri: `file:///samples/${name}`, name, folder: "samples", kind: "file" } as const;
let state = initialImageState("settings", image);
const events: ImageEvent[] = [];
const happen = (event: ImageEvent): void => {
  state = applyImageEvent(state, event);
  events.push(event);
};
const handle = await client.openImage(
  { name, bytes: await readFile(join(root, "samples", name)) },
  {
    onProgress: (stage, fraction) => {
      happen({ type: "reading", reading: { status: "reading", stage, fraction } });
    },
  },
);
const { width, height, lines, timings, modelSaw } = handle.result;
happen({ type: "reading", reading: { status: "ready", width, height, lines, timings, modelSaw, notices: [] } });
for (const question of questions) {
  const turn = nextTurnId(state.turns);
  const history = historyOf(turnsInView(state));
  happen({ type: "asked", turn: { id: turn, parent: state.leaf, question }, notices: [] });
  for await (const event of client.ask(handle, question, { history })) {
    happen({ type: "answer", turn, event });
  }
}
await writeFile(join(import.meta.dirname, "recorded.json"), `${JSON.stringify(events)}\n`);
process.stdout.write(`${events.length} events\n`);
