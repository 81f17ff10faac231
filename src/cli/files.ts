/** Files that a person names on the command line. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { UserError, type ErrorCode } from "../shared/errors.ts";

/** @throws UserError `IMAGE_MISSING` */
export async function readImage(path: string): Promise<{ name: string; bytes: Uint8Array }> {
  return { name: basename(path), bytes: await read(path, "IMAGE_MISSING") };
}

/** @throws UserError `FILE_MISSING` */
export async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await read(path, "FILE_MISSING"));
}

async function read(path: string, code: ErrorCode): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new UserError(code, `"${path}" cannot be read${reason(cause)}.`, "Check the path and try again.", { cause });
  }
}

function reason(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "ENOENT":
      return ": there is no such file";
    case "EISDIR":
      return ": it is a folder";
    case "EACCES":
    case "EPERM":
      return ": access is denied";
    default:
      return "";
  }
}
