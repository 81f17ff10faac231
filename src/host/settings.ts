/** The settings `mlMamba.*` as plain values: what makes no sense becomes a problem in words, and its default. */
import { isAbsolute } from "node:path";
import * as v from "valibot";
import { UserError } from "../shared/errors.ts";

export const settingNames = [
  "pack",
  "threads",
  "idleMinutes",
  "answerLength",
  "modelsFolder",
  "hubEndpoint",
  "altTextLength",
  "altTextProblems",
  "altTextCodeLens",
  "altTextOnPaste",
] as const;
export type SettingName = (typeof settingNames)[number];

export interface Settings {
  /** Absolute path of a pack's folder; empty: the pack of the extension. */
  readonly pack: string;
  /** 0: by the number of processor cores. */
  readonly threads: number;
  /** 0: never. */
  readonly idleMinutes: number;
  /** In tokens. */
  readonly answerLength: number;
  /** Absolute path of the folder that holds imported models; empty: the editor's storage. */
  readonly modelsFolder: string;
  /** Address of a mirror of the hub; empty: `HF_ENDPOINT`, else the hub itself. */
  readonly hubEndpoint: string;
  /** Characters of an alt text, at most. */
  readonly altTextLength: number;
  /** Missing and unhelpful alt text is listed as problems. */
  readonly altTextProblems: boolean;
  /** Actions stand above images. */
  readonly altTextCodeLens: boolean;
  /** An image that is pasted into Markdown gets its alt text. */
  readonly altTextOnPaste: boolean;
}

export const defaultSettings: Settings = {
  pack: "",
  threads: 0,
  idleMinutes: 10,
  answerLength: 160,
  modelsFolder: "",
  hubEndpoint: "",
  altTextLength: 125,
  altTextProblems: false,
  altTextCodeLens: false,
  altTextOnPaste: false,
};

const absolutePath = v.pipe(
  v.string(),
  v.trim(),
  v.check((path) => path === "" || isAbsolute(path)),
);

/** A schema of each setting and what it expects, in English; package.json says the same to the settings editor. */
const rules: {
  readonly [Name in SettingName]: { schema: v.GenericSchema<unknown, Settings[Name]>; expected: string };
} = {
  pack: { schema: absolutePath, expected: "an absolute path, or nothing" },
  threads: { schema: whole(0, 64), expected: "a whole number from 0 to 64" },
  idleMinutes: {
    schema: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1440)),
    expected: "a number from 0 to 1440",
  },
  answerLength: { schema: whole(8, 1024), expected: "a whole number from 8 to 1024" },
  modelsFolder: { schema: absolutePath, expected: "an absolute path, or nothing" },
  hubEndpoint: {
    schema: v.pipe(
      v.string(),
      v.trim(),
      v.check((address) => address === "" || /^https?:\/\/[^\s/]+/i.test(address)),
    ),
    expected: "an address that begins with https://, or nothing",
  },
  altTextLength: { schema: whole(40, 500), expected: "a whole number from 40 to 500" },
  altTextProblems: { schema: v.boolean(), expected: "true or false" },
  altTextCodeLens: { schema: v.boolean(), expected: "true or false" },
  altTextOnPaste: { schema: v.boolean(), expected: "true or false" },
};

function whole(min: number, max: number): v.GenericSchema<unknown, number> {
  return v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
}

/** A setting that makes no sense. */
export interface SettingProblem {
  readonly name: SettingName;
  /** As JSON, shortened. */
  readonly value: string;
  /** What would make sense, in English. */
  readonly expected: string;
  /** As JSON. */
  readonly fallback: string;
}

/** @param read gives the value of a setting as the editor has it; `undefined` where it has none */
export function parseSettings(read: (name: SettingName) => unknown): {
  settings: Settings;
  problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const value = <Name extends SettingName>(name: Name): Settings[Name] => {
    const raw = read(name) ?? defaultSettings[name];
    const parsed = v.safeParse(rules[name].schema, raw);
    if (parsed.success) return parsed.output;
    const fallback = JSON.stringify(defaultSettings[name]);
    problems.push({ name, value: shown(raw), expected: rules[name].expected, fallback });
    return defaultSettings[name];
  };
  const settings = {
    pack: value("pack"),
    threads: value("threads"),
    idleMinutes: value("idleMinutes"),
    answerLength: value("answerLength"),
    modelsFolder: value("modelsFolder"),
    hubEndpoint: value("hubEndpoint"),
    altTextLength: value("altTextLength"),
    altTextProblems: value("altTextProblems"),
    altTextCodeLens: value("altTextCodeLens"),
    altTextOnPaste: value("altTextOnPaste"),
  };
  return { settings, problems };
}

function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 40)}…` : json;
}

/**
 * All problems as one error.
 *
 * @param translate `vscode.l10n.t`
 */
export function settingError(
  problems: readonly SettingProblem[],
  translate: (english: string, ...values: string[]) => string,
): UserError {
  const sentences = problems.map(({ name, value, expected, fallback }) =>
    translate('"mlMamba.{0}" is {1}; {2} is expected, {3} is used.', name, value, translate(expected), fallback),
  );
  return new UserError("SETTING_INVALID", sentences.join(" "), translate("Correct it in the settings."));
}

/** The folder of the pack that answers: the chosen one, whatever comes with a newer version of the extension; else the extension's own. */
export function packDir({ pack }: Settings, nanoDir: string): string {
  return pack === "" ? nanoDir : pack;
}

/** Threads for the worker: some cores stay with the editor. */
export function threadsFor({ threads }: Settings, cores: number): number {
  return threads > 0 ? threads : Math.max(1, Math.min(4, cores - 1));
}
