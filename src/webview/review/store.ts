/** What the review's page knows: the host's items, and what was typed and not answered yet. */
import {
  englishReviewStrings,
  type FromReview,
  type ReviewItem,
  type ReviewPhase,
  type ReviewStrings,
  type ToReview,
} from "../../shared/documents/review.ts";

export class ReviewStore {
  readonly items: ReviewItem[] = [];
  readonly pictures = new Map<number, string>();
  readonly #asked = new Set<number>();
  phase: ReviewPhase = "scanning";
  title = "";
  longest = 0;
  strings: ReviewStrings = englishReviewStrings;

  constructor(
    readonly post: (message: FromReview) => void,
    private readonly changed: () => void,
  ) {}

  receive(message: ToReview): void {
    switch (message.type) {
      case "start":
        this.title = message.title;
        this.longest = message.longest;
        this.strings = { ...englishReviewStrings, ...message.strings };
        document.documentElement.lang = message.locale;
        break;
      case "phase":
        this.phase = message.phase;
        break;
      case "items":
        for (const item of message.items) this.items[item.id] = item;
        break;
      case "picture":
        this.pictures.set(
          message.id,
          URL.createObjectURL(new Blob([message.bytes as BlobPart], { type: message.mediaType })),
        );
    }
    this.changed();
  }

  edit(id: number, text: string): void {
    const item = this.items[id];
    if (item === undefined) return;
    this.items[id] = { ...item, text, status: "ready", accepted: text.trim() !== "" || item.canBeDecorative };
    this.post({ type: "edit", id, text });
    this.changed();
  }

  accept(ids: readonly number[], accepted: boolean): void {
    for (const id of ids) {
      const item = this.items[id];
      if (item?.status === "ready") this.items[id] = { ...item, accepted };
    }
    this.post({ type: "accept", ids: [...ids], accepted });
    this.changed();
  }

  /** Asks for a picture, once it can be there. */
  wantPicture({ id, status }: ReviewItem): void {
    if (status === "waiting" || status === "working" || this.#asked.has(id)) return;
    this.#asked.add(id);
    this.post({ type: "picture", id });
  }

  count(is: (item: ReviewItem) => boolean): number {
    let count = 0;
    for (const item of this.items) if (is(item)) count++;
    return count;
  }
}

/** `{0}`, `{1}` replaced. */
export function filled(words: string, ...values: readonly (string | number)[]): string {
  return words.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
}
