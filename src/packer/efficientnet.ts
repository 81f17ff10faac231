/**
 * The vision trunk: an EfficientNet-Lite (arXiv 1905.11946; the Lite variants have ReLU6 and no squeeze-and-excitation) up to its
 * last MBConv block, batch norm already folded into the convolutions (docs/nano.md §1.3).
 */
import type { EncoderConfig, MbConvConfig } from "./checkpoint-config.ts";
import { int, ints, type Value } from "./graph.ts";
import { convolution, type Piece } from "./piece.ts";

const pointwise = [1, 1] as const;

/** pixels (1, 3, size, size), normalised → features (1, cells, width of the last block), row-major. */
export function efficientNet(piece: Piece, config: EncoderConfig, pixels: Value): Value {
  const { graph } = piece;
  const six = [graph.floats("zero", Float32Array.of(0), []), graph.floats("six", Float32Array.of(6), [])];
  const relu6 = (x: Value): Value => graph.op("Clip", [x, ...six]);
  const stem = convolution(piece, "encoder.stem", pixels, [config.stemWidth, 3, 3, 3], {
    strides: ints(2, 2),
    pads: ints(...config.stemPads),
  });
  let x = relu6(stem);
  for (const [index, block] of config.blocks.entries()) x = mbConv(piece, `encoder.blocks.${index}`, x, block, relu6);
  const width = config.blocks.at(-1)!.output;
  const flat = graph.op("Reshape", [x, graph.integers(1, width, -1)]);
  return graph.op("Transpose", [flat], { perm: ints(0, 2, 1) });
}

/** Inverted bottleneck: expand 1×1, depthwise, project 1×1, residual where shapes allow; x (1, input, h, w). */
function mbConv(piece: Piece, prefix: string, x: Value, block: MbConvConfig, relu6: (x: Value) => Value): Value {
  const width = block.input * block.expand;
  const expanded =
    block.expand === 1 ? x : relu6(convolution(piece, `${prefix}.expand`, x, [width, block.input, ...pointwise], {}));
  const depthwise = convolution(piece, `${prefix}.depthwise`, expanded, [width, 1, block.kernel, block.kernel], {
    group: int(width),
    strides: ints(block.stride, block.stride),
    pads: ints(...block.pads),
  });
  const projected = convolution(piece, `${prefix}.project`, relu6(depthwise), [block.output, width, ...pointwise], {});
  return block.residual ? piece.graph.op("Add", [x, projected]) : projected;
}
