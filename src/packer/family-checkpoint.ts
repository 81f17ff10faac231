/**
 * Where things stand in a checkpoint of the family. The published `.pt` holds `model: {llm_backbone, mlp, bidirectional_mamba, projector}`;
 * Mamba-2 by itself has no prefix. A dictionary in a dictionary is read as one name with dots in it.
 */
import { UserError } from "../shared/errors.ts";
import { connectorPrefixes } from "./family-connector.ts";
import type { TensorSource } from "./readers/tensor-source.ts";
import { Weights } from "./weights.ts";

export interface FamilyCheckpoint {
  /** `backbone.…`, `lm_head.weight` */
  readonly languageModel: Weights;
  /** `mlp.…`, `bidirectional_mamba.…`, `projector.…`; null where the checkpoint holds a language model alone */
  readonly connector: Weights | null;
}

/** A tensor that every Mamba-2 language model has, and no other model of the family. */
const landmark = "backbone.layers.0.mixer.A_log";

/** Names under which training code holds the language model beside the connector. */
const languageModelPrefixes = ["llm_backbone.llm.", "llm_backbone."] as const;

/** @throws UserError `CHECKPOINT_INVALID` where there is no Mamba-2 language model in it */
export function familyCheckpoint(source: TensorSource): FamilyCheckpoint {
  const names = source.names();
  const found = names.find((name) => name === landmark || name.endsWith(`.${landmark}`));
  if (found === undefined) {
    throw new UserError(
      "CHECKPOINT_INVALID",
      `The checkpoint holds no Mamba-2 language model: it has no tensor ${landmark}.`,
      "Choose a checkpoint of the ML-Mamba family or of Mamba-2.",
    );
  }
  const prefix = found.slice(0, -landmark.length);
  const ending = languageModelPrefixes.find((each) => prefix.endsWith(each));
  const root = ending === undefined ? undefined : prefix.slice(0, -ending.length);
  const holdsConnector = root !== undefined && names.some((name) => name.startsWith(`${root}${connectorPrefixes[0]}`));
  return {
    languageModel: new Weights(source, prefix),
    connector: holdsConnector ? new Weights(source, root) : null,
  };
}
