/**
 * What a checkpoint of the published family sees with: by the person's word, by its configuration, by the shapes of its tensors; and whether
 * weights are those of one of the family's encoders.
 */
import { UserError } from "../../shared/errors.ts";
import {
  projectorOf,
  resizeStrategies,
  visionBackboneIds,
  visionBackbones,
  type FamilyRecipe,
  type VisionBackbone,
  type VisionBackboneId,
  type VisionTransformerSpec,
} from "../../shared/family.ts";
import type { ImportHints, PlanNotice } from "../../shared/import-protocol.ts";
import type { TensorTable } from "../readers/tensor-source.ts";

export interface VisionClues {
  /** Of the checkpoint, for people. */
  readonly label: string;
  /** `config.json`, whatever it holds. */
  readonly config: unknown;
  readonly hints: ImportHints;
  /** Encoders of other sizes than the registry's, in tests. */
  readonly backbone?: VisionBackbone;
}

/** Where the connector's names begin, beside a language model whose names begin with `prefix`. */
export function connectorRoot(prefix: string): string {
  return prefix.replace(/llm_backbone\.(llm\.)?$/, "");
}

/** The vision half by the person's word, the configuration's, or the shapes. @throws UserError `MODEL_UNKNOWN` */
export function visionOf(
  clues: VisionClues,
  table: TensorTable,
  prefix: string,
  notices: PlanNotice[],
): FamilyRecipe["vision"] {
  const root = connectorRoot(prefix);
  const first = table.get(`${root}mlp.0.weight`)?.shape;
  if (first === undefined) return null;
  const { config, hints, label } = clues;
  const said = configured(config);
  const width = first[1] ?? 0;
  const widthOf = (id: VisionBackboneId): number =>
    visionBackbones[id].encoders.reduce((sum, encoder) => sum + encoder.width, 0);
  const fitting = visionBackboneIds.filter((id) => widthOf(id) === width);
  const backbone = hints.vision ?? said.vision ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (backbone === undefined) {
    const choice = fitting.length === 0 ? "" : `: one of ${fitting.join(", ")}`;
    throw unknown(label, `it does not say which vision encoder of width ${width} it was trained with${choice}`);
  }
  if (clues.backbone === undefined && widthOf(backbone) !== width) {
    throw unknown(label, `its connector reads features of width ${width}, ${backbone} gives ${widthOf(backbone)}`);
  }
  const projector = hints.projector ?? said.projector ?? projectorIn(table, root);
  if (projector === undefined) throw unknown(label, "its projector is none of the family's");
  const told = hints.resize ?? said.resize;
  /* As in the published model. */
  const resize = told ?? "resize-naive";
  if (told === undefined) notices.push({ kind: "resizeAssumed", resize });
  return { backbone, resize, projector };
}

interface Configured {
  readonly vision?: VisionBackboneId;
  readonly resize?: (typeof resizeStrategies)[number];
  readonly projector?: NonNullable<ReturnType<typeof projectorOf>>;
}

/** `config.json` of the published training code: `{model: {vision_backbone_id, image_resize_strategy, arch_specifier}}`. */
function configured(config: unknown): Configured {
  const outer = objectIn(config);
  const model = objectIn(outer["model"] ?? config);
  const vision = visionBackboneIds.find((id) => id === model["vision_backbone_id"]);
  const resize = resizeStrategies.find((each) => each === model["image_resize_strategy"]);
  const projector = typeof model["arch_specifier"] === "string" ? projectorOf(model["arch_specifier"]) : undefined;
  return {
    ...(vision === undefined ? {} : { vision }),
    ...(resize === undefined ? {} : { resize }),
    ...(projector === undefined ? {} : { projector }),
  };
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function projectorIn(table: TensorTable, root: string): Configured["projector"] {
  const has = (name: string): boolean => table.has(`${root}projector.projector.${name}`);
  if (has("weight")) return "linear";
  if (has("4.peg.0.weight")) return "fused-ldpnet";
  if (has("4.weight")) return "fused-gelu-mlp";
  return has("2.weight") ? "gelu-mlp" : undefined;
}

/** What comes before `patch_embed.proj.weight` in weights that are of this encoder; undefined where they are of another. */
export function encoderPrefix(table: TensorTable, spec: VisionTransformerSpec): string | undefined {
  const end = "patch_embed.proj.weight";
  const found = [...table.keys()].find((name) => name === end || name.endsWith(`.${end}`));
  if (found === undefined) return undefined;
  const prefix = found.slice(0, -end.length);
  const shape = (name: string): string | undefined => table.get(`${prefix}${name}`)?.shape.join();
  const tokens = spec.positionGrid ** 2 + (spec.positions === "all" && spec.classToken ? 1 : 0);
  const fits =
    shape(end) === [spec.width, 3, spec.patch, spec.patch].join() &&
    shape("pos_embed") === [1, tokens, spec.width].join() &&
    shape(`blocks.${spec.depth - 2}.mlp.fc1.weight`) === [spec.hidden, spec.width].join() &&
    (spec.registers === 0
      ? shape("reg_token") === undefined
      : shape("reg_token") === [1, spec.registers, spec.width].join()) &&
    (shape("blocks.0.ls1.gamma") !== undefined) === spec.layerScale;
  return fits ? prefix : undefined;
}

/** The last block and what comes after it are not used. */
export function usedOfEncoder(table: TensorTable, { depth }: VisionTransformerSpec): TensorTable {
  return new Map(
    [...table].filter(([name]) => {
      const block = /(?:^|\.)blocks\.(\d+)\./.exec(name)?.[1];
      return block === undefined
        ? /patch_embed|pos_embed|cls_token|reg_token|norm_pre/.test(name)
        : Number(block) < depth - 1;
    }),
  );
}

export function unknown(label: string, why: string): UserError {
  return new UserError(
    "MODEL_UNKNOWN",
    `"${label}" cannot be imported: ${why}.`,
    "Say what it was trained with (--vision, --resize, --projector), or choose another checkpoint.",
  );
}
