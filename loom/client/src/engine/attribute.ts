// The values of slots that belong to an element. Attributes that others put on the element are left alone.

import { ask } from "../dom";
import { attributeOf, putAttribute } from "../attributes";
import type { Value, Whole } from "../wire";
import type { Template } from "./template";
import type { Owned } from "./tree";

export function setAttribute(element: Element, name: string, value: Value): void {
  if (value !== null && value !== false && name === "style") ask(element as HTMLElement, "style").cssText = String(value);
  else putAttribute(element, name, value === null || value === false ? null : value === true ? "" : String(value));
}

export function setStyle(element: Element, name: string, value: Value): void {
  // Through the object model, which a strict Content-Security-Policy lets pass.
  ask(element as HTMLElement, "style").setProperty(name, value === null || value === false ? "" : String(value));
}

export function setClasses(owned: Owned, value: Value): void {
  const { _element, _classes } = owned;
  const next = value ? String(value) : "";
  owned._classes = next;
  // Mostly nobody else has put a class on it.
  if ((attributeOf(_element, "class") ?? "") === _classes) putAttribute(_element, "class", next);
  else {
    const now = words(next);
    const list = ask(_element, "classList");
    list.remove(...words(_classes).filter((name) => !now.includes(name)));
    list.add(...now);
  }
}

export function setSpread(owned: Owned, value: Value): void {
  const { _element, _names } = owned;
  const next = (value ?? {}) as Whole;
  owned._names = Object.keys(next);
  for (const name of _names) if (!owned._names.includes(name)) putAttribute(_element, name, null);
  for (const name of owned._names) setAttribute(_element, name, next[name]!);
}

/** Finds what a slot of many has put on an element that the server wrote: all that nothing else accounts for. */
export function claim(template: Template, original: Element, owned: Owned): void {
  const slots = template._bound.get(original)!.map((i) => template._slots[i]!);
  const named = (kind: string): string[] => slots.filter((slot) => slot._kind === kind).map((slot) => slot._name);
  const { _element } = owned;
  owned._classes = [...ask(_element, "classList")]
    .filter((name) => !ask(original, "classList").contains(name) && !named(".").includes(name))
    .join(" ");
  const others = [...named("@"), ...named("!"), "class", "style"];
  owned._names = ask(_element, "getAttributeNames").filter((name) => attributeOf(original, name) === null && !others.includes(name));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
