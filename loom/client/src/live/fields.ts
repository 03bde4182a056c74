// Which controls the user changed, and whether the server knows of that. A module writes the server's values where the user lets it.

import { ask, isBox } from "../dom";
import type { Answers } from "../engine/patch";
import { shown } from "../engine/shown";
import { CONTROLS, type Value } from "../wire";
import { isTyped, whole } from "./whole";

/** How far the component around an element is: the number of its last event, and of the last that was answered. */
export interface Numbers {
  readonly _sent: number;
  readonly _answered: number;
}

/** The interface of the module of values. */
export interface Values {
  /** The visitor, or a patch, opened or closed an element, or muted it. */
  _turned(element: Element): void;
  /** Writes a property that the user changes too, or holds it; false if `name` is none of `element`. */
  _property(element: Element, name: string, value: Value, answers: Answers): boolean;
  /** Writes what was held and may be written now. */
  _settle(): void;
  /** The server knows of the changes of `control`, and it is to show what the server made of them. */
  _owe(control: Element): void;
  /** A patch made this element, and it is open: the browser will tell of that. */
  _opened(element: Element): void;
  /** Whether the browser tells of an element that a patch opened, closed or muted, not the visitor. */
  _isEcho(element: Element): boolean;
  /** Whether the server may have lost what the user did to this control: it says something else, or nothing at all. */
  _isLost(control: Element): boolean;
  /** Whether the server says other than the user about this control, and was not heard. */
  _isHeld(control: Element): boolean;
  /** Whether the server says what the control shows. */
  _isShown(control: Element): boolean;
  /** Whether the user changed the control, as far as the server has heard. */
  _isAhead(control: HTMLInputElement): boolean;
  /** Empties the controls of a form that is sent, as far as the page says so; what it gives is called with the answer's error, if that is one. */
  _clear(form: Element): (error?: string) => void;
  /** Has the controls of a component show what the server says, those too whose options went away. */
  _review(component: Element): void;
}

/** The modules of which this one may be loaded. */
export interface Given {
  readonly values?: new (fields: Fields, shown: WeakSet<Element>) => Values;
}

export class Fields {
  /** The number of the last event sent before the user's last change of a control. */
  readonly _touched = new WeakMap<Element, number>();
  #values: Values | undefined;
  #composing: Element | null = null;
  readonly #numbers: (element: Element) => Numbers | undefined;
  /** Whether what the user changed is said later. */
  readonly #isWaiting: (control: Element) => boolean;
  readonly #given: Given;

  constructor(
    numbers: (element: Element) => Numbers | undefined,
    isWaiting: (control: Element) => boolean,
    given: Given,
  ) {
    this.#numbers = numbers;
    this.#isWaiting = isWaiting;
    this.#given = given;
  }

  /** The module that writes values, on pages that have it. */
  get _values(): Values | undefined {
    return (this.#values ??= this.#given.values && new this.#given.values(this, shown));
  }

  _start(): void {
    const on = (type: string, listener: (element: Element, isTrusted: boolean) => void): void =>
      addEventListener(type, (event) => event.target instanceof Element && listener(event.target, event.isTrusted), true);
    // Of a box the click is heard first, and may be what is sent.
    on("click", (element) => isBox(element) && this._touch(element));
    on("input", (element, isTrusted) => (isTrusted && isBox(element)) || this._touch(element));
    for (const type of ["toggle", "volumechange"]) on(type, (element) => this._values?._turned(element));
    // The browser's own says nothing new: its `input` came before, and may have been sent.
    on("change", (element, isTrusted) => isTrusted || this._touch(element));
    on("compositionstart", (element) => (this.#composing = element));
    on("compositionend", () => {
      this.#composing = null;
      this._values?._settle();
    });
    // After the handlers of the same event, which may send something that has to be answered first.
    on("focusout", () => queueMicrotask(() => this._values?._settle()));
  }

  /** The user changed the control, or what it holds is about to be said again: only later events know of it. */
  _touch(control: Element): void {
    this._touched.set(whole(control), this.#numbers(control)?._sent ?? 0);
  }

  /** The user's change in `element` is sent with the next event, which may come long after the change. */
  _tell(element: Element): void {
    for (const control of [element, ...ask(element, "querySelectorAll", CONTROLS), ...(ask(element as HTMLFormElement, "elements") ?? [])]) {
      if (this._touched.has(whole(control))) this._touch(control);
    }
  }

  /** Whether the user has changed anything on this page. */
  _isTouched(): boolean {
    return [...ask(document, "querySelectorAll", CONTROLS)].some((element) => this._touched.has(whole(element)));
  }

  /** Whether something that knows of the events up to `answers` may change a control, or take the focus from it. */
  _mayWrite(owner: Element, answers: Answers): boolean {
    if (owner === this.#composing || this.#isWaiting(owner)) return false;
    if (answers === null) return !this._isBusy(owner);
    return answers > (this._touched.get(owner) ?? -1);
  }

  /** Whether the user is at it, or the server has still to say what it makes of the user's change. */
  _isBusy(owner: Element): boolean {
    const { _sent, _answered } = this.#numbers(owner) ?? { _sent: 0, _answered: 0 };
    return (
      owner === this.#composing ||
      this.#isWaiting(owner) ||
      (owner === ask(document, "activeElement") && isTyped(owner)) ||
      (this._touched.has(owner) && _answered < _sent)
    );
  }

  _isAnswered(owner: Element): boolean {
    return (this.#numbers(owner)?._answered ?? 0) > (this._touched.get(owner) ?? -1);
  }
}
