/**
 * The text of an image as a person would type it: columns one after the other, cells of a row beside each other with tabs between them, empty
 * lines where there is room between paragraphs, and the indentation of code and terminals.
 */
import type { TextLine } from "./types.ts";

type Line = Pick<TextLine, "text" | "box">;
type Row = readonly Line[];

const left = ({ box }: Line): number => box[0];
const right = ({ box }: Line): number => box[0] + box[2];
const top = ({ box }: Line): number => box[1];
const bottom = ({ box }: Line): number => box[1] + box[3];
const centre = ({ box }: Line): number => box[1] + box[3] / 2;

/** A gap that is wider than so many line heights may part columns … */
const gutterHeights = 1.4;
/** … of at least so many rows … */
const fewestRows = 4;
/** … at most this part of which stands like cells beside rows of the other column. */
const mostEqual = 0.6;
/** Cells of a row that are farther apart than so many line heights have a tab between them. */
const tabHeights = 0.9;
/** Room of so many line heights above a block begins another one. */
const blockHeights = 1.8;

/** All text of an image, in reading order. */
export function laidOutText(lines: readonly Line[]): string {
  return blocksOf(lines)
    .map((block) => blockText(block))
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Parts of the image whose rows belong together, in reading order. */
function blocksOf(lines: readonly Line[]): readonly (readonly Row[])[] {
  if (lines.length === 0) return [];
  const columns = columnsOf(lines);
  if (columns !== undefined) return columns.flatMap(blocksOf);
  const rows = rowsOf(lines);
  /* A heading over columns hides the gutter between them. */
  const room = medianHeight(lines) / 2;
  for (let at = 1; at < rows.length; at++) {
    if (gapAbove(rows, at) < room) continue;
    const [above, below] = [rows.slice(0, at).flat(), rows.slice(at).flat()];
    if (columnsOf(above) !== undefined || columnsOf(below) !== undefined) {
      return [...blocksOf(above), ...blocksOf(below)];
    }
  }
  return parted(rows);
}

/** The rows, parted where there is much room between them. */
function parted(rows: readonly Row[]): readonly (readonly Row[])[] {
  const height = medianHeight(rows.flat());
  const blocks: Row[][] = [];
  for (const [at, row] of rows.entries()) {
    if (at === 0 || gapAbove(rows, at) > blockHeights * height) blocks.push([]);
    blocks.at(-1)!.push(row);
  }
  return blocks;
}

/** Room between a row and the one before it; negative where they overlap. */
function gapAbove(rows: readonly Row[], at: number): number {
  return Math.min(...rows[at]!.map(top)) - Math.max(...rows[at - 1]!.map(bottom));
}

/** Two columns with a gutter between them, if the lines stand in such; the leftmost, for what stands beside all else is a list of places. */
function columnsOf(lines: readonly Line[]): readonly [Line[], Line[]] | undefined {
  const least = gutterHeights * medianHeight(lines);
  const sorted = [...lines].sort((a, b) => left(a) - left(b));
  let end = -Infinity;
  for (const [at, line] of sorted.entries()) {
    const columns = [sorted.slice(0, at), sorted.slice(at)] as const;
    if (at > 0 && left(line) - end >= least && columns.every(isColumn) && !areCells(...columns)) return [...columns];
    end = Math.max(end, right(line));
  }
  return undefined;
}

/** Whether the lines are a list or a text: some rows, most of which begin at the same edge. The words of a drawing do not. */
function isColumn(lines: readonly Line[]): boolean {
  const edges = rowsOf(lines).map(([first]) => left(first!));
  const near = medianHeight(lines) / 2;
  const most = Math.max(...edges.map((edge) => edges.filter((other) => Math.abs(other - edge) <= near).length));
  return edges.length >= fewestRows && most >= edges.length / 2;
}

/** Whether the lines of one column belong to rows of the other: then they stand equally far below the row's line, mostly not at all. */
function areCells(first: readonly Line[], second: readonly Line[]): boolean {
  const [few, many] = rowsOf(first).length < rowsOf(second).length ? [first, second] : [second, first];
  const height = medianHeight(few);
  const offsets = rowsOf(few).map(([line]) => {
    const at = centre(line!);
    return at - Math.max(...many.map(centre).filter((other) => other <= at + height / 4));
  });
  const usual = median(offsets);
  return offsets.filter((offset) => Math.abs(offset - usual) <= height / 5).length > mostEqual * offsets.length;
}

/** Lines whose centres are within half a line of each other stand in a row; from left to right. */
function rowsOf(lines: readonly Line[]): readonly Row[] {
  const rows: Line[][] = [];
  for (const line of [...lines].sort((a, b) => centre(a) - centre(b))) {
    const row = rows.at(-1);
    const mean = row === undefined ? Infinity : row.reduce((sum, each) => sum + centre(each), 0) / row.length;
    const height = Math.min(line.box[3], ...(row ?? []).map(({ box }) => box[3]));
    if (row !== undefined && centre(line) - mean <= height / 2) row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => row.sort((a, b) => left(a) - left(b)));
}

function blockText(rows: readonly Row[]): string {
  const width = characterWidth(rows.flat());
  return width === undefined ? proseText(rows) : gridText(withoutLineNumbers(rows), width);
}

/** Rows as text with tabs; an empty line where there is more room than usual. */
function proseText(rows: readonly Row[]): string {
  const height = medianHeight(rows.flat());
  const texts = tableTexts(rows) ?? rows.map((row) => rowText(row, height));
  const gaps = rows.slice(1).map((_, at) => gapAbove(rows, at + 1));
  const usual = Math.max(height, 1.6 * median(gaps));
  return texts.map((text, at) => (at > 0 && gaps[at - 1]! > usual ? `\n${text}` : text)).join("\n");
}

function rowText(row: Row, height: number): string {
  return row
    .map((line, at) => {
      const before = row[at - 1];
      if (before === undefined) return line.text;
      return `${left(line) - right(before) > tabHeights * height ? "\t" : " "}${line.text}`;
    })
    .join("");
}

/** Where all rows have their cells in the same columns: each cell in its place, also beside an empty one. */
function tableTexts(rows: readonly Row[]): readonly string[] | undefined {
  if (rows.filter((row) => row.length > 1).length < 2) return undefined;
  const columns = joined(rows.flat().map((line): [number, number] => [left(line), right(line)]));
  const cells = rows.map((row) => row.map((line) => columns.findIndex(([, end]) => left(line) < end)));
  const clear = cells.every((row) => new Set(row).size === row.length);
  const most = Math.max(...rows.map((row) => row.length));
  if (!clear || columns.length > most) return undefined;
  return rows.map((row, at) => {
    const places = cells[at]!;
    const texts = columns.map((_, column) => row[places.indexOf(column)]?.text ?? "");
    return texts.join("\t").replace(/\t+$/, "");
  });
}

/** Intervals that overlap become one; from left to right. */
function joined(intervals: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const all: [number, number][] = [];
  for (const [start, end] of [...intervals].sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** Pixels that a box is wider than its letters. */
const boxPadding = 5;

/** Width of a character in pixels, where all have the same: code, terminals. */
function characterWidth(lines: readonly Line[]): number | undefined {
  const widths = lines
    .filter(({ text }) => text.length >= 8 && !/\p{Script=Han}|\p{Script=Kana}|\p{Script=Hangul}/u.test(text))
    .map(({ text, box }) => (box[2] - boxPadding) / text.length);
  if (widths.length < 3) return undefined;
  const width = median(widths);
  const far = widths.map((each) => Math.abs(each / width - 1)).sort((a, b) => a - b);
  return far[Math.floor(0.8 * far.length)]! < 0.07 ? width : undefined;
}

/** Each line at its column and, below empty ones, at its row. */
function gridText(rows: readonly Row[], width: number): string {
  const start = Math.min(...rows.flat().map(left));
  const centres = rows.map((row) => row.reduce((sum, line) => sum + centre(line), 0) / row.length);
  const steps = centres.slice(1).map((each, at) => each - centres[at]!);
  const pitch = Math.min(...steps.filter((step) => step > medianHeight(rows.flat()) / 2));
  return rows
    .map((row, at) => {
      const empty = at === 0 ? 0 : Math.min(2, Math.round(steps[at - 1]! / pitch) - 1);
      let text = "";
      for (const line of row) {
        const column = Math.round((left(line) - start) / width);
        text = `${text.padEnd(text === "" ? column : Math.max(column, text.length + 1))}${line.text}`;
      }
      return `${"\n".repeat(Math.max(0, empty))}${text}`;
    })
    .join("\n");
}

/** Without the numbers that an editor shows beside code. Their rows stay where they are empty: they stand for empty lines. */
function withoutLineNumbers(rows: readonly Row[]): readonly Row[] {
  const numbers = rows.map(([first]) => (first !== undefined && /^\d{1,5}$/.test(first.text) ? Number(first.text) : 0));
  const found = numbers.filter((number) => number > 0);
  const rising = found.every((number, at) => at === 0 || number > found[at - 1]!);
  const edges = rows.flatMap(([first], at) => (numbers[at]! > 0 ? [right(first!)] : []));
  const aligned = Math.max(...edges) - Math.min(...edges) <= medianHeight(rows.flat()) / 2;
  if (found.length < 3 || found.length < rows.length / 2 || !rising || !aligned) return rows;
  return rows.map((row, at) => (numbers[at]! > 0 ? row.slice(1) : row)).filter((row) => row.length > 0);
}

function medianHeight(lines: readonly Line[]): number {
  return median(lines.map(({ box }) => box[3]));
}

/** 0 of nothing. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
