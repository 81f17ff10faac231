/** The browser that shows the workbench to a test: the system's Chromium, driven by Playwright, quiet and offline. */
import { chromium as playwright, type Browser } from "playwright-core";
import { chromium } from "./location.ts";

const quiet = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** @throws {WorkbenchError} where there is no Chromium */
export function launchBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: chromium(), args: quiet });
}
