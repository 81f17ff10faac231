import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckpointFile } from "../../../../src/packer/readers/checkpoint-file.ts";
import { isUserError } from "../errors.ts";

describe("safetensors reader", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "safetensors-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** A file of a header and data; `length` overrides the header's length field. */
  function file(header: unknown, data: Uint8Array = new Uint8Array(0), length?: bigint): string {
    const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(length ?? BigInt(json.length));
    const path = join(folder, "model.safetensors");
    writeFileSync(path, Buffer.concat([size, json, data]));
    return path;
  }

  const open = (path: string): CheckpointFile => new CheckpointFile(path);
  const f32 = (shape: number[], offsets: [number, number]) => ({ dtype: "F32", shape, data_offsets: offsets });

  it("takes no header whose length begins like a pickle for one", () => {
    const [data, named] = [new Uint8Array(4), (pad: number) => ({ ["n".repeat(pad)]: f32([1], [0, 4]) })];
    const pad = 0x1480 - JSON.stringify(named(0)).length; // little-endian: 80 14 00 …
    assert.equal(open(file(named(pad), data)).names()[0]?.length, pad);
  });

  it("reads float32, float16 and bfloat16 as float32", () => {
    const data = new Uint8Array(16);
    const view = new DataView(data.buffer);
    view.setFloat32(0, 1.5, true);
    view.setFloat32(4, -2.25, true);
    view.setUint16(8, 0x3c01, true); // 1 + 2^-10
    view.setUint16(10, 0x0001, true); // the smallest subnormal, 2^-24
    view.setUint16(12, 0xbf80, true); // -1
    view.setUint16(14, 0x4049, true); // 3.140625
    const path = file(
      {
        __metadata__: { format: "pt" },
        single: f32([1, 2], [0, 8]),
        half: { dtype: "F16", shape: [2], data_offsets: [8, 12] },
        brain: { dtype: "BF16", shape: [2], data_offsets: [12, 16] },
      },
      data,
    );
    const weights = open(path);
    assert.deepEqual(weights.names(), ["single", "half", "brain"]);
    assert.deepEqual(weights.info("single")?.shape, [1, 2]);
    assert.equal(weights.info("__metadata__"), undefined);
    assert.deepEqual([...weights.read("single")], [1.5, -2.25]);
    assert.deepEqual([...weights.read("half")], [1 + 2 ** -10, 2 ** -24]);
    assert.deepEqual([...weights.read("brain")], [-1, 3.140625]);
    weights.close();
  });

  it("says that a file is missing", () => {
    assert.throws(() => open(join(folder, "none")), isUserError("CHECKPOINT_MISSING", /none/));
  });

  const bad: Record<string, [() => string, RegExp]> = {
    "a file without a header": [() => file("", undefined, 5n), /more than it can hold/],
    "a header longer than the file": [() => file("{}", undefined, 1000n), /1000 bytes/],
    "a header of absurd length": [() => file("{}", undefined, 2n ** 62n), /more than it can hold/],
    "a header that is not JSON": [() => file("{oops"), /not JSON/],
    "a header that is a list": [() => file("[1]"), /describes 0 wrongly/],
    "an unknown data type": [
      () => file({ a: { dtype: "Q7", shape: [1], data_offsets: [0, 8] } }, new Uint8Array(8)),
      /data type is not known/,
    ],
    "a size that is not the shape's": [() => file({ a: f32([3], [0, 8]) }, new Uint8Array(8)), /8 bytes instead of 12/],
    "a tensor beyond the end": [() => file({ a: f32([4], [0, 16]) }, new Uint8Array(8)), /ends before the tensor a/],
    "tensors over each other": [
      () => file({ a: f32([2], [0, 8]), b: f32([2], [4, 12]) }, new Uint8Array(12)),
      /stores b over another/,
    ],
    "negative offsets": [() => file({ a: f32([2], [-8, 0]) }, new Uint8Array(8)), /describes a wrongly/],
  };
  for (const [what, [make, message]] of Object.entries(bad)) {
    it(`refuses ${what}`, () => {
      const path = make();
      assert.throws(() => open(path), isUserError("CHECKPOINT_INVALID", message));
    });
  }

  it("opens a file with integers in it, and refuses to read them as weights", () => {
    const weights = open(file({ a: { dtype: "I64", shape: [1], data_offsets: [0, 8] } }, new Uint8Array(8)));
    assert.throws(() => weights.read("a"), isUserError("CHECKPOINT_INVALID", /holds a as I64/));
    weights.close();
  });

  it("refuses a file of a few bytes, and a name that is not there", () => {
    writeFileSync(join(folder, "short"), "abc");
    assert.throws(() => open(join(folder, "short")), isUserError("CHECKPOINT_INVALID", /too short/));
    const weights = open(file({ a: f32([0], [0, 0]) }));
    assert.equal(weights.read("a").length, 0);
    assert.throws(() => weights.read("b"), isUserError("CHECKPOINT_INVALID", /no tensor b/));
    weights.close();
  });
});
