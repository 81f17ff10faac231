/** All screens with their share of the data. */
import * as settings from "./settings.mjs";
import * as forms from "./forms.mjs";
import * as people from "./people.mjs";
import * as tables from "./tables.mjs";
import * as consoles from "./consoles.mjs";
import * as lists from "./lists.mjs";
import * as rows from "./rows.mjs";
import * as dialogs from "./dialogs.mjs";
import { Scene } from "./parts.mjs";
import { assignIds } from "../nodes.mjs";
import { Maker } from "../words/maker.mjs";

/** @type {readonly (readonly [(scene: Scene) => import("../nodes.mjs").Screen, number])[]} */
const SCREENS = [
  [settings.settingsPage, 13],
  [settings.preferencesDialog, 8],
  [forms.login, 8],
  [forms.form, 9],
  [people.profile, 4],
  [settings.wizard, 5],
  [tables.tablePage, 11],
  [tables.dashboard, 7],
  [consoles.fileManager, 6],
  [people.inbox, 4],
  [consoles.resourcePage, 6],
  [lists.listPage, 8],
  [dialogs.errorDialog, 7],
  [dialogs.confirmDialog, 5],
  [dialogs.contextMenu, 4],
  [settings.openDropdown, 3],
  [consoles.ide, 4],
  [lists.docs, 3],
  [tables.pricing, 3],
  [people.chat, 3],
  [tables.calendar, 2],
  [lists.empty, 2],
];

/** Screens beside the mix, made on demand (`--screen`), so that the mix of a seed stays as it is. @type {Record<string, (scene: Scene) => import("../nodes.mjs").Screen>} */
export const EXTRA_SCREENS = { rows: rows.settingRows };

/** @param {import("../prng.mjs").Random} random @param {import("../words/maker.mjs").Banks} banks @param {string} [extra] one of `EXTRA_SCREENS` instead of the mix @returns {import("../nodes.mjs").Screen} */
export function makeScreen(random, banks, extra) {
  const scene = new Scene(new Maker(random, banks));
  const make = extra === undefined ? random.weighted(SCREENS) : EXTRA_SCREENS[extra];
  if (make === undefined) throw new Error(`unknown screen "${extra}"`);
  const screen = make(scene);
  assignIds(screen.root);
  return screen;
}
