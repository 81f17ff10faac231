/** The images that there are conversations about, to choose from. */
import * as vscode from "vscode";
import { branchOf } from "../shared/turns.ts";
import { baseName, folderOf } from "./image-file.ts";
import type { ConversationStore, KeptConversation } from "./conversation-store.ts";

interface Entry extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
}

/**
 * The image that the person chooses.
 *
 * @param forgetAll deletes the conversations about an image, which the list offers for each
 */
export async function chooseKept(
  store: ConversationStore,
  forgetAll: (uri: vscode.Uri) => Promise<void>,
): Promise<vscode.Uri | undefined> {
  const forget: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("trash"),
    tooltip: vscode.l10n.t("Forget these conversations"),
  };
  const pick = vscode.window.createQuickPick<Entry>();
  pick.title = vscode.l10n.t("Conversations about Images");
  pick.placeholder = vscode.l10n.t("Choose an image to go on with");
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.busy = true;
  const fill = async (): Promise<void> => {
    pick.items = (await store.list()).map((kept) => ({ ...entryOf(kept), buttons: [forget] }));
    pick.busy = false;
    if (pick.items.length === 0) pick.placeholder = vscode.l10n.t("Nothing has been asked here yet");
  };
  pick.onDidTriggerItemButton(async ({ item }) => {
    await forgetAll(item.uri);
    await fill();
  });
  try {
    return await new Promise((done) => {
      pick.onDidAccept(() => {
        done(pick.selectedItems[0]?.uri);
      });
      pick.onDidHide(() => {
        done(undefined);
      });
      pick.show();
      void fill();
    });
  } finally {
    pick.dispose();
  }
}

function entryOf({ conversation, at }: KeptConversation): Entry {
  const uri = vscode.Uri.parse(conversation.image);
  const branch = branchOf(conversation.turns, conversation.leaf);
  const last = (branch.at(-1) ?? conversation.turns.at(-1))?.question ?? "";
  const when = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "medium", timeStyle: "short" }).format(at);
  return { uri, label: baseName(uri), description: [folderOf(uri), when].filter(Boolean).join(" · "), detail: last };
}
