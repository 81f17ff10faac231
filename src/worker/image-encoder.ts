/** Image → what the language model reads of it: visual embeddings (encoder, connector) and one embedding per text line. */
import { setImmediate } from "node:timers/promises";
import type * as ort from "onnxruntime-node";
import { cancelled } from "../shared/errors.ts";
import { encodersOf, type PackEncoder, type PackManifest } from "../shared/manifest.ts";
import type { Box, TextLine } from "../shared/types.ts";
import { cropColumns, cropRows, geometrySize, lineCrops, lineGeometry } from "../model/line-crops.ts";
import type { LineLooks } from "../model/known.ts";
import { lineMeasures } from "../model/line-measures.ts";
import { lineStrokes } from "../model/line-strokes.ts";
import { lineStyles, styleWidth } from "../model/line-style.ts";
import { lineTextInputs } from "../model/line-inputs.ts";
import { columnOrder } from "../model/reading-order.ts";
import { outlinesOf } from "../model/outlines.ts";
import { encoderInput } from "../model/preprocess.ts";
import type { RgbImage } from "../model/rgb-image.ts";
import { floatOutput, floats, integers } from "./onnx.ts";
import type { VisionGraphs } from "./vision-graphs.ts";

/** Share of the work that the encoders are, and of an encoder's that loading it is where it is not kept. */
const encoderShare = 0.6;
const loadShare = 0.2;

export interface EncodedImage {
  /** Row-major (visualTokens, dModel). */
  readonly visual: Float32Array;
  /** Row-major (lines, dModel). */
  readonly lineEmbeds: Float32Array;
  /** How each line looks, and what is drawn around it (docs/nano.md §1.9, §1.11, §1.12). */
  readonly looks: LineLooks;
  /** What an author has outlined in red: places among the lines. */
  readonly outlines: readonly (readonly number[])[];
}

const noLooks: LineLooks = { styles: new Float32Array(0), drawing: { pairs: [], measures: new Float32Array(0) } };

/** What an image is to a model that is shown none. */
export const noImage: EncodedImage = {
  visual: new Float32Array(0),
  lineEmbeds: new Float32Array(0),
  looks: noLooks,
  outlines: [],
};

export class ImageEncoder {
  readonly #encoders: readonly PackEncoder[];
  /** Whether the model is told what is drawn around each line. */
  readonly #hints: boolean;

  constructor(
    private readonly graphs: VisionGraphs,
    manifest: PackManifest,
  ) {
    this.#encoders = encodersOf(manifest);
    this.#hints = manifest.architecture.lm.hints;
    this.readsLines = manifest.files.lines !== undefined;
  }

  /** Whether it looks at each line of text close up. */
  readonly readsLines: boolean;

  /** Loads what stays loaded. */
  async warmUp(): Promise<void> {
    const encoders = this.#encoders.map(({ graph }) => graph);
    await this.graphs.warmUp([...encoders, "connector", ...(this.readsLines ? (["lines"] as const) : [])]);
  }

  /**
   * @param lines in reading order
   * @param lexTokens token ids of each line's text, cut to the pack's `lexTokens`
   * @param onProgress called after each graph with the done part in 0…1
   * @throws UserError `CANCELLED`, at the latest one graph, or one reading of the pixels, after `signal` was aborted
   */
  async encode(
    image: RgbImage,
    lines: readonly TextLine[],
    lexTokens: readonly (readonly number[])[],
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<EncodedImage> {
    const feeds: Record<string, ort.Tensor> = {};
    for (const [n, encoder] of this.#encoders.entries()) {
      const features = await this.#features(image, encoder, signal, (fraction) => {
        onProgress(((n + fraction) / this.#encoders.length) * encoderShare);
      });
      feeds[n === 0 ? "features" : `features${n + 1}`] = features;
    }
    const visual = await this.graphs.with("connector", (session) => run(session, feeds, signal));
    onProgress(0.8);
    const boxes = lines.map(({ box }) => box);
    const looks = await this.#looks(image, boxes, signal);
    const lineEmbeds = await this.#encodeLines(image, boxes, looks.styles, lexTokens, signal);
    onProgress(1);
    await turn(signal);
    return { visual: visual.data as Float32Array, lineEmbeds, looks, outlines: outlinesOf(image, boxes) };
  }

  /** What one encoder sees: (1, cells, its width). */
  async #features(
    image: RgbImage,
    { graph, preprocess }: PackEncoder,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<ort.Tensor> {
    const [height, width] = preprocess.size;
    const pixels = floats(encoderInput(image, preprocess), [1, 3, height, width]);
    return this.graphs.with(graph, async (session) => {
      onProgress(loadShare);
      const features = await run(session, { pixels }, signal);
      onProgress(1);
      return features;
    });
  }

  /** What is read of the pixels without a model: in steps, since each takes up to a second on a large and noisy picture. */
  async #looks(image: RgbImage, boxes: readonly Box[], signal: AbortSignal): Promise<LineLooks> {
    if (!this.readsLines) return noLooks;
    await turn(signal);
    const styles = lineStyles(image, boxes);
    if (!this.#hints) return { ...noLooks, styles };
    await turn(signal);
    const pairs = lineStrokes(image, boxes);
    await turn(signal);
    return { styles, drawing: { pairs, measures: lineMeasures(image, boxes) } };
  }

  async #encodeLines(
    image: RgbImage,
    boxes: readonly Box[],
    styles: Float32Array,
    lexTokens: readonly (readonly number[])[],
    signal: AbortSignal,
  ): Promise<Float32Array> {
    if (!this.readsLines || boxes.length === 0) return new Float32Array(0);
    await turn(signal);
    const text = lineTextInputs(lexTokens);
    const feeds = {
      crops: floats(lineCrops(image, boxes), [boxes.length, 3, cropRows, cropColumns]),
      geometry: floats(lineGeometry(boxes, image.width, image.height), [boxes.length, geometrySize]),
      style: floats(styles, [boxes.length, styleWidth]),
      text_ids: integers(text.ids, [boxes.length, text.width]),
      text_mask: floats(text.mask, [boxes.length, text.width]),
      column_order: integers(columnOrder(boxes)),
    };
    return this.graphs.with("lines", async (session) => floatOutput(await session.run(feeds), session.outputNames[0]!));
  }
}

/** Runs a graph of one output. */
async function run(
  session: ort.InferenceSession,
  feeds: Readonly<Record<string, ort.Tensor>>,
  signal: AbortSignal,
): Promise<ort.Tensor> {
  await turn(signal);
  const outputs = await session.run(feeds);
  return outputs[session.outputNames[0]!]!;
}

/** Lets the worker hear of what has come meanwhile, a cancellation above all. */
async function turn(signal: AbortSignal): Promise<void> {
  await setImmediate();
  if (signal.aborted) throw cancelled();
}
