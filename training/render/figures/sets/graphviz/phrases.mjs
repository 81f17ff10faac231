/** Question grammars of graphs. */
import { ALONG, BETWEEN, INWARD, OUTWARD } from "../../lib/arrow-phrases.mjs";

export const OUT = [
  ...OUTWARD,
  "{What|Which component} {does|is} %x {connect to|connected to|point to|linked to}?",
  "{Where|To what} do the arrows {from|of|out of} %x {go|lead|point}?",
  "What {does %x use|does %x depend on|does %x call|comes after %x}?",
  "{Which|What} {nodes|components} {come after|follow} %x?",
  "{Dependencies|targets|successors} of %x?",
  "Where does %x {lead|go|send data}{| to}?",
  "%x talks to {whom|what}?",
  "Which arrows {leave|start at} %x?",
];

export const INTO = [
  ...INWARD,
  "{What|Which component} {connects|points|leads|is linked} to %x?",
  "{Who|What} {uses|calls|depends on|needs} %x?",
  "{From where|Where} does %x get its {input|data|arrow}{| from}?",
  "What {comes|is} before %x?",
  "Which arrows {end at|arrive at|enter} %x?",
  "{Predecessors|users|sources} of %x?",
];

export const EDGE = [
  ...BETWEEN,
  "What is {written on|the label of} the {arrow|edge|line|connection} from %x to %y?",
  "{How|Over which protocol|By what} {does|is} %x {talk|connected|linked} to %y?",
  "{Label|relation|protocol} {between|on the arrow between} %x and %y?",
  "{Read|Give} the label {between|of the arrow between} %x and %y.",
  "What {relates|connects|is between} %x and %y?",
];

export const BY_LABEL = [
  ...ALONG,
  "Where does the {arrow|edge|connection} %l {from %x |}{lead|go|point}?",
  "What does %x reach {through|by|over|via} %l?",
  "{To what|Where} does %l lead from %x?",
  "Follow %l from %x: where {do you end up|does it go}?",
];

export const LEADS = [
  "Does %x {lead|connect|point} to %y?",
  "Is there an {arrow|edge} from %x to %y?",
  "Is %x {directly |}connected to %y?",
  "Does %x {use|call|depend on} %y{| directly}?",
];
