// Which control a value belongs to.

import { LIVE } from "../wire";

const NOT_TYPED = /^(checkbox|radio|file|hidden|button|submit|image|reset)$/;

/** The control itself; for a radio button the first of its group, for all of them. */
export function whole(element: Element): Element {
  if (!(element instanceof HTMLInputElement) || element.type !== "radio" || !element.name) return element;
  const name = CSS.escape(element.name);
  return element.closest(LIVE)?.querySelector(`input[type=radio][name=${name}]`) ?? element;
}

export function isTyped(element: Element): boolean {
  return (element as HTMLElement).isContentEditable || element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !NOT_TYPED.test(element.type));
}
