import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { AltWriter, noPicture, type Answerer } from "../../../src/client/alt-writer.ts";
import type { ImageHandle } from "../../../src/client/worker-client.ts";
import type { UserError } from "../../../src/shared/errors.ts";
import { noTimings } from "../../../src/shared/types.ts";

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "",
    (thrown: unknown) => (thrown as UserError).code,
  );

describe("client/alt-writer", () => {
  const source = { name: "a.png", bytes: new Uint8Array([1]) };
  function answerer(
    answers: Readonly<Record<string, string>>,
    lines: readonly string[] = [],
    unsureOf = "nothing",
    outlines: readonly (readonly number[])[] = [],
  ): Answerer & { log: string[] } {
    const log: string[] = [];
    return {
      log,
      openImage: (image) => {
        log.push("open");
        const result = { lines: lines.map((text) => ({ text, box: [0, 0, 1, 1], score: 1 })), outlines };
        return Promise.resolve({ ...image, id: "1", result } as unknown as ImageHandle);
      },
      async *ask(_, question) {
        log.push(question);
        await Promise.resolve();
        const text = Object.entries(answers).find(([part]) => question.includes(part))?.[1] ?? "";
        if (question.includes(unsureOf)) yield { type: "notice", notice: { code: "ANSWER_UNSURE", message: "x" } };
        yield { type: "done", reason: "end", text, quotes: [], counted: [], answerTokens: [1], timings: noTimings };
      },
      closeImage: () => {
        log.push("close");
        return Promise.resolve();
      },
    };
  }

  it("asks once about a picture, and closes it whatever happens", async () => {
    const parts = answerer({ "Write alt text": "Image of “Sign in”." });
    const writer = new AltWriter(parts);
    assert.equal(await writer.alt({ source, longest: 125 }), "“Sign in”.".replace(/^“|”\.$/g, ""));
    await writer.alt({ source, longest: 125 });
    assert.deepEqual(parts.log, ["open", "Write alt text for this image.", "What kind of picture is this?", "close"]);
    const failing = answerer({});
    failing.ask = async function* () {
      await Promise.resolve();
      yield { type: "failed", error: { code: "WORKER_CRASHED", message: "x", nextStep: "y" } };
    };
    assert.equal(await code(new AltWriter(failing).alt({ source, longest: 125 })), "WORKER_CRASHED");
    assert.deepEqual(failing.log, ["open", "close"]);
    assert.equal(await code(new AltWriter(answerer({})).alt({ source, longest: 125 })), "ANSWER_EMPTY");
  });

  it("never writes into a document what the model says of photographs", async () => {
    const taught = await readFile("training/render/figures/photos.py", "utf8");
    assert.ok(taught.includes(`ANSWER = "${noPicture}"`), "the sentence is the one that is taught");
    const writer = new AltWriter(answerer({ "": noPicture }));
    assert.equal(await code(writer.alt({ source, longest: 125 })), "ANSWER_EMPTY");
    assert.equal(await code(writer.candidates({ source, longest: 125 })), "ANSWER_EMPTY");
    assert.equal(await code(writer.explanation(source, "prose")), "ANSWER_EMPTY");
  });

  it("calls a picture a diagram where the model does when it is asked for the kind, and is sure", async () => {
    const alt = async (kind: string, text: string, unsureOf?: string): Promise<string> =>
      new AltWriter(answerer({ "Write alt text": text, "What kind": kind }, [], unsureOf)).alt({
        source,
        longest: 125,
      });
    const screen = "Screen with the heading “Tenants”.";
    const kind = "This is an architecture diagram titled “Tenants”.";
    assert.equal(await alt(kind, screen), "Diagram with the heading “Tenants”.");
    assert.equal(await alt(kind, `A s${screen.slice(1)}`), "A diagram with the heading “Tenants”.");
    assert.equal(await alt(kind, screen, "What kind"), screen, "it is not sure of the kind");
    assert.equal(
      await alt("This is a settings page titled “Diagram”.", screen),
      screen,
      "the word stands in the picture alone",
    );
    const writer = new AltWriter(answerer({ "Write alt text": screen, "What kind": kind }));
    const candidates = await writer.candidates({ source, longest: 125 });
    assert.deepEqual(
      candidates.map(({ text }) => text),
      ["Diagram with the heading “Tenants”."],
      "the answer on the kind is no alt text itself",
    );
  });

  it("offers no candidate with a claim that does not hold", async () => {
    const answers = {
      "Write alt text": "Screen with the heading “Shop”.",
      Describe: "An error page titled “Shop”.",
      about: "Buying.",
    };
    const writer = new AltWriter(answerer(answers, ["Shop", "Basket"]));
    const texts = (await writer.candidates({ source, longest: 125 })).map(({ text }) => text);
    assert.ok(texts.includes("Buying.") && !texts.some((text) => text.includes("error")), texts.join(" | "));
  });

  it("says what is outlined in red, within the length", async () => {
    const lines = ["Survey", "⊕", "Add step", "Save"];
    const alt = (outlines: readonly (readonly number[])[], longest = 125): Promise<string> =>
      new AltWriter(
        answerer({ "Write alt text": "Screen with the heading “Survey”." }, lines, "nothing", outlines),
      ).alt({
        source,
        longest,
      });
    assert.equal(await alt([[1, 2]]), "Screen with the heading “Survey”, with “Add step” outlined in red.");
    assert.equal(
      await alt([[2], [3]]),
      "Screen with the heading “Survey”, with “Add step” and “Save” outlined in red.",
    );
    assert.equal(await alt([[2], [3]], 80), "Screen with the heading “Survey”, with “Add step” outlined in red.");
    assert.equal(await alt([[1]]), "Screen with the heading “Survey”.", "a symbol says nothing");
  });

  it("says what a link does, and offers what the image shows beside it", async () => {
    const parts = answerer({ "Write alt text": "A button.", Describe: "A blue button.", about: "Starting." }, [
      "Get started",
    ]);
    const writer = new AltWriter(parts);
    assert.equal(await writer.alt({ source, link: "start.md", longest: 125 }), "Get started");
    const candidates = await writer.candidates({ source, link: "start.md", longest: 125 });
    assert.deepEqual(
      candidates.slice(0, 2).map(({ purpose }) => purpose),
      ["functional", "functional"],
    );
    assert.ok(candidates.some(({ text, purpose }) => text === "A blue button." && purpose === "informative"));
    assert.equal(new Set(candidates.map(({ text }) => text)).size, candidates.length);
  });

  it("explains in prose, or in the steps that the answer names", async () => {
    const parts = answerer({
      steps: "“Open”, then “Check” and “Save”.",
      Explain: "It ends with “Save”.",
      Describe: "A flowchart",
    });
    const writer = new AltWriter(parts);
    assert.deepEqual(await writer.explanation(source, "steps"), ["Open", "Check", "Save"]);
    assert.deepEqual(await writer.explanation(source, "prose"), ["A flowchart. It ends with “Save”."]);
  });
});
