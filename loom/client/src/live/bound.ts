// Two-way bound fields: handlers of the form `name=`.

import { LIVE } from "../wire";

/** Controls of a component that are bound to a field, with the event that says so. */
export function boundControls(component: Element): { control: HTMLInputElement; event: string; field: string }[] {
  const found = [];
  for (const event of ["input", "change"]) {
    for (const control of component.querySelectorAll<HTMLInputElement>(`[data-l-${event}$="="]`)) {
      if (control.closest(LIVE) !== component) continue;
      found.push({ control, event, field: control.getAttribute("data-l-" + event)!.slice(0, -1) });
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
    : control.type !== "file" && control.value !== control.defaultValue;
}

/** Says what is wrong with what was typed, or with `null` that nothing is any more. */
export function showProblem(component: Element, field: string, message: string | null): void {
  for (const bound of boundControls(component)) {
    if (bound.field !== field) continue;
    bound.control.setCustomValidity(message ?? "");
    bound.control.ariaInvalid = message === null ? null : "true";
  }
  for (const place of component.querySelectorAll<HTMLElement>("[data-l-error]")) {
    if (place.dataset["lError"] === field && place.closest(LIVE) === component) place.textContent = message ?? "";
  }
}
