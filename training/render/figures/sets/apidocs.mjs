/** Documentation of interfaces: operations with parameters and responses, and pages with a side bar and a table of contents. */
import { MONO, SANS } from "../lib/html.mjs";
import { openScenes } from "../lib/scene.mjs";
import { CLASSES, FIELDS, distinct, madeUp } from "../lib/words.mjs";
import { page } from "./apidocs/page.mjs";
import * as A from "./apidocs/phrases.mjs";
import { act, plural, wholePage } from "./apidocs/shared.mjs";

const METHODS = {
  GET: "#61affe",
  POST: "#49cc90",
  PUT: "#fca130",
  DELETE: "#f93e3e",
  PATCH: "#50e3c2",
  HEAD: "#9012fe",
};
const DOES = {
  GET: ["List all %s", "Get a %1 by ID", "Find %s by status", "Count the %s"],
  POST: ["Create a %1", "Add a new %1", "Upload an image of a %1", "Import %s"],
  PUT: ["Update a %1", "Replace a %1"],
  DELETE: ["Delete a %1", "Remove all %s"],
  PATCH: ["Change parts of a %1", "Rename a %1"],
  HEAD: ["Check whether a %1 exists"],
};
const CODES = [
  ["200", "Successful operation"],
  ["201", "Created"],
  ["204", "No content"],
  ["400", "Invalid input"],
  ["401", "Not signed in"],
  ["403", "Forbidden"],
  ["404", "Not found"],
  ["409", "Conflict with another version"],
  ["422", "Validation failed"],
  ["429", "Too many requests"],
  ["500", "Internal error"],
];
const TYPES = ["string", "integer", "boolean", "array[string]", "number", "string (date)", "object"];
/** @param {import("../lib/scene.mjs").Scene} scene */
function operations(scene) {
  const { random } = scene;
  const dark = random.chance(0.25);
  const product = `${random.chance(0.5) ? madeUp(random) : random.pick(CLASSES)} API`;
  const title = scene.put(product, "h");
  const version = scene.put(`${random.int(0, 9)}.${random.int(0, 20)}.${random.int(0, 9)}`, "ver");
  scene.turn(
    "version",
    ["{Which|What} version {is it|is shown|of the API is this}?", "version?", "{API version|version number}?"],
    {},
    "%v.",
    { v: version },
  );
  const server = scene.put(`https://${madeUp(random).toLowerCase()}.test/v${random.int(1, 4)}`, "srv");
  scene.turn(
    "server",
    ["{Which|What} {server|base URL} is {used|selected|shown}?", "{server|base URL|base path}?"],
    {},
    "%s.",
    { s: server },
  );
  const top = act(scene, [{ text: "Authorize", w: ["log in to the API", "enter my token", "give my API key"] }]);
  const groups = distinct(random.int(1, 3), () => random.pick(CLASSES)).map((g) => plural(g.toLowerCase()));
  let opened = /** @type {import("../lib/scene.mjs").Piece | undefined} */ (undefined);
  const all = [];
  const methods = [];
  const openAt = random.chance(0.7) ? random.int(0, 2) : -1;
  const wide = random.int(700, 1240);
  const html = groups.map((group) => {
    const head = scene.put(group, "gr");
    const one = group.replace(/ies$/, "y").replace(/s$/, "");
    const list = distinct(random.int(2, 4), () => {
      const method = random.pick(/** @type {(keyof typeof METHODS)[]} */ (Object.keys(METHODS)));
      return JSON.stringify([method, random.pick(DOES[method])]);
    }).map((s) => /** @type {[keyof typeof METHODS, string]} */ (JSON.parse(s)));
    const rows = list.map(([method, does], i) => {
      const m = scene.put(method, "m");
      const path = scene.put(
        `/${group}${/ID|Update|Delete a|parts|Rename|Replace|exists/.test(does) ? `/{${random.pick(["id", `${one}Id`])}}` : /status/.test(does) ? "/findByStatus" : /Count/.test(does) ? "/count" : /Import/.test(does) ? "/import" : /image/.test(does) ? "/image" : ""}`,
        "path",
      );
      const note = scene.put(
        does
          .replace("%s", group)
          .replace("%1", one)
          .replace(/\ba (?=[aeio])/g, "an "),
        "does",
      );
      const spoken = { n: note.text[0].toLowerCase() + note.text.slice(1), p: path.text };
      scene.turn("path-for", A.PATH_FOR, spoken, "%m %p.", { p: path, m });
      methods.push({ spoken, m, p: path });
      scene.turn("does", A.DOES, { m: method, p: path.text }, "%m %p: %n.", { n: note, m, p: path });
      all.push(path.text);
      let inside = "";
      if (group === groups[0] && i === openAt) {
        opened = note;
        inside = detail(scene, random);
        for (let k = 0; k < 2; k++) scene.turn("open-operation", A.OPENED, {}, "%m %p is open.", { p: path, m });
      }
      return `<div class="op" style="--c:${METHODS[method]}"><div class="oh">${m}${path}${note}</div>${inside}</div>`;
    });
    if (group === groups[0])
      scene.turn("group-first", ["{Which|What} group {comes first|is at the top}?", "first {group|tag}?"], {}, "%g.", {
        g: head,
      });
    return `<div class="grp">${head}</div>${rows.join("")}`;
  });
  for (const { spoken, m, p } of methods)
    if (all.filter((path) => path === p.text).length === 1) scene.turn("method", A.METHOD, spoken, "%p: %m.", { m, p });
  scene.count(
    [
      "How many {operations|endpoints} {are there|are listed|can be seen}?",
      "{Number of|Count the} {endpoints|operations}{.|?}",
    ],
    all.length,
    "operation",
    scene.pieces.filter((p) => p.style === "m"),
  );
  wholePage(scene, "an API documentation page", title, opened, "The operation %d is open.");
  const [paper, ink, dim, line] = dark
    ? ["#1b1b1d", "#e3e3e3", "#9a9a9a", "#3a3a3d"]
    : ["#fafafa", "#3b4151", "#6b7280", "#d8dde7"];
  return {
    kind: "api operations",
    html: `<div class="wrap"><div class="top">${title}${version}</div><div class="top">${server}<em></em>${top.join("")}</div>${html.join("")}</div>`,
    css: `#figure{background:${paper};color:${ink};font:14px/1.45 '${random.pick(SANS)}',sans-serif;height:100%}.wrap{padding:18px ${random.int(18, 50)}px}.top{display:flex;align-items:center;gap:14px;margin-bottom:10px}.top em{flex:1}.h{font-size:28px;font-weight:700}.ver{background:#7d8492;color:#fff;border-radius:12px;padding:2px 10px;font-size:12px}.srv{border:1px solid ${line};padding:5px 14px;border-radius:4px}.btn{border:1.5px solid ${line};border-radius:4px;padding:4px 16px;font-weight:600}.btn.hot{border-color:#49cc90;color:${dark ? "#49cc90" : "#2b8a5b"}}.grp{border-bottom:1px solid ${line};padding:8px 0;margin:6px 0 10px;font-size:20px;font-weight:600}.op{border:1px solid var(--c);border-radius:4px;margin-bottom:8px;background:color-mix(in srgb,var(--c) 10%,${paper})}.oh{display:flex;gap:14px;align-items:center;padding:5px 8px}.m{background:var(--c);color:${random.chance(0.6) ? "#fff" : "#10202c"};border-radius:3px;min-width:76px;text-align:center;font-weight:700;padding:4px 0}.path{font:600 14.5px '${random.pick(MONO)}',monospace;white-space:nowrap}.does{color:${dim};white-space:nowrap}.in{padding:8px 16px 12px;border-top:1px solid var(--c)}.sub{display:flex;justify-content:space-between;font-weight:600;padding:5px 0}.pr{display:grid;grid-template-columns:150px 150px 90px 1fr;gap:12px;padding:4px 0}.pr b{font-weight:600}.dim{color:${dim}}.req{color:#d9362b}`,
    width: wide,
    height: random.int(560, 900),
  };
}

/** The inside of an opened operation. @param {import("../lib/scene.mjs").Scene} scene @param {import("../../src/prng.mjs").Random} random */
function detail(scene, random) {
  const names = distinct(random.int(1, 3), () => random.pick(FIELDS));
  const required = [];
  const rows = names.map((n) => {
    const name = scene.put(n);
    const type = scene.put(random.pick(TYPES), "dim");
    const place = scene.put(random.pick(["path", "query", "header", "body"]), "dim");
    const must = random.chance(0.5) ? scene.put("required", "req") : "";
    if (must) required.push(name);
    scene.turn("type", A.TYPE, { n }, "%n is %t.", { t: type, n: name });
    scene.turn("in", A.PLACE, { n }, "%n: %p.", { p: place, n: name });
    scene.turn(
      "is-required",
      ["Is %n required?", "Must I {give|send|fill in} %n?", "%n: required or optional?"],
      { n },
      must ? "%n: yes, it is required." : "%n: no, it is not required.",
      { n: name },
      [must ? "yes" : "no"],
    );
    return `<div class="pr">${name}${type}${place}${must || "<i></i>"}</div>`;
  });
  scene.list(
    "required",
    [
      "{Which|What} {parameters|fields} are required?",
      "{Name|List} the required parameters.",
      "required?",
      "what must be sent",
    ],
    required,
    required.length === 1 ? " is required." : " are required.",
  );
  scene.list(
    "parameters",
    [
      "{Which|What} parameters {are there|does it take|does the operation have}?",
      "{Name|List} the parameters.",
      "parameters?",
    ],
    scene.pieces.filter((p) => names.includes(p.text)).slice(-names.length),
  );
  const [button] = act(scene, [
    {
      text: random.pick(["Try it out", "Execute", "Send request"]),
      w: ["test the operation", "make a call from this page", "send a request"],
    },
  ]);
  const codes = random.sample(CODES, random.int(2, 3)).sort();
  const answers = codes.map(([c, t]) => {
    const [code, text] = [scene.put(c), scene.put(t)];
    scene.turn("response", A.MEANS, { c }, "%c: %t.", { t: text, c: code });
    scene.turn("response-code", A.CODE_FOR, { t: t.toLowerCase() }, "%c: %t.", { c: code, t: text });
    return `<div class="pr">${code}${text}</div>`;
  });
  return `<div class="in"><div class="sub">${scene.put("Parameters")}${button}</div>${rows.join("")}<div class="sub">${scene.put("Responses")}</div>${answers.join("")}</div>`;
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) =>
  openScenes(browser, (scene) => (scene.random.chance(0.52) ? operations(scene) : page(scene)));
