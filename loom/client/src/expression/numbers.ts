// Arithmetic by the types of Rust. A tag is one letter: `a` to `d` for i8 to i64, `A` to `D` for u8 to u64, `f` for f64.

import { abandon, isNegative, type Value } from "./values";

/** A bigint or a number. TypeScript has no type of which two operands are the same one of these. */
type Num = number;

type Binary = (tag: string, a: Num, b: Num) => Num;

/** How many bits the type has. */
const bitsOf = (tag: string): number => 4 << (tag.charCodeAt(0) & 31);

/** The lowest bits of an integer. */
function wrap(tag: string, value: bigint): bigint {
  return (tag < "a" ? BigInt.asUintN : BigInt.asIntN)(bitsOf(tag), value);
}

/** The number, if the type has it. */
function checked(tag: string, value: Num): Num {
  return tag === "f" || wrap(tag, value as unknown as bigint) === (value as unknown) ? value : abandon();
}

/** The nearest integer that the type has. */
function saturated(tag: string, value: bigint): bigint {
  if (wrap(tag, value) === value) return value;
  const isSigned = tag > "Z";
  const beyond = 1n << BigInt(bitsOf(tag) - Number(isSigned));
  return value > 0 ? beyond - 1n : isSigned ? -beyond : 0n;
}

const divide: Binary = (tag, a, b) => {
  if (tag === "f") return a / b;
  // Zero of a bigint.
  return b ? checked(tag, a / b) : abandon();
};

const remainder: Binary = (tag, a, b) => {
  divide(tag, a, b);
  return a % b;
};

const EXACT: Record<string, (a: Num, b: Num) => Num> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};

const CHECKED: Record<string, Binary> = { "/": divide, "%": remainder };
for (const name in EXACT) CHECKED[name] = (tag, a, b) => checked(tag, EXACT[name](a, b));

/** The operators whose code ends with a tag. */
export const TAGGED = {
  __proto__: null,
  ...CHECKED,
  neg: (tag: string, a: Num) => checked(tag, -a),
  abs: (tag: string, a: Num) => checked(tag, isNegative(a) ? -a : a),
  rem(tag: string, a: Num, b: Num) {
    const rest = remainder(tag, a, b);
    return rest < 0 ? (b < 0 ? rest - b : rest + b) : rest;
  },
  div(tag: string, a: Num, b: Num) {
    const quotient = divide(tag, a, b);
    const one = (tag === "f" ? 1 : 1n) as Num;
    const whole = tag === "f" ? Math.trunc(quotient) : quotient;
    return a % b < 0 ? checked(tag, b > 0 ? whole - one : whole + one) : whole;
  },
  // No power of 2 or more above the 64th is in a type.
  pow: (tag: string, a: bigint, b: bigint) => (b > 64 && a * a > 1 ? abandon() : checked(tag, (a ** b) as unknown as Num)),
  diff: (_: string, a: Num, b: Num) => (a < b ? b - a : a - b),
  sum(tag: string, items: readonly (() => readonly Num[])[]) {
    // As in Rust, the sum of no floats is -0.
    let sum = (tag === "f" ? -0 : 0n) as Num;
    for (const item of items) for (const value of item()) sum = checked(tag, sum + value);
    return sum;
  },
  as(tag: string, a: Value) {
    if (tag === "f") return Number(a);
    // NaN becomes 0. No type has a number so great.
    if (typeof a === "number") return saturated(tag, BigInt(Math.trunc(Math.max(-1e20, Math.min(a || 0, 1e20)))));
    return wrap(tag, BigInt(a as bigint | boolean));
  },
  parse(tag: string, text: string): Value[] {
    if (tag === "z") return [true, false].filter((value) => String(value) === text);
    if (tag === "f") return FLOAT.test(text) ? [Number(text.replace(/inf.*/i, "Infinity"))] : [];
    if (!(tag < "a" ? /^\+?\d+$/ : /^[+-]?\d+$/).test(text)) return [];
    return [BigInt(text)].filter((value) => wrap(tag, value) === value);
  },
} as unknown as Record<string, (tag: string, ...values: never[]) => Value>;

/** A float as Rust reads it. */
const FLOAT = /^[+-]?(inf(inity)?|nan|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i;

for (const name in CHECKED) {
  const exact = EXACT[name] as unknown as (a: bigint, b: bigint) => bigint;
  const inType = CHECKED[name] as unknown as (tag: string, a: bigint, b: bigint) => bigint;
  TAGGED["sat" + name] = (tag, a, b) => saturated(tag, exact(a, b));
  TAGGED["wrap" + name] = (tag, a, b) => wrap(tag, exact(a, b));
  TAGGED["chk" + name] = (tag, a, b) => {
    try {
      return [inType(tag, a, b)];
    } catch {
      return [];
    }
  };
}
