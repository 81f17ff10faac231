/** What is particular to the person's own system; the browser's, wherever the files are. */

export type System = "mac" | "windows" | "other";

export function system(): System {
  const { userAgent } = navigator;
  if (/Mac/i.test(userAgent)) return "mac";
  return /Windows/i.test(userAgent) ? "windows" : "other";
}

/** The keys for pasting, as they are written there. */
export function pasteKeys(): string {
  return system() === "mac" ? "⌘V" : "Ctrl+V";
}
