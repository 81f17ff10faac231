/** Lists: search results, notifications, keys, projects, tasks; documentation; the empty state. */
import { node } from "../nodes.mjs";
import { pager } from "./pager.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Scene} s @returns {Screen} */
export function listPage(s) {
  const { r, m } = s;
  const kind = r.pick(["search", "notifications", "projects", "keys", "tasks"]);
  const count = r.int(4, 8);
  if (kind === "keys") {
    const title = s.heading(r.pick(["API keys", "Access tokens", "Secrets", "SSH keys", "Personal access tokens"]));
    const items = m
      .distinct("made", count)
      .filter((t) => s.claim(t))
      .map((text) => ({
        text,
        sub: m.make("keymask"),
        meta: r.pick(["Last used ", "Created ", "Expires "]) + m.make("date"),
      }));
    return {
      kind: "keys",
      phrase: "a page of access keys",
      title,
      root: s.frame([
        title,
        s.prose(),
        r.chance(0.4) ? s.alert() : undefined,
        s.button("create", "primary"),
        node("list", { noun: "keys", items, active: -1 }),
        s.button("delete", "danger"),
      ]),
    };
  }
  if (kind === "search") {
    const query = m.make(r.pick(["made", "phrase", "product"]));
    const title = s.heading(
      r.pick([`Results for “${query}”`, `${r.int(8, 900)} results`, "Search results", `Search: ${query}`]),
      2,
    );
    const items = m
      .distinct(r.pick(["phrase", "file", "project", "product"]), count)
      .filter((t) => s.claim(t))
      .map((text) => ({ text, sub: m.sentence() }));
    return {
      kind: "search results",
      phrase: "a page of search results",
      title,
      root: s.frame([
        node("field", { layout: "placeholder", value: query, say: [] }),
        title,
        r.chance(0.5)
          ? node(
              "row",
              {},
              s
                .takeMany(s.banks.bank.folders, (f) => f, 3)
                .map((label) => node("checkbox", { label, checked: r.chance(0.5), say: [] })),
            )
          : undefined,
        node("list", { noun: "results", items, active: -1 }),
        pager(s),
      ]),
    };
  }
  if (kind === "notifications") {
    const title = s.heading(r.pick(["Notifications", "Recent alerts", "Activity", "What's new", "Updates for you"]), 2);
    const items = Array.from({ length: count }, () =>
      m.fill(r.pick([...s.banks.infos, ...s.banks.successes, ...s.banks.warnings])),
    )
      .filter((t) => s.claim(t))
      .map((text) => ({ text, meta: m.make("ago"), avatar: r.chance(0.3) ? r.int(1, 360) : undefined }));
    return {
      kind: "notifications",
      phrase: "a list of notifications",
      title,
      root: s.frame([
        node("row", { align: "between" }, [title, s.button("use")]),
        r.chance(0.5) ? s.tabs(r.int(2, 4)) : undefined,
        node("list", { noun: "notifications", items, active: -1 }),
      ]),
    };
  }
  const projects = kind === "projects";
  const title = s.heading(
    projects
      ? r.pick(["Projects", "Your projects", "Repositories", "All workspaces", "My boards"])
      : r.pick(["Tasks", "My tasks", "To-do list", "Checklist", "Things to do"]),
    r.pick([1, 2]),
  );
  if (!projects && r.chance(0.7)) {
    const items = m
      .distinct("task", count)
      .filter((t) => s.claim(t))
      .map((label) => node("checkbox", { label, checked: r.chance(0.45), say: [] }));
    return {
      kind: "tasks",
      phrase: "a list of tasks",
      title,
      root: s.frame([title, s.button("create", "primary"), node("col", {}, items), s.button("use")]),
    };
  }
  const items = m
    .distinct(projects ? "project" : "task", count)
    .filter((t) => s.claim(t))
    .map((text) => ({
      text,
      sub: projects ? m.sentence() : `${m.make("first")}, ${m.make("department")}`,
      meta: r.pick([m.make("ago"), m.make("status")]),
    }));
  return {
    kind,
    phrase: projects ? "a list of projects" : "a list of tasks",
    title,
    root: s.frame([
      node("row", { align: "between" }, [title, s.button("create", "primary")]),
      node("list", {
        noun: projects ? "projects" : "tasks",
        items,
        active: r.chance(0.3) ? r.int(0, items.length - 1) : -1,
      }),
    ]),
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
