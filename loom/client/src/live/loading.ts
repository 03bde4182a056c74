// The state of an element while an event of its own is under way: `l-loading` and `aria-busy`. A module does the rest for forms, and where templates
// ask for more.

import { putAttribute } from "../attributes";
import { ask } from "../dom";
import { restore } from "../engine/own";
import type { Fired } from "../events/dispatcher";
import type { Value } from "../wire";

/** Ends what was begun, with the code of an error if there was one. */
export type End = (error?: string) => unknown;

export class Loading {
  readonly #busy = new WeakMap<Element, number>();
  readonly #forms = new Set<Element>();
  /** Does more for an event, where a module is there. */
  _more: ((fired: Fired, marked: readonly HTMLElement[], give: typeof restore) => End) | undefined;
  /** Takes note of what the server says of a control that the module holds; false if it is none. */
  _property: ((element: Element, name: string, value: Value) => boolean) | undefined;

  /** Marks what belongs to one event. */
  _begin(fired: Fired): End {
    const { _element, _submitter } = fired;
    const marked = _submitter && _submitter !== _element ? [_element, _submitter] : [_element];
    for (const one of marked) this.#mark(one, 1);
    if (fired._type === "submit") this.#forms.add(_element);
    const end = this._more?.(fired, marked, restore);
    return (error) => {
      for (const one of marked) this.#mark(one, -1);
      if (fired._type === "submit") this.#forms.delete(_element);
      end?.(error);
    };
  }

  /** Whether a submit of the form is under way. */
  _isSubmitting(form: Element): boolean {
    return this.#forms.has(form);
  }

  #mark(element: HTMLElement, by: 1 | -1): void {
    const count = (this.#busy.get(element) ?? 0) + by;
    this.#busy.set(element, count);
    ask(element as Element, "classList").toggle("l-loading", !!count);
    putAttribute(element, "aria-busy", count ? "true" : null);
  }
}
