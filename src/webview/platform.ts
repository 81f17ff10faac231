/** What is particular to the person's own system; the browser's, wherever the files are. */

type System = "mac" | "windows" | "other";

function system(): System {
  const { userAgent } = navigator;
  if (/Mac/i.test(userAgent)) return "mac";
  return /Windows/i.test(userAgent) ? "windows" : "other";
}

/** The keys for pasting, as they are written there. */
export function pasteKeys(): string {
  return system() === "mac" ? "⌘V" : "Ctrl+V";
}

/** The keys that put a part of the screen into the clipboard, as they are written there. */
export function screenKeys(): string {
  const keys: Readonly<Record<System, string>> = { mac: "⌃⇧⌘4", windows: "Win+Shift+S", other: "Print Screen" };
  return keys[system()];
}
