import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  defaultSettings,
  packDir,
  parseSettings,
  settingError,
  settingNames,
  threadsFor,
} from "../../../src/host/settings.ts";

interface Property {
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  contributes: { configuration: { properties: Record<string, Property> } };
};
const { properties } = manifest.contributes.configuration;
const read =
  (values: Record<string, unknown>) =>
  (name: string): unknown =>
    values[name];

describe("host/settings", () => {
  it("has the names, defaults and bounds of the manifest", () => {
    assert.deepEqual(
      Object.keys(properties),
      settingNames.map((name) => `mlMamba.${name}`),
    );
    for (const name of settingNames) {
      const { default: fallback, minimum, maximum } = properties[`mlMamba.${name}`]!;
      assert.equal(fallback, defaultSettings[name]);
      for (const [bound, beyond] of [
        [minimum, -1],
        [maximum, 1],
      ] as const) {
        if (bound === undefined) continue;
        assert.deepEqual(parseSettings(read({ [name]: bound })).problems, []);
        assert.equal(parseSettings(read({ [name]: bound + beyond })).problems.length, 1, `${name} ${bound + beyond}`);
      }
    }
  });

  it("takes what makes sense, and the defaults where nothing is set", () => {
    assert.deepEqual(
      parseSettings(() => undefined),
      { settings: defaultSettings, problems: [] },
    );
    const own = {
      ...{ pack: "/packs/large", threads: 8, idleMinutes: 0.5, answerLength: 40 },
      ...{ altTextLength: 80, altTextProblems: true, altTextCodeLens: true, altTextOnPaste: true },
      ...{ modelsFolder: "/disks/models", hubEndpoint: "https://mirror.example.org" },
    };
    assert.deepEqual(parseSettings(read(own)), { settings: own, problems: [] });
  });

  it("replaces what makes no sense by the default, and says all of it in one message", () => {
    const wrong = {
      ...{ pack: "models/nano", threads: "many", idleMinutes: Number.NaN, answerLength: 12.5 },
      ...{ altTextLength: 3, altTextProblems: "yes", altTextCodeLens: 1, altTextOnPaste: "on" },
      ...{ modelsFolder: "models", hubEndpoint: "huggingface.co" },
    };
    const { settings, problems } = parseSettings(read(wrong));
    assert.deepEqual(settings, defaultSettings);
    const error = settingError(problems, (english, ...values) =>
      english.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)]!),
    );
    assert.equal(error.code, "SETTING_INVALID");
    assert.match(error.message, /"mlMamba\.threads" is "many"; a whole number from 0 to 64 is expected, 0 is used\./);
    for (const name of settingNames) assert.ok(error.message.includes(`mlMamba.${name}`), name);
  });

  it("one wrong setting leaves the others as they are", () => {
    const { settings } = parseSettings(read({ threads: 3, idleMinutes: -1 }));
    assert.deepEqual(settings, { ...defaultSettings, threads: 3 });
  });

  it("a pack that was chosen stays chosen when another one comes with the extension", () => {
    const { settings } = parseSettings(read({ pack: "/models/tiny" }));
    for (const nano of ["/extensions/ml-mamba-0.2.0/models/nano", "/extensions/ml-mamba-0.3.0/models/nano"]) {
      assert.equal(packDir(settings, nano), "/models/tiny");
      assert.equal(packDir(parseSettings(read({})).settings, nano), nano, "the extension's own is written nowhere");
    }
  });

  it("leaves cores to the editor, and obeys a number", () => {
    const threads = (count: number, cores: number): number => threadsFor({ ...defaultSettings, threads: count }, cores);
    assert.deepEqual([threads(0, 1), threads(0, 2), threads(0, 4), threads(0, 64)], [1, 1, 3, 4]);
    assert.equal(threads(12, 4), 12);
  });
});
