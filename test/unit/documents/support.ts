/** What the tests of the parsers share. */
import assert from "node:assert/strict";
import { parseDocument } from "../../../src/documents/parse.ts";
import { altEdits, applyEdits, inverseEdits } from "../../../src/shared/documents/edits.ts";
import type { DocumentLanguage, ImageLink } from "../../../src/shared/documents/image-link.ts";

/** All that an alt text may hold and a language may stumble over. */
export const hard = `A "b" 'c' [d] {e} <f> \\g\\ &amp; &h | i, j=k *l* _m_ \`n\` ]( $\{o} end]`;

export function images(language: DocumentLanguage, text: string): readonly ImageLink[] {
  return parseDocument(language, text).images;
}

/** The alt text of an image as a person reads it. */
export function altOf({ alt }: ImageLink): string {
  return alt.type === "text" ? alt.text : `(${alt.type})`;
}

/** `[target, alt text]` of each image. */
export function found(language: DocumentLanguage, text: string): (readonly [string, string])[] {
  return images(language, text).map((image) => [image.target, altOf(image)] as const);
}

/** Writes an alt text into the image whose target is `target`. */
export function withAlt(language: DocumentLanguage, text: string, alt: string, target?: string): string {
  const image = images(language, text).find((each) => target === undefined || each.target === target);
  assert.ok(image !== undefined, `an image of ${target ?? "any target"}`);
  return applyEdits(text, altEdits(image, alt));
}

/**
 * For every image of a document that can be written: what is read back is what was written, all other images are as they were, and taking the
 * edit back gives the same bytes.
 */
export function holdsForEvery(
  language: DocumentLanguage,
  text: string,
  expected: (alt: string) => string = (alt) => alt,
): number {
  const before = images(language, text);
  let written = 0;
  for (const [index, image] of before.entries()) {
    for (const alt of ["Plain words", hard, ""]) {
      const edits = altEdits(image, alt);
      if (edits.length === 0) continue;
      const after = applyEdits(text, edits);
      const read = images(language, after);
      assert.equal(read.length, before.length, `${language}: ${JSON.stringify(after)}`);
      const wanted = alt === "" ? /^\((empty|missing)\)$/ : undefined;
      if (wanted === undefined) assert.equal(altOf(read[index]!), expected(alt), JSON.stringify(after));
      else assert.match(altOf(read[index]!), wanted, JSON.stringify(after));
      for (const [other, each] of read.entries()) {
        assert.equal(each.target, before[other]!.target, `${language}: a target changed: ${JSON.stringify(after)}`);
        if (other !== index) assert.equal(altOf(each), altOf(before[other]!), JSON.stringify(after));
      }
      assert.equal(applyEdits(after, inverseEdits(text, edits)), text, "taken back, the bytes are the same");
      written++;
    }
  }
  return written;
}
