/** The packer's protocol over a pair of streams. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  CancellationTokenSource,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { serve } from "../../../src/packer/server.ts";
import {
  PackBuildRequest,
  PackerShutdownRequest,
  PackProgressNotification,
  PackVerifyRequest,
  type PackBuildParams,
} from "../../../src/shared/packer-protocol.ts";
import { fromResponseError } from "../../../src/shared/rpc-errors.ts";
import { isUserError } from "./errors.ts";

describe("packer server", () => {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const exited = new PassThrough();
  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));

  before(() => {
    const connection = createMessageConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    serve(connection, () => exited.emit("exited"));
    client.listen();
  });

  const failure = async (work: Promise<unknown>): Promise<never> => {
    try {
      await work;
    } catch (thrown) {
      throw fromResponseError(thrown);
    }
    throw new Error("it did not fail");
  };

  it("answers a failure with its code, sentence and next step", async () => {
    const none = fileURLToPath(new URL("no-such-pack", import.meta.url));
    await assert.rejects(
      failure(client.sendRequest(PackVerifyRequest, { pack: none })),
      isUserError("PACK_MISSING", /no-such-pack/),
    );
  });

  it("refuses parameters that break the schema", async () => {
    const params = { dir: "a", out: "b", bits: 7 } as unknown as PackBuildParams;
    await assert.rejects(failure(client.sendRequest(PackBuildRequest, params)), isUserError("OPTIONS_INVALID", /bits/));
    const unknown = { pack: "a", force: true };
    await assert.rejects(
      failure(client.sendRequest(PackVerifyRequest, unknown)),
      isUserError("OPTIONS_INVALID", /force/),
    );
  });

  it("reports progress of a build, and stops it when it is cancelled", async () => {
    const dir = fileURLToPath(new URL("../../fixtures/tiny", import.meta.url));
    const source = new CancellationTokenSource();
    const steps: string[] = [];
    client.onNotification(PackProgressNotification, ({ step }) => {
      steps.push(step);
      source.cancel();
    });
    const params = { dir, out: fileURLToPath(new URL("never-made", import.meta.url)) };
    await assert.rejects(
      failure(client.sendRequest(PackBuildRequest, params, source.token)),
      isUserError("CANCELLED", /stopped/),
    );
    assert.equal(steps[0], "encoder.onnx");
  });

  it("says goodbye and exits", async () => {
    const exit = once(exited, "exited");
    assert.equal(await client.sendRequest(PackerShutdownRequest), null);
    await exit;
    client.dispose();
  });
});
