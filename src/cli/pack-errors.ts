/** `pack errors`: what quantising did to each tensor of a pack, as the packer noted it. */
import { join } from "node:path";
import * as v from "valibot";
import { UserError } from "../shared/errors.ts";
import {
  manifestError,
  manifestFileName,
  parseManifest,
  tensorErrorsSchema,
  type TensorErrors,
} from "../shared/manifest.ts";
import { readText } from "./files.ts";

const repair = "Install or build the pack again.";

/** @throws UserError `FILE_MISSING`, `PACK_MANIFEST_INVALID`, `PACK_TOO_NEW`, `PACK_FILE_MISSING`, `PACK_FILE_CORRUPT` */
export async function readErrors(dir: string): Promise<TensorErrors> {
  const path = join(dir, manifestFileName);
  const parsed = parseManifest(parseJson(await readText(path)));
  if (!parsed.ok) throw manifestError(path, parsed, repair);
  const [file] = parsed.manifest.files.errors ?? [];
  if (file === undefined) {
    throw new UserError(
      "PACK_FILE_MISSING",
      `"${dir}" does not say how its tensors were quantised: it was built by an older version.`,
      "Build the pack again with ml-mamba pack build.",
    );
  }
  const errors = v.safeParse(tensorErrorsSchema, parseJson(await readText(join(dir, file.path))));
  if (errors.success) return errors.output;
  throw new UserError("PACK_FILE_CORRUPT", `"${join(dir, file.path)}" cannot be understood.`, repair);
}

/** A line a tensor: graph, tensor, shape, how it is stored, relative error; the worst last, so that it stands above the prompt. */
export function errorTable(errors: TensorErrors): string {
  const rows = errors
    .toSorted((a, b) => a.relativeError - b.relativeError)
    .map(({ graph, tensor, shape, stored, relativeError }) => [
      graph,
      tensor,
      shape.join(" × "),
      stored,
      relativeError.toFixed(5),
    ]);
  const all = [["graph", "tensor", "shape", "stored as", "relative error (root of Σ(stored − w)² / Σw²)"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
