/**
 * A window of the workbench in a browser, and what a person does in it. Labels are what a person reads; class names of the workbench
 * are kept in this file.
 */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { newProfile } from "../../workbench/browser.ts";
import type { Workbench } from "../../workbench/server.ts";

/** Where pictures of the window go; git ignores it. */
export const pictures = resolve(process.env["ML_MAMBA_UI_PICTURES"] ?? "out/ui");

/** A machine whose cores are busy draws a window in a minute. */
const patienceMs = 120_000;

/** The colour themes that a look must be right in; the names are the setting's values. */
export const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

/** Waits until `check` gives something else than undefined. @throws with `what` when it does not */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | undefined>,
  limitMs = patienceMs,
): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`Waited ${limitMs / 1000} s in vain: ${what}`);
    await sleep(100);
  }
}

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  /** A BCP 47 tag, the browser's language. */
  readonly locale?: string;
}

export class EditorWindow implements AsyncDisposable {
  /** What the window has written to the browser's console: the workbench's own log among it. */
  readonly said: string[] = [];

  private constructor(readonly page: Page) {
    page.on("console", (message) =>
      this.said.push(`${new Date().toISOString()} [${message.type()}] ${message.text()}`),
    );
  }

  static async open(
    browser: Browser,
    workbench: Workbench,
    folder: string,
    options: WindowOptions = {},
  ): Promise<EditorWindow> {
    const context = await newProfile(browser, {
      viewport: { width: options.width ?? 1400, height: options.height ?? 860 },
      permissions: ["clipboard-read", "clipboard-write"],
      ...(options.locale === undefined ? {} : { locale: options.locale }),
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const window = new EditorWindow(page);
    await page.goto(workbench.url(folder));
    await window.#ready();
    return window;
  }

  async #ready(): Promise<void> {
    await this.page.locator(".monaco-workbench").waitFor();
    await this.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  }

  /** Reloads the window in the editor's way, in which the state of its panels is kept. */
  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent("domcontentloaded");
    await this.runCommand("Developer: Reload Window");
    await reloaded;
    await this.#ready();
  }

  /**
   * Opens a picture in the built-in preview. @returns the picture in it
   */
  async openPreview(name: string): Promise<Locator> {
    const picture = this.webview("vscode.media-preview").locator("body.container.image.ready img");
    await eventually(`${name} in the preview`, async () => {
      await this.file(name).dblclick();
      try {
        await picture.waitFor({ timeout: 10_000 });
        return true;
      } catch {
        /* The preview is an extension, which may not have been there yet; then the file was opened as text. */
        await this.runCommand("View: Close Editor");
        return undefined;
      }
    });
    return picture;
  }

  /** A file in the explorer. */
  file(name: string): Locator {
    return this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label="${name}"]`);
  }

  /** An editor's tab. */
  tab(label: string): Locator {
    return this.page.locator(".tabs-container .tab", { hasText: label });
  }

  /**
   * Opens the context menu of `target` and chooses an item. Contributions of extensions can arrive late, so the menu is opened again
   * until it holds the item.
   */
  async chooseFromMenu(target: Locator, item: string, limitMs = patienceMs): Promise<void> {
    const label = this.#menuItem(item);
    let held: readonly string[] = [];
    const choose = async (): Promise<true | undefined> => {
      try {
        /* A menu that is still closing lies over everything; the click then is tried again. */
        await target.click({ button: "right", timeout: 5_000 });
        await label.waitFor({ timeout: 2_000 });
        /* A menu listens to clicks only 100 ms after it was opened; until it closes, the same menu is clicked again. */
        for (let tries = 0; tries < 8 && (await label.count()) > 0; tries++) {
          await sleep(250);
          await label.click({ timeout: 2_000 });
          await label.waitFor({ state: "detached", timeout: 500 }).catch(() => undefined);
        }
        await label.waitFor({ state: "detached", timeout: 500 });
        return true;
      } catch {
        held = await this.page.locator(".monaco-menu .action-label").allTextContents();
        await this.page.keyboard.press("Escape");
        return undefined;
      }
    };
    try {
      await eventually(`a menu with "${item}"`, choose, limitMs);
    } catch (error) {
      if (error instanceof Error) error.message += `; it held: ${held.join(", ")}`;
      throw error;
    }
  }

  /** Whether the context menu of `target` holds an item, once the menu is there. */
  async menuHolds(target: Locator, item: string): Promise<boolean> {
    await target.click({ button: "right" });
    await this.page.locator(".monaco-menu .action-item:not(.disabled)").first().waitFor();
    const holds = (await this.#menuItem(item).count()) > 0;
    await this.page.keyboard.press("Escape");
    return holds;
  }

  #menuItem(label: string): Locator {
    return this.page.locator(`.monaco-menu .action-item:not(.disabled) .action-label[aria-label="${label}"]`);
  }

  /** Runs a command from the palette. */
  async runCommand(title: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input").first();
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    /* A window that has just opened lists the commands of extensions a little later, and an open list does not take them up; one that is being
       closed takes no text. */
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press("F1");
      try {
        await input.fill(`>${title}`, { timeout: 5_000 });
        await row.waitFor({ timeout: 5_000 });
        break;
      } catch (error) {
        if (attempt === 12) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
    await row.click();
  }

  /** A button in the title of the active editor. */
  titleAction(label: string): Locator {
    return this.page.locator(`.editor-group-container.active .editor-actions .action-label[aria-label^="${label}"]`);
  }

  /** The texts of the toasts that are shown. */
  toasts(): Locator {
    return this.page.locator(".notification-toast .notification-list-item-message");
  }

  statusItem(text: string): Locator {
    return this.page.locator(".statusbar-item", { hasText: text });
  }

  /** The inside of an extension's visible webview. */
  webview(extension: string): FrameLocator {
    return this.page
      .locator(`iframe.webview.ready[src*="extensionId=${extension}"]`)
      .filter({ visible: true })
      .frameLocator(":scope")
      .frameLocator("iframe#active-frame");
  }

  /** Keeps a picture of the window. @returns its path */
  async picture(name: string): Promise<string> {
    await mkdir(pictures, { recursive: true });
    const path = join(pictures, `${name}.png`);
    await this.page.screenshot({ path, animations: "disabled" });
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
