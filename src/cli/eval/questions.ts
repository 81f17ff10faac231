/** The file that `eval` reads: one JSON object a line. */
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import { UserError } from "../../shared/errors.ts";

const questionSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  /** Relative to the file. */
  image: v.pipe(v.string(), v.minLength(1)),
  question: v.pipe(v.string(), v.minLength(1)),
  /** Accepted answers. */
  answers: v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1)),
  kind: v.pipe(v.string(), v.minLength(1)),
});
export type EvalQuestion = v.InferOutput<typeof questionSchema>;

/** The questions about one image, in the file's order. */
export interface ImageQuestions {
  /** Absolute path. */
  readonly path: string;
  readonly questions: readonly EvalQuestion[];
}

/**
 * @param text the file's content
 * @param file its path, for messages and for relative image paths
 * @throws UserError `FILE_INVALID` with the number of the line
 */
export function parseQuestions(text: string, file: string): EvalQuestion[] {
  const questions = text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = v.safeParse(questionSchema, parseJson(line));
    if (parsed.success) return [parsed.output];
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue);
    throw invalid(`line ${index + 1} of "${file}"${where === null ? "" : ` (${where})`}: ${issue.message}`);
  });
  if (questions.length === 0) throw invalid(`"${file}" holds no question`);
  return questions;
}

/** Questions grouped by image, so that each image is opened once; groups in the order of their first question. */
export function byImage(questions: readonly EvalQuestion[], file: string): ImageQuestions[] {
  const groups = new Map<string, EvalQuestion[]>();
  for (const question of questions) {
    const path = resolve(dirname(file), question.image);
    const group = groups.get(path);
    if (group === undefined) groups.set(path, [question]);
    else group.push(question);
  }
  return [...groups].map(([path, group]) => ({ path, questions: group }));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function invalid(what: string): UserError {
  return new UserError(
    "FILE_INVALID",
    `The questions cannot be read: ${what}.`,
    'Each line is {"id","image","question","answers":[…],"kind"}.',
  );
}
