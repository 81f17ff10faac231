/** Question grammars of code. */

export const OPEN_FILE = [
  "{Which|What} file is {open|active|shown|selected|being edited}?",
  "{Which|What} {tab|file} is {active|selected|in front|current}?",
  "{What is|What's} the {file name|name of the file|open file|active tab}?",
  "{active|current|open} {file|tab}?",
  "Which file am I {looking at|editing|in}?",
  "{In which|What} file is this{| code}?",
  "Name the {open|active|current} file.",
];

export const DEFINITION = [
  "{Where|How} is %f {defined|declared}?",
  "{Show|Quote|Read} the definition of %f.",
  "{Which|What} {parameters|arguments} does %f {take|have|expect}?",
  "What is the signature of %f?",
  "{signature|parameters|arguments} of %f?",
  "How do I call %f?",
];

export const LINE_OF = [
  "{On|In} {which|what} line is %f{| defined| declared}?",
  "{Which|What} line {is %f on|does %f start on|holds %f}?",
  "{Line|line number} of %f?",
  "Where {is|does} %f {defined|begin|start}?",
  "What is the line number of %f?",
  "Give me the line of the function %f.",
];

export const RETURNS = [
  "What does %f {return|give back|yield}?",
  "{What is|Which value is} returned by %f?",
  "{Return value|return} of %f?",
  "What {comes|do we get} back from %f?",
  "{Read|Quote} the return statement of %f.",
  "What is the result of %f?",
];

export const VALUE = [
  "{What is|What's} the value of %c?",
  "{What|Which value} is %c {set to|assigned|given}?",
  "{What|How much} is %c?",
  "%c?",
  "{Value of|value for} %c?",
  "To what is %c set?",
  "{Read|Give} {me |}the value {of|assigned to} %c.",
  "What does %c {equal|contain|hold}?",
  "What is {assigned|stored} {to|in} %c?",
];

export const IMPORTS = [
  "{What|Which modules|Which packages|Which libraries} {is|are|does it} {imported|import}?",
  "{List|Name|Read} the imports.",
  "{imports|dependencies}?",
  "What does {the file|this code} {import|depend on}?",
  "Which {modules|libraries} does {the code|this file} use?",
];
