/** Images that come into the panel by hand: what is pasted and what is dropped. Bytes come with it, wherever the files are. */
import { maxImageBytes } from "../shared/limits.ts";
import type { NewPicture, Refusal, ToHost } from "../shared/panel-protocol.ts";
import { mostImages } from "../shared/panel-state.ts";

const imageName = /\.(png|jpe?g|webp|gif|bmp|avif|tiff?|svg)$/i;
/** What browsers call a picture that was copied and has no name. */
const noName = /^image\.(png|jpe?g|webp|gif|bmp|tiff?)$/i;
/** Where the editor's own lists of files are dragged from, best first. */
const uriTypes = ["application/vnd.code.uri-list", "text/uri-list"] as const;
const svgStart = /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i;

export interface Intake {
  readonly post: (message: ToHost) => void;
}

function isImage({ type, name }: File): boolean {
  return type.startsWith("image/") || imageName.test(name);
}

async function pictureOf(file: File): Promise<NewPicture> {
  const name = noName.test(file.name) ? "" : file.name;
  return { name, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Sends the images among files to the host, and says what is none or too large. */
async function take(files: readonly File[], { post }: Intake): Promise<void> {
  const images = files.filter(isImage);
  const small = images.filter(({ size }) => size <= maxImageBytes).slice(0, mostImages);
  const refuse = (why: Refusal): void => {
    post({ type: "refused", why });
  };
  if (images.length === 0) refuse("noImage");
  if (small.length < Math.min(images.length, mostImages)) refuse("tooLarge");
  if (small.length > 0) post({ type: "addPictures", pictures: await Promise.all(small.map(pictureOf)) });
}

/** An SVG as it stands in the clipboard: as text. */
function svgFile(text: string): File | undefined {
  return svgStart.test(text) ? new File([text], "", { type: "image/svg+xml" }) : undefined;
}

/**
 * Takes what is pasted. Into the question box text is pasted as ever; an image alone comes into the panel from there too.
 *
 * @returns whether it was taken
 */
export function takePaste(data: DataTransfer, intoText: boolean, intake: Intake): boolean {
  const files = [...data.files];
  const text = data.getData("text/plain");
  if (intoText && text !== "") return false;
  if (files.length > 0) {
    void take(files, intake);
    return true;
  }
  const svg = svgFile(text);
  if (svg !== undefined) {
    void take([svg], intake);
    return true;
  }
  if (intoText) return false;
  intake.post({ type: "refused", why: "noImage" });
  return true;
}

/** Whether something that is dragged may be an image; its content is known when it is dropped. */
export function mayHoldImages({ types }: DataTransfer): boolean {
  return types.includes("Files") || uriTypes.some((type) => types.includes(type));
}

/** Takes what is dropped: files with their bytes, or the addresses of the editor's files. */
export function takeDrop(data: DataTransfer, intake: Intake): void {
  const files = [...data.files];
  if (files.some(isImage)) {
    void take(files, intake);
    return;
  }
  const uris = uriTypes.map((type) => urisIn(data.getData(type))).find((found) => found.length > 0);
  if (uris !== undefined) intake.post({ type: "addFiles", uris: uris.slice(0, 1000) });
  else intake.post({ type: "refused", why: "noImage" });
}

/** RFC 2483, 5: one URI a line, "#" begins a comment. */
function urisIn(list: string): readonly string[] {
  return list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
}

/** Looks into the clipboard without a key press; the browser may forbid it. */
export async function takeClipboard(intake: Intake): Promise<void> {
  let items: ClipboardItems;
  try {
    items = await navigator.clipboard.read();
  } catch {
    intake.post({ type: "refused", why: "noAccess" });
    return;
  }
  const files: File[] = [];
  for (const item of items) {
    const type = item.types.find((each) => each.startsWith("image/"));
    if (type !== undefined) files.push(new File([await item.getType(type)], "", { type }));
    else if (item.types.includes("text/plain")) {
      const svg = svgFile(await (await item.getType("text/plain")).text());
      if (svg !== undefined) files.push(svg);
    }
  }
  await take(files, intake);
}
