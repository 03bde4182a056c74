// Controls whose changes the server hears of. Those that are bound both ways have handlers of the form `name=`. It is loaded by
// pages that say what controls show.

import { ask } from "../dom";
import { attributeOf, putAttribute } from "../attributes";
import { numberOf, type Component } from "../live/component";
import type { Fields } from "../live/fields";
import type { Controls, Parts } from "../live/session";
import { CONTROLS, LIVE } from "../wire";

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
  const isFirst = !known.has(component);
  if (isFirst) {
    known.add(component);
    // Before it gets to others, who may stop it.
    component._element.addEventListener("reset", (event) => reset(component, parts, event), true);
  }
  const isHeld = ({ _control }: Heard): boolean => _fields._values!._isHeld(_control) && (_control.type !== "radio" || _control.checked);
  const unheard = heardControls(component._element).filter(
    (heard) =>
      !isBusy(heard, component, parts) && (isUnheard(heard, parts) || isHeld(heard) || (isFirst && isRestored(heard, parts))),
  );
  // They come before events that were never sent, which get later numbers.
  const later = component._pending.filter((event) => !event._isSent);
  component._pending = component._pending.filter((event) => event._isSent);
  const end = component._sent + unheard.length;
  if (later[0]) component._sent = numberOf(later[0]) - 1;
  send();
  shift(component, _fields, unheard.length);
  say(unheard, parts);
  component._sent = end;
  for (const event of later) event._message[2] += unheard.length;
  component._pending.push(...later);
  component._count();
}

/** Events that come after the last one get numbers that are higher by `by`. */
function shift({ _element, _sent }: Component, { _touched }: Fields, by: number): void {
  for (const control of _element.querySelectorAll(CONTROLS)) {
    const touched = _touched.get(control) ?? -1;
    if (touched >= _sent && control.closest(LIVE) === _element) _touched.set(control, touched + by);
  }
}

function submit(component: Component, parts: Parts, form: Element): void {
  const all = heardControls(component._element);
  say(all.filter((heard) => heard._control.form === form && isUnheard(heard, parts) && !isBusy(heard, component, parts)), parts);
}

/** The server is told of the first values of those bound controls whose changes it has heard, or was about to hear. */
function reset(component: Component, parts: Parts, event: Event): void {
  const form = event.target as Element;
  const changed = heardControls(component._element).filter(
    (heard) => heard._control.form === form && heard._field !== null && (isUnheard(heard, parts) || isBusy(heard, component, parts)),
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

function isUnheard({ _control, _field }: Heard, { _fields }: Parts): boolean {
  return _field !== null && _fields._values!._isAhead(_control);
}

/** Whether a control that is only shown holds what was typed before the page was live, or what the browser kept of the page before. */
function isRestored({ _control, _field }: Heard, { _fields }: Parts): boolean {
  return _field === null && _fields._values!._isShown(_control) && _fields._values!._isAhead(_control);
}

function heardControls(component: Element): Heard[] {
  const found = [];
  for (const event of ["input", "change"]) {
    for (const control of component.querySelectorAll<HTMLInputElement>(`[data-l-${event}]`)) {
      const handler = attributeOf(control, "data-l-" + event);
      if (!handler || ask(control as Element, "closest", LIVE) !== component) continue;
      const field = handler.endsWith("=") ? handler.slice(0, -1) : null;
      found.push({ _control: control, _event: event, _field: field });
    }
  }
  return found;
}

/** How controls were described before they had a problem: their `aria-invalid` and `aria-describedby`. */
const before = new WeakMap<Element, readonly [string | null, string | null]>();
let ids = 0;

function showProblem(component: Element, field: string, message: string | null): void {
  const places = [...component.querySelectorAll("[data-l-error-of]")].filter(
    (place) => attributeOf(place, "data-l-error-of") === field && ask(place, "closest", LIVE) === component,
  );
  for (const place of places) place.textContent = message;
  for (const { _control, _field } of heardControls(component)) {
    if (_field !== field) continue;
    _control.setCustomValidity(message ?? "");
    const old = before.get(_control) ?? [attributeOf(_control, "aria-invalid"), attributeOf(_control, "aria-describedby")];
    let [invalid, description] = old;
    if (message === null) before.delete(_control);
    else {
      before.set(_control, old);
      invalid = "true";
      // The same component may be in the page more than once, so its template cannot say the ids.
      const more = places.map((place) => (place.id ||= "l-error-" + ++ids));
      description = [...new Set([...(description?.split(" ") ?? []), ...more])].join(" ") || null;
    }
    putAttribute(_control, "aria-invalid", invalid);
    putAttribute(_control, "aria-describedby", description);
  }
}

/** The interface that the script uses. */
export default { _catchUp: catchUp, _submit: submit, _showProblem: showProblem } satisfies Controls;
