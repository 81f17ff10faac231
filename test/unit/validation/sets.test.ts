import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { parseQuestions, type EvalQuestion } from "../../../src/cli/eval/questions.ts";

const folder = new URL("../../validation/", import.meta.url);
const questions = async (name: string): Promise<EvalQuestion[]> =>
  parseQuestions(await readFile(new URL(name, folder), "utf8"), name);
const words = (text: string): string =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? ""
  } `;
const images = (of: readonly EvalQuestion[]): Set<string> => new Set(of.map(({ image }) => image));

describe("frozen sets of the bars", () => {
  it("are as large as the bars want, every file of them frozen, five million bytes in all", async () => {
    const frozen = await readFile(new URL("FROZEN.sha256", folder), "utf8");
    const least = { "screens2.jsonl": [100, 500], "figures2.jsonl": [80, 400], "photos2.jsonl": [20, 60] } as const;
    for (const [name, [pictures, asked]] of Object.entries(least)) {
      const of = await questions(name);
      assert.ok(of.length >= asked, `${name}: ${of.length} questions`);
      assert.ok(images(of).size >= pictures, `${name}: ${images(of).size} images`);
      assert.equal(new Set(of.map(({ id }) => id)).size, of.length, `${name}: an id stands twice`);
      for (const file of [name, ...images(of)]) assert.ok(frozen.includes(`  ${file}\n`), `${file} is not frozen`);
    }
    assert.ok(frozen.includes("  screens2-descriptions.jsonl\n"));
    let bytes = 0;
    for (const file of await readdir(folder, { recursive: true })) {
      const { size, isFile } = await stat(new URL(file, folder)).then((s) => ({ size: s.size, isFile: s.isFile() }));
      if (isFile) bytes += size;
    }
    assert.ok(bytes <= 5e6, `${bytes} bytes`);
  });

  it("hold screens of two libraries, diagrams and charts, each at least forty", async () => {
    const of = [...images(await questions("screens2.jsonl")), ...images(await questions("figures2.jsonl"))];
    for (const maker of ["primer2", "carbon2", "nomnoml", "echarts"]) {
      const count = of.filter((image) => image.includes(`/${maker}-`)).length;
      assert.ok(count >= 40, `${maker}: ${count} images`);
    }
  });

  it("have no question that answers itself", async () => {
    for (const name of ["screens2.jsonl", "figures2.jsonl", "photos2.jsonl"])
      for (const { id, question, answers } of await questions(name))
        for (const answer of answers) {
          const said = words(answer);
          assert.ok(said.trim() === "" || !words(question).includes(said), `${id}: "${answer}" in "${question}"`);
        }
  });

  it("cannot be won by always saying the same of a state", async () => {
    const of = await questions("screens2.jsonl");
    const said = (kind: string, answer: string): number =>
      of.filter((question) => question.kind === kind && question.answers.includes(answer)).length;
    assert.ok(Math.abs(said("checked", "yes") - said("checked", "no")) <= 3);
    assert.ok(Math.abs(said("state", "enabled") - said("state", "disabled")) <= 2);
    assert.ok(said("checked", "yes") >= 30);
  });

  it("ask for as many absent things as for present ones, half as many at the least", async () => {
    const of = await questions("screens2.jsonl");
    const absent = of.filter(({ answers }) => answers.includes("not shown")).length;
    const present = of.filter(({ kind }) => kind === "present").length;
    assert.ok(absent >= 50 && present >= absent / 2, `${absent} absent, ${present} present`);
  });
});
