// Fields that outlive the page: those of a tab in the session's storage, those of a browser in the local one. Text that is read is foreign input: it
// may be of another build.

import { decode, encode, type Json, type Value } from "./values";

const storageOf = (kind: string): Storage => (kind[0] === "t" ? sessionStorage : localStorage);

/** Whether a value may be of a type of this shape. */
export function isOf(shape: string, value: Value): boolean {
  const [kind] = shape;
  const rest = shape.slice(1);
  if (kind === "?" || kind === "[") return Array.isArray(value) && (kind === "[" || value.length < 2) && value.every((item) => isOf(rest, item as Value));
  if (kind === "e") return typeof value === "string" && rest.split("|").includes(value);
  if (kind === "s") return typeof value === "string";
  if (kind === "z") return typeof value === "boolean";
  if (kind === "f") return typeof value === "number";
  const bits = BigInt(4 << (kind!.charCodeAt(0) & 31));
  return typeof value === "bigint" && (kind! < "a" ? BigInt.asUintN : BigInt.asIntN)(Number(bits), value) === value;
}

export function kept(module: string, name: string, kind: string): Value | undefined {
  try {
    const value = decode(JSON.parse(storageOf(kind).getItem(`loom:${module}:${name}`)!) as Json);
    return isOf(kind.slice(1), value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function keep(module: string, name: string, kind: string, value: Value): void {
  try {
    if (kind[0] !== "l") storageOf(kind).setItem(`loom:${module}:${name}`, JSON.stringify(encode(value)));
  } catch {
    // It is full, or not allowed: the field lives as long as the page.
  }
}
