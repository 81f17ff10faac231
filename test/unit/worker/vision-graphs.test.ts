import assert from "node:assert/strict";
import type * as ort from "onnxruntime-node";
import { VisionGraphs, type VisionGraph } from "../../../src/worker/vision-graphs.ts";

/** Graphs that note when they are opened and given back. */
function graphsOf(keeps: boolean, fails: () => boolean = () => false) {
  const log: string[] = [];
  const open = (graph: VisionGraph): Promise<ort.InferenceSession> => {
    log.push(`open ${graph}`);
    if (fails()) return Promise.reject(new Error("no memory"));
    const release = (): Promise<void> => {
      log.push(`release ${graph}`);
      return Promise.resolve();
    };
    return Promise.resolve({ release } as ort.InferenceSession);
  };
  return { log, graphs: new VisionGraphs(open, keeps) };
}

const done = (): Promise<string> => Promise.resolve("done");

describe("worker/vision graphs", () => {
  it("of a small model are opened once and stay", async () => {
    const { log, graphs } = graphsOf(true);
    await graphs.warmUp(["encoder", "connector"]);
    assert.equal(await graphs.with("encoder", done), "done");
    await Promise.all([graphs.with("lines", done), graphs.with("lines", done)]);
    assert.deepEqual(log, ["open encoder", "open connector", "open lines"]);
  });

  it("of a large model are never there together, and are not opened ahead", async () => {
    const { log, graphs } = graphsOf(false);
    await graphs.warmUp(["encoder", "connector"]);
    await graphs.with("encoder", done);
    await graphs.with("encoder2", done);
    assert.deepEqual(log, ["open encoder", "release encoder", "open encoder2", "release encoder2"]);
  });

  it("are given back when their work fails or is stopped", async () => {
    const { log, graphs } = graphsOf(false);
    await assert.rejects(
      graphs.with("encoder", () => Promise.reject(new Error("stopped"))),
      /stopped/,
    );
    assert.deepEqual(log, ["open encoder", "release encoder"]);
  });

  it("that could not be opened are tried again", async () => {
    let broken = true;
    const { graphs } = graphsOf(true, () => broken);
    await assert.rejects(graphs.with("encoder", done), /no memory/);
    broken = false;
    assert.equal(await graphs.with("encoder", done), "done");
  });
});
