/** Question grammars of file trees. */

export const WHERE = [
  "{Where|In which folder} is %f{| located}?",
  "{Which|What} {folder|directory} {contains|holds|has} %f?",
  "In {which|what} {folder|directory} do I find %f?",
  "{Folder|parent|location} of %f?",
  "Where can I find %f?",
  "%f is in {which|what} folder?",
  "Where does %f {live|belong}?",
];

export const INSIDE = [
  "{What|Which files} {is|are} in{| the folder} %d?",
  "What does {the folder |}%d {contain|hold}?",
  "{List|Name|Show} the {contents|files|content} of %d.",
  "{contents|files} of %d?",
  "What's inside %d?",
  "What do I find in %d?",
];

export const SELECTED = [
  "{Which|What} file is {selected|highlighted|active|marked}?",
  "{selected|highlighted|active|current} file?",
  "{What|Which entry} is {selected|highlighted}{| in the tree}?",
  "Which file is the user on?",
  "{Which|What} file {is open|was clicked|has the focus}?",
  "Name the {selected|highlighted} {file|entry}.",
];
