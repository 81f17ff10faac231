import { ALT_TEXT, DESCRIBE } from "../../lib/common.mjs";
import { madeUp } from "../../lib/words.mjs";
import { named } from "../mermaid/structure.mjs";
import { DEFINITION, LINE_OF, RETURNS, VALUE, IMPORTS } from "./phrases.mjs";
import { editorQuestions } from "./editor-questions.mjs";

/** @param {import("../../lib/figure.mjs").Figure} figure @param {any} facts see sets/code.mjs */
export function questions(figure, facts) {
  const { language, rows, tabs, active, numbers, first } = facts;
  const { random } = figure;
  const at = (i) => figure.key(`L${i}`);
  const number = (i) => figure.key(`N${i}`);
  const of = (tag) => rows.map((row, i) => ({ ...row, i })).filter((row) => row.tag === tag);
  const functions = of("function");
  const imports = of("import");
  editorQuestions(figure, facts);
  for (const f of functions) {
    figure.turn("definition", DEFINITION, { f: f.name }, "%l", { l: at(f.i) }, [f.name]);
    if (numbers)
      figure.turn("line-number", LINE_OF, { f: f.name }, "%l is on line %n.", { l: at(f.i), n: number(f.i) }, [
        String(first + f.i),
      ]);
  }
  if (functions.length === 1)
    figure.turn(
      "function",
      [
        "{What|Which} {function|method} is {defined|declared|shown}{| here}?",
        "{What is|What's} the {function|method} {called|name}?",
        "{Name of|Name} the function.",
        "How is the function {called|named}?",
        "function name?",
      ],
      {},
      "%l",
      { l: at(functions[0].i) },
      [functions[0].name],
    );
  if (functions.length > 1) {
    figure.turn(
      "function",
      [
        "{What|Which} is the {first|topmost} {function|method}?",
        "{What is|What's} the first function called?",
        "Name the first function.",
        "first function?",
      ],
      {},
      "%l",
      { l: at(functions[0].i) },
      [functions[0].name],
    );
    const last = functions[functions.length - 1];
    figure.turn(
      "function",
      [
        "{What|Which} is the {last|bottom} {function|method}?",
        "What is the last function called?",
        "Name the last function.",
      ],
      {},
      "%l",
      { l: at(last.i) },
      [last.name],
    );
    if (functions.length <= 3)
      figure.turn(
        "functions",
        [
          "{Which|What} {functions|methods} are {defined|there|declared}?",
          "{List|Name} the {functions|methods}.",
          "functions?",
        ],
        {},
        functions.map((_, k) => `%f${k}`).join(" "),
        named(
          "f",
          functions.map((f) => at(f.i)),
        ),
        [functions[0].name],
      );
    figure.count(
      [
        "How many {functions|methods} {are there|are defined|does the file have|do you see}?",
        "{Number of|Count the} functions{.|?}",
      ],
      functions.length,
      "function",
    );
  }
  of("return").forEach((r) => figure.turn("return", RETURNS, { f: r.name }, "%l", { l: at(r.i) }, [r.value]));
  of("constant").forEach((c) => figure.turn("value", VALUE, { c: c.name }, "%l", { l: at(c.i) }, [c.value]));
  const comments = of("comment");
  for (const c of comments) {
    const refs = { l: at(c.i) };
    if (comments.length === 1)
      figure.turn(
        "comment",
        [
          "What does the comment say?",
          "Read the comment.",
          "comment?",
          "{Which|What} comment {is there|is in the code|does the code have}?",
          "What does the programmer {note|remark} in the comment?",
        ],
        {},
        "%l",
        refs,
        [c.value],
      );
    if (c.name)
      figure.turn(
        "comment",
        [
          "What does the comment {above|before|on|for} %f say?",
          "{Which|What} comment {stands|is} {above|before|over} %f?",
          "What is {noted|remarked} about %f?",
          "Read the comment {of|for} %f.",
        ],
        { f: c.name },
        "%l",
        refs,
        [c.value],
      );
  }
  of("class").forEach((c) =>
    figure.turn(
      "class",
      [
        "{What|How} is the class {called|named}?",
        "{Name of the class|class name}?",
        "Which class is {defined|declared|shown}?",
        "Name the class.",
      ],
      {},
      "%l",
      { l: at(c.i) },
      [c.name],
    ),
  );
  if (imports.length > 0 && imports.length <= 3)
    figure.turn(
      "imports",
      IMPORTS,
      {},
      imports.map((_, k) => `%i${k}`).join(" "),
      named(
        "i",
        imports.map((i) => at(i.i)),
      ),
      [imports[0].name],
    );
  if (imports.length > 0)
    figure.turn(
      "imports",
      [
        "{What|Which module|Which package} is imported first?",
        "What is the first import?",
        "Read the first import.",
        "first import?",
      ],
      {},
      "%l",
      { l: at(imports[0].i) },
      [imports[0].name],
    );
  if (imports.length > 1)
    figure.count(
      ["How many {imports|import lines} {are there|does the file have}?", "How many modules are imported?"],
      imports.length,
      "import",
    );
  if (numbers) {
    const visible = rows.map((row, i) => ({ ...row, i })).filter((row) => row.text.trim().length > 3);
    for (const row of random.sample(visible, 2)) {
      figure.turn(
        "line",
        [
          "{What|Which code} {is|stands} {on|in} line %n!?",
          "Read line %n!.",
          "line %n!?",
          "{Show|Quote} {me |}line %n!.",
          "What does line %n! say?",
          "What {happens|is done} on line %n!?",
        ],
        { n: String(first + row.i) },
        "%l",
        { l: at(row.i) },
        [row.text.trim()],
      );
    }
  }
  const language_ = figure.key("language");
  figure.turn(
    "language",
    [
      "{Which|What} {programming |}language is {this|that|it|used|the code in}?",
      "In {which|what} language is {this|the code|it} written?",
      "{language|programming language}?",
      "What is the language mode?",
      "Is this Python or something else?",
    ],
    {},
    language_ ? "%l" : `${language.name}.`,
    { l: language_ },
    [language.name],
  );
  const file = tabs.length ? figure.key(`tab${active}`) : null;
  figure.turn(
    "picture-kind",
    [
      "What {is this|kind of picture is this|am I looking at|kind of image is this}?",
      "{What|Which} program is this?",
      "Is this a terminal, an editor or a web page?",
      "What {is|does} the {screenshot|image} show?",
    ],
    {},
    file ? "This is a code editor with %f open." : `This is ${language.name} code.`,
    { f: file },
    file ? ["code editor", "editor"] : ["code"],
  );
  const main = functions[0] ? at(functions[0].i) : null;
  figure.turn(
    "describe",
    DESCRIBE,
    {},
    `${language.name} code${file ? " in %f" : ""}${main ? " with the function %m" : ""}.`,
    { f: file, m: main },
    [language.name],
  );
  figure.turn(
    "alt",
    ALT_TEXT,
    {},
    `Screenshot of ${language.name} code${file ? " in the file %f" : ""}.`,
    { f: file },
    [language.name],
  );
  figure.absent(RETURNS, { f: `${madeUp(random).toLowerCase()}_${madeUp(random).toLowerCase()}` });
  figure.absent(VALUE, { c: madeUp(random).toUpperCase() });
}
