/** Notebooks with outputs, charts and tracebacks, and the error pages of browsers. */
import hljs from "highlight.js";
import { MONO, SANS } from "../lib/html.mjs";
import { openScenes } from "../lib/scene.mjs";
import { distinct, FIELDS, madeUp, PLACES } from "../lib/words.mjs";
import * as P from "./editor/phrases.mjs";
import { THEMES } from "./editor/themes.mjs";
import { chart, frame, pythonError, traceback } from "./notebooks/parts.mjs";
import * as N from "./notebooks/words.mjs";

/** Buttons with what they are for. @param {import("../lib/scene.mjs").Scene} scene @param {any[]} buttons */
function buttonRow(scene, buttons) {
  const pieces = buttons.map((b, i) => scene.put(b.label, i === 0 ? "btn hot" : "btn"));
  buttons.forEach((b, i) => {
    for (const w of b.wants) scene.turn("act", P.ACT, { w }, "%b.", { b: pieces[i] });
    for (const w of b.avoids) scene.turn("avoid", P.AVOID, { w }, "%b.", { b: pieces[i] });
  });
  scene.list(
    "buttons",
    P.BUTTONS.map((t) => t.replaceAll("%d!", "page")),
    pieces,
  );
  return pieces.join("");
}

/** @param {import("../lib/scene.mjs").Scene} scene */
function errorPage(scene) {
  const { random } = scene;
  const dark = random.chance(0.4);
  const given = random.pick(N.PAGES);
  const host = random.chance(0.3)
    ? `localhost:${random.int(3000, 9000)}`
    : `${random.pick(["www.", "", "app.", "api."])}${madeUp(random).toLowerCase()}.${random.pick(["test", "example", "org", "dev"])}`;
  const [width, height] = [random.int(640, 1240), random.int(440, 760)];
  const chrome = random.chance(0.7);
  const tabNames = distinct(random.int(1, 4), () =>
    random.pick(["New Tab", "Inbox", "Docs", "Dashboard", "Calendar", `${madeUp(random)} Wiki`, random.pick(PLACES)]),
  );
  const active = random.int(0, tabNames.length - 1);
  tabNames[active] = random.chance(0.6)
    ? host
    : random.pick(["Problem loading page", given.heading.slice(0, 18).trim()]);
  const tabs = tabNames.map((t, i) => scene.put(t, i === active ? "tab on" : "tab"));
  const address = scene.put(random.pick([host, `https://${host}/${random.pick(FIELDS)}`]), "adr");
  const heading = scene.put(given.heading, "h");
  const text = scene.put(given.text.replace("@", host), "p");
  const code = scene.put(given.code, "code");
  const tries = scene.put(random.pick(["Try:", "What you can do:", "Suggestions:"]), "p");
  const advice = given.advice.map((a) => scene.put(a));
  for (let i = 0; i < 2; i++) scene.turn("error", N.PAGE_ERROR, {}, "%h %t", { t: text, h: heading });
  for (let i = 0; i < 3; i++) scene.turn("error-code", N.ERROR_CODE, {}, "%c", { c: code }, [given.code]);
  for (let i = 0; i < 3; i++) scene.list("advice", N.ADVICE, advice);
  scene.turn(
    "title",
    [
      "{What|Which} is the {heading|title}?",
      "{What|Which heading} stands at the top{| of the page}?",
      "{Read|Quote} the heading.",
      "heading?",
    ],
    {},
    "%h",
    { h: heading },
  );
  if (chrome) {
    scene.turn("url", N.URL, {}, "%a.", { a: address });
    scene.turn(
      "selected-tab",
      ["{Which|What} {tab|browser tab} is {active|selected|open}?", "active tab?", "{Which|What} tab is in front?"],
      {},
      "%t is the active tab.",
      { t: tabs[active] },
    );
    scene.count(
      ["How many {tabs|browser tabs} are open?", "{Number of|Count the} tabs{.|?}"],
      tabs.length,
      "tab",
      tabs,
    );
  }
  const buttons = buttonRow(scene, given.buttons);
  const refs = { h: heading, c: code };
  scene.turn("picture-kind", P.KIND, {}, "This is an error page of a browser titled %h.", refs, ["error page"]);
  scene.turn("describe", P.DESCRIBE, {}, "This screenshot shows an error page titled %h. The error code is %c.", refs, [
    "error page",
  ]);
  scene.turn("alt", P.ALT, {}, "Screenshot of an error page titled %h with the code %c.", refs, ["error page"]);
  for (const x of random.sample(P.ELSEWHERE, 4)) scene.absent(P.GONE, { x });
  scene.absent(P.FIND, { x: madeUp(random) });
  scene.absent(P.ACT, {
    w: random.pick([
      "print the page",
      "change the password",
      "pay the invoice",
      "book a flight",
      "install the extension",
      "delete my account",
    ]),
  });
  const [paper, ink, dim, bar, line] = dark
    ? ["#202124", "#e8eaed", "#9aa0a6", "#35363a", "#5f6368"]
    : [random.pick(["#ffffff", "#f7f7f7"]), "#202124", "#5f6368", "#dee1e6", "#c0c4c8"];
  const accent = random.pick(["#1a73e8", "#0060df", "#8ab4f8", "#d93025"]);
  const centred = random.chance(0.35);
  const face = random.pick(["M10,60 a26,26 0 1,1 52,0 z", "M12,14 h34 l12,12 v40 h-46z", "M36,8 L68,64 H4z"]);
  return {
    kind: "error page",
    html: `${chrome ? `<div class="tabs">${tabs.join("")}</div><div class="nav"><i></i><i></i>${address}</div>` : ""}<div class="page" style="${centred ? "text-align:center;margin:auto" : ""}"><svg width="72" height="72"><path d="${face}" fill="none" stroke="${dim}" stroke-width="4"/></svg>${heading}${text}${random.chance(0.9) ? `${tries}<ul>${advice.map((a) => `<li>${a}</li>`).join("")}</ul>` : ""}${code}<div class="btns">${buttons}</div></div>`,
    css: `#figure{background:${paper};color:${ink};height:100%;font:15px/1.5 '${random.pick(SANS)}',sans-serif;display:flex;flex-direction:column}.tabs{display:flex;background:${bar};padding:6px 8px 0}.tab{padding:7px 18px;font-size:13px;color:${dim};border-radius:8px 8px 0 0;white-space:nowrap}.tab.on{background:${paper};color:${ink}}.nav{display:flex;align-items:center;gap:14px;padding:7px 14px;border-bottom:1px solid ${line}}.nav i{width:12px;height:12px;border:solid ${dim};border-width:0 0 2px 2px;transform:rotate(45deg)}.adr{background:${bar};border-radius:14px;padding:3px 16px;flex:1;font-size:14px}.page{max-width:600px;padding:${random.int(16, 60)}px 30px;margin:0 ${random.int(10, 80)}px}.h{display:block;font-size:${random.int(20, 28)}px;margin:14px 0 8px;font-weight:500}.p{display:block;color:${dim}}ul{color:${dim};margin:4px 0 10px;${centred ? "list-style:none;padding:0" : ""}}.code{display:block;color:${dim};font-size:13px;margin-top:8px}.btns{display:flex;gap:12px;margin-top:24px;${centred ? "justify-content:center" : random.chance(0.3) ? "flex-direction:row-reverse;justify-content:space-between" : ""}}.btn{border:1px solid ${line};border-radius:${random.pick([3, 5, 18])}px;padding:6px 18px;color:${accent}}.btn.hot{background:${accent};color:${accent === "#8ab4f8" ? "#202124" : "#fff"}}`,
    width,
    height,
  };
}

/** @param {import("../lib/scene.mjs").Scene} scene */
function notebook(scene) {
  const { random } = scene;
  const t = random.pick(THEMES.filter((theme) => theme.chosen !== "#00000000"));
  const [width, height] = [random.int(680, 1180), random.int(560, 900)];
  const subject = madeUp(random);
  const file = `${subject.toLowerCase()}${random.pick(["", "_analysis", "-model", "_v2"])}.ipynb`;
  const name = scene.put(file, "nm");
  const tools = random
    .sample(
      [
        ["Run All", "execute every cell; run the whole notebook"],
        ["Restart", "start the kernel afresh"],
        ["Clear All Outputs", "remove all results; wipe the outputs"],
        ["Variables", "see the variables; inspect values"],
        ["Outline", "see the structure of the notebook"],
        ["+ Code", "add a cell with code"],
        ["+ Markdown", "add a text cell; write a comment cell"],
        ["Interrupt", "stop the running cell"],
        ["Save", "keep my work; write it to disk"],
        ["Export", "get it as another file"],
      ],
      random.int(3, 5),
    )
    .map(([label, wants]) => ({ label: scene.put(label, "tool"), wants: wants.split("; ") }));
  for (const tool of tools) for (const w of tool.wants) scene.turn("act", P.ACT, { w }, "%b.", { b: tool.label });
  const kernel = scene.put(
    random.pick([
      `Python 3.${random.int(8, 13)}.${random.int(0, 9)}`,
      "Python 3 (ipykernel)",
      `${subject.toLowerCase()} (Python 3.11)`,
      "R 4.3",
      "Julia 1.10",
    ]),
    "tool",
  );
  for (let i = 0; i < 2; i++) scene.turn("kernel", N.KERNEL, {}, "%k.", { k: kernel });
  const heading = scene.put(
    `${random.pick(["Analysis of", "Predicting", "Exploring", "Cleaning", "Report on"])} ${subject}`,
    "h",
  );
  const prose = scene.put(
    `${random.pick(["We load the data and", "This notebook shows how to", "In this part we"])} ${random.pick(["compare the groups", "remove the outliers", "train a small model", "plot the results", "join both tables"])}.`,
    "p",
  );
  scene.turn(
    "title",
    ["{What|Which} is the {heading|title}{| of the notebook}?", "{Read|Quote} the {title|heading}.", "title?"],
    {},
    "%h",
    { h: heading },
  );
  const [a, b] = distinct(2, () => random.pick(["df", "data", "rows", "sales", "model", "scores", "table", "samples"]));
  const fault = pythonError(random);
  const makers = [
    () => ({
      code: [
        `import ${random.pick(["pandas as pd", "numpy as np", "torch"])}`,
        `${a} = pd.read_csv("${subject.toLowerCase()}.csv")`,
      ],
    }),
    () => ({ code: [`len(${a})`], out: String(random.int(20, 9999)) }),
    () => ({ code: [`print(${a}.${random.pick(FIELDS)}.mean())`], out: (random.next() * 200).toFixed(3) }),
    () => ({ code: [`${a}.shape`], out: `(${random.int(20, 9999)}, ${random.int(2, 40)})` }),
    () => ({ code: [`${b} = ${a}.dropna()`, `${b}.head()`], html: frame(scene) }),
    () => ({ code: [`${a}.plot(x="${random.pick(FIELDS)}")`, "plt.show()"], chart: true }),
    () => ({
      code: [`# ${random.pick(["compute the total", "check the input", "fit the model"])}`, fault.code],
      fault: true,
    }),
  ];
  const order = [
    makers[0],
    ...random.shuffle([makers[1], makers[2], makers[3]]).slice(0, random.int(1, 2)),
    ...random.shuffle(random.chance(0.7) ? [makers[6], random.pick([makers[4], makers[5]])] : [makers[4], makers[5]]),
  ];
  let count = random.int(1, 30);
  const numbers = [];
  const chosen = random.int(0, order.length - 1);
  const colon = random.pick(["[%]", "[%]", "In [%]:", "[%]:"]);
  let error = null;
  let picture = null;
  const cells = order.map((make, i) => {
    const cell = /** @type {any} */ (make());
    count += random.pick([1, 1, 1, 2]);
    const number = scene.put(colon.replace("%", String(count)), "num");
    numbers.push(number);
    const lines = cell.code.map((/** @type {string} */ c) =>
      scene.put(c, "src", "span", hljs.highlight(c, { language: "python" }).value),
    );
    scene.turn("cell-source", N.SOURCE_OF, { n: String(count) }, "%c", { c: lines[0] });
    if (i === chosen)
      for (let k = 0; k < 2; k++) scene.turn("selected-cell", N.SELECTED_CELL, {}, "%n is selected.", { n: number });
    let out = "";
    if (cell.out) {
      const value = scene.put(cell.out);
      for (let k = 0; k < 2; k++) scene.turn("cell-output", N.OUTPUT_OF, { n: String(count) }, "%o", { o: value });
      scene.turn(
        "cell-output",
        ["{What|Which value} does %c {give|return|print}?", "{Result|output|value} of %c?", "What is %c?"],
        { c: lines.at(-1).text },
        "%o",
        { o: value },
      );
      out = `<div class="term">${value}</div>`;
    } else if (cell.fault) {
      const trace = traceback(scene, count, fault);
      error = trace.error;
      scene.turn("failed-cell", N.FAILED_CELL, {}, "%n has the error.", { n: number });
      out = trace.html;
    } else if (cell.chart) {
      const drawn = chart(scene, t.dark);
      picture = drawn.title;
      out = drawn.html;
    } else out = cell.html ?? "";
    return `<div class="cell${i === chosen ? " sel" : ""}">${number}<div class="in">${lines.join("")}</div></div>${out ? `<div class="out">${out}</div>` : ""}`;
  });
  scene.count(
    ["How many code cells {are there|can be seen|are visible}?", "{Number of|Count the} code cells{.|?}"],
    cells.length,
    "code cell",
    numbers,
  );
  const refs = { f: name, ...(error ? { e: error } : {}), ...(picture ? { p: picture } : {}) };
  const more = error ? " A cell failed with %e." : picture ? " It has a chart titled %p." : "";
  scene.turn("picture-kind", P.KIND, {}, "This is a screenshot of a notebook named %f.", refs, ["notebook"]);
  scene.turn("describe", P.DESCRIBE, {}, `This screenshot shows the notebook %f.${more}`, refs, ["notebook"]);
  scene.turn(
    "alt",
    P.ALT,
    {},
    `Screenshot of the notebook %f${error ? " with the error %e" : picture ? " with a chart titled %p" : ""}.`,
    refs,
    ["notebook"],
  );
  scene.turn(
    "file",
    [
      "{What|Which} {notebook|file} is {open|this}?",
      "{Name|file name} of the notebook?",
      "How is the notebook called?",
    ],
    {},
    "%f.",
    { f: name },
  );
  for (const x of random.sample(P.ELSEWHERE, 3)) scene.absent(P.GONE, { x });
  scene.absent(N.OUTPUT_OF, { n: String(count + random.int(20, 60)) });
  scene.absent(P.FIND, { x: `${madeUp(random).toLowerCase()}.csv` });
  if (!error)
    scene.absent(["{Which|What} exception was raised?", "What does the %x! say?", "{Quote|Read} the %x!."], {
      x: "traceback",
    });
  return {
    kind: "notebook",
    html: `<div class="bar">${name}<em></em>${kernel}</div><div class="tools">${tools.map((x) => x.label).join("")}</div><div class="body">${random.chance(0.7) ? `${heading}${prose}` : ""}${cells.join("")}</div>`,
    css: `${t.hl}#figure{height:100%;overflow:hidden;background:${t.paper};color:${t.ink};font:14px/1.5 '${random.pick(SANS)}',sans-serif;display:flex;flex-direction:column}.bar,.tools{display:flex;gap:16px;padding:7px 18px;background:${t.bar};border-bottom:1px solid ${t.line}}.tools{background:${t.paper};gap:22px}.bar em{flex:1}.nm{font-weight:600}.tool{font-size:13px}.body{padding:14px 20px;flex:1;overflow:hidden}.h{display:block;font-size:23px;font-weight:600}.p{display:block;margin-bottom:10px}.cell{display:flex;gap:12px;margin:8px 0 2px;padding:3px 0 3px 6px;border-left:3px solid transparent}.cell.sel{border-left-color:${t.accent}}.cell.sel .in{border-color:${t.accent}}.num{width:78px;white-space:nowrap;flex:none;color:${t.dim};font:13px '${MONO[0]}',monospace;padding-top:8px}.in{flex:1;background:${t.side};border:1px solid ${t.line};padding:6px 12px}.src,.term>*{display:block;white-space:pre;font:${random.int(13, 15)}px/1.45 '${random.pick(MONO)}',monospace}.out{margin:2px 0 6px 100px}.er{color:${t.dark ? "#f48771" : "#c72e0f"}}.gr{color:${t.dark ? "#73c991" : "#007a33"}}.dim{color:${t.dim}}table{border-collapse:collapse;font-size:13.5px}th,td{padding:3px 14px;text-align:right;border-bottom:1px solid ${t.line}}svg text{font:12px 'DejaVu Sans',sans-serif;text-anchor:middle;fill:var(--tx,${t.ink})}svg .ct{font-size:14px}`,
    width,
    height,
  };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) =>
  openScenes(browser, (scene) => (scene.random.chance(0.66) ? notebook(scene) : errorPage(scene)));
