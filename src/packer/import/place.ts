/** A folder or a repository of the hub, as recipes look at it: what lies there, a few bytes of it, and how a file of it is had. */
import { open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import * as v from "valibot";
import { UserError } from "../../shared/errors.ts";
import type { Hub, OnWait } from "../hub/http.ts";
import { readRange, type HubFile } from "../hub/hub-file.ts";
import { readRepository, type Repository } from "../hub/repository.ts";
import { readTable } from "../readers/checkpoint-file.ts";
import { checkpointInvalid, checkpointMissing } from "../readers/errors.ts";
import { readRemotely, type ByteRange } from "../readers/reading.ts";
import type { TensorTable } from "../readers/tensor-source.ts";

/** A file that an import needs. */
export interface Ingredient {
  /** For people. */
  readonly name: string;
  readonly bytes: number;
  readonly from: { readonly kind: "disk"; readonly path: string } | { readonly kind: "hub"; readonly file: HubFile };
}

export interface Place {
  /** For people: a path, or `owner/name`. */
  readonly label: string;
  /** As its card says; undefined where nothing tells. */
  readonly license: string | undefined;
  /** Page on the hub, and the commit that is looked at. */
  readonly hub: { readonly url: string; readonly commit: string } | undefined;
  /** Bytes of each file, by its path with `/`. */
  readonly files: ReadonlyMap<string, number>;
  ingredient(path: string): Ingredient;
  read(path: string, range: ByteRange): Promise<Uint8Array<ArrayBuffer>>;
}

const mostEntries = 5_000;
const deepest = 3;
/** Of JSON files that are read whole. */
const textCap = 32 * 1024 * 1024;

/** @throws UserError `MODEL_UNKNOWN` where there is no such folder */
export async function folderPlace(dir: string): Promise<Place> {
  const files = new Map<string, number>();
  await list(dir, dir, 0, files);
  const pathOf = (name: string): string => join(dir, ...name.split("/"));
  return {
    label: dir,
    license: undefined,
    hub: undefined,
    files,
    ingredient: (name) => ({
      name: pathOf(name),
      bytes: files.get(name) ?? 0,
      from: { kind: "disk", path: pathOf(name) },
    }),
    read: (name, range) => readFromDisk(pathOf(name), range),
  };
}

/** What of a file's folder belongs to the file: a checkpoint's tokenizer. */
const companion = "tokenizer.json";

/** A file by itself, with the tokenizer beside it where there is one. */
export async function filePlace(path: string): Promise<Place> {
  const name = basename(path);
  const files = new Map([[name, (await stat(path)).size]]);
  const beside = await stat(join(dirname(path), companion)).catch(() => undefined);
  if (beside?.isFile() === true) files.set(companion, beside.size);
  const pathOf = (file: string): string => (file === name ? path : join(dirname(path), file));
  return {
    label: path,
    license: undefined,
    hub: undefined,
    files,
    ingredient: (file) => ({
      name: pathOf(file),
      bytes: files.get(file) ?? 0,
      from: { kind: "disk", path: pathOf(file) },
    }),
    read: (file, range) => readFromDisk(pathOf(file), range),
  };
}

/** @throws UserError `HUB_…`, `CANCELLED` */
export async function hubPlace(
  hub: Hub,
  name: string,
  revision: string,
  options: { signal: AbortSignal; onWait?: OnWait },
): Promise<Place> {
  const repository = await readRepository(hub, name, revision, options);
  const fileOf = (path: string): HubFile => repository.files.get(path)!;
  return {
    label: name,
    license: repository.license,
    hub: { url: pageOf(hub, repository), commit: repository.commit },
    files: new Map([...repository.files].map(([path, { size = 0 }]) => [path, size])),
    ingredient: (path) => ({
      name: `${name}/${path}`,
      bytes: fileOf(path).size ?? 0,
      from: { kind: "hub", file: fileOf(path) },
    }),
    read: (path, range) => readRange(hub, fileOf(path), range, options),
  };
}

function pageOf(hub: Hub, { name }: Repository): string {
  return new URL(name, hub.endpoint).href;
}

/** A small file as JSON; undefined where there is none. @throws UserError `CHECKPOINT_INVALID` where it is not JSON */
export async function readJsonFile(place: Place, path: string): Promise<unknown> {
  const length = place.files.get(path);
  if (length === undefined) return undefined;
  if (length > textCap)
    throw checkpointInvalid(`${place.label}/${path}`, `has ${length} bytes, too many for a description`);
  try {
    return JSON.parse(new TextDecoder().decode(await place.read(path, { offset: 0, length })));
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw checkpointInvalid(`${place.label}/${path}`, "is not JSON");
  }
}

/** Names and shapes of the tensors of a file, from its header alone. */
export async function readTensors(place: Place, path: string): Promise<TensorTable> {
  const name = place.ingredient(path).name;
  return readRemotely(readTable(name, place.files.get(path) ?? 0), (range) => place.read(path, range));
}

const indexSchema = v.object({ weight_map: v.record(v.string(), v.string()) });

/**
 * The files of a sharded checkpoint, from its index (`model.safetensors.index.json`).
 *
 * @throws UserError `CHECKPOINT_INVALID` where a file is not there, or its name leads elsewhere
 */
export async function shardsOf(place: Place, index: string): Promise<string[]> {
  const parsed = v.safeParse(indexSchema, await readJsonFile(place, index));
  const name = `${place.label}/${index}`;
  if (!parsed.success) throw checkpointInvalid(name, "is not an index of shards");
  const folder = index.includes("/") ? index.slice(0, index.lastIndexOf("/") + 1) : "";
  const shards = [...new Set(Object.values(parsed.output.weight_map))];
  for (const shard of shards) {
    /* A name that climbs is no name of a file that was found. */
    if (!place.files.has(`${folder}${shard}`))
      throw checkpointInvalid(name, `names the file "${shard.slice(0, 100)}", which is not there`);
  }
  return shards.map((shard) => `${folder}${shard}`);
}

async function list(root: string, dir: string, depth: number, files: Map<string, number>): Promise<void> {
  const names = await readdir(dir).catch((cause: unknown) => {
    throw checkpointMissing(dir, cause);
  });
  for (const name of names.sort()) {
    if (files.size >= mostEntries) return;
    const path = join(dir, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() === true) files.set(relative(root, path).split(sep).join("/"), found.size);
    else if (found?.isDirectory() === true && depth < deepest && !name.startsWith("."))
      await list(root, path, depth + 1, files);
  }
}

async function readFromDisk(path: string, { offset, length }: ByteRange): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(path, "r").catch((cause: unknown) => {
    throw checkpointMissing(path, cause);
  });
  try {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) throw checkpointInvalid(path, "ends before its header does");
      done += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
