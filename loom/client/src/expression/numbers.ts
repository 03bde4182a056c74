// Arithmetic by the types of Rust. A tag is one letter: `a` to `d` for i8 to i64, `A` to `D` for u8 to u64, `f` for f64.

import { abandon, unknown, type Value } from "./values";

/** A bigint or a number. TypeScript has no type of which two operands are the same one of these. */
export type Num = number;

type Binary = (tag: string, a: Num, b: Num) => Num;

/** How many bits the type has. */
export const bitsOf = (tag: string): number => 4 << (tag.charCodeAt(0) & 31);

/** The lowest bits of an integer. */
export function wrap(tag: string, value: bigint): bigint {
  return (tag < "a" ? BigInt.asUintN : BigInt.asIntN)(bitsOf(tag), value);
}

/** The number, if the type has it. */
export function checked(tag: string, value: Num): Num {
  return tag === "f" || wrap(tag, value as unknown as bigint) === (value as unknown) ? value : abandon();
}

export const divide: Binary = (tag, a, b) => {
  if (tag === "f") return a / b;
  // Zero of a bigint.
  return b ? checked(tag, a / b) : abandon();
};

export const remainder: Binary = (tag, a, b) => {
  divide(tag, a, b);
  return a % b;
};

export const EXACT: Record<string, (a: Num, b: Num) => Num> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};

export const CHECKED: Record<string, Binary> = { "/": divide, "%": remainder };
for (const name in EXACT) CHECKED[name] = (tag, a, b) => checked(tag, EXACT[name](a, b));

/** The operators whose code ends with a tag. */
export const TAGGED = {
  __proto__: null,
  ...CHECKED,
  neg: (tag: string, a: Num) => checked(tag, -a),
  // Floats are cast and parsed by the rarer half.
  as: (tag: string, a: Value) => (tag === "f" || typeof a === "number" ? unknown() : wrap(tag, BigInt(a as bigint | boolean))),
  parse(tag: string, text: string): Value[] {
    if (tag === "f") return unknown();
    if (tag === "z") return [true, false].filter((value) => String(value) === text);
    if (!(tag < "a" ? /^\+?\d+$/ : /^[+-]?\d+$/).test(text)) return [];
    return [BigInt(text)].filter((value) => wrap(tag, value) === value);
  },
} as unknown as Record<string, (tag: string, ...values: never[]) => Value>;
