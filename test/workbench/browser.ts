/** The browser that shows the workbench to a test: the system's Chromium, driven by Playwright, quiet and offline. */
import { chromium as playwright, type Browser, type BrowserContext, type BrowserContextOptions } from "playwright-core";
import { chromium } from "./location.ts";

const quiet = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** @throws {WorkbenchError} where there is no Chromium */
export function launchBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: chromium(), args: quiet });
}

/**
 * code-server's page registers a service worker of its own, for installing it as an app. On a slow machine it takes control of a
 * webview's frame while that frame waits for the webview's service worker, and then the frame waits for ever. It is kept from doing so.
 */
const keepAppWorkerAway = `{
  const { register } = ServiceWorkerContainer.prototype;
  ServiceWorkerContainer.prototype.register = function (script, options) {
    const isWebviews = String(script).includes("service-worker.js");
    return isWebviews ? register.call(this, script, options) : new Promise(() => {});
  };
}`;

/** A profile of its own in the browser, for windows of the workbench. */
export async function newProfile(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  await context.addInitScript(keepAppWorkerAway);
  return context;
}
