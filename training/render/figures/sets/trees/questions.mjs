/** Questions about file trees. */
import { ALT_TEXT, DESCRIBE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { madeUp } from "../../lib/words.mjs";
import { named } from "../mermaid/structure.mjs";
import { WHERE, INSIDE, SELECTED } from "./phrases.mjs";

/** @param {import("../../lib/figure.mjs").Figure} figure @param {any} facts see sets/trees.mjs */
export function questions(figure, { root, entries, style, selected, marks }) {
  const { random } = figure;
  const ref = entries.map((_, i) => figure.key(`E${i}`));
  const rootRef = figure.key("root");
  const children = (i) => entries.map((e, k) => ({ ...e, k })).filter((e) => e.parent === i);
  entries.forEach((e, i) => {
    if (e.parent >= 0)
      figure.turn("parent", WHERE, { f: e.name }, "%f is in %p.", { f: ref[i], p: ref[e.parent] }, [
        entries[e.parent].name,
      ]);
    if (e.folder) {
      const inside = children(i);
      if (inside.length > 0 && inside.length <= 2)
        figure.turn(
          "children",
          INSIDE,
          { d: e.name },
          `%d contains ${listed(inside.map((_, k) => `%c${k}`))}.`,
          {
            d: ref[i],
            ...named(
              "c",
              inside.map((c) => ref[c.k]),
            ),
          },
          [inside[0].name],
        );
      if (inside.length > 0)
        figure.count(
          [
            `How many {entries|items|files and folders} are {directly |}in ${e.name}?`,
            `{Number of|Count the} items in ${e.name}{.|?}`,
          ],
          inside.length,
          "item",
        );
      if (style !== "tree" && (!e.open || random.chance(0.5)))
        figure.turn(
          "state",
          [
            "Is %d {open|expanded|unfolded}?",
            "Is the folder %d {expanded or collapsed|open or closed}?",
            "{State|expanded} of %d?",
            "Can we see what is in %d?",
          ],
          { d: e.name },
          e.open ? "%d: yes, it is expanded." : "%d: no, it is collapsed.",
          { d: ref[i] },
          [e.open ? "expanded" : "collapsed"],
        );
    }
    if (i + 1 < entries.length)
      figure.turn(
        "neighbour",
        [
          "{What|Which file|Which entry} {is|comes|stands} {below|after|under} %f?",
          "{Next|next entry} after %f?",
          "What is listed {directly |right |}below %f?",
        ],
        { f: e.name },
        "Below %f is %n.",
        { f: ref[i], n: ref[i + 1] },
        [entries[i + 1].name],
      );
    if (i > 0)
      figure.turn(
        "neighbour",
        [
          "{What|Which file|Which entry} {is|comes|stands} {above|before|over} %f?",
          "What is listed {directly |right |}above %f?",
        ],
        { f: e.name },
        "Above %f is %n.",
        { f: ref[i], n: ref[i - 1] },
        [entries[i - 1].name],
      );
    if (random.chance(0.25))
      figure.turn(
        "node-kind",
        ["Is %f a {file or a folder|folder or a file}?", "What {is|kind of thing is} %f?"],
        { f: e.name },
        `%f is a ${e.folder ? "folder" : "file"}.`,
        { f: ref[i] },
        [e.folder ? "folder" : "file"],
      );
    if (random.chance(0.07))
      figure.turn(
        "presence",
        ["Is there {a file|something} {called|named} %f?", "{Do you see|Does it have|Is} %f{| in the tree| there}?"],
        { f: e.name },
        "Yes, %f is there.",
        { f: ref[i] },
        ["yes"],
      );
  });
  for (const name of ["README.md", "LICENSE", "Dockerfile", "package.json"])
    if (!entries.some((e) => e.name === name))
      figure.absent(["{Is there a|Where is the|Do you see a} {file |}%f?", "In which folder is %f?"], { f: name });
  if (selected >= 0)
    for (let k = 0; k < 2; k++)
      figure.turn("selected", SELECTED, {}, "%f is selected.", { f: ref[selected] }, [entries[selected].name]);
  for (const m of marks) {
    const same = marks.filter((o) => o.mark === m.mark).length === 1;
    const word = m.mark === "M" ? "{modified|changed|edited}" : "{untracked|new}";
    if (same)
      figure.turn(
        "mark",
        [
          `{Which|What} file {is|was} ${word}?`,
          `Name the ${word} file.`,
          `{Which file|What} has {an|the} ${m.mark}{| next to it| behind it}?`,
        ],
        {},
        "%f has %m.",
        { f: ref[m.i], m: figure.key(`M${m.i}`) },
        [entries[m.i].name],
      );
    figure.turn(
      "mark",
      ["{What|Which} {letter|mark|status} {is|stands} {next to|behind|beside} %f?", "{git |}status of %f?"],
      { f: entries[m.i].name },
      "%f has %m.",
      { f: ref[m.i], m: figure.key(`M${m.i}`) },
      [m.mark],
    );
  }
  figure.turn(
    "title",
    [
      "{What|How} is the {project|root folder|workspace} {called|named}?",
      "{What is|What's} the {project|root folder|top folder|workspace}{| name}?",
      "{root|project|workspace} name?",
      "Which {project|folder|workspace} is open?",
      "Name the root folder.",
    ],
    {},
    "%r",
    { r: rootRef },
    [root],
  );
  const top = entries.filter((e) => e.parent < 0 && e.folder);
  figure.count(
    [
      "How many {folders|directories} are {at the top level|in the root}?",
      "{Number of|Count the} top-level folders{.|?}",
    ],
    top.length,
    "folder",
  );
  figure.turn(
    "first",
    ["{What|Which} is the first {entry|item}?", "What {stands|is} at the top of the tree?", "first entry?"],
    {},
    "%f comes first.",
    { f: ref[0] },
    [entries[0].name],
  );
  figure.turn(
    "last",
    ["{What|Which} is the last {entry|item|file}?", "What {stands|is} at the {bottom|end} of the tree?", "last entry?"],
    {},
    "%f comes last.",
    { f: ref[entries.length - 1] },
    [entries[entries.length - 1].name],
  );
  figure.turn(
    "picture-kind",
    [
      "What {is this|kind of picture is this|am I looking at|kind of image is this}?",
      "What {is|does} the {screenshot|image} show?",
      "Identify the {picture|screenshot}.",
    ],
    {},
    "This is a file tree of %r.",
    { r: rootRef },
    ["file tree"],
  );
  figure.turn(
    "describe",
    DESCRIBE,
    {},
    selected >= 0 ? "This file tree of %r has %s selected." : "This file tree of %r starts with %a.",
    { r: rootRef, s: selected >= 0 ? ref[selected] : null, a: ref[0] },
    ["file tree"],
  );
  figure.turn("alt", ALT_TEXT, {}, `File tree of %r with ${entries.length} entries.`, { r: rootRef }, ["file tree"]);
  figure.absent(WHERE, { f: `${madeUp(random).toLowerCase()}.${random.pick(["ts", "py", "md"])}` });
  figure.absent(INSIDE, { d: madeUp(random).toLowerCase() });
}
