import assert from "node:assert/strict";
import { parseDocument } from "../../../src/documents/parse.ts";
import { found, holdsForEvery, images, withAlt } from "./support.ts";

const rich = `Title
=====

.. image:: a.png
   :width: 3

* .. figure:: b.png
     :alt: old
       more
     :target: http://x

     The
     caption.

.. |s| image:: s.png
.. note::

\t.. image:: tab.png
\t   :alt:

1. .. image:: very/long/
          path.png

.. image:: last.png`;

describe("documents/restructuredtext", () => {
  it("finds image and figure directives, in lists, directives and substitutions", () => {
    assert.deepEqual(found("restructuredtext", rich), [
      ["a.png", "(missing)"],
      ["b.png", "old more"],
      ["s.png", "(missing)"],
      ["tab.png", "(empty)"],
      ["very/long/path.png", "(missing)"],
      ["last.png", "(missing)"],
    ]);
    const [, figure] = images("restructuredtext", rich);
    assert.deepEqual([figure?.link?.target, figure?.caption], ["http://x", "The caption."]);
  });

  it("passes over literal blocks, source code, comments and raw HTML", () => {
    for (const text of [
      "Text::\n\n   .. image:: no.png\n",
      ".. code-block:: rst\n\n   .. image:: no.png\n",
      ".. comment\n   .. image:: no.png\n",
      "..\n   .. image:: no.png\n",
      ".. raw:: html\n\n   <img src=no>\n   .. image:: no.png\n",
      "- item::\n\n    .. image:: no.png\n",
    ]) {
      assert.deepEqual(found("restructuredtext", text), [], text);
    }
    assert.deepEqual(found("restructuredtext", "..\n\n.. image:: yes.png\n"), [["yes.png", "(missing)"]]);
    assert.deepEqual(found("restructuredtext", ".. _target: x\n.. image:: yes.png\n"), [["yes.png", "(missing)"]]);
  });

  it("writes the option where the others stand", () => {
    assert.equal(
      withAlt("restructuredtext", ".. image:: a.png\r\n   :width: 3\r\n", "x"),
      ".. image:: a.png\r\n   :alt: x\r\n   :width: 3\r\n",
    );
    assert.equal(withAlt("restructuredtext", "* .. image:: a.png\n", "x"), "* .. image:: a.png\n     :alt: x\n");
    assert.equal(withAlt("restructuredtext", ".. image:: a.png", ""), ".. image:: a.png\n   :alt:");
  });

  it("what is written is what is read, for every image; taken back, every byte is the same", () => {
    for (const text of [rich, rich.replaceAll("\n", "\r\n"), `\uFEFF${rich}`]) {
      assert.ok(holdsForEvery("restructuredtext", text) >= 18);
    }
  });

  it("finds Mermaid directives", () => {
    const { diagrams } = parseDocument(
      "restructuredtext",
      ".. mermaid::\n   :zoom:\n\n   graph TD\n     A-->B\n\nText\n",
    );
    assert.deepEqual(
      diagrams.map(({ source }) => source.trim()),
      ["graph TD\n     A-->B"],
    );
  });
});
