// The values of slots that belong to an element. What others put on the element is left alone.

import type { Value, Whole } from "../wire";
import type { Template } from "./template";

/** The classes and attributes that slots of many put on an element, to be taken away again. */
const owned = new WeakMap<Element, { classes?: string[]; names?: string[] }>();

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

export function setClasses(element: Element, value: Value): void {
  const next = value ? words(String(value)) : [];
  const own = ownedBy(element);
  element.classList.remove(...(own.classes ?? []).filter((name) => !next.includes(name)));
  element.classList.add(...next);
  own.classes = next;
}

export function setSpread(element: Element, value: Value): void {
  const next = (value ?? {}) as Whole;
  const own = ownedBy(element);
  for (const name of own.names ?? []) if (!(name in next)) element.removeAttribute(name);
  own.names = Object.keys(next);
  for (const name of own.names) setAttribute(element, name, next[name]!);
}

/** Finds what slots of many have put on an element that the server wrote: all that nothing else accounts for. */
export function claim(template: Template, original: Element, element: Element): void {
  const slots = template.bound.get(original)!.map((i) => template.slots[i]!);
  const named = (kind: string): string[] => slots.filter((slot) => slot.kind === kind).map((slot) => slot.name);
  if (named(".").includes("")) {
    ownedBy(element).classes = [...element.classList].filter(
      (name) => !original.classList.contains(name) && !named(".").includes(name),
    );
  }
  if (named("*").length) {
    const others = [...named("@"), ...named("!").map((name) => "data-l-" + name), "class", "style"];
    ownedBy(element).names = element
      .getAttributeNames()
      .filter((name) => !original.hasAttribute(name) && !others.includes(name));
  }
}

function ownedBy(element: Element): { classes?: string[]; names?: string[] } {
  let own = owned.get(element);
  if (!own) owned.set(element, (own = {}));
  return own;
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
