// The operators and methods of browser expressions whose operands are all evaluated first. The receiver of a method comes first.

import { abandon, compare, equals, isNegative, show, type Value } from "./values";

/** A closure of the code. */
type Closure = (...values: unknown[]) => never;
type List = readonly Value[];

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

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const trimStart = (x: string): string => x.replace(/^\p{White_Space}+/u, "");
const trimEnd = (x: string): string => (/^(.*\P{White_Space})?/su.exec(x) as unknown as string[])[0];
const lower = (x: string): string => x.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

export const OPERATORS = {
  __proto__: null,
  "!": (a: boolean) => !a,
  "==": equals,
  "!=": (a: Value, b: Value) => !equals(a, b),
  "<": (a: Value, b: Value) => compare(a, b) < 0,
  "<=": (a: Value, b: Value) => compare(a, b) <= 0,
  ">": (a: Value, b: Value) => compare(a, b) > 0,
  ">=": (a: Value, b: Value) => compare(a, b) >= 0,

  // Text, and in part lists
  str: (x: Value) => show(x),
  len: (x: string | List) => BigInt(typeof x === "string" ? bytes(x) : x.length),
  is_empty: (x: string | List) => !x.length,
  has: (x: string | List, y: Value) => (typeof x === "string" ? x.includes(y as string) : x.some((item) => equals(item, y))),
  trim: (x: string) => trimStart(trimEnd(x)),
  trim_start: trimStart,
  trim_end: trimEnd,
  low: (x: string) => x.toLowerCase(),
  up: (x: string) => x.toUpperCase(),
  starts: (x: string, y: string) => x.startsWith(y),
  ends: (x: string, y: string) => x.endsWith(y),
  chars: (x: string) => BigInt([...x].length),
  lines: (x: string) => BigInt(x.split("\n").length - (!x || x.endsWith("\n") ? 1 : 0)),
  words: (x: string) => BigInt(x.match(/\P{White_Space}+/gu)?.length ?? 0),
  replace: (x: string, from: string, to: string) => (from ? x.split(from) : ["", ...x, ""]).join(to),
  repeat: (x: string, times: bigint) => (bytes(x) * Number(times) > 1 << 20 ? abandon() : x && x.repeat(Number(times))),
  strip_prefix: (x: string, y: string) => (x.startsWith(y) ? [x.slice(y.length)] : []),
  strip_suffix: (x: string, y: string) => (x.endsWith(y) ? [x.slice(0, x.length - y.length)] : []),
  ieq: (x: string, y: string) => lower(x) === lower(y),

  // Options
  some: (x: Value) => [x],
  none: () => [],
  "some?": (x: List) => !!x.length,
  "none?": (x: List) => !x.length,
  or: (x: List, y: Value) => (x.length ? x[0] : y),
  orf: (x: List, f: Closure) => (x.length ? x[0] : f()),
  alt: (x: List, y: List) => (x.length ? x : y),
  altf: (x: List, f: Closure) => (x.length ? x : f()),
  then: (x: List, f: Closure) => x.flatMap(f),
  some_and: (x: List, f: Closure) => x.some(f),
  then_some: (x: boolean, y: Value) => (x ? [y] : []),

  // Lists, and iterators over them; two are for options too
  iter: items,
  map,
  filter,
  first: (x: List) => x.slice(0, 1),
  last: (x: List | Items) => all(x).slice(-1),
  get: (x: List, at: number) => (at < x.length ? [x[at]] : []),
  join: (x: List, between: string) => x.join(between),
  any: (x: Items, f: Closure) => !!seek(x, f).length,
  all: (x: Items, f: Closure) => !seek(x, (value) => !f(value)).length,
  find: (x: Items, f: Closure) => seek(x, f).slice(0, 1),
  pos: (x: Items, f: Closure) => seek(x, f).slice(1),
  count: (x: Items) => BigInt(all(x).length),
  imin: (x: Items) => reduce(x, min),
  imax: (x: Items) => reduce(x, max),
  rev: (x: Items) => [...x].reverse(),
  take,
  skip,
  list: all,
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

/** Changes of a field: what it holds then. */
export const CHANGES = {
  __proto__: null,
  push: (x: List, item: Value) => [...x, item],
  push_str: (x: string, more: string) => x + more,
  clear: (x: string | List) => (typeof x === "string" ? "" : []),
  pop: (x: List) => x.slice(0, -1),
  truncate: (x: List, length: bigint) => x.slice(0, Number(length)),
  retain: (x: List, f: Closure) => x.filter(f),
  insert: (x: List, at: bigint, item: Value) => (at > x.length ? abandon() : [...x.slice(0, Number(at)), item, ...x.slice(Number(at))]),
  remove: (x: List, at: bigint) => (at < x.length ? x.filter((_, index) => BigInt(index) !== at) : abandon()),
} as unknown as Record<string, (...values: never[]) => Value>;
