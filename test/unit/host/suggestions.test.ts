import assert from "node:assert/strict";
import { suggestedQuestions } from "../../../src/host/suggestions.ts";
import { describeQuestion } from "../../../src/shared/types.ts";

const suggested = (...texts: string[]): readonly string[] =>
  suggestedQuestions(texts.map((text) => ({ text, score: 1, box: [0, 0, 10, 10] })));

describe("host/suggestions", () => {
  it("ask for what is outlined in red where something is", () => {
    const lines = ["Survey", "Add step", "Save", "Cancel"].map(
      (text) => ({ text, score: 1, box: [0, 0, 10, 10] }) as const,
    );
    assert.equal(suggestedQuestions(lines, [[1]])[1], "What is outlined in red?");
    assert.ok(!suggestedQuestions(lines, []).includes("What is outlined in red?"));
  });

  const pictures: [name: string, texts: string[], second: string, third: string][] = [
    ["a photograph", [], "What kind of picture is this?", "Is this a screenshot?"],
    [
      "a failed export",
      ["The mix could not be exported", "Error code: TWA-0417", "Retry", "Cancel"],
      "What is the error code?",
      "What went wrong?",
    ],
    [
      "a refused sign-in",
      ["Sign in to your account", "Wrong password.", "Sign in", "Cancel"],
      "What went wrong?",
      "Which buttons are there?",
    ],
    [
      "settings",
      ["Preferences", "General", "Appearance", "Theme", "Restore Defaults", "Save Changes"],
      "Which item is selected?",
      "Which buttons are there?",
    ],
    [
      "code",
      ["weather.py", "import json", "def fetch_forecast(city, days=3):", "return data"],
      "Which file is open?",
      "What is the title?",
    ],
    [
      "code that handles errors",
      ["weather.py", "import json", "def fetch_forecast(city, days=3):", "except Exception as error:", "failed = 1"],
      "Which file is open?",
      "What is the title?",
    ],
    [
      "the parts of a system",
      ["Parcel tracking", "Kubernetes cluster", "Storage", "API Gateway", "PostgreSQL", "Kafka"],
      "What is this about?",
      "What is the title?",
    ],
    [
      "a file tree",
      ["EXPLORER", "README.md", "build.js", "package.json", "base.html"],
      "Which item is selected?",
      "Which file is selected?",
    ],
    [
      "a table",
      ["Invoices", "Number", "Customer", "Status", "Amount", "INV-2208"],
      "What are the column headers?",
      "What is the title?",
    ],
    [
      "a flowchart",
      ["Returned parcels", "Parcel arrives", "no", "yes"],
      "What is the title?",
      'What comes after "Parcel arrives"?',
    ],
    [
      "a sequence",
      ["Browser", "Shop API", "Shop API", "POST /checkout", "Browser"],
      "What is the title?",
      'What comes after "POST /checkout"?',
    ],
    ["a terminal", ["zsh", "lena@birch:~/work$ npm test", "1 failing"], "Which command was run?", "What went wrong?"],
    [
      "a page of prose",
      ["Terms of use", "By using this service you agree to them.", "They may change."],
      "What is the title?",
      "What is this about?",
    ],
  ];
  for (const [name, texts, second, third] of pictures) {
    it(`fit ${name}`, () => {
      assert.deepEqual(suggested(...texts), [describeQuestion, second, third]);
    });
  }
});
