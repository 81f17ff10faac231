/** Question grammars of class and entity relationship diagrams. */

export const ATTRIBUTES = [
  "{What|Which} {attributes|fields|properties|columns} does %x have?",
  "{List|Name} the {attributes|fields|properties} of %x.",
  "{What|Which data} {is stored|does it store} in %x?",
  "{attributes|fields} of %x?",
  "What is in %x?",
  "Of what does %x consist?",
];

export const CLASS_METHODS = [
  "{What|Which} {methods|operations|functions} does %x have?",
  "{List|Name} the {methods|operations} of %x.",
  "What can {a |an |}%x do?",
  "{methods|operations} of %x?",
  "Which operations {are defined|stand} in %x?",
];

export const FIELD_TYPE = [
  "{What|Which} {type|data type} {is|does} %f {of|in} %x{| have}?",
  "What type {is|has} %f in %x?",
  "{Type|data type} of %f {in|of} %x?",
  "Of {what|which} type is the {attribute|field} %f of %x?",
  "How is %f {typed|declared} in %x?",
];

export const OWNER = [
  "{Which|What} class {has|defines|contains|offers} {the method |}%m?",
  "Where is %m {defined|declared}?",
  "{Whose method|To which class does} %m {is that|belong}?",
  "Who {has|implements} %m?",
];

export const INHERITS = [
  "{What|Which class} does %b {inherit from|extend|derive from}?",
  "{What|Which} is the {parent|base|super} class of %b?",
  "{parent|superclass|base class} of %b?",
  "%b {extends|inherits from} {what|which class}?",
  "From {what|which class} is %b derived?",
];

export const SUBCLASS = [
  "{What|Which class} {inherits from|extends|derives from} %a?",
  "{Which|What} is {a|the} {subclass|child class} of %a?",
  "{subclass|child} of %a?",
  "Who extends %a?",
];

export const RELATION = [
  "{What|How} {is the relation|are they related|is the relationship} between %a and %b{| called| labelled}?",
  "How {is|are} %a {and|related to|connected to|linked to} %b{| related| connected}?",
  "What {is written on|is the label of} the {line|arrow|relation} {from|between} %a {to|and} %b?",
  "{Relation|label} between %a and %b?",
  "What does %a {have to do|do} with %b?",
  "Read the label between %a and %b.",
];
