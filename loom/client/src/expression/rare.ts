// The rarer half of browser expressions: operators that few pages use, and floats as Rust writes them. Loaded when code asks for one of them.

import { bitsOf, checked, CHECKED, divide, EXACT, remainder, TAGGED, wrap, type Num } from "./numbers";
import { bytes, type Closure, type List } from "./operators";
import { abandon, compare, decode, isNegative, type Json, type Value } from "./values";

/**
 * An item of an iterator, as an option: asked for once and then calculated, or filtered out. Iterators are lazy as in Rust: a closure is
 * called for an item when it is asked for, or never.
 */
type Item = () => List;
type Items = readonly Item[];

const items = (list: List): Items => list.map((value) => () => [value]);

function map(x: List | Items, change: Closure): unknown {
  return x.map((item) => (typeof item === "function" ? () => item().map(change) : change(item)));
}

function filter(x: List | Items, isKept: Closure): unknown {
  return typeof x[0] === "function" ? (x as Items).map((item) => () => item().filter(isKept)) : (x as List).filter(isKept);
}

/** The values of all items, or of a list. */
function all(x: List | Items): List {
  return x.flatMap((item) => (typeof item === "function" ? item() : [item]));
}

/** The first item that `isIt`, and its place. */
function seek(x: Items, isIt: (value: Value) => unknown): [Value, bigint] | [] {
  let at = 0n;
  for (const item of x) {
    for (const value of item()) {
      if (isIt(value)) return [value, at];
      at++;
    }
  }
  return [];
}

/** It asks for no item after the last one. */
function take(x: Items, left: bigint): Items {
  return x.map((item) => () => {
    const found = left ? item() : [];
    left -= BigInt(found.length);
    return found;
  });
}

/** It asks for the items that it leaves out. */
function skip(x: Items, left: bigint): Items {
  return x.map((item) => () => item().filter(() => !left || left-- < 0));
}

/** The least value for -1, the greatest for 1. A number is preferred to NaN. */
function extreme(sign: number): (a: Value, b: Value) => Value {
  return (a, b) => {
    const order = compare(a, b) || Number(isNegative(b)) - Number(isNegative(a));
    return a !== a || (b === b && order * sign < 0) ? b : a;
  };
}

const [min, max] = [-1, 1].map(extreme);

/** The one of all values that is chosen, as an option. */
function reduce(x: Items, choose: (a: Value, b: Value) => Value): List {
  const values = all(x);
  return values.length ? [values.reduce((a, b) => choose(a, b))] : values;
}


const lower = (x: string): string => x.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Operators whose operands are all evaluated first. */
export const operators = {
  iter: items,
  map,
  filter,
  first: (x: List) => x.slice(0, 1),
  last: (x: List | Items) => all(x).slice(-1),
  get: (x: List, at: number) => (at < x.length ? [x[at]] : []),
  join: (x: List, between: string) => x.join(between),
  any: (x: Items, f: Closure) => !!seek(x, f).length,
  all: (x: Items, f: Closure) => !seek(x, (value) => !f(value)).length,
  count: (x: Items) => BigInt(all(x).length),
  list: all,
  lines: (x: string) => BigInt(x.split("\n").length - (!x || x.endsWith("\n") ? 1 : 0)),
  words: (x: string) => BigInt(x.match(/\P{White_Space}+/gu)?.length ?? 0),
  replace: (x: string, from: string, to: string) => (from ? x.split(from) : ["", ...x, ""]).join(to),
  repeat: (x: string, times: bigint) => (bytes(x) * Number(times) > 1 << 20 ? abandon() : x && x.repeat(Number(times))),
  starts: (x: string, y: string) => x.startsWith(y),
  ends: (x: string, y: string) => x.endsWith(y),
  strip_prefix: (x: string, y: string) => (x.startsWith(y) ? [x.slice(y.length)] : []),
  strip_suffix: (x: string, y: string) => (x.endsWith(y) ? [x.slice(0, x.length - y.length)] : []),
  ieq: (x: string, y: string) => lower(x) === lower(y),
  orf: (x: List, f: Closure) => (x.length ? x[0] : f()),
  alt: (x: List, y: List) => (x.length ? x : y),
  altf: (x: List, f: Closure) => (x.length ? x : f()),
  then: (x: List, f: Closure) => x.flatMap(f),
  some_and: (x: List, f: Closure) => x.some(f),
  then_some: (x: boolean, y: Value) => (x ? [y] : []),
  find: (x: Items, f: Closure) => seek(x, f).slice(0, 1),
  pos: (x: Items, f: Closure) => seek(x, f).slice(1),
  imin: (x: Items) => reduce(x, min),
  imax: (x: Items) => reduce(x, max),
  rev: (x: Items) => [...x].reverse(),
  take,
  skip,
  text: (x: Items) => all(x).join(""),
  // Numbers
  min,
  max,
  clamp: (x: Value, low: Value, high: Value) => (low <= high ? (x < low ? low : x > high ? high : x) : abandon()),
  sign: (x: number | bigint) => (typeof x === "bigint" ? BigInt(compare(x, 0n)) : x !== x ? x : isNegative(x) ? -1 : 1),
  "pos?": (x: bigint) => x > 0,
  "neg?": (x: bigint) => x < 0,
  // Halves are rounded away from zero.
  round: (x: number) => (x < 0 ? -Math.round(-x) : Math.round(x)),
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  sqrt: Math.sqrt,
  "nan?": Number.isNaN,
  "finite?": Number.isFinite,
} as unknown as Record<string, (...values: never[]) => unknown>;

/** The patterns that few expressions have. */
export const patterns = {
  ".."(low: Json | null, high: Json | null, isInclusive: boolean): (value: Value) => boolean {
    const [least, most] = [low, high].map((bound) => bound !== null && decode(bound));
    return (value) => (low === null || compare(value, least!) >= 0) && (high === null || compare(value, most!) < Number(isInclusive));
  },
};

/** The nearest integer that the type has. */
export function saturated(tag: string, value: bigint): bigint {
  if (wrap(tag, value) === value) return value;
  const isSigned = tag > "Z";
  const beyond = 1n << BigInt(bitsOf(tag) - Number(isSigned));
  return value > 0 ? beyond - 1n : isSigned ? -beyond : 0n;
}

/** Parses all but floats. */
const { parse } = TAGGED;

/** The operators whose code ends with a tag. */
export const tagged = {
  abs: (tag: string, a: Num) => checked(tag, isNegative(a) ? -a : a),
  as(tag: string, a: Value) {
    if (tag === "f") return Number(a);
    // NaN becomes 0. No type has a number so great.
    if (typeof a === "number") return saturated(tag, BigInt(Math.trunc(Math.max(-1e20, Math.min(a || 0, 1e20)))));
    return wrap(tag, BigInt(a as bigint | boolean));
  },
  parse: (tag: string, text: string) =>
    tag !== "f" ? parse(tag, text as never) : FLOAT.test(text) ? [Number(text.replace(/inf.*/i, "Infinity"))] : [],
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
  sum(tag: string, items: readonly (() => readonly Num[])[]) {
    // As in Rust, the sum of no floats is -0.
    let sum = (tag === "f" ? -0 : 0n) as Num;
    for (const item of items) for (const value of item()) sum = checked(tag, sum + value);
    return sum;
  },
  // No power of 2 or more above the 64th is in a type.
  pow: (tag: string, a: bigint, b: bigint) => (b > 64 && a * a > 1 ? abandon() : checked(tag, (a ** b) as unknown as Num)),
  diff: (_: string, a: Num, b: Num) => (a < b ? b - a : a - b),
} as unknown as Record<string, (tag: string, ...values: never[]) => Value>;

for (const name in CHECKED) {
  const exact = EXACT[name] as unknown as (a: bigint, b: bigint) => bigint;
  const inType = CHECKED[name] as unknown as (tag: string, a: bigint, b: bigint) => bigint;
  tagged["sat" + name] = (tag, a, b) => saturated(tag, exact(a, b));
  tagged["wrap" + name] = (tag, a, b) => wrap(tag, exact(a, b));
  tagged["chk" + name] = (tag, a, b) => {
    try {
      return [inType(tag, a, b)];
    } catch {
      return [];
    }
  };
}

/** A float as Rust reads it. */
const FLOAT = /^[+-]?(inf(inity)?|nan|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i;

/** Changes of a field: what it holds then. */
export const changes = {
  pop: (x: List) => x.slice(0, -1),
  truncate: (x: List, length: bigint) => x.slice(0, Number(length)),
  insert: (x: List, at: bigint, item: Value) => (at > x.length ? abandon() : [...x.slice(0, Number(at)), item, ...x.slice(Number(at))]),
  retain: (x: List, isKept: Closure) => x.filter(isKept),
  remove: (x: List, at: bigint) => (at < x.length ? x.filter((_, index) => BigInt(index) !== at) : abandon()),
} as unknown as Record<string, (...values: never[]) => Value>;

/** Writes a finite float as Rust does. */
export function decimal(value: number, places = -1): string {
  if (places >= 0) return fixed(value, places);
  // The shortest digits that are this number and no other, without an exponent.
  const [, whole, fraction, exponent] = /(\d+)\.?(\d*)e?(.*)/.exec(String(value)) as unknown as string[];
  const point = whole.length + Number(exponent);
  const zeros = "0".repeat(Math.max(0, 1 - point));
  places = Math.max(0, fraction.length - Number(exponent));
  const text = pointed(value, zeros + (whole + fraction).padEnd(point, "0"), places);
  // Where two texts are equally near, Rust takes the greater one, and browsers the even one.
  const isTie = text.length > 15 && fixed(value, places + 30) === text + "5".padEnd(30, "0");
  return isTie ? text.slice(0, -1) + (Number(text.slice(-1)) + 1) : text;
}

/** So many places, rounded as the exact number is; a tie to the even digit. */
function fixed(value: number, places: number): string {
  // The number is `mantissa * 2 ** (exponent - 1075)`.
  const [bits] = new BigUint64Array(Float64Array.of(value).buffer);
  const exponent = (bits >> 52n) & 2047n;
  const mantissa = BigInt.asUintN(52, bits) + (exponent && 1n << 52n);
  const scaled = (mantissa * 10n ** BigInt(places)) << (exponent || 1n);
  const rounded = (scaled + (1n << 1074n) - 1n + ((scaled >> 1075n) & 1n)) >> 1075n;
  return pointed(value, String(rounded).padStart(places + 1, "0"), places);
}

/** The digits with the sign of `value`, and a point before the last `places`. */
function pointed(value: number, digits: string, places: number): string {
  const at = digits.length - places;
  return (isNegative(value) ? "-" : "") + digits.slice(0, at) + (places ? "." + digits.slice(at) : "");
}
