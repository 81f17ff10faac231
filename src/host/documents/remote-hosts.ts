/** Which hosts images may be fetched from: each is asked about once, the answer is kept until it is taken back. */
import * as vscode from "vscode";
import { LocalizedError } from "./localized-error.ts";

const key = "mlMamba.imageHosts";

/** A question that was closed is not asked again at once: a folder may hold many images of the host. */
const closedMs = 30_000;

/** By host name, whether a person allowed it. */
type Answers = Readonly<Record<string, boolean>>;

export class RemoteHosts {
  /** Questions that are open, so that no host is asked about twice at a time. */
  readonly #asking = new Map<string, Promise<boolean>>();
  /** One question after the other: two notifications at a time are one too many. */
  #last: Promise<unknown> = Promise.resolve();

  /** When the question about a host was closed without an answer. */
  readonly #closed = new Map<string, number>();

  constructor(private readonly memory: vscode.Memento) {}

  get answers(): Answers {
    return this.memory.get<Answers>(key, {});
  }

  /**
   * Resolves where images of `host` may be fetched.
   *
   * @throws UserError `IMAGE_HOST_NOT_ALLOWED`
   */
  async permit(host: string): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      throw new LocalizedError(
        "IMAGE_HOST_NOT_ALLOWED",
        vscode.l10n.t("In Restricted Mode no image is fetched from {0}.", host),
        vscode.l10n.t("Trust the workspace, then try again."),
      );
    }
    const wasClosed = Date.now() - (this.#closed.get(host) ?? 0) < closedMs;
    const isAllowed = this.answers[host] ?? (!wasClosed && (await this.#ask(host)));
    if (isAllowed) return;
    throw new LocalizedError(
      "IMAGE_HOST_NOT_ALLOWED",
      vscode.l10n.t("Images of {0} are not fetched.", host),
      vscode.l10n.t('To change that, run "ML-Mamba: Manage Image Hosts".'),
    );
  }

  /** Lists the answers; those that are chosen are forgotten, so that the next image asks again. */
  async manage(): Promise<void> {
    const entries = Object.entries(this.answers).sort(([a], [b]) => a.localeCompare(b));
    if (entries.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("No host was asked about yet. Before the first image of a host is fetched, you are asked."),
      );
      return;
    }
    const items = entries.map(([label, isAllowed]) => ({
      label,
      description: isAllowed ? vscode.l10n.t("allowed") : vscode.l10n.t("not allowed"),
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      title: vscode.l10n.t("Hosts of images"),
      placeHolder: vscode.l10n.t("Choose the hosts to forget; their next image asks again"),
    });
    if (chosen === undefined) return;
    const forgotten = new Set(chosen.map(({ label }) => label));
    await this.memory.update(key, Object.fromEntries(entries.filter(([host]) => !forgotten.has(host))));
  }

  #ask(host: string): Promise<boolean> {
    const open = this.#asking.get(host);
    if (open !== undefined) return open;
    const asked = this.#last.then(() => this.#question(host)).finally(() => this.#asking.delete(host));
    this.#last = asked.catch(() => undefined);
    this.#asking.set(host, asked);
    return asked;
  }

  async #question(host: string): Promise<boolean> {
    const allow = vscode.l10n.t("Allow");
    const refuse = vscode.l10n.t("Do Not Allow");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("Fetch images from {0}?", host),
      {
        modal: true,
        detail: vscode.l10n.t(
          "The image is read by ML-Mamba on this machine. The host learns your address and which image it was. Your answer is kept for this host.",
        ),
      },
      allow,
      refuse,
    );
    /* Closing the question is no answer to keep; the images that wait are not fetched, a later one asks again. */
    if (answer === undefined) {
      this.#closed.set(host, Date.now());
      return false;
    }
    await this.memory.update(key, { ...this.answers, [host]: answer === allow });
    return answer === allow;
  }
}
