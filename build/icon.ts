/** Renders the extension's icon: `npx tsx build/icon.ts`. VS Code takes a PNG only. */
import { join, resolve } from "node:path";
import sharp from "sharp";

const media = resolve(import.meta.dirname, "..", "media");
await sharp(join(media, "icon.svg"))
  .resize(256, 256)
  .png({ compressionLevel: 9, palette: true })
  .toFile(join(media, "icon.png"));
