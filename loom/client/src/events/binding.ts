// Which binding of an element an event fires, and what its modifiers say.

import { ask } from "../dom";
import { attributeOf } from "../attributes";
import { BINDING, KEYS, type Modifier, MODIFIER_KEYS, PREFIX } from "../vocabulary";

/** The DOM event of an attribute `data-l-EVENT`, or undefined if that is not what it is. */
export function eventOf(attribute: string): string | undefined {
  return BINDING.exec(attribute)?.[2];
}

/** The name of the binding that `event` fires at `element`, as `click` or `keydown.enter`, or where it is heard at another `place`, `click.outside`. */
export function bindingOf(element: Element, event: Event, place = ""): string | undefined {
  const type = event.type + place;
  if (event instanceof KeyboardEvent) {
    // Keys typed into an input method belong to it. Safari says of the last only that it is its: 229.
    if (event.isComposing || event.keyCode === 229) return undefined;
    const start = `${PREFIX}${type}.`;
    for (const name of ask(element, "getAttributeNames")) {
      if (name.startsWith(start) && matches(name.slice(start.length), event)) return name.slice(PREFIX.length);
    }
  }
  return handlerOf(element, type) === null ? undefined : type;
}

export function handlerOf(element: Element, binding: string): string | null {
  return attributeOf(element, PREFIX + binding);
}

/** Whether a modifier without a time holds for the binding. */
export function hasModifier(element: Element, modifier: Modifier, binding: string): boolean {
  const value = handlerOf(element, modifier) ?? "";
  return value === "true" ? !binding.includes(".") : named(value, binding) !== undefined;
}

/** The milliseconds of a modifier with a time for the binding, or 0. */
export function delayOf(element: Element, modifier: Modifier, binding: string): number {
  const value = handlerOf(element, modifier) ?? "";
  return +(value.includes(":") ? (named(value, binding)?.split(":")[1] ?? 0) : value);
}

/** The word of a list that is for the binding. */
function named(list: string, binding: string): string | undefined {
  return list.split(" ").find((word) => word.split(":")[0] === binding);
}

/** Whether the pressed key and the held modifiers are those of `ctrl.enter`. Shift may be held for a character. */
function matches(filter: string, event: KeyboardEvent): boolean {
  const words = filter.toLowerCase().split(".");
  const key = event.key.toLowerCase();
  for (const name of MODIFIER_KEYS) {
    const down = event[`${name}Key`];
    const at = words.indexOf(name);
    if (at >= 0) words.splice(at, 1);
    if (at < 0 ? down && !(name === "shift" && key.length === 1) : !down) return false;
  }
  return words.every((word) => key === (KEYS[word] ?? (word.length > 1 ? word.replace("-", "") : word)));
}
