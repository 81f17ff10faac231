/** All screens with their share of the data. */
import { Scene } from "./parts.mjs";
import * as forms from "./forms.mjs";
import * as data from "./data.mjs";
import * as others from "./others.mjs";
import { assignIds } from "../nodes.mjs";
import { Maker } from "../words/maker.mjs";

/** @type {readonly (readonly [(scene: Scene) => import("../nodes.mjs").Screen, number])[]} */
const SCREENS = [
  [forms.settingsPage, 13],
  [forms.preferencesDialog, 8],
  [forms.login, 8],
  [forms.form, 9],
  [forms.profile, 4],
  [forms.wizard, 5],
  [data.tablePage, 11],
  [data.dashboard, 7],
  [data.fileManager, 6],
  [data.inbox, 4],
  [data.resourcePage, 6],
  [data.listPage, 8],
  [others.errorDialog, 7],
  [others.confirmDialog, 5],
  [others.contextMenu, 4],
  [others.openDropdown, 3],
  [others.ide, 4],
  [others.docs, 3],
  [others.pricing, 3],
  [others.chat, 3],
  [others.calendar, 2],
  [others.empty, 2],
];

/** @param {import("../prng.mjs").Random} random @param {import("../words/maker.mjs").Banks} banks @returns {import("../nodes.mjs").Screen} */
export function makeScreen(random, banks) {
  const scene = new Scene(new Maker(random, banks));
  const screen = random.weighted(SCREENS)(scene);
  assignIds(screen.root);
  return screen;
}
