/**
 * A typed builder of ONNX graphs (IR version 10). It knows values by name, writes only operators of the allow-list, and
 * shares one table of initialisers between a graph and the bodies of its loops, so that no weight is stored twice.
 */
import { create, toBinary } from "@bufbuild/protobuf";
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type ValueInfoProto,
} from "./generated/onnx_pb.ts";
import { bytesOf, elementTypes, Initialisers, type ElementType, type Slot } from "./initialisers.ts";
import { operatorDomains, opsets, type OperatorName } from "./operators.ts";

declare const valueBrand: unique symbol;
/** The name of a tensor in a graph. */
export type Value = string & { readonly [valueBrand]: true };

/** A size that is known, or the name of one that is not. */
export type Dimension = number | string;

export type Attribute =
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "ints"; readonly value: readonly number[] }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "graph"; readonly value: GraphBuilder };
export type Attributes = Readonly<Record<string, Attribute>>;

export const int = (value: number): Attribute => ({ kind: "int", value });
export const float = (value: number): Attribute => ({ kind: "float", value });
export const ints = (...value: readonly number[]): Attribute => ({ kind: "ints", value });
export const string = (value: string): Attribute => ({ kind: "string", value });
export const graph = (value: GraphBuilder): Attribute => ({ kind: "graph", value });

const irVersion = 10n;

export class GraphBuilder {
  readonly #nodes: NodeProto[] = [];
  readonly #inputs: ValueInfoProto[] = [];
  readonly #outputs: ValueInfoProto[] = [];

  constructor(
    readonly name: string,
    readonly initialisers: Initialisers,
    private readonly names = new Set<string>(),
  ) {}

  /** A graph for a loop's body: its own nodes, inputs and outputs; names and initialisers of the whole model. */
  body(name: string): GraphBuilder {
    return new GraphBuilder(name, this.initialisers, this.names);
  }

  input(name: string, type: ElementType, shape: readonly Dimension[]): Value {
    const value = this.#claim(name);
    this.#inputs.push(valueInfo(value, type, shape));
    return value;
  }

  /** Makes `value` an output; `name` renames it through an Identity when it is called otherwise. */
  output(value: Value, type: ElementType, shape: readonly Dimension[], name: string = value): void {
    if (name !== value) this.#push("Identity", [value], [this.#claim(name)], {});
    this.#outputs.push(valueInfo(name, type, shape));
  }

  /** One node with one output. A null input is one that is left out. `name` is for readers of the graph. */
  op(operator: OperatorName, inputs: readonly (Value | null)[], attributes: Attributes = {}, name?: string): Value {
    const output = this.#fresh(name ?? operator);
    this.#push(operator, inputs, [output], attributes);
    return output;
  }

  /** One node with several outputs, named by the caller; null is an output that is left out. */
  ops<Role extends string>(
    operator: OperatorName,
    inputs: readonly (Value | null)[],
    roles: readonly (Role | null)[],
    attributes: Attributes = {},
  ): Record<Role, Value> {
    const outputs = roles.map((role) => (role === null ? null : this.#fresh(role)));
    this.#push(operator, inputs, outputs, attributes);
    const named = roles.flatMap((role, index) => (role === null ? [] : [[role, outputs[index]!] as const]));
    return Object.fromEntries(named) as Record<Role, Value>;
  }

  /** A float32 constant, stored under `name`. */
  floats(name: string, values: Float32Array, shape: readonly number[] = [values.length]): Value {
    return this.constant(name, "float32", shape, bytesOf(values));
  }

  /** An int64 vector; equal ones are stored once. */
  integers(...values: readonly number[]): Value {
    return this.#sharedIntegers(values, [values.length]);
  }

  /** An int64 scalar; equal ones are stored once. */
  integer(value: number): Value {
    return this.#sharedIntegers([value], []);
  }

  constant(name: string, type: ElementType, shape: readonly number[], bytes: Uint8Array): Value {
    const value = this.#claim(name);
    this.initialisers.add(value, type, shape, bytes);
    return value;
  }

  /** A constant whose bytes come later: see {@link Initialisers.defer}. */
  reserve(name: string, type: ElementType, shape: readonly number[]): { value: Value; slot: Slot } {
    const value = this.#claim(name);
    return { value, slot: this.initialisers.reserve(value, type, shape) };
  }

  /** A second constant over the bytes of another one (stored once in external data). */
  alias(name: string, source: Value, type: ElementType, shape: readonly number[]): Value {
    const value = this.#claim(name);
    this.initialisers.alias(value, source, type, shape);
    return value;
  }

  /** The model as the bytes of an `.onnx` file; work that is left on its constants is done first. */
  toModel(): Uint8Array {
    this.initialisers.finish();
    const proto = this.#toProto();
    proto.initializer = this.initialisers.tensors;
    const model = create(ModelProtoSchema, {
      irVersion,
      producerName: "ml-mamba-packer",
      opsetImport: opsets.map(({ domain, version }) => ({ domain, version })),
      graph: proto,
    });
    return toBinary(ModelProtoSchema, model);
  }

  #toProto(): GraphProto {
    return create(GraphProtoSchema, { name: this.name, node: this.#nodes, input: this.#inputs, output: this.#outputs });
  }

  #push(
    operator: OperatorName,
    inputs: readonly (Value | null)[],
    outputs: readonly (string | null)[],
    attributes: Attributes,
  ): void {
    const given = inputs.map((input) => input ?? "");
    while (given.at(-1) === "") given.pop();
    const node = create(NodeProtoSchema, {
      opType: operator,
      domain: operatorDomains[operator],
      name: outputs[0] ?? "",
      input: given,
      output: outputs.map((output) => output ?? ""),
      attribute: Object.entries(attributes).map(([name, attribute]) => this.#attribute(name, attribute)),
    });
    this.#nodes.push(node);
  }

  #attribute(name: string, attribute: Attribute): AttributeProto {
    switch (attribute.kind) {
      case "int":
        return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(attribute.value) });
      case "float":
        return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: attribute.value });
      case "ints":
        return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: attribute.value.map(BigInt) });
      case "string":
        return create(AttributeProtoSchema, {
          name,
          type: AttributeType.STRING,
          s: new TextEncoder().encode(attribute.value),
        });
      case "graph":
        return create(AttributeProtoSchema, { name, type: AttributeType.GRAPH, g: attribute.value.#toProto() });
    }
  }

  #sharedIntegers(values: readonly number[], shape: readonly number[]): Value {
    const name = `${shape.length === 0 ? "integer" : "integers"}_${values.join("_")}`;
    if (this.initialisers.has(name)) return name as Value;
    return this.constant(name, "int64", shape, bytesOf(BigInt64Array.from(values, BigInt)));
  }

  #fresh(name: string): Value {
    let candidate = name;
    for (let count = 1; this.names.has(candidate); count++) candidate = `${name}_${count}`;
    return this.#claim(candidate);
  }

  #claim(name: string): Value {
    if (this.names.has(name)) throw new Error(`${name}: a value of this name exists already`);
    this.names.add(name);
    return name as Value;
  }
}

function valueInfo(name: string, type: ElementType, shape: readonly Dimension[]): ValueInfoProto {
  const dim = shape.map((size) => ({
    value:
      typeof size === "number"
        ? ({ case: "dimValue", value: BigInt(size) } as const)
        : ({ case: "dimParam", value: size } as const),
  }));
  const tensorType = { elemType: elementTypes[type].proto, shape: { dim } };
  return create(ValueInfoProtoSchema, { name, type: { value: { case: "tensorType", value: tensorType } } });
}
