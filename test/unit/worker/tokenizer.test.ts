import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { AnswerStream } from "../../../src/model/answer-stream.ts";
import { loadTokenizer, type PackTokenizer } from "../../../src/worker/tokenizer.ts";

const folder = "test/fixtures/tiny";

describe("worker/tokenizer", () => {
  let tokenizer: PackTokenizer;
  let cases: { text: string; ids: number[] }[];

  before(async () => {
    tokenizer = await loadTokenizer(`${folder}/tokenizer.json`);
    cases = JSON.parse(await readFile(`${folder}/tokens.json`, "utf8")) as typeof cases;
  });

  it("gives the ids of Python's tokenizers", () => {
    assert.ok(cases.length > 8);
    for (const { text, ids } of cases) assert.deepEqual(tokenizer.tokenize(text), ids, JSON.stringify(text));
  });

  it("gives bytes that make the text again", () => {
    for (const { text, ids } of cases.filter((one) => !one.text.includes("<|"))) {
      const stream = new AnswerStream({ regionBase: 384, bytes: tokenizer.bytes }, []);
      stream.push(ids);
      stream.end();
      assert.equal(stream.text, text.trim());
    }
  });

  it("gives no bytes for special tokens and for ids outside the vocabulary", () => {
    assert.equal(tokenizer.bytes(0).length, 0);
    assert.equal(tokenizer.bytes(3).length, 0);
    assert.equal(tokenizer.bytes(999_999).length, 0);
  });

  it("refuses what is no tokenizer, with a code", async () => {
    await assert.rejects(loadTokenizer(`${folder}/config.json`), { code: "PACK_FILE_CORRUPT" });
    await assert.rejects(loadTokenizer(`${folder}/card.md`), { code: "PACK_FILE_CORRUPT" });
  });
});
