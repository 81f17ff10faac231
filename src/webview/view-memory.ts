/**
 * What of the view outlives a reload or a hidden panel: kept a moment after each change, not at each step of a scroll. Of each image by its
 * URI, for ids are given anew.
 */
import { activeImage, comparedImages, type PanelState } from "../shared/panel-state.ts";
import { emptyView, freshImageView, type ImageView, type SavedView } from "../shared/saved-view.ts";
import type { Host } from "./vscode-api.ts";

const delayMs = 150;
/** Longer drafts are not kept whole. */
const longestDraft = 20_000;

type PanelParts = Pick<SavedView, "imageFolded" | "split">;

export class ViewMemory {
  #panel: PanelParts;
  readonly #images: Map<string, ImageView>;
  #state: PanelState | undefined;
  #timer: number | undefined;

  constructor(private readonly host: Host) {
    const { images, imageFolded, split } = host.saved() ?? emptyView;
    this.#panel = { imageFolded, split };
    this.#images = new Map(images.map((view) => [view.uri, view]));
  }

  get panel(): PanelParts {
    return this.#panel;
  }

  /** @param uri of an image */
  of(uri: string): ImageView {
    return this.#images.get(uri) ?? { uri, ...freshImageView };
  }

  keepPanel(change: Partial<PanelParts>): void {
    this.#panel = { ...this.#panel, ...change };
    this.#soon();
  }

  keep(uri: string, change: Partial<Omit<ImageView, "uri">>): void {
    this.#images.set(uri, { ...this.of(uri), ...change });
    this.#soon();
  }

  /** The panel holds these images now. */
  stateIs(state: PanelState): void {
    const before = this.#state;
    this.#state = state;
    if (before === undefined) {
      /* The serializer needs to know the images even if nothing is ever touched. */
      this.flush();
    } else if (before.images !== state.images || before.active !== state.active || before.compared !== state.compared) {
      this.#soon();
    }
  }

  flush(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    const state = this.#state;
    if (state === undefined) return;
    const active = activeImage(state);
    const compared = comparedImages(state);
    this.host.save({
      version: 2,
      ...this.#panel,
      images: state.images.map(({ image, region }) => {
        const { draft, scroll, zoom } = this.of(image.uri);
        const kept = { uri: image.uri, draft: draft.slice(0, longestDraft), scroll, zoom };
        return region === undefined ? kept : { ...kept, region: region.box };
      }),
      ...(active !== undefined && { active: active.image.uri }),
      ...(compared !== undefined && { compared: compared.map(({ image }) => image.uri) }),
    });
  }

  #soon(): void {
    this.#timer ??= window.setTimeout(() => {
      this.flush();
    }, delayMs);
  }
}
