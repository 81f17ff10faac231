/** Error and confirmation dialogs, context menus, over a page. */
import { node } from "../nodes.mjs";

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
