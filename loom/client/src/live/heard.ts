// How a control differs from the value that the server says.

import { ask, isBox } from "../dom";
import { attributeOf, putAttribute } from "../attributes";

/** Whether the user changed the control, as far as the server has heard. */
export function isAhead(control: HTMLInputElement | HTMLSelectElement): boolean {
  if (control instanceof HTMLSelectElement) {
    const chosen = chosenOf(control);
    if (control.multiple) return [...control.options].some((option) => option.selected !== option.defaultSelected);
    // Where the server says none, the browser shows the first.
    return control.selectedIndex !== chosen && (chosen >= 0 || control.selectedIndex > 0);
  }
  return isBox(control) ? control.checked !== control.defaultChecked : control.type !== "file" && control.value !== defaultOf(control);
}

/** The server's value as the control shows it: the browser removes characters that its type does not allow. */
export function defaultOf(control: HTMLInputElement): string {
  const fresh = ask(document, "createElement", control.localName) as HTMLInputElement;
  for (const name of ["type", "min", "max", "step", "multiple"]) putAttribute(fresh, name, attributeOf(control, name));
  fresh.defaultValue = control.defaultValue;
  return fresh.value;
}

/** The index of the option that the server chose, or -1. */
export function chosenOf({ options, attributes }: HTMLSelectElement): number {
  const value = attributes.getNamedItem("value");
  return [...options].findIndex((option) => (value ? option.value === value.value : option.defaultSelected));
}

export function isBound(control: Element): boolean {
  return ["input", "change"].some((event) => attributeOf(control, "data-l-" + event)?.endsWith("="));
}
