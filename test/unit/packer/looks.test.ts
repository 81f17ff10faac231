/** `pack build` of a model whose vocabulary sees looks (docs/nano.md §1.10), and of checkpoints that contradict themselves about them. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { knownWidth } from "../../../src/model/known.ts";
import { buildPack } from "../../../src/packer/build-pack.ts";
import type { PackManifest } from "../../../src/shared/manifest.ts";
import type { PackSummary } from "../../../src/shared/packer-protocol.ts";
import { isUserError } from "./errors.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));
/** Width of looks and of the tiny model. */
const [width, dModel] = [16, 32];
const shapes = {
  "looks.hidden.weight": [width, dModel + knownWidth],
  "looks.hidden.bias": [width],
  "looks.out.weight": [dModel, width],
};

describe("packs of models with looks", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "looks-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  let count = 0;

  /** A copy of a tiny checkpoint that says `looks_width`, with tensors for it or without. */
  function checkpoint(name: "tiny" | "tiny-hints", looksWidth: number, tensors: boolean): string {
    const dir = join(folder, `checkpoint-${count++}`);
    cpSync(join(fixtures, name), dir, { recursive: true });
    const path = join(dir, "config.json");
    const config = JSON.parse(readFileSync(path, "utf8")) as { lm: object };
    writeFileSync(path, JSON.stringify({ ...config, lm: { ...config.lm, looks_width: looksWidth } }));
    if (tensors) appendTensors(join(dir, "model.safetensors"));
    return dir;
  }

  async function build(dir: string): Promise<{ summary: PackSummary; architecture: unknown }> {
    const out = join(folder, `pack-${count++}`);
    const summary = await buildPack({ dir, out, bits: 8, block: 32 }, () => undefined, new AbortController().signal);
    const { architecture } = JSON.parse(readFileSync(join(out, "pack.json"), "utf8")) as PackManifest;
    return { summary, architecture };
  }

  it("verify, with the manifest and the interface of one without; who has none pays nothing", async () => {
    const looking = await build(checkpoint("tiny-hints", width, true));
    const plain = await build(checkpoint("tiny-hints", 0, false));
    assert.deepEqual(looking.architecture, plain.architecture);
    const older = await build(join(fixtures, "tiny-hints"));
    assert.deepEqual(plain.summary, older.summary, "a configuration that does not speak of looks is one without");
    assert.ok(looking.summary.bytes > plain.summary.bytes);
  });

  const wrong: Record<string, [() => string, RegExp]> = {
    "looks without hints": [() => checkpoint("tiny", width, true), /looks_width needs hints/],
    "a width that is none": [() => checkpoint("tiny-hints", -1, true), /not valid at lm\.looks_width/],
    "tensors where it says there are none": [
      () => checkpoint("tiny-hints", 0, true),
      /holds looks\.hidden\.weight and 2 more tensors/,
    ],
    "no tensors where it says there are": [
      () => checkpoint("tiny-hints", width, false),
      /no tensor looks\.hidden\.weight/,
    ],
    "a width that is not the tensors'": [
      () => checkpoint("tiny-hints", 8, true),
      /looks\.hidden\.weight has shape \[16,72\] instead of \[8,72\]/,
    ],
  };
  for (const [what, [make, message]] of Object.entries(wrong)) {
    it(`refuse a checkpoint with ${what}`, async () => {
      await assert.rejects(build(make()), isUserError("CHECKPOINT_INVALID", message));
    });
  }
});

/** Adds the tensors of looks, filled with 0.125, to a safetensors file. */
function appendTensors(path: string): void {
  const bytes = readFileSync(path);
  const headerLength = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString("utf8", 8, 8 + headerLength)) as Record<string, unknown>;
  const chunks = [bytes.subarray(8 + headerLength)];
  let end = chunks[0]!.length;
  for (const [name, shape] of Object.entries(shapes)) {
    const values = new Float32Array(shape.reduce((size, side) => size * side, 1)).fill(0.125);
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + values.byteLength] };
    chunks.push(Buffer.from(values.buffer));
    end += values.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  writeFileSync(path, Buffer.concat([size, json, ...chunks]));
}
