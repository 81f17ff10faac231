/**
 * The panel's real bundle in the browser under the real policy, with a host that the test plays: no editor, no worker, so that every state
 * can be reached at once.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import * as v from "valibot";
import { panelPage } from "../../../src/shared/panel-page.ts";
import type { ImageEvent, ImageState } from "../../../src/shared/image-state.ts";
import { toHostSchema, type ToHost, type ToWebview } from "../../../src/shared/panel-protocol.ts";
import {
  activeImage,
  applyPanelEvent,
  type PanelEvent,
  type PanelState,
  type PictureSource,
} from "../../../src/shared/panel-state.ts";
import { panelStrings } from "../../../src/shared/panel-strings.ts";
import type { SavedView } from "../../../src/shared/saved-view.ts";
import { eventually, type themes as editorThemes } from "../support/editor-window.ts";

export const root = resolve(import.meta.dirname, "../../..");
const origin = "https://panel.example";
const types = { js: "text/javascript", css: "text/css", ttf: "font/ttf", png: "image/png", jpg: "image/jpeg" } as const;

export type ThemeName = keyof typeof editorThemes;
const themeValues = JSON.parse(readFileSync(join(import.meta.dirname, "themes.json"), "utf8")) as Record<
  ThemeName,
  Record<string, string>
>;
/** What the webview's frame adds to the theme. */
const fonts = {
  "--vscode-font-family": "system-ui, Ubuntu, 'Droid Sans', sans-serif",
  "--vscode-font-size": "13px",
  "--vscode-font-weight": "normal",
  "--vscode-editor-font-family": "'Droid Sans Mono', monospace",
};
const bodyClasses: Record<ThemeName, string> = {
  dark: "vscode-dark",
  light: "vscode-light",
  "high-contrast": "vscode-high-contrast",
  "high-contrast-light": "vscode-high-contrast-light vscode-high-contrast",
};

export interface PanelOptions {
  readonly state: PanelState;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What `setState` kept before. */
  readonly saved?: SavedView;
  readonly locale?: string;
  /** Pictures of the images by their ids; those that are not here are shown from the folder of samples. `none`: there is nothing to show. */
  readonly pictures?: Readonly<Record<string, PictureSource | "none">>;
  readonly reducedMotion?: boolean;
  /** Turns a string of the panel into another language. */
  readonly translate?: (english: string) => string;
}

export class PanelHarness implements AsyncDisposable {
  #state: PanelState;
  /** Everything that the panel said to its host, parsed as the host parses it. */
  readonly posted: ToHost[] = [];
  /** Errors of the page: exceptions, refused loads, what the policy forbade. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly options: PanelOptions,
  ) {
    this.#state = options.state;
  }

  static async open(browser: Browser, options: PanelOptions): Promise<PanelHarness> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1180, height: options.height ?? 760 },
      reducedMotion: options.reducedMotion === true ? "reduce" : "no-preference",
    });
    const harness = new PanelHarness(await context.newPage(), options);
    await harness.#load();
    return harness;
  }

  get state(): PanelState {
    return this.#state;
  }

  /** The image in view. */
  get image(): ImageState {
    const image = activeImage(this.#state);
    if (image === undefined) throw new Error("The panel is empty");
    return image;
  }

  /** Lets something happen to the image in view. */
  async imageHappens(...events: readonly ImageEvent[]): Promise<void> {
    await this.happen(...events.map((event): PanelEvent => ({ type: "image", image: this.image.id, event })));
  }

  /** Applies an event and posts it, as the host does. */
  async happen(...events: readonly PanelEvent[]): Promise<void> {
    for (const event of events) {
      this.#state = applyPanelEvent(this.#state, event);
      await this.post({ type: "event", revision: this.#state.revision, event });
    }
  }

  /** Lets something happen to the image in view without a word, as if the webview had missed it. */
  happenUnheard(...events: readonly ImageEvent[]): void {
    const { id } = this.image;
    this.#state = events.reduce(
      (state, event) => applyPanelEvent(state, { type: "image", image: id, event }),
      this.#state,
    );
  }

  async post(message: ToWebview): Promise<void> {
    await this.page.evaluate((data) => {
      (globalThis as unknown as { postMessage(data: unknown, target: string): void }).postMessage(data, "*");
    }, message);
  }

  /** The next message of this type that the panel posts after `from` messages. */
  async message<Type extends ToHost["type"]>(type: Type, from = 0): Promise<Extract<ToHost, { type: Type }>> {
    return eventually(`the panel posts ${type}`, () =>
      Promise.resolve(
        this.posted.slice(from).find((each): each is Extract<ToHost, { type: Type }> => each.type === type),
      ),
    );
  }

  /** Waits until an expression is true in the page. Playwright's own wait evaluates it there, which the policy forbids. */
  async until(expression: string): Promise<void> {
    await eventually(expression, async () => ((await this.page.evaluate<boolean>(expression)) ? true : undefined));
  }

  /** What the panel kept with `setState`. */
  saved(): Promise<SavedView> {
    return this.page.evaluate<SavedView>(`JSON.parse(sessionStorage.getItem("saved"))`);
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  get question(): Locator {
    return this.page.getByRole("textbox", { name: "Question" });
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }

  async #load(): Promise<void> {
    const { page, options } = this;
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
    await page.exposeFunction("postToHost", (message: unknown) => {
      this.#receive(v.parse(toHostSchema, message));
    });
    await page.addInitScript(`
      if (sessionStorage.getItem("saved") === null) sessionStorage.setItem("saved", ${JSON.stringify(JSON.stringify(options.saved ?? null))});
      globalThis.acquireVsCodeApi = () => ({
        postMessage: (message) => globalThis.postToHost(message),
        getState: () => JSON.parse(sessionStorage.getItem("saved")) ?? undefined,
        setState: (state) => sessionStorage.setItem("saved", JSON.stringify(state)),
      });
      /* As the editor does it: through the style sheet's object model, which the policy allows. */
      addEventListener("DOMContentLoaded", () => {
        const theme = ${JSON.stringify({ ...fonts, ...themeValues[options.theme ?? "dark"] })};
        for (const [name, value] of Object.entries(theme)) document.documentElement.style.setProperty(name, value);
        document.body.className = ${JSON.stringify(bodyClasses[options.theme ?? "dark"])};
      });`);
    await page.route("**/*", async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === "/") {
        await route.fulfill({ contentType: "text/html", body: this.#html() });
        return;
      }
      const extension = pathname.split(".").at(-1) ?? "";
      const contentType = types[extension as keyof typeof types] as string | undefined;
      const isThere = contentType !== undefined && existsSync(join(root, pathname));
      if (!isThere) await route.abort();
      else await route.fulfill({ contentType, body: readFileSync(join(root, pathname)) });
    });
    await page.goto(`${origin}/`);
    await this.#ready();
  }

  async #ready(): Promise<void> {
    await this.page.locator("main").waitFor();
    await this.page.evaluate("document.fonts.ready");
  }

  #html(): string {
    return panelPage({
      cspSource: origin,
      nonce: "tEsT0nonce",
      script: `${origin}/dist/webview.js`,
      style: `${origin}/dist/webview.css`,
      locale: this.options.locale ?? "en",
      title: "ML-Mamba",
    });
  }

  #receive(message: ToHost): void {
    this.posted.push(message);
    if (message.type === "ready") void this.#replay();
    if (message.type === "wantPicture") void this.#showPicture(message.image);
  }

  async #showPicture(id: string): Promise<void> {
    const image = this.#state.images.find((each) => each.id === id);
    if (image === undefined) return;
    const given = this.options.pictures?.[id];
    const name = image.image.kind === "file" ? image.image.name : "settings.png";
    const source: PictureSource | "none" = given ?? { type: "uri", uri: pageUrl(`samples/${name}`) };
    const { picture } = image;
    await this.post({ type: "picture", image: id, picture, ...(source !== "none" && { source }) });
  }

  async #replay(): Promise<void> {
    const strings = panelStrings(this.options.translate ?? ((english) => english));
    await this.post({ type: "replay", state: this.#state, strings, locale: this.options.locale ?? "en" });
  }
}

/** Where the page finds a file of the repository. */
export function pageUrl(path: string): string {
  return `${origin}/${path}`;
}
