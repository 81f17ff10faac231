/** Question grammars of arrows and who is at which end. */
import { INWARD, OUTWARD } from "../../lib/arrow-phrases.mjs";

export const DIRECTION = [
  "{In which|What|Which} direction {does|has} %m {go|point|run}?",
  "{From whom to whom|From where to where} {does|is} %m {go|sent}?",
  "Between which {participants|two} does %m {go|run}, and {which way|in which direction}?",
  "%m: from {whom|where} to {whom|where}?",
  "who sends %m to whom",
  "Who sends %m, and to whom?",
  "Which way does the arrow %m point?",
];
export const SENDER = [
  "{Who|Which participant|What} {sends|issues|emits} %m?",
  "{From whom|From where|Where} does %m come{| from}?",
  "{Sender|source|origin} of %m?",
  "Where does the arrow %m start?",
  "who is sending %m",
  "By whom is %m sent?",
  "Whose message is %m?",
];
export const RECEIVER = [
  "{Who|Which participant|What} {receives|gets} %m?",
  "{To whom|Where} {is|does} %m {sent|go}{| to}?",
  "{Receiver|target|recipient} of %m?",
  "Where does the arrow %m {end|point|arrive}?",
  "who gets %m",
  "At whom does %m arrive?",
  "For whom is %m?",
];
export const LINE_STYLE = [
  "Is %m {solid or dashed|dashed or solid|drawn dashed|a dashed line}?",
  "How is {the arrow |}%m drawn?",
  "{line style|line} of %m?",
];
export const IS_SENDER = [
  "Does %x {send|issue} %m?",
  "Is %m sent by %x?",
  "Does %m come from %x?",
  "Is %x the sender of %m?",
];
export const SENDS = [
  "{What|Which messages} does %x {send|emit}?",
  "{Which|What} messages {leave|start at|come from|are sent by} %x?",
  "outgoing messages of %x?",
  "What is sent by %x?",
  "messages from %x",
];
export const GETS = [
  "{What|Which messages} does %x {receive|get}?",
  "{Which|What} messages {arrive at|reach|end at|are sent to} %x?",
  "incoming messages of %x?",
  "What is sent to %x?",
  "messages to %x",
];
export const SENDS_TO = [
  "Does %a {send|say} {anything|something|a message} to %b?",
  "Is there {a message|an arrow} from %a to %b?",
  "Does %b {get|receive} {anything|something} from %a?",
  "Does %a talk to %b directly?",
];
export const OUT = [
  ...OUTWARD,
  "{Where|To what} does %x {lead|point|go}{| to}?",
  "{Which|What} {boxes|nodes} does %x {point|lead} to?",
  "{outgoing|outbound} {edges|arrows} of %x?",
  "{What|Which box} {comes after|follows|is reached from} %x?",
  "What does %x point at?",
  "Where do the arrows from %x end?",
];
export const IN = [
  ...INWARD,
  "{What|Which box|Which node} {points|leads} to %x?",
  "{incoming|inbound} {edges|arrows} of %x?",
  "{From where|From which box} do we get to %x?",
  "Where do the arrows into %x {start|come from}?",
  "Which {boxes|nodes} have an arrow to %x?",
  "{What|Which} is the predecessor of %x?",
];
export const WHICH_WAY = [
  "{In which|Which} direction does the arrow between %a and %b {go|point}?",
  "Which way does the arrow between %a and %b go?",
  "%a and %b: who points to whom?",
  "Does the arrow go from %a to %b or the other way{| round}?",
  "At which end is the arrow head, %a or %b?",
];
export const LEADS_TO = [
  "Does %a {lead|point|go} to %b?",
  "Is there an arrow from %a to %b?",
  "Can I get {directly |}from %a to %b?",
  "Does an edge go from %a to %b?",
];
