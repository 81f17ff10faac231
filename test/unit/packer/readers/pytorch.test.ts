/** `.pt` files that PyTorch wrote (training/make_checkpoint_fixtures.py), and what an attacker or an accident makes of one. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CheckpointFile, readTable } from "../../../../src/packer/readers/checkpoint-file.ts";
import { readRemotely, type ByteRange } from "../../../../src/packer/readers/reading.ts";
import type { ErrorCode } from "../../../../src/shared/errors.ts";
import { checkpointOf, dict, integer, pickleOf, tensor, unicode, zipOf } from "../../../support/pickles.ts";
import { isUserError } from "../errors.ts";

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/checkpoints/${name}`, import.meta.url));
const expected = JSON.parse(readFileSync(fixture("shapes.json"), "utf8")) as Record<
  string,
  { shape: number[]; values: number[] }
>;

describe("PyTorch checkpoints", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "pytorch-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function file(bytes: Uint8Array, name = "model.pt"): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  for (const name of ["shapes.pt", "shapes-protocol5.pt"]) {
    it(`reads every tensor of ${name} as PyTorch has it, whole and in rows`, () => {
      const source = new CheckpointFile(fixture(name));
      const floats = source.names().filter((each) => /^[FB][F\d]+$/.test(source.info(each)!.dtype));
      assert.deepEqual(floats.sort(), Object.keys(expected).sort());
      for (const [tensorName, { shape, values }] of Object.entries(expected)) {
        assert.deepEqual(source.info(tensorName)?.shape, shape, tensorName);
        const found = source.read(tensorName);
        assert.deepEqual([...found], [...Float32Array.from(values)], tensorName);
        if (shape.length === 0 || shape[0]! < 2) continue;
        const width = values.length / shape[0]!;
        const rows = source.readRows(tensorName, 1, shape[0]!);
        assert.deepEqual([...rows], [...found.subarray(width)], `${tensorName} from row 1 on`);
      }
      source.close();
    });
  }

  it("knows tied tensors by their place, and tensors of their own too", () => {
    const source = new CheckpointFile(fixture("shapes.pt"));
    const place = (name: string): string => source.info(name)!.place;
    assert.equal(place("model.llm_backbone.backbone.embedding.weight"), place("model.llm_backbone.lm_head.weight"));
    assert.notEqual(place("model.mlp.weight"), place("model.mlp.bias"));
    assert.notEqual(place("model.strided.transposed"), place("model.strided.sliced"));
    assert.throws(
      () => source.read("optimizer.epoch"),
      isUserError("CHECKPOINT_INVALID", /no tensor optimizer\.epoch/),
    );
    source.close();
  });

  it("reads names and shapes through ranges, without touching a storage", async () => {
    const bytes = readFileSync(fixture("shapes.pt"));
    let fetched = 0;
    const fetch = ({ offset, length }: ByteRange): Promise<Uint8Array<ArrayBuffer>> => {
      fetched++;
      return Promise.resolve(Uint8Array.from(bytes.subarray(offset, offset + length)));
    };
    const table = await readRemotely(readTable("shapes.pt", bytes.length), fetch);
    assert.deepEqual(table.get("model.mlp.weight")?.shape, [3, 4]);
    assert.equal(table.get("model.llm_backbone.half")?.dtype, "F16");
    assert.ok(fetched <= 9, `${fetched} ranges`);
  });

  const one = (options: Partial<Parameters<typeof tensor>[0]>, bytes = 16): Buffer =>
    checkpointOf(pickleOf(dict({ a: tensor({ key: "0", length: 4, shape: [2, 2], ...options }) })), {
      0: Buffer.alloc(bytes),
    });

  it("reads an archive without Zip64 too", () => {
    const values = Buffer.from(Float32Array.of(1, 2, 3, 4).buffer);
    const source = new CheckpointFile(
      file(checkpointOf(pickleOf(dict({ a: tensor({ key: "0", length: 4, shape: [2, 2] }) })), { 0: values })),
    );
    assert.deepEqual([...source.read("a")], [1, 2, 3, 4]);
    source.close();
  });

  const call = (name: string, module = "os"): Buffer =>
    pickleOf(`c${module}\n${name}\n`, unicode("touch /tmp/never"), 0x85, "R");
  const whole = readFileSync(fixture("shapes.pt"));
  const bad: Record<string, [() => Uint8Array, ErrorCode, RegExp]> = {
    "a pickle that names os.system": [() => checkpointOf(call("system")), "CHECKPOINT_UNSAFE", /names os\.system,/],
    "one that names it as posix.system": [
      () => checkpointOf(call("system", "posix")),
      "CHECKPOINT_UNSAFE",
      /posix\.system/,
    ],
    "one that names builtins.eval": [
      () => checkpointOf(call("eval", "builtins")),
      "CHECKPOINT_UNSAFE",
      /builtins\.eval/,
    ],
    "one that names what stands beside what is allowed": [
      () => checkpointOf(call("__class__", "torch.Size")),
      "CHECKPOINT_UNSAFE",
      /torch\.Size\.__class__/,
    ],
    "a name put together on the stack (STACK_GLOBAL)": [
      () => checkpointOf(pickleOf(unicode("os"), unicode("system"), 0x93, unicode("x"), 0x85, "R")),
      "CHECKPOINT_UNSAFE",
      /os\.system/,
    ],
    "an object of a class (NEWOBJ)": [
      () => checkpointOf(pickleOf("ccollections\nOrderedDict\n)", 0x81)),
      "CHECKPOINT_UNSAFE",
      /NEWOBJ/,
    ],
    "an object of a class (INST)": [() => checkpointOf(pickleOf("(ios\nsystem\n")), "CHECKPOINT_UNSAFE", /INST/],
    "a call of a storage type": [
      () => checkpointOf(pickleOf("ctorch\nFloatStorage\n)R")),
      "CHECKPOINT_UNSAFE",
      /calls torch\.FloatStorage/,
    ],
    "the state of what is no dictionary": [
      () => checkpointOf(pickleOf(unicode("a"), "}b")),
      "CHECKPOINT_UNSAFE",
      /state/,
    ],
    "a truncated archive": [() => whole.subarray(0, 2000), "CHECKPOINT_INVALID", /no directory at its end/],
    "an archive whose tail is gone by a byte": [() => whole.subarray(0, -1), "CHECKPOINT_INVALID", /no directory/],
    "an archive of which the front is gone": [
      () => Buffer.concat([whole.subarray(0, 100), whole.subarray(1500)]),
      "CHECKPOINT_INVALID",
      /Zip64|where it says|where it cannot/,
    ],
    "an archive without data.pkl": [
      () => zipOf({ "a/b": Buffer.from("x") }),
      "CHECKPOINT_FORMAT",
      /without a data\.pkl/,
    ],
    "a TorchScript program": [
      () => zipOf({ "a/data.pkl": pickleOf("N"), "a/constants.pkl": pickleOf("N") }),
      "CHECKPOINT_FORMAT",
      /TorchScript/,
    ],
    "a bare pickle of old PyTorch": [() => readFileSync(fixture("legacy.pt")), "CHECKPOINT_FORMAT", /before 1\.6/],
    "another magic": [() => Buffer.from("GIF89a, not a checkpoint"), "CHECKPOINT_FORMAT", /neither/],
    "a Git LFS pointer": [
      () => Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
      "CHECKPOINT_FORMAT",
      /LFS pointer/,
    ],
    "a web page": [() => Buffer.from("<!DOCTYPE html><title>Sign in</title>"), "CHECKPOINT_FORMAT", /web page/],
    "a file of zeros": [() => Buffer.alloc(4096), "CHECKPOINT_INVALID", /begins with zeros/],
    "an empty file": [() => Buffer.alloc(0), "CHECKPOINT_INVALID", /too short/],
    "a shape that lies": [() => one({ shape: [2, 3] }), "CHECKPOINT_INVALID", /a the shape \[2,3\]/],
    "strides that lie": [() => one({ strides: [3, 1] }), "CHECKPOINT_INVALID", /a the shape/],
    "strides beyond all numbers": [
      () => one({ shape: [0x7fffffff, 0x7fffffff], strides: [0x7fffffff, 0x7fffffff] }),
      "CHECKPOINT_INVALID",
      /a the shape/,
    ],
    "negative strides": [() => one({ strides: [-1, 1] }), "CHECKPOINT_INVALID", /no size/],
    "an offset that lies": [() => one({ offset: 1 }), "CHECKPOINT_INVALID", /a the shape/],
    "a storage that lies": [() => one({}, 12), "CHECKPOINT_INVALID", /storage of 16 bytes that has 12/],
    "a storage that is not there": [() => one({ key: "../0" }), "CHECKPOINT_INVALID", /no bytes for a/],
    "a pickle that ends too early": [
      () => checkpointOf(pickleOf("(").subarray(0, 3)),
      "CHECKPOINT_INVALID",
      /too early/,
    ],
    "a pickle that asks for what it never remembered": [
      () => checkpointOf(pickleOf("h", 7)),
      "CHECKPOINT_INVALID",
      /not remembered/,
    ],
    "a text longer than the pickle": [
      () => checkpointOf(pickleOf("X", Buffer.from([255, 255, 255, 255]))),
      "CHECKPOINT_INVALID",
      /too early/,
    ],
    "a dictionary that holds itself": [
      () => checkpointOf(pickleOf("}q", 0, unicode("a"), "h", 0, "s")),
      "CHECKPOINT_INVALID",
      /dictionaries in each other/,
    ],
    "a pickle of text protocol": [() => checkpointOf(Buffer.from("(dp0\n.")), "CHECKPOINT_INVALID", /protocol 2/],
    "an integer where a list should be": [
      () => checkpointOf(pickleOf(integer(1), integer(2), "a")),
      "CHECKPOINT_INVALID",
      /where a list/,
    ],
  };
  for (const [what, [make, code, message]] of Object.entries(bad)) {
    it(`refuses ${what}: ${code}`, () => {
      assert.throws(() => new CheckpointFile(file(make())), isUserError(code, message));
    });
  }

  it("refuses dictionaries that stand in each other a million times over, in no time", () => {
    let inner: Buffer = Buffer.from("}");
    /* Each level holds the one below ten times, by the memo. */
    for (let level = 0; level < 12; level++) {
      const again = Array.from({ length: 9 }, (_, n) => Buffer.concat([unicode(`k${n}`), Buffer.from([0x68, level])]));
      inner = Buffer.concat([
        Buffer.from("}("),
        unicode("k"),
        inner,
        Buffer.from([0x71, level]),
        ...again,
        Buffer.from("u"),
      ]);
    }
    const path = file(checkpointOf(pickleOf(inner)));
    assert.throws(() => new CheckpointFile(path), isUserError("CHECKPOINT_INVALID", /dictionaries in each other/));
  });

  it("refuses a compressed member", () => {
    const bytes = zipOf({ "a/data.pkl": pickleOf("N") });
    bytes.writeUInt16LE(8, bytes.indexOf("PK\u0001\u0002", 0, "latin1") + 10);
    assert.throws(() => new CheckpointFile(file(bytes)), isUserError("CHECKPOINT_FORMAT", /compressed/));
  });
});
