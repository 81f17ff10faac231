/** A document of the workspace as text, open in an editor or not, and changes to it that keep every other byte. */
import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { applyEdits, type TextEdit } from "../../shared/documents/edits.ts";
import { Lines } from "../../shared/documents/lines.ts";
import { longestDocument } from "../../shared/documents/protocol.ts";
import { UserError } from "../../shared/errors.ts";
import { LocalizedError } from "./localized-error.ts";
import { baseName } from "../image-file.ts";

export interface DocumentText {
  readonly text: string;
  /** Of the editor, where the file is open in one. */
  readonly open: vscode.TextDocument | undefined;
  /** What was read, to tell later whether it changed. */
  readonly hash: string;
  /** The bytes of a file that is not open. */
  readonly bytes: Uint8Array | undefined;
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString() && !each.isClosed);
}

/**
 * What an editor shows, saved or not; else the file, decoded as the editor would.
 *
 * @throws UserError `DOCUMENT_UNREADABLE`, `DOCUMENT_TOO_LARGE`
 */
export async function readDocument(uri: vscode.Uri): Promise<DocumentText> {
  const open = openDocument(uri);
  if (open !== undefined) {
    const text = open.getText();
    return { text, open, hash: hashOf(text), bytes: undefined };
  }
  const name = baseName(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > longestDocument) {
      throw new LocalizedError(
        "DOCUMENT_TOO_LARGE",
        vscode.l10n.t('"{0}" is too large.', name),
        vscode.l10n.t("Split it into smaller ones."),
      );
    }
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(uri));
    const text = await vscode.workspace.decode(bytes, { uri });
    return { text, open: undefined, hash: hashOf(text), bytes };
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw new LocalizedError(
      "DOCUMENT_UNREADABLE",
      vscode.l10n.t('"{0}" cannot be read.', name),
      vscode.l10n.t("Check that it is there, that it is text, and its permissions."),
      { cause: thrown },
    );
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** What was written, to take it back. */
export interface Written {
  readonly uri: vscode.Uri;
  /** The bytes before; none where the editor's own undo takes the change back. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}

/**
 * Changes a document in one step that one undo takes back, and saves it unless it had unsaved changes before. A file whose line endings are
 * mixed is written as bytes: the editor would make them the same.
 *
 * @param edits for the text of `document`, which is what the document still holds
 * @throws UserError `DOCUMENT_NOT_WRITTEN`, `DOCUMENT_CHANGED`
 */
export async function writeDocument(
  uri: vscode.Uri,
  document: DocumentText,
  edits: readonly TextEdit[],
): Promise<Written> {
  await assertWritable(uri);
  if (document.bytes !== undefined && hasMixedEndings(document.text)) {
    return writeBytes(uri, document.text, document.bytes, edits);
  }
  const wasDirty = document.open?.isDirty ?? false;
  const open = await vscode.workspace.openTextDocument(uri);
  if (!isSameText(open.getText(), document.text)) throw documentChanged(uri);
  const lines = new Lines(document.text);
  const toPosition = (offset: number): vscode.Position => {
    const { line, column } = lines.at(offset);
    return new vscode.Position(line, column);
  };
  const edit = new vscode.WorkspaceEdit();
  for (const { span, text } of edits) {
    edit.replace(uri, new vscode.Range(toPosition(span[0]), toPosition(span[1])), text);
  }
  if (!(await vscode.workspace.applyEdit(edit))) throw notWritten(uri);
  if (!wasDirty && !(await open.save())) throw notWritten(uri);
  return { uri, before: undefined, after: undefined };
}

async function writeBytes(
  uri: vscode.Uri,
  text: string,
  before: Uint8Array,
  edits: readonly TextEdit[],
): Promise<Written> {
  /* The editor's decoder takes the mark of the byte order away; its encoder is told to write it again. */
  const after = await encodedLike(uri, before, text, applyEdits(text, edits));
  const now = new Uint8Array(await vscode.workspace.fs.readFile(uri));
  if (!isSame(now, before)) throw documentChanged(uri);
  try {
    await vscode.workspace.fs.writeFile(uri, after);
  } catch (cause) {
    throw notWritten(uri, cause);
  }
  return { uri, before, after };
}

/** Encodes a text so that what did not change has the bytes it had. */
async function encodedLike(uri: vscode.Uri, before: Uint8Array, old: string, text: string): Promise<Uint8Array> {
  const plain = await vscode.workspace.encode(old, { uri });
  const mark = before.length - plain.length;
  const head = mark > 0 && isSame(before.subarray(mark), plain) ? before.subarray(0, mark) : undefined;
  if (head === undefined && !isSame(before, plain)) throw notWritten(uri);
  const body = await vscode.workspace.encode(text, { uri });
  const all = new Uint8Array((head?.length ?? 0) + body.length);
  if (head !== undefined) all.set(head, 0);
  all.set(body, head?.length ?? 0);
  return all;
}

/** Takes back what {@link writeDocument} wrote as bytes, where the file still holds it. @returns whether it did */
export async function takeBack({ uri, before, after }: Written): Promise<boolean> {
  if (before === undefined || after === undefined) return false;
  const now = new Uint8Array(await vscode.workspace.fs.readFile(uri));
  if (!isSame(now, after)) return false;
  await vscode.workspace.fs.writeFile(uri, before);
  return true;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** Line endings aside: an editor has one kind. */
function isSameText(a: string, b: string): boolean {
  return a === b || a.replace(/\r\n?/g, "\n") === b.replace(/\r\n?/g, "\n");
}

export function hasMixedEndings(text: string): boolean {
  const found = new Set<string>();
  const ending = /\r\n|\n|\r/g;
  for (let match = ending.exec(text); match !== null && found.size < 2; match = ending.exec(text)) found.add(match[0]);
  return found.size > 1;
}

async function assertWritable(uri: vscode.Uri): Promise<void> {
  const isWritableSystem = vscode.workspace.fs.isWritableFileSystem(uri.scheme) ?? true;
  const stat = await vscode.workspace.fs.stat(uri).then(
    (found) => found,
    () => undefined,
  );
  const isReadonly = ((stat?.permissions ?? 0) & vscode.FilePermission.Readonly) !== 0;
  if (!isWritableSystem || isReadonly) throw readOnly(uri);
  if (uri.scheme !== "file") return;
  const { access, constants } = await import("node:fs/promises");
  await access(uri.fsPath, constants.W_OK).catch(() => {
    throw readOnly(uri);
  });
}

export function documentChanged(uri: vscode.Uri): LocalizedError {
  return new LocalizedError(
    "DOCUMENT_CHANGED",
    vscode.l10n.t('"{0}" was changed since it was read.', baseName(uri)),
    vscode.l10n.t("Nothing was written into it; run the command again."),
  );
}

function readOnly(uri: vscode.Uri): LocalizedError {
  return new LocalizedError(
    "DOCUMENT_NOT_WRITTEN",
    vscode.l10n.t('"{0}" is read-only.', baseName(uri)),
    vscode.l10n.t("Make it writable, then try again."),
  );
}

function notWritten(uri: vscode.Uri, cause?: unknown): LocalizedError {
  return new LocalizedError(
    "DOCUMENT_NOT_WRITTEN",
    vscode.l10n.t('"{0}" could not be written.', baseName(uri)),
    vscode.l10n.t("Check its permissions and the space on the disk, then try again."),
    { cause },
  );
}
