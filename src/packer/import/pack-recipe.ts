/** Ready packs: from a folder, a repository of the hub, or an archive. */
import { constants, copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { manifestError, manifestFileName, packFiles, parseManifest, type PackManifest } from "../../shared/manifest.ts";
import { memoryOf } from "../../shared/model-memory.ts";
import type { PackSummary } from "../../shared/packer-protocol.ts";
import { UserError } from "../../shared/errors.ts";
import { verifyPack } from "../verify-pack.ts";
import { unpack } from "./archive.ts";
import type { Ingredient, Place } from "./place.ts";
import type { BuildContext, Recipe } from "./recipe.ts";

const repair = "Get the pack from its authors again.";
const idleBytes = 200e6;

/** A pack whose files lie side by side. @throws UserError `PACK_…`, `HUB_…` */
export function filesRecipe(place: Place, folder: string, json: unknown): Recipe {
  const manifest = manifestIn(json, `${place.label}/${folder}${manifestFileName}`);
  const names = [manifestFileName, ...packFiles(manifest).map(({ path }) => path)];
  const ingredients = new Map<string, Ingredient>();
  for (const name of names) {
    if (!place.files.has(`${folder}${name}`)) {
      throw new UserError("PACK_FILE_MISSING", `"${place.label}/${folder}${name}" is missing from the pack.`, repair);
    }
    ingredients.set(name, place.ingredient(`${folder}${name}`));
  }
  return {
    ...described(manifest, place.hub?.url),
    ingredients,
    build: (files, out, context) => copied(files, out, context),
  };
}

/** A pack in a tar archive, whose manifest was found in it. */
export function archiveRecipe(archive: Ingredient, json: unknown): Recipe {
  const manifest = manifestIn(json, `${archive.name}: ${manifestFileName}`);
  const url = archive.from.kind === "hub" ? archive.from.file.url : undefined;
  return {
    ...described(manifest, url),
    ingredients: new Map([["archive", archive]]),
    build: async (files, out, context) => {
      const onBytes = (done: number, total: number): void => {
        void context.report({ step: "unpack", fraction: (0.5 * done) / Math.max(1, total) });
      };
      /* As large as the archive: a pack's files stand in it as they are. */
      await unpack(files.get("archive")!, out, { limit: Math.max(archive.bytes, 1), onBytes, turn: context.turn });
      return verified(out, context);
    },
  };
}

function manifestIn(json: unknown, label: string): PackManifest {
  const result = parseManifest(json);
  if (!result.ok) throw manifestError(label, result, repair);
  return result.manifest;
}

function described(manifest: PackManifest, url: string | undefined): Omit<Recipe, "ingredients" | "build"> {
  const { id, version, name, license, quantisation, architecture } = manifest;
  const total = packFiles(manifest).reduce((sum, file) => sum + file.bytes, 0);
  const { vision, lm } = architecture;
  return {
    kind: "pack",
    id,
    version,
    name,
    parts: [
      ...(vision === undefined ? [] : [{ kind: "encoder", name: vision.encoder } as const]),
      { kind: "languageModel", layers: lm.layers, width: lm.dModel },
    ],
    precision: quantisation.bits,
    licenses: [{ what: name, license, ...(url === undefined ? {} : { url }) }],
    packBytes: total,
    memory: { import: idleBytes, use: memoryOf(manifest) },
    notices: manifest.verified === false ? [{ kind: "unverified" }] : [],
  };
}

async function copied(files: ReadonlyMap<string, string>, out: string, context: BuildContext): Promise<PackSummary> {
  await mkdir(dirname(out), { recursive: true });
  await mkdir(out);
  let done = 0;
  for (const [name, path] of files) {
    await context.report({ step: name, fraction: (0.5 * done++) / files.size });
    await context.turn();
    await copyFile(path, join(out, name), constants.COPYFILE_FICLONE);
  }
  return verified(out, context);
}

function verified(out: string, { report, signal }: BuildContext): Promise<PackSummary> {
  return verifyPack(out, ({ step, fraction }) => report({ step, fraction: 0.5 + 0.5 * fraction }), signal);
}
