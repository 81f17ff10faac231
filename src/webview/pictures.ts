/** The pictures that are shown: asked of the host when they are first needed, kept as long as they are among the last ones. */
import { useEffect, useState } from "preact/hooks";
import type { ToHost, ToWebview } from "../shared/panel-protocol.ts";

/** Pictures that are kept; each may have many megabytes. */
const mostKept = 6;

/** What can be shown of an image: an address for `<img>`, nothing, or that it is still to come. */
export type Picture = { readonly url: string } | "none" | undefined;

interface Entry {
  /** The state's number of the picture that was asked for. */
  asked: number;
  /** That of `url`. */
  shown: number;
  url: string | undefined;
  /** Whether `url` is one that we made. */
  isOurs: boolean;
}

export class Pictures {
  /** By image id, the least recently used first. */
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();

  constructor(private readonly post: (message: ToHost) => void) {}

  /** @param picture the state's number of it */
  get(image: string, picture: number): Picture {
    if (picture === 0) return "none";
    const entry = this.#entries.get(image);
    if (entry?.url !== undefined) return { url: entry.url };
    return entry !== undefined && entry.shown >= picture ? "none" : undefined;
  }

  /** Asks the host for a picture that is to be shown, if it has not been asked for. */
  want(image: string, picture: number): void {
    const entry = this.#entries.get(image) ?? { asked: 0, shown: 0, url: undefined, isOurs: false };
    this.#entries.delete(image);
    this.#entries.set(image, { ...entry, asked: picture });
    for (const [oldest, each] of this.#entries) {
      if (this.#entries.size <= mostKept) break;
      release(each);
      this.#entries.delete(oldest);
    }
    if (picture > entry.asked) this.post({ type: "wantPicture", image });
  }

  receive({ image, picture, source }: Extract<ToWebview, { type: "picture" }>): void {
    const before = this.#entries.get(image);
    if (before === undefined || picture < before.shown) return;
    release(before);
    this.#entries.set(image, {
      asked: Math.max(before.asked, picture),
      shown: picture,
      url:
        source === undefined
          ? undefined
          : source.type === "uri"
            ? source.uri
            : URL.createObjectURL(new Blob([source.bytes.slice()], { type: source.mediaType })),
      isOurs: source?.type === "bytes",
    });
    for (const listener of this.#listeners) listener();
  }

  /** Forgets what the panel holds no more. */
  keepOnly(images: readonly string[]): void {
    for (const [image, entry] of this.#entries) {
      if (images.includes(image)) continue;
      release(entry);
      this.#entries.delete(image);
    }
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function release({ url, isOurs }: Entry): void {
  if (url !== undefined && isOurs) URL.revokeObjectURL(url);
}

/** The picture of an image as it comes. */
export function usePicture(pictures: Pictures, image: string, picture: number): Picture {
  const [, changed] = useState(0);
  useEffect(
    () =>
      pictures.listen(() => {
        changed((count) => count + 1);
      }),
    [pictures],
  );
  useEffect(() => {
    if (picture > 0) pictures.want(image, picture);
  }, [pictures, image, picture]);
  return pictures.get(image, picture);
}

/** An address for bytes as long as they are shown. */
export function useBytesUrl(bytes: Uint8Array | undefined, mediaType: string): string | undefined {
  const [url, setUrl] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (bytes === undefined) return;
    const made = URL.createObjectURL(new Blob([bytes.slice()], { type: mediaType }));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [bytes, mediaType]);
  return url;
}
