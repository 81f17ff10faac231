/** What end-to-end tests share: the built bundles, a pack of the tiny random model, images, and small ways of asking. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { PackerClient } from "../../src/client/packer-client.ts";
import { WorkerClient, type AskOptions, type ImageHandle } from "../../src/client/worker-client.ts";
import { manifestFileName, type PackManifest } from "../../src/shared/manifest.ts";
import type { AnswerEvent } from "../../src/shared/types.ts";
import type { WorkerOptions } from "../../src/shared/worker-protocol.ts";

const dist = resolve("dist");
export const workerPath = join(dist, "worker.js");
export const cliPath = join(dist, "cli.js");
export const ocrDir = resolve("models/ocr");
export const tinyCheckpoint = resolve("test/fixtures/tiny");
export const tinyHintsCheckpoint = resolve("test/fixtures/tiny-hints");

export type Done = Extract<AnswerEvent, { type: "done" }>;

/** A temporary folder with a pack in it; `dispose` deletes both. */
export class Workspace {
  private constructor(readonly dir: string) {}

  /** @param dir the checkpoint that the pack is built from */
  static async create(dir = tinyCheckpoint): Promise<Workspace> {
    if (!existsSync(workerPath)) throw new Error("dist/ is missing: run npm run build first");
    const workspace = new Workspace(await mkdtemp(join(tmpdir(), "ml-mamba-")));
    await using packer = new PackerClient({ modulePath: join(dist, "packer.js") }, () => undefined);
    await packer.build({ dir, out: workspace.packDir });
    return workspace;
  }

  get packDir(): string {
    return join(this.dir, "tiny");
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  /** A copy of the pack that a test may spoil. */
  async copyPack(name: string): Promise<string> {
    await cp(this.packDir, this.path(name), { recursive: true });
    return this.path(name);
  }

  /** A copy of the pack whose answers end only at their longest: its end token is none that the model has. */
  async endlessPack(): Promise<string> {
    const packDir = await this.copyPack("endless");
    const end = 0x7fffffff;
    await this.editManifest(packDir, (manifest) => ({ ...manifest, tokens: { ...manifest.tokens, end } }));
    return packDir;
  }

  async editManifest(packDir: string, edit: (manifest: PackManifest) => object): Promise<void> {
    const path = join(packDir, manifestFileName);
    const manifest = JSON.parse(await readFile(path, "utf8")) as PackManifest;
    await writeFile(path, JSON.stringify(edit(manifest)));
  }

  client(worker: Partial<WorkerOptions> = {}, options: { silenceLimitMs?: number } = {}): WorkerClient {
    return new WorkerClient({
      modulePath: workerPath,
      worker: { packDir: this.packDir, ocrDir, ...worker },
      ...options,
    });
  }

  async dispose(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** A picture with a few words in it. */
export async function wordsImage(): Promise<{ name: string; bytes: Uint8Array }> {
  return { name: "words.png", bytes: await readFile("test/fixtures/ocr/words.png") };
}

/** The same words in other places and in another colour. */
export async function otherImage(): Promise<{ name: string; bytes: Uint8Array }> {
  const bytes = await sharp("test/fixtures/ocr/words.png")
    .extend({ top: 40, left: 90, background: "white" })
    .tint({ r: 20, g: 60, b: 200 })
    .png()
    .toBuffer();
  return { name: "other.png", bytes };
}

/** A picture without a word. */
export async function blankImage(): Promise<{ name: string; bytes: Uint8Array }> {
  const bytes = await sharp({ create: { width: 120, height: 80, channels: 3, background: "#cde" } })
    .png()
    .toBuffer();
  return { name: "blank.png", bytes };
}

/** Asks and collects all events. */
export async function events(
  client: WorkerClient,
  image: ImageHandle,
  question: string,
  options: AskOptions = {},
): Promise<AnswerEvent[]> {
  const all: AnswerEvent[] = [];
  for await (const event of client.ask(image, question, options)) all.push(event);
  return all;
}

/** Asks and gives the finished answer; anything else fails the test. */
export async function answer(
  client: WorkerClient,
  image: ImageHandle,
  question: string,
  options: AskOptions = {},
): Promise<Done> {
  const last = (await events(client, image, question, options)).at(-1);
  if (last?.type !== "done") throw new Error(`The question was not answered: ${JSON.stringify(last)}`);
  return last;
}

/** The text that the streamed events show. */
export function shown(all: readonly AnswerEvent[]): string {
  return all
    .map((event) => (event.type === "token" ? event.text : event.type === "region" ? `“${event.quote.text}”` : ""))
    .join("");
}

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line; `onOutput` may send it signals while it runs. */
export async function cli(
  args: readonly string[],
  onOutput: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
  env: NodeJS.ProcessEnv = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [cliPath, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    onOutput(stdout, (signal) => child.kill(signal));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, stdout, stderr };
}
