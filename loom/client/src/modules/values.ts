// Writes values into controls. The server's value is the attribute, the user's the property. A value of the server's is written when it answers
// something newer than the user's last change, or when nobody is at the control; until then the newest one is held.

import { ask, isBox } from "../dom";
import { attributeOf } from "../attributes";
import type { Answers } from "../engine/patch";
import type { Fields, Values } from "../live/fields";
import { chosenOf, defaultOf, isAhead, isBound } from "../live/heard";
import { isTyped, whole } from "../live/whole";
import { Modifier } from "../vocabulary";
import { CONTROLS, LIVE, type Value } from "../wire";

interface Held {
  readonly _owner: Element;
  readonly _name: string;
  readonly _value: Value;
  readonly _answers: Answers;
}

/** The interface that the script uses. */
export default class implements Values {
  readonly #held = new Map<Element, Held>();
  /** Controls of which the server has said what they show. */
  readonly #said = new WeakSet<Element>();
  /** Controls that may show something else than the server says, now that it knows of their changes. */
  readonly #owed = new Set<Element>();
  /** The elements that a patch opened, closed or muted, and what they then are, until the browser tells of it. */
  readonly #echoes = new WeakMap<Element, boolean>();
  /** Whether elements are open or muted, as far as the server says. */
  readonly #truth = new WeakMap<Element, boolean>();
  readonly #fields: Fields;
  /** The elements of which the server says what they show. */
  readonly #shown: WeakSet<Element>;

  constructor(fields: Fields, shown: WeakSet<Element>) {
    this.#fields = fields;
    this.#shown = shown;
  }

  _property(element: Element, name: string, value: Value, answers: Answers): boolean {
    const owner = ownerOf(element, name);
    if (!owner) return false;
    this.#said.add(owner);
    if (isTurned(name)) this.#truth.set(element, !!value);
    // A held value is not in the attribute, so the attribute says nothing about the control.
    const isHeld = this.#held.delete(element);
    if (!isHeld && ask(element, "localName") !== "select" && isSame(element, name, value)) return true;
    if (this.#fields._mayWrite(owner, answers)) this.#put(element, name, value);
    else this.#held.set(element, { _owner: owner, _name: name, _value: value, _answers: answers });
    return true;
  }

  _settle(): void {
    for (const [element, { _owner, _name, _value, _answers }] of this.#held) {
      if (!ask(element, "isConnected")) this.#held.delete(element);
      else if (!this.#fields._isBusy(_owner) && (_answers === null || this.#fields._isAnswered(_owner))) {
        this.#held.delete(element);
        this.#put(element, _name, _value);
      }
    }
    for (const control of this.#owed) {
      const owner = whole(control);
      if (ask(control, "isConnected") && (this.#fields._isBusy(owner) || !this.#fields._isAnswered(owner))) continue;
      this.#owed.delete(control);
      if (this._isHeld(control)) continue;
      const truth = this.#truth.get(control);
      if (truth === undefined) show(control, this.#shown);
      else if (this.#shown.has(control)) this.#put(control, ask(control, "localName") === "details" ? "open" : "muted", truth);
    }
  }

  _owe(control: Element): void {
    if (ask(control, "matches", CONTROLS) || this.#truth.has(control)) this.#owed.add(control);
  }

  _turned(element: Element): void {
    if (this.#echoes.has(element)) return;
    // The server said what it was before, or nobody did.
    if (!this.#truth.has(element)) this.#truth.set(element, !stateOf(element));
    this.#fields._touch(element);
  }

  _opened(element: Element): void {
    this.#echoes.set(element, true);
  }

  _isEcho(element: Element): boolean {
    const state = this.#echoes.get(element);
    return this.#echoes.delete(element) && state === stateOf(element);
  }

  #put(element: Element, name: string, value: Value): void {
    if (isTurned(name) && stateOf(element) !== !!value) this.#echoes.set(element, !!value);
    put(element, name, value);
  }

  _isLost(control: Element): boolean {
    return this._isHeld(control) || !this.#said.has(whole(control));
  }

  _isHeld(control: Element): boolean {
    return [...this.#held.values()].some((held) => held._owner === whole(control));
  }

  _isShown(control: Element): boolean {
    return this.#shown.has(control);
  }

  _isAhead(control: HTMLInputElement): boolean {
    return isAhead(control);
  }

  _clear(form: Element): (error?: string) => void {
    const cleared = new Map<HTMLInputElement, string>();
    for (const control of ask(form as HTMLFormElement, "elements") ?? []) {
      if (!isTyped(control) || (attributeOf(form, `data-l-${Modifier.Clears}`) === null && [control, form].every((one) => attributeOf(one, "l-clear") === null))) continue;
      cleared.set(control as HTMLInputElement, (control as HTMLInputElement).value);
      (control as HTMLInputElement).value = "";
      this.#fields._touch(control);
    }
    // The patch is written after that.
    return (error) =>
      queueMicrotask(() => {
        for (const [control, sent] of cleared) {
          if (control.value) continue;
          // A text that the server did not take comes back, unless something else was typed.
          const held = this.#held.get(control);
          this.#held.delete(control);
          if (held) put(control, held._name, held._value);
          control.value = error ? sent : this.#shown.has(control) ? defaultOf(control) : "";
        }
      });
  }

  _review(component: Element): void {
    for (const select of component.querySelectorAll("select")) {
      if (isBound(select) && !select.multiple && select.closest(LIVE) === component && select.selectedIndex !== chosenOf(select)) this._owe(select);
    }
    this._settle();
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
      return isTurned(name) ? element : null;
  }
}

/** Whether a visitor opens, closes or mutes the element by this property. */
function isTurned(name: string): boolean {
  return /^(muted|open)$/.test(name);
}

/** Whether it is open or muted. */
function stateOf(element: Element): boolean {
  return !!((element as HTMLDetailsElement).open ?? (element as HTMLMediaElement).muted);
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
