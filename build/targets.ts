/** The platforms that a VSIX can be made for, and what of the native packages each of them needs. */

export interface Target {
  /** npm's words for the platform: which of sharp's optional packages are installed. */
  readonly os: "linux" | "win32" | "darwin";
  readonly cpu: "x64" | "arm64";
  /** Linux alone has two C libraries; onnxruntime-node is built against glibc. */
  readonly libc?: "glibc";
}

/**
 * onnxruntime-node 1.30 has no binaries for other platforms (Intel Macs, musl, 32 bits); there the extension would start and could
 * never answer, so no VSIX is made.
 */
export const targets = {
  "linux-x64": { os: "linux", cpu: "x64", libc: "glibc" },
  "linux-arm64": { os: "linux", cpu: "arm64", libc: "glibc" },
  "win32-x64": { os: "win32", cpu: "x64" },
  "win32-arm64": { os: "win32", cpu: "arm64" },
  "darwin-arm64": { os: "darwin", cpu: "arm64" },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof targets;

export const targetNames = Object.keys(targets) as readonly TargetName[];

export function isTargetName(name: string): name is TargetName {
  return Object.hasOwn(targets, name);
}

/** The folder below `onnxruntime-node/bin/napi-v6` that holds a target's binaries. */
export function runtimeFolder({ os, cpu }: Target): string {
  return `${os}/${cpu}`;
}

/** Files of that folder that nothing loads: macOS's library lies there twice, and the binding names the short one. */
export const needlessRuntimeFiles = /^libonnxruntime\.\d+\.\d+\.\d+\.dylib$/;
