const SETS = {
  mermaid: () => import("./mermaid.mjs"),
  graphviz: () => import("./graphviz.mjs"),
  charts: () => import("./charts.mjs"),
  code: () => import("./code.mjs"),
  terminal: () => import("./terminal.mjs"),
  tables: () => import("./tables.mjs"),
  trees: () => import("./trees.mjs"),
  docpages: () => import("./docpages.mjs"),
  dashboards: () => import("./dashboards.mjs"),
  editor: () => import("./editor.mjs"),
  notebooks: () => import("./notebooks.mjs"),
  apidocs: () => import("./apidocs.mjs"),
  sequence: () => import("./sequence.mjs"),
};

/**
 * Every set's module exports `open(browser)`, which resolves to `make(random)`: one picture as
 * `{kind, image (PNG bytes), lines, ask(figure)}`, or null when the plan came to nothing.
 * @param {string} name @param {import("puppeteer-core").Browser} browser
 */
export async function openSet(name, browser) {
  if (!(name in SETS)) throw new Error(`no set "${name}"; there are ${Object.keys(SETS).join(", ")}`);
  return (await SETS[name]()).open(browser);
}
