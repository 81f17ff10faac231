import assert from "node:assert/strict";
import { altProblem, fittedAlt, hasOpening } from "../../../../src/shared/documents/alt-text.ts";
import type { Alt } from "../../../../src/shared/documents/image-link.ts";

describe("shared/documents/alt-text", () => {
  it("takes away openings, quotation marks around all, and line breaks", () => {
    for (const [answer, alt] of [
      ["Image of a settings page.", "A settings page."],
      ["an image showing the “Save” dialog", "The “Save” dialog"],
      ["This picture shows a flowchart", "A flowchart"],
      ["“Sign in”", "Sign in"],
      ['"Sign in".', "Sign in"],
      ["Alt text: A form\nwith two fields", "A form with two fields"],
      ["Screenshot of a form", "Screenshot of a form"],
      ["Image", "Image"],
      ["Picture of an image of a cat", "A cat"],
      ["", ""],
    ] as const) {
      assert.equal(fittedAlt(answer), alt, answer);
    }
  });

  it("is at most as long as it may be, cut where it can be read, with no quotation left open", () => {
    assert.equal(
      fittedAlt("Screenshot of a code editor with “app.py” open and the dialog “You can now view it”.", 80),
      "Screenshot of a code editor with “app.py” open",
    );
    const long =
      "The “Export” dialog with an error. It says that there is not enough space on the drive, and offers three buttons to go on.";
    assert.equal(fittedAlt(long, 60), "The “Export” dialog with an error.");
    assert.equal(
      fittedAlt("A settings page titled “Editor appearance and more” with the tab selected", 40),
      "A settings page titled Editor",
    );
    assert.equal(
      fittedAlt("A form with the fields name, street and the town of the customer", 34),
      "A form with the fields name",
    );
    for (let longest = 20; longest < 130; longest++) {
      for (const text of [long, "x".repeat(300), "word ".repeat(60), "“a” ".repeat(70), 'a "b '.repeat(50)]) {
        const fitted = fittedAlt(text, longest);
        assert.ok(fitted.length <= longest && fitted.length > 0, `${longest}: ${fitted}`);
        assert.ok(fitted.split("“").length === fitted.split("”").length, fitted);
        assert.ok(fitted.split('"').length % 2 === 1, fitted);
        assert.ok(!/[\s,;:(“]$/.test(fitted), fitted);
      }
    }
  });

  it("names what is wrong with an alt text", () => {
    const problem = (text: string, target = "a.png", caption = ""): string | undefined => {
      const alt: Alt = { type: "text", text };
      return altProblem({ alt, target, caption });
    };
    for (const text of [
      "image",
      "Screenshot",
      "image 3",
      "figure-2",
      "alt text",
      "My screenshot",
      "TODO",
      "Untitled",
      "logo",
    ]) {
      assert.equal(problem(text), "placeholder", text);
    }
    for (const text of ["export.png", "img/Export-2.PNG", "IMG_2041.jpeg"])
      assert.equal(problem(text), "file-name", text);
    assert.equal(problem("login_dialog", "img/login_dialog.png?v=2"), "file-name");
    assert.equal(problem("Settings", "settings.png"), undefined, "a word may be the name of its file");
    assert.equal(problem("An image of a form"), "opening");
    assert.equal(problem("The login form", "a.png", "The login form."), "caption");
    assert.equal(problem("x ".repeat(80)), "too-long");
    for (const text of [
      "Sign-in form with two fields",
      "Image viewer with two tabs",
      "Chart of visitors by month",
      "Pictures folder",
    ]) {
      assert.equal(problem(text), undefined, text);
    }
    const rest = { target: "a.png", caption: "" };
    assert.equal(altProblem({ alt: { type: "missing" }, ...rest }), "missing");
    assert.equal(altProblem({ alt: { type: "empty" }, ...rest }), undefined);
    assert.equal(altProblem({ alt: { type: "dynamic" }, ...rest }), undefined);
    assert.ok(!hasOpening("Imaging results"));
  });
});
