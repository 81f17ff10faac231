/** Dialogs, menus, and the less common screens. */
import { node } from "../nodes.mjs";
import { menubar } from "./data.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

/** A page to stand behind a dialog or menu. @param {Scene} s @returns {UiNode[]} */
const behind = (s) =>
  s.frame([
    s.heading(s.m.make("phrase")),
    s.prose(2),
    s.r.chance(0.6) ? s.table({ rows: s.r.int(4, 7), columns: 3 }).table : s.prose(3),
    s.prose(2),
    s.kv(s.r.int(2, 5)),
    s.prose(2),
  ]);

/** @param {Scene} s @returns {Screen} */
export function errorDialog(s) {
  const { r, m } = s;
  const message = m.fill(r.pick(s.banks.errors));
  s.claim(message);
  const name = r.pick([
    "Error",
    "Something went wrong",
    "Unable to continue",
    `${s.app} error`,
    "Connection failed",
    "Operation failed",
    "Cannot save",
    "Problem detected",
    s.app,
    "Upload failed",
    "Oops!",
  ]);
  s.claim(name);
  const extra = r.chance(0.5) ? s.prose() : undefined;
  const code = r.chance(0.35)
    ? node("text", {
        text: `${r.pick(["Error code", "Reference", "Code"])}: ${m.make("code")}`,
        small: true,
        muted: true,
      })
    : undefined;
  const body = [
    r.chance(0.35)
      ? node("alert", { level: "error", text: message })
      : node("text", { text: message, message: "error" }),
    extra,
    code,
  ];
  const dialog = node(
    "dialog",
    {
      title: name,
      buttons: [
        s.button("retry", "primary"),
        r.chance(0.8) ? s.button("cancel") : undefined,
        r.chance(0.2) ? s.button("retry") : undefined,
      ].filter(Boolean),
    },
    /** @type {UiNode[]} */ (body),
  );
  const alone = r.chance(0.35);
  return {
    kind: "error dialog",
    phrase: "an error dialog",
    title: dialog,
    titlePart: "title",
    root: alone
      ? [node("center", { width: r.int(360, 560) }, [dialog])]
      : [...behind(s), node("overlay", { clear: r.chance(0.3) }, [dialog])],
  };
}

/** @param {Scene} s @returns {Screen} */
export function confirmDialog(s) {
  const { r, m } = s;
  const [title, message, deciding] = r.pick(s.banks.confirms);
  /** @type {Record<string, string>} */
  const given = {};
  const name = m.fill(title, given);
  s.claim(name);
  s.claim(deciding);
  const all = Object.values(s.banks.actions).flat();
  const known = all.find((a) => a[0] === deciding);
  const danger = /delete|remove|revoke|uninstall|leave|discard|empty|cancel/i.test(deciding);
  const body = [
    node("text", { text: m.fill(message, given), message: "question" }),
    r.chance(0.35)
      ? node("checkbox", {
          label: r.pick(["Do not ask again", "Also delete the backups", "Remember my choice", "Notify all members"]),
          checked: r.chance(0.5),
          say: [],
        })
      : undefined,
  ];
  const dialog = node(
    "dialog",
    {
      title: name,
      buttons: r.shuffle(
        [
          node("button", {
            text: deciding,
            wants: known ? known[1].split("|") : [`go ahead and ${deciding.toLowerCase()}`],
            effect: known ? known[2] : "goes ahead",
            variant: danger ? "danger" : "primary",
          }),
          s.button("cancel"),
        ].filter(Boolean),
      ),
    },
    /** @type {UiNode[]} */ (body),
  );
  return {
    kind: "confirm dialog",
    phrase: "a confirmation dialog",
    title: dialog,
    titlePart: "title",
    root: r.chance(0.3)
      ? [node("center", { width: r.int(360, 520) }, [dialog])]
      : [...behind(s), node("overlay", {}, [dialog])],
  };
}

/** @param {Scene} s @returns {Screen} */
export function contextMenu(s) {
  const { r } = s;
  const page = s.frame([
    s.heading(s.m.make("phrase")),
    s.table({ rows: r.int(5, 9), columns: 3 }).table,
    s.prose(2),
    s.prose(2),
  ]);
  const title = /** @type {UiNode} */ (page[0].children?.[0]);
  const menu = s.menu(r.int(5, 9));
  return {
    kind: "context menu",
    phrase: "a page with an open context menu",
    title,
    root: [...page, node("at", { css: `left:${r.int(26, 52)}%;top:${r.int(130, 260)}px` }, [menu])],
    facts: { menu },
  };
}

/** @param {Scene} s @returns {Screen} */
export function openDropdown(s) {
  const { r } = s;
  const title = s.heading(r.pick(["Settings", "Filters", "Edit profile", "New report", "Options", "Export"]));
  let select = s.setting(["choice"]);
  for (let i = 0; i < 10 && select?.type !== "select"; i++) select = s.setting(["choice"]);
  const before = [s.setting(["text", "number"]), s.setting(["toggle"])];
  const after = [s.setting(["toggle"]), s.setting(["text"])];
  if (select?.type === "select") {
    Object.assign(select, { open: true, layout: "above", disabled: false, help: undefined });
    select.options.forEach((/** @type {string} */ o) => s.claim(o));
  }
  const gap = node("col", { css: "height:210px" }, []);
  return {
    kind: "dropdown",
    phrase: "a form with an open dropdown",
    title,
    root: s.frame([
      title,
      ...before.filter(Boolean),
      select,
      gap,
      ...after,
      node("row", {}, [s.button("save", "primary"), s.button("cancel")]),
    ]),
  };
}

/** @param {Scene} s @returns {Screen} */
export function ide(s) {
  const { r, m } = s;
  const files = m.distinct("file", r.int(5, 10)).filter((f) => s.claim(f));
  const tree = node("tree", {
    noun: "files",
    items: files.map((text, i) => ({ text, depth: i === 0 ? 0 : r.int(0, 2), state: undefined })),
    active: r.int(0, files.length - 1),
  });
  const open = m.distinct("file", r.int(2, 4)).filter((f) => s.claim(f));
  const tabs = node("tabs", { items: open.map((text) => ({ text })), active: r.int(0, Math.max(0, open.length - 1)) });
  const fn = () => m.madeUp().toLowerCase();
  const lines = r.pick([
    () => [
      `function ${fn()}(${fn()}) {`,
      `  const ${fn()} = ${r.int(1, 99)};`,
      `  if (${fn()} > ${r.int(1, 50)}) {`,
      `    return ${fn()}.${fn()}();`,
      "  }",
      `  throw new Error("${m.make("task")}");`,
      "}",
      "",
      `export const ${fn()} = "${m.make("res")}";`,
    ],
    () => [
      `import ${fn()}`,
      "",
      `def ${fn()}(${fn()}, ${fn()}):`,
      `    ${fn()} = ${r.int(2, 400)}`,
      `    for ${fn()} in range(${r.int(2, 20)}):`,
      `        print("${m.make("phrase")}")`,
      `    return ${fn()}`,
    ],
    () => [
      "{",
      `  "name": "${m.make("res")}",`,
      `  "version": "${m.make("ver")}",`,
      `  "author": "${m.make("name")}",`,
      `  "port": ${m.make("port")},`,
      `  "license": "${m.make("license")}"`,
      "}",
    ],
  ])();
  const window = node(
    "window",
    { title: `${open[tabs.active] ?? "untitled"} - ${m.make("project")}`, dots: r.chance(0.4) },
    [
      menubar(s),
      node("row", { css: "flex-wrap:nowrap;gap:0" }, [
        node(
          "col",
          { css: "width:200px;flex:none;min-height:330px;border-right:1px solid var(--border);padding:8px 0" },
          [
            node("text", { text: r.pick(["EXPLORER", "Files", "Project", "Solution"]), small: true, muted: true }),
            tree,
          ],
        ),
        node("col", { fill: true }, [
          tabs,
          node("code", { lines }),
          r.chance(0.6)
            ? node("tabs", {
                items: ["Problems", "Output", "Terminal", "Debug console"]
                  .filter((t) => s.claim(t))
                  .map((text) => ({ text })),
                active: r.int(0, 2),
              })
            : undefined,
          r.chance(0.6)
            ? node("code", {
                lines: [
                  `$ ${r.pick(["npm test", "make", "git status", "cargo build", "pytest"])}`,
                  m.fill(r.pick(s.banks.errors)),
                  `${r.int(1, 60)} passed, ${r.int(0, 9)} failed`,
                ],
              })
            : undefined,
        ]),
      ]),
      node("statusbar", {
        items: [
          m.make("branch"),
          `Ln ${r.int(1, 400)}, Col ${r.int(1, 80)}`,
          r.pick(["UTF-8", "UTF-16 LE"]),
          r.pick(["Python", "TypeScript", "JSON", "Plain text"]),
        ],
      }),
    ],
  );
  return {
    kind: "IDE",
    phrase: "a code editor window",
    title: window,
    titlePart: "title",
    root: [node("col", { css: "padding:14px" }, [window])],
  };
}

/** @param {Scene} s @returns {Screen} */
export function docs(s) {
  const { r, m } = s;
  const topics = s.takeMany(s.banks.bank.docTopics, (t) => t, r.int(6, 10));
  const nav = node("nav", {
    items: topics.map((text) => ({ text, wants: [`read about ${text.toLowerCase()}`] })),
    active: r.int(0, topics.length - 1),
    title: r.chance(0.5) ? "Guides" : undefined,
  });
  const title = s.heading(topics[nav.active] ?? "Guide");
  const sections = m
    .distinct("phrase", r.int(2, 3))
    .filter((t) => s.claim(t))
    .flatMap((t) => [
      node("heading", { text: t, level: 2 }),
      s.prose(r.int(1, 3)),
      r.chance(0.4)
        ? node("code", {
            lines: [`$ ${r.pick(["npm install", "pip install", "docker run", "git clone"])} ${m.make("res")}`],
          })
        : undefined,
      r.chance(0.3) ? s.alert(r.pick(["info", "warning"])) : undefined,
    ]);
  return {
    kind: "documentation",
    phrase: "a documentation page",
    title,
    root: [
      node("shell", { top: s.topbar(r.int(2, 4)), side: nav }, [
        title,
        s.prose(2),
        ...sections,
        node("row", { align: "between" }, [node("link", { text: `Next: ${m.make("phrase")}` })]),
      ]),
    ],
  };
}

/** @param {Scene} s @returns {Screen} */
export function pricing(s) {
  const { r, m } = s;
  const title = s.heading(
    r.pick(["Pricing", "Choose your plan", "Plans and pricing", "Compare plans", "Upgrade your plan"]),
  );
  const names = s.takeMany(s.banks.bank.plans, (p) => p, r.int(2, 4));
  const cards = names.map((name) =>
    node("card", {}, [
      node("heading", { text: name, level: 3 }),
      node("price", { text: m.make("money") }),
      ...r.sample(s.banks.bank.planFeatures, r.int(2, 4)).map((text) => node("text", { text, small: true })),
      s.button("plan", r.chance(0.4) ? "primary" : "default"),
    ]),
  );
  return {
    kind: "pricing",
    phrase: "a pricing page",
    title,
    facts: { plans: names.map((_, i) => ({ name: cards[i].children?.[0], price: cards[i].children?.[1] })) },
    root: s.frame(
      [title, s.prose(), r.chance(0.4) ? s.tabs(2) : undefined, node("grid", { cols: names.length }, cards)],
      { side: false },
    ),
  };
}

/** @param {Scene} s @returns {Screen} */
export function chat(s) {
  const { r, m } = s;
  const people = m.distinct("first", 2);
  const title = s.heading(
    r.pick([`Chat with ${people[0]}`, `# ${m.make("res")}`, m.make("name"), "Team chat", "Support chat"]),
    2,
  );
  const messages = m
    .distinct("chat", r.int(4, 8))
    .filter((t) => s.claim(t))
    .map((text) => {
      const mine = r.chance(0.4);
      return { text, mine, who: mine ? "You" : r.pick(people), at: m.make("time") };
    });
  const rooms = node("nav", {
    items: m
      .distinct("res", r.int(4, 8))
      .filter((t) => s.claim(t))
      .map((text) => ({
        text: `# ${text}`,
        wants: [`open the ${text} channel`],
        badge: r.chance(0.3) ? String(r.int(1, 30)) : undefined,
      })),
    active: 0,
    title: "Channels",
  });
  return {
    kind: "chat",
    phrase: "a chat",
    title,
    root: [
      node("shell", { top: r.chance(0.4) ? s.topbar(2) : undefined, side: rooms }, [
        title,
        node("chat", { messages }),
        node("field", {
          layout: "placeholder",
          placeholder: r.pick(["Write a message…", "Type here", "Your message", `Message ${people[0]}`]),
          say: [],
        }),
        node("row", {}, [
          node("button", {
            text: "Send",
            wants: ["send the message", "post my reply"],
            effect: "sends the message",
            variant: "primary",
          }),
        ]),
      ]),
    ],
  };
}

/** @param {Scene} s @returns {Screen} */
export function calendar(s) {
  const { r, m } = s;
  const month = `${r.pick(["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"])} ${r.int(2023, 2028)}`;
  const title = s.heading(month, 2);
  const start = r.int(0, 6);
  const length = r.int(28, 31);
  const today = r.int(1, length);
  const days = Array.from({ length: Math.ceil((start + length) / 7) * 7 }, (_, i) => {
    const n = i - start + 1;
    return n >= 1 && n <= length
      ? {
          number: n,
          today: n === today,
          event: r.chance(0.17)
            ? r.pick([
                m.make("first"),
                m.madeUp(),
                r.pick([
                  "Dentist",
                  "Stand-up",
                  "Review",
                  "Lunch",
                  "Holiday",
                  "Release",
                  "Demo",
                  "Training",
                  "Payday",
                  "Yoga",
                ]),
              ])
            : undefined,
        }
      : {};
  });
  const cal = node("calendar", {
    weekdays: r.chance(0.5)
      ? ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
      : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    days,
  });
  return {
    kind: "calendar",
    phrase: "a calendar",
    title,
    root: s.frame([node("row", { align: "between" }, [title, s.button("create", "primary")]), cal]),
  };
}

/** @param {Scene} s @returns {Screen} */
export function empty(s) {
  const { r } = s;
  const what = r.pick(s.banks.bank.nouns);
  const title = s.heading(
    r.pick([
      `No ${what}s yet`,
      `You have no ${what}s`,
      "Nothing here",
      "All caught up!",
      `No ${what} found`,
      "Page not found",
      "404",
      "Your inbox is empty",
      "Under maintenance",
    ]),
    2,
  );
  const hint = s.prose();
  const body = node("col", { css: "align-items:center;text-align:center;padding:46px 10px" }, [
    node("picture", { hue: r.int(0, 360), height: 80 }),
    title,
    hint,
    s.button("create", "primary"),
    node("link", { text: "Learn more", wants: ["get more information"], effect: "opens more information" }),
  ]);
  return { kind: "empty", phrase: "an empty state", title, root: s.frame([body]), facts: { hint } };
}
