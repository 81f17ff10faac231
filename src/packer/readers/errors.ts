/** What is wrong with the files of a checkpoint, for people. */
import { UserError } from "../../shared/errors.ts";

/** @param what goes on after the file's name: "ends before its last tensor does" */
export function checkpointInvalid(file: string, what: string): UserError {
  return new UserError(
    "CHECKPOINT_INVALID",
    `${file} ${what}.`,
    "Export the checkpoint again, or download or copy it again in full.",
  );
}

export function checkpointMissing(file: string, cause: unknown): UserError {
  return new UserError(
    "CHECKPOINT_MISSING",
    `${file} cannot be read.`,
    "Check that the checkpoint's folder is complete and that you may read it.",
    { cause },
  );
}

/** @param what goes on after the file's name: "is a pickle without a zip around it" */
export function checkpointFormat(file: string, what: string): UserError {
  return new UserError(
    "CHECKPOINT_FORMAT",
    `${file} ${what}.`,
    "Give a .safetensors file, or a .pt or .bin file that torch.save has written (PyTorch 1.6 or newer).",
  );
}

/** @param what goes on after the file's name: "names os.system" */
export function checkpointUnsafe(file: string, what: string): UserError {
  return new UserError(
    "CHECKPOINT_UNSAFE",
    `${file} ${what}, which builds no tensor. Nothing of it was run.`,
    "Do not load this file anywhere; get the checkpoint from its authors, as .safetensors if they offer it.",
  );
}
