import assert from "node:assert/strict";
import { parseDocument } from "../../../../src/documents/parse.ts";
import { belowEdit } from "../../../../src/shared/documents/below.ts";
import { applyEdits, lineEndingAt } from "../../../../src/shared/documents/edits.ts";
import {
  languageOfDocument,
  languageOfFile,
  type DocumentLanguage,
} from "../../../../src/shared/documents/image-link.ts";
import { Lines } from "../../../../src/shared/documents/lines.ts";

function explained(language: DocumentLanguage, text: string, lines: string[], form: "prose" | "steps"): string {
  const { below } = parseDocument(language, text).images[0]!;
  assert.ok(below !== undefined);
  return applyEdits(text, [belowEdit(text, below, lines, form)]);
}

describe("shared/documents: edits", () => {
  it("refuses edits that overlap, applies others in any order", () => {
    const edit = (from: number, to: number, text: string): { span: [number, number]; text: string } => ({
      span: [from, to],
      text,
    });
    assert.equal(applyEdits("abcdef", [edit(4, 5, "X"), edit(0, 1, ""), edit(2, 2, "Y")]), "bYcdXf");
    assert.throws(() => applyEdits("abc", [edit(0, 2, ""), edit(1, 3, "")]), RangeError);
  });

  it("writes below an image as its language does", () => {
    const lines = ["First <b> {x}", "Second"];
    assert.equal(
      explained("markdown", "> ![](a.png)\n\nEnd", lines, "prose"),
      "> ![](a.png)\n>\n> First \\<b> \\{x\\}\n>\n> Second\n\nEnd",
    );
    assert.equal(
      explained("markdown", "1. ![](a.png)\r\n", ["# One", "2. Two"], "steps"),
      "1. ![](a.png)\r\n\r\n   1. \\# One\r\n   2. 2\\. Two\r\n",
    );
    assert.equal(
      explained("html", "<figure>\n  <p><img src=a></p>\n</figure>", lines, "prose").split("\n").slice(3).join("\n"),
      "<p>First &lt;b&gt; {x}</p>\n<p>Second</p>",
    );
    assert.equal(
      explained("javascript", "<div>\n  <img src='a'/>\n</div>", lines, "prose"),
      "<div>\n  <img src='a'/>\n  <p>First &lt;b&gt; {'{'}x{'}'}</p>\n  <p>Second</p>\n</div>",
    );
    assert.equal(
      explained("html", "<div>\n\t<img src=a>\n</div>", ["One", "Two"], "steps"),
      "<div>\n\t<img src=a>\n\t<ol>\n\t  <li>One</li>\n\t  <li>Two</li>\n\t</ol>\n</div>",
    );
    assert.equal(
      explained("restructuredtext", "* .. image:: a.png\n     :width: 3\n", ["A *b* c_", "Two"], "steps"),
      "* .. image:: a.png\n     :width: 3\n\n  1. A \\*b\\* c\\_\n  2. Two\n",
    );
    assert.equal(
      explained("asciidoc", "image::a.png[]\n", ["One", "Two"], "steps"),
      "image::a.png[]\n\n. One\n. Two\n",
    );
    assert.equal(
      explained("asciidoc", "* x\n+\nimage::a.png[]\n", ["One *two*"], "prose"),
      "* x\n+\nimage::a.png[]\n+\nOne pass:c[*]two pass:c[*]\n".replace("two pass", "twopass"),
    );
  });

  it("knows line endings, lines and languages", () => {
    assert.equal(lineEndingAt("a\r\nb\nc", 0), "\r\n");
    assert.equal(lineEndingAt("a\r\nb\nc", 3), "\n");
    assert.equal(lineEndingAt("a\r\nb", 4), "\r\n");
    assert.equal(lineEndingAt("a", 0), "\n");
    const lines = new Lines("a\r\nbc\rd\n");
    assert.deepEqual(
      [0, 3, 4, 6, 8].map((at) => Object.values(lines.at(at))),
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 0],
        [3, 0],
      ],
    );
    assert.equal(languageOfFile("x/README.MD"), "markdown");
    assert.equal(languageOfFile("constructor"), undefined);
    assert.equal(languageOfDocument("plaintext", "/a.vue"), "vue");
    assert.equal(languageOfDocument("typescriptreact", "untitled"), "javascript");
    assert.equal(languageOfDocument("toString", "/a.txt"), undefined);
  });
});
