/** Packs of the published family from made-up checkpoints: every projector and precision, and checkpoints with something wrong in them. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import type { FamilySources } from "../../../src/packer/build-family.ts";
import { verifyPack } from "../../../src/packer/verify-pack.ts";
import { parseManifest, projectorKinds, tensorErrorsSchema, type PackManifest } from "../../../src/shared/manifest.ts";
import {
  buildTinyFamily,
  MadeUpSource,
  tinyCheckpoint,
  tinyLanguageModel,
  type TinyFamily,
} from "../../support/tiny-family.ts";
import { isUserError } from "./errors.ts";

const never = new AbortController().signal;

describe("packs of the published family", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "family-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  let count = 0;
  const fresh = (): string => join(folder, `pack-${count++}`);
  const build = async (options: Omit<TinyFamily, "out"> = {}) => {
    const out = fresh();
    const summary = await buildTinyFamily({ out, ...options });
    const parsed = parseManifest(JSON.parse(readFileSync(join(out, "pack.json"), "utf8")));
    assert.ok(parsed.ok, parsed.ok ? "" : parsed.faults.join());
    return { out, summary, manifest: parsed.manifest };
  };
  const errorsOf = (out: string) =>
    v.parse(tensorErrorsSchema, JSON.parse(readFileSync(join(out, "errors.json"), "utf8")));

  /** Between which a tensor's error lies, by its bits. */
  const bounds = { 4: [0.03, 0.12], 8: [0.001, 0.01], 16: [1e-5, 1e-3] } as const;

  for (const projector of projectorKinds) {
    it(`${projector}: two encoders, connector and language model, verified`, async () => {
      const { out, summary, manifest } = await build({ projector });
      assert.deepEqual(await verifyPack(out, () => undefined, never), summary);
      const { vision, visualTokens, lm } = manifest.architecture;
      assert.equal(vision?.projector, projector);
      assert.deepEqual(
        vision.encoders?.map(({ width }) => width),
        [32, 48],
      );
      assert.equal(visualTokens, projector === "fused-ldpnet" ? 196 : 16);
      assert.deepEqual([manifest.schema, manifest.verified, manifest.tokens.image], [2, false, lm.vocabSize]);
      assert.equal(manifest.files.lines, undefined);
    });
  }

  for (const matrices of [4, 8, 16, 32] as const) {
    for (const zeroPoints of matrices < 16 ? [false, true] : [false]) {
      it(`${matrices} bits${zeroPoints ? " with zero points" : ""}: says how well each tensor is kept`, async () => {
        const precision = { matrices, tokens: matrices, encoders: matrices, zeroPoints };
        const { out, manifest } = await build({ precision });
        assert.deepEqual([manifest.quantisation.bits, manifest.quantisation.zeroPoints], [matrices, zeroPoints]);
        const errors = errorsOf(out);
        if (matrices === 32) {
          assert.deepEqual(errors, []);
          return;
        }
        const names = errors.map(({ graph, tensor }) => `${graph} ${tensor}`);
        for (const name of [
          "encoder blocks.0.attn.qkv.weight",
          "encoder2 blocks.0.mlp.fc2.weight",
          "connector bidirectional_mamba.layers.1.mixer.in_proj.weight",
          "lm backbone.embedding.weight",
          "lm backbone.layers.1.mixer.out_proj.weight",
        ]) {
          assert.ok(names.includes(name), `${name} in ${names.join()}`);
        }
        assert.ok(
          !names.some((name) => /conv1d|A_log|\.D|dt_bias|norm/.test(name)),
          "sensitive tensors stay as they are",
        );
        const [least, most] = bounds[matrices];
        for (const { tensor, relativeError } of errors) {
          assert.ok(relativeError > least && relativeError < most, `${tensor}: ${relativeError}`);
        }
      });
    }
  }

  it("zero points keep more of a tensor whose values lie on one side", async () => {
    class Lopsided extends MadeUpSource {
      override readRows(name: string, first: number, end: number): Float32Array {
        const rows = super.readRows(name, first, end);
        return name.endsWith("out_proj.weight") ? rows.map((value) => Math.abs(value)) : rows;
      }
    }
    const error = async (zeroPoints: boolean) => {
      const checkpoint = new Lopsided(tinyLanguageModel());
      const { out } = await build({ projector: null, checkpoint, precision: { zeroPoints } });
      return errorsOf(out).find(({ tensor }) => tensor === "backbone.layers.0.mixer.out_proj.weight")!.relativeError;
    };
    assert.ok((await error(true)) < 0.6 * (await error(false)));
  });

  it("stores token embedding and head once, in bits of their own", async () => {
    const { out, manifest } = await build({ precision: { matrices: 4, tokens: 8 } });
    const stored = Object.fromEntries(errorsOf(out).map(({ tensor, stored }) => [tensor, stored]));
    assert.equal(stored["backbone.embedding.weight"], "8 bits, blocks of 32");
    assert.equal(stored["backbone.layers.0.mixer.in_proj.weight"], "4 bits, blocks of 32");
    assert.equal(stored["lm_head.weight"], undefined);
    assert.deepEqual([manifest.quantisation.bits, manifest.quantisation.tokens], [4, 8]);
  });

  it("takes a head that is the embedding once more for a tied one, and another one for its own", async () => {
    const shapes = tinyLanguageModel().set("lm_head.weight", [384, 32]);
    class Tied extends MadeUpSource {
      override readRows(name: string, first: number, end: number): Float32Array {
        return super.readRows(name === "lm_head.weight" ? "backbone.embedding.weight" : name, first, end);
      }
    }
    const tensors = async (checkpoint: MadeUpSource) => {
      const { out } = await build({ projector: null, checkpoint });
      return errorsOf(out).map(({ tensor }) => tensor);
    };
    assert.ok(!(await tensors(new Tied(shapes))).includes("lm_head.weight"));
    assert.ok((await tensors(new MadeUpSource(shapes))).includes("lm_head.weight"));
  });

  it("makes a pack of a language model by itself", async () => {
    const { manifest } = await build({ projector: null });
    assert.equal(manifest.architecture.vision, undefined);
    assert.deepEqual([manifest.files.encoder, manifest.files.connector], [undefined, undefined]);
    assert.deepEqual(manifest.capabilities, []);
  });

  it("reports rising progress, and stops within a slice, leaving nothing", async () => {
    const fractions: number[] = [];
    const report = ({ fraction }: { fraction: number }) => fractions.push(fraction);
    await build({ report });
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    );
    assert.ok(new Set(fractions).size > 20);
    const stop = new AbortController();
    let after = 0;
    const stopped = build({
      signal: stop.signal,
      report: ({ step }) => {
        if (stop.signal.aborted) after++;
        if (step === "connector.onnx") stop.abort();
      },
    });
    const before = readdirSync(folder);
    await assert.rejects(stopped, isUserError("CANCELLED", /stopped/));
    assert.equal(after, 0, "nothing is done after it was stopped");
    assert.deepEqual(readdirSync(folder), before);
  });

  /** Checkpoints with one thing wrong, the projector they are built with, and what is said. */
  const wrong: Record<string, [() => MadeUpSource, TinyFamily["projector"], RegExp]> = {
    "no language model": [() => new MadeUpSource(new Map([["weight", [1]]])), null, /no Mamba-2 language model/],
    "a language model alone for a model that sees": [
      () => new MadeUpSource(tinyLanguageModel("model.llm_backbone.")),
      "linear",
      /no connector for images/,
    ],
    "another projector": [
      () => new MadeUpSource(tinyCheckpoint("linear")),
      "gelu-mlp",
      /no tensor projector\.projector\.0/,
    ],
    "a width that is not the encoders'": [
      () => new MadeUpSource(tinyCheckpoint("linear").set("model.mlp.0.weight", [32, 99])),
      "linear",
      /mlp\.0\.weight has shape \[32,99\] instead of \[32,80\]/,
    ],
    "a layer too many": [
      () => new MadeUpSource(tinyLanguageModel().set("backbone.layers.9.norm.weight", [32])),
      null,
      /holds backbone\.layers\.9\.norm\.weight, which no model of the family has/,
    ],
    "several groups of heads": [
      () =>
        new MadeUpSource(
          tinyLanguageModel()
            .set("backbone.layers.0.mixer.conv1d.weight", [64 + 2 * 512, 1, 4])
            .set("backbone.layers.0.mixer.in_proj.weight", [2 * 64 + 2 * 512 + 4, 32]),
        ),
      null,
      /in several groups/,
    ],
  };
  for (const [what, [checkpoint, projector, message]] of Object.entries(wrong)) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        build({ checkpoint: checkpoint(), projector: projector! }),
        isUserError("CHECKPOINT_INVALID", message),
      );
    });
  }

  for (const [what, value] of [
    ["NaN", NaN],
    ["an infinite value", -Infinity],
  ] as const) {
    it(`refuses weights with ${what}, wherever it stands`, async () => {
      class Broken extends MadeUpSource {
        override readRows(name: string, first: number, end: number): Float32Array {
          const rows = super.readRows(name, first, end);
          if (name.endsWith("layers.1.mixer.in_proj.weight")) rows[rows.length - 3] = value;
          return rows;
        }
      }
      const checkpoint = new Broken(tinyLanguageModel());
      const message = /layers\.1\.mixer\.in_proj\.weight holds values that are no finite numbers/;
      await assert.rejects(build({ checkpoint, projector: null }), isUserError("CHECKPOINT_INVALID", message));
    });
  }

  it("says in the manifest where the weights came from", () => {
    const origins: FamilySources["origins"] = [
      { part: "checkpoint", from: "hub/model@main/file.pt", sha256: "0".repeat(64) },
    ];
    const manifest = JSON.parse(readFileSync("models/nano/pack.json", "utf8")) as PackManifest;
    assert.equal(parseManifest({ ...manifest, sources: origins }).ok, true);
  });
});
