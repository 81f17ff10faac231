/**
 * A rehearsal of the published ML-Mamba 3B at full size, from a hub to an answer, with random weights (they say nothing on quality):
 *
 *     npm run build && npx tsx bench/rehearse-3b.ts --dir DIR --python python3 [--precision 4] [--threads 2] [--keep]
 *
 * DIR gets a hub of about 7 GB and a pack of about 2.5 GB; all of it is deleted in the end, unless --keep says otherwise; what is there already
 * (DIR/hub, DIR/pack) is used. Printed: seconds, the most memory of each step and process (VmHWM, VmRSS), disk, tokens/s within the pack's
 * own bound of a call. Linux only.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { PackImporter } from "../src/client/pack-importer.ts";
import { PackStore } from "../src/client/pack-store.ts";
import { PackerClient } from "../src/client/packer-client.ts";
import { WorkerClient } from "../src/client/worker-client.ts";
import type { Turn } from "../src/shared/types.ts";
import { descendants, Gauge } from "./memory.ts";

const { values: options } = parseArgs({
  options: {
    dir: { type: "string" },
    python: { type: "string", default: "python3" },
    precision: { type: "string", default: "4" },
    threads: { type: "string", default: "2" },
    keep: { type: "boolean", default: false },
  },
});
if (options.dir === undefined) throw new Error("--dir is needed");
const folder = resolve(options.dir);
const [hub, pack, store] = ["hub", "pack", "store"].map((name) => join(folder, name)) as [string, string, string];
const packerPath = resolve("dist/packer.js");
const images = ["samples/error.png", "samples/photograph.jpg"] as const;
const questions = ["What is shown in this picture?", "Where is it?"] as const;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`;
const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function sizeOf(path: string): number {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** A random checkpoint, as the hub holds the real one. */
function makeHub(): void {
  if (existsSync(hub)) return;
  const start = performance.now();
  const script = fileURLToPath(new URL("../training/make_random_checkpoint.py", import.meta.url));
  const made = spawnSync(options.python, [script, "--out", hub], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  say(`random checkpoint: ${seconds(start)}, ${gigabytes(sizeOf(hub))}`);
}

/** Serves the hub; every 40th connection breaks in the middle of a range. */
async function serveHub(): Promise<{ endpoint: string; stop: () => void }> {
  const script = fileURLToPath(new URL("serve-hub.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, hub, "--port", "0", "--cut-every", "40"]);
  child.stdout.setEncoding("utf8");
  let printed = "";
  const endpoint = await new Promise<string>((found, fail) => {
    child.once("close", () => {
      fail(new Error("The hub ended"));
    });
    child.stdout.on("data", (text: string) => {
      printed += text;
      const line = /HF_ENDPOINT=(\S+)/.exec(printed);
      if (line !== null) found(line[1]!);
    });
  });
  return { endpoint, stop: () => child.kill() };
}

/** Hub → pack, through the client, as the command line does it. */
async function importPack(): Promise<void> {
  if (existsSync(pack)) return;
  makeHub();
  const { endpoint, stop } = await serveHub();
  const start = performance.now();
  try {
    const importer = new PackImporter({
      modulePath: packerPath,
      store: new PackStore(store),
      hub: () => ({ endpoint }),
    });
    const precision = Number(options.precision) as 4;
    const running = importer.start({ source: { kind: "model", model: "ml-mamba-3b" }, precision, out: pack });
    const gauge = new Gauge(() => descendants(process.pid).filter(({ command }) => command.includes("packer.js")));
    let step = "";
    let began = start;
    const close = (): void => {
      if (step !== "") say(`import, ${step}: ${seconds(began)}, most memory ${gigabytes(gauge.take())}`);
    };
    for await (const update of running) {
      if (update.type === "progress" && update.step !== step) {
        close();
        [step, began] = [update.step, performance.now()];
        gauge.take();
      }
      if (update.type === "waiting") say(`  ${update.error.code}, again in ${update.waitMs} ms`);
      if (update.type === "failed") throw new Error(JSON.stringify(update.error));
      if (update.type === "done") {
        close();
        say(
          `import: ${seconds(start)}, packer's peak ${gigabytes(update.result.peakBytes)}, pack ${gigabytes(update.result.bytes)}`,
        );
      }
    }
    gauge.stop();
  } finally {
    stop();
  }
}

async function verify(): Promise<void> {
  const start = performance.now();
  await using packer = new PackerClient({ modulePath: packerPath }, () => undefined);
  const gauge = new Gauge(() => descendants(process.pid).filter(({ command }) => command.includes("packer.js")));
  const { bytes } = await packer.verify(pack);
  say(`verify: ${seconds(start)}, most memory ${gigabytes(gauge.take())}, ${gigabytes(bytes)}`);
  gauge.stop();
}

/** Two pictures, two questions each. */
async function use(): Promise<void> {
  const start = performance.now();
  await using client = new WorkerClient({
    modulePath: resolve("dist/worker.js"),
    worker: { packDir: pack, ocrDir: resolve("models/ocr"), threads: Number(options.threads), maxAnswerTokens: 48 },
    silenceLimitMs: 600_000,
  });
  const info = await client.start();
  say(`worker up, pack checked: ${seconds(start)}; a call takes ${info.callBoundMs} ms at most`);
  const gauge = new Gauge(() => [{ pid: client.pid! }]);
  for (const [n, path] of images.entries()) {
    const stages = new Map<string, number>();
    /* A stage is reported when a part of it is done: what was needed until then is its own. The language model is loaded before "prefill". */
    const note = (stage: string): void => {
      stages.set(stage, Math.max(stages.get(stage) ?? 0, gauge.take()));
    };
    const opened = performance.now();
    const image = await client.openImage(
      { name: path, bytes: readFileSync(path) },
      {
        onProgress: (next) => {
          note(next);
        },
      },
    );
    const { loadMs, encodeMs, prefillMs, prefillTokens } = image.result.timings;
    const memory = [...stages].map(([name, bytes]) => `${name} ${gigabytes(bytes)}`).join(", ");
    say(
      `image ${n + 1} ready: ${seconds(opened)} (load ${(loadMs / 1000).toFixed(1)} s, encode ${(encodeMs / 1000).toFixed(1)} s, `,
    );
    say(
      `  prefill ${prefillTokens} tokens ${(prefillMs / 1000).toFixed(1)} s = ${((1000 * prefillTokens) / prefillMs).toFixed(1)} tokens/s); resident: ${memory}`,
    );
    const history: Turn[] = [];
    for (const question of questions) {
      gauge.take();
      for await (const event of client.ask(image, question, { history })) {
        if (event.type === "failed") throw new Error(JSON.stringify(event.error));
        if (event.type !== "done") continue;
        history.push({ question, answerTokens: event.answerTokens });
        const { firstTokenMs, tokens, tokensPerSecond, longestCallMs, prefillTokens: read } = event.timings;
        say(
          `  answer: first token ${(firstTokenMs / 1000).toFixed(2)} s (${read} tokens read), ${tokens} tokens, ${tokensPerSecond.toFixed(1)} tokens/s, ` +
            `longest call ${longestCallMs.toFixed(0)} ms, resident ${gigabytes(gauge.take())} at most`,
        );
      }
    }
    const held = await client.memory();
    say(`  states kept: ${gigabytes(held!.stateBytes)}; resident now ${gigabytes(held!.rssBytes)}`);
  }
  gauge.stop();
}

mkdirSync(folder, { recursive: true });
await importPack();
await verify();
await use();
if (!options.keep) rmSync(folder, { recursive: true, force: true });
