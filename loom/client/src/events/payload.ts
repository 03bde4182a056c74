// The payload that the browser supplies with an event.

import { ask, isBox } from "../dom";
import { HELD, POINTER } from "../vocabulary";
import type { Payload } from "../wire";

export type Bag = Record<string, unknown>;

/** The details of the events that a module knows. */
export type Details = (event: Event, element: Element) => Bag;

/** The beginnings of events whose details are known here: `blur`, `change`, `click` ... One whose name is no word is a script's own. */
export const COMMON = /^(bl|c[hl]|dr|fo|hi|in|k|mo|o|po|re|s[ou]|vi|wh)|\W/;

/** The payload of `event`, which happened at `target` and is handled at `element`. */
export function payloadOf(event: Event, element: Element, target: unknown = event.target, details?: Details): Payload | undefined {
  const payload: Payload = {};
  const control = [element, target].find(isControl);
  if (control) {
    payload.value = control.value;
    if (isBox(control)) payload.checked = (control as HTMLInputElement).checked;
    if (control instanceof HTMLSelectElement && control.multiple) {
      payload.values = [...control.selectedOptions].map((option) => option.value);
    }
  }
  if (event instanceof KeyboardEvent) payload.key = event.key;
  if (element instanceof HTMLFormElement && /^(submit|reset|input|change)$/.test(event.type)) {
    payload.form = encodeForm(element, (event as SubmitEvent).submitter);
  }
  const detail = detailOf(event, element, details);
  if (detail !== undefined) payload.detail = detail;
  return Object.keys(payload).length ? payload : undefined;
}

/** The form as the browser would submit it: `application/x-www-form-urlencoded`, with the button that submits. */
export function encodeForm(form: HTMLFormElement, submitter?: HTMLElement | null): string {
  const lines = (text: string): string => text.replace(/\r\n?|\n/g, "\r\n");
  return new URLSearchParams(
    [...new FormData(form, submitter)].map(([name, value]) => [
      lines(name),
      lines(typeof value === "string" ? value : value.name),
    ]),
  ).toString();
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;

function isControl(target: unknown): target is Control {
  return target instanceof Element && ask(target, "matches", "input,select,textarea,button");
}

function detailOf(event: Event, element: Element, details?: Details): unknown {
  if (event instanceof CustomEvent) return event.detail ?? undefined;
  const own = { ...pick(event, `${POINTER} ${HELD}`), ...details?.(event, element) };
  if (event instanceof MouseEvent) return { x: event.clientX, y: event.clientY, ...own };
  return Object.keys(own).length ? own : undefined;
}

/** Those of the properties that are not 0, false or empty: what is absent has that value. */
export function pick(from: object, names: string): Bag {
  return Object.fromEntries(names.split(" ").map((name) => [name, ask(from as Bag, name)] as const).filter(([, value]) => value));
}
