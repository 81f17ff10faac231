/** Question grammars of flowcharts. */
import { ALONG, BETWEEN, INWARD, OUTWARD } from "../../lib/arrow-phrases.mjs";

export const NEXT = [
  ...OUTWARD,
  "{What|Which step} {comes|follows|happens|is} {after|right after|directly after|next after} %x?",
  "What {is|comes} {next|the next step} {after|following} %x?",
  "What {do we do|do I do|happens|is done} after %x?",
  "Where does {the arrow from |}%x {lead|go|point}{| to}?",
  "{Next step|next|what's next} after %x?",
  "{Once|When|As soon as} %x is done, what {is next|comes next|follows}?",
  "After %x, {what comes|where do we go|what follows}?",
  "%x is followed by {what|which step}?",
  "Name the step {after|following} %x.",
  "Follow the arrow {out of|from} %x: where does it {end|go|lead}?",
  "Which {box|node|step} does %x point {to|at}?",
];

export const PREVIOUS = [
  ...INWARD.map((phrase) => phrase.replaceAll("%x", "%y")),
  "{What|Which step} {comes|is|happens} {before|right before|directly before|just before} %y?",
  "What {leads|goes|points} to %y?",
  "{From where|From which step} do we {get|come} to %y?",
  "{Step|What's} before %y?",
  "Which {box|node|step} {points|leads} to %y?",
  "How do we {get to|reach|arrive at} %y?",
  "What {precedes|has to happen before} %y?",
  "Name the step {before|preceding} %y.",
  "What is the {previous step|predecessor} of %y?",
  "Before %y, what {happens|comes}?",
];

export const BRANCH = [
  ...ALONG,
  "Where does the %l {branch|arrow|path|edge|exit} {of|from} %x {lead|go}{| to}?",
  "What {happens|comes next|follows} if %x is {answered with |}%l?",
  "If {the answer to |}%x is %l, {what happens|what comes next|where do we go|what is done}?",
  "%x: what {happens|comes} {on|for|with} %l?",
  "From %x, where does %l {lead|go}?",
  "{Follow|Take} the %l {branch|arrow} of %x. Where {do you end up|does it lead}?",
  "Which step {follows|comes after} %x {when it is|with|in case of|for} %l?",
  "What is the {next step|consequence} when %x gives %l?",
  "In case of %l at %x, what {is next|do we do}?",
  "%l branch of %x?",
];

export const IF_BRANCH = [
  "What {happens|do we do|comes next} {if|when} %x! is %l?",
  "%x!: %l. {And then|What next|Where do we go}?",
  "Suppose %x!? The answer is %l. What {comes|is} next?",
  "Which step {do we reach|comes} when the answer to %x! is %l?",
];

export const EDGE_LABEL = [
  ...BETWEEN,
  "What {is written on|does it say on|is the label of|label is on} the {arrow|edge|line|connection} from %x to %y?",
  "{Which|What} {condition|answer|branch|label} leads from %x to %y?",
  "{On|Under} which {condition|answer} does %x {lead|go} to %y?",
  "When do we {go|get|move} from %x to %y?",
  "Read the label {between|on the arrow between} %x and %y.",
  "How is the {arrow|edge} {from|between} %x {to|and} %y {labelled|labeled|marked}?",
];

export const CONNECTS = [
  ...OUTWARD,
  "What {does|is} %x {connect to|connected to|lead to|linked to}?",
  "{Where|To which steps} does %x {go|lead|branch}{| to}?",
  "{Which|What} {nodes|boxes|steps} {come after|follow|does} %x{| lead to}?",
  "{What are|Name} the {outcomes|successors|next steps|targets} of %x{?|.}",
  "{Where|What} can {we go|come} {from|after} %x?",
  "Which {arrows|connections} leave %x?",
];

export const LEADS = [
  "Does %x {lead|go|connect|point} {directly |}to %y?",
  "Is there an {arrow|edge|connection} from %x to %y?",
  "Is %y {the step|what comes|what follows} {directly |right |}after %x?",
  "Do we {go|get} from %x {straight |directly |}to %y?",
  "%x → %y, is that {right|in the diagram|shown}?",
  "Does %y {follow|come directly after} %x?",
];

export const FIRST_STEP = [
  "{What|Which} is the {first|very first|initial} {step|node|box}?",
  "Where does {the {process|flow|flowchart|diagram}|it|everything} {start|begin}?",
  "{What|Which step} comes first?",
  "How does {the process|the flow|it} {start|begin}?",
  "{first step|start|starting point}?",
  "What {starts|triggers} the {process|flow}?",
  "What's at the {start|beginning} of the {process|flowchart}?",
  "Name the {first|starting} {step|node}.",
];

export const LAST_STEP = [
  "{What|Which} is the {last|final|very last} {step|node|box}?",
  "Where does {the {process|flow|flowchart|diagram}|it|everything} {end|stop|finish}?",
  "{What|Which step} comes last?",
  "How does {the process|the flow|it} {end|finish}?",
  "{last step|end|final step}?",
  "What's at the end of the {process|flowchart}?",
  "Name the {last|final} {step|node}.",
];

export const NODE_KIND = [
  "What kind of {node|shape|element} is %x?",
  "{Is|What is} %x{, | }{a step or a decision|a process or a decision}?",
  "What does the shape of %x {mean|stand for}?",
  "Which role does %x play in the flowchart?",
];

export const WHICH_DECISIONS = [
  "{Which|What} {decisions|conditions|questions} {are there|have to be made|are checked|does the flowchart contain}?",
  "{What|Which things} {is|are} {checked|decided|asked}{| in this flow| here}?",
  "{List|Name} the {decision|decisions|decision points|conditions}.",
  "What {does|is} the {diamond|decision} {say|about}?",
];

export const IN_GROUP = [
  "{Which|What} {group|subgraph|frame|section|box} {is|does} %x {in|belong to|part of}?",
  "Where does %x belong?",
  "%x {belongs to|is part of|sits in} {which|what} {group|frame}?",
  "In {which|what} {group|frame|phase|section} do we find %x?",
];

export const GROUP_HAS = [
  "What {is|belongs} {in|inside|to} {the group |}%g?",
  "{Which|What} {steps|nodes} are in %g?",
  "What does %g {contain|consist of|include}?",
  "{List|Name} the {members|nodes|steps} of %g.",
];
