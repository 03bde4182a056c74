// The state of an element while an event of its own is under way: `l-loading`, `aria-busy`, another text; and the buttons that submit a form
// cannot be pressed until the answer to that submit.

import { ask } from "../dom";
import { attributeOf, putAttribute } from "../attributes";
import { setAttribute } from "../engine/attribute";
import { restore } from "../engine/own";
import type { Value } from "../wire";

/** Ends what was begun. */
export type End = () => void;

export class Loading {
  readonly #busy = new Map<Element, number>();
  /** Buttons that this disabled, and what the server says of them. */
  readonly #disabled = new Map<Element, Value>();
  readonly #forms = new Set<Element>();

  /** Marks what belongs to one event. */
  _begin(element: HTMLElement, type: string, submitter: HTMLElement | null | undefined): End {
    const marked = submitter && submitter !== element ? [element, submitter] : [element];
    for (const one of marked) this.#mark(one);
    const release = type === "submit" ? this.#hold(element) : undefined;
    return () => {
      for (const one of marked) this.#unmark(one);
      release?.();
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

  #mark(element: HTMLElement): void {
    const count = this.#busy.get(element) ?? 0;
    this.#busy.set(element, count + 1);
    if (count) return;
    ask(element as Element, "classList").add("l-loading");
    putAttribute(element, "aria-busy", "true");
    const text = attributeOf(element, "l-loading-text");
    if (text !== null) swapped.set(element, swap(element, text));
  }

  #unmark(element: HTMLElement): void {
    const count = this.#busy.get(element)! - 1;
    if (count) {
      this.#busy.set(element, count);
      return;
    }
    this.#busy.delete(element);
    ask(element as Element, "classList").remove("l-loading");
    putAttribute(element, "aria-busy", null);
    swapped.get(element)?.();
    swapped.delete(element);
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

const swapped = new WeakMap<Element, End>();

/** Shows `text` instead of the children, which are kept, and are written to, elsewhere meanwhile. */
function swap(element: HTMLElement, text: string): End {
  if (element instanceof HTMLInputElement) {
    const { value } = element;
    element.value = text;
    return () => void (element.value = value);
  }
  restore(element, element);
  const children = new DocumentFragment();
  children.append(...ask(element as Element, "childNodes"));
  const shown = new Text(text);
  ask(element as Element, "append", shown);
  return () => {
    restore(element, element);
    shown.replaceWith(children);
  };
}
