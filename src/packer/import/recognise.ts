/** From what a person named to a recipe. */
import { stat } from "node:fs/promises";
import { UserError } from "../../shared/errors.ts";
import { mlMamba3b, type FamilyRecipe } from "../../shared/family.ts";
import type { ParsedImportParams } from "../../shared/import-protocol.ts";
import { manifestFileName } from "../../shared/manifest.ts";
import { addressInvalid } from "../hub/failures.ts";
import type { Hub, OnWait } from "../hub/http.ts";
import { lookUp, readRange } from "../hub/hub-file.ts";
import { checkpointMissing } from "../readers/errors.ts";
import { readRemotely } from "../readers/reading.ts";
import type { TensorTable } from "../readers/tensor-source.ts";
import { familyRecipe, isFamily } from "./family-recipe.ts";
import { holdsNano, isNanoConfig, nanoRecipe } from "./nano-recipe.ts";
import { archiveRecipe, filesRecipe } from "./pack-recipe.ts";
import { manifestInTar } from "./peek.ts";
import {
  filePlace,
  folderPlace,
  hubPlace,
  readJsonFile,
  readTensors,
  shardsOf,
  type Ingredient,
  type Place,
} from "./place.ts";
import type { Recipe } from "./recipe.ts";

/** Models by the names a person may give, and where they are published. */
const published = {
  "ml-mamba-3b": { repository: "huangwenjun1994/ML-Mamba", file: "latest-checkpoint.pt", recipe: mlMamba3b },
} as const satisfies Record<string, { repository: string; file: string; recipe: FamilyRecipe }>;

/** Names of checkpoints, best first; of sharded ones the index. */
const indexes = ["model.safetensors.index.json", "pytorch_model.bin.index.json"];
const usual = ["model.safetensors", "pytorch_model.bin", "latest-checkpoint.pt", "checkpoints/latest-checkpoint.pt"];
const weightsName = /\.(safetensors|pt|pth|bin)$/i;
/** Checkpoints beside the model that may be its encoders: so many are looked at. */
const mostBeside = 16;

export interface Looking {
  readonly hub: Hub;
  readonly signal: AbortSignal;
  readonly onWait: OnWait;
}

type Wanted = Pick<ParsedImportParams, "source" | "precision" | "hints">;

/** @throws UserError `MODEL_UNKNOWN`, `CHECKPOINT_…`, `PACK_…`, `HUB_…`, `CANCELLED` */
export async function recognise(wanted: Wanted, looking: Looking): Promise<Recipe> {
  const { source } = wanted;
  switch (source.kind) {
    case "model": {
      const { repository, file, recipe } = published[source.model];
      return inPlace(await hubPlace(looking.hub, repository, "main", looking), wanted, looking, file, recipe);
    }
    case "hub": {
      const known = Object.values(published).find(({ repository }) => repository === source.repository);
      const place = await hubPlace(looking.hub, source.repository, source.revision ?? "main", looking);
      return inPlace(place, wanted, looking, source.file ?? known?.file, known?.recipe);
    }
    case "path":
      return atPath(source.path, wanted, looking);
    case "url":
      return atAddress(source.url, looking);
  }
}

async function atPath(path: string, wanted: Wanted, looking: Looking): Promise<Recipe> {
  const found = await stat(path).catch((cause: unknown) => {
    throw checkpointMissing(path, cause);
  });
  if (found.isDirectory()) return inPlace(await folderPlace(path), wanted, looking);
  const place = await filePlace(path);
  const [name] = place.files.keys();
  if (!/\.tar$/i.test(path)) return inPlace(place, wanted, looking, name);
  const json = await readRemotely(manifestInTar(path, found.size), (range) => place.read(name!, range));
  return archiveRecipe(place.ingredient(name!), json);
}

/** A pack as `.tar` somewhere on the web. */
async function atAddress(address: string, looking: Looking): Promise<Recipe> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw addressInvalid(`"${address.slice(0, 200)}" is no address.`, "Give an https address of a pack as .tar.");
  }
  const name = `${url.host}${url.pathname}`;
  const file = await lookUp(looking.hub, url, name, looking);
  if (file.size === undefined) {
    throw new UserError(
      "HUB_FAILED",
      `${name} does not say how large it is.`,
      "Download it with a browser, and import the file.",
    );
  }
  const json = await readRemotely(manifestInTar(name, file.size), (range) =>
    readRange(looking.hub, file, range, looking),
  );
  const archive: Ingredient = { name, bytes: file.size, from: { kind: "hub", file } };
  return archiveRecipe(archive, json);
}

async function inPlace(
  place: Place,
  wanted: Wanted,
  looking: Looking,
  file?: string,
  known?: FamilyRecipe,
): Promise<Recipe> {
  if (file === undefined && place.files.has(manifestFileName)) {
    return filesRecipe(place, "", await readJsonFile(place, manifestFileName));
  }
  const config = await readJsonFile(place, "config.json");
  if (file === undefined && isNanoConfig(config)) {
    if (!holdsNano(place)) throw checkpointMissing(`${place.label}: one of its files`, undefined);
    return nanoRecipe(place, config, wanted.precision);
  }
  const paths = await checkpointOf(place, file);
  const weights: { path: string; table: TensorTable }[] = [];
  for (const path of paths) weights.push({ path, table: await readTensors(place, path) });
  if (!weights.some(({ table }) => isFamily(table))) throw unknown(place.label, "it holds no Mamba-2 language model");
  return familyRecipe({
    place,
    weights,
    config,
    hints: wanted.hints,
    precision: wanted.precision,
    known,
    elsewhere: { repository: (name) => hubPlace(looking.hub, name, "main", looking) },
    beside: await checkpointsBeside(place, paths),
  });
}

/** The files of the checkpoint: the one that was named, or what is called as checkpoints are. */
async function checkpointOf(place: Place, file: string | undefined): Promise<string[]> {
  if (file !== undefined) {
    if (!place.files.has(file)) throw unknown(place.label, `it has no file ${file}`);
    return file.endsWith(".index.json") ? shardsOf(place, file) : [file];
  }
  const index = indexes.find((name) => place.files.has(name));
  if (index !== undefined) return shardsOf(place, index);
  const candidates = [...place.files.keys()].filter((name) => weightsName.test(name) && !name.includes("/"));
  const ordered = [
    ...usual.filter((name) => place.files.has(name)),
    ...candidates.filter((name) => !usual.includes(name)),
  ];
  if (ordered.length === 1 || (ordered.length > 0 && place.hub !== undefined && usual.includes(ordered[0]!))) {
    return [ordered[0]!];
  }
  /* In a folder the model may lie beside its encoders: what they hold tells them apart. */
  const models = place.hub === undefined ? await familiesAmong(place, ordered) : [];
  if (models.length === 1) return models;
  throw unknown(
    place.label,
    candidates.length === 0
      ? "it holds no checkpoint and no pack"
      : `it holds several checkpoints: ${candidates.slice(0, 5).join(", ")}`,
  );
}

async function familiesAmong(place: Place, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths.slice(0, mostBeside)) {
    const table = await readTensors(place, path).catch(() => undefined);
    if (table !== undefined && isFamily(table)) found.push(path);
  }
  return found;
}

/** In a folder on disk encoders may lie beside the model; repositories of the hub hold one model. */
async function checkpointsBeside(place: Place, own: readonly string[]): Promise<Map<string, TensorTable>> {
  const found = new Map<string, TensorTable>();
  if (place.hub !== undefined) return found;
  const others = [...place.files.keys()].filter((name) => weightsName.test(name) && !own.includes(name));
  for (const path of others.slice(0, mostBeside)) {
    /* What is no checkpoint is none of ours. */
    const table = await readTensors(place, path).catch(() => undefined);
    if (table !== undefined) found.set(path, table);
  }
  return found;
}

function unknown(label: string, why: string): UserError {
  return new UserError(
    "MODEL_UNKNOWN",
    `"${label}" cannot be imported: ${why}.`,
    "Name ml-mamba-3b, a checkpoint of the family (a file of it after # where there are several), a pack, or an address.",
  );
}
