/** What of the view outlives a reload or a hidden panel: kept a moment after each change, not at each step of a scroll. */
import type { SavedView } from "../shared/panel-protocol.ts";
import type { Host } from "./vscode-api.ts";

const delayMs = 150;

export type ViewParts = Omit<SavedView, "version" | "image">;

const freshView: ViewParts = { draft: "", scroll: "end", zoom: "fit", imageFolded: false, split: 0.57 };

export class ViewMemory {
  #view: ViewParts;
  #timer: number | undefined;

  /** @param image what the view belongs to; that of another image is forgotten */
  constructor(
    private readonly host: Host,
    private readonly image: string,
  ) {
    const saved = host.saved();
    this.#view = saved?.image === image ? saved : freshView;
    /* The serializer needs to know the image even if nothing is ever touched. */
    this.flush();
  }

  get view(): ViewParts {
    return this.#view;
  }

  keep(change: Partial<ViewParts>): void {
    this.#view = { ...this.#view, ...change };
    this.#timer ??= window.setTimeout(() => {
      this.flush();
    }, delayMs);
  }

  flush(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    const { draft, scroll, zoom, imageFolded, split } = this.#view;
    this.host.save({ version: 1, image: this.image, draft, scroll, zoom, imageFolded, split });
  }
}
