/**
 * A picture of the person's screen, by the tool that the system has for it: the person chooses the part. Possible only where this process runs on
 * the person's own computer; a webview may not look at the screen.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { captureFailed } from "./panel-errors.ts";
import { portalScript } from "./screenshot-portal.ts";

/** How a tool is used; `{file}` and `{area}` in arguments stand for the picture's file and the chosen part. */
export type CaptureTool =
  /** Writes the picture to a file. */
  | { readonly type: "file"; readonly name: string; readonly command: string; readonly args: readonly string[] }
  /** One program asks for the part, another writes it. */
  | {
      readonly type: "two";
      readonly name: string;
      readonly chooser: string;
      readonly command: string;
      readonly args: readonly string[];
    }
  /** Prints the address of the picture's file. */
  | { readonly type: "address"; readonly name: string; readonly command: string; readonly args: readonly string[] }
  /** Leaves the picture in the clipboard; the person pastes it. */
  | { readonly type: "clipboard"; readonly name: string; readonly command: string; readonly args: readonly string[] };

/** What is known of the computer. */
export interface CaptureSystem {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether there is such a program. */
  readonly has: (command: string) => boolean;
}

/** The tool of this system, if it has one: the desktop's own before others. */
export function captureTool({ platform, env, has }: CaptureSystem): CaptureTool | undefined {
  if (platform === "darwin") {
    return { type: "file", name: "screencapture", command: "/usr/sbin/screencapture", args: ["-i", "-x", "{file}"] };
  }
  if (platform === "win32") {
    return { type: "clipboard", name: "Snipping Tool", command: "explorer.exe", args: ["ms-screenclip:"] };
  }
  const desktop = (env["XDG_CURRENT_DESKTOP"] ?? "").toLowerCase();
  const wayland = (env["WAYLAND_DISPLAY"] ?? "") !== "";
  if (!wayland && (env["DISPLAY"] ?? "") === "") return undefined;
  const portal: CaptureTool = {
    type: "address",
    name: "xdg-desktop-portal",
    command: "gjs",
    args: ["-c", portalScript],
  };
  /* On Wayland a program sees the screen with the compositor's help alone; GNOME lets its portal alone take pictures. */
  const file = (name: string, command: string, ...args: readonly string[]): CaptureTool => ({
    type: "file",
    name,
    command,
    args,
  });
  const tools: readonly (readonly [fits: boolean, tool: CaptureTool])[] = [
    [true, file("Spectacle", "spectacle", "--region", "--background", "--nonotify", "--output", "{file}")],
    [!wayland, file("GNOME Screenshot", "gnome-screenshot", "-a", "-f", "{file}")],
    [desktop.includes("gnome"), portal],
    [true, file("Xfce Screenshooter", "xfce4-screenshooter", "-r", "-s", "{file}")],
    [wayland, { type: "two", name: "grim", chooser: "slurp", command: "grim", args: ["-g", "{area}", "{file}"] }],
    [!wayland, file("maim", "maim", "-s", "{file}")],
    [!wayland, file("scrot", "scrot", "-s", "{file}")],
    [true, portal],
  ];
  return tools.find(([fits, tool]) => fits && has(tool.command) && (tool.type !== "two" || has(tool.chooser)))?.[1];
}

/** This computer. */
export function thisSystem(): CaptureSystem {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return {
    platform: process.platform,
    env: process.env,
    has: (command) => folders.some((folder) => existsSync(join(folder, command))),
  };
}

/**
 * Lets the person choose a part of the screen.
 *
 * @returns the picture as PNG; `pasted` where the person is to paste it; nothing if it was given up
 * @throws UserError `CAPTURE_FAILED`
 */
export async function capture(tool: CaptureTool): Promise<Uint8Array | "pasted" | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "ml-mamba-screen-"));
  const file = join(folder, "screen.png");
  const filled = (area: string): string[] =>
    tool.args.map((argument) => argument.replace("{file}", file).replace("{area}", area));
  try {
    switch (tool.type) {
      case "clipboard":
        /* Windows Explorer ends with 1 whatever happened. */
        await run(tool.command, tool.args).catch((error: unknown) => {
          if (error instanceof NoTool) throw error;
        });
        return "pasted";
      case "file":
        await orGivenUp(run(tool.command, filled("")), file);
        return await written(file);
      case "two": {
        const area = await orGivenUp(run(tool.chooser, []), file);
        if (area.trim() === "") return undefined;
        await run(tool.command, filled(area.trim()));
        return await written(file);
      }
      case "address": {
        const address = (await run(tool.command, tool.args)).trim();
        return address === "" ? undefined : await written(fileURLToPath(address));
      }
    }
  } catch (cause) {
    throw captureFailed(tool.name, cause);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file's bytes, if it was written. */
async function written(file: string): Promise<Uint8Array | undefined> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  return size === 0 ? undefined : new Uint8Array(await readFile(file));
}

/** Most tools end with an error when the person gives it up, and say nothing or that it was cancelled. */
async function orGivenUp(running: Promise<string>, file: string): Promise<string> {
  try {
    return await running;
  } catch (error) {
    const said = error instanceof ToolError ? error.message : undefined;
    if (said !== undefined && (said === "" || /cancel|abort/i.test(said)) && !existsSync(file)) return "";
    throw error;
  }
}

/** A tool that ended with an error; the message is what it said. */
class ToolError extends Error {}

/** A tool that is not there. */
class NoTool extends Error {}

/** @returns standard output */
function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile(command, [...args], { encoding: "utf8", windowsHide: true }, (error, stdout, stderr) => {
      if (error === null) done(stdout);
      else if (error.code === "ENOENT") fail(new NoTool(`"${command}" was not found`));
      else fail(new ToolError(stderr.trim().split("\n")[0] ?? ""));
    });
  });
}
