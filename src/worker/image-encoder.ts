/** Image → what the language model reads of it: visual embeddings (encoder, connector) and one embedding per text line. */
import { setImmediate } from "node:timers/promises";
import type * as ort from "onnxruntime-node";
import { cancelled } from "../shared/errors.ts";
import { encodersOf, type PackEncoder, type PackManifest } from "../shared/manifest.ts";
import type { Box, TextLine } from "../shared/types.ts";
import { cropColumns, cropRows, geometrySize, lineCrops, lineGeometry } from "../model/line-crops.ts";
import { lineStyles, styleWidth } from "../model/line-style.ts";
import { lineTextInputs } from "../model/line-inputs.ts";
import { columnOrder } from "../model/reading-order.ts";
import { encoderInput } from "../model/preprocess.ts";
import type { RgbImage } from "../model/rgb-image.ts";
import { floatOutput, floats, integers } from "./onnx.ts";

/** The graphs that see the image; `lines` only in packs that read text. */
export interface VisionSessions {
  readonly encoder: ort.InferenceSession;
  readonly connector: ort.InferenceSession;
  readonly lines: ort.InferenceSession | undefined;
}

export interface EncodedImage {
  /** Row-major (visualTokens, dModel). */
  readonly visual: Float32Array;
  /** Row-major (lines, dModel). */
  readonly lineEmbeds: Float32Array;
  /** Row-major (lines, 23): how each line looks (docs/nano.md §1.9). */
  readonly lineStyles: Float32Array;
}

export class ImageEncoder {
  constructor(
    private readonly sessions: VisionSessions,
    private readonly manifest: PackManifest,
  ) {}

  /** Whether it looks at each line of text close up. */
  get readsLines(): boolean {
    return this.sessions.lines !== undefined;
  }

  /**
   * @param lines in reading order
   * @param lexTokens token ids of each line's text, cut to the pack's `lexTokens`
   * @param onProgress called after each graph with the done part in 0…1
   * @throws UserError `CANCELLED`, at the latest one graph after `signal` was aborted
   */
  async encode(
    image: RgbImage,
    lines: readonly TextLine[],
    lexTokens: readonly (readonly number[])[],
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<EncodedImage> {
    const [{ preprocess }] = encodersOf(this.manifest) as [PackEncoder];
    const [height, width] = preprocess.size;
    const pixels = floats(encoderInput(image, preprocess), [1, 3, height, width]);
    const features = await this.#run(this.sessions.encoder, [pixels], signal);
    onProgress(0.6);
    const visual = await this.#run(this.sessions.connector, [features], signal);
    onProgress(0.8);
    const boxes = lines.map(({ box }) => box);
    const looks = this.sessions.lines === undefined ? new Float32Array(0) : lineStyles(image, boxes);
    const lineEmbeds = await this.#encodeLines(image, boxes, looks, lexTokens, signal);
    onProgress(1);
    return { visual: visual.data as Float32Array, lineEmbeds, lineStyles: looks };
  }

  async #encodeLines(
    image: RgbImage,
    boxes: readonly Box[],
    looks: Float32Array,
    lexTokens: readonly (readonly number[])[],
    signal: AbortSignal,
  ): Promise<Float32Array> {
    const session = this.sessions.lines;
    if (session === undefined || boxes.length === 0) return new Float32Array(0);
    if (signal.aborted) throw cancelled();
    const text = lineTextInputs(lexTokens);
    const outputs = await session.run({
      crops: floats(lineCrops(image, boxes), [boxes.length, 3, cropRows, cropColumns]),
      geometry: floats(lineGeometry(boxes, image.width, image.height), [boxes.length, geometrySize]),
      style: floats(looks, [boxes.length, styleWidth]),
      text_ids: integers(text.ids, [boxes.length, text.width]),
      text_mask: floats(text.mask, [boxes.length, text.width]),
      column_order: integers(columnOrder(boxes)),
    });
    return floatOutput(outputs, session.outputNames[0]!);
  }

  /** Runs a graph of one input and one output. */
  async #run(session: ort.InferenceSession, [input]: [ort.Tensor], signal: AbortSignal): Promise<ort.Tensor> {
    await setImmediate();
    if (signal.aborted) throw cancelled();
    const outputs = await session.run({ [session.inputNames[0]!]: input });
    return outputs[session.outputNames[0]!]!;
  }
}
