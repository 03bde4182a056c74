// The values of browser expressions, which are those of Rust: their JSON, their order, and how they are written and read as text.

/**
 * An integer is a bigint, a float a number, a variant of an enum its name. An option is an array of one value or none, and a list an array of all:
 * so the methods of arrays serve both.
 */
export type Value = bigint | number | boolean | string | readonly Value[];

/** A value in code, arguments and fields. A number is an integer. */
export type Json = number | boolean | string | { readonly n: string } | { readonly f: number | string } | readonly Json[];

/** Thrown by an evaluation that has no result, such as one that divides by zero. */
export class Abandoned extends Error {}

export function abandon(): never {
  throw new Abandoned();
}

export function decode(json: Json): Value {
  if (typeof json === "string" || typeof json === "boolean") return json;
  if (typeof json === "number") return BigInt(json);
  if (Array.isArray(json)) return json.map(decode);
  const { n, f } = json as { n?: string; f?: number | string };
  // Anything else is no value: BigInt throws.
  return f === undefined ? BigInt(n as string) : Number(String(f).replace("inf", "Infinity"));
}

export function encode(value: Value): Json {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : { n: String(value) };
  }
  if (typeof value === "number") return { f: Number.isFinite(value) && !Object.is(value, -0) ? value : show(value) };
  return Array.isArray(value) ? value.map(encode) : (value as string | boolean);
}

/** Negative, zero or positive as `a` is less, equal or greater; NaN where they are in no order. Text is in the order of its characters. */
export function compare(a: Value, b: Value): number {
  if (typeof a === "string") return compareText(a, b as string);
  if (!Array.isArray(a)) return a < b ? -1 : a > b ? 1 : a === b ? 0 : NaN;
  const other = b as readonly Value[];
  for (let at = 0; at < a.length && at < other.length; at++) {
    const order = compare(a[at], other[at]);
    if (order !== 0) return order;
  }
  return a.length - other.length;
}

function compareText(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

export function equals(a: Value, b: Value): boolean {
  return typeof a === "string" ? a === b : compare(a, b) === 0;
}

/** Thrown where a part of the language is asked for that is not loaded, or that there is not. */
export class Unknown extends TypeError {}

export function unknown(): never {
  throw new Unknown("no such code");
}

/** Writes a finite float. Those that Rust writes as browsers do are written here. */
let decimal = (value: number, places?: number): string => {
  const text = String(value);
  if (places !== undefined || text.length > 15 || text.includes("e") || Object.is(value, -0)) unknown();
  return text;
};

/** From now on all finite floats are written by this. */
export function writeFloats(by: (value: number, places?: number) => string): void {
  decimal = by;
}

/** As Rust's `{}` writes it, or `{:.N}`: then text ends after so many characters, and integers have no places. */
export function show(value: Value, places?: number): string {
  if (typeof value === "number") return Number.isFinite(value) ? decimal(value, places) : String(value).replace("Infinity", "inf");
  const text = String(value);
  return typeof value === "bigint" ? text : [...text].slice(0, places).join("");
}

/** Whether there is a minus before it. */
export const isNegative = (value: Value): boolean => (value as number) < 0 || Object.is(value, -0);

/** Text of a page may have halves of characters, which no text of Rust's has. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");
