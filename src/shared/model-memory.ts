/** How much memory using a model takes, from the sizes of its files alone. */
import type { PackFileGroup, PackManifest } from "./manifest.ts";

/** Bytes of the parts of a pack. */
export interface PackShares {
  readonly languageModel: number;
  /** All that sees: encoders, connector, lines. */
  readonly encoders: number;
}

/** ONNX Runtime lays weights out anew for its kernels: what was measured (bench, docs/packs.md) over the size of the files. */
const residentFactor = 1.6;
const runtimeBytes = 250e6;

/** Peak of using a pack in bytes, an estimate: while an image is read its encoders and the language model are there. */
export function useMemory({ languageModel, encoders }: PackShares): number {
  return runtimeBytes + residentFactor * (languageModel + encoders);
}

/** What reading the text of a picture takes besides, in models that do: the Nano's worker had 455 MB at most (`ml-mamba ask samples/error.png`). */
export const recogniserBytes = 180e6;

/** Peak of using a pack that is there, in bytes, an estimate. */
export function memoryOf({ files, architecture }: PackManifest): number {
  const bytes = (group: PackFileGroup): number => (files[group] ?? []).reduce((sum, file) => sum + file.bytes, 0);
  const encoders = bytes("encoder") + bytes("encoder2") + bytes("connector") + bytes("lines");
  return useMemory({ languageModel: bytes("lm"), encoders }) + (architecture.lines === undefined ? 0 : recogniserBytes);
}
