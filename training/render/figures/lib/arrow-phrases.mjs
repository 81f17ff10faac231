/** Further words for where arrows lead, shared by the sets with diagrams: which way a question asks is what is hard to learn. */

const BOX = "{box|node|block|element|item|component|part|step|one|thing}";
const ARROW = "{arrow|edge|line|connection|link}";

export const OUTWARD = [
  `{Which|What} ${BOX} {is|comes|stands|lies} {behind|downstream of|directly after|one arrow after|one step on from} %x?`,
  `{Where|At what|At which ${BOX}|In what} does the ${ARROW} {that leaves|leaving|that starts at|starting at|coming out of|out of|from} %x {end|stop|arrive|finish}?`,
  `%x {points|leads|goes|flows|is linked|is connected} {to|into|towards} {what|which ${BOX}|where}?`,
  `{What|Which ${BOX}} {does|can|will} {one|you|we|I} {reach|get to|arrive at} {from|after|when leaving} %x?`,
  `{What|Which ${BOX}} does %x {feed|trigger|start|hand on to|pass on to|reach|precede|provide}?`,
  `{What|Which ${BOX}} is {fed|triggered|reached|called|used|pointed at|entered} {by|from} %x?`,
  `{Target|destination|end|head} of the ${ARROW} {from|out of|leaving} %x?`,
  `{Show|Name|Tell|Give} me {what|the ${BOX} that} {comes after|follows|is behind} %x.`,
  `Starting at %x, where {does the ${ARROW} go|do I go next|do we end up}?`,
  `Leave %x: {what|which ${BOX}} {is|comes} next?`,
  `What has %x as its {source|origin|predecessor|input}?`,
];

export const INWARD = [
  `{Which|What} ${BOX} {is|comes|stands|lies} {ahead of|upstream of|directly before|one arrow before|one step back from} %x?`,
  `{Where|At what|At which ${BOX}} does the ${ARROW} {that enters|entering|that ends at|ending at|going into|into|to} %x {start|begin|originate|come from}?`,
  `{What|Which ${BOX}|Who} {points|leads|goes|flows|is linked|sends its ${ARROW}} {to|into|towards|at} %x?`,
  `{From what|From which ${BOX}|From where} does {one|it|the flow|the path} {reach|enter|get into|arrive in} %x?`,
  `{What|Which ${BOX}} {feeds|triggers|starts|hands on to|passes on to|reaches|precedes|provides} %x?`,
  `{By|From} {what|which ${BOX}|whom} is %x {fed|triggered|reached|called|used|pointed at|entered}?`,
  `%x is {reached|fed|called|used|entered|triggered} {from|by} {what|which ${BOX}|whom}?`,
  `{Source|origin|start|tail} of the ${ARROW} {to|into|ending at} %x?`,
  `{Show|Name|Tell|Give} me {what|the ${BOX} that} {comes before|precedes|leads to|points to} %x.`,
  `{Going|Walking|Step} back from %x, {what|which ${BOX}} {is there|do I meet|comes}?`,
  `{Follow|Trace} the ${ARROW} back from %x: where {did it start|does it begin|do you land}?`,
  `What has %x as its {target|destination|successor|output}?`,
  `{incoming|inbound} ${ARROW} of %x: from {where|what|which ${BOX}}?`,
];

export const BETWEEN = [
  `{What|Which word|Which text} {is|stands|is written} {beside|next to|along|over|on} the ${ARROW} {between|that joins|joining} %x and %y?`,
  `%x {to|→|->} %y: {what does the ${ARROW} say|which label|what is it called|label}?`,
  `{Name|Tell me|Give|What is} the {caption|label|text|word} {of|on} the ${ARROW} {that leads|leading|going|} from %x to %y?`,
  `Under what {name|label|heading} does %x {lead|go|point|connect} to %y?`,
  `{What|Which word} {takes|brings|moves} {us|you|one} from %x to %y?`,
];

export const ALONG = [
  `{Where|To what|To which ${BOX}} does the ${ARROW} {labelled|called|named|with|with the label} %l {from|out of|that leaves} %x {lead|go|point|end}?`,
  `{At|From|Leaving|Starting at} %x, {take|follow|go along|choose} %l: {what|which ${BOX}} {comes|is reached|do I get to}?`,
  `%x with %l: {where does it go|what comes next|next ${BOX}}?`,
  `{What|Which ${BOX}} {is reached|comes|is next} {from|after} %x {by way of|along|under|on} %l?`,
  `{What|Which ${BOX}} {does|is} %x {connected to|lead to|point to} {with|under|by} the label %l?`,
  `When %x {says|gives|yields|is} %l, {which ${BOX} is reached|what does the ${ARROW} lead to|where are we sent}?`,
];
