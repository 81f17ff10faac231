/** How the packer gets to the hub: mirror and proxy from the settings, the token from the editor's secrets, the rest from the environment. */
import * as vscode from "vscode";
import type { HubSettings } from "../../shared/hub.ts";
import type { ModelServices } from "./services.ts";

const tokenKey = "hubToken";

/** What it leaves out comes from `HF_ENDPOINT`, `HF_TOKEN`, `HTTPS_PROXY`. */
export async function hubSettings({ settings, secrets }: ModelServices): Promise<HubSettings> {
  const http = vscode.workspace.getConfiguration("http");
  const proxy = http.get("proxySupport") === "off" ? undefined : http.get<string>("proxy");
  const token = await secrets.get(tokenKey);
  const { hubEndpoint } = settings();
  return {
    ...(hubEndpoint === "" ? {} : { endpoint: hubEndpoint }),
    ...(proxy === undefined || proxy === "" ? {} : { proxy }),
    ...(token === undefined || token === "" ? {} : { token }),
  };
}

/** Asks for the token and keeps it in the editor's secrets; an empty one is forgotten. @returns whether there is one now */
export async function askForToken({ secrets }: ModelServices): Promise<boolean> {
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t("Access token of the hub"),
    prompt: vscode.l10n.t(
      "For gated and private repositories. It is kept in the editor's secret storage and sent to the hub alone; leave it empty to forget it.",
    ),
    placeHolder: "hf_…",
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\S*$/.test(text.trim()) ? undefined : vscode.l10n.t("A token has no spaces and no line breaks."),
  });
  if (token === undefined) return false;
  if (token.trim() === "") await secrets.delete(tokenKey);
  else await secrets.store(tokenKey, token.trim());
  return token.trim() !== "";
}
