/**
 * Ten things that people come for, done from the outside in the real editor with the shipped model, each in a window of its own (so the
 * model is not loaded yet): npm run build && npx tsx test/ui/tasks.ts [word of a task…]
 * Prints clicks, keys and seconds of each as rows of the table in docs/vscode.md. The workbench is remote: its files, the extension and
 * the model are behind an address, the clipboard and the screen are the browser's.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { Bench } from "./support/bench.ts";
import { eventually, type EditorWindow } from "./support/editor-window.ts";
import { PanelView } from "./support/panel-view.ts";

/** A person at the window: what they do is counted, what they wait for is not. */
class Person {
  clicks = 0;
  keys = 0;
  /** When the task began, in milliseconds; later than the window where something is prepared. */
  began = performance.now();

  constructor(
    readonly window: EditorWindow,
    readonly bench: Bench,
  ) {}

  async click(target: Locator, options: Parameters<Locator["click"]>[0] = {}): Promise<void> {
    this.clicks += options.clickCount ?? 1;
    await target.click(options);
  }

  /** A right click and a click. */
  async menu(target: Locator, item: string): Promise<void> {
    this.clicks += 2;
    await this.window.chooseFromMenu(target, item);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.keys += 1;
      await this.window.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.window.page.keyboard.type(text);
  }

  /** Right-clicks an image and waits for the panel; the focus then is in the question box. */
  async ask(name: string): Promise<PanelView> {
    await this.menu(this.window.file(name), "Ask ML-Mamba");
    const panel = new PanelView(this.window);
    await panel.question.waitFor();
    return panel;
  }

  /** Types a question where the focus is. @returns the answer's words */
  async question(panel: PanelView, question: string): Promise<string> {
    await eventually("the focus in the question box", () => focused(panel.question));
    const turn = panel.turns.nth(await panel.turns.count());
    await this.type(question);
    await this.press("Enter");
    await panel.ended(turn);
    return words(await panel.answer(turn).innerText());
  }

  /** Opens a document and chooses one of the actions of an image in it. @returns the document's text when `done` */
  async action(name: string, image: string, title: string, done: RegExp): Promise<string> {
    const { page } = this.window;
    await this.click(this.window.file(name), { clickCount: 2 });
    await this.click(page.locator(".view-line", { hasText: image }).first());
    const action = page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
    await this.press("Control+.");
    /* The actions come once the parsers are loaded; a person presses the keys again, which is not counted. */
    await eventually("the actions of the image", async () => {
      const there = await action.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      if (there) return true;
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+.");
      return undefined;
    });
    await this.click(action);
    return eventually("the words in the document", async () => {
      await this.window.runCommand("File: Save");
      const text = await readFile(this.bench.path(name), "utf8");
      return done.test(text) ? words(text) : undefined;
    });
  }
}

/** Whether the element has the focus, and its frame with it. */
async function focused(element: Locator): Promise<true | undefined> {
  const has = await element.evaluate((each) =>
    (each as unknown as { matches(css: string): boolean }).matches(":focus"),
  );
  return has ? true : undefined;
}

function words(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

interface Task {
  readonly name: string;
  /** @returns what was seen at the end */
  readonly run: (person: Person) => Promise<string>;
}

const tasks: readonly Task[] = [
  {
    name: "ask about a dialog: right-click, question",
    run: async (person) => person.question(await person.ask("error.png"), "What is the error code?"),
  },
  {
    name: "alt text of a README's image: Ctrl+. on it, “Generate alt text”",
    run: (person) => person.action("README.md", "login.png", "Generate alt text", /!\[[^\]]{5,}\]/u),
  },
  {
    name: "explain a flowchart in the docs, below it: Ctrl+., “Explain this diagram below the image”",
    run: (person) => person.action("flow.md", "flowchart.png", "Explain this diagram below", /png\)\s+\S{2,}/u),
  },
  {
    name: "copy the text of an error: right-click, “Copy text”",
    run: async (person) => {
      const panel = await person.ask("error.png");
      await panel.read();
      await person.click(panel.image.getByRole("button", { name: "Copy text" }));
      const text = await eventually("the text in the clipboard", async () => {
        const copied = await panel.clipboard();
        return copied.includes("TWA-0417") ? copied : undefined;
      });
      return `${text.split("\n").length} lines`;
    },
  },
  {
    name: "compare two screens: select both, “Compare Images”, question",
    run: async (person) => {
      const { window } = person;
      await person.click(window.file("login.png"));
      await person.click(window.file("settings.png"), { modifiers: ["Control"] });
      await person.menu(window.file("settings.png"), "Compare Images");
      const panel = new PanelView(window);
      await panel.question.waitFor();
      await eventually("the focus in the question box", () => focused(panel.question));
      await person.type("What is the title?");
      await person.press("Enter");
      const cells = panel.frame.locator(".compare-cell");
      for (const n of [0, 1]) await panel.ended(cells.nth(n));
      return words((await cells.locator(".answer").allInnerTexts()).join(" / "));
    },
  },
  {
    name: "ask by region: right-click, “Region”, drag, question",
    run: async (person) => {
      const { page } = person.window;
      const panel = await person.ask("settings.png");
      await person.click(panel.image.getByRole("button", { name: "Region", exact: true }));
      const picture = (await panel.image.locator("img").first().boundingBox())!;
      const at = (x: number, y: number): [number, number] => [
        picture.x + x * picture.width,
        picture.y + y * picture.height,
      ];
      person.clicks += 1;
      await page.mouse.move(...at(0.26, 0.17));
      await page.mouse.down();
      await page.mouse.move(...at(0.97, 0.36), { steps: 4 });
      await page.mouse.up();
      return person.question(panel, "Which theme is chosen?");
    },
  },
  {
    name: "by keyboard only: open the image, ask, copy what the answer quotes",
    run: async (person) => {
      const { page } = person.window;
      await person.press("Control+P");
      await page.locator(".quick-input-widget input").first().waitFor();
      await person.type("error.png");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "error.png" }).first().waitFor();
      await person.press("Enter");
      await person.window.webview("vscode.media-preview").locator("body.container.image.ready img").waitFor();
      await person.press("Control+Alt+Shift+A");
      const panel = new PanelView(person.window);
      await panel.question.waitFor();
      const answer = await person.question(panel, "What is the error code?");
      const quote = panel.quotes(panel.turns.first()).first();
      while ((await focused(quote)) === undefined && person.keys < 200) await person.press("Shift+Tab");
      await person.press("Enter");
      await eventually("the quote in the clipboard", async () =>
        (await panel.clipboard()).includes("TWA-0417") ? true : undefined,
      );
      return answer;
    },
  },
  {
    name: "over a remote folder: a picture in your own clipboard, pasted into the panel, asked about, kept there",
    run: async (person) => {
      const { window, bench } = person;
      const base64 = (await readFile(bench.path("error.png"))).toString("base64");
      await window.page.evaluate(`(async () => {
        const bytes = Uint8Array.from(atob("${base64}"), (letter) => letter.charCodeAt(0));
        await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
      })()`);
      await person.press("Control+Alt+Shift+M");
      const panel = new PanelView(window);
      /* In a window that has just opened the keys are not known yet; a person presses them again, which is not counted. */
      await eventually("the empty panel", async () => {
        const welcome = panel.frame.getByRole("heading", { name: "Ask about a picture" });
        const there = await welcome.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => false,
        );
        if (!there) await window.page.keyboard.press("Control+Alt+Shift+M");
        return there || undefined;
      });
      await eventually("the focus in the panel", async () =>
        (await panel.frame
          .locator(":root")
          .evaluate((root) => (root as unknown as { ownerDocument: { hasFocus(): boolean } }).ownerDocument.hasFocus()))
          ? true
          : undefined,
      );
      await person.press("Control+V");
      await panel.question.waitFor();
      const answer = await person.question(panel, "What is the error code?");
      await person.click(panel.image.getByRole("button", { name: "Keep it" }));
      await panel.image.getByText("A pasted picture is gone").waitFor({ state: "detached" });
      return answer;
    },
  },
  {
    name: "missing alt text of a folder: right-click it, review, “Write”",
    run: async (person) => {
      await person.menu(person.window.file("docs"), "Write Missing Alt Text in This Folder");
      const review = person.window.webview("ml-mamba.ml-mamba");
      await eventually("all rows are done", async () =>
        (await review.locator("li.row.ready, li.row.failed").count()) === 3 ? true : undefined,
      );
      await person.click(review.getByRole("button", { name: /^Write 3/ }));
      return words(await review.getByText(/alt texts written/).innerText());
    },
  },
  {
    name: "restore after reload: from “Reload Window” to image, conversation and a read image",
    run: async (person) => {
      const panel = await PanelView.ask(person.window, "error.png");
      await panel.askAndWait("What is the error code?");
      person.began = performance.now();
      await person.window.reload();
      const restored = new PanelView(person.window);
      const answer = words(await restored.answer(restored.turns.first()).innerText());
      await restored.read();
      return answer;
    },
  },
];

const chosen = process.argv.slice(2);
await using bench = await Bench.start();
await writeFile(bench.path("README.md"), "# Harbourline\n\n![](login.png)\n");
await writeFile(bench.path("flow.md"), "# How a release is made\n\n![Flowchart](flowchart.png)\n");
await mkdir(bench.path("docs"), { recursive: true });
await writeFile(bench.path("docs/guide.md"), "![](../login.png)\n\n![](../settings.png)\n\n![](../table.png)\n");
for (const { name, run } of tasks) {
  if (chosen.length > 0 && !chosen.some((word) => name.includes(word))) continue;
  await bench.inWindow(async (window) => {
    const person = new Person(window, bench);
    const seen = await run(person);
    const seconds = (performance.now() - person.began) / 1000;
    await window.picture(`task-${String(tasks.findIndex((task) => task.name === name) + 1)}`);
    process.stdout.write(`| ${name} | ${person.clicks} | ${person.keys} | ${seconds.toFixed(1)} | ${seen} |\n`);
  });
}
