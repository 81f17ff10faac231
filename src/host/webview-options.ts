/** What a panel's webview may do. */
import * as vscode from "vscode";

/** Scripts, and files of the bundle's folder alone. Pictures are sent to it as bytes. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, enableForms: false, localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist")] };
}
