/** The regions of an open image: each is read once, by itself, and kept as long as it is among the last ones that were asked about. */
import { regionInvalid, regionKey, regionWithin } from "../shared/regions.ts";
import type { AnswerNotification, AskResult, OpenRegionResult } from "../shared/worker-protocol.ts";
import type { Box, Quote } from "../shared/types.ts";
import { cropOf } from "../model/crop.ts";
import { decodeImage, defaultImageLimits } from "./image/decode.ts";
import { readImage, stopwatch, type ReaderServices } from "./image-reader.ts";
import type { Job } from "./job-queue.ts";
import type { OpenImage } from "./open-image.ts";

/** Regions that are kept of an image. */
const mostRegions = 8;

export interface OpenRegion {
  readonly box: Box;
  readonly open: OpenImage;
  readonly result: OpenRegionResult;
}

export class Regions {
  /** Least recently used first. */
  readonly #regions = new Map<string, OpenRegion>();

  /**
   * @param image the image's id
   * @param bytes the encoded image: pixels of a large one are not worth their memory
   */
  constructor(
    private readonly image: string,
    private readonly bytes: Uint8Array,
    private readonly size: { readonly width: number; readonly height: number },
    private readonly services: ReaderServices,
  ) {}

  /**
   * The region as it was read, now or before.
   *
   * @throws UserError `REGION_INVALID`, `OCR_…`, `PACK_GRAPH_INVALID`, `CANCELLED`
   */
  async open(wanted: Box, job: Job): Promise<OpenRegion> {
    const box = regionWithin(wanted, this.size);
    if (box === undefined) throw regionInvalid();
    const key = regionKey(box);
    const region = this.#regions.get(key) ?? (await this.#read(box, job));
    this.#regions.delete(key);
    this.#regions.set(key, region);
    for (const [oldest, { open }] of this.#regions) {
      if (this.#regions.size <= mostRegions) break;
      this.#regions.delete(oldest);
      this.services.states.forget(open.id);
    }
    return region;
  }

  /** Forgets all regions and their states. */
  forget(): void {
    for (const { open } of this.#regions.values()) this.services.states.forget(open.id);
    this.#regions.clear();
  }

  async #read(box: Box, job: Job): Promise<OpenRegion> {
    const clock = stopwatch();
    this.services.models.warmUp();
    const image = await decodeImage(this.bytes, defaultImageLimits, job.signal);
    job.onProgress("decode", 1);
    const decodeMs = clock();
    const crop = cropOf(image, box);
    const { open, lines, unreadLines, modelSaw, timings } = await readImage(
      `${this.image} ${regionKey(box)}`,
      crop,
      this.services,
      job,
    );
    const result = {
      region: box,
      lines: lines.map((line) => ({ ...line, box: moved(line.box, box) })),
      unreadLines,
      modelSaw,
      timings: { ...timings, decodeMs },
    };
    return { box, open, result };
  }
}

/** A box of the region in pixels of the whole image. */
function moved([x, y, width, height]: Box, [left, top]: Box): Box {
  return [x + left, y + top, width, height];
}

const movedQuote = (quote: Quote, region: Box): Quote => ({ ...quote, box: moved(quote.box, region) });

/** An event of an answer about a region, its boxes in pixels of the whole image. */
export function movedEvent(event: AnswerNotification["event"], region: Box): AnswerNotification["event"] {
  return event.type === "region" ? { type: "region", quote: movedQuote(event.quote, region) } : event;
}

export function movedResult(result: AskResult, region: Box): AskResult {
  const { quotes, counted } = result;
  return {
    ...result,
    quotes: quotes.map((quote) => movedQuote(quote, region)),
    counted: counted.map((quote) => movedQuote(quote, region)),
  };
}
