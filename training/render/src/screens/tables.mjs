/** Tables, dashboards, pricing, calendar. */
import { node } from "../nodes.mjs";
import { pager } from "./pager.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Scene} s @returns {Screen} */
export function tablePage(s) {
  const { r } = s;
  const { noun, table } = s.table({ columns: r.int(3, 5), rows: r.int(4, 11) });
  const title = s.heading(
    r.pick([noun, `All ${noun.toLowerCase()}`, `${noun} overview`, `Manage ${noun.toLowerCase()}`, noun]),
  );
  const bar = node("row", { align: r.chance(0.5) ? "between" : "mid" }, [
    r.chance(0.4)
      ? node("field", { label: undefined, layout: "placeholder", placeholder: `Search ${noun.toLowerCase()}`, say: [] })
      : undefined,
    s.button("create", "primary"),
    s.button("use", "default", { disabled: r.chance(0.2) }),
    r.chance(0.4) ? s.button("use") : undefined,
  ]);
  return {
    kind: "table",
    phrase: `a table of ${noun.toLowerCase()}`,
    title,
    root: s.frame([
      r.chance(0.3) ? s.crumbs(title.text) : undefined,
      title,
      r.chance(0.3) ? s.prose() : undefined,
      r.chance(0.2) ? s.alert() : undefined,
      bar,
      r.chance(0.25) ? s.tabs(r.int(2, 4)) : undefined,
      table,
      pager(s),
    ]),
  };
}

/** @param {Scene} s @returns {Screen} */
export function dashboard(s) {
  const { r, m } = s;
  const title = s.heading(
    r.pick([
      "Dashboard",
      "Overview",
      `Welcome back, ${m.make("first")}`,
      "Analytics",
      "Today at a glance",
      `${s.app} overview`,
      "Key figures",
      "Performance",
    ]),
  );
  const count = r.int(3, 6);
  const cards = s
    .takeMany(s.banks.stats, (t) => t.split(":")[0], count)
    .map((t) => {
      const [label, generator] = t.split(":");
      return node("stat", {
        label,
        value: m.make(generator),
        delta: r.chance(0.5)
          ? `${r.pick(["+", "-", "↑ ", "↓ "])}${r.int(1, 40)}.${r.int(1, 9)}% ${r.pick(["vs last week", "since May", "this month", "vs last month"])}`
          : undefined,
      });
    });
  const left = r.chance(0.6) ? s.table({ rows: r.int(3, 5), columns: 3 }) : undefined;
  const blocks = [
    left &&
      node("panel", {}, [
        s.heading(
          r.pick([
            `Recent ${left.noun.toLowerCase()}`,
            `Latest ${left.noun.toLowerCase()}`,
            `Top ${left.noun.toLowerCase()}`,
          ]),
          3,
        ),
        left.table,
      ]),
    r.chance(0.6)
      ? node("panel", {}, [
          s.heading(r.pick(["Traffic", "Sales by month", "Usage", "Weekly trend"]), 3),
          node("bars", { values: Array.from({ length: r.int(5, 12) }, () => r.int(12, 98)) }),
        ])
      : undefined,
    r.chance(0.5)
      ? node("panel", {}, [
          s.heading(r.pick(["Quota", "Progress", "Goals", "Storage"]), 3),
          ...s
            .takeMany(s.banks.bank.departments, (d) => d, r.int(2, 4))
            .map((label) => node("progress", { label, percent: r.int(3, 98) })),
        ])
      : undefined,
    r.chance(0.4)
      ? node("panel", {}, [
          s.heading(r.pick(["Activity", "To do", "Next up"]), 3),
          node("list", {
            noun: "entries",
            items: m.distinct("task", r.int(3, 5)).map((text) => ({ text, meta: m.make("ago") })),
            active: -1,
          }),
        ])
      : undefined,
  ].filter(Boolean);
  return {
    kind: "dashboard",
    phrase: "a dashboard",
    title,
    root: s.frame([
      node("row", { align: "between" }, [title, r.chance(0.6) ? s.button("use", "primary") : undefined]),
      r.chance(0.3) ? s.alert() : undefined,
      node("grid", { cols: Math.min(count, r.int(3, 4)) }, cards),
      blocks.length > 1 && r.chance(0.6)
        ? node("grid", { cols: 2 }, /** @type {UiNode[]} */ (blocks))
        : node("col", {}, /** @type {UiNode[]} */ (blocks)),
    ]),
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
