import assert from "node:assert/strict";
import { altOfKind, altWithOutlines } from "../../../src/shared/documents/alt-claims.ts";
import { fittedAlt } from "../../../src/shared/documents/alt-text.ts";

describe("documents/alt claims", () => {
  const screen = "Screen with the heading “Plausible”.";

  it("takes an error back where no line speaks of one", () => {
    const alt = "Screenshot of an error page titled “Plausible” with the code “Last Name”.";
    const kind = "This is an error page of a browser titled “Plausible”.";
    assert.equal(altOfKind(alt, kind, ["Plausible", "Last Name"]), screen);
    for (const line of ["Error 404", "Something went wrong", "You can't open this", "502", "Access denied"])
      assert.equal(altOfKind(alt, kind, ["Plausible", line]), alt, line);
    assert.equal(altOfKind(alt, kind, ["Can", "A wrongful act", "1502"]), screen, "parts of words are none");
  });

  it("takes a kind back that its own answer to the kind contradicts, and not where the model is not sure of that", () => {
    const alt = "Graph from “START” to “END”.";
    assert.equal(altOfKind(alt, "This is a pie chart.", []), "Screen with the text “START” and “END”.");
    assert.equal(altOfKind(alt, "", []), alt);
    assert.equal(altOfKind(alt, "This is an architecture diagram.", []), alt, "a graph is a diagram");
    assert.equal(
      altOfKind("Page with “Save”.", "This is a settings page.", []),
      "Page with “Save”.",
      "it claims no kind",
    );
    assert.equal(
      altOfKind(screen, "This is a screen titled “Pie chart”.", []),
      screen,
      "the words of the picture are no kind",
    );
    assert.equal(
      altOfKind("A pie chart of sales.", "This is a table.", []),
      "A pie chart of sales.",
      "nothing else is known",
    );
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
      altWithOutlines(lines, outlines, longest, (most) =>
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
      altWithOutlines(lines, [[0]], 125, () => ""),
      "",
      "nothing else is no alt text",
    );
    for (let longest = 20; longest <= 130; longest++) assert.ok(alt([[0], [1], [2]], longest).length <= longest);
  });
});
