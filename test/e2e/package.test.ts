import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { blankImage, Workspace } from "./support.ts";

const run = promisify(execFile);

describe("the npm package", () => {
  let workspace: Workspace;

  before(async () => {
    workspace = await Workspace.create();
  });
  after(async () => {
    await workspace.dispose();
  });

  it("holds all that the command needs besides its dependencies", async () => {
    const folder = workspace.path("installed");
    await mkdir(folder);
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { shell: false });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    await run("tar", ["-xzf", join(folder, filename), "-C", folder]);
    const installed = join(folder, "package");
    await symlink(resolve("node_modules"), join(folder, "node_modules"));
    const image = workspace.path("blank.png");
    await writeFile(image, (await blankImage()).bytes);

    const command = join(installed, "dist", "cli.js");
    const ask = ["describe", image, "--json", "--pack", workspace.packDir];
    const asked = await run(process.execPath, [command, ...ask], { cwd: folder });
    assert.match(asked.stdout.trimEnd().split("\n").at(-1)!, /^\{"type":"done"/);
  });
});
