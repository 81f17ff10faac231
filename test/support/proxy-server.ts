/** A proxy on the loopback interface that opens tunnels to this machine, and to no other. */
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { addressOf, listen } from "./hub-server.ts";

export class ProxyServer implements Disposable {
  /** `host:port` of each tunnel that was asked for. */
  readonly tunnels: string[] = [];

  private constructor(private readonly server: Server) {
    server.on("connect", (request: { readonly url?: string }, client: Socket) => {
      const { url = "" } = request;
      this.tunnels.push(url);
      client.on("error", () => undefined);
      const [host, port] = url.split(":");
      if (host !== "127.0.0.1") {
        client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
        return;
      }
      const target = connect(Number(port), host, () => {
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        target.pipe(client);
        client.pipe(target);
      });
      target.on("error", () => undefined);
    });
  }

  static async start(): Promise<ProxyServer> {
    return new ProxyServer(await listen((_, response) => void response.writeHead(405).end()));
  }

  get address(): string {
    return addressOf(this.server);
  }

  [Symbol.dispose](): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
