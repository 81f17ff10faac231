/** Inline drawings of `bootstrap-icons` (MIT), by name. */
import { readFileSync } from "node:fs";

const NAMES =
  "house gear person people bell envelope search folder file-earmark trash pencil download upload calendar chat lock key credit-card bar-chart graph-up cloud server database shield-check globe tag bookmark star heart list grid table box cart truck wrench tools terminal code-slash bug lightning clock archive inbox send printer share link camera image play-circle plus-circle x-circle check-circle info-circle exclamation-triangle question-circle arrow-repeat box-arrow-right funnel sliders hdd cpu wifi phone laptop display";

/** @type {Record<string, string>} */
export const ICONS = Object.fromEntries(
  NAMES.split(" ").map((name) => {
    const svg = readFileSync(new URL(`../../node_modules/bootstrap-icons/icons/${name}.svg`, import.meta.url), "utf8");
    return [name, svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"))];
  }),
);
