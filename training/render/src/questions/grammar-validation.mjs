/** Phrasings of the validation questions. About half of them are not in `grammar.mjs`. */
import { grammar } from "./grammar.mjs";

const lines = (/** @type {string} */ text) => text.trim().split(/\s*\|\s*/);

/** @type {Record<string, string[]>} */
const own = {
  title: lines(
    `What heading does this {P} carry?|Which words head the {P}?|Please read out the title.|Under what title does this {P} run?|What's it titled?|How does the caption at the top read?`,
  ),
  value: lines(
    `Which entry has been made for {X}?|What do I find under {L}?|What is noted for {X}?|Please read out {X}.|What have they put in {X}?|{L} is what?|Which content does {X} hold?`,
  ),
  choice: lines(
    `What has been selected as {L}?|To which option is {X} set?|Which setting applies for {X}?|What did the user select for {X}?|Which of the options for {X} is the chosen one?|What does {X} stand at?`,
  ),
  labelOf: lines(
    `To which entry does the text "{V}" belong?|"{V}" is entered where?|What is the name of the field that reads {V}?|Which thing equals {V}?`,
  ),
  activeTab: lines(
    `Which of the tabs is in front?|What's the tab in use?|The content of which tab is displayed?|Which tab did they open?`,
  ),
  activeNav: lines(
    `Which entry of the side navigation is marked?|What part of the site is open according to the side menu?|Which link on the side is emphasised?`,
  ),
  activeTop: lines(`Which header link is marked?|What is marked in the bar at the top?`),
  activeStep: lines(
    `How far has the process come: which step?|Which step is marked as the current one?|At what step do we stand?`,
  ),
  activeRow: lines(
    `Which {S} did they pick in the table?|Which entry of the table is marked?|What is the marked row about?`,
  ),
  activeItem: lines(`Which of the {N} stands out as selected?|What did they select among the {N}?`),
  checked: lines(`Has {X} been ticked?|Was {X} switched on?|Does {X} have a tick or is it on?|{L}, is that on?`),
  whichChecked: lines(`Where do you see ticks?|Which of the boxes carry a tick?`),
  error: lines(
    `Which failure is reported?|How does the error read?|What is the complaint of the program?|What do they say went wrong?|Give me the wording of the error.`,
  ),
  fieldError: lines(`What does the form complain about at {X}?|What must be corrected in {X}?`),
  message: lines(`How does the {A} read?|What is the wording of the {A}?|What is said in the {A}?`),
  question: lines(
    `What explanation stands in the box?|What does the dialog text tell?|Read out what stands under the title.`,
  ),
  button: lines(
    `By what button can I {W}?|Where should I click if I want to {W}?|What is there to {W}?|With which button would I {W}?`,
  ),
  primary: lines(`Which button draws most attention?|Which of the buttons is filled with colour?`),
  buttons: lines(`What are the buttons labelled?|Which buttons does it offer?`),
  go: lines(`Which entry leads me where I can {W}?|What would I follow to {W}?`),
  cell: lines(
    `What entry has {R} in the column {C}?|Under {C}, what does {R} have?|What does the table give as {C} for {R}?|Find {R}: what is its {C}?`,
  ),
  rowBy: lines(
    `To which {S} belongs the {C} {V}?|{V} is the {C} of which {S}?|Where in the table do I find the {C} {V}?`,
  ),
  columns: lines(`What are the columns called?|By which names do the columns go?`),
  sorted: lines(`Which column rules the order of the rows?|What is the table arranged by?`),
  max: lines(`Which {S} tops the list by {C}?|Where do we find the greatest {C}?`),
  min: lines(`Which {S} is at the bottom by {C}?|Where do we find the least {C}?`),
  below: lines(`Which {K} do I see immediately beneath {X}?|Directly under {X} is which {K}?`),
  above: lines(`Which {K} do I see immediately over {X}?|Directly over {X} is which {K}?`),
  right: lines(`Going right from {X}, which {K} comes?|Which {K} has {X} on its left?`),
  left: lines(`Going left from {X}, which {K} comes?|Which {K} has {X} on its right?`),
  next: lines(`Which {K} comes directly behind {X}?|Following {X}, which {K} is it?`),
  previous: lines(`Which {K} comes directly ahead of {X}?|Just ahead of {X} is which {K}?`),
  meta: lines(`What is given at the far right of {X}?`),
  sub: lines(`What smaller text belongs to {X}?`),
  badge: lines(`What figure is attached to {L}?`),
  price: lines(`What would {L} set me back?`),
  placeholder: lines(`Which example stands in the empty {X}?`),
  required: lines(`Which inputs may not stay empty?`),
  brand: lines(`What is the product named?`),
  count: lines(`What is the total of {KS}?|{KS}: how many?`),
};

/** @type {Record<string, string[]>} */
export const validationGrammar = Object.fromEntries(
  Object.entries(grammar).map(([kind, train]) => {
    const mine = own[kind] ?? [];
    // Half of the draws fall on the own phrasings.
    const times = mine.length === 0 ? 0 : Math.max(1, Math.round(train.length / mine.length));
    return [kind, [...train, ...Array.from({ length: times }, () => mine).flat()]];
  }),
);
