/** Questions about documentation pages. */
import { ALT_TEXT, DESCRIBE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { madeUp } from "../../lib/words.mjs";
import { named } from "../mermaid/structure.mjs";

/** @param {import("../../lib/figure.mjs").Figure} figure @param {any} facts see sets/docpages.mjs */
export function questions(
  figure,
  { heading, sections, command, noteKind, note, steps, bullets, link, nav, active, crumbs, paragraphs, order },
) {
  const { random } = figure;
  const key = (k) => figure.key(k);
  const list = steps.length ? steps : bullets;
  const item = list.map((_, i) => key(`S${i}`));
  figure.turn(
    "title",
    [
      "{What is|What's} the {title|heading|main heading|page title}?",
      "{What|How} is {the page|this page} {called|titled}?",
      "Read the {title|main heading|headline}.",
      "title?",
      "What is this page about?",
      "{Which|What} topic does the page {cover|explain}?",
    ],
    {},
    "%h",
    { h: key("heading") },
    [heading],
  );
  figure.turn(
    "message",
    [
      "What does the {note|box|callout|coloured box|admonition} say?",
      `What does the ${noteKind.toLowerCase()} {say|tell us}?`,
      `Read the {${noteKind.toLowerCase()}|note|callout}.`,
      `${noteKind.toLowerCase()}?`,
      "{Which|What} {hint|remark} is {given|highlighted}?",
      "What should I {watch out for|keep in mind}?",
    ],
    {},
    "%n",
    { n: key("note") },
    [note],
  );
  figure.turn(
    "note-kind",
    [
      "What kind of {note|box|callout|admonition} is {it|there|shown}?",
      "What is the {heading|title|label} of the {box|callout}?",
      "Is {the box|it} a note or a warning?",
    ],
    {},
    "%k",
    { k: key("noteKind") },
    [noteKind],
  );
  figure.turn(
    "command",
    [
      "{Which|What} {command|code|line} is {shown|in the code block|given}?",
      "{Read|Quote|Copy} the {command|code block|code}.",
      "What {do I have to|must I|should I} {type|run|enter}?",
      "command?",
      "{Which|What} command {do I run|installs it|is to be run}?",
      "What is in the code block?",
    ],
    {},
    "%c",
    { c: key("command") },
    [command],
  );
  figure.turn(
    "link",
    [
      "{What|Which} {link|hyperlink} is {there|shown|at the end|given}?",
      "{Where|What} can I click?",
      "{Text of the link|link}?",
      "Read the link.",
      "Where does the page link to?",
    ].slice(0, nav.length ? 4 : 5),
    {},
    "%l",
    { l: key("link") },
    [link],
  );
  figure.turn(
    "reading",
    [
      "{Read|Quote} the first {paragraph|sentence}.",
      "What does the first paragraph say?",
      "How does the {page|text} {start|begin}?",
      "{first paragraph|introduction}?",
    ],
    {},
    "%p",
    { p: key("P0") },
    [paragraphs[0]],
  );
  figure.turn(
    "reading",
    ["{Read|Quote} the last {paragraph|sentence}.", "What does the last paragraph say?", "How does the text end?"],
    {},
    "%p",
    { p: key("P1") },
    [paragraphs[1]],
  );
  list.forEach((s, i) => {
    const word = steps.length ? "step" : "point";
    if (steps.length)
      figure.turn(
        "step",
        [
          "What is {step|number} %n!?",
          "{Read|Quote} step %n!.",
          "step %n!?",
          "What {do I do|happens|comes} in step %n!?",
          "Which instruction is number %n!?",
        ],
        { n: String(i + 1) },
        "%s",
        { s: item[i] },
        [s],
      );
    if (i + 1 < list.length)
      figure.turn(
        "next",
        [
          "{What|Which} comes after %a?",
          `{Next|following} ${word} after %a?`,
          "After %a, what {is next|do I do|follows}?",
        ],
        { a: s },
        "After %a comes %b.",
        { a: item[i], b: item[i + 1] },
        [list[i + 1]],
      );
  });
  const word = steps.length ? "step" : "bullet point";
  figure.turn(
    "first",
    [
      `{What|Which} is the first ${word}?`,
      `{Read|Quote} the first ${word}.`,
      "What {do I do|comes} first?",
      `first ${word}?`,
    ],
    {},
    "%s comes first.",
    { s: item[0] },
    [list[0]],
  );
  figure.turn(
    "last",
    [`{What|Which} is the last ${word}?`, `{Read|Quote} the last ${word}.`, `last ${word}?`],
    {},
    "%s comes last.",
    { s: item[list.length - 1] },
    [list[list.length - 1]],
  );
  figure.count(
    [`How many ${word}s {are there|does the list have|are given}?`, `{Number of|Count the} ${word}s{.|?}`],
    list.length,
    word,
  );
  const secs = sections.map((_, i) => key(`section${i}`));
  if (sections.length > 0 && sections.length <= 3)
    figure.turn(
      "sections",
      [
        "{Which|What} {sections|subheadings|chapters} {are there|does the page have}?",
        "{List|Name|Read} the {subheadings|sections}.",
        "subheadings?",
        "Into which sections is the page divided?",
      ],
      {},
      `${listed(secs.map((_, k) => `%s${k}`))}.`,
      named("s", secs),
      [sections[0]],
    );
  sections.forEach((s, i) => {
    if (order[i % 3] === "code")
      figure.turn(
        "section-of",
        [
          "{In|Under} which {section|heading|subheading} is the {command|code|code block}?",
          "{Section|heading} of the code block?",
        ],
        {},
        "%c is in %s.",
        { c: key("command"), s: secs[i] },
        [s],
      );
    if (order[i % 3] === "note" && i < 3)
      figure.turn(
        "section-of",
        [`{In|Under} which {section|heading} is the {${noteKind.toLowerCase()}|callout|box}?`],
        {},
        "%c is in %s.",
        { c: key("noteKind"), s: secs[i] },
        [s],
      );
  });
  if (active >= 0) {
    figure.turn(
      "selected",
      [
        "{Which|What} {entry|page|item} is {active|selected|highlighted} {in the menu|in the sidebar|on the left}?",
        "{active|selected} menu {entry|item}?",
        "Where am I {in the navigation|in the menu}?",
        "Which menu entry is {marked|current}?",
      ],
      {},
      "%n is selected.",
      { n: key(`nav${active}`) },
      [nav[active]],
    );
    if (active + 1 < nav.length)
      figure.turn(
        "neighbour",
        [
          "{What|Which entry} {is|comes} {below|under|after} %a in the {menu|sidebar|navigation}?",
          "{Next|menu entry} {below|after} %a?",
        ],
        { a: nav[active] },
        "Below %a is %b.",
        { a: key(`nav${active}`), b: key(`nav${active + 1}`) },
        [nav[active + 1]],
      );
    figure.count(
      [
        "How many {entries|items|links} does the {menu|sidebar|navigation} have?",
        "How many menu {entries|items} are there?",
      ],
      nav.length,
      "entry",
    );
  }
  if (crumbs)
    figure.turn(
      "breadcrumb",
      ["What {does the breadcrumb say|is in the breadcrumb}?", "{breadcrumb|path}?", "Read the breadcrumb."],
      {},
      "%a %b %c",
      { a: key("crumb0"), b: key("crumb1"), c: key("crumb2") },
      [crumbs[2]],
    );
  const refs = { h: key("heading"), s: secs[0] ?? null, c: key("command") };
  figure.turn(
    "picture-kind",
    [
      "What {is this|kind of picture is this|am I looking at|kind of page is this}?",
      "What {is|does} the {screenshot|image} show?",
      "Which kind of screen is it?",
    ],
    {},
    "This is a documentation page titled %h.",
    refs,
    ["documentation"],
  );
  figure.turn("describe", DESCRIBE, {}, "This documentation page titled %h shows the command %c.", refs, [
    "documentation",
  ]);
  figure.turn(
    "alt",
    ALT_TEXT,
    {},
    sections.length ? "Documentation page titled %h with the section %s." : "Documentation page titled %h.",
    refs,
    ["documentation"],
  );
  figure.absent(
    ["What does the section %x say?", "{Is there|Where is} a section {about|called} %x?", "How do I configure %x?"],
    { x: madeUp(random) },
  );
}
