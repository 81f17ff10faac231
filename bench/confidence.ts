/**
 * How often answers are right by how sure the model was of them, from what `ml-mamba eval FILE --out OUT` kept: where a pack's `unsureBelow` should be.
 *
 *     npx tsx bench/confidence.ts OUT.jsonl [OUT.jsonl …]
 */
import { readFileSync } from "node:fs";
import * as v from "valibot";

const rowSchema = v.object({ right: v.boolean(), confidence: v.optional(v.number()) });

const rows = process.argv.slice(2).flatMap((path) =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => v.parse(rowSchema, JSON.parse(line))),
);
const share = (some: readonly { readonly right: boolean }[]): string =>
  some.length === 0 ? "–" : `${((100 * some.filter(({ right }) => right).length) / some.length).toFixed(1)} %`;

console.log(`${rows.length} answers, right: ${share(rows)}`);
console.log("below   marked  right of the marked  right of the others");
for (const below of [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9]) {
  const marked = rows.filter(({ confidence = 1 }) => confidence < below);
  const others = rows.filter(({ confidence = 1 }) => confidence >= below);
  const part = `${((100 * marked.length) / rows.length).toFixed(1)} %`;
  console.log(`${below.toFixed(2)}  ${part.padStart(8)}  ${share(marked).padStart(19)}  ${share(others).padStart(19)}`);
}
