/**
 * How long large documents take, and for how long at most the process that asks is held: `npm run build && npx tsx bench/documents.ts [MB]`. The parsing
 * itself is done in a thread; what holds the process is handing the text over and taking the images back.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DocumentClient } from "../src/client/document-client.ts";
import type { DocumentLanguage } from "../src/shared/documents/image-link.ts";

const megabytes = Number(process.argv[2] ?? 10);
const words = "Some words that fill the document, with [a link](x.md) and `code`.\n".repeat(28);
const samples: readonly (readonly [DocumentLanguage, string])[] = [
  ["markdown", `${words}\n![](../export.png)\n\n`],
  ["mdx", `${words}\n![](../export.png)\n\n<img src="a.png" />\n\n`],
  ["html", `<p>${words}</p>\n<p><img src="a.png"></p>\n`],
  ["restructuredtext", `${words}\n.. image:: a.png\n\n`],
  ["asciidoc", `${words}\nimage::a.png[]\n\n`],
];

await using client = {
  parser: new DocumentClient({
    modulePath: () => join(fileURLToPath(new URL("..", import.meta.url)), "dist", "documents.cjs"),
  }),
  async [Symbol.asyncDispose]() {
    await this.parser.dispose();
  },
};
await client.parser.parse("markdown", "![](warm.png)");

process.stdout.write("language              MB  images       ms  held ms\n");
for (const [language, part] of samples) {
  /* MDX is read by another parser, and is never that large. */
  const size = language === "mdx" ? megabytes / 10 : megabytes;
  /* As a file is read: in one piece. */
  const text = Buffer.from(part.repeat(Math.ceil((size * 1e6) / part.length))).toString();
  let held = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    held = Math.max(held, now - last - 2);
    last = now;
  }, 2);
  const began = performance.now();
  const { images } = await client.parser.parse(language, text);
  const ms = performance.now() - began;
  clearInterval(watch);
  const row = [
    language.padEnd(18),
    size.toFixed(0).padStart(5),
    String(images.length).padStart(7),
    ms.toFixed(0).padStart(8),
    held.toFixed(0).padStart(8),
  ];
  process.stdout.write(`${row.join(" ")}\n`);
}
