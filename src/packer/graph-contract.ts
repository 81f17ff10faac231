/** What `pack verify` expects of each graph's interface, from the manifest alone (docs/nano.md §1.3–1.8). */
import { knownWidth, relationWidth } from "../model/known.ts";
import { styleWidth } from "../model/line-style.ts";
import { encodersOf, stateTensors, type PackManifest } from "../shared/manifest.ts";
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
export function graphContracts(manifest: PackManifest): Map<GraphName, GraphContract> {
  const { lm, vision, visualTokens, lines } = manifest.architecture;
  const contracts = new Map<GraphName, GraphContract>();
  const features = encodersOf(manifest).map(({ graph, width, preprocess }, n) => {
    const output = float(n === 0 ? "features" : `features${n + 1}`, 1, vision!.grid[0] * vision!.grid[1], width);
    const outputs = [{ ...output, name: "features" }];
    contracts.set(graph, { inputs: [float("pixels", 1, 3, ...preprocess.size)], outputs });
    return output;
  });
  if (vision !== undefined) {
    contracts.set("connector", { inputs: features, outputs: [float("visual", 1, visualTokens, lm.dModel)] });
  }
  contracts.set("lm", languageModelContract(lm, vision !== undefined));
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

function languageModelContract(lm: PackManifest["architecture"]["lm"], sees: boolean): GraphContract {
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
      ...(sees ? [float("visual", 1, null, lm.dModel)] : []),
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
