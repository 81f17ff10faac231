/** Bytes of an image file → its pixels, upright, 8-bit RGB over white. */
import sharp, { type Metadata, type Sharp, type SharpOptions } from "sharp";
import type { RgbImage } from "../../model/rgb-image.ts";
import { cancelled, UserError } from "../../shared/errors.ts";
import { imageFileTooLarge, imageTooLarge, maxImageBytes } from "../../shared/limits.ts";
import { bmpSize, decodeBmp } from "./bmp.ts";
import { signatureOf, type AcceptedFormat } from "./signature.ts";
import { externalReference } from "./svg-references.ts";

export interface ImageLimits {
  /** Bytes of the file. */
  readonly maxBytes: number;
  /** Width × height, as the file's header says, before anything is decoded. */
  readonly maxPixels: number;
}

export const defaultImageLimits: ImageLimits = { maxBytes: maxImageBytes, maxPixels: 100_000_000 };

/** Pixels after EXIF orientation; of an animation or a file of several pages the first one. */
export interface DecodedImage extends RgbImage {
  readonly format: AcceptedFormat;
  /** The file has an alpha channel (an SVG always does): transparent parts became white. */
  readonly hadAlpha: boolean;
  /** Frames or pages in the file. */
  readonly frames: number;
}

const acceptedFormats = "PNG, JPEG, WebP, GIF, SVG, AVIF, TIFF or BMP";

/**
 * @throws UserError IMAGE_EMPTY, IMAGE_NOT_AN_IMAGE, IMAGE_LFS_POINTER, IMAGE_FORMAT_UNSUPPORTED, IMAGE_TRUNCATED, IMAGE_TOO_LARGE,
 * IMAGE_SVG_EXTERNAL; CANCELLED if `signal` is aborted before or while the image is decoded
 */
export async function decodeImage(
  bytes: Uint8Array,
  limits: ImageLimits = defaultImageLimits,
  signal?: AbortSignal,
): Promise<DecodedImage> {
  stopIfAborted(signal);
  if (bytes.length === 0) {
    throw new UserError("IMAGE_EMPTY", "The image file is empty.", "Choose a file that holds an image.");
  }
  if (bytes.length > limits.maxBytes) {
    throw imageFileTooLarge(bytes.length, limits.maxBytes);
  }
  const format = acceptedFormatOf(bytes);
  const image = format === "bmp" ? readBmp(bytes, limits) : await readWithSharp(bytes, format, limits);
  stopIfAborted(signal);
  return image;
}

function acceptedFormatOf(bytes: Uint8Array): AcceptedFormat {
  const signature = signatureOf(bytes);
  switch (signature.kind) {
    case "accepted":
      return signature.format;
    case "unsupported":
      throw new UserError(
        "IMAGE_FORMAT_UNSUPPORTED",
        `The file is ${signature.name}, which ML-Mamba cannot read.`,
        `Save it as ${acceptedFormats} and open that file.`,
      );
    case "lfs-pointer":
      throw new UserError(
        "IMAGE_LFS_POINTER",
        "The file is a Git LFS pointer, not the image itself.",
        'Run "git lfs pull" in its repository, then ask again.',
      );
    case "unknown":
      throw new UserError(
        "IMAGE_NOT_AN_IMAGE",
        "The file is not an image.",
        `Choose a file in one of the formats ${acceptedFormats}.`,
      );
  }
}

async function readWithSharp(bytes: Uint8Array, format: AcceptedFormat, limits: ImageLimits): Promise<DecodedImage> {
  // `failOn: "error"` refuses damaged files, but not those with a remark such as an odd colour profile.
  const options: SharpOptions = { failOn: "error", autoOrient: true };
  let metadata: Metadata;
  try {
    metadata = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
  } catch (error) {
    throw damaged(error);
  }
  refuseTooManyPixels(metadata.width, metadata.height, limits);
  if (format === "svg") refuseOutsideReferences(bytes);
  try {
    const { data, info } = await overWhite(sharp(bytes, { ...options, limitInputPixels: limits.maxPixels }))
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return {
      width: info.width,
      height: info.height,
      rgb: data,
      format,
      hadAlpha: metadata.hasAlpha,
      frames: metadata.pages ?? 1,
    };
  } catch (error) {
    throw damaged(error);
  }
}

/** Three 8-bit sRGB channels, whatever the file holds: CMYK through its profile, grey spread, 16 bits cut to 8. */
function overWhite(image: Sharp): Sharp {
  return image.flatten({ background: "#ffffff" }).toColourspace("srgb").removeAlpha();
}

function readBmp(bytes: Uint8Array, limits: ImageLimits): DecodedImage {
  const size = bmpSize(bytes);
  if (size === undefined) throw damaged(undefined);
  refuseTooManyPixels(size.width, size.height, limits);
  try {
    return { ...decodeBmp(bytes), format: "bmp", hadAlpha: false, frames: 1 };
  } catch (error) {
    throw damaged(error);
  }
}

function refuseTooManyPixels(width: number, height: number, { maxPixels }: ImageLimits): void {
  if (width * height <= maxPixels) return;
  throw imageTooLarge(
    `The image has ${width} × ${height} pixels; at most ${Math.floor(maxPixels / 1_000_000)} million are read.`,
  );
}

function refuseOutsideReferences(bytes: Uint8Array): void {
  const reference = externalReference(new TextDecoder().decode(bytes));
  if (reference === undefined) return;
  const shown = reference.length > 80 ? `${reference.slice(0, 80)}…` : reference;
  throw new UserError(
    "IMAGE_SVG_EXTERNAL",
    `The SVG refers to something outside of itself (${shown}), which ML-Mamba does not load.`,
    "Embed what it refers to, or export it as PNG and open that file.",
  );
}

function damaged(cause: unknown): UserError {
  return new UserError(
    "IMAGE_TRUNCATED",
    "The image file is damaged or cut off.",
    "Copy, download or export it again, then ask again.",
    { cause },
  );
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled();
}
