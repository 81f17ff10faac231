/** The worker's side of the protocol where the worker cannot work: every request fails with the reason. */
import type { MessageConnection } from "vscode-jsonrpc/node";
import type { UserError } from "../shared/errors.ts";
import { toResponseError } from "../shared/rpc-errors.ts";
import { ShutdownRequest } from "../shared/worker-protocol.ts";

/** Answers every request with `error` until the client sends `shutdown` or the connection closes; then calls `exit`. */
export function serveFailure(connection: MessageConnection, error: UserError, exit: () => void): void {
  connection.onRequest(() => {
    throw toResponseError(error);
  });
  connection.onRequest(ShutdownRequest, () => {
    setImmediate(exit);
    return null;
  });
  connection.onClose(exit);
  connection.listen();
}
