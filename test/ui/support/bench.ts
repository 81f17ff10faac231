/** What the tests of the extension share: a browser, a workbench with the extension, and a folder of pictures that they may change. */
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../workbench/browser.ts";
import { Workbench, type WorkbenchOptions } from "../../workbench/server.ts";
import { EditorWindow, pictures, type WindowOptions } from "./editor-window.ts";

const root = resolve(".");
/** Browser, editor and model share the cores of a small machine; threads that wait for each other would make all of them slow. */
const frugal = { "mlMamba.threads": 1 };
let failures = 0;

export class Bench implements AsyncDisposable {
  private constructor(
    readonly browser: Browser,
    readonly workbench: Workbench,
    /** A copy of the samples, open in every window. */
    readonly folder: string,
    /** The person's settings that the workbench was started with. */
    readonly settings: Readonly<Record<string, unknown>>,
  ) {}

  /** A workbench with the extension of this checkout, or with a packaged one. */
  static async start(options: WorkbenchOptions = {}): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), "ml-mamba-pictures-"));
    const pictures = (await readdir("samples")).filter((name) => /\.(png|jpg)$/.test(name));
    await Promise.all(pictures.map((name) => cp(join("samples", name), join(folder, name))));
    const extensions = options.vsix === undefined ? { extensions: [root], driver: true } : {};
    const settings = { ...frugal, ...options.settings };
    const workbench = await Workbench.start({ ...extensions, ...options, settings });
    return new Bench(await launchBrowser(), workbench, folder, settings);
  }

  /**
   * Does `work` in a window of its own. When it fails, a picture of the window and the editor's logs are kept for a person, and the
   * error names them.
   */
  async inWindow(work: (window: EditorWindow) => Promise<void>, options: WindowOptions = {}): Promise<void> {
    await using window = await EditorWindow.open(this.browser, this.workbench, this.folder, options);
    try {
      await work(window);
    } catch (error) {
      const name = `failed-${String(++failures)}`;
      const picture = await window.picture(name);
      const logs = join(pictures, name);
      await rm(logs, { recursive: true, force: true });
      await this.workbench.copyLogs(logs);
      await writeFile(join(logs, "window.log"), window.said.join("\n"));
      if (error instanceof Error) error.message += `\n(${picture}, and the logs beside it)`;
      throw error;
    }
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.workbench.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
