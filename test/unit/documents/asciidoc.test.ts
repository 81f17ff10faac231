import assert from "node:assert/strict";
import { parseDocument } from "../../../src/documents/parse.ts";
import { found, holdsForEvery, images, withAlt } from "./support.ts";

const rich = `= Title
:imagesdir: img
:logo: logo.png

.A title
image::a.png[]

image::b.png[,300,link=https://x]

See image:c.png[Old words,"a,b",role="x"] and image:d.png[width=3].

* item
+
image::{logo}[It is \\] here]

|===
| image:cell.png["q, r"] | x
|===
image::/root.png[alt="named",width=1]
`;

describe("documents/asciidoc", () => {
  it("finds block and inline macros, with attributes resolved below imagesdir", () => {
    assert.deepEqual(found("asciidoc", rich), [
      ["img/a.png", "(missing)"],
      ["img/b.png", "(missing)"],
      ["img/c.png", "Old words"],
      ["img/d.png", "(missing)"],
      ["img/logo.png", "It is ] here"],
      ["img/cell.png", "q, r"],
      ["/root.png", "named"],
    ]);
    const all = images("asciidoc", rich);
    assert.equal(all[0]?.caption, "A title");
    assert.equal(all[1]?.link?.target, "https://x");
    assert.deepEqual(found("asciidoc", "image::{unknown}/a.png[]"), [["", "(missing)"]]);
  });

  it("passes over source code, literal text, comments and passthroughs", () => {
    for (const text of [
      "----\nimage::no.png[]\n----",
      "....\nimage::no.png[]\n....",
      "////\nimage::no.png[]\n////",
      "++++\nimage::no.png[]\n++++",
      "```adoc\nimage::no.png[]\n```",
      "[source]\nimage::no.png[]",
      "// image::no.png[]",
      "\n image::no.png[]\n",
      "a `+image:no.png[]+` b",
      "a \\image:no.png[] b",
      "a image:: b",
    ]) {
      assert.deepEqual(found("asciidoc", text), [], text);
    }
  });

  it("writes the first attribute, quoted where it must be, without moving the others", () => {
    assert.equal(withAlt("asciidoc", "image::a.png[]", "plain"), "image::a.png[plain]");
    assert.equal(withAlt("asciidoc", "image::a.png[]", 'a, "b" ]'), 'image::a.png["a, \\"b\\" \\]"]');
    assert.equal(withAlt("asciidoc", "image::a.png[,300]", "x"), "image::a.png[x,300]");
    assert.equal(withAlt("asciidoc", "image::a.png[width=3]", "x"), "image::a.png[width=3,alt=x]");
    assert.equal(withAlt("asciidoc", "image::a.png[old,300]", ""), 'image::a.png[alt="",300]');
  });

  it("what is written is what is read, for every image; taken back, every byte is the same", () => {
    const unescaped = (alt: string): string => alt;
    for (const text of [rich, rich.replaceAll("\n", "\r\n"), `\uFEFF${rich}`]) {
      assert.ok(holdsForEvery("asciidoc", text, unescaped) >= 20);
    }
  });

  it("finds Mermaid blocks", () => {
    const { diagrams } = parseDocument("asciidoc", "[mermaid]\n----\ngraph TD\n----\n");
    assert.deepEqual(
      diagrams.map(({ source }) => source.trim()),
      ["graph TD"],
    );
  });
});
