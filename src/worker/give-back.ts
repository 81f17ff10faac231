/** Memory of array buffers, given back when it is known that nobody needs it, not when V8 next collects its garbage. */
import { MessageChannel, type MessagePort } from "node:worker_threads";

/* Transferring detaches, also where nobody receives (HTML Standard, 9.4.3, "message port post message steps"). Node 20 has no ArrayBuffer.transfer. */
const nobody = closedPort();

/** Frees the memory behind `arrays` at once; their length is 0 from then on. What is freed already may be given again. */
export function giveBack(arrays: readonly ArrayBufferView[]): void {
  const buffers = new Set<ArrayBuffer>();
  for (const { buffer } of arrays) {
    if (buffer instanceof ArrayBuffer && buffer.byteLength > 0) buffers.add(buffer);
  }
  if (buffers.size > 0) nobody.postMessage(null, [...buffers]);
}

function closedPort(): MessagePort {
  const { port1 } = new MessageChannel();
  port1.close();
  return port1;
}
