/** The packer: a child process that speaks the packer protocol over Node's IPC channel. */
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from "vscode-jsonrpc/node";
import { serve } from "./server.ts";

if (process.send === undefined) {
  process.stderr.write("This is the packer of ML-Mamba; it is started by its client, not by hand.\n");
  process.exit(2);
}

/* A stop from the terminal reaches the whole process group; the client decides what it means. */
process.on("SIGINT", () => undefined);
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
const leave = serve(connection, () => process.exit(0));
process.on("disconnect", () => void leave());
