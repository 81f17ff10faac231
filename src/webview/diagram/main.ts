/** Draws one Mermaid diagram as a PNG, on white and in Mermaid's own colours: what the model was trained on. Loaded when a diagram is asked about. */
import mermaid from "mermaid";
import * as v from "valibot";
import { longestDiagram, toDrawerSchema, type FromDrawer } from "../../shared/documents/diagram-protocol.ts";

declare function acquireVsCodeApi(): { postMessage(message: FromDrawer): void };

/** Pixels of a side, at most; text stays readable far below. */
const longestSide = 4096;
const margin = 16;

const host = acquireVsCodeApi();

/* Without HTML in labels: a picture with foreign objects may not be read from a canvas. Nothing of a diagram's source is run. */
mermaid.initialize({
  startOnLoad: false,
  securityLevel: "strict",
  theme: "default",
  htmlLabels: false,
  maxTextSize: longestDiagram,
});

async function draw(source: string): Promise<string> {
  const { svg } = await mermaid.render("diagram", source);
  const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const box = (drawn.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  const [width = 0, height = 0] = [box[2], box[3]];
  if (!(width > 0 && height > 0)) throw new Error("The diagram has no size");
  const scale = Math.min(2, longestSide / Math.max(width, height));
  drawn.setAttribute("width", String(width));
  drawn.setAttribute("height", String(height));
  drawn.style.removeProperty("max-width");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawn))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * scale) + 2 * margin;
  canvas.height = Math.ceil(height * scale) + 2 * margin;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser draws no pictures");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, margin, margin, width * scale, height * scale);
  return canvas.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const message = v.safeParse(toDrawerSchema, data);
  if (!message.success) return;
  draw(message.output.source).then(
    (png) => {
      host.postMessage({ type: "drawn", png });
    },
    (thrown: unknown) => {
      host.postMessage({ type: "failed", reason: thrown instanceof Error ? thrown.message : String(thrown) });
    },
  );
});
host.postMessage({ type: "ready" });
