/** Building blocks that several screens share. Everything takes the scene: the maker of words, its random source, and labels already used. */
import { node } from "../nodes.mjs";

/** @typedef {import("../nodes.mjs").UiNode} UiNode */

export class Scene {
  /** @param {import("../words/maker.mjs").Maker} maker */
  constructor(maker) {
    this.m = maker;
    this.r = maker.r;
    this.banks = maker.banks;
    /** Texts that already stand on the screen, lower case: labels must be unique to be asked about. @type {Set<string>} */
    this.used = new Set();
    this.fieldLayout = this.r.weighted([
      ["above", 5],
      ["left", 3],
      ["placeholder", 1],
      ["spread", 1],
    ]);
    this.app = this.m.make("app");
  }

  /** Claims a text, so that it stands on the screen once. @param {string} text @returns {boolean} false when it is taken */
  claim(text) {
    const low = text.toLowerCase();
    if (this.used.has(low)) return false;
    this.used.add(low);
    return true;
  }

  /** Takes an unclaimed member. @template T @param {readonly T[]} list @param {(member: T) => string} text @returns {T | undefined} */
  take(list, text) {
    for (let tries = 0; tries < 12; tries++) {
      const member = this.r.pick(list);
      if (this.claim(text(member))) return member;
    }
    return undefined;
  }

  /** Unclaimed members. @template T @param {readonly T[]} list @param {(member: T) => string} text @param {number} count @returns {T[]} */
  takeMany(list, text, count) {
    /** @type {T[]} */
    const taken = [];
    for (const member of this.r.shuffle(list)) {
      if (taken.length === count) break;
      if (this.claim(text(member))) taken.push(member);
    }
    return taken;
  }

  /** @param {string} group group of `actions` @param {string} [variant] @param {Record<string, unknown>} [more] @returns {UiNode | undefined} a button of known purpose */
  button(group, variant = "default", more = {}) {
    const action = this.take(this.banks.actions[group], (a) => a[0]);
    return (
      action &&
      node("button", {
        text: action[0],
        wants: action[1].split("|"),
        effect: action[2],
        variant,
        icon: this.r.chance(0.35),
        ...more,
      })
    );
  }

  /** A setting as a control. @param {string[]} [kinds] @param {(label: string) => boolean} [accept] @returns {UiNode | undefined} */
  setting(kinds = ["choice", "toggle", "text", "number"], accept = () => true) {
    const { r, m } = this;
    const wanted = this.banks.settings.filter((s) => kinds.includes(s[1]) && accept(s[0]));
    const setting = this.take(wanted, (s) => s[0]);
    if (!setting) return undefined;
    const [label, kind, values, short] = setting;
    const say = short ? [short] : [];
    const disabled = r.chance(0.06);
    const help = r.chance(0.15) ? this.take(this.banks.helps, (h) => h) : undefined;
    if (kind === "toggle") {
      const on = r.chance(0.5);
      if (r.chance(0.45)) return node("checkbox", { label, checked: on, disabled, say });
      const state = r.chance(0.25) ? (on ? "On" : "Off") : undefined;
      return node("switch", { label, on, disabled, help, say, state });
    }
    if (kind === "choice") {
      let options = r.sample(values.split("|"), Math.min(values.split("|").length, r.int(2, 6)));
      options = options.filter((o) => !this.used.has(o.toLowerCase()));
      if (options.length < 2) return undefined;
      const selected = r.int(0, options.length - 1);
      if (options.length <= 5 && r.chance(0.35)) {
        options.forEach((o) => this.claim(o));
        return node("radio", { label, options, selected, say });
      }
      return node("select", {
        label,
        options,
        selected,
        say,
        disabled,
        layout: this.fieldLayout === "placeholder" ? "above" : this.fieldLayout,
        help,
      });
    }
    if (kind === "number" && r.chance(0.3)) {
      const percent = r.int(4, 96);
      return node("slider", { label, percent, value: String(percent), say });
    }
    return this.field({ label, generator: values || "phrase", say, help, disabled });
  }

  /** A text field. @param {{ label: string, generator: string, say?: (string | undefined)[], help?: string, disabled?: boolean, empty?: boolean, error?: string, required?: boolean, star?: boolean }} f @returns {UiNode} */
  field(f) {
    const { r, m } = this;
    const empty = f.empty ?? r.chance(0.25);
    const placeholder =
      empty && r.chance(0.6)
        ? r.chance(0.5)
          ? m.make(f.generator)
          : `${r.pick(["Enter", "Type", "e.g.", "Your"])} ${f.label.toLowerCase()}`
        : undefined;
    let layout = this.fieldLayout;
    if (layout === "placeholder" && !empty) layout = "above";
    return node("field", {
      label: f.label,
      value: empty ? undefined : m.make(f.generator),
      layout,
      placeholder: layout === "placeholder" ? f.label : placeholder,
      say: f.say?.filter(Boolean) ?? [],
      help: f.help,
      disabled: f.disabled ?? false,
      error: f.error,
      required: f.required ?? false,
      star: f.star ?? false,
    });
  }

  /** @param {number} count @param {boolean} [badges] @returns {UiNode} a navigation list */
  nav(count, badges = false) {
    const { r } = this;
    const items = this.takeMany(this.banks.places, (p) => p[0], count).map(([text, wants]) => ({
      text,
      wants: wants.split("|"),
      badge: badges && r.chance(0.25) ? String(r.int(1, 99)) : undefined,
    }));
    return node("nav", {
      items,
      active: r.chance(0.85) ? r.int(0, items.length - 1) : -1,
      title: r.chance(0.15) ? this.take(this.banks.bank.sections, (s) => s) : undefined,
    });
  }

  /** @param {number} count @returns {UiNode} a bar over the page */
  topbar(count) {
    const { r, m } = this;
    const items = this.takeMany(this.banks.places, (p) => p[0], count).map(([text, wants]) => ({
      text,
      wants: wants.split("|"),
    }));
    this.claim(this.app);
    return node("topbar", {
      brand: this.app,
      items,
      active: r.chance(0.6) && items.length > 0 ? r.int(0, items.length - 1) : -1,
      search: r.chance(0.3) ? r.pick(["Search…", "Search", `Search ${this.app}`, "Find anything"]) : undefined,
      user: r.chance(0.4) ? m.make("name") : undefined,
    });
  }

  /** @param {number} count @returns {UiNode} */
  tabs(count) {
    const items = this.takeMany(this.banks.bank.sections, (s) => s, count).map((text) => ({ text }));
    return node("tabs", { items, active: this.r.int(0, items.length - 1) });
  }

  /** @param {{ rows?: number, columns?: number }} [size] @returns {{ noun: string, table: UiNode }} */
  table(size = {}) {
    const { r, m } = this;
    const schema = r.pick(this.banks.tables);
    const wide = size.columns ?? r.int(3, 5);
    const columns = schema.columns.slice(0, Math.max(2, wide)).map((c) => ({ ...c, name: c.name }));
    columns.forEach((c) => this.claim(c.name));
    const count = size.rows ?? r.int(3, 9);
    const firsts = m.distinct(columns[0].gen, count).filter((t) => this.claim(t));
    const rows = firsts.map((first) => [first, ...columns.slice(1).map((c) => m.make(c.gen))]);
    const sort = r.chance(0.35)
      ? { column: r.int(0, columns.length - 1), direction: r.pick(["asc", "desc"]) }
      : undefined;
    return {
      noun: schema.noun,
      table: node("table", {
        noun: schema.noun,
        columns,
        rows,
        selected: r.chance(0.45) ? r.int(0, rows.length - 1) : undefined,
        sort,
      }),
    };
  }

  /** @param {string} [level] @returns {UiNode} */
  alert(level = this.r.pick(["error", "warning", "info", "success"])) {
    const list = {
      error: this.banks.errors,
      warning: this.banks.warnings,
      info: this.banks.infos,
      success: this.banks.successes,
    }[/** @type {"error"} */ (level)];
    const text = this.m.fill(this.r.pick(list));
    this.claim(text);
    const title = this.r.chance(0.3)
      ? this.take(
          {
            error: ["Error", "Something went wrong", "Request failed", "Problem"],
            warning: ["Warning", "Attention", "Please note", "Heads up"],
            info: ["Note", "Information", "Did you know?", "Update"],
            success: ["Success", "All done", "Well done", "Saved"],
          }[/** @type {"error"} */ (level)],
          (t) => t,
        )
      : undefined;
    return node("alert", { level, text, title });
  }

  /** @param {number} count @param {boolean} [wide] @returns {UiNode} */
  kv(count, wide = false) {
    const pairs = this.takeMany(this.banks.kv, (p) => p[0], count).map(([label, generator]) => ({
      label,
      value: this.m.make(generator),
    }));
    return node("kv", { pairs, wide });
  }

  /** @param {string} text @param {number} [level] @returns {UiNode} a heading of the page */
  heading(text, level = 1) {
    this.claim(text);
    return node("heading", { text, level });
  }

  /** @param {number} [count] @returns {UiNode} a paragraph */
  prose(count = 1) {
    return node("text", {
      text: Array.from({ length: count }, () => this.m.sentence()).join(" "),
      muted: this.r.chance(0.4),
    });
  }

  /** @param {string} last @returns {UiNode} */
  crumbs(last) {
    const { r, m } = this;
    const items = [
      r.pick(["Home", "Start", "All", m.make("company")]),
      ...(r.chance(0.7) ? [r.pick(this.banks.bank.folders)] : []),
      r.pick(this.banks.places)[0],
      last,
    ].filter((t, i, all) => all.indexOf(t) === i);
    return node("crumbs", { items });
  }

  /** @param {number} count @returns {UiNode} */
  menu(count) {
    const { r } = this;
    const items = this.takeMany(this.banks.menus, (i) => i[0], count).map(([text, shortcut], i) => ({
      text,
      shortcut: shortcut || undefined,
      disabled: r.chance(0.15),
      separator: i > 0 && r.chance(0.2),
    }));
    return node("menu", { items, active: r.chance(0.5) ? r.int(0, items.length - 1) : -1 });
  }

  /** Puts the page's content into a frame: bare, bar on top, navigation at the side, or both. @param {(UiNode | undefined)[]} content @param {{ side?: boolean }} [options] @returns {UiNode[]} */
  frame(content, options = {}) {
    const { r } = this;
    const children = /** @type {UiNode[]} */ (content.filter(Boolean));
    const style = r.weighted([
      ["bare", 2],
      ["top", 3],
      ["side", 3],
      ["both", 3],
    ]);
    const top = style === "top" || style === "both" ? this.topbar(r.int(2, 5)) : undefined;
    const side =
      (style === "side" || style === "both") && options.side !== false
        ? this.nav(r.int(4, 9), r.chance(0.4))
        : undefined;
    return [node("shell", { top, side }, children)];
  }
}
