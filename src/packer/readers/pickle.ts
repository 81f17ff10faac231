/**
 * A machine for Python's pickles (CPython, Lib/pickletools.py; protocols 2 to 5) that can build tensors and dictionaries and nothing else.
 * A pickle is a program: `GLOBAL` names any function, `REDUCE` calls it. Here a name that is not in {@link knownGlobals} ends the reading, so
 * does every opcode that makes objects of classes; what is called is a function of this file.
 *
 * The npm package `pickleparser` was looked at: it constructs what its resolver gives, applies any state to any object, takes a missing memo
 * entry for `undefined` and has no limits. Made safe, nothing of it would be left.
 */
import { isOpcode, opcodes, unsafeOpcodes, type Opcode } from "./pickle-opcodes.ts";
import {
  BrokenPickle,
  calls,
  isRecord,
  knownGlobals,
  list,
  storageOf,
  text,
  UnsafePickle,
  type PickledValue,
} from "./pickle-values.ts";

/**
 * Reads the value that a pickle holds.
 *
 * @throws {UnsafePickle} at the first name that builds no tensor
 * @throws {BrokenPickle} where it makes no sense
 */
export function readPickle(bytes: Uint8Array): PickledValue {
  return new Machine(bytes).run();
}

class Machine {
  readonly #view: DataView;
  #at = 0;
  #stack: PickledValue[] = [];
  readonly #marked: PickledValue[][] = [];
  readonly #memo: PickledValue[] = [];

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): PickledValue {
    if (this.bytes[0] !== opcodes.PROTO) throw new BrokenPickle("it does not begin as one of protocol 2 or later");
    for (;;) {
      const opcode = this.#byte();
      const unsafe = unsafeOpcodes.get(opcode);
      if (unsafe !== undefined) throw new UnsafePickle(`makes an object of a class (${unsafe})`);
      if (!isOpcode(opcode)) throw new BrokenPickle(`it has the opcode ${opcode}`);
      if (opcode === opcodes.STOP) return this.#pop();
      this.#step(opcode);
    }
  }

  #step(opcode: Exclude<Opcode, typeof opcodes.STOP>): void {
    switch (opcode) {
      case opcodes.PROTO:
        this.#protocol(this.#byte());
        return;
      case opcodes.FRAME:
        this.#take(8);
        return;
      case opcodes.MARK:
        this.#marked.push(this.#stack);
        this.#stack = [];
        return;
      case opcodes.POP:
        this.#pop();
        return;
      case opcodes.POP_MARK:
        this.#sinceMark();
        return;
      case opcodes.DUP:
        this.#stack.push(this.#top());
        return;
      case opcodes.NONE:
        this.#stack.push(null);
        return;
      case opcodes.NEWTRUE:
      case opcodes.NEWFALSE:
        this.#stack.push(opcode === opcodes.NEWTRUE);
        return;
      case opcodes.BININT:
        this.#stack.push(this.#view.getInt32(this.#take(4), true));
        return;
      case opcodes.BININT1:
        this.#stack.push(this.#byte());
        return;
      case opcodes.BININT2:
        this.#stack.push(this.#view.getUint16(this.#take(2), true));
        return;
      case opcodes.LONG1:
        this.#stack.push(this.#long(this.#byte()));
        return;
      case opcodes.BINFLOAT:
        this.#stack.push(this.#view.getFloat64(this.#take(8), false));
        return;
      case opcodes.BINUNICODE:
        this.#stack.push(this.#text(this.#uint32()));
        return;
      case opcodes.SHORT_BINUNICODE:
        this.#stack.push(this.#text(this.#byte()));
        return;
      case opcodes.BINBYTES:
        this.#stack.push(this.#slice(this.#uint32()));
        return;
      case opcodes.SHORT_BINBYTES:
        this.#stack.push(this.#slice(this.#byte()));
        return;
      case opcodes.EMPTY_TUPLE:
      case opcodes.EMPTY_LIST:
        this.#stack.push([]);
        return;
      case opcodes.TUPLE: {
        const items = this.#sinceMark();
        this.#stack.push(items);
        return;
      }
      case opcodes.TUPLE1:
      case opcodes.TUPLE2:
      case opcodes.TUPLE3:
        this.#stack.push(this.#popSome(opcode - opcodes.TUPLE1 + 1));
        return;
      case opcodes.APPEND: {
        const item = this.#pop();
        list(this.#top()).push(item);
        return;
      }
      case opcodes.APPENDS: {
        const items = this.#sinceMark();
        const target = list(this.#top());
        for (const item of items) target.push(item);
        return;
      }
      case opcodes.EMPTY_DICT:
        this.#stack.push(new Map());
        return;
      case opcodes.SETITEM:
        this.#setItems(this.#popSome(2));
        return;
      case opcodes.SETITEMS:
        this.#setItems(this.#sinceMark());
        return;
      case opcodes.GLOBAL: {
        const module = this.#line();
        this.#global(module, this.#line());
        return;
      }
      case opcodes.STACK_GLOBAL: {
        const [module, name] = this.#popSome(2);
        this.#global(text(module), text(name));
        return;
      }
      case opcodes.REDUCE: {
        const [callee, args] = this.#popSome(2);
        this.#stack.push(this.#call(callee ?? null, list(args ?? null)));
        return;
      }
      case opcodes.BUILD: {
        /* The attributes of an OrderedDict (`_metadata` of a state dict), which no tensor hangs on. */
        this.#pop();
        if (!(this.#top() instanceof Map)) throw new UnsafePickle("sets the state of an object");
        return;
      }
      case opcodes.BINPERSID:
        this.#stack.push(storageOf(this.#pop()));
        return;
      case opcodes.BINPUT:
        this.#put(this.#byte());
        return;
      case opcodes.LONG_BINPUT:
        this.#put(this.#uint32());
        return;
      case opcodes.MEMOIZE:
        this.#memo.push(this.#top());
        return;
      case opcodes.BINGET:
        this.#get(this.#byte());
        return;
      case opcodes.LONG_BINGET:
        this.#get(this.#uint32());
    }
  }

  #protocol(version: number): void {
    if (version < 2 || version > 5) throw new BrokenPickle(`it is of protocol ${version}`);
  }

  #global(module: string, name: string): void {
    const full = `${module}.${name}`;
    if (!knownGlobals.has(full)) throw new UnsafePickle(`names ${full.slice(0, 100)}`);
    this.#stack.push({ kind: "global", name: full });
  }

  #call(callee: PickledValue, args: PickledValue[]): PickledValue {
    if (!isRecord(callee) || callee.kind !== "global") throw new BrokenPickle("it calls what is no function");
    const call = Object.hasOwn(calls, callee.name) ? calls[callee.name] : undefined;
    if (call === undefined) throw new UnsafePickle(`calls ${callee.name}`);
    return call(args);
  }

  #setItems(items: PickledValue[]): void {
    const target = this.#top();
    if (!(target instanceof Map)) throw new BrokenPickle("it sets items of what is no dictionary");
    for (let at = 0; at + 1 < items.length; at += 2) target.set(items[at]!, items[at + 1]!);
  }

  /** The memo grows one by one in every pickle that Python writes. */
  #put(index: number): void {
    if (index > this.#memo.length) throw new BrokenPickle("it remembers values out of turn");
    this.#memo[index] = this.#top();
  }

  #get(index: number): void {
    const value = this.#memo[index];
    if (value === undefined) throw new BrokenPickle("it asks for a value that it has not remembered");
    this.#stack.push(value);
  }

  #top(): PickledValue {
    const value = this.#stack.at(-1);
    if (value === undefined) throw new BrokenPickle("its stack is empty");
    return value;
  }

  #pop(): PickledValue {
    const value = this.#top();
    this.#stack.pop();
    return value;
  }

  #popSome(count: number): PickledValue[] {
    if (this.#stack.length < count) throw new BrokenPickle("its stack is empty");
    return this.#stack.splice(-count);
  }

  #sinceMark(): PickledValue[] {
    const items = this.#stack;
    const below = this.#marked.pop();
    if (below === undefined) throw new BrokenPickle("it has no mark");
    this.#stack = below;
    return items;
  }

  #byte(): number {
    return this.bytes[this.#take(1)]!;
  }

  #uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** Steps over `length` bytes; gives the place of the first. */
  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.bytes.length) throw new BrokenPickle("it ends too early");
    this.#at += length;
    return at;
  }

  #slice(length: number): Uint8Array {
    const at = this.#take(length);
    return this.bytes.subarray(at, at + length);
  }

  #text(length: number): string {
    return new TextDecoder().decode(this.#slice(length));
  }

  #line(): string {
    const end = this.bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw new BrokenPickle("it ends too early");
    const line = this.#text(end - this.#at);
    this.#take(1);
    return line;
  }

  /** A whole number in two's complement. */
  #long(length: number): number | bigint {
    const bytes = this.#slice(length);
    const unsigned = bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
    const value = BigInt.asIntN(8 * Math.max(length, 1), unsigned);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
}
