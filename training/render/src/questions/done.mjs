/** What a setting does, asked as done: "Show line numbers" → "Are line numbers shown?", as people do who do not repeat its label. */

/** Verbs that labels of settings begin with, and how their things then are. @type {Record<string, string>} */
const DONE = {
  show: "shown",
  hide: "hidden",
  enable: "enabled",
  disable: "disabled",
  allow: "allowed",
  block: "blocked",
  send: "sent",
  share: "shared",
  save: "saved",
  sync: "synced",
  open: "opened",
  use: "used",
  play: "played",
  wrap: "wrapped",
  mark: "marked",
  keep: "kept",
  remember: "remembered",
  restore: "restored",
  reduce: "reduced",
  invert: "inverted",
  add: "added",
  require: "required",
  include: "included",
  highlight: "highlighted",
  display: "displayed",
  check: "checked",
  download: "downloaded",
  update: "updated",
  read: "read",
  trim: "trimmed",
  group: "grouped",
  sort: "sorted",
  confirm: "confirmed",
  limit: "limited",
  pause: "paused",
  mute: "muted",
};

/** @param {string} label @returns {string[]} questions; none where the label begins with no such verb */
export function doneQuestions(label) {
  const [, verb = "", rest = ""] = /^(\w+) (?:the |my |all )?(.+)$/.exec(label.trim()) ?? [];
  const done = DONE[verb.toLowerCase()];
  if (done === undefined || /\b(?:before|when|after|as|if|me|to|in|on|with|for)\b/.test(rest)) return [];
  const noun = rest.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  const be = /[^s]s$/.test(noun.split(/ (?:of|at|by) /)[0] ?? "") ? "are" : "is";
  const be2 = `${be[0]?.toUpperCase()}${be.slice(1)}`;
  return [
    `${be2} ${noun} ${done}?`,
    `${be2} the ${noun} ${done}?`,
    `Will ${noun} be ${done}?`,
    `Does it ${verb.toLowerCase()} ${noun}?`,
    `Do we ${verb.toLowerCase()} ${noun}?`,
    `${be2} ${noun} being ${done} or not?`,
    `Tell me whether ${noun} ${be} ${done}.`,
    `Did they choose to ${verb.toLowerCase()} ${noun}?`,
  ];
}
