/** `pack list` and `pack remove`: the store of imported packs. */
import type { Command } from "commander";
import type { BrokenPack, InstalledPack, PackStore, UnfinishedImport } from "../client/pack-store.ts";
import { formatError, UserError } from "../shared/errors.ts";
import type { ImportSource } from "../shared/import-protocol.ts";
import type { Output } from "./reporter.ts";
import { storeOf } from "./store.ts";
import { bytesText } from "../shared/units.ts";

interface StoreOptions {
  readonly store?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

export function addPackList(pack: Command, out: Output): void {
  pack
    .command("list")
    .description("show the imported packs, unfinished imports, and what they take on the disk")
    .option("--store <dir>", "folder of the imported packs")
    .option("--json", "print the outcome as JSON", false)
    .action(async (options: StoreOptions) => {
      const store = storeOf(options.store);
      const [{ packs, broken }, unfinished, disk] = await Promise.all([
        store.list(),
        store.unfinished(),
        store.diskUse(),
      ]);
      if (options.json) {
        const listed = packs.map(({ manifest, ...rest }) => ({ ...rest, ...figuresOf(manifest) }));
        const line = { type: "packs", root: store.root, packs: listed, broken, unfinished, disk };
        out.stream.write(`${JSON.stringify(line)}\n`);
        return;
      }
      out.stream.write(describe(store, packs, broken, unfinished, disk.free));
    });
}

export function addPackRemove(pack: Command, out: Output): void {
  pack
    .command("remove")
    .description("delete an imported pack, or with --unfinished what interrupted imports have left")
    .argument("[name]", "id or id@version, as pack list shows it")
    .option("--unfinished", "delete all unfinished imports", false)
    .option("--store <dir>", "folder of the imported packs")
    .option("--json", "print the outcome as JSON", false)
    .option("--quiet", "print nothing but errors", false)
    .action(async (name: string | undefined, options: StoreOptions & { readonly unfinished: boolean }) => {
      if (name === undefined && !options.unfinished) {
        throw new UserError("USAGE", "No pack was named.", "Give the id of a pack, or --unfinished.");
      }
      const store = storeOf(options.store);
      const removed: { id: string; bytes: number }[] = [];
      if (name !== undefined) {
        const { id, version, bytes } = await store.remove(name);
        removed.push({ id: `${id}@${version}`, bytes });
      }
      if (options.unfinished) removed.push(...(await discardAll(store)));
      if (options.json) out.stream.write(`${JSON.stringify({ type: "removed", removed })}\n`);
      else if (!options.quiet) {
        for (const { id, bytes } of removed) out.stream.write(`Removed ${id}, ${bytesText(bytes)}\n`);
        if (removed.length === 0) out.stream.write("There is nothing to remove.\n");
      }
    });
}

async function discardAll(store: PackStore): Promise<{ id: string; bytes: number }[]> {
  const removed: { id: string; bytes: number }[] = [];
  for (const { key, note, bytes } of await store.unfinished()) {
    await store.discard(key);
    removed.push({ id: note?.name ?? key, bytes });
  }
  return removed;
}

function describe(
  store: PackStore,
  packs: readonly InstalledPack[],
  broken: readonly BrokenPack[],
  unfinished: readonly UnfinishedImport[],
  free: number,
): string {
  const lines = packs.map(({ id, version, bytes, manifest }) => {
    const verified = manifest.verified === false ? "; not verified on the real weights" : "";
    return `${id}@${version}  ${manifest.name}, ${bytesText(bytes)}, ${manifest.license}${verified}`;
  });
  for (const { id, version, bytes, error } of broken) {
    lines.push(`${id}@${version}  unusable, ${bytesText(bytes)}: ${formatError(error)}`);
  }
  for (const { key, note, bytes, running } of unfinished) {
    const what = note === undefined ? key : `${note.name} from ${sourceText(note.source)}`;
    const total = note === undefined ? "" : ` of ${bytesText(note.total)}`;
    lines.push(`${running ? "running" : "unfinished"}  ${what}, ${bytesText(bytes)}${total}`);
  }
  if (lines.length === 0) lines.push("No pack has been imported.");
  return `${lines.join("\n")}\n${store.root}: ${bytesText(free)} free\n`;
}

function sourceText(source: ImportSource): string {
  switch (source.kind) {
    case "model":
      return source.model;
    case "hub":
      return source.repository;
    case "path":
      return source.path;
    case "url":
      return source.url;
  }
}

function figuresOf({ name, license, quantisation, capabilities, measured, verified }: InstalledPack["manifest"]) {
  return { name, license, bits: quantisation.bits, capabilities, measured, verified: verified ?? true };
}
