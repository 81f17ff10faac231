/** The settings as the editor has them now; says what makes no sense, once for each wrong value. */
import * as vscode from "vscode";
import { formatError } from "../shared/errors.ts";
import { parseSettings, settingError, settingNames, type SettingName, type Settings } from "./settings.ts";

const section = "mlMamba";

export class SettingsSource implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  readonly #onDidChange = new vscode.EventEmitter<ReadonlySet<SettingName>>();
  /** The names of the settings that have other values now. */
  readonly onDidChange = this.#onDidChange.event;
  #settings: Settings;
  #told = "";

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.#settings = this.#read();
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(section)) return;
      const before = this.#settings;
      this.#settings = this.#read();
      const changed = settingNames.filter((name) => before[name] !== this.#settings[name]);
      if (changed.length > 0) this.#onDidChange.fire(new Set(changed));
    });
  }

  get settings(): Settings {
    return this.#settings;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }

  #read(): Settings {
    const configuration = vscode.workspace.getConfiguration(section);
    const { settings, problems } = parseSettings((name) => configuration.get<unknown>(name));
    if (problems.length === 0) {
      this.#told = "";
    } else {
      const error = settingError(problems, (english, ...values) => vscode.l10n.t(english, ...values));
      const message = formatError(error);
      if (message !== this.#told) void this.#tell(message);
      this.#told = message;
    }
    return settings;
  }

  async #tell(message: string): Promise<void> {
    this.log.warn(message);
    const open = vscode.l10n.t("Open Settings");
    const chosen = await vscode.window.showWarningMessage(message, open);
    if (chosen === open) await vscode.commands.executeCommand("workbench.action.openSettings", `${section}.`);
  }
}
