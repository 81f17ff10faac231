/** What an `<img>` is given: an address of the host, or one of our own for bytes. */
import { useEffect, useState } from "preact/hooks";
import type { ImageSource } from "../../shared/panel-state.ts";

export function useImageUrl(source: ImageSource): string | undefined {
  const [blobUrl, setBlobUrl] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (source.type !== "bytes") return;
    const url = URL.createObjectURL(new Blob([source.bytes.slice()], { type: source.mediaType }));
    setBlobUrl(url);
    return () => {
      URL.revokeObjectURL(url);
      setBlobUrl(undefined);
    };
  }, [source]);
  switch (source.type) {
    case "uri":
      return source.uri;
    case "bytes":
      return blobUrl;
    case "none":
      return undefined;
  }
}
