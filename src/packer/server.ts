/** The packer's side of its protocol (`src/shared/packer-protocol.ts`): parses what comes in, works, answers. */
import type { CancellationToken, MessageConnection } from "vscode-jsonrpc/node";
import {
  packBuildParamsSchema,
  PackBuildRequest,
  PackerShutdownRequest,
  PackProgressNotification,
  packVerifyParamsSchema,
  PackVerifyRequest,
  type PackSummary,
} from "../shared/packer-protocol.ts";
import { parseParams, toResponseError } from "../shared/rpc-errors.ts";
import { buildPack } from "./build-pack.ts";
import { verifyPack, type Report } from "./verify-pack.ts";

/** Serves one client; calls `exit` when it sends `shutdown` or the connection closes. */
export function serve(connection: MessageConnection, exit: () => void): void {
  const report: Report = (progress) => {
    connection.sendNotification(PackProgressNotification, progress).catch(() => undefined);
  };
  connection.onRequest(PackBuildRequest, (params, token) =>
    answer(token, (signal) => buildPack(parseParams(packBuildParamsSchema, params), report, signal)),
  );
  connection.onRequest(PackVerifyRequest, (params, token) =>
    answer(token, (signal) => verifyPack(parseParams(packVerifyParamsSchema, params).pack, report, signal)),
  );
  connection.onRequest(PackerShutdownRequest, () => {
    setImmediate(exit);
    return null;
  });
  connection.onClose(exit);
  connection.listen();
}

async function answer(token: CancellationToken, work: (signal: AbortSignal) => Promise<PackSummary>) {
  const controller = new AbortController();
  const subscription = token.onCancellationRequested(() => {
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } catch (thrown) {
    return toResponseError(thrown);
  } finally {
    subscription.dispose();
  }
}
