// Controls whose changes the server hears of, and what they show. Those that are bound both ways have handlers of the form `name=`. It is loaded by
// pages that say what controls show.

import { ask, attributeOf, isBox, putAttribute } from "../dom";
import type { Component } from "../live/component";
import type { Controls, Parts } from "../live/session";
import { LIVE } from "../wire";

/** A control whose changes the server hears of. */
interface Heard {
  readonly _control: HTMLInputElement;
  readonly _event: string;
  /** The field, if the control is bound both ways. */
  readonly _field: string | null;
}

const known = new WeakSet<Component>();

/** Sends what the server may have heard, then what the user changed when nobody listened. */
function catchUp(component: Component, parts: Parts, send: () => void): void {
  const { _fields } = parts;
  if (!known.has(component)) {
    known.add(component);
    // Before it gets to others, who may stop it.
    component._element.addEventListener("reset", (event) => reset(component, parts, event), true);
  }
  const unheard = heardControls(component._element).filter(
    (heard) =>
      !isBusy(heard, component, parts) &&
      (isUnheard(heard) || (_fields._isHeld(heard._control) && (heard._control.type !== "radio" || heard._control.checked))),
  );
  component._precede(unheard.length, (last) => {
    send();
    _fields._shift(component._element, last, unheard.length);
    say(unheard, parts);
  });
}

function submit(component: Component, parts: Parts, form: Element): void {
  const all = heardControls(component._element);
  say(all.filter((heard) => heard._control.form === form && isUnheard(heard) && !isBusy(heard, component, parts)), parts);
}

/** The server is told of the first values of those bound controls whose changes it has heard, or was about to hear. */
function reset(component: Component, parts: Parts, event: Event): void {
  const form = event.target as Element;
  const changed = heardControls(component._element).filter(
    (heard) => heard._control.form === form && heard._field !== null && (isUnheard(heard) || isBusy(heard, component, parts)),
  );
  // The form has its first values only after the event.
  setTimeout(() => {
    if (event.defaultPrevented) return;
    parts._fields._tell(form);
    say(changed, parts);
  });
}

/** Sends what the controls hold. */
function say(heard: readonly Heard[], { _dispatcher, _fields, _timing }: Parts): void {
  for (const { _control, _event } of heard) {
    _fields._touch(_control);
    _dispatcher._replay(_control, _event);
  }
  _timing._flush((element) => heard.some(({ _control }) => _control === element));
}

/** Whether a change of the control is said already, or will be. */
function isBusy({ _control }: Heard, component: Component, { _timing }: Parts): boolean {
  return component._isPending(_control) || _timing._isWaiting(_control);
}

function isUnheard({ _control, _field }: Heard): boolean {
  return _field !== null && isAhead(_control);
}

function review({ _element }: Component, { _fields }: Parts): void {
  for (const select of _element.querySelectorAll("select")) {
    if (isBound(select) && !select.multiple && select.closest(LIVE) === _element && select.selectedIndex !== chosenOf(select)) _fields._owe(select);
  }
}

function heardControls(component: Element): Heard[] {
  const found = [];
  for (const event of ["input", "change"]) {
    for (const control of component.querySelectorAll<HTMLInputElement>(`[data-l-${event}]`)) {
      const handler = attributeOf(control, "data-l-" + event);
      if (!handler || ask(control as Element, "closest", LIVE) !== component) continue;
      const [, field = null] = /^(.*)=$/.exec(handler) ?? [];
      found.push({ _control: control, _event: event, _field: field });
    }
  }
  return found;
}

/** Whether the user changed the control, as far as the server has heard. */
function isAhead(control: HTMLInputElement | HTMLSelectElement): boolean {
  if (control instanceof HTMLSelectElement) {
    const chosen = chosenOf(control);
    if (control.multiple) return [...control.options].some((option) => option.selected !== option.defaultSelected);
    // Where the server says none, the browser shows the first.
    return control.selectedIndex !== chosen && (chosen >= 0 || control.selectedIndex > 0);
  }
  return isBox(control) ? control.checked !== control.defaultChecked : control.type !== "file" && control.value !== defaultOf(control);
}

/** The server's value as the control shows it: the browser removes characters that its type does not allow. */
function defaultOf(control: HTMLInputElement): string {
  const fresh = ask(document, "createElement", control.localName) as HTMLInputElement;
  for (const name of ["type", "min", "max", "step", "multiple"]) putAttribute(fresh, name, attributeOf(control, name));
  fresh.defaultValue = control.defaultValue;
  return fresh.value;
}

/** The index of the option that the server chose, or -1. */
function chosenOf({ options, attributes }: HTMLSelectElement): number {
  const value = attributes.getNamedItem("value");
  return [...options].findIndex((option) => (value ? option.value === value.value : option.defaultSelected));
}

function isBound(control: Element): boolean {
  return ["input", "change"].some((event) => attributeOf(control, "data-l-" + event)?.endsWith("="));
}

function show(control: Element, shown: WeakSet<Element>): void {
  if (control instanceof HTMLSelectElement) {
    if (![control, ...control.options].some((one) => shown.has(one)) || isRefused(control)) return;
    const chosen = chosenOf(control);
    if (control.multiple) for (const option of control.options) option.selected = option.defaultSelected;
    // As the browser does at first.
    else control.selectedIndex = chosen >= 0 || isBound(control) ? chosen : [...control.options].findIndex((option) => !option.disabled);
    return;
  }
  for (const one of groupOf(control as HTMLInputElement)) {
    if (!shown.has(one) || isRefused(one) || !isAhead(one)) continue;
    if (isBox(one)) one.checked = one.defaultChecked;
    else one.value = defaultOf(one);
  }
}

/** All radio buttons of the control's group, or the control alone. */
function groupOf(control: HTMLInputElement): HTMLInputElement[] {
  if (control.type !== "radio" || !control.name) return [control];
  const all = control.closest(LIVE)?.querySelectorAll<HTMLInputElement>(`input[type=radio][name=${CSS.escape(control.name)}]`);
  return [...(all ?? [])].filter((one) => one.form === control.form);
}

/** A bound control keeps what the server could not use, so that it can be mended. */
function isRefused(control: HTMLInputElement | HTMLSelectElement): boolean {
  return isBound(control) && control.validity.customError;
}

function showProblem(component: Element, field: string, message: string | null): void {
  for (const bound of heardControls(component)) {
    if (bound._field !== field) continue;
    bound._control.setCustomValidity(message ?? "");
    bound._control.ariaInvalid = message === null ? null : "true";
  }
  for (const place of component.querySelectorAll<HTMLElement>("[data-l-error-of]")) {
    if (attributeOf(place, "data-l-error-of") === field && ask(place as Element, "closest", LIVE) === component) place.textContent = message ?? "";
  }
}

/** The interface that the script uses. */
export default { _catchUp: catchUp, _submit: submit, _review: review, _show: show, _showProblem: showProblem } satisfies Controls;
