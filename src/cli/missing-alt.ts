/** `describe FOLDER --missing-alt`: images without alt text in documents, what could be said of them, and with `--write` written there. */
import { readFile, writeFile } from "node:fs/promises";
import { AltWriter } from "../client/alt-writer.ts";
import type { DocumentClient } from "../client/document-client.ts";
import type { WorkerClient } from "../client/worker-client.ts";
import { altProblem } from "../shared/documents/alt-text.ts";
import { altEdits, applyEdits, type TextEdit } from "../shared/documents/edits.ts";
import { languageOfFile, type ImageLink } from "../shared/documents/image-link.ts";
import { Lines } from "../shared/documents/lines.ts";
import { cancelled, toUserError, UserError, type ErrorData } from "../shared/errors.ts";
import { documentFiles, readPicture } from "./document-files.ts";

export interface MissingAltRequest {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** Only looks; asks the model nothing. */
  readonly check: boolean;
  readonly write: boolean;
  /** Characters of an alt text, at most. */
  readonly longest: number;
  /** Hosts that images may be fetched from. */
  readonly hosts: readonly string[];
}

/** An image without alt text, and what became of it. */
export interface MissingAlt {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly target: string;
  readonly status: "missing" | "written" | "failed";
  /** What could be said, or was written. */
  readonly alt?: string;
  readonly error?: ErrorData;
}

export interface MissingAltSummary {
  readonly documents: number;
  readonly images: number;
  readonly missing: number;
  readonly written: number;
  /** Documents that could not be read. */
  readonly unreadable: number;
}

export interface MissingAltReporter {
  image(found: MissingAlt): void;
  unreadable(file: string, error: ErrorData): void;
  summary(summary: MissingAltSummary): void;
}

export interface MissingAltParts {
  readonly documents: DocumentClient;
  /** Made when the first image is asked about. */
  readonly worker: () => Promise<WorkerClient>;
}

/** @throws UserError `FILE_MISSING`, `CANCELLED` */
export async function missingAlt(
  request: MissingAltRequest,
  { documents, worker }: MissingAltParts,
  reporter: MissingAltReporter,
  signal: AbortSignal,
): Promise<MissingAltSummary> {
  const files = await documentFiles(request.paths);
  const total = { documents: files.length, images: 0, missing: 0, written: 0, unreadable: 0 };
  let writer: AltWriter | undefined;
  const altOf = async (file: string, image: ImageLink): Promise<string> => {
    const source = await readPicture(file, image, request.paths, request.hosts, signal);
    writer ??= new AltWriter(await worker());
    return writer.alt({ source, link: image.link?.target, longest: request.longest }, signal);
  };
  for (const file of files) {
    if (signal.aborted) throw cancelled();
    try {
      const bytes = await readFile(file);
      const text = decoded(file, bytes);
      const { images } = await documents.parse(languageOfFile(file)!, text, signal);
      const missing = images.filter((image) => altProblem(image) === "missing");
      total.images += images.length;
      const found = await asked(file, text, missing, request.check ? undefined : altOf);
      const written = request.write ? await writtenInto(file, bytes, text, found) : false;
      for (const each of found.map(withoutImage)) {
        const isWritten = written && each.alt !== undefined;
        if (isWritten) total.written++;
        else total.missing++;
        reporter.image(isWritten ? { ...each, status: "written" } : each);
      }
    } catch (thrown) {
      const error = toUserError(thrown);
      if (error.code === "CANCELLED") throw error;
      total.unreadable++;
      reporter.unreadable(file, error.toData());
    }
  }
  reporter.summary(total);
  return total;
}

type Asked = MissingAlt & { readonly image: ImageLink };

function withoutImage(asked: Asked): MissingAlt {
  const copy: MissingAlt & { image?: ImageLink } = { ...asked };
  delete copy.image;
  return copy;
}

async function asked(
  file: string,
  text: string,
  images: readonly ImageLink[],
  altOf: ((file: string, image: ImageLink) => Promise<string>) | undefined,
): Promise<readonly Asked[]> {
  const found: Asked[] = [];
  const lines = new Lines(images.length > 0 ? text : "");
  for (const image of images) {
    const each = { file, line: lines.at(image.range[0]).line + 1, target: image.target, image };
    if (altOf === undefined) {
      found.push({ ...each, status: "missing" });
      continue;
    }
    try {
      found.push({ ...each, status: "missing", alt: await altOf(file, image) });
    } catch (thrown) {
      const error = toUserError(thrown);
      if (error.code === "CANCELLED") throw error;
      found.push({ ...each, status: "failed", error: error.toData() });
    }
  }
  return found;
}

/** UTF-8, its mark kept as a character, so that every byte comes back. */
function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new UserError("DOCUMENT_UNREADABLE", `"${file}" is no UTF-8 text.`, "Save it as UTF-8.", { cause });
  }
}

/** @returns whether something was written */
async function writtenInto(file: string, bytes: Uint8Array, text: string, found: readonly Asked[]): Promise<boolean> {
  const edits: TextEdit[] = found.flatMap(({ image, alt }) => (alt === undefined ? [] : altEdits(image, alt)));
  if (edits.length === 0) return false;
  try {
    /* The model took its time; somebody may have saved the file. */
    const now = await readFile(file);
    if (Buffer.compare(now, bytes) !== 0) {
      throw new UserError(
        "DOCUMENT_CHANGED",
        `"${file}" was changed since it was read.`,
        "Nothing was written into it; run the command again.",
      );
    }
    await writeFile(file, applyEdits(text, edits));
    return true;
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      "DOCUMENT_NOT_WRITTEN",
      `"${file}" could not be written.`,
      "Check its permissions and the space on the disk.",
      { cause },
    );
  }
}
