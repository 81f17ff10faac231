/** Checkpoints of the published family, small: what they are is read off their headers, their encoders are found beside them or on the hub. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { familyRecipe, type FamilyInput } from "../../../../src/packer/import/family-recipe.ts";
import { filePlace, folderPlace, readTensors, shardsOf, type Place } from "../../../../src/packer/import/place.ts";
import type { Recipe } from "../../../../src/packer/import/recipe.ts";
import type { VisionBackbone, VisionTransformerSpec } from "../../../../src/shared/family.ts";
import { parseManifest } from "../../../../src/shared/manifest.ts";
import { familyCheckpoint, mamba2Checkpoint, safetensorsOf, noise } from "../../../support/checkpoints.ts";
import { isUserError } from "../errors.ts";

const fixtures = fileURLToPath(new URL("../../../fixtures/", import.meta.url));

/** The encoder of a parity fixture: real weights of timm's classes, small. */
function specOf(name: "dinov2" | "siglip"): VisionTransformerSpec {
  const { config } = JSON.parse(
    gunzipSync(readFileSync(join(fixtures, `family/vision-${name}.json.gz`))).toString(),
  ) as {
    config: Omit<VisionTransformerSpec, "name" | "repository" | "mean" | "std" | "crop">;
  };
  const dims = config;
  return {
    ...dims,
    name: `Small ${name}`,
    repository: `timm/small_${name}`,
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    crop: 1,
  };
}

const pair: VisionBackbone = { size: 60, encoders: [specOf("dinov2"), specOf("siglip")] };
const hints = { vision: "dinosiglip-vit-so-384px", resize: "resize-naive" } as const;

describe("recipes of the published family", () => {
  let root: string;
  before(() => (root = mkdtempSync(join(tmpdir(), "family-"))));
  after(() => {
    rmSync(root, { recursive: true });
  });

  let count = 0;
  /** A folder with a checkpoint, and with what else the test puts there. */
  function folder(files: Readonly<Record<string, Uint8Array>>): string {
    const dir = join(root, `checkpoint-${count++}`);
    mkdirSync(dir);
    cpSync(join(fixtures, "tiny/tokenizer.json"), join(dir, "tokenizer.json"));
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes);
    return dir;
  }
  const encoder = (name: "dinov2" | "siglip"): Uint8Array =>
    readFileSync(join(fixtures, `family/vision-${name}.safetensors`));
  const seeing = (): Uint8Array => familyCheckpoint({ features: 64 });

  async function recipeOf(dir: string, change: Partial<FamilyInput> = {}): Promise<Recipe> {
    const place = await folderPlace(dir);
    const beside = new Map<string, Awaited<ReturnType<typeof readTensors>>>();
    for (const name of place.files.keys())
      if (name.endsWith(".safetensors")) beside.set(name, await readTensors(place, name));
    return familyRecipe({
      place,
      weights: [{ path: "model.pt", table: await readTensors(place, "model.pt") }],
      config: undefined,
      hints,
      precision: 4,
      known: undefined,
      elsewhere: { repository: (name) => Promise.reject(new Error(`${name} was asked for`)) },
      beside,
      backbone: pair,
      ...change,
    });
  }

  function pathsOf(recipe: Recipe): Map<string, string> {
    return new Map(
      [...recipe.ingredients].map(([key, { from }]) => {
        assert.equal(from.kind, "disk");
        return [key, (from as { path: string }).path];
      }),
    );
  }

  const context = {
    report: () => undefined,
    signal: new AbortController().signal,
    turn: () => Promise.resolve(),
  };

  it("finds the encoders that lie beside the checkpoint by their shapes, and builds a pack that verifies", async () => {
    const dir = folder({
      "model.pt": seeing(),
      "b.safetensors": encoder("dinov2"),
      "a.safetensors": encoder("siglip"),
    });
    const recipe = await recipeOf(dir);
    assert.deepEqual(
      [...recipe.ingredients.values()].map(({ name }) => name.slice(dir.length + 1)),
      [...["model.pt", "b.safetensors", "a.safetensors", "tokenizer.json"]],
    );
    const out = join(root, "pack");
    const summary = await recipe.build(pathsOf(recipe), out, context);
    assert.equal(summary.bits, 4);
    const manifest = parseManifest(JSON.parse(readFileSync(join(out, "pack.json"), "utf8")));
    assert.ok(manifest.ok);
    const { architecture, sources, verified } = manifest.manifest;
    assert.deepEqual(
      architecture.vision?.encoders?.map(({ name }) => name),
      ["Small dinov2", "Small siglip"],
    );
    assert.deepEqual(sources?.map(({ part }) => part).slice(1, 3), ["Small dinov2", "Small siglip"]);
    assert.equal(verified, false);
    /* Tied: the head is stored once. */
    const errors = JSON.parse(readFileSync(join(out, "errors.json"), "utf8")) as { tensor: string }[];
    assert.deepEqual(
      errors.filter(({ tensor }) => tensor.includes("lm_head")),
      [],
    );
  });

  it("asks the hub for encoders that are not there, and refuses others under their name", async () => {
    const dir = folder({ "model.pt": seeing() });
    await assert.rejects(recipeOf(dir), /timm\/small_dinov2 was asked for/);
    const mirror = folder({ "model.safetensors": encoder("siglip") });
    const elsewhere = { repository: (): Promise<Place> => folderPlace(mirror) };
    await assert.rejects(
      recipeOf(dir, { elsewhere }),
      isUserError("CHECKPOINT_INVALID", /other weights than those of Small dinov2/),
    );
  });

  it("takes vision, resizing and projector from the configuration of the published training code", async () => {
    const dir = folder({
      "model.pt": seeing(),
      "a.safetensors": encoder("siglip"),
      "b.safetensors": encoder("dinov2"),
    });
    const model = {
      vision_backbone_id: "dinosiglip-vit-so-384px",
      image_resize_strategy: "letterbox",
      arch_specifier: "no-align+fused-gelu-mlp",
    };
    const recipe = await recipeOf(dir, { hints: {}, config: { model } });
    assert.deepEqual(recipe.notices, []);
    const guessed = await recipeOf(dir, { hints: { vision: hints.vision } });
    assert.deepEqual(guessed.notices, [{ kind: "resizeAssumed", resize: "resize-naive" }]);
  });

  it("says which encoders fit where nothing tells, and which does not", async () => {
    const place = folder({ "model.pt": familyCheckpoint({ features: 768 }) });
    const real = { hints: {}, backbone: undefined } as unknown as Partial<FamilyInput>;
    await assert.rejects(
      recipeOf(place, real),
      isUserError("MODEL_UNKNOWN", /encoder of width 768.*siglip-vit-b16-224px.*clip-vit-b\b/),
    );
    await assert.rejects(
      recipeOf(place, { ...real, hints: { vision: "dinov2-vit-l" } }),
      isUserError("MODEL_UNKNOWN", /features of width 768, dinov2-vit-l gives 1024/),
    );
    const odd = folder({ "model.pt": familyCheckpoint({ features: 77 }) });
    await assert.rejects(recipeOf(odd, real), isUserError("MODEL_UNKNOWN", /of width 77 it was trained with\./));
  });

  it("takes Mamba-2 by itself for a model of text", async () => {
    const recipe = await recipeOf(folder({ "model.pt": mamba2Checkpoint() }));
    assert.deepEqual(recipe.parts, [{ kind: "languageModel", layers: 2, width: 64 }]);
    assert.equal(recipe.ingredients.size, 2);
  });

  it("takes the tokenizer beside a checkpoint that was chosen as a file, and nothing else", async () => {
    const dir = folder({ "model.pt": mamba2Checkpoint(), "other.pt": mamba2Checkpoint() });
    const place = await filePlace(join(dir, "model.pt"));
    assert.deepEqual([...place.files.keys()], ["model.pt", "tokenizer.json"]);
    assert.equal(place.ingredient("tokenizer.json").name, join(dir, "tokenizer.json"));
    assert.equal((await place.read("tokenizer.json", { offset: 0, length: 1 }))[0], "{".charCodeAt(0));
    rmSync(join(dir, "tokenizer.json"));
    assert.deepEqual([...(await filePlace(join(dir, "model.pt"))).files.keys()], ["model.pt"]);
  });

  it("refuses a vocabulary that is not GPT-NeoX's where no tokenizer lies beside it", async () => {
    const dir = folder({ "model.pt": mamba2Checkpoint() });
    rmSync(join(dir, "tokenizer.json"));
    await assert.rejects(recipeOf(dir), isUserError("MODEL_UNKNOWN", /vocabulary of 2048 tokens/));
  });

  it("reads a sharded checkpoint through its index", async () => {
    const tensors = (name: string) => new Map([[name, { shape: [2, 4], values: noise(8, 1) }]]);
    const dir = folder({
      "model-00001-of-00002.safetensors": safetensorsOf(tensors("a")),
      "model-00002-of-00002.safetensors": safetensorsOf(tensors("b")),
      "model.safetensors.index.json": Buffer.from(
        JSON.stringify({
          weight_map: { a: "model-00001-of-00002.safetensors", b: "model-00002-of-00002.safetensors" },
        }),
      ),
    });
    const place = await folderPlace(dir);
    assert.deepEqual(await shardsOf(place, "model.safetensors.index.json"), [
      ...["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"],
    ]);
  });
});
