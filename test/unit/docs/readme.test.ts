import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodes } from "../../../src/shared/errors.ts";

const readme = readFileSync("README.md", "utf8");

/** The code spans in the first column of the table under a heading whose first column has this title. */
function firstColumn(title: string): string[] {
  const rows = readme.split("\n");
  const start = rows.findIndex((row) => row.split("|")[1]?.trim() === title);
  assert.notEqual(start, -1, `README.md has a table of "${title}"`);
  const end = rows.findIndex((row, index) => index > start && !row.startsWith("|"));
  return rows.slice(start + 2, end).map((row) => /`([^`]+)`/.exec(row.split("|")[1]!)![1]!);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && name !== join("shared", "errors.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

describe("README.md", () => {
  it("lists every error code once, in the order of src/shared/errors.ts, and no other", () => {
    assert.deepEqual(firstColumn("code"), [...errorCodes]);
  });

  it("promises no code that is never used", () => {
    const own = readFileSync("src/shared/errors.ts", "utf8");
    const thrownThere = ["INTERNAL", "CANCELLED"].filter((code) => own.split(`"${code}"`).length > 2);
    const all = sources("src").join("\n");
    assert.deepEqual(
      errorCodes.filter((code) => !all.includes(`"${code}"`) && !thrownThere.includes(code)),
      [],
    );
  });

  it("says the truth about who opens network connections", () => {
    const network = /node:(http|https|net|tls)"|"undici"|\bfetch\(|= fetch\b/;
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
    const opening = files.filter((name) => network.test(readFileSync(join("src", name), "utf8")));
    assert.deepEqual(opening.map((name) => name.replaceAll("\\", "/")).sort(), [
      "client/remote-image.ts",
      "packer/hub/http.ts",
    ]);
  });

  it("lists every option of the command line", () => {
    const defined = readdirSync("src/cli")
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) =>
        [...readFileSync(join("src/cli", name), "utf8").matchAll(/[oO]ption\(\s*"(--[a-z-]+(?: <[a-z]+>)?)"/g)].map(
          (match) => match[1]!,
        ),
      );
    assert.ok(defined.length > 8);
    assert.deepEqual([...new Set(firstColumn("option"))].sort(), [...new Set([...defined, "-h, --help"])].sort());
  });
});
