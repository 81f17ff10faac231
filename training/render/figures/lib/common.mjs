/** Question grammars that several kinds of picture share. */
const PICTURE = "{diagram|picture|image|chart|figure|graphic}";

export const KIND_OF_PICTURE = [
  `{What|Which} {kind|type|sort} of {diagram|picture|image|figure|chart} is {this|that|shown|it}?`,
  `What {is this|am I looking at|do I see here|does this show}?`,
  `{Which|What} diagram type is used{| here}?`,
  `Name the {type|kind} of this ${PICTURE}.`,
  `Identify the {kind of diagram|diagram type}.`,
  `{diagram|chart|picture} type?`,
  `Is this a screenshot, a diagram or a photo?`,
];
export const DESCRIBE = [
  `Describe {this|the} {image|picture|diagram|figure|screenshot}{| in one sentence| briefly| in short}.`,
  `{What is|What's} {in|shown in} {this|the} {image|picture|diagram|figure}?`,
  `{Summarise|Summarize|Explain} {this|the} {image|picture|diagram|figure}{| briefly}.`,
  `Give {me |}{a short|a brief|a one-sentence} {description|summary}{| of this image| of the picture}.`,
  `What does {this|the} {diagram|picture|image} {show|depict|tell us}?`,
  `{Can|Could} you describe {this|the image|the picture}?`,
];
export const ALT_TEXT = [
  `{Write|Suggest|Give me|Generate|Propose} {an |}alt text{| for this image| for this| for the picture}.`,
  `{What would be|What is} a good alt text{| for this image| here}?`,
  `{Alt text|alt text}{|, please| please}{?|.}`,
  `I need {an |}{alternative|alt} text for this {image|figure|picture}.`,
];
export const TITLE = [
  `What is the title{| of {this|the} {diagram|chart|picture|figure|image}}?`,
  `{What|How} is {this|the} {diagram|chart|figure} {called|titled|named}?`,
  `Read the {title|heading}.`,
  `{What does|What's} the {title|heading|headline} {say|at the top}?`,
  `Which title does {it|the diagram|the figure} have?`,
  `title?`,
  `Under which title is this shown?`,
  `What is this {diagram|chart|figure|picture} about?`,
];
