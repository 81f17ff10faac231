/** Actions on images where a document is edited: the light bulb, the hover, the lens. All of them run the same commands. */
import * as vscode from "vscode";
import { altProblem } from "../../shared/documents/alt-text.ts";
import { escaped } from "../../shared/documents/escape.ts";
import type { Diagram, ImageLink } from "../../shared/documents/image-link.ts";
import { referenceOf, type ImageReference } from "./commands.ts";
import { rangeOf, type DocumentImages, type Found } from "./document-images.ts";
import { problemWords } from "./problem-words.ts";

export const imageCommands = {
  generate: "mlMamba.generateAltText",
  refine: "mlMamba.refineAltText",
  decorate: "mlMamba.markDecorative",
  explain: "mlMamba.explainBelow",
  steps: "mlMamba.explainStepsBelow",
  ask: "mlMamba.askAboutImage",
} as const;

interface Action {
  readonly command: string;
  readonly title: string;
  /** A word for a hover or a lens. */
  readonly short: string;
  /** Whether it mends a problem of the alt text. */
  readonly mends: boolean;
}

/** What can be done about an image or a diagram, the likeliest first. */
export function actionsFor(found: Found): readonly Action[] {
  const { t } = vscode.l10n;
  const below: Action[] =
    (found.type === "image" ? found.image.below : found.diagram.below) === undefined
      ? []
      : [
          {
            command: imageCommands.explain,
            title:
              found.type === "image" ? t("Explain this diagram below the image") : t("Explain this diagram below it"),
            short: t("Explain"),
            mends: false,
          },
          {
            command: imageCommands.steps,
            title:
              found.type === "image"
                ? t("Explain this diagram below the image, as steps")
                : t("Explain this diagram below it, as steps"),
            short: t("Steps"),
            mends: false,
          },
        ];
  const ask = (title: string): Action => ({ command: imageCommands.ask, title, short: t("Ask"), mends: false });
  if (found.type === "diagram") return [ask(t("Ask ML-Mamba about this diagram")), ...below];
  const { image } = found;
  const canWrite = image.text.length > 0;
  const write: Action[] = canWrite
    ? [
        {
          command: imageCommands.generate,
          title: image.link === undefined ? t("Generate alt text") : t("Generate alt text (what the link does)"),
          short: t("Generate alt text"),
          mends: true,
        },
        { command: imageCommands.refine, title: t("Refine alt text…"), short: t("Refine…"), mends: true },
      ]
    : [];
  const decorate: Action[] =
    image.decorative.length > 0 && image.link === undefined && image.alt.type !== "empty"
      ? [{ command: imageCommands.decorate, title: t("Mark as decorative"), short: t("Decorative"), mends: true }]
      : [];
  return [...write, ...decorate, ask(t("Ask ML-Mamba about this image")), ...below];
}

export class ImageCodeActions implements vscode.CodeActionProvider {
  static metadata(): vscode.CodeActionProviderMetadata {
    return { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite] };
  }

  constructor(private readonly images: DocumentImages) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const found = await this.images.at(document, range, token);
    if (found === undefined || token.isCancellationRequested) return [];
    const reference = referenceOf(document, partOf(found).range);
    const own = context.diagnostics.filter(({ source }) => source === "ML-Mamba");
    const actions = actionsFor(found).map(({ command, title, mends }) => {
      const mended = mends ? own : [];
      const kind = mended.length > 0 ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.RefactorRewrite;
      const action = new vscode.CodeAction(title, kind);
      action.command = { command, title, arguments: [reference] };
      if (mended.length > 0) action.diagnostics = [...mended];
      action.isPreferred = mended.length > 0 && command === imageCommands.generate;
      return action;
    });
    return actions.filter(
      ({ kind }) => context.only === undefined || (kind !== undefined && context.only.contains(kind)),
    );
  }
}

export class ImageHover implements vscode.HoverProvider {
  constructor(private readonly images: DocumentImages) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const found = await this.images.at(document, new vscode.Range(position, position), token);
    if (found === undefined || token.isCancellationRequested) return undefined;
    const reference = referenceOf(document, partOf(found).range);
    const words = new vscode.MarkdownString();
    words.isTrusted = { enabledCommands: Object.values(imageCommands) };
    if (found.type === "image") words.appendMarkdown(`${escaped(stateOf(found.image), "markdown")}\n\n`);
    const links = actionsFor(found).map(({ command, title, short }) => commandLink(command, reference, short, title));
    words.appendMarkdown(links.join(" · "));
    return new vscode.Hover(words, rangeOf(document, partOf(found).range));
  }
}

function commandLink(command: string, reference: ImageReference, label: string, title: string): string {
  const argument = encodeURIComponent(JSON.stringify([reference]));
  return `[${label}](command:${command}?${argument} "${title.replaceAll('"', "'")}")`;
}

/** What is to be known of an image's alt text, in a sentence. */
function stateOf(image: ImageLink): string {
  const problem = altProblem(image);
  if (problem !== undefined) return problemWords(problem, image);
  const { alt } = image;
  switch (alt.type) {
    case "text":
      return vscode.l10n.t("Alt text: {0}", alt.text);
    case "dynamic":
      return vscode.l10n.t("The alt text is computed by an expression.");
    case "empty":
    case "missing":
      return vscode.l10n.t("Decorative: it has an empty alt text.");
  }
}

function partOf(found: Found): ImageLink | Diagram {
  return found.type === "image" ? found.image : found.diagram;
}

/** Above each image whose alt text is missing or unhelpful, and each diagram; off by default. */
export class ImageCodeLens implements vscode.CodeLensProvider {
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#onDidChange.event;

  constructor(
    private readonly images: DocumentImages,
    private readonly isOn: () => boolean,
  ) {}

  /** The setting has changed. */
  refresh(): void {
    this.#onDidChange.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    if (!this.isOn()) return [];
    const { images, diagrams } = await this.images.quietly(document, token);
    const found: Found[] = [
      ...images.filter((image) => altProblem(image) !== undefined).map((image) => ({ type: "image", image }) as const),
      ...diagrams.map((diagram) => ({ type: "diagram", diagram }) as const),
    ];
    return found.flatMap((each) => {
      const { range } = partOf(each);
      const reference = referenceOf(document, range);
      const shown = actionsFor(each).filter(
        ({ command }) => command !== imageCommands.decorate && command !== imageCommands.steps,
      );
      return shown.map(
        ({ command, short, title }) =>
          new vscode.CodeLens(rangeOf(document, range), {
            command,
            title: short,
            tooltip: title,
            arguments: [reference],
          }),
      );
    });
  }
}
