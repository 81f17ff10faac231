/** What the facts of several controls share. Keys are `node.id + "." + part`, as the kits mark them. */

/** @typedef {import("./facts.mjs").Facts} Facts @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Facts} f @param {string} key @param {string} kind */
export const kindOfControl = (f, key, kind) => {
  if (f.unique(key)) f.add("controlKind", f.names(f.text(key), []), [f.ref(key), ` is a ${kind}.`], [kind]);
};
/** @param {UiNode} n @param {number} count @param {string} [letter] */
export const keysOf = (n, count, letter = "i") => Array.from({ length: count }, (_, i) => `${n.id}.${letter}${i}`);
/** Singular of a listed noun. @param {string} noun */
export const singular = (noun) =>
  ({
    activities: "activity",
    entries: "entry",
    countries: "country",
    campaigns: "campaign",
    results: "result",
    people: "person",
    vulnerabilities: "vulnerability",
    addresses: "address",
    libraries: "library",
    branches: "branch",
    batches: "batch",
    matches: "match",
    deliveries: "delivery",
    queries: "query",
    policies: "policy",
    classes: "class",
  })[noun.toLowerCase()] ??
  noun
    .toLowerCase()
    .replace(/s$/, "")
    .replace(/^api key$/, "API key");

/** Label → value, and back. @param {UiNode} n @param {Facts} f @param {"value" | "choice"} kind @param {string[]} nouns @param {string} labelKey @param {string} valueKey */
export function labelled(n, f, kind, nouns, labelKey, valueKey) {
  const [label, value] = [f.ref(labelKey), f.ref(valueKey)];
  if (!label || !value || !f.unique(labelKey)) return;
  const slots = f.names(n.label, nouns, n.say ?? []);
  f.add(kind, slots, [label, " is ", value, "."], [f.text(valueKey)]);
  if (kind === "choice" && f.r.chance(0.3)) f.add("value", slots, [label, " is ", value, "."], [f.text(valueKey)]);
  if (f.unique(valueKey) && f.text(valueKey).length < 32)
    f.add("labelOf", { V: f.text(valueKey) }, [label, " is ", value, "."], [f.text(labelKey)]);
}

/** @param {UiNode} n @param {Facts} f @param {string} key @param {string[]} nouns @param {boolean} disabled */
export function state(n, f, key, nouns, disabled) {
  if (!f.unique(key)) return;
  if (disabled) {
    f.add("state", f.names(f.text(key), nouns), [f.ref(key), " is disabled."], ["disabled"]);
    f.add("state", f.names(f.text(key), nouns), [f.ref(key), " is disabled."], ["disabled"]);
  } else if (f.r.chance(0.25)) f.add("state", f.names(f.text(key), nouns), [f.ref(key), " is enabled."], ["enabled"]);
}

/** Things with purpose: buttons, toolbar and menu entries. @param {any} t @param {Facts} f @param {string} key @param {string} kind @param {string[]} nouns */
export function purpose(t, f, key, kind, nouns) {
  if (!f.unique(key)) return;
  for (const want of f.r.sample(t.wants ?? [], 2)) f.add(kind, { W: want }, [f.ref(key), "."], [f.text(key)]);
  if (t.effect) f.add("effect", f.names(f.text(key), nouns), [f.ref(key), ` ${t.effect}.`], [t.effect]);
}
