/**
 * Draws Mermaid diagrams. That needs a browser: a page of our own, shown where the panel will be, takes the time of drawing and is closed again.
 * Mermaid comes with the extension, as a file that nothing but this page loads.
 */
import { createHash, randomBytes } from "node:crypto";
import * as v from "valibot";
import * as vscode from "vscode";
import { fromDrawerSchema, longestDiagram, type ToDrawer } from "../../shared/documents/diagram-protocol.ts";
import { cancelled } from "../../shared/errors.ts";
import { LocalizedError } from "./localized-error.ts";
import type { MemoryFiles } from "./memory-files.ts";
import type { Picture } from "./pictures.ts";

const timeLimitMs = 60_000;

export class DiagramPictures {
  readonly #drawn = new Map<string, Uint8Array>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly memory: MemoryFiles,
  ) {}

  /** @throws UserError `IMAGE_NOT_AN_IMAGE` where it is no diagram, `CANCELLED` */
  async draw(source: string, signal: AbortSignal): Promise<Picture> {
    if (source.length > longestDiagram) throw noDiagram(vscode.l10n.t("it is too long"));
    const key = createHash("sha256").update(source).digest("hex").slice(0, 16);
    const bytes = this.#drawn.get(key) ?? (await this.#page(source, signal));
    this.#drawn.set(key, bytes);
    const name = `diagram-${key.slice(0, 6)}.png`;
    return { name, bytes, uri: this.memory.add(name, bytes) };
  }

  async #page(source: string, signal: AbortSignal): Promise<Uint8Array> {
    if (signal.aborted) throw cancelled();
    const dist = vscode.Uri.joinPath(this.extensionUri, "dist");
    const panel = vscode.window.createWebviewPanel(
      "mlMamba.diagram",
      vscode.l10n.t("Drawing the diagram"),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [dist] },
    );
    try {
      return await new Promise((resolve, reject) => {
        const fail = (reason: string): void => {
          reject(noDiagram(reason));
        };
        const timer = setTimeout(() => {
          fail(vscode.l10n.t("drawing took too long"));
        }, timeLimitMs);
        signal.addEventListener("abort", () => {
          reject(cancelled());
        });
        panel.onDidDispose(() => {
          clearTimeout(timer);
          reject(cancelled());
        });
        panel.webview.onDidReceiveMessage((raw) => {
          const message = v.parse(fromDrawerSchema, raw);
          const draw: ToDrawer = { type: "draw", source };
          if (message.type === "ready") void panel.webview.postMessage(draw);
          else if (message.type === "drawn") resolve(new Uint8Array(Buffer.from(message.png, "base64")));
          else fail(message.reason.split("\n")[0]!.slice(0, 200));
        });
        panel.webview.html = page(panel.webview, vscode.Uri.joinPath(dist, "diagram.js"));
      });
    } finally {
      panel.dispose();
    }
  }
}

/** Mermaid writes its styles into the page; scripts are ours alone. */
function page(webview: vscode.Webview, script: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64url");
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
  </head>
  <body>
    <script type="module" nonce="${nonce}" src="${webview.asWebviewUri(script).toString()}"></script>
  </body>
</html>
`;
}

function noDiagram(reason: string): LocalizedError {
  return new LocalizedError(
    "IMAGE_NOT_AN_IMAGE",
    vscode.l10n.t("The diagram cannot be drawn: {0}.", reason.replace(/\.$/, "")),
    vscode.l10n.t("Correct its source, then try again."),
  );
}
