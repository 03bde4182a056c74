// The values of slots that belong to an element. What others put on the element is left alone.

import type { Value, Whole } from "../wire";
import type { Template } from "./template";
import type { Owned } from "./tree";

export function setAttribute(element: Element, name: string, value: Value): void {
  if (value === null || value === false) element.removeAttribute(name);
  else if (name === "style") (element as HTMLElement).style.cssText = String(value);
  else {
    const text = value === true ? "" : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

export function setStyle(element: Element, name: string, value: Value): void {
  // Through the object model, which a strict Content-Security-Policy lets pass.
  (element as HTMLElement).style.setProperty(name, value === null || value === false ? "" : String(value));
}

export function setClasses(owned: Owned, value: Value): void {
  const { element, classes } = owned;
  const next = value ? String(value) : "";
  owned.classes = next;
  // Mostly nobody else has put a class on it.
  if (element.className === classes) element.className = next;
  else {
    const now = words(next);
    element.classList.remove(...words(classes).filter((name) => !now.includes(name)));
    element.classList.add(...now);
  }
}

export function setSpread(owned: Owned, value: Value): void {
  const { element, names } = owned;
  const next = (value ?? {}) as Whole;
  owned.names = Object.keys(next);
  for (const name of names) if (!(name in next)) element.removeAttribute(name);
  for (const name of owned.names) setAttribute(element, name, next[name]!);
}

/** Finds what a slot of many has put on an element that the server wrote: all that nothing else accounts for. */
export function claim(template: Template, original: Element, owned: Owned): void {
  const slots = template.bound.get(original)!.map((i) => template.slots[i]!);
  const named = (kind: string): string[] => slots.filter((slot) => slot.kind === kind).map((slot) => slot.name);
  const { element } = owned;
  owned.classes = [...element.classList]
    .filter((name) => !original.classList.contains(name) && !named(".").includes(name))
    .join(" ");
  const others = [...named("@"), ...named("!"), "class", "style"];
  owned.names = element.getAttributeNames().filter((name) => !original.hasAttribute(name) && !others.includes(name));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
