/** The dimensions of a Mamba-2 language model, read off its tensors' shapes (docs/family.md §3). */
import { UserError } from "../shared/errors.ts";
import type { LanguageModelDimensions } from "../shared/manifest.ts";
import { embeddingName } from "./token-table.ts";

/** A state that seems larger is one of several groups of heads: the shapes alone do not tell them apart. */
const largestState = 256;

/** Shape of a tensor; undefined: there is none. */
type ShapeOf = (name: string) => readonly number[] | undefined;

/**
 * One group (B and C shared by all heads) is taken for granted, as in all published models of the family; `headDim` is what the number of
 * heads and the inner width say.
 *
 * @throws UserError `CHECKPOINT_INVALID` where the tensors are not those of a Mamba-2 language model
 */
export function languageModelShape(shapeOf: ShapeOf): LanguageModelDimensions {
  const [vocabSize, dModel] = shape2(
    shapeOf,
    embeddingName((name) => shapeOf(name) !== undefined),
  );
  const mixer = "backbone.layers.0.mixer";
  const [nHeads] = shape(shapeOf, `${mixer}.A_log`, 1) as [number];
  const [, dInner] = shape2(shapeOf, `${mixer}.out_proj.weight`);
  const [channels, , convKernel] = shape(shapeOf, `${mixer}.conv1d.weight`, 3) as [number, number, number];
  let layers = 1;
  while (shapeOf(`backbone.layers.${layers}.mixer.A_log`) !== undefined) layers++;
  const headDim = dInner / nHeads;
  const dState = (channels - dInner) / 2;
  const [projected] = shape2(shapeOf, `${mixer}.in_proj.weight`);
  if (!Number.isInteger(headDim) || !Number.isInteger(dState) || projected !== 2 * dInner + 2 * dState + nHeads) {
    throw notMamba2("the widths of its layers do not fit together");
  }
  if (dState > largestState)
    throw notMamba2("its heads read states in several groups, which no model of the family does");
  return {
    layers,
    dModel,
    dState,
    headDim,
    nHeads,
    dInner,
    nGroups: 1,
    convKernel,
    vocabSize,
    keyWidth: 0,
    hints: false,
  };
}

function shape(shapeOf: ShapeOf, name: string, axes: number): readonly number[] {
  const found = shapeOf(name);
  if (found === undefined) throw notMamba2(`it has no tensor ${name}`);
  if (found.length !== axes) throw notMamba2(`its ${name} has shape [${found.join()}]`);
  return found;
}

function shape2(shapeOf: ShapeOf, name: string): [number, number] {
  return shape(shapeOf, name, 2) as [number, number];
}

function notMamba2(why: string): UserError {
  return new UserError(
    "CHECKPOINT_INVALID",
    `The checkpoint holds no Mamba-2 language model: ${why}.`,
    "Choose a checkpoint of the ML-Mamba family or of Mamba-2.",
  );
}
