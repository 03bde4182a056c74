// Forms that hold a page while something in them is not saved: `l-guard="Leave without saving?"`.

import { ask } from "../dom";
import { attributeOf } from "../attributes";

const GUARDED = "form[l-guard]";

export default class {
  readonly #unsaved = new Set<Element>();

  constructor() {
    const on = (type: string, listener: (form: Element) => void): void =>
      addEventListener(type, ({ target }) => {
        const element = target instanceof Element ? ((target as HTMLInputElement).form ?? target) : null;
        const form = element instanceof Element && (ask(element, "closest", GUARDED) as Element | null);
        if (form) listener(form);
      }, true);
    for (const type of ["input", "change"]) on(type, (form) => this.#unsaved.add(form));
    for (const type of ["submit", "reset"]) on(type, (form) => this.#unsaved.delete(form));
    // A form that could not be saved is not saved.
    addEventListener("loom:error", ({ target }) => {
      for (const form of ask(target as Element, "querySelectorAll", GUARDED)) this.#unsaved.add(form);
    }, true);
    addEventListener("beforeunload", (event) => {
      if (this.#question) event.preventDefault();
    });
  }

  get #question(): string | undefined {
    for (const form of this.#unsaved) if (form.isConnected) return attributeOf(form, "l-guard") || "Leave without saving?";
    return undefined;
  }

  /** Asks the visitor, if there is something to ask. False if the page stays. */
  _mayLeave(): boolean {
    const question = this.#question;
    if (question !== undefined && !confirm(question)) return false;
    this.#unsaved.clear();
    return true;
  }
}
