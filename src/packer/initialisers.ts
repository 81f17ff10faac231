/** The constants of one model: small ones inside the `.onnx` file, large ones in its external data. */
import { create } from "@bufbuild/protobuf";
import type { DataLocation, ExternalDataWriter } from "./external-data.ts";
import {
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  TensorProtoSchema,
  type TensorProto,
} from "./generated/onnx_pb.ts";

export type ElementType = "float32" | "float16" | "int64" | "int8" | "uint8" | "bool";

export const elementTypes: Record<ElementType, { readonly proto: TensorProto_DataType; readonly bytes: number }> = {
  float32: { proto: TensorProto_DataType.FLOAT, bytes: 4 },
  float16: { proto: TensorProto_DataType.FLOAT16, bytes: 2 },
  int64: { proto: TensorProto_DataType.INT64, bytes: 8 },
  int8: { proto: TensorProto_DataType.INT8, bytes: 1 },
  uint8: { proto: TensorProto_DataType.UINT8, bytes: 1 },
  bool: { proto: TensorProto_DataType.BOOL, bytes: 1 },
};

/** Tensors from this size on go into the external data, if there is one. */
const externalFrom = 4096;

/** Where a tensor's bytes go that come piece by piece. */
export interface Slot {
  /** @param offset from the tensor's start, in bytes */
  readonly write: (offset: number, bytes: Uint8Array) => void;
}

/** Work that fills slots. */
export interface Job {
  /** Weights it reads. */
  readonly values: number;
  /** Yields after each part, with the weights read in it: the moment to let others go on, or to stop. */
  readonly run: () => Generator<number, void>;
}

export class Initialisers {
  readonly #jobs: Job[] = [];
  readonly #tensors = new Map<string, TensorProto>();

  /** @param external where large tensors go; without it everything stays inside the model (models under 2 GB only) */
  constructor(private readonly external?: ExternalDataWriter) {}

  get tensors(): TensorProto[] {
    return [...this.#tensors.values()];
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** @param bytes the tensor in row-major order, little-endian */
  add(name: string, type: ElementType, shape: readonly number[], bytes: Uint8Array): void {
    const expected = shape.reduce((product, size) => product * size, 1) * elementTypes[type].bytes;
    if (bytes.length !== expected) throw new Error(`${name}: ${bytes.length} bytes for shape [${shape.join()}]`);
    const tensor = this.#declare(name, type, shape);
    if (this.external !== undefined && bytes.length >= externalFrom) {
      refer(tensor, this.external.append(bytes));
    } else {
      tensor.rawData = bytes;
    }
  }

  /** A tensor whose bytes come later, from a job of {@link defer}. */
  reserve(name: string, type: ElementType, shape: readonly number[]): Slot {
    const length = shape.reduce((product, size) => product * size, 1) * elementTypes[type].bytes;
    const tensor = this.#declare(name, type, shape);
    const { external } = this;
    if (external !== undefined && length >= externalFrom) {
      const location = external.reserve(length);
      refer(tensor, location);
      return {
        write: (offset, bytes) => {
          external.writeAt(location.offset + offset, bytes);
        },
      };
    }
    const data = new Uint8Array(length);
    tensor.rawData = data;
    return {
      write: (offset, bytes) => {
        data.set(bytes, offset);
      },
    };
  }

  /** Leaves work for {@link work}: a large tensor is read when its turn comes, so that there is never more than one. */
  defer(job: Job): void {
    this.#jobs.push(job);
  }

  /** Weights that jobs have yet to read. */
  get pending(): number {
    return this.#jobs.reduce((sum, { values }) => sum + values, 0);
  }

  /** Does all jobs; yields after each part, with the weights read in it. */
  *work(): Generator<number, void> {
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) yield* job.run();
  }

  /** Does all jobs at once. */
  finish(): void {
    const work = this.work();
    while (work.next().done !== true);
  }

  /** A second tensor over the bytes of `source`, which are stored once if they are external. */
  alias(name: string, source: string, type: ElementType, shape: readonly number[]): void {
    const original = this.#tensors.get(source);
    if (original === undefined) throw new Error(`${name}: there is no ${source}`);
    const tensor = this.#declare(name, type, shape);
    tensor.rawData = original.rawData;
    tensor.externalData = original.externalData;
    tensor.dataLocation = original.dataLocation;
  }

  #declare(name: string, type: ElementType, shape: readonly number[]): TensorProto {
    if (this.#tensors.has(name)) throw new Error(`${name}: declared twice`);
    const tensor = create(TensorProtoSchema, { name, dataType: elementTypes[type].proto, dims: shape.map(BigInt) });
    this.#tensors.set(name, tensor);
    return tensor;
  }
}

function refer(tensor: TensorProto, { file, offset, length }: DataLocation): void {
  tensor.dataLocation = TensorProto_DataLocation.EXTERNAL;
  const entries = { location: file, offset: String(offset), length: String(length) };
  for (const [key, value] of Object.entries(entries))
    tensor.externalData.push(create(StringStringEntryProtoSchema, { key, value }));
}

/** The bytes of a typed array as they stand in memory (little-endian on every platform ONNX Runtime supports). */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
