import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE, TITLE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { MESSAGES, ROLES, TOPICS, distinct, madeUp, person } from "../../lib/words.mjs";

/** @param {import("../../../src/prng.mjs").Random} random */
export function sequence(random) {
  const people = distinct(random.int(2, 5), () =>
    random.weighted([
      [random.pick(ROLES), 75],
      [madeUp(random), 15],
      [person(random).split(" ")[0], 10],
    ]),
  );
  const texts = distinct(random.int(4, 9), () =>
    random.chance(0.85)
      ? random.pick(MESSAGES)
      : `${random.pick(["send", "get", "store", "check"])} ${madeUp(random).toLowerCase()}`,
  );
  const messages = [];
  let at = 0;
  for (const text of texts) {
    const returning = messages.length > 0 && random.chance(0.35) ? messages[messages.length - 1] : null;
    const from = returning ? returning.to : at;
    let to = returning ? returning.from : from + (random.chance(0.7) ? 1 : -1);
    if (to < 0) to = from + 1;
    if (to >= people.length) to = from - 1;
    if (!returning && random.chance(0.05)) to = from;
    if (to < 0 || to >= people.length) to = (from + 1) % people.length;
    messages.push({ from, to, text, arrow: returning ? "-->>" : "->>" });
    at = to;
  }
  const title = random.chance(0.25) ? random.pick(TOPICS) : null;
  const numbered = random.chance(0.15);
  const noteAt = random.chance(0.2) ? random.int(1, messages.length - 1) : -1;
  const note = `${random.pick(["waits", "cached", "logged", "encrypted", "retries", "rate limited"])} ${random.pick(["for", "up to", "within"])} ${random.int(2, 90)} ${random.pick(["s", "ms", "min"])}`;
  const framed = random.chance(0.25)
    ? random.pick([
        ["loop", `every ${random.int(2, 60)} minutes`],
        ["opt", "cache is empty"],
        ["loop", "until confirmed"],
        ["opt", "first visit"],
      ])
    : null;
  const frameAt = framed ? random.int(1, messages.length - 2) : -1;
  const id = (i) => `P${i}`;
  const rows = messages.flatMap((m, i) => {
    const row = `${id(m.from)}${m.arrow}${id(m.to)}: ${m.text}`;
    const lines = i === frameAt ? [`${framed[0]} ${framed[1]}`, row, "end"] : [row];
    return i === noteAt ? [...lines, `Note over ${id(m.to)}: ${note}`] : lines;
  });
  const code = `${title ? `---\ntitle: ${title}\n---\n` : ""}sequenceDiagram\n${numbered ? "autonumber\n" : ""}${people
    .map((p, i) => `${random.chance(0.12) ? "actor" : "participant"} ${id(i)} as ${p}`)
    .join("\n")}\n${rows.join("\n")}`;

  /** @param {import("../../lib/figure.mjs").Figure} figure */
  const ask = (figure) => {
    figure.labels = [...people];
    const who = people.map((p) => figure.text(p));
    const said = messages.map((m) => figure.text(m.text));
    const refTitle = title === null ? null : figure.text(title);
    messages.forEach((m, i) => {
      const slots = { m: m.text, a: people[m.from], b: people[m.to] };
      const refs = { m: said[i], a: who[m.from], b: who[m.to] };
      figure.edge(refs.a, refs.b, refs.m);
      figure.turn("sender", SENDER, slots, "%a sends %m.", refs, [slots.a]);
      figure.turn("receiver", RECEIVER, slots, "%b receives %m.", refs, [slots.b]);
      const between = messages.filter((o) => o.from === m.from && o.to === m.to);
      if (between.length === 1) figure.turn("message", MESSAGE, slots, "%a sends %m to %b.", refs, [m.text]);
      if (messages.findIndex((o) => o.from === m.from) === i)
        figure.turn("first-message", FIRST_OF, slots, "%a first sends %m.", refs, [m.text]);
      if (i > 0) {
        const before = { p: messages[i - 1].text, n: m.text };
        const both = { p: said[i - 1], n: said[i] };
        figure.turn("next", AFTER, before, "After %p comes %n.", both, [m.text]);
        figure.turn("previous", BEFORE, before, "Before %n comes %p.", both, [before.p]);
      }
    });
    for (let i = 0; i < people.length; i++) {
      const partners = [
        ...new Set(
          messages.flatMap((m) => (m.from === i && m.to !== i ? [m.to] : m.to === i && m.from !== i ? [m.from] : [])),
        ),
      ];
      if (partners.length > 0 && partners.length <= 2) {
        const refs = { x: who[i], ...Object.fromEntries(partners.map((p, k) => [`p${k}`, who[p]])) };
        figure.turn(
          "partners",
          TALKS_TO,
          { x: people[i] },
          `%x exchanges messages with ${listed(partners.map((_, k) => `%p${k}`))}.`,
          refs,
          [people[partners[0]]],
        );
      }
    }
    figure.turn("first", FIRST_MESSAGE, {}, "%m is the first message.", { m: said[0] }, [messages[0].text]);
    figure.turn("last", LAST_MESSAGE, {}, "%m is the last message.", { m: said.at(-1) ?? null }, [
      messages[messages.length - 1].text,
    ]);
    figure.turn("initiator", WHO_STARTS, {}, "%a starts with %m.", { a: who[messages[0].from], m: said[0] }, [
      people[messages[0].from],
    ]);
    figure.count(
      [
        "How many {participants|actors|lifelines|parties} {are there|does it have|take part|are involved|are in the diagram}?",
        "{Number of|Count the} {participants|lifelines|actors}{.|?}",
        "How many {systems|components} {talk to each other|are involved}?",
      ],
      people.length,
      "participant",
    );
    figure.count(
      [
        "How many {messages|arrows} {are there|are sent|are exchanged|does it have}?",
        "{Number of|Count the} messages{.|?}",
      ],
      messages.length,
      "message",
    );
    if (people.length <= 3) {
      figure.turn(
        "participants",
        WHO,
        {},
        `${listed(people.map((_, i) => `%p${i}`))}.`,
        Object.fromEntries(who.map((r, i) => [`p${i}`, r])),
        [people[0]],
      );
    }
    if (noteAt >= 0)
      figure.turn(
        "note",
        [
          "What does the note {say|over %x say}?",
          "Read the note.",
          "{Which|What} note is {there|attached to %x}?",
          "What is {written|noted} {in the note|over %x}?",
        ],
        { x: people[messages[noteAt].to] },
        "%n",
        { n: figure.text(note) },
        [note],
      );
    if (framed)
      figure.turn(
        "frame",
        [
          `What is the {condition|label} of the ${framed[0]}?`,
          `{When|How often} does the ${framed[0]} {apply|run|happen}?`,
          `What does the ${framed[0]} {box|frame} say?`,
          "Which condition is given?",
        ],
        {},
        "%f",
        { f: figure.text(`[${framed[1]}]`) ?? figure.text(framed[1]) },
        [framed[1]],
      );
    if (title !== null) figure.turn("title", TITLE, {}, "%t", { t: refTitle }, [title]);
    figure.turn(
      "picture-kind",
      KIND_OF_PICTURE,
      {},
      refTitle ? "This is a sequence diagram titled %t." : "This is a sequence diagram.",
      { t: refTitle },
      ["sequence diagram"],
    );
    const ends = { t: refTitle, a: who[0], b: who[people.length - 1] };
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      `This sequence diagram ${refTitle ? "titled %t " : ""}shows ${messages.length} messages between ${people.length} participants, from %a to %b.`,
      ends,
      ["sequence diagram"],
    );
    figure.turn(
      "alt",
      ALT_TEXT,
      {},
      `Sequence diagram${refTitle ? " titled %t" : ""} with ${people.length} participants, among them %a and %b.`,
      ends,
      ["sequence diagram"],
    );
    figure.absent(SENDER, { m: `${random.pick(MESSAGES)} ${madeUp(random).toLowerCase()}` });
    figure.absent(FIRST_OF, { a: madeUp(random) });
  };
  return { kind: "sequence", code, ask, plan: { people, messages, title, numbered, noteAt, note, framed, frameAt } };
}

const SENDER = [
  "{Who|Which participant|What|Which lifeline} {sends|issues|emits|starts} %m?",
  "{From whom|From where|Where} does %m come{| from}?",
  "%m is sent by {whom|who|what}?",
  "Who {is the sender of|makes the call|calls} %m?",
  "{Sender|source|origin} of %m?",
  "Where does the arrow %m start?",
  "Which {component|system|party} does the message %m come from?",
  "Name the sender of %m.",
];
const RECEIVER = [
  "{Who|Which participant|What} {receives|gets|handles} %m?",
  "{To whom|Where} {is|does} %m {sent|go|delivered}{| to}?",
  "To {whom|which participant|what} does %a send %m?",
  "{Receiver|target|destination} of %m?",
  "Where does the arrow %m {end|point}?",
  "Who is the {receiver|recipient|target} of %m?",
  "Which {component|system|party} {gets|receives} the message %m?",
  "Name the receiver of %m.",
  "%a sends %m to {whom|who|what}?",
];
const MESSAGE = [
  "What does %a {send|say|pass} to %b?",
  "{Which|What} message {goes|is sent|travels} from %a to %b?",
  "What {is|gets} sent from %a to %b?",
  "{Read|Give} the message {from|between} %a {to|and} %b.",
  "What does %b {get|receive} from %a?",
  "What {is written on|is the label of} the arrow from %a to %b?",
  "What does %a {ask|want from|request of|do with} %b?",
  "How does %a {call|contact|address} %b?",
  "%a → %b: what?",
];
const FIRST_OF = [
  "What does %a {send|do} first?",
  "What is the first {message|thing} {of|sent by|from} %a?",
  "{Which|What} message does %a {send|start with} {first|at the beginning|initially}?",
  "%a's first message?",
  "How does %a {begin|start}?",
  "With what does %a start?",
];
const AFTER = [
  "{What|Which message} {comes|follows|is sent|happens} {after|right after|directly after|next after} %p?",
  "What {is|comes} next after %p?",
  "{Next message|next|and} after %p?",
  "%p is followed by {what|which message}?",
  "Once %p {is done|was sent}, what {comes|happens} next?",
  "Which arrow {is|comes} {directly |right |}below %p?",
  "Name the message after %p.",
];
const BEFORE = [
  "{What|Which message} {comes|is sent|happens} {before|right before|just before} %n?",
  "{What|Which message} precedes %n?",
  "{Previous message|what is|step} before %n?",
  "Which arrow {is|comes} {directly |right |}above %n?",
  "Name the message before %n.",
  "What has to happen before %n?",
];
const TALKS_TO = [
  "{Who|Which participants|With whom} does %x {talk to|communicate with|exchange messages with|interact with}?",
  "{What|Who} is %x {connected|linked|talking} to?",
  "{Partners|Neighbours} of %x in the diagram?",
  "Who {talks to|exchanges messages with|interacts with} %x?",
];
const FIRST_MESSAGE = [
  "{What|Which} is the {first|very first|initial|topmost} {message|call|arrow|step}?",
  "{Which message|What} {comes|is sent} first?",
  "How does the {sequence|diagram|exchange|interaction} {start|begin}?",
  "first message?",
  "With which message does it {start|begin}?",
  "What happens first?",
];
const LAST_MESSAGE = [
  "{What|Which} is the {last|final|bottom} {message|call|arrow|step}?",
  "{Which message|What} {comes|is sent} last?",
  "How does the {sequence|diagram|exchange|interaction} {end|finish}?",
  "last message?",
  "With which message does it {end|finish}?",
  "What happens {last|at the end}?",
];
const WHO_STARTS = [
  "Who {starts|begins|initiates|triggers} the {sequence|interaction|exchange|communication|process}?",
  "{Which participant|Who} {sends the first message|acts first|makes the first call}?",
  "Who {goes|is} first?",
  "Where does the {sequence|interaction} {start|begin}?",
];
const WHO = [
  "{Who|Which participants|Which parties|What systems} {takes part|are involved|are shown|are in the diagram}?",
  "{List|Name} the {participants|actors|lifelines}.",
  "{What|Which} are the {participants|actors|lifelines}?",
  "participants?",
  "Between {whom|which parties} are messages exchanged?",
];
