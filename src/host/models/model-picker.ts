/** The list of models: a choice makes one answer, buttons beside each do the rest. */
import * as vscode from "vscode";
import type { BrokenPack, InstalledPack, UnfinishedImport } from "../../client/pack-store.ts";
import type { ErrorData } from "../../shared/errors.ts";
import { bytesText } from "../../shared/units.ts";
import { factsOf, manifestOf, nameOf, qualityOf, type ModelEntry, type Models } from "./model-list.ts";

export type ModelAction =
  | { readonly type: "add" }
  | { readonly type: "use"; readonly dir: string }
  | { readonly type: "resume"; readonly unfinished: UnfinishedImport }
  | { readonly type: "card"; readonly entry: ModelEntry }
  | { readonly type: "verify"; readonly dir: string; readonly name: string }
  | { readonly type: "remove"; readonly pack: InstalledPack | BrokenPack }
  | { readonly type: "discard"; readonly key: string };

interface ActionButton extends vscode.QuickInputButton {
  readonly action: ModelAction;
}

interface ModelItem extends vscode.QuickPickItem {
  readonly action?: ModelAction;
  readonly buttons?: readonly ActionButton[];
}

/**
 * @param chosen the setting: folder of the model that answers; empty for the Nano
 * @param told an error in a line
 */
export async function pickModel(
  models: Models,
  chosen: string,
  told: (error: ErrorData) => string,
): Promise<ModelAction | undefined> {
  const pick = vscode.window.createQuickPick<ModelItem>();
  const { used, free } = models.disk;
  pick.title = vscode.l10n.t("Added models: {0} on the disk, {1} free", bytesText(used), bytesText(free));
  pick.placeholder = vscode.l10n.t("Choose the model that answers");
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = modelItems(models, chosen, told);
  try {
    return await new Promise<ModelAction | undefined>((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item?.action !== undefined) resolve(item.action);
      });
      pick.onDidTriggerItemButton(({ button }) => {
        resolve((button as ActionButton).action);
      });
      pick.onDidHide(() => {
        resolve(undefined);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function modelItems({ entries }: Models, chosen: string, told: (error: ErrorData) => string): ModelItem[] {
  const item = (entry: ModelEntry): ModelItem => {
    const answers = entry.kind === "nano" ? chosen === "" : "dir" in entry && entry.dir === chosen;
    const icon = answers ? "$(check)" : { unfinished: "$(cloud-download)", broken: "$(error)" }[entry.kind as string];
    const action = actionOf(entry);
    return {
      label: `${icon ?? "$(blank)"} ${nameOf(entry)}`,
      description: [...(answers ? [vscode.l10n.t("answers now")] : []), factsOf(entry)].join(" · "),
      detail: qualityOf(entry, told),
      buttons: buttonsOf(entry),
      ...(action === undefined ? {} : { action }),
    };
  };
  const isUnfinished = (entry: ModelEntry): boolean => entry.kind === "unfinished";
  const unfinished = entries.filter(isUnfinished);
  return [
    ...entries.filter((entry) => !isUnfinished(entry)).map(item),
    ...(unfinished.length === 0 ? [] : [separator(vscode.l10n.t("Unfinished imports")), ...unfinished.map(item)]),
    separator(""),
    { label: `$(add) ${vscode.l10n.t("Add Model…")}`, action: { type: "add" }, alwaysShow: true },
  ];
}

function separator(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** What choosing an entry does. */
function actionOf(entry: ModelEntry): ModelAction | undefined {
  switch (entry.kind) {
    case "nano":
    case "pack":
    case "folder":
      return { type: "use", dir: entry.dir };
    case "broken":
      return undefined;
    case "unfinished":
      return entry.unfinished.running || entry.unfinished.note === undefined
        ? undefined
        : { type: "resume", unfinished: entry.unfinished };
  }
}

function buttonsOf(entry: ModelEntry): ActionButton[] {
  const button = (icon: string, tooltip: string, action: ModelAction): ActionButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    action,
  });
  const remove = (pack: InstalledPack | BrokenPack): ActionButton =>
    button("trash", vscode.l10n.t("Remove from this computer"), { type: "remove", pack });
  switch (entry.kind) {
    case "nano":
    case "pack":
    case "folder":
      return [
        ...(manifestOf(entry) === undefined
          ? []
          : [button("book", vscode.l10n.t("Show its card"), { type: "card", entry })]),
        button("verified", vscode.l10n.t("Verify its files"), {
          type: "verify",
          dir: entry.dir,
          name: nameOf(entry),
        }),
        ...(entry.kind === "pack" ? [remove(entry.pack)] : []),
      ];
    case "broken":
      return [remove(entry.pack)];
    case "unfinished":
      return entry.unfinished.running
        ? []
        : [
            button("trash", vscode.l10n.t("Delete what was downloaded"), {
              type: "discard",
              key: entry.unfinished.key,
            }),
          ];
  }
}
