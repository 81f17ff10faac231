import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const page = readFileSync("docs/vscode.md", "utf8");
const words = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as {
  contributes: {
    commands: { title: string; category?: string }[];
    configuration: { properties: Record<string, unknown> };
  };
};

/** The code spans in the first column of the table under a heading. */
function firstColumn(heading: string): string[] {
  const section = page.split(`## ${heading}\n`)[1]!.split("\n## ")[0]!;
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]!);
}

describe("docs/vscode.md", () => {
  it("lists the commands of the manifest by the names that a person sees", () => {
    const names = contributes.commands.map(({ title, category }) => {
      const name = words[title.slice(1, -1)]!;
      return category === undefined ? name : `${category}: ${name}`;
    });
    assert.deepEqual(firstColumn("Commands"), names);
  });

  it("lists the settings of the manifest", () => {
    assert.deepEqual(firstColumn("Settings"), Object.keys(contributes.configuration.properties));
  });
});
