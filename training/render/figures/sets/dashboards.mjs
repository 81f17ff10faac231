/** Dashboards: cards with figures, changes, a small chart, a list of events, filters. */
import { ALT_TEXT, DESCRIBE } from "../lib/common.mjs";
import { SANS, escapeHtml, openHtmlSet } from "../lib/html.mjs";
import { MONTHS, THINGS, distinct, madeUp, person, step } from "../lib/words.mjs";

const LEVELS = ["Healthy", "Degraded", "Down", "Unknown", "Maintenance"];

/** @param {import("../../src/prng.mjs").Random} random */
function figureOf(random) {
  const value = random.pick([
    random.int(1, 99999).toLocaleString("en-US"),
    `${random.int(1, 999) / 10}%`,
    `$${random.int(100, 99999).toLocaleString("en-US")}`,
    `${random.int(2, 900)} ms`,
    `${random.int(1, 99)}.${random.int(1, 9)}k`,
    `${random.int(1, 90)} GB`,
    `€${random.int(1, 90)}.${random.int(1, 9)}M`,
  ]);
  const rising = random.chance(0.55);
  return { value, rising, change: `${rising ? "+" : "-"}${random.int(1, 60)}.${random.int(0, 9)}%` };
}

/** @param {import("../../src/prng.mjs").Random} random */
function plan(random) {
  const title = random.pick([
    "Overview",
    "Dashboard",
    `${madeUp(random)} dashboard`,
    "Operations",
    "Sales overview",
    "Cluster health",
    "Analytics",
    `${madeUp(random)} monitoring`,
    "Energy report",
    "Team metrics",
  ]);
  const names = distinct(random.int(3, 6), () =>
    random.chance(0.8) ? random.pick(THINGS) : `${madeUp(random)} ${random.pick(["rate", "queue", "load", "sales"])}`,
  );
  const cards = names.map((name) => ({ name, ...figureOf(random), changed: random.chance(0.7) }));
  const services = random.chance(0.6)
    ? distinct(random.int(3, 5), () =>
        random.pick([`${madeUp(random).toLowerCase()}-${random.pick(["api", "db", "web"])}`, madeUp(random)]),
      ).map((name) => ({ name, level: random.pick(LEVELS) }))
    : [];
  const events = random.chance(0.6)
    ? distinct(random.int(2, 4), () =>
        random.pick([
          step(random),
          `${person(random)} ${random.pick(["logged in", "left", "joined", "placed an order", "closed a ticket"])}`,
        ]),
      ).map((text) => ({ text, when: `${random.int(2, 59)} ${random.pick(["min ago", "h ago", "days ago"])}` }))
    : [];
  const range = random.pick([
    "Last 7 days",
    "Last 30 days",
    "Today",
    `${random.pick(MONTHS)} 2026`,
    "Last 24 hours",
    "This quarter",
  ]);
  const dark = random.chance(0.35);
  const [paper, card, ink, soft, accent] = dark
    ? [
        random.pick(["#0f172a", "#111217", "#18181b"]),
        random.pick(["#1e293b", "#181b1f", "#27272a"]),
        "#e5e7eb",
        "#94a3b8",
        random.pick(["#60a5fa", "#34d399", "#f59e0b"]),
      ]
    : [
        random.pick(["#f1f5f9", "#f6f7f9", "#fff"]),
        "#fff",
        random.pick(["#0f172a", "#1f2937", "#222"]),
        "#6b7280",
        random.pick(["#2563eb", "#0f766e", "#7c3aed", "#db2777"]),
      ];
  const nav = random.chance(0.5)
    ? distinct(random.int(3, 6), () =>
        random.pick([
          "Home",
          "Reports",
          "Alerts",
          "Users",
          "Billing",
          "Settings",
          "Nodes",
          "Logs",
          "Explore",
          "Teams",
          "Projects",
          "Help",
        ]),
      )
    : [];
  const active = nav.length ? random.int(0, nav.length - 1) : -1;
  const width = random.int(820, 1180);
  const columns = Math.min(cards.length, width > 980 ? 4 : 3);
  const bars = Array.from({ length: 14 }, () => random.int(10, 90));
  const big = random.int(22, 32);
  const html = `<div id="figure">${nav.length ? `<nav>${nav.map((n, i) => `<a class="${i === active ? "on" : ""}" data-k="nav${i}">${n}</a>`).join("")}</nav>` : ""}<main><header><h1 data-k="title">${escapeHtml(title)}</h1><span class="range" data-k="range">${range}</span></header><div class="cards">${cards
    .map(
      (c, i) =>
        `<div class="card"><div class="n" data-k="N${i}">${escapeHtml(c.name)}</div><div class="v" data-k="V${i}">${escapeHtml(c.value)}</div>${c.changed ? `<div class="c ${c.rising ? "up" : "dn"}" data-k="C${i}">${c.change}</div>` : ""}</div>`,
    )
    .join(
      "",
    )}</div>${random.chance(0.5) ? `<div class="card bars">${bars.map((b) => `<i style="height:${b}%"></i>`).join("")}</div>` : ""}<div class="two">${services.length ? `<div class="card"><h3 data-k="servicesTitle">Services</h3>${services.map((s, i) => `<div class="line"><span data-k="S${i}">${s.name}</span><span class="lv ${s.level}" data-k="L${i}">${s.level}</span></div>`).join("")}</div>` : ""}${events.length ? `<div class="card"><h3 data-k="eventsTitle">Recent activity</h3>${events.map((e, i) => `<div class="line"><span data-k="E${i}">${escapeHtml(e.text)}</span><span class="w" data-k="W${i}">${e.when}</span></div>`).join("")}</div>` : ""}</div></main></div>`;
  const css = `#figure{width:${width}px;display:flex;background:${paper};color:${ink};font:${random.int(13, 15)}px/1.4 '${random.pick(SANS)}',sans-serif}nav{width:150px;flex:none;padding:20px 10px;background:${card}}nav a{display:block;padding:8px 12px;border-radius:6px;color:${soft}}nav a.on{background:${accent};color:#fff}main{flex:1;padding:20px 24px;min-width:0}header{display:flex;justify-content:space-between;align-items:center;margin-bottom:14px}h1{font-size:1.6em;margin:0}.range{border:1px solid ${soft}66;border-radius:6px;padding:5px 12px}
.cards{display:grid;grid-template-columns:repeat(${columns},1fr);gap:14px}.card{background:${card};border-radius:${random.int(0, 12)}px;padding:14px 18px;border:1px solid ${soft}33}.n{color:${soft}}.v{font-size:${big}px;font-weight:${random.pick([600, 700])};line-height:1.25}.c{font-size:.92em}.up{color:#16a34a}.dn{color:#dc2626}.bars{height:120px;display:flex;align-items:end;gap:8px;margin-top:14px}.bars i{flex:1;background:${accent}}
.two{display:grid;grid-template-columns:repeat(${services.length && events.length ? 2 : 1},1fr);gap:14px;margin-top:14px}h3{margin:0 0 8px;font-size:1.1em}.line{display:flex;justify-content:space-between;padding:5px 0;gap:30px}.w{color:${soft};white-space:nowrap}.Healthy{color:#16a34a}.Down{color:#dc2626}.Degraded{color:#d97706}`;

  const ask = (/** @type {import("../lib/figure.mjs").Figure} */ figure) => {
    figure.labels = names;
    const key = (k) => figure.key(k);
    cards.forEach((c, i) => {
      figure.turn("value", VALUE, { x: c.name }, "%n is %v.", { n: key(`N${i}`), v: key(`V${i}`) }, [c.value]);
      if (c.changed) {
        figure.turn(
          "change",
          [
            "By how much did %x {change|rise or fall}?",
            "{Change|trend} of %x?",
            "What is the {change|difference|percentage} {of|below|under} %x?",
            "How has %x {developed|changed}?",
          ],
          { x: c.name },
          "%n: %c.",
          { n: key(`N${i}`), c: key(`C${i}`) },
          [c.change],
        );
        figure.turn(
          "yes-no",
          ["Is %x {rising|going up|growing}?", "Has %x {increased|gone up|grown}?", "Did %x {rise|increase|go up}?"],
          { x: c.name },
          c.rising ? "%n: yes, %c." : "%n: no, %c.",
          { n: key(`N${i}`), c: key(`C${i}`) },
          [c.rising ? "yes" : "no"],
        );
      }
      if (cards.filter((o) => o.value === c.value).length === 1)
        figure.turn(
          "label-of",
          [
            "{What|Which} {metric is|card shows} %v?",
            "What does {the number |}%v {stand for|mean|belong to}?",
            "%v is {what|the value of which metric}?",
            "Which {figure|metric|card} has the value %v?",
          ],
          { v: c.value },
          "%n is %v.",
          { n: key(`N${i}`), v: key(`V${i}`) },
          [c.name],
        );
      if (i + 1 < cards.length && (i + 1) % columns !== 0)
        figure.turn(
          "neighbour",
          ["{What|Which card} {is|stands} {right of|next to|to the right of} %x?", "{Card|metric} right of %x?"],
          { x: c.name },
          "Right of %a is %b.",
          { a: key(`N${i}`), b: key(`N${i + 1}`) },
          [cards[i + 1].name],
        );
    });
    figure.count(
      [
        "How many {cards|tiles|metrics|figures} {are there|are shown|does the dashboard have}?",
        "{Number of|Count the} {cards|tiles}{.|?}",
      ],
      cards.length,
      "card",
    );
    services.forEach((s, i) => {
      figure.turn(
        "state",
        [
          "{What is|What's} the {status|state|health} of %s?",
          "{Is|How is} %s {healthy|up|doing}?",
          "{Status|state} of %s?",
          "How is %s {doing|marked}?",
          "%s?",
        ],
        { s: s.name },
        "%s is %l.",
        { s: key(`S${i}`), l: key(`L${i}`) },
        [s.level],
      );
      if (services.filter((o) => o.level === s.level).length === 1)
        figure.turn(
          "which-state",
          ["{Which|What} service is %l?", "What is %l?", "Which {one|service} {shows|has the status} %l?"],
          { l: s.level.toLowerCase() },
          "%s is %l.",
          { s: key(`S${i}`), l: key(`L${i}`) },
          [s.name],
        );
    });
    if (services.length) figure.count(["How many services are {listed|shown|there}?"], services.length, "service");
    events.forEach((e, i) =>
      figure.turn(
        "when",
        ["When was it: %e?", "How long ago: %e?", "%e: when?", "{Time|age} of %e?", "When does the list say for %e?"],
        { e: e.text },
        "%e: %w.",
        { e: key(`E${i}`), w: key(`W${i}`) },
        [e.when],
      ),
    );
    if (events.length) {
      figure.turn(
        "latest",
        [
          "{What|Which} is the {first|top|topmost} {event|activity|entry}{| in the list}?",
          "What {is|stands} at the top of the {activity|event} list?",
        ],
        {},
        "%e comes first.",
        { e: key("E0") },
        [events[0].text],
      );
      figure.count(["How many {events|activities} are {listed|shown}?"], events.length, "event");
    }
    figure.turn(
      "range",
      [
        "{Which|What} {time range|period|date range} is {selected|shown|chosen}?",
        "{For|Over} which period are the figures?",
        "{time range|period}?",
        "What is the {date|time} filter set to?",
      ],
      {},
      "%r is selected.",
      { r: key("range") },
      [range],
    );
    if (active >= 0)
      figure.turn(
        "selected",
        [
          "{Which|What} {menu item|page|entry|section} is {active|selected|highlighted}?",
          "Where am I in the {menu|navigation|sidebar}?",
          "{active|selected} {menu item|page}?",
        ],
        {},
        "%n is selected.",
        { n: key(`nav${active}`) },
        [nav[active]],
      );
    const refs = { t: key("title"), a: key("N0"), v: key("V0"), b: key("N1") };
    figure.turn(
      "title",
      [
        "{What is|What's} the {title|heading|name of the dashboard}?",
        "{What|How} is {the page|this dashboard} {called|titled}?",
        "Read the {title|heading}.",
        "title?",
      ],
      {},
      "%t",
      refs,
      [title],
    );
    figure.turn(
      "picture-kind",
      [
        "What {is this|kind of screen is this|am I looking at|kind of page is this}?",
        "What {is|does} the {screenshot|image} show?",
      ],
      {},
      "This is a dashboard titled %t.",
      refs,
      ["dashboard"],
    );
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      `This dashboard titled %t shows ${cards.length} metrics, among them %a and %b.`,
      refs,
      ["dashboard"],
    );
    figure.turn("alt", ALT_TEXT, {}, "Dashboard titled %t with %a at %v.", refs, ["dashboard"]);
    figure.absent(VALUE, { x: `${madeUp(random)} ${random.pick(["rate", "count"])}` });
  };
  return { kind: "dashboard", html, css, width: width + 20, ask };
}

const VALUE = [
  "{What is|What's} the {value|number|figure} {of|for} %x?",
  "How {much|many|high} {is|are} %x?",
  "What {is|does the card say for} %x?",
  "{Value|number} of %x?",
  "%x?",
  "{Read|Give me|Tell me} {the value of |}%x.",
  "{Which|What} {value|figure|number} is shown {for|under|at} %x?",
];

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openHtmlSet(browser, plan);
