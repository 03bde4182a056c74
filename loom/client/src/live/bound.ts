// Controls whose changes the server hears of; those that are bound both ways have handlers of the form `name=`.

import { ask, attributeOf, putAttribute } from "../dom";
import { LIVE } from "../wire";

/** Controls of a component that are bound to `input` or `change`, with the field if they are bound both ways. */
export function heardControls(component: Element): { _control: HTMLInputElement; _event: string; _field: string | null }[] {
  const found = [];
  for (const event of ["input", "change"]) {
    for (const control of component.querySelectorAll<HTMLInputElement>(`[data-l-${event}]`)) {
      if (ask(control as Element, "closest", LIVE) !== component) continue;
      const [, field = null] = /^(.*)=$/.exec(attributeOf(control, "data-l-" + event)!) ?? [];
      found.push({ _control: control, _event: event, _field: field });
    }
  }
  return found;
}

/** Whether the user changed the control, as far as the server has heard. */
export function isAhead(control: HTMLInputElement | HTMLSelectElement): boolean {
  if (control instanceof HTMLSelectElement) {
    const value = control.getAttribute("value");
    return value === null
      ? [...control.options].some((option) => option.selected !== option.defaultSelected) &&
          (control.multiple || [...control.options].some((option) => option.defaultSelected))
      : control.value !== value;
  }
  return /^(checkbox|radio)$/.test(control.type)
    ? control.checked !== control.defaultChecked
    : control.type !== "file" && control.value !== defaultOf(control);
}

/** The server's value as the control shows it: the browser removes characters that its type does not allow. */
function defaultOf(control: HTMLInputElement): string {
  const fresh = ask(document, "createElement", control.localName) as HTMLInputElement;
  for (const name of ["type", "min", "max", "step", "multiple"]) putAttribute(fresh, name, attributeOf(control, name));
  fresh.defaultValue = control.defaultValue;
  return fresh.value;
}

/** Says what is wrong with what was typed, or with `null` that nothing is any more. */
export function showProblem(component: Element, field: string, message: string | null): void {
  for (const bound of heardControls(component)) {
    if (bound._field !== field) continue;
    bound._control.setCustomValidity(message ?? "");
    bound._control.ariaInvalid = message === null ? null : "true";
  }
  for (const place of component.querySelectorAll<HTMLElement>("[data-l-error-of]")) {
    if (attributeOf(place, "data-l-error-of") === field && ask(place as Element, "closest", LIVE) === component) place.textContent = message ?? "";
  }
}
