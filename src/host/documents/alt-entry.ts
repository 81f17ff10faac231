/** One image of a run of "Write missing alt text": where it stands, and how it is found again in a document that changed meanwhile. */
import type * as vscode from "vscode";
import type { ImageLink } from "../../shared/documents/image-link.ts";
import type { ReviewItem } from "../../shared/documents/review.ts";

export interface AltEntry {
  item: ReviewItem;
  readonly uri: vscode.Uri;
  readonly image: ImageLink;
  /** The image as the document had it, and how many like it stand before it. */
  readonly slice: string;
  readonly occurrence: number;
  /** How many like it there were, and the document's hash. */
  readonly like: number;
  readonly hash: string;
  /** Where the picture was found. */
  picture?: vscode.Uri;
}

/** Stands where a document could not be read. */
export const noImage: ImageLink = {
  range: [0, 0],
  focus: [0, 0],
  target: "",
  candidates: [],
  alt: { type: "dynamic" },
  text: [],
  decorative: [],
  caption: "",
};

export function isWorking({ item }: AltEntry): boolean {
  return item.status === "working";
}

export function mayChange({ status }: ReviewItem): boolean {
  return status !== "written" && status !== "refused";
}

export function shownTarget(target: string): string {
  return target.length > 200 ? `${target.slice(0, 80)}…` : target;
}
