import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { CLASSES, FIELDS, METHODS, distinct, madeUp } from "../../lib/words.mjs";
import { ATTRIBUTES, CLASS_METHODS, FIELD_TYPE, OWNER, INHERITS, SUBCLASS, RELATION } from "./structure-phrases.mjs";

const TYPES = ["String", "int", "float", "bool", "Date", "UUID", "List", "Decimal", "long"];
const VERBS = [
  "owns",
  "uses",
  "has",
  "places",
  "contains",
  "creates",
  "belongs to",
  "manages",
  "sends",
  "references",
  "holds",
  "visits",
  "drives",
  "reviews",
];

/** Class diagram. @param {import("../../../src/prng.mjs").Random} random */
export function classes(random) {
  const names = distinct(random.int(2, 5), () => (random.chance(0.85) ? random.pick(CLASSES) : madeUp(random)));
  const all = names.map((name) => ({
    name,
    fields: distinct(random.int(1, 4), () => random.pick(FIELDS)).map((f) => ({ name: f, type: random.pick(TYPES) })),
    methods: distinct(random.int(0, 3), () => random.pick(METHODS)),
  }));
  const marks = random.chance(0.7);
  const fieldText = (f) => `${marks ? "+" : ""}${f.type} ${f.name}`;
  const methodText = (m) => `${marks ? "+" : ""}${m}()`;
  const relations = names
    .slice(1)
    .map((_, i) => ({ from: random.int(0, i), to: i + 1, inherits: random.chance(0.4), label: random.pick(VERBS) }));
  const code = `classDiagram\ndirection ${random.pick(["TB", "LR"])}\n${all
    .map((c) => `class ${c.name} {\n${[...c.fields.map(fieldText), ...c.methods.map(methodText)].join("\n")}\n}`)
    .join(
      "\n",
    )}\n${relations.map((r) => (r.inherits ? `${names[r.from]} <|-- ${names[r.to]}` : `${names[r.from]} --> ${names[r.to]} : ${r.label}`)).join("\n")}`;
  /** @param {import("../../lib/figure.mjs").Figure} figure */
  const ask = (figure) => {
    const ref = names.map((name) => figure.text(name));
    const member = (name, text) =>
      figure.where(
        (l) => l.key.startsWith(`classId-${name}-`) && l.text.replace(/\s/g, "") === text.replace(/\s/g, ""),
      ) ??
      figure.where((l) => l.key.includes(`classId-${name}-`) && l.text.replace(/\s/g, "") === text.replace(/\s/g, ""));
    all.forEach((c, i) => {
      const fields = c.fields.map((f) => member(c.name, fieldText(f)));
      const methods = c.methods.map((m) => member(c.name, methodText(m)));
      if (fields.length <= 2)
        figure.turn(
          "attributes",
          ATTRIBUTES,
          { x: c.name },
          `%x has ${listed(fields.map((_, k) => `%f${k}`))}.`,
          { x: ref[i], ...named("f", fields) },
          [c.fields[0].name],
        );
      if (methods.length > 0 && methods.length <= 2)
        figure.turn(
          "methods",
          CLASS_METHODS,
          { x: c.name },
          `%x has ${listed(methods.map((_, k) => `%m${k}`))}.`,
          { x: ref[i], ...named("m", methods) },
          [c.methods[0]],
        );
      c.fields.forEach((f, k) =>
        figure.turn("type", FIELD_TYPE, { f: f.name, x: c.name }, "%x has %f.", { x: ref[i], f: fields[k] }, [f.type]),
      );
      c.methods.forEach((m, k) => {
        if (all.filter((o) => o.methods.includes(m)).length === 1)
          figure.turn("owner", OWNER, { m: `${m}()` }, "%x has %m.", { x: ref[i], m: methods[k] }, [c.name]);
      });
      figure.count(
        [
          `How many {attributes|fields|properties} does ${c.name} have?`,
          `{Number of|Count the} {attributes|fields} of ${c.name}{.|?}`,
        ],
        c.fields.length,
        "attribute",
      );
    });
    for (const r of relations) {
      const a = names[r.from];
      const b = names[r.to];
      const refs = { a: ref[r.from], b: ref[r.to] };
      if (r.inherits) figure.edge(refs.b, refs.a);
      else figure.edge(refs.a, refs.b, figure.text(r.label));
      if (r.inherits) {
        figure.turn("inherits", INHERITS, { b }, "%b extends %a.", refs, [a]);
        figure.turn("subclass", SUBCLASS, { a }, "%b extends %a.", refs, [b]);
      } else {
        const label = figure.text(r.label);
        const same = relations.filter((o) => !o.inherits && o.label === r.label).length === 1;
        if (same) {
          figure.turn("relation", RELATION, { a, b }, "%a %l %b.", { ...refs, l: label }, [r.label]);
          figure.turn(
            "relation-target",
            [
              `What does %a {${r.label === "belongs to" ? "belong to" : r.label.replace(/s$/, "")}}?`,
              `%a ${r.label} {what|which class}?`,
              `Where does the arrow ${r.label} from %a {lead|point}?`,
            ],
            { a },
            "%a %l %b.",
            { ...refs, l: label },
            [b],
          );
        }
      }
    }
    figure.count(
      [
        "How many classes {are there|are shown|does the diagram have|do you see}?",
        "{Number of|Count the} classes{.|?}",
      ],
      names.length,
      "class",
    );
    figure.turn("picture-kind", KIND_OF_PICTURE, {}, "This is a class diagram.", {}, ["class diagram"]);
    if (names.length <= 3) {
      figure.turn(
        "classes",
        ["{Which|What} classes {are shown|are there|does it have}?", "{List|Name} {the|all} classes.", "classes?"],
        {},
        `${listed(names.map((_, k) => `%c${k}`))}.`,
        named("c", ref),
        [names[0]],
      );
      figure.turn(
        "describe",
        DESCRIBE,
        {},
        `This class diagram shows ${listed(names.map((_, k) => `%c${k}`))}.`,
        named("c", ref),
        ["class diagram"],
      );
    }
    figure.turn(
      "alt",
      ALT_TEXT,
      {},
      `Class diagram with ${names.length} classes, among them %a and %b.`,
      { a: ref[0], b: ref[1] },
      ["class diagram"],
    );
    figure.absent(ATTRIBUTES, { x: madeUp(random) });
  };
  return { kind: "class-diagram", code, ask };
}

/** Entity relationship diagram. @param {import("../../../src/prng.mjs").Random} random */
export function entities(random) {
  const names = distinct(random.int(2, 4), () => (random.chance(0.85) ? random.pick(CLASSES) : madeUp(random))).map(
    (n) => (random.chance(0.6) ? n.toUpperCase() : n),
  );
  const all = names.map((name) => ({
    name,
    fields: [
      { name: random.pick(["id", `${name.toLowerCase()}_id`, "uuid", "code"]), type: "int", key: "PK" },
      ...distinct(random.int(1, 4), () => random.pick(FIELDS.slice(1))).map((f) => ({
        name: f,
        type: random.pick(["string", "int", "date", "bool", "float"]),
        key: "",
      })),
    ],
  }));
  const relations = names.slice(1).map((_, i) => ({
    from: random.int(0, i),
    to: i + 1,
    label: random.pick(VERBS),
    mark: random.pick(["||--o{", "||--|{", "}o--o{", "||--||"]),
  }));
  const code = `erDiagram\n${all.map((e) => `${e.name} {\n${e.fields.map((f) => `${f.type} ${f.name} ${f.key}`).join("\n")}\n}`).join("\n")}\n${relations.map((r) => `${names[r.from]} ${r.mark} ${names[r.to]} : "${r.label}"`).join("\n")}`;
  /** @param {import("../../lib/figure.mjs").Figure} figure */
  const ask = (figure) => {
    const ref = names.map((name) => figure.text(name));
    all.forEach((e, i) => {
      const cell = (text) => figure.where((l) => l.key.includes(`entity-${e.name}-`) && l.text === text);
      e.fields.forEach((f) => {
        if (e.fields.filter((o) => o.type === f.type).length === 1)
          figure.turn("type", FIELD_TYPE, { f: f.name, x: e.name }, "%f is %t.", { f: cell(f.name), t: cell(f.type) }, [
            f.type,
          ]);
      });
      figure.turn(
        "key",
        [
          "What is the primary key of %x?",
          "{Which|What} {attribute|column|field} is the {primary key|PK} of %x?",
          "%x: primary key?",
          "Which field identifies {a|an|the} %x?",
          "PK of %x?",
        ],
        { x: e.name },
        "%x has the key %f.",
        { x: ref[i], f: cell(e.fields[0].name) },
        [e.fields[0].name],
      );
      if (e.fields.length === 2)
        figure.turn(
          "attributes",
          ATTRIBUTES,
          { x: e.name },
          "%x has %a and %b.",
          { x: ref[i], a: cell(e.fields[0].name), b: cell(e.fields[1].name) },
          [e.fields[1].name],
        );
      figure.count(
        [
          `How many {attributes|columns|fields} does ${e.name} have?`,
          `{Number of|Count the} {attributes|columns} of ${e.name}{.|?}`,
        ],
        e.fields.length,
        "attribute",
      );
    });
    for (const r of relations) {
      figure.edge(ref[r.from], ref[r.to], figure.text(r.label), "line");
      if (relations.filter((o) => o.label === r.label).length > 1) continue;
      const refs = { a: ref[r.from], b: ref[r.to], l: figure.text(r.label) };
      const slots = { a: names[r.from], b: names[r.to] };
      figure.turn("relation", RELATION, slots, "%a %l %b.", refs, [r.label]);
      figure.turn(
        "relation-target",
        [
          `%a ${r.label} {what|which entity|whom}?`,
          `Which {entity|table} does "${r.label}" {lead to|connect %a with}?`,
          `What is %a {connected|related|linked} to by ${r.label}?`,
        ],
        slots,
        "%a %l %b.",
        refs,
        [slots.b],
      );
    }
    figure.count(
      [
        "How many {entities|tables} {are there|are shown|does the diagram have}?",
        "{Number of|Count the} {entities|tables}{.|?}",
      ],
      names.length,
      "entity",
    );
    figure.turn("picture-kind", KIND_OF_PICTURE, {}, "This is an entity relationship diagram.", {}, [
      "entity relationship diagram",
      "ER diagram",
    ]);
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      `This entity relationship diagram shows ${names.length} entities, among them %a and %b.`,
      { a: ref[0], b: ref[1] },
      ["entity relationship diagram"],
    );
    figure.turn("alt", ALT_TEXT, {}, "Entity relationship diagram with %a and %b.", { a: ref[0], b: ref[1] }, [
      "entity relationship diagram",
    ]);
    figure.absent(ATTRIBUTES, { x: madeUp(random) });
  };
  return { kind: "er-diagram", code, ask };
}

/** @param {string} letter @param {(string|null)[]} refs */
export const named = (letter, refs) => Object.fromEntries(refs.map((r, k) => [`${letter}${k}`, r]));
