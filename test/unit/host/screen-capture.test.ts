import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, it } from "mocha";
import { capture, captureTool, type CaptureTool } from "../../../src/host/screen-capture.ts";

type Env = Readonly<Record<string, string>>;

function toolOf(platform: NodeJS.Platform, env: Env, ...programs: readonly string[]): string | undefined {
  return captureTool({ platform, env, has: (command) => programs.includes(command) })?.name;
}

describe("the tool that takes a picture of the screen", () => {
  const x11 = { DISPLAY: ":0" };
  const wayland = { DISPLAY: ":0", WAYLAND_DISPLAY: "wayland-0" };

  it("is the system's own", () => {
    assert.equal(toolOf("darwin", {}), "screencapture");
    assert.equal(toolOf("win32", {}), "Snipping Tool");
    assert.equal(toolOf("linux", x11, "gnome-screenshot", "scrot"), "GNOME Screenshot");
    assert.equal(toolOf("linux", x11, "scrot"), "scrot");
    assert.equal(toolOf("linux", wayland, "spectacle", "grim", "slurp"), "Spectacle");
    assert.equal(toolOf("linux", wayland, "grim", "slurp"), "grim");
  });

  it("on Wayland is none that cannot see the screen there, or lacks its other half", () => {
    assert.equal(toolOf("linux", wayland, "scrot", "maim", "gnome-screenshot"), undefined);
    assert.equal(toolOf("linux", wayland, "grim"), undefined);
    assert.equal(
      toolOf("linux", { ...wayland, XDG_CURRENT_DESKTOP: "ubuntu:GNOME" }, "grim", "slurp", "gjs"),
      "xdg-desktop-portal",
    );
  });

  it("is none where there is no screen, or no tool", () => {
    assert.equal(toolOf("linux", {}, "scrot"), undefined);
    assert.equal(toolOf("linux", x11), undefined);
  });
});

describe("a picture of the screen", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ml-mamba-tools-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** A program that does what a tool would. */
  async function program(name: string, script: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  }

  const fileTool = async (script: string): Promise<CaptureTool> => ({
    type: "file",
    name: "Tool",
    command: await program(`tool${Math.random()}`, script),
    args: ["-o", "{file}"],
  });
  const bytes = (picture: Uint8Array | "pasted" | undefined): string =>
    picture instanceof Uint8Array ? Buffer.from(picture).toString() : String(picture);

  it("is what the tool wrote to its file", async () => {
    assert.equal(bytes(await capture(await fileTool(`printf PNG > "$2"`))), "PNG");
  });

  it("is nothing where the person gave it up, whatever the tool ends with", async () => {
    for (const script of ["exit 0", "exit 1", "echo 'selection cancelled' >&2; exit 1"]) {
      assert.equal(await capture(await fileTool(script)), undefined, script);
    }
  });

  it("that fails says what the tool said; a tool that is not there too", async () => {
    await assert.rejects(capture(await fileTool("echo 'cannot open display' >&2; exit 1")), {
      code: "CAPTURE_FAILED",
      message: "Tool gave no picture: cannot open display",
    });
    const missing: CaptureTool = { type: "file", name: "Tool", command: join(folder, "none"), args: [] };
    await assert.rejects(capture(missing), { code: "CAPTURE_FAILED" });
  });

  it("is of the part that another program asked for", async () => {
    const tool: CaptureTool = {
      type: "two",
      name: "Two",
      chooser: await program("choose", "echo '1,2 3x4'"),
      command: await program("take", `printf "$2" > "$3"`),
      args: ["-g", "{area}", "{file}"],
    };
    assert.equal(bytes(await capture(tool)), "1,2 3x4");
    assert.equal(await capture({ ...tool, chooser: await program("none", "exit 1") }), undefined);
  });

  it("is where the tool says, or in the clipboard", async () => {
    const picture = join(folder, "a picture.png");
    await writeFile(picture, "PNG");
    const command = await program("portal", `echo ${pathToFileURL(picture).href}`);
    assert.equal(bytes(await capture({ type: "address", name: "Portal", command, args: [] })), "PNG");
    const clip = await program("clip", "exit 1");
    assert.equal(await capture({ type: "clipboard", name: "Clip", command: clip, args: [] }), "pasted");
  });
});
