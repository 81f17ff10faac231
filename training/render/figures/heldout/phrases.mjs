/** Phrasings of the frozen figures that no training question has; by the training grammar in whose place they stand. */
import { TITLE } from "../lib/common.mjs";
import * as chart from "../sets/charts/phrases.mjs";
import * as graph from "../sets/graphviz/phrases.mjs";
import * as flow from "../sets/mermaid/flowchart-phrases.mjs";

/** @type {ReadonlyMap<unknown, readonly string[]>} */
export const OWN = new Map([
  [TITLE, ["What {words|heading} stand over this figure?", "{Please read|Quote} the caption at the top.", "What is the figure's headline?"]],
  [flow.NEXT, ["Having finished %x, {what do I turn to|what is up next}?", "{Which|What} box is the successor of %x?", "%x hands over to {which step|what}?"]],
  [flow.PREVIOUS, ["{Which|What} step hands over to %y?", "What do I have to finish to {arrive at|get into} %y?", "{Which|What} box comes ahead of %y?"]],
  [flow.BRANCH, ["At %x somebody says %l. {Where do they go|What is their next box}?", "{Which|What} box does the way marked %l out of %x reach?", "With %l at %x, {where do I land|which step do I reach}?"]],
  [flow.IF_BRANCH, ["Say %x! turns out %l: {which box is reached|what has to be done}?"]],
  [flow.EDGE_LABEL, ["{What word|Which text} stands on the way from %x to %y?", "%x to %y: what is the arrow marked with?"]],
  [flow.CONNECTS, ["{Which|What} box is at the end of an arrow that starts in %x?", "From the box %x, where may one go?"]],
  [flow.FIRST_STEP, ["With what does it all begin?", "At which box do I enter this chart?"]],
  [flow.LAST_STEP, ["With what is it all over?", "At which box does everything come to its close?"]],
  [graph.OUT, ["Starting in %x, which box does an arrow take me to?", "{What|Which box} lies at the far end of an arrow out of %x?"]],
  [graph.INTO, ["From which box does an arrow come to %x?", "{What|Which box} has an arrow that arrives at %x?"]],
  [graph.EDGE, ["{What word|Which text} stands on the way from %x to %y?", "%x to %y: what is the arrow marked with?"]],
  [graph.BY_LABEL, ["{Which|What} box does the arrow marked %l out of %x reach?", "Leaving %x by %l, where do I land?"]],
  [chart.X_AXIS, ["What has been written along the horizontal axis as its name?", "By what name does the x-axis go?"]],
  [chart.Y_AXIS, ["What has been written along the vertical axis as its name?", "By what name does the y-axis go?"]],
  [chart.UNIT, ["In what are the figures of the axis counted?"]],
  [chart.LEGEND, ["Which names does the key to the colours list?", "What names belong to the colours?"]],
  [chart.HIGHEST, ["{Which|What} is ahead of all the others?", "Whose bar or slice outdoes the rest?"]],
  [chart.LOWEST, ["{Which|What} is behind all the others?", "Whose bar or slice is the least of them?"]],
  [chart.PEAK, ["At which point along the axis does the curve stand highest?"]],
  [chart.TROUGH, ["At which point along the axis does the curve stand lowest?"]],
]); // prettier-ignore
