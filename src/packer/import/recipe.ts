/**
 * What an import makes and of what: recognised from headers alone, so that sizes, licences and needs are known before anything is downloaded.
 * A recipe for each kind of thing: ready packs, checkpoints of the Nano, checkpoints of the published family.
 */
import type { Precision } from "../../shared/family.ts";
import type { ImportPlan, PlanNotice, PlanPart } from "../../shared/import-protocol.ts";
import type { PackSummary } from "../../shared/packer-protocol.ts";
import type { Report } from "../verify-pack.ts";
import type { Ingredient } from "./place.ts";

export interface BuildContext {
  /** Holds the work while it is paused. */
  readonly report: Report;
  readonly signal: AbortSignal;
  /** Comes back when the work may go on. */
  readonly turn: () => Promise<void>;
}

export interface Recipe {
  readonly kind: "pack" | "checkpoint";
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly parts: readonly PlanPart[];
  readonly precision: Precision["matrices"];
  readonly licenses: ImportPlan["licenses"];
  /** What must be there, by a name of the recipe's own. */
  readonly ingredients: ReadonlyMap<string, Ingredient>;
  /** Size of the pack; of one that is built an estimate. */
  readonly packBytes: number;
  /** Estimates of peaks, in bytes. */
  readonly memory: { readonly import: number; readonly use: number };
  readonly notices: readonly PlanNotice[];
  /**
   * Makes the pack in the folder `out`, which does not exist yet, and verifies it.
   *
   * @param files where each ingredient lies
   */
  build(files: ReadonlyMap<string, string>, out: string, context: BuildContext): Promise<PackSummary>;
}

/** A pack's name from a text: lower-case letters, digits and dashes. */
export function packId(text: string): string {
  const id = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64)
    .replace(/-+$/, "");
  return id === "" ? "model" : id;
}
