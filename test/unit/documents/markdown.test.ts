import assert from "node:assert/strict";
import { parse, postprocess, preprocess } from "micromark";
import { parseDocument } from "../../../src/documents/parse.ts";
import { found, holdsForEvery, images, withAlt } from "./support.ts";

const rich = [
  "---\ntitle: ![no](no.png)\n---\n",
  "# Title ![](head.png)\r\n\r\n",
  'Text ![old *bold*](a%20b.png "A title") and [![in](link.png)](https://e.org/x).\n',
  "![tabs\there](<with space.png>)\t![][Ref] ![Ref] ![ref][]\n\n",
  "> - ![quoted](q.png)\n>   more\n\n1. ![item](i.png)\n\n   ![second](s.png)\n",
  "\n| a | b |\n|---|---|\n| ![](cell.png) | x |\n",
  '\n<p align="center">\n  <a href="go"><img src=\'h.png\'></a>\n</p>\n\n',
  'Inline <img src="inline.png" alt="x"> HTML, <a href="z">![in html](y.png)</a>.\n\n',
  ':::image type="content" source="media/l.png" alt-text="Learn." lightbox="b.png":::\n\n',
  ':::image type="icon" source="media/i.svg" border="false":::\n\n',
  "[ref]: pic.png 'Ref title'\n",
].join("");

describe("documents/markdown", () => {
  it("finds images in all their forms, with targets and alt text", () => {
    assert.deepEqual(found("markdown", rich), [
      ["head.png", "(missing)"],
      ["a%20b.png", "old bold"],
      ["link.png", "in"],
      ["with space.png", "tabs here"],
      ["pic.png", "(missing)"],
      ["pic.png", "Ref"],
      ["pic.png", "ref"],
      ["q.png", "quoted"],
      ["i.png", "item"],
      ["s.png", "second"],
      ["cell.png", "(missing)"],
      ["h.png", "(missing)"],
      ["inline.png", "x"],
      ["y.png", "in html"],
      ["media/l.png", "Learn."],
      ["media/i.svg", "(empty)"],
    ]);
  });

  it("never touches source code, comments, front matter, or brackets that are no image", () => {
    for (const text of [
      "`![a](b.png)`",
      '```\n![a](b.png)\n:::image source="x":::\n```',
      "~~~~md\n![a](b.png)\n~~~\n![a](c.png)\n~~~~",
      "    ![a](b.png)",
      '<!-- ![a](b.png) <img src="x"> :::image source="a.png"::: -->',
      "---\nimage: ![a](b.png)\n---\n",
      "+++\na = '![a](b.png)'\n+++\n",
      "\\![a](b.png)",
      "![a][nowhere]",
      "![a] (b.png)",
      "`<img src=a.png>`",
      "<pre><code>&lt;img src=a&gt;</code></pre>",
    ]) {
      assert.deepEqual(found("markdown", text), [], text);
    }
  });

  it("knows whether an image is a link, and where it leads", () => {
    const links = images("markdown", rich).flatMap(({ target, link }) =>
      link === undefined ? [] : [[target, link.target]],
    );
    assert.deepEqual(links, [
      ["link.png", "https://e.org/x"],
      ["h.png", "go"],
      ["y.png", "z"],
    ]);
    assert.equal(images("markdown", "[![a](b.png)][r]\n\n[r]: to.md")[0]?.link?.target, "to.md");
    assert.equal(
      images("markdown", ':::image type="content" source="a.png" alt-text="x" link="to":::')[0]?.link?.target,
      "to",
    );
  });

  it("keeps a label that is the alt text, and the definition", () => {
    assert.equal(withAlt("markdown", "![Ref]\n\n[ref]: a.png", "New [x]"), "![New \\[x\\]][Ref]\n\n[ref]: a.png");
    assert.equal(withAlt("markdown", "![Ref][]\n\n[ref]: a.png", "New"), "![New][Ref]\n\n[ref]: a.png");
    assert.equal(withAlt("markdown", "![][Ref]\n\n[ref]: a.png", "New"), "![New][Ref]\n\n[ref]: a.png");
  });

  it("tells decorative from forgotten by a comment, and takes it away with an alt text", () => {
    const decorative = withAlt("markdown", "a ![](b.png) c", "");
    assert.equal(decorative, "a ![](b.png)<!-- decorative --> c");
    assert.deepEqual(found("markdown", decorative), [["b.png", "(empty)"]]);
    assert.equal(withAlt("markdown", decorative, "Words"), "a ![Words](b.png) c");
  });

  it("writes Learn's icons and pictures in Learn's way", () => {
    const icon = ':::image type="icon" source="i.svg" border="false":::';
    assert.equal(
      withAlt("markdown", icon, 'Say "hi"'),
      ':::image type="content" source="i.svg" alt-text="Say “hi”" border="false":::',
    );
    const content = ':::image type="content" source="i.svg" alt-text="old" border="false":::';
    assert.equal(withAlt("markdown", content, ""), ':::image type="icon" source="i.svg" border="false":::');
    assert.equal(withAlt("markdown", ':::image source="i.svg":::', "New"), ':::image source="i.svg" alt-text="New":::');
  });

  it("what is written is what is read, for every image; taken back, every byte is the same", () => {
    const learn = (alt: string): string => alt;
    const without = rich.replaceAll(/:::image[^\n]*\n\n/g, "");
    assert.ok(holdsForEvery("markdown", without, learn) >= 40);
    assert.ok(
      holdsForEvery("markdown", `\uFEFF${without.replaceAll(/\r?\n/g, "\r\n")}`) >= 40,
      "with a byte order mark",
    );
  });

  it("offsets are those of the text, with a byte order mark, mixed line endings and characters of two units", () => {
    const text = "\uFEFF😀 ![](a.png)\r\n\r![](b.png)\n";
    for (const { range } of images("markdown", text)) assert.match(text.slice(...range), /^!\[\]\([ab]\.png\)$/);
    assert.equal(images("markdown", text).length, 2);
  });

  it("finds the same with any line ending: references, quotations, and the lines that paragraphs go below", () => {
    const plain = `${rich.replaceAll("\r\n", "\n")}\n![over\ntwo lines](two.png) words\nmore words\n`;
    const seen = (text: string): unknown[] =>
      images("markdown", text).map(({ target, alt, link, below }) => {
        const line = text.slice(0, below!.offset).split(/\r\n|\n|\r/).length;
        return [target, alt, link, below!.prefix, line];
      });
    assert.equal(seen(plain).length, 17);
    for (const ending of ["\r\n", "\r"])
      assert.deepEqual(seen(plain.replaceAll("\n", ending)), seen(plain), JSON.stringify(ending));
  });

  it("puts what stands below into the same quotation and list", () => {
    const below = images("markdown", rich).map((image) => [image.target, image.below?.prefix]);
    assert.deepEqual(
      below.find(([target]) => target === "q.png"),
      ["q.png", ">   "],
    );
    assert.deepEqual(
      below.find(([target]) => target === "i.png"),
      ["i.png", "   "],
    );
  });

  it("finds Mermaid fences, within quotations too", () => {
    const { diagrams } = parseDocument(
      "markdown",
      "> ```mermaid\n> graph TD\n> A-->B\n> ```\n\n```mermaid title\nx\n```\n```js\ny\n```\n",
    );
    assert.deepEqual(
      diagrams.map(({ source }) => source.replaceAll(/^\s+/gm, "")),
      ["graph TD\nA-->B", "x"],
    );
  });

  it("agrees with micromark on where images are", () => {
    const pieces = [
      "![a](b.png)",
      "![",
      "](",
      ")",
      "[",
      "]",
      "`",
      "*",
      "_",
      "\\",
      "\n",
      "\n\n",
      "> ",
      "- ",
      "    ",
      "x",
      "![c][d]",
      "<b>",
      '"t"',
      " ",
      "<!--",
      "-->",
      "```\n",
      "![e](<f g>)",
    ];
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    let compared = 0;
    for (let round = 0; round < 1500; round++) {
      const text = Array.from({ length: 3 + random(10) }, () => pieces[random(pieces.length)]!).join("");
      if (/^(---|\+\+\+)/.test(text) || /<b>|<!--/.test(text)) continue;
      const events = postprocess(
        parse()
          .document()
          .write(preprocess()(text, undefined, true)),
      );
      const theirs = events.flatMap(([kind, token]) =>
        kind === "enter" && token.type === "image" ? [`${token.start.offset}-${token.end.offset}`] : [],
      );
      const ours = images("markdown", text).map(({ range }) => range.join("-"));
      assert.deepEqual([...ours].sort(), [...theirs].sort(), JSON.stringify(text));
      compared += theirs.length;
    }
    assert.ok(compared > 300, `${compared} images`);
  });
});
