// The operators and methods of browser expressions whose operands are all evaluated first. The receiver of a method comes first.

import { compare, equals, show, type Value } from "./values";

/** A closure of the code. */
export type Closure = (...values: unknown[]) => never;
export type List = readonly Value[];

export const bytes = (text: string): number => new TextEncoder().encode(text).length;
const trimStart = (x: string): string => x.replace(/^\p{White_Space}+/u, "");
const trimEnd = (x: string): string => (/^(.*\P{White_Space})?/su.exec(x) as unknown as string[])[0];

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
  chars: (x: string) => BigInt([...x].length),

  // Options
  some: (x: Value) => [x],
  none: () => [],
  "some?": (x: List) => !!x.length,
  "none?": (x: List) => !x.length,
  or: (x: List, y: Value) => (x.length ? x[0] : y),
} as unknown as Record<string, (...values: never[]) => unknown>;

/** Changes of a field: what it holds then. */
export const CHANGES = {
  __proto__: null,
  push: (x: List, item: Value) => [...x, item],
  push_str: (x: string, more: string) => x + more,
  clear: (x: string | List) => (typeof x === "string" ? "" : []),
} as unknown as Record<string, (...values: never[]) => Value>;
