import assert from "node:assert/strict";
import { UserError } from "../../../../src/shared/errors.ts";
import { decodeImage } from "../../../../src/worker/image/decode.ts";
import { externalReference } from "../../../../src/worker/image/svg-references.ts";

const open = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">';
const svg = (body: string, before = ""): string => `${before}${open}${body}</svg>`;

describe("externalReference", () => {
  const outside: Record<string, readonly [source: string, reference: string]> = {
    "an image of a file": [svg('<image xlink:href="file:///etc/passwd"/>'), "file:///etc/passwd"],
    "an image beside it": [svg('<image href="photo.png"/>'), "photo.png"],
    "an image on the net": [svg("<image href='https://a.test/p.png'/>"), "https://a.test/p.png"],
    "a shape of another file": [svg('<use href="shapes.svg#star"/>'), "shapes.svg#star"],
    "a filter in an attribute": [svg('<rect filter="url(effects.svg#blur)"/>'), "effects.svg#blur"],
    "a background in a style attribute": [svg("<rect style=\"fill:url('p.svg#a')\"/>"), "p.svg#a"],
    "a font in a style sheet": [svg("<style>@font-face{src:url(f.woff2)}</style>"), "f.woff2"],
    "an imported style sheet": [svg('<style><![CDATA[@import "theme.css";]]></style>'), "theme.css"],
    "a linked style sheet": [svg("", '<?xml-stylesheet href="s.css"?>'), "s.css"],
    "an entity of a file": [
      svg("", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
      "file:///etc/hostname",
    ],
    "an image in malformed XML": [`${open}<g><image href="photo.png"/></svg>`, "photo.png"],
  };
  for (const [what, [source, reference]] of Object.entries(outside)) {
    it(`finds ${what}`, () => {
      assert.equal(externalReference(source), reference);
    });
  }

  const inside: Record<string, string> = {
    "its own parts": svg('<use href="#a"/><rect fill="url(#g)" style="filter:url(\'#f\')"/>'),
    "embedded data": svg(
      '<image href="data:image/png;base64,AAAA"/><style>@font-face{src:url(data:font/woff2;base64,AA)}</style>',
    ),
    "a link to click on": svg('<a href="https://a.test/"><text>more</text></a>'),
    "a document type": svg(
      "",
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ),
    "words that look like one": svg("<text>url(photo.png)</text><!-- <image href='a.png'/> -->"),
  };
  for (const [what, source] of Object.entries(inside)) {
    it(`lets ${what} be`, () => {
      assert.equal(externalReference(source), undefined);
    });
  }

  it("makes decodeImage refuse the file, and name what it refers to", async () => {
    await assert.rejects(decodeImage(Buffer.from(svg('<image href="photo.png"/>'))), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.code, "IMAGE_SVG_EXTERNAL");
      assert.match(error.message, /photo\.png/);
      return true;
    });
  });
});
