// The elements of which the server says what they show: those whose template has a place for it.

import { ask } from "../dom";
import type { Slot } from "./template";

export const shown = new WeakSet<Element>();

/** Takes note of a slot of `element`. The value of an option is no more than its name. */
export function note(element: Element, { _shared, _name }: Slot): void {
  if (_shared && !(_name === "value" && ask(element, "localName") === "option")) shown.add(element);
}
