/** Question grammars of documentation. */
export const PATH_FOR = [
  "{Which|What} {endpoint|path|operation|route} {do I call to|serves to} %n!?",
  "{Which|What} {endpoint|path|URL} do I {use|call|need} to %n!?",
  "How do I %n!?",
  "endpoint to %n!?",
  "I want to %n!. Which {path|operation}?",
  "where can i %n!",
];
export const METHOD = [
  "{Which|What} {HTTP method|method|verb} does %p {have|use|take}?",
  "{method|verb} of %p?",
  "With {which|what} method is %p called?",
  "Is %p a GET or a POST?",
];
export const DOES = [
  "What does %m! %p! do?",
  "What is %m! %p! for?",
  "{Explain|Describe} %m! %p!.",
  "%m! %p!?",
  "{Purpose|description} of %m! %p!?",
];
export const OPENED = [
  "{Which|What} {operation|endpoint} is {open|expanded|unfolded}?",
  "{open|expanded} {operation|endpoint}?",
  "{Which|What} endpoint's details are {shown|visible}?",
  "Which of the operations {is|was} opened?",
];
export const TYPE = ["{What|Which} type is the parameter %n?", "type of %n?", "Of {what|which} type is %n?"];
export const PLACE = [
  "Where {does %n go|is %n sent|do I put %n}?",
  "Is %n in the path, the query or the body?",
  "place of %n?",
  "In what part of the request is %n?",
];
export const MEANS = [
  "What does {the code |the status |}%c mean?",
  "{meaning|description} of %c?",
  "When do I get {a |}%c?",
  "%c?",
  "What {is|stands at} response %c?",
];
export const CODE_FOR = [
  "{Which|What} {code|status|status code|response} {means|stands for|is} “%t!”?",
  "{code|status code} for %t!?",
  "{Which|What} response says %t!?",
];
export const TOP = [
  "{Which|What} {item|link|entry} of the {top bar|header|top navigation} is {active|selected|highlighted|underlined}?",
  "active link {at the top|in the header}?",
  "{Which|What} part of the site am I in?",
];
export const ENTRY = [
  "{Which|What} {entry|page|item|topic} is {selected|active|highlighted|current} in the {sidebar|side bar|navigation|menu on the left}?",
  "{Which|What} page am I on?",
  "selected {page|entry} in the sidebar?",
  "What is highlighted on the left?",
  "where am i in the docs",
  "Which of the topics is open?",
];
export const SECTION = [
  "{Which|What} {section|entry} is {active|highlighted|selected} in the {table of contents|list on the right|“On this page” list}?",
  "active section{| on the right}?",
  "What is highlighted on the right?",
  "{Which|What} section am I {in|reading}?",
];
export const CODE_TAB = [
  "{Which|What} {tab|package manager} is {active|selected|underlined|chosen}{| above the command| over the code}?",
  "{active|selected} tab?",
  "{For|Of} which package manager is the command shown?",
  "Which of the tabs is {selected|highlighted|the current one}?",
];
