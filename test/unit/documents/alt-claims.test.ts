import assert from "node:assert/strict";
import { altThatHolds, altWithOutlines } from "../../../src/shared/documents/alt-claims.ts";
import { fittedAlt } from "../../../src/shared/documents/alt-text.ts";

describe("documents/alt claims", () => {
  const holds = (
    alt: string,
    kind: string,
    lines: readonly string[] = [],
    outlines: readonly number[][] = [],
  ): string => altThatHolds(alt, kind, { lines, outlines });
  const screen = "Screen with the heading “Plausible”.";

  it("takes an error back where no line speaks of one", () => {
    const alt = "Screenshot of an error page titled “Plausible” with the code “Last Name”.";
    const kind = "This is an error page of a browser titled “Plausible”.";
    assert.equal(holds(alt, kind, ["Plausible", "Last Name"]), screen);
    for (const line of ["Error 404", "Something went wrong", "You can't open this", "502", "Access denied"])
      assert.equal(holds(alt, kind, ["Plausible", line]), alt, line);
    assert.equal(holds(alt, kind, ["Can", "A wrongful act", "1502"]), screen, "parts of words are none");
  });

  it("takes a kind back that its own answer to the kind contradicts, and not where the model is not sure of that", () => {
    const alt = "Graph from “START” to “END”.";
    assert.equal(holds(alt, "This is a pie chart.", []), "Screen with the text “START” and “END”.");
    assert.equal(holds(alt, "", []), alt);
    assert.equal(holds(alt, "This is a class diagram."), "Diagram with the text “START” and “END”.");
    assert.equal(
      holds("Class diagram with 5 classes, among them “A” and “A”.", "This is a graph."),
      "Diagram with the text “A”.",
    );
    const same = "Class diagram with 5 classes, among them “A” and “B”.";
    assert.equal(holds(same, "This is a class diagram titled “A”."), same);
    assert.equal(holds("Page with “Save”.", "This is a settings page.", []), "Page with “Save”.", "it claims no kind");
    assert.equal(
      holds(screen, "This is a screen titled “Pie chart”.", []),
      screen,
      "the words of the picture are no kind",
    );
    const lines = ["Month", "Sales", "9"];
    assert.equal(
      holds("A pie chart of sales.", "This is a table.", lines),
      "Screen with the text “Month” and “Sales”.",
    );
  });

  it("says no more than the picture holds where the model is not sure", () => {
    const unsure = (alt: string, kind: string): string => altThatHolds(alt, kind, { lines: [], outlines: [] }, true);
    assert.equal(unsure("Form titled “Edit” with “Address” set to “USD”.", ""), "Screen with the heading “Edit”.");
    assert.equal(unsure("Graph from “A” to “B”.", "This is a graph."), "Diagram with the text “A” and “B”.");
    assert.equal(unsure(screen, ""), screen);
  });

  it("takes a mark back that nobody has drawn, and an error of which only the model speaks", () => {
    const marked = "The button “Save” is outlined in red.";
    assert.equal(holds(marked, ""), "Screen with the text “Save”.");
    assert.equal(holds(marked, "", ["Save"], [[0]]), marked);
    const notebook = "Screenshot of the notebook “app.py” with the error “You can now view your app”.";
    assert.equal(holds(notebook, "", ["app.py"]), "Screen with the text “app.py” and “You can now view your app”.");
    assert.equal(holds("An error is highlighted.", ""), "", "nothing of it is in the picture");
  });

  it("names as many outlines as fit, shortest alt text first", () => {
    const lines = [
      "One",
      "Two",
      "Three",
      "",
      "x",
      "A line of so many words that it would take the whole alt text for itself",
    ];
    const alt = (outlines: readonly (readonly number[])[], longest = 125): string =>
      altWithOutlines({ lines, outlines }, longest, (most) =>
        fittedAlt("A page with a table, and more words than fit.", most),
      );
    assert.equal(
      alt([[0], [1], [2]]),
      "A page with a table, and more words than fit, with “One”, “Two” and “Three” outlined in red.",
    );
    assert.equal(
      alt([[0], [1], [0]]),
      "A page with a table, and more words than fit, with “One” and “Two” outlined in red.",
    );
    assert.equal(alt([[0], [1]], 60), "A page with a table, with “One” outlined in red.");
    assert.equal(alt([[3], [4], [5], [9]]), "A page with a table, and more words than fit.");
    assert.equal(alt([[0]], 20), "A page with a table");
    assert.equal(
      altWithOutlines({ lines, outlines: [[0]] }, 125, () => ""),
      "",
      "nothing else is no alt text",
    );
    for (let longest = 20; longest <= 130; longest++) assert.ok(alt([[0], [1], [2]], longest).length <= longest);
  });
});
