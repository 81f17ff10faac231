/** Runs a mocha suite inside the workbench's extension host, with an extension under development beside it. */
import { launchBrowser, newProfile } from "./browser.ts";
import { remoteUri, Workbench } from "./server.ts";
import { WorkbenchError } from "./location.ts";

export interface HostRun {
  /** The extension under development: a folder with a package.json. */
  readonly extension: string;
  /** A CommonJS module that exports `run(): Promise<void>`, as @vscode/test-electron wants it too. */
  readonly tests: string;
  /** The folder that the workbench has open. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment variables for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limitMs: number;
  /** Gets what the extension host prints. */
  readonly print?: (line: string) => void;
  /** Where the workbench's logs go when the run does not end well. */
  readonly logs?: string;
}

/** @returns the exit code of the suite: 0 when `run` resolved. @throws {WorkbenchError} when it did not end in time */
export async function runInExtensionHost(options: HostRun): Promise<number> {
  await using workbench = await Workbench.start({
    driver: true,
    extensions: [options.extension],
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const browser = await launchBrowser();
  try {
    const page = await (await newProfile(browser)).newPage();
    const ended = new Promise<number>((done, fail) => {
      void page.exposeFunction("codeAutomationExit", done);
      page.once("crash", () => {
        fail(new WorkbenchError("The page of the workbench crashed"));
      });
      setTimeout(() => {
        fail(new WorkbenchError(`The suite did not end within ${options.limitMs / 1000} s`));
      }, options.limitMs).unref();
    });
    /* Awaited below; a failure while the page still loads must not be an unhandled one. */
    ended.catch(() => undefined);
    await page.exposeFunction("codeAutomationLog", (_type: string, args: readonly unknown[]) => {
      options.print?.(args.map(String).join(" "));
    });
    await page.goto(
      workbench.url(options.folder, {
        skipWelcome: "true",
        skipReleaseNotes: "true",
        extensionTestsPath: remoteUri(workbench.authority, options.tests),
      }),
      { timeout: options.limitMs },
    );
    const code = await ended;
    if (code !== 0 && options.logs !== undefined) await workbench.copyLogs(options.logs);
    return code;
  } catch (error) {
    if (options.logs !== undefined) await workbench.copyLogs(options.logs);
    throw error;
  } finally {
    await browser.close();
  }
}
