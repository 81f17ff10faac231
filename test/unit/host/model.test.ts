import assert from "node:assert/strict";
import { Model } from "../../../src/host/model.ts";
import { defaultSettings, type Settings } from "../../../src/host/settings.ts";
import { UserError } from "../../../src/shared/errors.ts";
import type { PanelModel } from "../../../src/shared/panel-state.ts";
import type { AnswerEvent } from "../../../src/shared/types.ts";
import { FakeClient, settled } from "./support.ts";

const image = { name: "a.png", bytes: new Uint8Array(1) };

describe("host/model", () => {
  let settings: Settings;
  let clients: FakeClient[];
  let states: PanelModel[];
  let errors: string[];
  let model: Model;

  beforeEach(() => {
    settings = defaultSettings;
    [clients, states, errors] = [[], [], []];
    model = new Model({
      settings: () => settings,
      createClient: (_, onStatus) => {
        const client = new FakeClient(onStatus);
        clients.push(client);
        return Promise.resolve(client);
      },
      onChange: (state) => states.push(state),
      onError: (code) => errors.push(code),
    });
  });
  afterEach(() => model.dispose());

  const ask = async (): Promise<AnswerEvent[]> => {
    const handle = await model.openImage(image, {});
    const events: AnswerEvent[] = [];
    for await (const event of model.ask(handle, "why?", {})) events.push(event);
    return events;
  };

  it("starts nothing before it is asked, then says how it goes and what memory it takes", async () => {
    assert.deepEqual([clients.length, model.state.status, model.pack], [0, "off", ""]);
    await model.openImage(image, {});
    await settled();
    assert.deepEqual(
      states.map(({ status, memoryBytes }) => [status, memoryBytes]),
      [
        ["loading", undefined],
        ["ready", undefined],
        ["ready", 200e6],
      ],
    );
    assert.deepEqual([model.state.name, model.pack, model.pid], ["Nano", "nano@1", 1]);
  });

  it("asks for answers as long as the setting says at that moment, with one worker", async () => {
    await ask();
    settings = { ...settings, answerLength: 40 };
    assert.equal((await ask()).at(-1)?.type, "done");
    assert.equal(clients.length, 1);
    assert.deepEqual(clients[0]!.calls, ["open a.png", "ask a.png why? 160", "open a.png", "ask a.png why? 40"]);
    assert.equal(model.figures.answered?.tokens, 2);
  });

  it("unloads after the idle time, not while it works; with 0 never", async () => {
    settings = { ...settings, idleMinutes: 0.001 };
    const handle = await model.openImage(image, {});
    const answer = model.ask(handle, "why?", {});
    await answer.next();
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(model.state.status, "ready");
    await answer.return();
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.deepEqual([model.state.status, model.state.memoryBytes], ["off", undefined]);

    settings = { ...settings, idleMinutes: 0 };
    await ask();
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(model.state.status, "ready");
  });

  it("is failed where it does not start, tells why once, and tries again", async () => {
    await model.openImage(image, {});
    const [client] = clients;
    await model.unload();
    client!.fail = new UserError("RUNTIME_MISSING", "No library.", "Install it.");
    await assert.rejects(model.openImage(image, {}), { code: "RUNTIME_MISSING" });
    assert.equal(model.state.status, "failed");
    assert.deepEqual(errors, ["RUNTIME_MISSING"]);
    client!.fail = undefined;
    await model.openImage(image, {});
    assert.equal(model.state.status, "ready");
  });

  it("a stop is no error", async () => {
    await model.openImage(image, {});
    clients[0]!.fail = new UserError("CANCELLED", "Stopped.", "Ask again.");
    await assert.rejects(model.openImage(image, {}), { code: "CANCELLED" });
    assert.deepEqual(errors, []);
  });

  it("starts another worker for other settings, and does not listen to the one before", async () => {
    await ask();
    await model.reconfigure();
    assert.ok(clients[0]!.calls.includes("dispose"));
    assert.equal(model.state.status, "off");
    await ask();
    assert.equal(clients.length, 2);
    await clients[0]!.unload();
    assert.equal(model.state.status, "ready");
  });
});
