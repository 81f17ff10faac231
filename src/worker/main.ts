/**
 * The inference worker: a child process that speaks the worker protocol over Node's IPC channel. Standard output and error stay free
 * for what native libraries print.
 */
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from "vscode-jsonrpc/node";
import { Server } from "./server.ts";

if (process.send === undefined) {
  process.stderr.write("This is the worker of ML-Mamba; it is started by its client, not by hand.\n");
  process.exit(2);
}

/* A stop from the terminal reaches the whole process group; the client decides what it means. */
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));

new Server(createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process)), () =>
  process.exit(0),
).listen();
