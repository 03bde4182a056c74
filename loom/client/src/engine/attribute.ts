// The values of slots that belong to an element. Attributes that others put on the element are left alone.

import { ask, attributeOf, putAttribute } from "../dom";
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
  const { element, classes } = owned;
  const next = value ? String(value) : "";
  owned.classes = next;
  // Mostly nobody else has put a class on it.
  if ((attributeOf(element, "class") ?? "") === classes) putAttribute(element, "class", next);
  else {
    const now = words(next);
    const list = ask(element, "classList");
    list.remove(...words(classes).filter((name) => !now.includes(name)));
    list.add(...now);
  }
}

export function setSpread(owned: Owned, value: Value): void {
  const { element, names } = owned;
  const next = (value ?? {}) as Whole;
  owned.names = Object.keys(next);
  for (const name of names) if (!owned.names.includes(name)) putAttribute(element, name, null);
  for (const name of owned.names) setAttribute(element, name, next[name]!);
}

/** Finds what a slot of many has put on an element that the server wrote: all that nothing else accounts for. */
export function claim(template: Template, original: Element, owned: Owned): void {
  const slots = template.bound.get(original)!.map((i) => template.slots[i]!);
  const named = (kind: string): string[] => slots.filter((slot) => slot.kind === kind).map((slot) => slot.name);
  const { element } = owned;
  owned.classes = [...ask(element, "classList")]
    .filter((name) => !ask(original, "classList").contains(name) && !named(".").includes(name))
    .join(" ");
  const others = [...named("@"), ...named("!"), "class", "style"];
  owned.names = ask(element, "getAttributeNames").filter((name) => attributeOf(original, name) === null && !others.includes(name));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
