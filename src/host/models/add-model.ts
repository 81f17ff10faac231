/** "Add Model…": which model, how exactly, and a plan to say yes to; nothing is downloaded before. */
import * as vscode from "vscode";
import type { ImportRequest } from "../../client/pack-importer.ts";
import { toUserError, type ErrorData, type UserError } from "../../shared/errors.ts";
import { resizeStrategies, visionBackboneIds } from "../../shared/family.ts";
import type { ImportHints, ImportPlan, ImportSource } from "../../shared/import-protocol.ts";
import { hubPageSource, hubSource } from "../../shared/import-source.ts";
import { bitWidths, projectorKinds } from "../../shared/manifest-schema.ts";
import { fitsOnDisk, planWords } from "./import-words.ts";
import type { Imports } from "./imports.ts";

type Bits = (typeof bitWidths)[number];

/** What the person has decided on. */
export interface Decision {
  readonly request: ImportRequest;
  readonly name: string;
}

/**
 * @param authorise asks for a token of the hub; gives whether there is one now
 * @param translateError in the language of the editor
 * @throws UserError as planning does
 */
export async function decideOnModel(
  imports: Imports,
  authorise: (error: UserError) => Promise<boolean>,
  translateError: (error: ErrorData) => ErrorData,
): Promise<Decision | undefined> {
  const source = await chooseSource();
  if (source === undefined) return undefined;
  let precision = source.kind === "url" ? 4 : await choosePrecision(4);
  let hints: ImportHints = {};
  while (precision !== undefined) {
    const request: ImportRequest = { source, precision, hints };
    const plan = await planned(imports, request).catch(async (thrown: unknown) => {
      const error = toUserError(thrown);
      if (error.code === "CANCELLED") return undefined;
      if (error.code === "HUB_UNAUTHORIZED" || error.code === "HUB_FORBIDDEN") {
        return (await authorise(error)) ? { hints } : undefined;
      }
      if (error.code !== "MODEL_UNKNOWN" || source.kind === "model") throw error;
      return askForHints(error, translateError);
    });
    if (plan === undefined) return undefined;
    if ("hints" in plan) {
      hints = plan.hints;
      continue;
    }
    const choice = await confirmed(plan);
    if (choice === "yes") return { request: { ...request, replace: plan.installed }, name: plan.name };
    if (choice === undefined) return undefined;
    precision = await choosePrecision(precision);
  }
  return undefined;
}

async function chooseSource(): Promise<ImportSource | undefined> {
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: "$(cloud-download) ML-Mamba 3B",
        detail: vscode.l10n.t(
          "The published model for photographs, with its two vision encoders; several gigabytes are downloaded. With 4 bits it takes about 2.3 GB of disk and 4 GB of memory.",
        ),
        source: (): Promise<ImportSource> => Promise.resolve({ kind: "model", model: "ml-mamba-3b" }),
      },
      {
        label: `$(repo) ${vscode.l10n.t("From the hub…")}`,
        detail: vscode.l10n.t("A checkpoint of the family, a Mamba-2, or a ready pack: owner/name"),
        source: askForRepository,
      },
      {
        label: `$(folder) ${vscode.l10n.t("From a folder…")}`,
        detail: vscode.l10n.t("A checkpoint with what lies beside it, or a ready pack"),
        source: () => askForPath(true),
      },
      {
        label: `$(file-binary) ${vscode.l10n.t("From a file…")}`,
        detail: ".pt, .bin, .safetensors, .tar",
        source: () => askForPath(false),
      },
      {
        label: `$(link) ${vscode.l10n.t("From an address…")}`,
        detail: vscode.l10n.t("A ready pack as .tar"),
        source: askForAddress,
      },
    ],
    {
      title: vscode.l10n.t("Add Model"),
      placeHolder: vscode.l10n.t("You see sizes, licences and needs before anything is downloaded"),
    },
  );
  return chosen?.source();
}

async function askForRepository(): Promise<ImportSource | undefined> {
  const sourceOf = (text: string): ImportSource | undefined => hubPageSource(text.trim()) ?? hubSource(text.trim());
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Repository of the hub"),
    prompt: vscode.l10n.t("owner/name, owner/name@revision, owner/name#file, or the address of its page"),
    placeHolder: "state-spaces/mamba2-130m",
    ignoreFocusOut: true,
    validateInput: (value) =>
      sourceOf(value) === undefined ? vscode.l10n.t("A repository is called owner/name.") : undefined,
  });
  return text === undefined ? undefined : sourceOf(text);
}

async function askForAddress(): Promise<ImportSource | undefined> {
  const url = await vscode.window.showInputBox({
    title: vscode.l10n.t("Address of a ready pack"),
    placeHolder: "https://…/pack.tar",
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^https?:\/\/[^\s/]+\/\S*$/i.test(value.trim())
        ? undefined
        : vscode.l10n.t("An address begins with https:// or http://."),
  });
  return url === undefined ? undefined : { kind: "url", url: url.trim() };
}

async function askForPath(isFolder: boolean): Promise<ImportSource | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: !isFolder,
      canSelectFolders: isFolder,
      canSelectMany: false,
      openLabel: vscode.l10n.t("Import"),
      ...(isFolder ? {} : { filters: { [vscode.l10n.t("Models")]: ["pt", "pth", "bin", "safetensors", "tar"] } }),
    })) ?? [];
  return uri === undefined ? undefined : { kind: "path", path: uri.fsPath };
}

async function choosePrecision(current: Bits): Promise<Bits | undefined> {
  const details: Readonly<Record<Bits, string>> = {
    4: vscode.l10n.t("Recommended: the smallest and fastest"),
    8: vscode.l10n.t("About twice as large, closer to the original"),
    16: vscode.l10n.t("float16: four times as large on the disk, eight times in memory"),
    32: vscode.l10n.t("float32: eight times as large, for comparisons"),
  };
  const items = bitWidths.map((bits) => ({ label: vscode.l10n.t("{0} bits", bits), detail: details[bits], bits }));
  const chosen = await vscode.window.showQuickPick(
    items.toSorted((a, b) => Number(b.bits === current) - Number(a.bits === current) || a.bits - b.bits),
    {
      title: vscode.l10n.t("Add Model: how exactly are weights stored?"),
      placeHolder: vscode.l10n.t("A ready pack is what it is"),
    },
  );
  return chosen?.bits;
}

function planned(imports: Imports, request: ImportRequest): Promise<ImportPlan> {
  return Promise.resolve(
    vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Looking at the model: sizes, licences, needs"),
        cancellable: true,
      },
      async (_, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => {
          abort.abort();
        });
        return imports.plan(request, abort.signal);
      },
    ),
  );
}

/** What tensors do not tell, from the person who knows; what fits them stands in the error's own words. @returns undefined where the person does not */
async function askForHints(
  error: UserError,
  translateError: (error: ErrorData) => ErrorData,
): Promise<{ readonly hints: ImportHints } | undefined> {
  const describe = vscode.l10n.t("Say What It Was Trained With…");
  const { message } = translateError(error.toData());
  const options = { modal: true, ...(message === error.message ? {} : { detail: error.message }) };
  if ((await vscode.window.showWarningMessage(message, options, describe)) !== describe) return undefined;
  const vision = await oneOf(vscode.l10n.t("Vision encoder"), visionBackboneIds);
  if (vision === undefined) return undefined;
  const resize = await oneOf(vscode.l10n.t("How its images were resized"), resizeStrategies);
  if (resize === undefined) return undefined;
  const projector = await oneOf(vscode.l10n.t("Projector"), projectorKinds);
  return projector === undefined ? undefined : { hints: { vision, resize, projector } };
}

async function oneOf<Choice extends string>(title: string, choices: readonly Choice[]): Promise<Choice | undefined> {
  const chosen = await vscode.window.showQuickPick(
    choices.map((label) => ({ label })),
    { title, ignoreFocusOut: true },
  );
  return chosen?.label;
}

async function confirmed(plan: ImportPlan): Promise<"yes" | "other" | undefined> {
  const yes = plan.installed ? vscode.l10n.t("Replace") : vscode.l10n.t("Import");
  const other = vscode.l10n.t("Other Precision…");
  const fits = fitsOnDisk(plan);
  const actions = [...(fits ? [yes] : []), ...(plan.kind === "checkpoint" ? [other] : [])];
  const options = { modal: true, detail: planWords(plan) };
  const title = fits
    ? vscode.l10n.t("Import {0}?", plan.name)
    : vscode.l10n.t("There is not enough space on the disk for {0}.", plan.name);
  const chosen = fits
    ? await vscode.window.showInformationMessage(title, options, ...actions)
    : await vscode.window.showWarningMessage(title, options, ...actions);
  return chosen === yes && fits ? "yes" : chosen === other ? "other" : undefined;
}
