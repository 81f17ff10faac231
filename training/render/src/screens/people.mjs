/** Profile, inbox and chat. */
import { node } from "../nodes.mjs";
import { pager } from "./pager.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Scene} s @returns {Screen} */
export function profile(s) {
  const { r, m } = s;
  const name = m.make("name");
  const title = s.heading(name, r.pick([1, 2]));
  const facts = s.kv(r.int(4, 8), r.chance(0.3));
  const badge = r.chance(0.5) ? node("badge", { text: s.take(s.banks.bank.badges, (b) => b) ?? "Member" }) : undefined;
  const actions = node("row", {}, [
    s.button("use", "primary"),
    s.button("use"),
    r.chance(0.4) ? s.button("delete", "danger") : undefined,
  ]);
  const extra = r.chance(0.5) ? s.tabs(r.int(3, 5)) : undefined;
  const list = node("list", {
    items: m.distinct("task", r.int(3, 5)).map((text) => ({ text, meta: m.make("ago") })),
    noun: "activities",
    active: -1,
  });
  const head = node("row", { align: "mid" }, [
    r.chance(0.6) ? node("picture", { hue: r.int(0, 360), height: 70 }) : undefined,
    title,
    badge,
  ]);
  return {
    kind: "profile",
    phrase: "a profile page",
    title,
    root: s.frame([
      head,
      node("text", { text: `${m.make("job")}, ${m.make("department")}`, muted: true }),
      actions,
      extra,
      facts,
      s.heading(r.pick(["Recent activity", "Open tasks", "Latest work", "History"]), 3),
      list,
    ]),
  };
}

/** @param {Scene} s @returns {Screen} */
export function inbox(s) {
  const { r, m } = s;
  const nav = node("nav", {
    items: ["Inbox", "Starred", "Snoozed", "Sent", "Drafts", "Spam", "Trash", "Archive", "Important", "All mail"]
      .filter((t) => r.chance(0.7) && s.claim(t))
      .map((text) => ({
        text,
        wants: [`open the ${text.toLowerCase()} folder`],
        badge: r.chance(0.3) ? String(r.int(1, 60)) : undefined,
      })),
    active: 0,
  });
  nav.active = r.int(0, Math.max(0, nav.items.length - 1));
  const senders = m.distinct("name", r.int(4, 8)).filter((n) => s.claim(n));
  const list = node("list", {
    noun: "messages",
    mail: true,
    items: senders.map((text) => ({
      text,
      sub: m.make(r.pick(["task", "phrase", "chat"])),
      meta: m.make(r.pick(["time", "date"])),
      bold: r.chance(0.4),
    })),
    active: r.chance(0.6) ? r.int(0, senders.length - 1) : -1,
  });
  const title = s.heading(nav.items[nav.active]?.text ?? "Mail", 2);
  const bar = node("toolbar", {
    items: s
      .takeMany(s.banks.actions.use, (a) => a[0], r.int(2, 4))
      .map((a) => ({ text: a[0], wants: a[1].split("|"), effect: a[2], disabled: r.chance(0.2) })),
  });
  const compose = s.button("create", "primary");
  return {
    kind: "inbox",
    phrase: "a mail inbox",
    title,
    root: [
      node("shell", { top: r.chance(0.6) ? s.topbar(r.int(1, 3)) : undefined, side: [compose, nav].filter(Boolean) }, [
        title,
        bar,
        list,
        pager(s),
      ]),
    ],
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
