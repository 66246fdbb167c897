import { Builder } from "flatbuffers";

/** Writes what a field points to, if anything, and gives what writes the field itself into its slot. */
export type Value = (builder: Builder) => (slot: number) => void;

/** A table of a FlatBuffer that is yet to be written. */
export type Table = (builder: Builder) => number;

/** A table with those of a schema's fields that are not left out; `names` has all, in the schema's order. */
export function table<const N extends string>(
  names: readonly N[],
  fields: Readonly<Partial<Record<N, Value>>>,
): Table {
  return (builder) => {
    // Nothing can be written inside a table that is begun.
    const parts = names.map((name) => fields[name]?.(builder));
    builder.startObject(names.length);
    for (const [slot, write] of parts.entries()) write?.(slot);
    return builder.endObject();
  };
}

/** The bytes of a whole FlatBuffer; `mark` is the four letters by which its readers know it. */
export function flatBuffer(root: Table, mark: string): Uint8Array {
  const builder = new Builder();
  builder.finish(root(builder), mark);
  return builder.asUint8Array();
}

export function byte(value: number): Value {
  return (builder) => (slot) => builder.addFieldInt8(slot, value, null);
}

export function int(value: number): Value {
  return (builder) => (slot) => builder.addFieldInt32(slot, value, null);
}

export function text(value: string): Value {
  return pointer((builder) => builder.createString(value));
}

export function one(value: Table): Value {
  return pointer(value);
}

export function many(...values: readonly Table[]): Value {
  return pointer((builder) => {
    const offsets = values.map((write) => write(builder));
    return vector(builder, 4, offsets, (offset) => builder.addOffset(offset));
  });
}

export function ints(...values: readonly number[]): Value {
  return pointer((builder) => vector(builder, 4, values, (value) => builder.addInt32(value)));
}

export function floats(...values: readonly number[]): Value {
  return pointer((builder) => vector(builder, 4, values, (value) => builder.addFloat32(value)));
}

/** Bytes that begin at a multiple of 16, so that what is in them can be read in place. */
export function bytes(values: Uint8Array): Value {
  return pointer((builder) => {
    builder.startVector(1, values.length, 16);
    for (const value of values.toReversed()) builder.addInt8(value);
    return builder.endVector();
  });
}

function pointer(write: Table): Value {
  return (builder) => {
    const offset = write(builder);
    return (slot) => builder.addFieldOffset(slot, offset, 0);
  };
}

/** From the last to the first, since a FlatBuffer is written from its end. */
function vector(
  builder: Builder,
  size: number,
  values: readonly number[],
  add: (value: number) => void,
): number {
  builder.startVector(size, values.length, size);
  for (const value of values.toReversed()) add(value);
  return builder.endVector();
}
