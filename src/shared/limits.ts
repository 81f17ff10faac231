/** Limits that more than one room checks, and their errors. */
import { UserError } from "./errors.ts";

/** Bytes of an image file, at most; a host looks before it reads the file, the worker before it decodes. */
export const maxImageBytes = 64 * 1024 * 1024;

/** The error of a file with more than `max` bytes. */
export function imageFileTooLarge(bytes: number, max: number): UserError {
  return imageTooLarge(`The image file has ${megabytes(bytes)} MB; at most ${megabytes(max)} are read.`);
}

export function imageTooLarge(message: string): UserError {
  return new UserError("IMAGE_TOO_LARGE", message, "Crop it or scale it down, then ask again.");
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}
