/** `pack build` and `pack verify` on the tiny checkpoint, and on checkpoints and packs with something wrong in them. */
import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPack } from "../../../src/packer/build-pack.ts";
import { verifyPack } from "../../../src/packer/verify-pack.ts";
import type { PackManifest } from "../../../src/shared/manifest.ts";
import type { PackProgress, ParsedPackBuildParams } from "../../../src/shared/packer-protocol.ts";
import { isUserError } from "./errors.ts";

const tiny = fileURLToPath(new URL("../../fixtures/tiny/", import.meta.url));
const tinyHints = fileURLToPath(new URL("../../fixtures/tiny-hints/", import.meta.url));
const silent = () => undefined;
const never = new AbortController().signal;

describe("packs", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "packs-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  let count = 0;
  const fresh = (): string => join(folder, `pack-${count++}`);

  const build = (
    params: Partial<ParsedPackBuildParams>,
    report = silent as (p: PackProgress) => void,
    signal = never,
  ) => buildPack({ dir: tiny, out: fresh(), bits: 8, block: 32, ...params }, report, signal);

  /** A copy of the tiny checkpoint with one change. */
  function checkpoint(change: (dir: string) => void): string {
    const dir = fresh();
    cpSync(tiny, dir, { recursive: true });
    change(dir);
    return dir;
  }

  function editJson(path: string, change: (json: Record<string, unknown>) => void): void {
    const json = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    change(json);
    writeFileSync(path, JSON.stringify(json));
  }

  describe("build", () => {
    for (const bits of [8, 4, 16, 32] as const) {
      it(`makes a pack of ${bits} bits that verifies, and reports rising progress`, async () => {
        const out = fresh();
        const fractions: number[] = [];
        const summary = await build({ out, bits }, ({ fraction }) => fractions.push(fraction));
        assert.deepEqual([summary.id, summary.bits], ["tiny", bits]);
        assert.deepEqual(readdirSync(out).sort(), summary.files.map(({ path }) => path).sort());
        assert.deepEqual(
          fractions,
          fractions.toSorted((a, b) => a - b),
        );
        assert.equal(fractions.at(-1), 1);
        assert.deepEqual(await verifyPack(out, silent, never), summary);
      });
    }

    it("makes a pack of a model with hints, and says in the manifest which models have them", async () => {
      const hints = async (dir: string): Promise<unknown> => {
        const out = fresh();
        await build({ dir, out });
        const json = JSON.parse(readFileSync(join(out, "pack.json"), "utf8")) as PackManifest;
        return json.architecture.lm.hints;
      };
      assert.deepEqual([await hints(tiny), await hints(tinyHints)], [false, true]);
    });

    it("is the same to the byte when it is made again", async () => {
      const [first, second] = [fresh(), fresh()];
      await build({ out: first });
      await build({ out: second });
      for (const name of readdirSync(first)) {
        assert.ok(readFileSync(join(first, name)).equals(readFileSync(join(second, name))), name);
      }
    });

    it("takes an empty folder, leaves a full one alone", async () => {
      const [empty, full] = [fresh(), fresh()];
      for (const dir of [empty, full]) mkdirSync(dir);
      writeFileSync(join(full, "mine.txt"), "precious");
      await build({ out: empty });
      await assert.rejects(build({ out: full }), isUserError("PACK_EXISTS", /exists already/));
      assert.deepEqual(readdirSync(full), ["mine.txt"]);
    });

    it("leaves nothing behind when it fails or is cancelled", async () => {
      const parent = fresh();
      mkdirSync(parent);
      const out = join(parent, "pack");
      const dir = checkpoint((copy) => {
        editJson(join(copy, "config.json"), (json) => ((json["lm"] as { layers: number }).layers = 3));
      });
      await assert.rejects(build({ dir, out }), isUserError("CHECKPOINT_INVALID", /no tensor backbone\.layers\.2\./));
      const stop = new AbortController();
      const cancelled = build(
        { out },
        ({ step }) => {
          if (step === "lines.onnx") stop.abort();
        },
        stop.signal,
      );
      await assert.rejects(cancelled, isUserError("CANCELLED", /stopped/));
      assert.deepEqual(readdirSync(parent), []);
    });

    it("says where it cannot write", async () => {
      await assert.rejects(
        build({ out: join(fresh(), "no", "such", "folder") }),
        isUserError("PACK_WRITE_FAILED", /cannot be written/),
      );
    });

    it("says that the word vectors of a model with hints are missing", async () => {
      const dir = checkpoint((copy) => {
        cpSync(tinyHints, copy, { recursive: true });
        rmSync(join(copy, "words.bin"));
      });
      await assert.rejects(build({ dir }), isUserError("CHECKPOINT_MISSING", /words\.bin/));
    });

    for (const name of ["model.safetensors", "config.json", "tokenizer.json", "card.md", "LICENSE"]) {
      it(`says that ${name} is missing`, async () => {
        const dir = checkpoint((copy) => {
          rmSync(join(copy, name));
        });
        await assert.rejects(build({ dir }), isUserError("CHECKPOINT_MISSING", new RegExp(name.replace(".", "\\."))));
      });
    }

    const wrong: Record<string, [(dir: string) => void, RegExp]> = {
      "a cut-off model.safetensors": [
        (dir) => {
          truncateSync(join(dir, "model.safetensors"), 200_000);
        },
        /ends before/,
      ],
      "a config.json that is no JSON": [
        (dir) => {
          writeFileSync(join(dir, "config.json"), "{");
        },
        /not JSON/,
      ],
      "a tokenizer.json that is no JSON": [
        (dir) => {
          truncateSync(join(dir, "tokenizer.json"), 1000);
        },
        /tokenizer\.json" is not JSON/,
      ],
      "a width that is not the tensors'": [
        (dir) => {
          editJson(join(dir, "config.json"), (json) => ((json["line"] as { lex_width: number }).lex_width = 32));
        },
        /line\.lex\.weight has shape \[384,16\] instead of \[384,32\]/,
      ],
      "heads that do not fit": [
        (dir) => {
          editJson(join(dir, "config.json"), (json) => ((json["lm"] as { headdim: number }).headdim = 17));
        },
        /headdim must divide/,
      ],
      "hints without a pointer head": [
        (dir) => {
          editJson(join(dir, "config.json"), (json) =>
            Object.assign(json["lm"] as object, { hints: true, pointer: false }),
          );
        },
        /hints need a pointer head/,
      ],
      "a model that says it has no hints, with weights for them": [
        (dir) => {
          cpSync(join(tinyHints, "model.safetensors"), join(dir, "model.safetensors"));
        },
        /holds pointer\.match\.bias and 8 more tensors/,
      ],
      "a model that says it has hints, without weights for them": [
        (dir) => {
          editJson(join(dir, "config.json"), (json) => Object.assign(json["lm"] as object, { hints: true }));
          cpSync(join(tinyHints, "words.bin"), join(dir, "words.bin"));
        },
        /no tensor pointer\.match\.weight/,
      ],
      "a hidden layer of the pointer head without hints": [
        (dir) => {
          editJson(join(dir, "config.json"), (json) => Object.assign(json["lm"] as object, { scorer_width: 8 }));
        },
        /scorer_width needs hints/,
      ],
      "another width of what is known of lines": [
        (dir) => {
          editJson(join(dir, "config.json"), (json) => Object.assign(json["lm"] as object, { known_width: 33 }));
        },
        /not valid at lm\.known_width/,
      ],
      "word vectors of another vocabulary": [
        (dir) => {
          cpSync(tinyHints, dir, { recursive: true });
          truncateSync(join(dir, "words.bin"), 4000);
        },
        /words\.bin" does not hold a vector for each of 384 tokens/,
      ],
      "a model without a pack section": [
        (dir) => {
          editJson(join(dir, "config.json"), (json) => delete json["pack"]);
        },
        /not valid at pack/,
      ],
      "tensors the model does not have": [
        (dir) => {
          editJson(join(dir, "config.json"), (json) => ((json["msc"] as { layers: number }).layers = 1));
          editJson(join(dir, "config.json"), (json) => ((json["lm"] as { layers: number }).layers = 1));
        },
        /holds backbone\.layers\.1\..* more tensors/,
      ],
    };
    for (const [what, [change, message]] of Object.entries(wrong)) {
      it(`refuses ${what}`, async () => {
        await assert.rejects(build({ dir: checkpoint(change) }), isUserError("CHECKPOINT_INVALID", message));
      });
    }
  });

  describe("verify", () => {
    let good: string;
    before(async () => {
      good = fresh();
      await build({ out: good });
    });

    /** A copy of the good pack with one change. */
    function pack(change: (dir: string) => void): string {
      const dir = fresh();
      cpSync(good, dir, { recursive: true });
      change(dir);
      return dir;
    }
    const verify = (dir: string) => verifyPack(dir, silent, never);

    it("says that there is no pack", async () => {
      await assert.rejects(verify(fresh()), isUserError("PACK_MISSING", /no model pack/));
    });

    it("refuses a manifest that is no JSON, breaks the schema, or contradicts itself", async () => {
      const manifest = (change: (json: Record<string, unknown>) => void) =>
        pack((dir) => {
          editJson(join(dir, "pack.json"), change);
        });
      const broken = pack((dir) => {
        writeFileSync(join(dir, "pack.json"), "{");
      });
      await assert.rejects(verify(broken), isUserError("PACK_MANIFEST_INVALID", /pack\.json/));
      const newer = manifest((json) => (json["schema"] = 99));
      await assert.rejects(verify(newer), isUserError("PACK_TOO_NEW", /is of format 99; this version .* up to 2/));
      const unknown = manifest((json) => (json["schema"] = 0));
      await assert.rejects(verify(unknown), isUserError("PACK_MANIFEST_INVALID", /schema/));
      const outside = manifest((json) => {
        (json["files"] as { card: [{ path: string }] }).card[0].path = "../card.md";
      });
      await assert.rejects(verify(outside), isUserError("PACK_MANIFEST_INVALID", /plain file name/));
      const states = manifest((json) => (json["states"] as unknown[]).pop());
      await assert.rejects(verify(states), isUserError("PACK_MANIFEST_INVALID", /states/));
    });

    it("finds a missing, a cut-off and a changed file", async () => {
      const missing = pack((dir) => {
        rmSync(join(dir, "lm.data"));
      });
      await assert.rejects(verify(missing), isUserError("PACK_FILE_MISSING", /lm\.data/));
      const cut = pack((dir) => {
        truncateSync(join(dir, "lm.data"), 100);
      });
      await assert.rejects(verify(cut), isUserError("PACK_FILE_CORRUPT", /lm\.data" has 100 bytes instead/));
      const changed = pack((dir) => {
        const bytes = readFileSync(join(dir, "connector.onnx"));
        bytes[1000]! ^= 1;
        writeFileSync(join(dir, "connector.onnx"), bytes);
      });
      await assert.rejects(verify(changed), isUserError("PACK_FILE_CORRUPT", /connector\.onnx" does not match/));
    });

    it("takes a manifest that does not speak of hints for one of a model without them", async () => {
      const older = pack((dir) => {
        editJson(join(dir, "pack.json"), (json) => {
          delete (json as { architecture: { lm: { hints?: boolean } } }).architecture.lm.hints;
        });
      });
      assert.equal((await verify(older)).id, "tiny");
    });

    it("finds a model that takes hints where the manifest knows of none, and the other way round", async () => {
      const withHints = fresh();
      await build({ dir: tinyHints, out: withHints });
      const { words } = (JSON.parse(readFileSync(join(withHints, "pack.json"), "utf8")) as PackManifest).files;
      const setHints = (dir: string, hints: boolean) => {
        cpSync(join(tinyHints, "words.bin"), join(dir, "words.bin"));
        editJson(join(dir, "pack.json"), (json) => {
          const { architecture, files } = json as unknown as PackManifest;
          Object.assign(architecture.lm, { hints });
          Object.assign(files, { words: hints ? words : undefined });
        });
        return dir;
      };
      const unknown = /lm\.onnx" has an unknown input last_region; .*line_match; .*line_relations/;
      await assert.rejects(verify(setHints(withHints, false)), isUserError("PACK_GRAPH_INVALID", unknown));
      const missing = /has no input line_match/;
      await assert.rejects(verify(pack((dir) => setHints(dir, true))), isUserError("PACK_GRAPH_INVALID", missing));
    });

    it("wants word vectors for a model with hints, and only for one", async () => {
      const without = fresh();
      await build({ dir: tinyHints, out: without });
      editJson(join(without, "pack.json"), (json) => delete (json["files"] as Record<string, unknown>)["words"]);
      await assert.rejects(verify(without), isUserError("PACK_MANIFEST_INVALID", /files\.words: must stand with/));
      const needless = pack((dir) => {
        editJson(join(dir, "pack.json"), (json) => {
          const files = json["files"] as Record<string, unknown>;
          files["words"] = files["card"];
        });
      });
      await assert.rejects(verify(needless), isUserError("PACK_MANIFEST_INVALID", /files/));
    });

    it("finds a graph that is not the manifest's, though all checksums are right", async () => {
      const swapped = pack((dir) => {
        editJson(join(dir, "pack.json"), (json) => {
          const files = json["files"] as Record<string, unknown>;
          [files["lm"], files["lines"]] = [files["lines"], files["lm"]];
        });
      });
      await assert.rejects(verify(swapped), isUserError("PACK_GRAPH_INVALID", /lines\.onnx" has no input input_ids/));
    });
  });
});
