/** Archives are unpacked at whatever pace the rest goes. What is refused in them: `test/e2e/import-failures.test.ts`. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { unpack } from "../../../../src/packer/import/archive.ts";
import { tarOf } from "../../../support/tar.ts";

describe("packer/import/archive", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ml-mamba-archive-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  for (const pause of [0, 30]) {
    it(`unpacks files larger than what is read at once, with ${pause} ms between reads`, async () => {
      const large = Buffer.alloc(5_000_003, 7);
      for (let at = 0; at < large.length; at += 997) large[at] = at % 256;
      const entries = [
        { name: "pack.json", content: Buffer.from("{}") },
        { name: "lm.data", content: large },
        { name: "card.md", content: Buffer.from("# Card") },
      ];
      const archive = join(folder, "ready.tar");
      await writeFile(archive, tarOf(entries));
      const seen: number[] = [];
      await unpack(archive, join(folder, "built"), {
        limit: 10_000_000,
        onBytes: (done) => seen.push(done),
        turn: () => wait(pause),
      });
      assert.ok(seen.length > 3, "it was read in several pieces");
      for (const { name, content } of entries)
        assert.deepEqual(await readFile(join(folder, "built", name)), content, name);
    }).timeout(10_000);
  }
});
