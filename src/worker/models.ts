/** Everything of a pack that is loaded, each part when it is first needed. */
import { readFile } from "node:fs/promises";
import { WordVectors } from "../model/line-words.ts";
import { UserError } from "../shared/errors.ts";
import type { PackManifest } from "../shared/manifest.ts";
import type { ParsedWorkerOptions } from "../shared/worker-protocol.ts";
import { Generator } from "./generation.ts";
import { ImageEncoder } from "./image-encoder.ts";
import { LanguageModel } from "./language-model.ts";
import { createOcr, type Ocr } from "./ocr/ocr.ts";
import { createSession } from "./onnx.ts";
import { Pack } from "./pack.ts";
import { loadTokenizer, type PackTokenizer } from "./tokenizer.ts";
import { VisionGraphs, type OpenGraph } from "./vision-graphs.ts";

/** Above this size of its files the graphs that see are loaded for each image and given back; below, they stay. */
const heavyVisionBytes = 200_000_000;
/** Above this size of the language model's files a call may take {@link slowBoundMs}. */
const slowModelBytes = 500_000_000;
const fastBoundMs = 150;
const slowBoundMs = 500;

/** A value that is made when it is first asked for; a failure is forgotten, so that the next one to ask tries again. */
class Lazy<Value> {
  #value: Promise<Value> | undefined;

  constructor(private readonly make: () => Promise<Value>) {}

  get(): Promise<Value> {
    this.#value ??= this.make().catch((error: unknown) => {
      this.#value = undefined;
      throw error;
    });
    return this.#value;
  }
}

export class Models {
  readonly #ocr: Lazy<Ocr>;
  readonly #encoder: Lazy<ImageEncoder>;
  readonly #generator: Lazy<Generator>;
  #loadMs = 0;

  private constructor(
    readonly pack: Pack,
    readonly tokenizer: PackTokenizer,
    readonly words: WordVectors | undefined,
    private readonly options: ParsedWorkerOptions,
  ) {
    this.#ocr = this.#lazy(() => createOcr({ modelDir: options.ocrDir, threads: options.threads }));
    this.#encoder = this.#lazy(() => this.#loadEncoder());
    this.#generator = this.#lazy(() => this.#loadGenerator());
  }

  /**
   * Verifies the pack, reads its tokenizer and word vectors; loads no graph yet.
   *
   * @throws UserError `PACK_…`
   */
  static async open(options: ParsedWorkerOptions): Promise<Models> {
    const pack = await Pack.open(options.packDir);
    const words = pack.manifest.files.words && (await wordVectors(pack));
    return new Models(pack, await loadTokenizer(pack.path("tokenizer")), words, options);
  }

  get manifest(): PackManifest {
    return this.pack.manifest;
  }

  get callBoundMs(): number {
    const bySize = this.pack.bytes("lm") > slowModelBytes ? slowBoundMs : fastBoundMs;
    return this.options.callBoundMs ?? this.manifest.callBoundMs ?? bySize;
  }

  /** Whether the graphs that see stay loaded beside the language model. Those of a large model take turns with each other. */
  get keepsVision(): boolean {
    const graphs = ["encoder", "encoder2", "connector", "lines"] as const;
    return graphs.reduce((sum, graph) => sum + this.pack.bytes(graph), 0) <= heavyVisionBytes;
  }

  /** The text recogniser, or none where the pack reads no text. */
  async ocr(): Promise<Ocr | undefined> {
    return this.manifest.ocr.policy === "lines" ? this.#ocr.get() : undefined;
  }

  encoder(): Promise<ImageEncoder> {
    return this.#encoder.get();
  }

  generator(): Promise<Generator> {
    return this.#generator.get();
  }

  /** Starts loading everything that an image needs, so that it is ready when its turn comes; of a large model only what reads text. */
  warmUp(): void {
    if (!this.keepsVision) {
      this.ocr().catch(() => undefined);
      return;
    }
    for (const part of [this.ocr(), this.encoder(), this.generator()]) part.catch(() => undefined);
  }

  /** Milliseconds spent on loading since the last time this was asked. */
  takeLoadMs(): number {
    const ms = this.#loadMs;
    this.#loadMs = 0;
    return ms;
  }

  #lazy<Value>(make: () => Promise<Value>): Lazy<Value> {
    return new Lazy(async () => {
      const start = performance.now();
      const value = await make();
      this.#loadMs += performance.now() - start;
      return value;
    });
  }

  async #loadEncoder(): Promise<ImageEncoder> {
    const open: OpenGraph = (graph) => createSession(this.pack.path(graph), this.options.threads);
    const encoder = new ImageEncoder(new VisionGraphs(open, this.keepsVision), this.manifest);
    await encoder.warmUp();
    return encoder;
  }

  async #loadGenerator(): Promise<Generator> {
    const session = await createSession(this.pack.path("lm"), this.options.threads);
    if (!session.inputNames.includes("max_new")) {
      throw new UserError(
        "PACK_GRAPH_INVALID",
        `The language model of "${this.pack.dir}" does not decode by itself (mode "loop").`,
        "Build the pack again with ml-mamba pack build.",
      );
    }
    const model = new LanguageModel(session, this.manifest);
    return new Generator(model, this.manifest.tokens, this.callBoundMs);
  }
}

async function wordVectors(pack: Pack): Promise<WordVectors> {
  const path = pack.path("words");
  const words = WordVectors.parse(await readFile(path), pack.manifest.architecture.lm.vocabSize);
  if (words !== undefined) return words;
  throw new UserError(
    "PACK_FILE_CORRUPT",
    `"${path}" does not hold a vector for each token.`,
    "Install the pack again.",
  );
}
