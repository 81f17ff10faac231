/** Screens to fill in: sign-in, checkout, records. */
import { node } from "../nodes.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Scene} s @returns {Screen} */
export function login(s) {
  const { r, m } = s;
  const signup = r.chance(0.4);
  const title = s.heading(
    signup
      ? r
          .pick(["Create your account", "Sign up for {app}", "Join {app}", "Register", "New account", "Get an account"])
          .replace("{app}", s.app)
      : r
          .pick([
            "Sign in",
            "Log in to {app}",
            "Welcome back",
            "Sign in to {app}",
            "Member login",
            "Please sign in",
            "Log in",
          ])
          .replace("{app}", s.app),
  );
  const fields = signup
    ? r.sample(["Full name", "First name", "Company", "Phone number", "User name"], r.int(1, 3))
    : [];
  const all = [...fields, r.pick(["Email address", "Email", "User name", "E-mail", "Work email"])].filter(
    (f, i, l) => l.indexOf(f) === i,
  );
  const list = all
    .filter((f) => s.claim(f))
    .map((label) =>
      s.field({
        label,
        generator: /mail/i.test(label)
          ? "email"
          : label === "Phone number"
            ? "phone"
            : label === "Company"
              ? "company"
              : label === "User name"
                ? "login"
                : label === "First name"
                  ? "first"
                  : "name",
        say: /email|e-mail/i.test(label) ? ["mail address", "e-mail"] : [],
        required: r.chance(0.3),
        star: true,
        error: r.chance(0.12) ? r.pick(s.banks.fieldErrors) : undefined,
        empty: r.chance(0.35),
      }),
    );
  const secret = r.pick(["Password", "Passphrase", "PIN", "Password"]);
  s.claim(secret);
  list.push(
    node("field", {
      label: secret,
      value: r.chance(0.5) ? "•".repeat(r.int(6, 12)) : undefined,
      layout: s.fieldLayout === "spread" ? "above" : s.fieldLayout,
      placeholder: s.fieldLayout === "placeholder" ? secret : undefined,
      secret: true,
      input: "password",
      error: r.chance(0.15)
        ? r.pick(["Wrong password.", "Must be at least 8 characters long.", "The password is too short."])
        : undefined,
      say: [],
      required: false,
    }),
  );
  if (signup && r.chance(0.4))
    list.push(
      node("field", {
        label: "Confirm password",
        layout: s.fieldLayout === "spread" ? "above" : s.fieldLayout,
        placeholder: s.fieldLayout === "placeholder" ? "Confirm password" : undefined,
        secret: true,
        input: "password",
        say: ["repeat password"],
      }),
    );
  const checks = r
    .sample(
      signup
        ? ["I agree to the terms", "Send me the newsletter", "I am over 18", "Keep me informed"]
        : ["Remember me", "Keep me signed in", "Trust this device", "Stay logged in"],
      signup ? r.int(1, 2) : 1,
    )
    .filter((c) => s.claim(c) && r.chance(0.8))
    .map((label) => node("checkbox", { label, checked: r.chance(0.5), say: [] }));
  const links = Array.from({ length: r.int(1, 3) }, () => s.take(s.banks.actions.loginLinks, (a) => a[0]))
    .filter((a) => a !== undefined)
    .map((a) => node("link", { text: a[0], wants: a[1].split("|"), effect: a[2] }));
  const submit = s.button(signup ? "signup" : "login", "primary", { disabled: r.chance(0.1) });
  const brand = r.chance(0.5) ? node("text", { text: s.app, strong: true }) : undefined;
  if (brand) s.claim(s.app);
  const content = [
    brand,
    title,
    r.chance(0.4) ? s.prose() : undefined,
    r.chance(0.3) ? s.alert("error") : undefined,
    ...list,
    ...checks,
    submit,
    r.chance(0.5) ? node("row", {}, links) : node("col", {}, links),
  ];
  const inner = r.chance(0.7) ? node("card", {}, [node("col", {}, content)]) : node("col", {}, content);
  const center = node("center", { width: r.int(300, 460) }, [inner]);
  return {
    kind: signup ? "sign-up" : "login",
    phrase: signup ? "a sign-up form" : "a login form",
    title,
    root: r.chance(0.25) ? [s.topbar(r.int(1, 3)), center] : [center],
  };
}

/** @param {Scene} s @returns {Screen} */
export function form(s) {
  const { r } = s;
  const [kind, phrase, names] = r.pick([
    [
      "checkout",
      "a checkout form",
      ["Checkout", "Shipping address", "Delivery details", "Billing address", "Your order"],
    ],
    [
      "form",
      "a form",
      [
        "Contact us",
        "New project",
        "Edit customer",
        "Report an issue",
        "Add a supplier",
        "Registration",
        "Application form",
        "New booking",
        "Edit server",
        "Create database",
        "Add employee",
        "Request access",
      ],
    ],
  ]);
  const title = s.heading(r.pick(names), r.pick([1, 2]));
  const inputs = s
    .takeMany(s.banks.fields, (f) => f[0], r.int(4, 9))
    .map(([label, generator, say]) =>
      s.field({
        label,
        generator,
        say: [say],
        required: r.chance(0.35),
        star: true,
        error: r.chance(0.08) ? r.pick(s.banks.fieldErrors) : undefined,
        help: r.chance(0.1) ? r.pick(s.banks.helps) : undefined,
      }),
    );
  if (r.chance(0.5)) inputs.push(.../** @type {UiNode[]} */ ([s.setting(["choice"])].filter(Boolean)));
  if (r.chance(0.35))
    inputs.push(
      node("textarea", {
        label:
          s.take(["Comments", "Notes", "Message", "Details", "Remarks", "Special instructions"], (t) => t) ?? "Comment",
        value: r.chance(0.6) ? s.m.sentence() : undefined,
        layout: "above",
        say: [],
      }),
    );
  const checks = Array.from({ length: r.int(0, 3) }, () =>
    s.take(
      [
        "Save this address",
        "Gift wrapping",
        "Same as billing address",
        "Send a copy to me",
        "I accept the terms",
        "Notify me by email",
        "Subscribe to the newsletter",
        "Make this the default",
        "Express handling",
        "Add insurance",
        "Mark as urgent",
      ],
      (t) => t,
    ),
  )
    .filter(Boolean)
    .map((label) => node("checkbox", { label, checked: r.chance(0.5), say: [] }));
  const buttons = node("row", {}, [s.button(kind === "checkout" ? "checkout" : "save", "primary"), s.button("cancel")]);
  const columns = r.chance(0.5) && s.fieldLayout !== "left";
  const content = [
    r.chance(0.2) ? s.crumbs(title.text) : undefined,
    title,
    r.chance(0.3) ? s.alert() : undefined,
    r.chance(0.3) ? s.prose() : undefined,
    columns ? node("grid", { cols: 2 }, inputs) : node("col", { css: "max-width:640px" }, inputs),
    ...checks,
    buttons,
  ];
  if (kind === "checkout" && r.chance(0.7)) {
    const lines = s.m
      .distinct("product", r.int(2, 4))
      .filter((p) => s.claim(p))
      .map((label) => ({ label, value: s.m.make("money") }));
    const total = node("panel", { css: "width:270px;flex:none" }, [
      s.heading(r.pick(["Order summary", "Your cart", "Basket"]), 3),
      node("kv", {
        pairs: [
          ...lines,
          { label: "Shipping", value: r.pick(["Free", s.m.make("money")]) },
          { label: "Total", value: s.m.make("money") },
        ],
      }),
    ]);
    return {
      kind,
      phrase,
      title,
      root: s.frame(
        [node("row", { css: "flex-wrap:nowrap;gap:26px" }, [node("col", { fill: true }, content), total])],
        { side: false },
      ),
    };
  }
  return { kind, phrase, title, root: s.frame(content) };
}
