import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConversationStore, type StoreFault } from "../../../src/host/conversation-store.ts";
import type { Conversation } from "../../../src/host/conversation.ts";

const conversation = (image: string, question: string): Conversation => ({
  version: 2,
  image,
  turns: [
    {
      id: 1,
      parent: 0,
      question,
      parts: [],
      notices: [],
      status: "failed",
      error: { code: "CANCELLED", message: "Stopped.", nextStep: "Ask again." },
    },
  ],
  leaf: 1,
  contexts: {},
});

describe("host/conversation-store", () => {
  const [one, other] = ["memfs:/pictures/one.png", "memfs:/pictures/other.png"] as const;
  let root: string;
  let folder: string;
  let faults: StoreFault[];

  const open = (): ConversationStore => new ConversationStore(folder, (fault) => faults.push(fault));
  const save = (store: ConversationStore, image: string, question: string): Promise<void> =>
    store.save(image, conversation(image, question));
  const questions = async (store: ConversationStore): Promise<(string | undefined)[]> =>
    Promise.all([one, other].map(async (image) => (await store.load(image))?.turns[0]?.question));
  const files = async (): Promise<string[]> => readdir(folder);

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "ml-mamba-store-"));
    folder = join(root, "conversations");
    faults = [];
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("are there again, one for each image; one that is cleared is gone", async () => {
    await Promise.all([save(open(), one, "first"), save(open(), other, "second")]);
    assert.deepEqual(await questions(open()), ["first", "second"]);
    await open().save(one, undefined);
    assert.deepEqual(await questions(open()), [undefined, "second"]);
    assert.deepEqual(faults, []);
  });

  it("of two windows do not spoil each other: whole files, the last one written counts", async () => {
    const windows = [open(), open()];
    for (let turn = 0; turn < 20; turn++) {
      for (const [index, window] of windows.entries()) void save(window, one, `window ${index}, turn ${turn}`);
    }
    await save(windows[1]!, other, "other");
    await Promise.all(windows.map((window) => window.settled()));
    const [kept, second] = await questions(open());
    assert.match(kept!, /^window [01], turn 19$/);
    assert.equal(second, "other");
    assert.equal((await files()).length, 2, "nothing unfinished is left");
    assert.deepEqual(faults, []);
  });

  it("that are damaged are put aside and said; those of another image are left alone", async () => {
    const store = open();
    await save(store, one, "first");
    const [name] = await files();
    for (const content of ['{"version":1', '{"version":3}', '{"version":1,"image":1,"turns":[],"contexts":{}}']) {
      await writeFile(join(folder, name!), content);
      assert.equal(await store.load(one), undefined, content);
      assert.deepEqual(await files(), [name!.replace(".json", ".damaged")], content);
    }
    assert.deepEqual(
      faults.map(({ type }) => type),
      ["damaged", "damaged", "damaged"],
    );
    await writeFile(join(folder, name!), JSON.stringify(conversation(other, "not mine")));
    assert.equal(await store.load(one), undefined);
    assert.equal(faults.length, 3);
    await save(store, one, "again");
    assert.equal((await questions(store))[0], "again");
  });

  it("where they cannot be written, it is said; nothing else happens", async () => {
    await writeFile(join(root, "conversations"), "a file where the folder should be");
    const store = open();
    await save(store, one, "first");
    assert.deepEqual(
      faults.map(({ type }) => type),
      ["unwritable"],
    );
    assert.ok(faults[0]?.type === "unwritable" && faults[0].image === one);
  });

  it("are listed, the newest first; what is damaged is not among them", async () => {
    const store = open();
    await save(store, one, "first");
    await utimes(join(folder, (await files())[0]!), 1, 1);
    await save(store, other, "second");
    await writeFile(join(folder, "x.json"), "{");
    const listed = await store.list();
    assert.deepEqual(
      listed.map(({ conversation: { image } }) => image),
      [other, one],
    );
    assert.equal(listed[1]?.at.getTime(), 1000);
  });

  it("are found by what names the image, not by its address alone", async () => {
    const store = new ConversationStore(
      folder,
      (fault) => faults.push(fault),
      (image) => image.replace(/[^/]*$/, ""),
    );
    await save(store, one, "first");
    assert.equal((await store.load(other))?.turns[0]?.question, "first");
  });

  it("are bounded: the oldest files go, and what was left behind unfinished", async () => {
    const store = open();
    for (let index = 0; index < 205; index++) {
      await save(store, `memfs:/pictures/${index}.png`, "old");
    }
    await save(store, one, "newest");
    await store.prune();
    assert.equal((await files()).length, 200);
    assert.equal((await questions(store))[0], "newest");
    await store.forgetAll();
    assert.deepEqual(await questions(store), [undefined, undefined]);
  });
});
