import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { EventQueue } from "../../../src/client/event-queue.ts";
import { JobQueue } from "../../../src/worker/job-queue.ts";
import { StateCache } from "../../../src/worker/state-cache.ts";

const never = new AbortController().signal;

describe("worker/job-queue", () => {
  it("runs one job at a time, in order, also after one that failed", async () => {
    const queue = new JobQueue();
    const log: string[] = [];
    const job = (name: string, ms: number) => async (): Promise<string> => {
      log.push(`${name} starts`);
      await setTimeout(ms);
      log.push(`${name} ends`);
      if (name === "b") throw new Error("b failed");
      return name;
    };
    const results = await Promise.allSettled([
      queue.run(never, job("a", 15)),
      queue.run(never, job("b", 1)),
      queue.run(never, job("c", 1)),
    ]);
    assert.deepEqual(log, ["a starts", "a ends", "b starts", "b ends", "c starts", "c ends"]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
  });

  it("lets questions go before images that wait to be read, each in their order", async () => {
    const queue = new JobQueue();
    const log: string[] = [];
    const job = (name: string) => async (): Promise<void> => {
      await setTimeout(1);
      log.push(name);
    };
    const reading = [queue.run(never, job("image 1")), queue.run(never, job("image 2"))];
    await setTimeout(0);
    await Promise.all([
      ...reading,
      queue.run(never, job("image 3")),
      queue.run(never, job("question 1"), "soon"),
      queue.run(never, job("question 2"), "soon"),
    ]);
    assert.deepEqual(log, ["image 1", "question 1", "question 2", "image 2", "image 3"]);
    await queue.run(never, job("later"));
    await queue.idle();
    assert.equal(log.at(-1), "later");
  });

  it("never starts a job that was cancelled while it waited", async () => {
    const queue = new JobQueue();
    const cancel = new AbortController();
    let started = false;
    const first = queue.run(never, () => setTimeout(10));
    const second = queue.run(cancel.signal, () => Promise.resolve((started = true)));
    cancel.abort();
    await assert.rejects(second, { code: "CANCELLED" });
    await first;
    assert.equal(started, false);
  });
});

describe("worker/state-cache", () => {
  interface Named {
    readonly name: string;
    readonly bytes: number;
  }
  const state = (name: string, bytes = 10): Named => ({ name, bytes });
  let released: string[];
  const cacheOf = (budget: number): StateCache<Named> =>
    new StateCache(budget, ({ name }) => {
      released.push(name);
    });
  beforeEach(() => {
    released = [];
  });

  it("gives the state that has read the most of the ids and nothing else", () => {
    const cache = cacheOf(1000);
    cache.put("i", "c", [], state("image"));
    cache.put("i", "c", [1, 2, 3], state("first answer"));
    cache.put("i", "c", [1, 2, 9], state("other answer"));
    assert.deepEqual(cache.nearest("i", "c", [1, 2, 3, 4]), { state: state("first answer"), read: 3 });
    assert.deepEqual(cache.nearest("i", "c", [1, 2]), { state: state("image"), read: 0 });
  });

  it("keeps images and choices of lines apart", () => {
    const cache = cacheOf(1000);
    cache.put("i", "c", [], state("image"));
    assert.equal(cache.nearest("j", "c", [1]), undefined);
    assert.equal(cache.nearest("i", "d", [1]), undefined);
    cache.forget("i");
    assert.equal(cache.nearest("i", "c", [1]), undefined);
    assert.equal(cache.bytes, 0);
    assert.deepEqual(released, ["image"]);
  });

  it("lets the least recently used go when the budget is spent, never the newest", () => {
    const cache = cacheOf(25);
    cache.put("i", "c", [], state("image"));
    cache.put("i", "c", [1], state("one"));
    cache.nearest("i", "c", [0]);
    cache.put("i", "c", [2], state("two"));
    assert.equal(cache.nearest("i", "c", [1, 5])?.state.name, "image");
    assert.equal(cache.nearest("i", "c", [2, 5])?.state.name, "two");
    assert.equal(cache.bytes, 20);
    cache.put("i", "c", [3], state("big", 99));
    assert.equal(cache.nearest("i", "c", [3])?.state.name, "big");
    assert.equal(cache.bytes, 99);
    assert.deepEqual(released, ["one", "two", "image"]);
  });

  it("keeps the state after the image while its conversation goes on, and lets what came before the last answer go", () => {
    const cache = cacheOf(25);
    cache.put("i", "c", [], state("image"));
    cache.put("i", "c", [1], state("first"));
    cache.nearest("i", "c", [1, 2]);
    cache.put("i", "c", [1, 2], state("second"));
    cache.nearest("i", "c", [1, 2, 3]);
    cache.put("i", "c", [1, 2, 3], state("third"));
    assert.deepEqual(released, ["first", "second"]);
    assert.equal(cache.nearest("i", "c", [9])?.state.name, "image");
  });

  it("makes room for what comes, and gives the state that it is made from to its maker where that has to go", () => {
    const cache = cacheOf(25);
    const [image, first] = [state("image"), state("first")];
    cache.put("j", "c", [], state("other image"));
    cache.put("i", "c", [], image);
    assert.equal(cache.makeRoom(10, image), false);
    assert.deepEqual(released, ["other image"]);
    cache.put("i", "c", [1], first);
    cache.nearest("i", "c", [1, 2]);
    assert.equal(cache.makeRoom(10, first), true);
    assert.deepEqual([cache.bytes, released], [10, ["other image"]]);
    assert.equal(cache.nearest("i", "c", [1, 2])?.state, image);
    assert.equal(cache.makeRoom(30), false);
    assert.deepEqual([cache.bytes, released], [0, ["other image", "image"]]);
  });

  it("replaces a state that has read the same", () => {
    const cache = cacheOf(1000);
    cache.put("i", "c", [1], state("old"));
    cache.put("i", "c", [1], state("new"));
    assert.equal(cache.bytes, 10);
    assert.equal(cache.nearest("i", "c", [1])?.state.name, "new");
    assert.deepEqual(released, ["old"]);
    cache.put("i", "c", [1], cache.nearest("i", "c", [1])!.state);
    assert.deepEqual(released, ["old"], "a state that is put again is not gone");
  });
});

describe("client/event-queue", () => {
  it("gives events in order, those pushed before and during the iteration, then the error", async () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    void setTimeout(5).then(() => {
      queue.push(2);
      queue.push(3);
      queue.end({ error: new Error("over") });
    });
    const got: number[] = [];
    await assert.rejects(async () => {
      for await (const event of queue) got.push(event);
    }, /over/);
    assert.deepEqual(got, [1, 2, 3]);
  });
});
