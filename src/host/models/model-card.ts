/**
 * A model's card as the editor shows it: what the manifest tells of it, in the language of the editor, and below that the card which came with the
 * pack, as its makers wrote it.
 */
import { open } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { readManifest } from "../../client/pack-store.ts";
import { escaped } from "../../shared/documents/escape.ts";
import type { PackManifest } from "../../shared/manifest.ts";
import { memoryOf } from "../../shared/model-memory.ts";
import { bytesText } from "../../shared/units.ts";
import { languageModelWords } from "./import-words.ts";
import { measuredWords } from "./measured-words.ts";

/** Of a card that came with a pack; no card is as long. */
const longestCard = 256 * 1024;

/** @throws UserError `PACK_MISSING`, `PACK_MANIFEST_INVALID`, `PACK_TOO_NEW` */
export async function cardIn(dir: string): Promise<string> {
  const { manifest, bytes } = await readManifest(dir);
  const [card] = manifest.files.card;
  const own = card === undefined ? "" : await beginning(join(dir, card.path)).catch(() => "");
  return cardText(manifest, { dir, bytes, own });
}

interface Beside {
  readonly dir: string;
  /** Of the pack. */
  readonly bytes: number;
  /** The pack's own card. */
  readonly own: string;
}

function cardText(manifest: PackManifest, { dir, bytes, own }: Beside): string {
  const { name, version, license, architecture, measured, sources } = manifest;
  const { lm, vision } = architecture;
  const fact = (what: string, value: string): string => `- **${what}**: ${plain(value)}`;
  const figures = measuredWords(measured);
  const blocks = [
    `# ${plain(name)}`,
    [
      fact(vscode.l10n.t("Version"), version),
      fact(vscode.l10n.t("Licence"), license),
      fact(vscode.l10n.t("On the disk"), bytesText(bytes)),
      fact(vscode.l10n.t("In memory"), vscode.l10n.t("about {0}", bytesText(memoryOf(manifest)))),
      fact(vscode.l10n.t("Bits of a weight"), bitsWords(manifest.quantisation)),
      fact(vscode.l10n.t("Sees with"), vision?.encoder ?? vscode.l10n.t("reads text only, sees no images")),
      fact(vscode.l10n.t("Language model"), languageModelWords({ layers: lm.layers, width: lm.dModel })),
      fact(vscode.l10n.t("Folder"), dir),
    ].join("\n"),
    ...verification(manifest.verified),
    `## ${vscode.l10n.t("Measured")}`,
    figures.length === 0 ? vscode.l10n.t("nothing measured") : figures.map((each) => `- ${plain(each)}`).join("\n"),
    ...(sources === undefined ? [] : sourcesTable(sources)),
    ...(own.trim() === ""
      ? []
      : ["---", `*${vscode.l10n.t("The card that came with the model, as it was written:")}*`, own.trim()]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function bitsWords({ bits, tokens, encoders, block }: PackManifest["quantisation"]): string {
  return [
    String(bits),
    ...(encoders === undefined ? [] : [vscode.l10n.t("encoders {0}", encoders)]),
    ...(tokens === undefined ? [] : [vscode.l10n.t("token embedding and head {0}", tokens)]),
    ...(block > 1 ? [vscode.l10n.t("in blocks of {0}", block)] : []),
  ].join(", ");
}

function verification(verified: boolean | undefined): string[] {
  switch (verified) {
    case undefined:
      return [];
    case true:
      return [vscode.l10n.t("The conversion was compared with the real weights; the figures stand below.")];
    case false:
      return [
        `**${vscode.l10n.t("not verified on the real weights")}** — ${vscode.l10n.t(
          "The conversion was compared with independent implementations on random weights; nobody has yet run it on these. How that is done stands in docs/verify-published-model.md of ML-Mamba.",
        )}`,
      ];
  }
}

function sourcesTable(sources: NonNullable<PackManifest["sources"]>): string[] {
  const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    `## ${vscode.l10n.t("Where its weights come from")}`,
    vscode.l10n.t("Nothing but the way they are stored was changed."),
    [
      row(vscode.l10n.t("Part"), vscode.l10n.t("From"), "SHA-256"),
      row("---", "---", "---"),
      ...sources.map(({ part, from, sha256 }) => row(plain(part), plain(from), sha256 ?? "")),
    ].join("\n"),
  ];
}

/** Words of a pack's makers are text, never markup. */
function plain(text: string): string {
  return escaped(text.replaceAll(/\s+/g, " "), "markdown");
}

async function beginning(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(longestCard), 0, longestCard, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
