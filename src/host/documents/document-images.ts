/** The images of the editor's documents, parsed once for each version. Documents of a size that takes long wait until nobody types. */
import * as vscode from "vscode";
import type { DocumentClient } from "../../client/document-client.ts";
import {
  languageOfDocument,
  type Diagram,
  type ImageLink,
  type ParsedDocument,
  type Span,
} from "../../shared/documents/image-link.ts";
import { UserError } from "../../shared/errors.ts";

const nothing: ParsedDocument = { images: [], diagrams: [] };
/** Characters of a document that is parsed at once. */
const quickLength = 500_000;
const patienceMs = 400;

interface Parsing {
  readonly version: number;
  readonly result: Promise<ParsedDocument>;
  readonly abort: AbortController;
}

export class DocumentImages implements vscode.Disposable {
  readonly #parsed = new Map<vscode.TextDocument, Parsing>();
  readonly #subscription = vscode.workspace.onDidCloseTextDocument((document) => {
    this.#parsed.get(document)?.abort.abort();
    this.#parsed.delete(document);
  });

  constructor(private readonly client: DocumentClient) {}

  /** All images of a document as it is now. @throws UserError `DOCUMENT_…` */
  async of(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<ParsedDocument> {
    const language = languageOfDocument(document.languageId, document.uri.path);
    if (language === undefined) return nothing;
    let parsing = this.#parsed.get(document);
    if (parsing?.version !== document.version) {
      parsing?.abort.abort();
      const abort = new AbortController();
      const { version } = document;
      const result = this.#parse(document, language, abort.signal, token);
      parsing = { version, result, abort };
      this.#parsed.set(document, parsing);
      result.catch(() => {
        if (this.#parsed.get(document)?.abort === abort) this.#parsed.delete(document);
      });
    }
    return parsing.result;
  }

  /** As {@link of}, for what is shown unasked: a document that cannot be parsed has no images. */
  async quietly(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<ParsedDocument> {
    try {
      return await this.of(document, token);
    } catch (thrown) {
      if (thrown instanceof UserError) return nothing;
      throw thrown;
    }
  }

  /** The image at a place: of several, the innermost. */
  async at(
    document: vscode.TextDocument,
    range: vscode.Range,
    token?: vscode.CancellationToken,
  ): Promise<Found | undefined> {
    const { images, diagrams } = await this.quietly(document, token);
    const span: Span = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const image = within(images, span);
    if (image !== undefined) return { type: "image", image };
    const diagram = within(diagrams, span);
    return diagram === undefined ? undefined : { type: "diagram", diagram };
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const { abort } of this.#parsed.values()) abort.abort();
    this.#parsed.clear();
  }

  async #parse(
    document: vscode.TextDocument,
    language: NonNullable<ReturnType<typeof languageOfDocument>>,
    signal: AbortSignal,
    token: vscode.CancellationToken | undefined,
  ): Promise<ParsedDocument> {
    const text = document.getText();
    if (token !== undefined && text.length > quickLength) {
      await new Promise((resolve) => setTimeout(resolve, patienceMs));
    }
    return this.client.parse(language, text, signal);
  }
}

export type Found =
  { readonly type: "image"; readonly image: ImageLink } | { readonly type: "diagram"; readonly diagram: Diagram };

function within<Each extends { readonly range: Span }>(all: readonly Each[], [from, to]: Span): Each | undefined {
  return all
    .filter(({ range }) => range[0] <= from && to <= range[1])
    .sort((a, b) => a.range[1] - a.range[0] - (b.range[1] - b.range[0]))[0];
}

export function rangeOf(document: vscode.TextDocument, [from, to]: Span): vscode.Range {
  return new vscode.Range(document.positionAt(from), document.positionAt(to));
}
