import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { blankImage, Workspace } from "./support.ts";

/** Runs the command line. */
function cli(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["dist/cli.js", ...args], (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, stdout, stderr });
    });
  });
}

describe("ml-mamba describe --missing-alt", function () {
  this.timeout(120_000);
  let workspace: Workspace;
  let docs: string;
  const contents = {
    "a.md": "\uFEFF# A\r\n\n![](../blank.png)\r\n![Has words](../blank.png)\n[![](../blank.png)](guide/set-up.md)\n",
    "b.html": "<img src='../blank.png'>\n<img src=nowhere.png>\n",
    "node_modules/c.md": "![](x.png)",
    "d.txt": "![](x.png)",
  };

  before(async () => {
    workspace = await Workspace.create();
    docs = workspace.path("docs");
    await writeFile(workspace.path("blank.png"), (await blankImage()).bytes);
  });
  beforeEach(async () => {
    await mkdir(`${docs}/node_modules`, { recursive: true });
    for (const [name, text] of Object.entries(contents)) await writeFile(`${docs}/${name}`, text);
  });
  after(async () => {
    await workspace.dispose();
  });

  it("--check lists the images without alt text, asks nothing, and ends with 3", async () => {
    const { code, stdout, stderr } = await cli(["describe", docs, "--missing-alt", "--check"]);
    assert.equal(code, 3);
    assert.deepEqual(stdout.trimEnd().split("\n"), [
      `${docs}/a.md:3: ../blank.png: no alt text`,
      `${docs}/a.md:5: ../blank.png: no alt text`,
      `${docs}/b.html:1: ../blank.png: no alt text`,
      `${docs}/b.html:2: nowhere.png: no alt text`,
    ]);
    assert.match(stderr, /2 documents, 5 images, 4 without alt text/);
    for (const [name, text] of Object.entries(contents)) assert.equal(await readFile(`${docs}/${name}`, "utf8"), text);
  });

  it("--write writes what the model says, keeps every other byte, and says what is left", async () => {
    const { code, stdout } = await cli([
      "describe",
      docs,
      "--missing-alt",
      "--write",
      "--json",
      "--pack",
      workspace.packDir,
    ]);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const summary = lines.at(-1)!;
    assert.equal(summary["type"], "summary");
    const images = lines.filter(({ type }) => type === "image");
    const gone = images.find(({ target }) => target === "nowhere.png")!;
    assert.equal(gone["status"], "failed");
    assert.equal((gone["error"] as { code: string }).code, "IMAGE_MISSING");
    const written = images.filter(({ status }) => status === "written");
    assert.ok(written.length >= 1 && written.every(({ alt }) => typeof alt === "string" && alt.length <= 125));
    assert.equal(code, 3, "one is still missing");
    let expected = contents["a.md"];
    for (const { line, alt } of written.filter(({ file }) => file === `${docs}/a.md`)) {
      const all = expected.split(/(?<=\n)/);
      all[Number(line) - 1] = all[Number(line) - 1]!.replace("![]", `![${String(alt).replace(/[[\]`*<|]/g, "\\$&")}]`);
      expected = all.join("");
    }
    assert.equal(await readFile(`${docs}/a.md`, "utf8"), expected);
  });

  it("ends with 0 where nothing is missing, with 1 where a document is no text, with 2 where it is used wrongly", async () => {
    await writeFile(`${docs}/a.md`, "![Words](../blank.png) ![](x.png)<!-- decorative -->\n");
    await writeFile(`${docs}/b.html`, '<img src="x.png" alt="">');
    assert.equal((await cli(["describe", docs, "--missing-alt"])).code, 0);
    await writeFile(`${docs}/b.html`, new Uint8Array([0x3c, 0xff, 0xfe]));
    const unreadable = await cli(["describe", docs, "--missing-alt", "--check"]);
    assert.equal(unreadable.code, 1);
    assert.match(unreadable.stderr, /b\.html: DOCUMENT_UNREADABLE/);
    for (const args of [
      ["--write", "x.png"],
      ["a.png", "b.png"],
      [docs, "--missing-alt", "--check", "--write"],
    ]) {
      const { code, stderr } = await cli(["describe", ...args]);
      assert.equal(code, 2, args.join(" "));
      assert.match(stderr, /^USAGE: /);
    }
    assert.equal((await cli(["describe", workspace.path("none"), "--missing-alt"])).code, 1);
  });
});
