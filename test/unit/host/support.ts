/** Doubles of the worker's client for tests of the host. */
import type { Client } from "../../../src/host/model.ts";
import { UserError } from "../../../src/shared/errors.ts";
import type { WorkerStatus } from "../../../src/client/worker-client.ts";
import type { AnswerEvent, AnswerTimings, Box } from "../../../src/shared/types.ts";
import type { OpenImageResult, PackInfo } from "../../../src/shared/worker-protocol.ts";

export const timings: AnswerTimings = {
  prefillTokens: 1,
  prefillMs: 1,
  firstTokenMs: 1,
  decodeMs: 1,
  tokens: 2,
  tokensPerSecond: 100,
  longestCallMs: 1,
};

export const opened: OpenImageResult = {
  width: 40,
  height: 20,
  lines: [{ text: "Retry", box: [1, 2, 3, 4], score: 1 }],
  unreadLines: 0,
  outlines: [],
  modelSaw: { width: 512, height: 256, crops: 1 },
  timings: { loadMs: 1, decodeMs: 1, ocrMs: 1, encodeMs: 1, prefillMs: 1, prefillTokens: 9 },
};

export const info: PackInfo = {
  id: "nano",
  version: "1",
  name: "Nano",
  capabilities: [],
  regionBase: 100,
  callBoundMs: 150,
  sees: true,
  verified: true,
};

export const done = (...answerTokens: number[]): AnswerEvent => ({
  type: "done",
  reason: "end",
  text: "yes",
  quotes: [],
  counted: [],
  answerTokens,
  timings,
});

/** A client whose worker is a fiction; `fail` makes it fail to start. */
export class FakeClient implements Client {
  pid: number | undefined;
  readonly calls: string[] = [];
  fail: UserError | undefined;

  constructor(private readonly onStatus: (status: WorkerStatus) => void) {}

  openImage(source: { name: string; bytes: Uint8Array }): ReturnType<Client["openImage"]> {
    this.calls.push(`open ${source.name}`);
    if (this.fail !== undefined) {
      this.onStatus({ type: "starting" });
      this.onStatus({ type: "off" });
      return Promise.reject(this.fail);
    }
    this.#start();
    return Promise.resolve({ id: source.name, result: opened, ...source });
  }

  openRegion({ name }: { name: string }, region: Box): ReturnType<Client["openRegion"]> {
    this.calls.push(`region ${name} ${region.join()}`);
    this.#start();
    const { lines, unreadLines, modelSaw, timings: openTimings } = opened;
    return Promise.resolve({ region, lines, unreadLines, modelSaw, timings: openTimings });
  }

  prepare({ name }: { name: string }): ReturnType<Client["prepare"]> {
    this.calls.push(`prepare ${name}`);
    this.#start();
    return Promise.resolve();
  }

  async *ask(...[image, question, options]: Parameters<Client["ask"]>): ReturnType<Client["ask"]> {
    this.calls.push(`ask ${image.name} ${question} ${options?.maxTokens ?? "-"}`);
    this.#start();
    await Promise.resolve();
    yield { type: "token", text: "yes" };
    yield done(7);
  }

  closeImage({ name }: { name: string }): Promise<void> {
    this.calls.push(`close ${name}`);
    return Promise.resolve();
  }

  memory(): ReturnType<Client["memory"]> {
    const memory = { rssBytes: 200e6, images: 1, stateBytes: 10 };
    return Promise.resolve(this.pid === undefined ? undefined : memory);
  }

  unload(): Promise<void> {
    this.calls.push("unload");
    this.pid = undefined;
    this.onStatus({ type: "off" });
    return Promise.resolve();
  }

  async dispose(): Promise<void> {
    this.calls.push("dispose");
    await this.unload();
  }

  #start(): void {
    if (this.pid !== undefined) return;
    this.pid = 1;
    this.onStatus({ type: "starting" });
    this.onStatus({ type: "running", info });
  }
}

/** Lets promises that can be settled be settled. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
