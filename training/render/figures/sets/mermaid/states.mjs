import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE } from "../../lib/common.mjs";
import { EVENTS, STATES, distinct, madeUp } from "../../lib/words.mjs";

/** State diagram. @param {import("../../../src/prng.mjs").Random} random */
export function states(random) {
  const names = distinct(random.int(3, 6), () => (random.chance(0.88) ? random.pick(STATES) : madeUp(random)));
  const events = distinct(names.length + 3, () => random.pick(EVENTS));
  const edges = names.slice(1).map((_, i) => ({ from: i, to: i + 1, event: events.pop() }));
  for (let extra = random.int(0, 2); extra > 0; extra--) {
    const from = random.int(1, names.length - 1);
    const to = random.int(0, names.length - 1);
    if (from !== to && !edges.some((e) => e.from === from && e.to === to))
      edges.push({ from, to, event: events.pop() });
  }
  const ends = random.chance(0.5);
  const code = `stateDiagram-v2\ndirection ${random.pick(["TB", "TB", "LR"])}\n${names.map((n, i) => `state "${n}" as S${i}`).join("\n")}\n[*] --> S0\n${edges
    .map((e) => `S${e.from} --> S${e.to} : ${e.event}`)
    .join("\n")}${ends ? `\nS${names.length - 1} --> [*]` : ""}`;
  /** @param {import("../../lib/figure.mjs").Figure} figure */
  const ask = (figure) => {
    figure.labels = [...names];
    const ref = names.map((n) => figure.text(n));
    for (const e of edges) {
      const slots = { a: names[e.from], b: names[e.to], e: e.event };
      const refs = { a: ref[e.from], b: ref[e.to], e: figure.text(e.event) };
      figure.edge(refs.a, refs.b, refs.e);
      figure.turn("edge-label", EVENT, slots, "From %a to %b goes %e.", refs, [e.event]);
      figure.turn("branch", ON_EVENT, slots, "From %a, %e leads to %b.", refs, [slots.b]);
      if (edges.filter((o) => o.from === e.from).length === 1 && !(ends && e.from === names.length - 1))
        figure.turn("next", NEXT_STATE, slots, "After %a comes %b.", refs, [slots.b]);
      if (edges.filter((o) => o.to === e.to).length === 1 && e.to !== 0)
        figure.turn("previous", PREVIOUS_STATE, slots, "Before %b comes %a.", refs, [slots.a]);
    }
    figure.turn(
      "first",
      [
        "{What|Which} is the {initial|first|start} state?",
        "{Where|In which state} does {it|the machine|the diagram} {start|begin}?",
        "initial state?",
        "Which state comes first?",
        "What state {is entered first|do we start in}?",
      ],
      {},
      "%s comes first.",
      { s: ref[0] },
      [names[0]],
    );
    if (ends)
      figure.turn(
        "last",
        [
          "{What|Which} is the {final|last} state?",
          "{Where|In which state} does {it|the machine} end?",
          "Which state {leads to|comes before} the end?",
          "last state?",
        ],
        {},
        "%s comes last.",
        { s: ref[names.length - 1] },
        [names[names.length - 1]],
      );
    figure.count(
      ["How many states {are there|are shown|does it have}?", "{Number of|Count the} states{.|?}"],
      names.length,
      "state",
    );
    figure.turn("picture-kind", KIND_OF_PICTURE, {}, "This is a state diagram.", {}, [
      "state diagram",
      "state machine",
    ]);
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      `This state diagram shows ${names.length} states, from %a to %b.`,
      { a: ref[0], b: ref[names.length - 1] },
      ["state diagram"],
    );
    figure.turn("alt", ALT_TEXT, {}, "State diagram that starts in %a.", { a: ref[0] }, ["state diagram"]);
    figure.absent(NEXT_STATE, { a: madeUp(random) });
  };
  return { kind: "state-diagram", code, ask };
}

const EVENT = [
  "{What|Which event} {leads|goes|moves it|makes it go} from %a to %b?",
  "{How|When} do {we|you} get from %a to %b?",
  "What {triggers|causes} the {transition|change|switch} from %a to %b?",
  "{Label|event} {of the arrow |}between %a and %b?",
  "What is written on the arrow from %a to %b?",
  "What makes %a {become|change to|turn into} %b?",
  "%a → %b on which event?",
];
const ON_EVENT = [
  "What {happens|state follows|comes next} {in|from} %a {on|when|after|with} %e?",
  "{To which|In which} state does %e lead from %a?",
  "Where does %e {lead|take us} from %a?",
  "In %a, %e {happens|occurs}. {What is the new state|Where do we go|What next}?",
  "From %a, {follow|take} %e: where do you {end up|arrive}?",
  "Which state is {entered|reached} {by|on|through} %e{| from %a}?",
];
const NEXT_STATE = [
  "{What|Which state} {comes|follows} {after|next after} %a?",
  "{Where|To which state} can {it|we} go from %a?",
  "{Next state|next} after %a?",
  "What {does|can} %a {change|turn|go} {to|into}?",
  "What is the {successor|next state} of %a?",
];
const PREVIOUS_STATE = [
  "{What|Which state} {comes|is} {before|right before} %b?",
  "From which state do we {get to|reach|enter} %b?",
  "What leads {to|into} %b?",
  "{Previous state|state} before %b?",
];
