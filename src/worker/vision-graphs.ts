/**
 * The sessions of the graphs that see. A small model keeps them; the encoders of a large one are as heavy as its language model, so each
 * is loaded when an image is read, runs, and is given back before the next one is loaded.
 */
import type * as ort from "onnxruntime-node";

export type VisionGraph = "encoder" | "encoder2" | "connector" | "lines";

/** Opens the session of a graph. */
export type OpenGraph = (graph: VisionGraph) => Promise<ort.InferenceSession>;

export class VisionGraphs {
  readonly #kept = new Map<VisionGraph, Promise<ort.InferenceSession>>();

  /** @param keeps whether a session stays when it has run */
  constructor(
    private readonly open: OpenGraph,
    readonly keeps: boolean,
  ) {}

  /** Opens sessions ahead of their use, where they are kept. */
  async warmUp(graphs: readonly VisionGraph[]): Promise<void> {
    if (!this.keeps) return;
    for (const graph of graphs) await this.#session(graph);
  }

  /** Lets `use` work with the session of `graph`. */
  async with<Result>(graph: VisionGraph, use: (session: ort.InferenceSession) => Promise<Result>): Promise<Result> {
    if (this.keeps) return use(await this.#session(graph));
    const session = await this.open(graph);
    try {
      return await use(session);
    } finally {
      await session.release();
    }
  }

  /** A failure is forgotten, so that the next one to ask tries again. */
  #session(graph: VisionGraph): Promise<ort.InferenceSession> {
    const known = this.#kept.get(graph);
    if (known !== undefined) return known;
    const opening = this.open(graph).catch((error: unknown) => {
      this.#kept.delete(graph);
      throw error;
    });
    this.#kept.set(graph, opening);
    return opening;
  }
}
