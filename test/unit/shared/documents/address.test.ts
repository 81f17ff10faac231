import assert from "node:assert/strict";
import { addressOf, dataUriBytes } from "../../../../src/shared/documents/address.ts";
import { functionalAlts } from "../../../../src/shared/documents/functional.ts";
import type { UserError } from "../../../../src/shared/errors.ts";

describe("shared/documents/address", () => {
  it("tells files, roots, data, hosts and what cannot be known apart", () => {
    assert.deepEqual(addressOf("img/a%20b.png?x#y"), {
      type: "relative",
      paths: ["img/a b.png", "img/a%20b.png", "img/a%20b.png?x#y"],
    });
    assert.deepEqual(addressOf("..\\img\\a.png"), { type: "relative", paths: ["../img/a.png"] });
    assert.deepEqual(addressOf("/img/a.png"), { type: "root", paths: ["img/a.png"] });
    assert.deepEqual(addressOf("@/a.png"), { type: "root", paths: ["src/a.png", "a.png"] });
    assert.deepEqual(addressOf("$lib/a.png"), { type: "root", paths: ["src/lib/a.png"] });
    assert.equal(addressOf("data:image/png;base64,AA").type, "data");
    assert.equal(addressOf("//e.org/a.png").type, "remote");
    assert.equal(addressOf("HTTPS://e.org/a.png").type, "remote");
    assert.equal(addressOf("file:///a.png").type, "uri");
    assert.equal(addressOf("C:/a.png").type, "relative", "a drive is no scheme");
    assert.equal(addressOf(" ").type, "unknown");
    assert.equal(addressOf("http://[").type, "unknown");
    assert.deepEqual(addressOf("100%.png"), { type: "relative", paths: ["100%.png"] });
  });

  it("decodes data URIs within a limit, and refuses what is none", () => {
    const bytes = (uri: string, limit = 1000): string => Buffer.from(dataUriBytes(uri, limit).bytes).toString();
    assert.equal(bytes("data:image/png;base64,aGVsbG8="), "hello");
    assert.equal(bytes("data:image/png;base64,aGVs\n bG8"), "hello");
    assert.equal(bytes("data:image/svg+xml,%3Csvg/%3E"), "<svg/>");
    assert.equal(bytes("data:image/svg+xml;utf8,<svg width='100%'/>"), "<svg width='100%'/>");
    assert.equal(dataUriBytes("data:image/svg+xml,x", 10).name, "image.svg");
    const code = (uri: string, limit = 1000): string => {
      try {
        dataUriBytes(uri, limit);
        return "";
      } catch (thrown) {
        return (thrown as UserError).code;
      }
    };
    assert.equal(code("data:text/plain,x"), "IMAGE_NOT_AN_IMAGE");
    assert.equal(code("data:image/png;base64,%%%"), "IMAGE_NOT_AN_IMAGE");
    assert.equal(code("data:image/png"), "IMAGE_NOT_AN_IMAGE");
    assert.equal(code(`data:image/png;base64,${"A".repeat(4000)}`, 100), "IMAGE_TOO_LARGE");
  });

  it("says what a link does", () => {
    const first = (target: string, lines: string[] = [], shows = "A form"): string | undefined =>
      functionalAlts(target, lines, shows)[0];
    assert.equal(first("big.png"), "Enlarge: a form");
    assert.equal(first("guide/set-up.md", ["Get started"]), "Get started");
    assert.equal(first("guide/set-up.md"), "Go to set up");
    assert.equal(first("https://www.e.org/"), "Go to e.org");
    assert.equal(first("https://e.org/docs/quick_start.html#x"), "Go to quick start on e.org");
    assert.equal(first("mailto:a@b.c?subject=x"), "Write to a@b.c");
    assert.equal(first("files/setup.zip"), "Download setup.zip");
    assert.equal(first("#install-it"), "Jump to install it");
    assert.equal(first("docs/index.html"), "Go to docs");
    assert.equal(first("", [], "A form"), "Go to the start page");
  });
});
