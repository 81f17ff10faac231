import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorWords, noticeWords } from "../../../src/host/error-words.ts";
import { englishReviewStrings } from "../../../src/shared/documents/review.ts";
import { errorCodes } from "../../../src/shared/errors.ts";
import { englishPanelStrings } from "../../../src/shared/panel-strings.ts";

type Bundle = Readonly<Record<string, string>>;
const json = (path: string): Bundle => JSON.parse(readFileSync(path, "utf8")) as Bundle;
const korean = json("l10n/bundle.l10n.ko.json");

/** Every string literal of src/host that `vscode.l10n.t` may get: calls, what settings.ts expects, and the tables of error-words.ts. */
function hostStrings(): string[] {
  const names = readdirSync("src/host", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const sources = names.map((name) => [name, readFileSync(join("src/host", name), "utf8")] as const);
  const literal = /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/.source;
  const found: string[] = [];
  for (const [name, source] of sources) {
    for (const match of source.matchAll(new RegExp(`(?:l10n\\.t|translate|(?<![\\w.])t)\\(\\s*(?:${literal})`, "g"))) {
      found.push(match[1] ?? match[2]!);
    }
    if (name === "settings.ts") for (const match of source.matchAll(/expected: "([^"]+)"/g)) found.push(match[1]!);
  }
  const tables = [...Object.values(errorWords).flat(), ...Object.values(noticeWords)];
  const literals = found.map((text) => JSON.parse(`"${text.replaceAll(/(?<!\\)"/g, '\\"')}"`) as string);
  return [...literals, ...tables];
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\d\}/g)].map(([found]) => found).sort();

describe("Korean", () => {
  const english = new Set([
    ...hostStrings(),
    ...Object.values(englishPanelStrings),
    ...Object.values(englishReviewStrings),
  ]);

  it("has every string of the host and the panel, and no other", () => {
    assert.ok(english.size > 120, `${english.size} strings were found`);
    assert.deepEqual(
      [...english].filter((text) => korean[text] === undefined),
      [],
    );
    assert.deepEqual(
      Object.keys(korean).filter((text) => !english.has(text)),
      [],
    );
  });

  it("has words for every error that the editor can show", () => {
    const elsewhere = /^(SETTING_INVALID|WORKER_NOT_STARTED|FILE_|USAGE)/;
    assert.deepEqual(
      errorCodes.filter((code) => errorWords[code] === undefined),
      errorCodes.filter((code) => elsewhere.test(code)),
    );
  });

  it("fills in the same values, and is Korean", () => {
    for (const [text, translation] of Object.entries(korean)) {
      assert.deepEqual(placeholders(translation), placeholders(text), text);
      if (/[a-z]{3}/.test(text.replaceAll(/tokens\/s|Diagnostics|ML-Mamba/g, "")))
        assert.match(translation, /\p{Script=Hangul}/u, text);
    }
  });

  it("says everything that the manifest says in English", () => {
    const [own, other] = [json("package.nls.json"), json("package.nls.ko.json")];
    assert.deepEqual(Object.keys(other), Object.keys(own));
    const used = [...readFileSync("package.json", "utf8").matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]!);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(own).sort());
  });
});
