/** The models of this machine as entries of a list: the one that came with the extension, the imported ones, what is unfinished. */
import * as vscode from "vscode";
import type { BrokenPack, InstalledPack, PackStore, UnfinishedImport } from "../../client/pack-store.ts";
import { packFiles, type PackManifest } from "../../shared/manifest.ts";
import { memoryOf } from "../../shared/model-memory.ts";
import { bytesText } from "../../shared/units.ts";
import { measuredWords } from "./measured-words.ts";

/** A model that can answer, or could. */
export type ModelEntry =
  | { readonly kind: "nano"; readonly dir: string; readonly manifest: PackManifest | undefined }
  | { readonly kind: "pack"; readonly dir: string; readonly pack: InstalledPack }
  | { readonly kind: "folder"; readonly dir: string; readonly manifest: PackManifest | undefined }
  | { readonly kind: "broken"; readonly dir: string; readonly pack: BrokenPack }
  | { readonly kind: "unfinished"; readonly unfinished: UnfinishedImport };

export interface Models {
  readonly entries: readonly ModelEntry[];
  /** Bytes of all packs and unfinished imports, and what is free there. */
  readonly disk: { readonly used: number; readonly free: number };
}

/**
 * @param nanoDir folder of the model that came with the extension
 * @param chosen the setting: folder of the model that answers; empty for the Nano
 * @param manifestIn reads a manifest; undefined where there is none that is valid
 */
export async function listModels(
  store: PackStore,
  nanoDir: string,
  chosen: string,
  manifestIn: (dir: string) => Promise<PackManifest | undefined>,
): Promise<Models> {
  const [{ packs, broken }, unfinished, disk] = await Promise.all([store.list(), store.unfinished(), store.diskUse()]);
  const isListed = chosen === "" || chosen === nanoDir || [...packs, ...broken].some(({ dir }) => dir === chosen);
  const entries: ModelEntry[] = [
    { kind: "nano", dir: nanoDir, manifest: await manifestIn(nanoDir) },
    ...packs.map((pack) => ({ kind: "pack", dir: pack.dir, pack }) as const),
    ...(isListed ? [] : [{ kind: "folder", dir: chosen, manifest: await manifestIn(chosen) } as const]),
    ...broken.map((pack) => ({ kind: "broken", dir: pack.dir, pack }) as const),
    ...unfinished.map((each) => ({ kind: "unfinished", unfinished: each }) as const),
  ];
  return { entries, disk: { used: disk.packs + disk.unfinished, free: disk.free } };
}

/** The manifest that says what a model is, where there is one. */
export function manifestOf(entry: ModelEntry): PackManifest | undefined {
  switch (entry.kind) {
    case "nano":
    case "folder":
      return entry.manifest;
    case "pack":
      return entry.pack.manifest;
    case "broken":
    case "unfinished":
      return undefined;
  }
}

export function nameOf(entry: ModelEntry): string {
  switch (entry.kind) {
    case "nano":
      return entry.manifest?.name ?? "ML-Mamba Nano";
    case "pack":
      return entry.pack.manifest.name;
    case "folder":
      return entry.manifest?.name ?? entry.dir;
    case "broken":
      return `${entry.pack.id} ${entry.pack.version}`;
    case "unfinished":
      return entry.unfinished.note?.name ?? vscode.l10n.t("Unknown model");
  }
}

/** Size on the disk, bits, memory and licence in a line. */
export function factsOf(entry: ModelEntry): string {
  switch (entry.kind) {
    case "broken":
      return bytesText(entry.pack.bytes);
    case "unfinished": {
      const { note, bytes } = entry.unfinished;
      return note === undefined
        ? bytesText(bytes)
        : vscode.l10n.t("{0} of {1} downloaded", bytesText(Math.min(bytes, note.total)), bytesText(note.total));
    }
    case "nano":
    case "pack":
    case "folder": {
      const manifest = manifestOf(entry);
      if (manifest === undefined) return "";
      const bytes = packFiles(manifest).reduce((sum, file) => sum + file.bytes, 0);
      return [
        bytesText(bytes),
        vscode.l10n.t("{0} bits", manifest.quantisation.bits),
        vscode.l10n.t("about {0} of memory", bytesText(memoryOf(manifest))),
        manifest.license,
        ...(entry.kind === "nano" ? [vscode.l10n.t("came with ML-Mamba")] : []),
      ].join(" · ");
    }
  }
}

/** What is known of how well it answers; what is the matter with one that cannot. */
export function qualityOf(entry: ModelEntry, told: (error: BrokenPack["error"]) => string): string {
  if (entry.kind === "broken") return told(entry.pack.error);
  if (entry.kind === "unfinished") {
    return entry.unfinished.running
      ? vscode.l10n.t("is being imported")
      : vscode.l10n.t("the import was interrupted; it goes on where it stopped");
  }
  const manifest = manifestOf(entry);
  if (manifest === undefined) return vscode.l10n.t("There is no model pack in this folder.");
  const figures = measuredWords(manifest.measured);
  return [
    ...(manifest.architecture.vision === undefined ? [vscode.l10n.t("reads text only, sees no images")] : []),
    ...(manifest.verified === false ? [vscode.l10n.t("not verified on the real weights")] : []),
    figures.length === 0 ? vscode.l10n.t("nothing measured") : vscode.l10n.t("measured: {0}", figures.join(", ")),
  ].join(" · ");
}
