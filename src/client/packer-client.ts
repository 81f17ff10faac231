/** The packer as the rest of the house sees it: a child process that builds and verifies packs. */
import * as v from "valibot";
import {
  PackBuildRequest,
  PackerShutdownRequest,
  PackProgressNotification,
  packProgressSchema,
  packSummarySchema,
  PackVerifyRequest,
  type PackBuildParams,
  type PackProgress,
  type PackSummary,
} from "../shared/packer-protocol.ts";
import { ChildConnection, type ChildOptions } from "./child-connection.ts";

/** Large packs are hashed and quantised in long calls. */
const silenceLimitMs = 300_000;

export class PackerClient implements AsyncDisposable {
  readonly #child: ChildConnection;

  constructor(options: ChildOptions, onProgress: (progress: PackProgress) => void) {
    this.#child = new ChildConnection({ silenceLimitMs, ...options });
    this.#child.connection.onNotification(PackProgressNotification, (params) => {
      onProgress(v.parse(packProgressSchema, params));
    });
    this.#child.listen();
  }

  /**
   * Turns a checkpoint into a pack.
   *
   * @throws UserError `CHECKPOINT_…`, `PACK_…`, `OPTIONS_INVALID`, `CANCELLED`
   */
  async build(params: PackBuildParams, signal?: AbortSignal): Promise<PackSummary> {
    const send = this.#child.request((c, token) => c.sendRequest(PackBuildRequest, params, token), signal);
    return v.parse(packSummarySchema, await send);
  }

  /** @throws UserError `PACK_…`, `CANCELLED` */
  async verify(pack: string, signal?: AbortSignal): Promise<PackSummary> {
    const send = this.#child.request((c, token) => c.sendRequest(PackVerifyRequest, { pack }, token), signal);
    return v.parse(packSummarySchema, await send);
  }

  async dispose(): Promise<void> {
    await this.#child.close((connection) => connection.sendRequest(PackerShutdownRequest));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}
