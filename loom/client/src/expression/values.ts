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

/** As Rust's `{}` writes it, or `{:.N}`: then text ends after so many characters, and integers have no places. */
export function show(value: Value, places?: number): string {
  if (typeof value === "number") return Number.isFinite(value) ? decimal(value, places) : String(value).replace("Infinity", "inf");
  const text = String(value);
  return typeof value === "bigint" ? text : [...text].slice(0, places).join("");
}

/** Whether there is a minus before it. */
export const isNegative = (value: Value): boolean => (value as number) < 0 || Object.is(value, -0);

function decimal(value: number, places = -1): string {
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
