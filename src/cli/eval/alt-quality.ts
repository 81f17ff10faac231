/** How good alt texts are: what a person wrote down that must be said, length, openings, and quotations that the picture does not hold. */
import * as v from "valibot";
import { hasOpening } from "../../shared/documents/alt-text.ts";
import { levenshtein, normalise, standsIn } from "./score.ts";

const rowSchema = v.object({
  id: v.string(),
  image: v.string(),
  /** The authors' own. */
  alt: v.string(),
  must: v.array(v.object({ what: v.picklist(["kind", "subject", "highlight"]), say: v.array(v.string()) })),
});
export type AltRow = v.InferOutput<typeof rowSchema>;

/** @throws ValiError, SyntaxError for a file that `extract_validation` did not write */
export function parseAltRows(text: string): readonly AltRow[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => v.parse(rowSchema, JSON.parse(line)));
}

/** For each thing that must be said, whether `text` says it: one of its words or phrases, whole, in the singular or the plural. */
export function said(text: string, must: AltRow["must"]): readonly boolean[] {
  const words = normalise(text);
  return must.map(({ say }) =>
    say.some((phrase) => {
      const wanted = normalise(phrase);
      return [wanted, `${wanted}s`, `${wanted}es`].some((form) => standsIn(form, words));
    }),
  );
}

/** The quotations of an alt text that stand in no line of the picture; small misreadings aside. */
export function inventedQuotes(text: string, lines: readonly string[]): readonly string[] {
  const read = lines.map(normalise);
  const all = read.join(" ");
  const quotes = [...text.matchAll(/“([^”]+)”|"([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? "");
  return quotes.filter((quote) => {
    const wanted = normalise(quote);
    if (wanted === "" || all.includes(wanted)) return false;
    return !read.some((line) => levenshtein(line, wanted) <= Math.max(1, wanted.length * 0.15));
  });
}

export interface AltScore {
  readonly said: number;
  readonly must: number;
  /** By kind, subject and highlight: said, of how many. */
  readonly by: Readonly<Record<AltRow["must"][number]["what"], readonly [said: number, of: number]>>;
  readonly meanLength: number;
  readonly tooLong: number;
  readonly openings: number;
  readonly invented: number;
}

export interface Written {
  readonly row: AltRow;
  readonly text: string;
  readonly lines: readonly string[];
}

/** @param longest characters of an alt text, at most */
export function altScore(all: readonly Written[], longest: number): AltScore {
  const by = { kind: [0, 0], subject: [0, 0], highlight: [0, 0] } as Record<string, [number, number]>;
  for (const { row, text } of all) {
    for (const [index, isSaid] of said(text, row.must).entries()) {
      const count = by[row.must[index]!.what]!;
      count[1]++;
      if (isSaid) count[0]++;
    }
  }
  const counts = Object.values(by);
  return {
    said: counts.reduce((sum, [yes]) => sum + yes, 0),
    must: counts.reduce((sum, [, of]) => sum + of, 0),
    by: by as unknown as AltScore["by"],
    meanLength: all.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, all.length),
    tooLong: all.filter(({ text }) => text.length > longest).length,
    openings: all.filter(({ text }) => hasOpening(text)).length,
    invented: all.reduce((sum, { text, lines }) => sum + inventedQuotes(text, lines).length, 0),
  };
}

/** A row for each writer. */
export function altTable(scores: readonly (readonly [name: string, score: AltScore])[]): string {
  const percent = ([yes, of]: readonly [number, number]): string =>
    ((100 * yes) / Math.max(1, of)).toFixed(1).padStart(9);
  const head = "writer     must-say     kind  subject  highlight  length  > limit  openings  invented quotes";
  const rows = scores.map(([name, score]) =>
    [
      name.padEnd(9),
      `${((100 * score.said) / Math.max(1, score.must)).toFixed(1)} %`.padStart(9),
      percent(score.by.kind),
      percent(score.by.subject),
      percent(score.by.highlight).padStart(10),
      score.meanLength.toFixed(0).padStart(7),
      String(score.tooLong).padStart(8),
      String(score.openings).padStart(9),
      String(score.invented).padStart(16),
    ].join(" "),
  );
  return [head, ...rows, ""].join("\n");
}
