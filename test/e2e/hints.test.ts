/** A pack whose model takes hints about the lines (docs/nano.md §1.8), asked through the client as any other. */
import assert from "node:assert/strict";
import { answer, blankImage, tinyHintsCheckpoint, wordsImage, Workspace } from "./support.ts";

const questions = ["Which theme is selected?", "And the font size?", "Read it.", "What is shown?", "Where is it?"];

describe("answers with hints", () => {
  let workspace: Workspace;
  before(async () => (workspace = await Workspace.create(tinyHintsCheckpoint)));
  after(async () => {
    await workspace.dispose();
  });

  it("are the same however long a call may take, and quote the image", async () => {
    await using quick = workspace.client({ callBoundMs: 10 });
    await using slow = workspace.client({ callBoundMs: 60_000 });
    const [imageOfQuick, imageOfSlow] = [
      await quick.openImage(await wordsImage()),
      await slow.openImage(await wordsImage()),
    ];
    let quotes = 0;
    for (const question of questions) {
      const one = await answer(quick, imageOfQuick, question);
      assert.deepEqual((await answer(slow, imageOfSlow, question)).answerTokens, one.answerTokens);
      quotes += one.quotes.length;
    }
    assert.ok(quotes > 0, "the tiny model quotes something");
  });

  it("are given about an image without a word, and about one with more lines than the model reads", async () => {
    const packDir = await workspace.copyPack("few-lines");
    await workspace.editManifest(packDir, (manifest) => ({ ...manifest, ocr: { ...manifest.ocr, maxLines: 3 } }));
    await using client = workspace.client({ packDir });
    const blank = await client.openImage(await blankImage());
    assert.deepEqual((await answer(client, blank, questions[0]!)).quotes, []);
    const many = await client.openImage(await wordsImage());
    assert.ok(many.result.lines.length > 3);
    const first = await answer(client, many, many.result.lines.at(-1)!.text);
    const history = [{ question: many.result.lines.at(-1)!.text, answerTokens: first.answerTokens }];
    for (const { line, text } of (await answer(client, many, questions[1]!, { history })).quotes) {
      assert.equal(text, many.result.lines[line]?.text);
    }
  });
});
