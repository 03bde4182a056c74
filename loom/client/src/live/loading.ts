// The state of an element while an event of its own is under way: `l-loading` and `aria-busy`; and the buttons that submit a form cannot be pressed
// until the answer to that submit. A module does the rest where templates ask for more.

import { ask } from "../dom";
import { attributeOf, putAttribute } from "../attributes";
import { setAttribute } from "../engine/attribute";
import { restore } from "../engine/own";
import type { Fired } from "../events/dispatcher";
import type { Value } from "../wire";

/** Ends what was begun. */
export type End = () => void;

export class Loading {
  readonly #busy = new WeakMap<Element, number>();
  /** Buttons that this disabled, and what the server says of them. */
  readonly #disabled = new Map<Element, Value>();
  readonly #forms = new Set<Element>();
  /** Does more for an event, where a module is there. */
  _more: ((fired: Fired, marked: readonly HTMLElement[], give: typeof restore) => End) | undefined;

  /** Marks what belongs to one event. */
  _begin(fired: Fired): End {
    const { _element, _submitter } = fired;
    const marked = _submitter && _submitter !== _element ? [_element, _submitter] : [_element];
    for (const one of marked) this.#mark(one, 1);
    const release = fired._type === "submit" ? this.#hold(_element) : undefined;
    const end = this._more?.(fired, marked, restore);
    return () => {
      for (const one of marked) this.#mark(one, -1);
      release?.();
      end?.();
    };
  }

  /** Whether a submit of the form is under way. */
  _isSubmitting(form: Element): boolean {
    return this.#forms.has(form);
  }

  /** Takes note of what the server says of a button that is disabled here; false if it is none. */
  _property(element: Element, name: string, value: Value): boolean {
    if (name !== "disabled" || !this.#disabled.has(element)) return false;
    this.#disabled.set(element, value);
    return true;
  }

  #mark(element: HTMLElement, by: 1 | -1): void {
    const count = (this.#busy.get(element) ?? 0) + by;
    this.#busy.set(element, count);
    ask(element as Element, "classList").toggle("l-loading", !!count);
    putAttribute(element, "aria-busy", count ? "true" : null);
  }

  #hold(form: HTMLElement): End {
    this.#forms.add(form);
    const active = ask(document, "activeElement");
    const buttons = [...(ask(form as HTMLFormElement, "elements") ?? [])].filter(
      (control) =>
        control.matches("button:not([type=button],[type=reset]),input[type=submit],input[type=image]") &&
        !(control as HTMLButtonElement).disabled &&
        ![control, form].some((one) => attributeOf(one, "l-no-disable") !== null),
    ) as HTMLButtonElement[];
    for (const button of buttons) {
      this.#disabled.set(button, null);
      button.disabled = true;
    }
    return () => {
      this.#forms.delete(form);
      for (const button of buttons) {
        setAttribute(button, "disabled", this.#disabled.get(button) ?? null);
        this.#disabled.delete(button);
        // A disabled button has lost the focus.
        if (button === active && ask(document, "activeElement") === ask(document, "body")) button.focus({ preventScroll: true });
      }
    };
  }
}
