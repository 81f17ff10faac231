/**
 * Starts the offline workbench on a free port with folders of its own, and ends it with all of its children. Nothing of the person's
 * own editor is read or written.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream, rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { installedPrograms, WorkbenchError } from "./location.ts";

const startLimitMs = 60_000;
const stopLimitMs = 10_000;
/* A process that was killed may still be letting go of its files. */
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 } as const;

/** Settings that keep the workbench from showing what a test or a first look does not ask for. */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "telemetry.telemetryLevel": "off",
  "security.workspace.trust.enabled": false,
  "window.restoreWindows": "none",
  "git.enabled": false,
} as const;

const restrictedSettings = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
} as const;

export interface WorkbenchOptions {
  /**
   * Extensions that are read in place: folders with a package.json. With the driver they are extensions under development, as F5 has
   * them; without it they are entered in the list of the installed ones, since the editor then takes none that is under development.
   */
  readonly extensions?: readonly string[];
  /** Packaged extensions, installed before the start. */
  readonly vsix?: readonly string[];
  /** Settings of the person, on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The driver runs test suites inside the extension host; it also suppresses toasts and dialogs. */
  readonly driver?: boolean;
  /** Workspaces are asked about and not trusted, as in an editor whose person has said nothing. */
  readonly restricted?: boolean;
  /** More environment variables; the extension host inherits them. */
  readonly env?: Readonly<Record<string, string>>;
  /** Port to listen on; a free one when absent. */
  readonly port?: number;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", done);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** The environment of the server: without what an editor around us, npm or a test runner put there. */
function cleanEnvironment(home: string, more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const dropped = /^(VSCODE_.*|PORT|NODE_OPTIONS|ELECTRON_.*|npm_.*|XDG_.*)$/;
  const kept = Object.entries(process.env).filter(([name]) => !dropped.test(name));
  /* An empty gallery, or the workbench asks one on the internet. */
  return { ...Object.fromEntries(kept), HOME: home, EXTENSIONS_GALLERY: "{}", ...more };
}

/** A file or folder of the server as the workbench in the browser names it. */
export function remoteUri(authority: string, path: string): string {
  return `vscode-remote://${authority}${encodeURI(resolve(path))}`;
}

/** The entry that makes the workbench load an extension from `folder`, where it stands. */
async function extensionEntry(folder: string): Promise<object> {
  const path = resolve(folder);
  const manifest = JSON.parse(await readFile(join(path, "package.json"), "utf8")) as Record<string, unknown>;
  const { publisher, name, version } = manifest as { publisher: string; name: string; version: string };
  return { identifier: { id: `${publisher}.${name}` }, version, location: { $mid: 1, path, scheme: "file" } };
}

/**
 * Writes the person's settings twice: the browser's side reads `User`, the side where extensions run takes settings of scope
 * `machine` from `Machine` alone.
 */
async function writeSettings(userDataDir: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const contents = { User: { ...quietSettings, ...settings }, Machine: settings };
  for (const [folder, values] of Object.entries(contents)) {
    await mkdir(join(userDataDir, folder), { recursive: true });
    await writeFile(join(userDataDir, folder, "settings.json"), JSON.stringify(values));
  }
}

/** A running workbench. `await using` ends it. */
export class Workbench implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #dir: string;
  readonly #killNow: () => void;
  readonly #endWithUs: (signal: NodeJS.Signals) => void;

  private constructor(
    child: ChildProcess,
    dir: string,
    /** `host:port`: the authority of `vscode-remote://` addresses. */
    readonly authority: string,
    private readonly underDevelopment: readonly string[],
  ) {
    this.#process = child;
    this.#dir = dir;
    this.#killNow = () => {
      this.#signal("SIGKILL");
    };
    /* A signal that ends this process does so without the event of its exit. */
    this.#endWithUs = (signal) => {
      this.#signal("SIGKILL");
      this.#letGo();
      rmSync(dir, removal);
      process.kill(process.pid, signal);
    };
    process.on("exit", this.#killNow);
    process.on("SIGINT", this.#endWithUs);
    process.on("SIGTERM", this.#endWithUs);
  }

  /** From here on the end of this process is not the workbench's. */
  #letGo(): void {
    process.off("exit", this.#killNow);
    process.off("SIGINT", this.#endWithUs);
    process.off("SIGTERM", this.#endWithUs);
  }

  /** @throws {WorkbenchError} when it is not installed, or not healthy within a minute */
  static async start(options: WorkbenchOptions = {}): Promise<Workbench> {
    const { node, codeServer } = installedPrograms();
    const dir = await mkdtemp(join(tmpdir(), "ml-mamba-workbench-"));
    const at = (name: string): string => join(dir, name);
    await mkdir(at("home"));
    await mkdir(at("extensions"));
    const trust = options.restricted === true ? restrictedSettings : {};
    await writeSettings(at("user-data"), { ...trust, ...options.settings });
    await writeFile(at("config.yaml"), "");
    const extensions = options.extensions ?? [];
    if (options.driver !== true) {
      const entries = await Promise.all(extensions.map(extensionEntry));
      if (entries.length > 0) await writeFile(join(at("extensions"), "extensions.json"), JSON.stringify(entries));
    }
    const env = cleanEnvironment(at("home"), options.env ?? {});
    const folders = ["--user-data-dir", at("user-data"), "--extensions-dir", at("extensions")];
    for (const file of options.vsix ?? []) await installExtension({ node, codeServer, folders, env, file });

    const port = options.port ?? (await freePort());
    const args = [
      ...["--config", at("config.yaml"), "--bind-addr", `127.0.0.1:${port}`, "--auth", "none"],
      ...["--disable-telemetry", "--disable-update-check"],
      ...(options.restricted === true ? [] : ["--disable-workspace-trust"]),
      ...["--disable-getting-started-override", "--disable-proxy", "--ignore-last-opened"],
      ...folders,
      ...(options.driver === true ? ["--vscode-option", "enable-smoke-test-driver"] : []),
    ];
    /* A process group of its own: the server forks extension hosts, which fork workers, and all of them must end. */
    const child = spawn(node, [codeServer, ...args], {
      cwd: dir,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const log = createWriteStream(at("server.log"));
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const workbench = new Workbench(child, dir, `127.0.0.1:${port}`, options.driver === true ? extensions : []);
    try {
      await workbench.#healthy();
    } catch (error) {
      await workbench.stop();
      throw error;
    }
    return workbench;
  }

  /**
   * The workbench's address with `folder` open. `payload` holds further options of the workbench, by name. Extensions under development
   * are named in it: they take neither the server's cached list of installed extensions nor the editor's test of which are enabled, and
   * now and then a window came without an extension that took that way.
   */
  url(folder: string, payload: Readonly<Record<string, string>> = {}): string {
    const developed = this.underDevelopment.map((path) => [
      "extensionDevelopmentPath",
      remoteUri(this.authority, path),
    ]);
    const options = [...developed, ...Object.entries(payload)];
    const query = options.length === 0 ? "" : `&payload=${encodeURIComponent(JSON.stringify(options))}`;
    return `http://${this.authority}/?folder=${encodeURI(resolve(folder))}${query}`;
  }

  /** Where the workbench keeps its settings, logs and state. */
  get userDataDir(): string {
    return join(this.#dir, "user-data");
  }

  /** Where the workbench keeps its extensions. */
  get extensionsDir(): string {
    return join(this.#dir, "extensions");
  }

  /** The server's process: the ancestor of the extension hosts and of their children. */
  get pid(): number {
    return this.#process.pid!;
  }

  /** Writes the person's settings anew; the running workbench takes them over. */
  async writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await writeSettings(this.userDataDir, settings);
  }

  /** Copies the workbench's logs to `folder`, for a person to read after a failure. */
  async copyLogs(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await cp(join(this.#dir, "server.log"), join(folder, "server.log"), { force: true });
    await cp(join(this.userDataDir, "logs"), join(folder, "logs"), { recursive: true, force: true }).catch(
      () => undefined,
    );
  }

  async stop(): Promise<void> {
    this.#letGo();
    const ended = this.ended();
    this.#signal("SIGTERM");
    await Promise.race([ended, sleep(stopLimitMs, undefined, { ref: false })]);
    /* Whatever of the group outlived the server. */
    this.#signal("SIGKILL");
    await ended;
    await rm(this.#dir, removal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Resolves when the server has ended, in whatever way. */
  ended(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return Promise.resolve();
    return new Promise((done) => {
      this.#process.once("exit", () => {
        done();
      });
    });
  }

  #signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.pid, signal);
    } catch {
      /* The whole group has ended. */
    }
  }

  async #healthy(): Promise<void> {
    const until = performance.now() + startLimitMs;
    while (performance.now() < until && this.#process.exitCode === null) {
      try {
        const response = await fetch(`http://${this.authority}/healthz`);
        if (response.ok) return;
      } catch {
        /* It does not listen yet. */
      }
      await sleep(100);
    }
    const log = await readFile(join(this.#dir, "server.log"), "utf8");
    throw new WorkbenchError(`The workbench did not start: ${log.trimEnd().split("\n").at(-1) ?? "it said nothing"}`);
  }
}

/** Installs a VSIX as a person would. @throws {WorkbenchError} when the workbench refuses it */
async function installExtension(how: {
  readonly node: string;
  readonly codeServer: string;
  readonly folders: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly file: string;
}): Promise<void> {
  const args = [how.codeServer, ...how.folders, "--install-extension", resolve(how.file), "--force"];
  const child = spawn(how.node, args, {
    cwd: dirname(how.codeServer),
    env: how.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (text: Buffer) => (said += text.toString()));
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  if (code !== 0) throw new WorkbenchError(`${how.file} was not installed: ${said.trimEnd()}`);
}
