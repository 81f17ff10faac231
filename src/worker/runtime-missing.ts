/** Why the native libraries of the worker could not be loaded, in words that help. */
import { UserError } from "../shared/errors.ts";

/** Where onnxruntime-node 1.30 and sharp 0.35 have binaries. On Linux they are linked against glibc. */
const supported = "Linux (glibc) and Windows on x64 and arm64, macOS on arm64";

interface System {
  readonly platform: string;
  readonly arch: string;
  readonly report?: { getReport: () => unknown };
}

/**
 * @param cause what importing the libraries threw
 * @param system this process
 */
export function runtimeMissing(cause: unknown, system: System): UserError {
  const name = `${system.platform}${isMusl(system) ? " (musl)" : ""} ${system.arch}`;
  const reason = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0]!.trim();
  return new UserError(
    "RUNTIME_MISSING",
    `The libraries that run the model cannot be loaded on ${name}: ${withoutFolders(reason)}`,
    `Install the build of ML-Mamba for this platform; there are builds for ${supported}.`,
    { cause },
  );
}

/** A C library other than glibc on Linux: node's report then names no version of glibc. */
function isMusl({ platform, report }: System): boolean {
  if (platform !== "linux" || report === undefined) return false;
  const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header !== undefined && header.glibcVersionRuntime === undefined;
}

/** Messages of the loader name files of this machine; the last two parts of a path say enough. */
function withoutFolders(text: string): string {
  return text.replaceAll(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[/\\][^/\\\s'":]+)+(?=[/\\][^/\\\s'":]+[/\\])/g, "…");
}
