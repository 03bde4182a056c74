// The owner of a control's value. The server's value is the attribute, the user's the property. A value of the server's is written
// when it answers something newer than the user's last change, or when nobody is at the control; until then the newest one is held.

import { ask, attributeOf, isBox } from "../dom";
import type { Answers } from "../engine/patch";
import { CONTROLS, LIVE, type Value } from "../wire";

/** How far the component around an element is: the number of its last event, and of the last that was answered. */
export interface Numbers {
  readonly _sent: number;
  readonly _answered: number;
}

interface Held {
  readonly _owner: Element;
  readonly _name: string;
  readonly _value: Value;
  readonly _answers: Answers;
}

const NOT_TYPED = /^(checkbox|radio|file|hidden|button|submit|image|reset)$/;

export class Fields {
  /** The number of the last event sent before the user's last change of a control. */
  readonly #touched = new WeakMap<Element, number>();
  readonly #held = new Map<Element, Held>();
  /** Controls of which the server has said what they show. */
  readonly #said = new WeakSet<Element>();
  /** Controls that may show something else than the server says, now that it knows of their changes. */
  readonly #owed = new Set<Element>();
  /** The elements that a patch opened or closed, until the browser tells of it. */
  readonly #echoes = new WeakMap<Element, boolean>();
  #composing: Element | null = null;
  readonly #numbers: (element: Element) => Numbers | undefined;
  /** Whether what the user changed is said later. */
  readonly #isWaiting: (control: Element) => boolean;
  /** Makes a control show the server's value. */
  readonly #show: (control: Element) => void;

  constructor(
    numbers: (element: Element) => Numbers | undefined,
    isWaiting: (control: Element) => boolean,
    show: (control: Element) => void,
  ) {
    this.#numbers = numbers;
    this.#isWaiting = isWaiting;
    this.#show = show;
  }

  _start(): void {
    const on = (type: string, listener: (element: Element, isTrusted: boolean) => void): void =>
      addEventListener(type, (event) => event.target instanceof Element && listener(event.target, event.isTrusted), true);
    // Of a box the click is heard first, and may be what is sent.
    on("click", (element) => isBox(element) && this._touch(element));
    on("input", (element, isTrusted) => (isTrusted && isBox(element)) || this._touch(element));
    on("toggle", (element) => this.#echoes.has(element) || this._touch(element));
    // The browser's own says nothing new: its `input` came before, and may have been sent.
    on("change", (element, isTrusted) => isTrusted || this._touch(element));
    on("compositionstart", (element) => (this.#composing = element));
    on("compositionend", () => {
      this.#composing = null;
      this._settle();
    });
    // After the handlers of the same event, which may send something that has to be answered first.
    on("focusout", () => queueMicrotask(() => this._settle()));
  }

  /** The user changed the control, or what it holds is about to be said again: only later events know of it. */
  _touch(control: Element): void {
    this.#touched.set(whole(control), this.#numbers(control)?._sent ?? 0);
  }

  /** The user's change in `element` is sent with the next event, which may come long after the change. */
  _tell(element: Element): void {
    for (const control of [element, ...ask(element, "querySelectorAll", CONTROLS), ...(ask(element as HTMLFormElement, "elements") ?? [])]) {
      if (this.#touched.has(whole(control))) this._touch(control);
    }
  }

  /** The events of a component that come after number `last` get numbers that are higher by `by`. */
  _shift(component: Element, last: number, by: number): void {
    for (const control of component.querySelectorAll(CONTROLS)) {
      const touched = this.#touched.get(control) ?? -1;
      if (touched >= last && control.closest(LIVE) === component) this.#touched.set(control, touched + by);
    }
  }

  /** Whether the user has changed anything on this page. */
  _isTouched(): boolean {
    return [...ask(document, "querySelectorAll", CONTROLS)].some((element) => this.#touched.has(whole(element)));
  }

  /** Writes a property that the user changes too, or holds it; false if `name` is none of `element`. */
  _property(element: Element, name: string, value: Value, answers: Answers): boolean {
    const owner = ownerOf(element, name);
    if (!owner) return false;
    this.#said.add(owner);
    // A held value is not in the attribute, so the attribute says nothing about the control.
    const isHeld = this.#held.delete(element);
    if (!isHeld && ask(element, "localName") !== "select" && isSame(element, name, value)) return true;
    if (this._mayWrite(owner, answers)) this.#put(element, name, value);
    else this.#held.set(element, { _owner: owner, _name: name, _value: value, _answers: answers });
    return true;
  }

  /** Writes what was held and may be written now. */
  _settle(): void {
    for (const [element, { _owner, _name, _value, _answers }] of this.#held) {
      if (!ask(element, "isConnected")) this.#held.delete(element);
      else if (!this.#isBusy(_owner) && (_answers === null || this.#isAnswered(_owner))) {
        this.#held.delete(element);
        this.#put(element, _name, _value);
      }
    }
    for (const control of this.#owed) {
      const owner = whole(control);
      if (ask(control, "isConnected") && (this.#isBusy(owner) || !this.#isAnswered(owner))) continue;
      this.#owed.delete(control);
      if (!this._isHeld(control)) this.#show(control);
    }
  }

  /** The server knows of the changes of `control`, and it is to show what the server made of them. */
  _owe(control: Element): void {
    if (ask(control, "matches", CONTROLS)) this.#owed.add(control);
  }

  /** Whether the browser tells of an element that a patch opened or closed, not the visitor. */
  _isEcho(element: Element): boolean {
    const open = this.#echoes.get(element);
    return this.#echoes.delete(element) && open === (element as HTMLDetailsElement).open;
  }

  #put(element: Element, name: string, value: Value): void {
    if (name === "open" && (element as HTMLDetailsElement).open !== !!value) this.#echoes.set(element, !!value);
    put(element, name, value);
  }

  /** Whether the server may have lost what the user did to this control: it says something else, or nothing at all. */
  _isLost(control: Element): boolean {
    return this._isHeld(control) || !this.#said.has(whole(control));
  }

  /** Whether the server says other than the user about this control, and was not heard. */
  _isHeld(control: Element): boolean {
    return [...this.#held.values()].some((held) => held._owner === whole(control));
  }

  /** Whether something that knows of the events up to `answers` may change a control, or take the focus from it. */
  _mayWrite(owner: Element, answers: Answers): boolean {
    if (owner === this.#composing || this.#isWaiting(owner)) return false;
    if (answers === null) return !this.#isBusy(owner);
    return answers > (this.#touched.get(owner) ?? -1);
  }

  /** Whether the user is at it, or the server has still to say what it makes of the user's change. */
  #isBusy(owner: Element): boolean {
    const { _sent, _answered } = this.#numbers(owner) ?? { _sent: 0, _answered: 0 };
    return (
      owner === this.#composing ||
      this.#isWaiting(owner) ||
      (owner === ask(document, "activeElement") && isTyped(owner)) ||
      (this.#touched.has(owner) && _answered < _sent)
    );
  }

  #isAnswered(owner: Element): boolean {
    return (this.#numbers(owner)?._answered ?? 0) > (this.#touched.get(owner) ?? -1);
  }
}

/** The control whose user decides about this property of `element`, if there is one. */
function ownerOf(element: Element, name: string): Element | null {
  switch (ask(element, "localName")) {
    case "input":
      return name === "checked" || (name === "value" && isTyped(element)) ? whole(element) : null;
    case "textarea":
      return name === "=" ? element : null;
    case "select":
      return name === "value" ? element : null;
    case "option":
      return name === "selected" ? (element.closest("select") ?? element) : null;
    default:
      return /^(muted|open)$/.test(name) ? element : null;
  }
}

/** The control itself; for a radio button the first of its group, for all of them. */
function whole(element: Element): Element {
  if (!(element instanceof HTMLInputElement) || element.type !== "radio" || !element.name) return element;
  const name = CSS.escape(element.name);
  return element.closest(LIVE)?.querySelector(`input[type=radio][name=${name}]`) ?? element;
}

function isTyped(element: Element): boolean {
  return (element as HTMLElement).isContentEditable || element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !NOT_TYPED.test(element.type));
}

function isSame(element: Element, name: string, value: Value): boolean {
  const now = name === "=" ? element.textContent : attributeOf(element, name);
  return isFlag(name) ? (now !== null) === !!value : now === (value === null ? null : String(value));
}

function isFlag(name: string): boolean {
  return name !== "value" && name !== "=";
}

function put(element: Element, name: string, value: Value): void {
  if (isFlag(name)) {
    element.toggleAttribute(name, !!value);
    (element as unknown as Record<string, boolean>)[name] = !!value;
    return;
  }
  const text = value === null ? "" : String(value);
  const control = element as HTMLInputElement;
  const isHere = ask(document, "activeElement") === element;
  const at = isHere ? control.selectionStart : null;
  const toEnd = control.selectionEnd === control.value.length;
  if (name === "=") element.textContent = text;
  else if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, text);
  // One who types `1e10` is not to find `10` there on the way.
  if (control.value === text || (isHere && isAlike(control.value, text))) return;
  control.value = text;
  // The caret stays where it was, or at the end.
  if (typeof at === "number" && !toEnd) control.setSelectionRange(at, at);
}

/** Whether one is the other, written in another way. */
function isAlike(a: string, b: string): boolean | "" {
  const one = a.trim();
  const other = b.trim();
  return one === other || (one && other && +one === +other);
}
