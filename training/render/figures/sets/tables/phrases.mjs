/** Question grammars of tables. */

export const CELL = [
  "{What is|What's} the %c! {of|for} %r?",
  "%c! of %r?",
  "{Which|What} %c! {does %r have|is given for %r|belongs to %r}?",
  "{Look up|Find|Read|Give me} the %c! {of|for} %r.",
  "{For|In the row} %r, {what is|what's} the %c!?",
  "What does the table {say|show|give} {for|as} the %c! of %r?",
  "%r: %c!?",
  "Tell me the %c! of %r.",
  "What stands under %c! {in the row of|for|at} %r?",
];

export const ROW_OF = [
  "{Which|What} %k! {has|shows} the %c! %v?",
  "{Whose %c! is|For which %k! is the %c!} %v?",
  "{Who|What|Which row} has %v {as|in} {the |}%c!?",
  "Find the %k! with the %c! %v.",
  "%v is the %c! of {what|which %k!}?",
  "To which %k! does the %c! %v belong?",
];

export const HIGHEST = [
  "{Which|What} %k! has the {highest|largest|most|greatest|maximum} %c!?",
  "{Highest|largest|biggest|max} %c!?",
  "{Where|In which row} is the %c! {highest|largest}?",
  "{Who|What} leads {in|by} %c!?",
  "What is the {highest|maximum|largest} %c!?",
  "Find the row with the {highest|largest} %c!.",
];

export const LOWEST = [
  "{Which|What} %k! has the {lowest|smallest|least|minimum} %c!?",
  "{Lowest|smallest|min} %c!?",
  "{Where|In which row} is the %c! {lowest|smallest}?",
  "What is the {lowest|minimum|smallest} %c!?",
  "Find the row with the {lowest|smallest} %c!.",
];

export const IS = [
  "Is the %c! of %r %v?",
  "Does %r have the %c! %v?",
  "%r: is the %c! %v?",
  "Is %v the %c! {of|for} %r?",
  "Does the table {say|show} %v {for|as %c! of} %r?",
];
