/** Side bars of an editor: the explorer and the changes under source control. Each gives HTML and asks about itself. */
import { madeUp } from "../../lib/words.mjs";
import * as P from "./phrases.mjs";

const FOLDERS = [
  "src",
  "test",
  "docs",
  "lib",
  "assets",
  "scripts",
  "config",
  "public",
  "components",
  "models",
  "data",
  "api",
  "hooks",
  ".github",
  ".vscode",
  "dist",
  "routes",
];
const COLOURS = ["#519aba", "#cbcb41", "#e37933", "#8dc149", "#a074c4", "#cc3e44", "#7b93c4"];

/** @param {import("../../lib/scene.mjs").Scene} scene @param {{files: string[], selected: string, folder: string}} given */
export function explorer(scene, { files, selected, folder }) {
  const { random } = scene;
  const folders = random.sample(FOLDERS, random.int(2, 4)).sort();
  const home = files.map(() => (random.chance(0.55) ? random.int(0, folders.length - 1) : -1));
  const indent = random.int(10, 20);
  const marked = new Map(random.sample(files, random.int(0, 3)).map((f) => [f, random.pick(["M", "U", "M"])]));
  const head = scene.put(random.pick(["EXPLORER", "Explorer", "FILES", "Project"]), "head");
  const root = scene.put(random.chance(0.6) ? folder.toUpperCase() : folder, "root");
  const row = (/** @type {string} */ name, /** @type {number} */ depth, /** @type {string} */ icon) => {
    const mark = marked.get(name);
    const piece = scene.put(name, mark ?? "");
    const sign = mark ? scene.put(mark, mark) : "";
    if (sign)
      scene.turn(
        "mark",
        [
          "{Which|What} {letter|mark|status} {has|stands at|is next to} %f?",
          "git status of %f?",
          "{letter|mark} next to %f?",
        ],
        { f: name },
        "%f: %s.",
        { s: /** @type {any} */ (sign), f: piece },
      );
    return {
      piece,
      html: `<div class="row${name === selected ? " sel" : ""}" style="padding-left:${12 + depth * indent}px"><i class="${icon}" style="--c:${COLOURS[(name.split(".").pop() ?? "").length % COLOURS.length]}"></i>${piece}<em></em>${sign}</div>`,
    };
  };
  let html = "";
  folders.forEach((name, k) => {
    const inside = files.filter((_, i) => home[i] === k).sort();
    const at = row(name, 0, inside.length > 0 ? "o" : "c");
    html += at.html;
    scene.turn(
      "folder-state",
      [
        "Is the folder %d {open|expanded|unfolded}?",
        "Is %d {expanded|unfolded} in the {explorer|tree}?",
        "%d: open or closed?",
      ],
      { d: name },
      inside.length > 0 ? "%d: yes, it is expanded." : "%d: no, it is collapsed.",
      { d: at.piece },
      [inside.length > 0 ? "expanded" : "collapsed"],
    );
    for (const file of inside) {
      const f = row(file, 1, "f");
      html += f.html;
      selectedTurns(scene, file === selected, f.piece);
      scene.turn(
        "parent",
        ["{In which|In what} folder is %f{| in the explorer}?", "Where is %f{| in the tree}?", "folder of %f?"],
        { f: file },
        "%f is in %d.",
        { d: at.piece, f: f.piece },
      );
    }
  });
  for (const file of files.filter((_, i) => home[i] < 0).sort()) {
    const f = row(file, 0, "f");
    html += f.html;
    selectedTurns(scene, file === selected, f.piece);
  }
  scene.turn(
    "project",
    [
      "{What|How} is the {project|workspace|root folder} called?",
      "{Which|What} {project|folder|workspace} is open?",
      "project name?",
    ],
    {},
    "%r.",
    { r: root },
  );
  return `${head}${root}${html}`;
}
/** @param {import("../../lib/scene.mjs").Scene} scene @param {boolean} on @param {import("../../lib/scene.mjs").Piece} piece */
function selectedTurns(scene, on, piece) {
  if (on) for (let i = 0; i < 3; i++) scene.turn("selected-file", P.CURRENT_ROW, {}, "%f is selected.", { f: piece });
  else if (scene.random.chance(0.1))
    scene.turn(
      "is-selected",
      ["Is %f {selected|highlighted} in the {explorer|tree}?", "Is %f the selected file in the {tree|sidebar}?"],
      { f: piece.text },
      "%f: no, it is not selected.",
      { f: piece },
      ["no"],
    );
}

/** @param {import("../../lib/scene.mjs").Scene} scene @param {{files: string[], folder: string}} given */
export function sourceControl(scene, { files }) {
  const { random } = scene;
  const head = scene.put(random.pick(["SOURCE CONTROL", "Source Control"]), "head");
  const box = scene.put(
    random.pick(["Message (Ctrl+Enter to commit)", `Fix ${madeUp(random)}`, "Commit message"]),
    "ph",
  );
  const commit = scene.put(random.pick(["Commit", "Commit & Push", "Sync Changes"]), "btn hot");
  for (const w of commit.text === "Sync Changes"
    ? ["exchange commits with the server", "push and pull"]
    : ["record my changes", "store this in the history"])
    scene.turn("act", P.ACT, { w }, "%b.", { b: commit });
  scene.turn(
    "placeholder",
    [
      "What {does the message box say|is in the message field}?",
      "{text|hint} in the commit box?",
      "What stands in the input of the source control?",
    ],
    {},
    "%b.",
    { b: box },
  );
  const changed = random.sample(files, random.int(2, 5));
  const chosen = random.int(0, changed.length - 1);
  const rows = changed.map((name, i) => {
    const mark = random.pick(["M", "U", "A", "D"]);
    const [f, s] = [scene.put(name, mark), scene.put(mark, mark)];
    scene.turn(
      "mark",
      ["{What|Which} {status|letter} does %f have?", "What happened to %f?", "{status|letter} of %f?"],
      { f: name },
      "%f: %s.",
      { s, f },
    );
    if (i === chosen)
      for (let k = 0; k < 2; k++)
        scene.turn(
          "selected-file",
          [
            "{Which|What} {change|changed file|file} is {selected|highlighted} in the {list|side bar|source control}?",
            "selected change?",
            "Which row of the changes is highlighted?",
          ],
          {},
          "%f is selected.",
          { f },
        );
    return {
      f,
      html: `<div class="row${i === chosen ? " sel" : ""}" style="padding-left:20px"><i class="f"></i>${f}<em></em>${s}</div>`,
    };
  });
  scene.list(
    "changes",
    ["{Which|What} files {changed|are changed|have changes}?", "{List|Name} the changed files.", "changes?"],
    rows.map((r) => r.f),
  );
  scene.count(
    [
      "How many {files changed|changes are there|changed files are listed}?",
      "{Number of|Count the} changed files{.|?}",
    ],
    changed.length,
    "changed file",
    rows.map((r) => r.f),
  );
  return `${head}<div class="in">${box}</div><div style="padding:2px 8px 10px;display:flex"><span style="flex:1;text-align:center;display:flex">${commit}</span></div>${scene.put("Changes", "root")}${rows.map((r) => r.html).join("")}`;
}
