import assert from "node:assert/strict";
import { found, holdsForEvery, images, withAlt } from "./support.ts";

const rich = `<!doctype html>
<html><body>
<p>Text <a href='go'><img src=bare.png></a> <img alt src='b.png'> <img alt=one src="c.png" title="T"></p>
<figure>
\t<img
\t\tsrc='d.png'
\t\twidth=100>
\t<figcaption>The <b>caption</b></figcaption>
</figure>
<picture><source srcset="big.webp 2x, small.webp"><img src="data:image/gif;base64,AA"></picture>
<template><img src="e.png" alt="&quot;q&quot; &amp; more"></template>
<button><img src="f.png" aria-label="Send"></button>
<img src="g.png" role="presentation"><IMG SRC="h.png" ALT="X">
<input type=image src=i.png>
</body></html>`;

describe("documents/html", () => {
  it("finds images with their alt text, entities resolved", () => {
    assert.deepEqual(found("html", rich), [
      ["bare.png", "(missing)"],
      ["b.png", "(empty)"],
      ["c.png", "one"],
      ["d.png", "(missing)"],
      ["big.webp", "(missing)"],
      ["e.png", '"q" & more'],
      ["f.png", "Send"],
      ["g.png", "(empty)"],
      ["h.png", "X"],
      ["i.png", "(missing)"],
    ]);
  });

  it("passes over scripts, styles, comments, and what a template computes", () => {
    assert.deepEqual(
      found(
        "html",
        "<script>'<img src=a>'</script><style>/*<img src=a>*/</style><!-- <img src=a> --><textarea><img src=a></textarea>",
      ),
      [],
    );
    assert.deepEqual(found("html", '<img src="{{ url }}" alt="{{ alt }}"><img src="<%= u %>">'), [
      ["", "(dynamic)"],
      ["", "(missing)"],
    ]);
  });

  it("takes the largest of a srcset, and what loads later for a placeholder", () => {
    const [image] = images("html", '<img srcset="a.png 480w, b.png 800w, c.png, d.png 2x">');
    assert.deepEqual([image?.target, ...image!.candidates], ["b.png", "a.png", "d.png", "c.png"]);
    assert.equal(images("html", '<img src="data:image/gif;base64,AA" data-src="real.png">')[0]?.target, "real.png");
  });

  it("inserts with the quotation marks of src, on a line of its own where src has one", () => {
    assert.equal(withAlt("html", "<img src='a'>", "it's"), "<img src='a' alt='it&#39;s'>");
    assert.equal(withAlt("html", '<img\n  src="a"\n  width=1>', "x"), '<img\n  src="a"\n  alt="x"\n  width=1>');
    assert.equal(withAlt("html", "<img src=a/>", "x"), '<img src=a/ alt="x">');
    assert.equal(withAlt("html", "<img alt src=a>", "x"), '<img alt="x" src=a>');
    assert.equal(withAlt("html", "<img alt=y src=a>", "x z"), '<img alt="x z" src=a>');
    assert.equal(withAlt("html", "<img src=a>", ""), '<img src=a alt="">');
  });

  it("knows links, buttons and captions", () => {
    const all = images("html", rich);
    const links = all.filter(({ link }) => link !== undefined).map(({ target, link }) => [target, link!.target]);
    assert.deepEqual(links, [
      ["bare.png", "go"],
      ["f.png", ""],
      ["i.png", ""],
    ]);
    assert.equal(all.find(({ target }) => target === "d.png")?.caption, "The caption");
    assert.equal(all.find(({ target }) => target === "c.png")?.caption, "T");
  });

  it("what is written is what is read, for every image; taken back, every byte is the same", () => {
    assert.ok(holdsForEvery("html", rich) >= 25);
    assert.ok(holdsForEvery("html", `\uFEFF${rich.replaceAll("\n", "\r\n")}`) >= 25);
  });

  it("nesting however deep is no fault", () => {
    const deep = `${"<div>".repeat(5000)}<img src=a.png>${"</div>".repeat(5000)}`;
    assert.deepEqual(found("html", deep), [["a.png", "(missing)"]]);
  });
});
