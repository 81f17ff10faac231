/**
 * The inference worker: a child process that speaks the worker protocol over Node's IPC channel. Standard output and error stay free
 * for what native libraries print.
 *
 * Everything that needs a native binary is imported by the server, and the server only when this process runs: where a binary is
 * missing or does not fit the system, the worker stays alive and says so instead of dying with a stack trace.
 */
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from "vscode-jsonrpc/node";
import { serveFailure } from "./failure-server.ts";
import { runtimeMissing } from "./runtime-missing.ts";

if (process.send === undefined) {
  process.stderr.write("This is the worker of ML-Mamba; it is started by its client, not by hand.\n");
  process.exit(2);
}

/* A stop from the terminal reaches the whole process group; the client decides what it means. */
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));

const exit = (): never => process.exit(0);
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
try {
  const { Server } = await import("./server.ts");
  new Server(connection, exit).listen();
} catch (cause) {
  serveFailure(connection, runtimeMissing(cause, process), exit);
}
