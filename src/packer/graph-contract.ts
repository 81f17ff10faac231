/** What `pack verify` expects of each graph's interface, from the manifest alone (docs/nano.md §1.3–1.8). */
import { knownWidth, relationWidth } from "../model/known.ts";
import { styleWidth } from "../model/line-style.ts";
import { stateTensors, type PackManifest } from "../shared/manifest.ts";
import type { ElementType } from "./initialisers.ts";
import { geometryWidth } from "./line-encoder.ts";
import type { GraphName } from "./pack-graphs.ts";

/** A tensor of the interface; null is a size that is known only when the graph runs. */
export interface TensorContract {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | null)[];
}

export interface GraphContract {
  readonly inputs: readonly TensorContract[];
  readonly outputs: readonly TensorContract[];
}

const float = (name: string, ...shape: (number | null)[]): TensorContract => ({ name, type: "float32", shape });
const int = (name: string, ...shape: (number | null)[]): TensorContract => ({ name, type: "int64", shape });

/** The graphs a pack of this manifest must hold. */
export function graphContracts({ architecture, preprocess }: PackManifest): Map<GraphName, GraphContract> {
  const { lm, vision, visualTokens, lines } = architecture;
  const features = float("features", 1, vision.grid[0] * vision.grid[1], vision.featureWidth);
  const visual = float("visual", 1, visualTokens, lm.dModel);
  const contracts = new Map<GraphName, GraphContract>([
    ["encoder", { inputs: [float("pixels", 1, 3, ...preprocess.size)], outputs: [features] }],
    ["connector", { inputs: [features], outputs: [visual] }],
    ["lm", languageModelContract(lm)],
  ]);
  if (lines !== undefined) {
    const inputs = [
      float("crops", null, 3, lines.cropHeight, lines.cropWidth),
      float("geometry", null, geometryWidth),
      float("style", null, styleWidth),
      int("text_ids", null, null),
      float("text_mask", null, null),
      int("column_order", null),
    ];
    contracts.set("lines", { inputs, outputs: [float("line_embeds", null, lm.dModel)] });
  }
  return contracts;
}

function languageModelContract(lm: PackManifest["architecture"]["lm"]): GraphContract {
  const states = stateTensors(lm);
  const pointer = lm.keyWidth > 0;
  const lineInputs = [
    float("line_embeds", null, lm.dModel),
    int("line_ends", null),
    float("past_keys", null, lm.keyWidth),
  ];
  const hintInputs = [
    float("line_match", null, knownWidth),
    float("line_relations", null, null, relationWidth),
    int("last_region"),
  ];
  return {
    inputs: [
      int("input_ids", 1, null),
      float("visual", 1, null, lm.dModel),
      ...(pointer ? lineInputs : []),
      ...(lm.hints ? hintInputs : []),
      ...states,
      int("max_new"),
      int("eos"),
    ],
    outputs: [
      int("tokens", null),
      float("confidences", null),
      ...(pointer ? [float("present_keys", null, lm.keyWidth)] : []),
      ...states.map((state) => ({ ...state, name: state.name.replace("past_", "present_") })),
    ],
  };
}
