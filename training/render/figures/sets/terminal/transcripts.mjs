/**
 * What commands print. Each makes `{command, lines, facts, outcome?}`; a fact is
 * `{kind, ask, refs: {l: line number of the output}, answers, say?, slots?, alone?}`; `alone`: only clear while no other command is shown.
 */
import { BUILDS } from "./builds.mjs";
import { PACKAGES } from "./packages.mjs";
import { SERVICES } from "./services.mjs";
import { SYSTEM } from "./system.mjs";
import { TESTS } from "./tests.mjs";
import { VERSION_CONTROL } from "./git.mjs";

export const TRANSCRIPTS = [...TESTS, ...VERSION_CONTROL, ...BUILDS, ...PACKAGES, ...SERVICES, ...SYSTEM];
