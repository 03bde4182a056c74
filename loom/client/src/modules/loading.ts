// More that happens while an event is under way: the buttons that submit a form cannot be pressed until the answer to that submit, and where templates
// ask for it another text, an indicator, a control that is held, a form that is frozen or set back at once. Loaded by pages that need it.

import { attributeOf, putAttribute } from "../attributes";
import { ask } from "../dom";
import { setAttribute } from "../engine/attribute";
import type { restore } from "../engine/own";
import { hasModifier } from "../events/binding";
import type { Fields } from "../live/fields";
import type { End } from "../live/loading";
import type { Parts } from "../live/session";
import { Modifier } from "../vocabulary";
import type { Value } from "../wire";

/** An element that shows that events are under way. */
interface Shown {
  _count: number;
  readonly _end: End | undefined;
}

const BUTTON = "button,input[type=button],input[type=submit],input[type=image],input[type=reset]";
/** Fields whose text is typed: they can be read only. */
const TYPED = "textarea,input:not([type=checkbox],[type=radio],[type=range],[type=color],[type=file],[type=hidden])";

export default function start({ _dispatcher, _fields, _loading }: Parts): void {
  const shown = new WeakMap<Element, Shown>();
  /** The bindings whose exclusive events are under way. */
  const exclusive = new WeakMap<Element, Set<string>>();
  /** Controls that take no input, and how often they are frozen. */
  const frozen = new Map<Element, number>();

  const isBlocked = _dispatcher._isBlocked;
  _dispatcher._isBlocked = (element, type, binding) => isBlocked(element, type, binding) || !!exclusive.get(element)?.has(binding);

  /** Controls that are held: the attribute that does it, and what the server says of that. */
  const held = new Map<Element, [name: string, value: Value]>();

  _loading._property = (element, name, value) => {
    const holding = held.get(element);
    if (holding?.[0] !== name) return false;
    holding[1] = value;
    return true;
  };

  /** Disables a control, or has it be read only. */
  function take(control: HTMLElement, name: "disabled" | "readonly"): End {
    const isActive = control === ask(document, "activeElement");
    const holding: [string, Value] = [name, null];
    held.set(control, holding);
    putAttribute(control, name, "");
    return () => {
      setAttribute(control, ...holding);
      held.delete(control);
      // A disabled button has lost the focus.
      if (isActive && ask(document, "activeElement") === ask(document, "body")) control.focus({ preventScroll: true });
    };
  }

  function buttonsOf(form: Element): End[] {
    return [...(ask(form as HTMLFormElement, "elements") ?? [])]
      .filter(
        (control) =>
          control.matches("button:not([type=button],[type=reset]),input[type=submit],input[type=image]") &&
          !(control as HTMLButtonElement).disabled &&
          ![control, form].some((one) => attributeOf(one, "l-no-disable") !== null),
      )
      .map((button) => take(button as HTMLElement, "disabled"));
  }

  function freeze(control: HTMLElement): End {
    if (control.matches(TYPED) && attributeOf(control, "readonly") === null) return take(control, "readonly");
    const count = (by: number): void => {
      const left = (frozen.get(control) ?? 0) + by;
      if (left) frozen.set(control, left);
      else frozen.delete(control);
      putAttribute(control, "aria-disabled", left ? "true" : null);
    };
    count(1);
    return () => count(-1);
  }

  function hold(element: HTMLElement, binding: string, isForm: boolean): End {
    const controls = isForm ? ([...(ask(element as HTMLFormElement, "elements") ?? [])] as HTMLElement[]).filter((one) => !one.matches(BUTTON + ",fieldset,output,object")) : [element];
    const bindings = exclusive.get(element) ?? new Set();
    exclusive.set(element, bindings.add(binding));
    const ends = controls.filter((one) => !one.matches(":disabled")).map((one) => (one.matches(BUTTON) ? take(one, "disabled") : freeze(one)));
    return () => {
      bindings.delete(binding);
      for (const end of ends) end();
    };
  }

  function show(element: HTMLElement, isIndicator: boolean, give: typeof restore): End | undefined {
    if (isIndicator) {
      const isHidden = element.hidden;
      element.classList.add("l-loading");
      element.hidden = false;
      return () => {
        element.classList.remove("l-loading");
        element.hidden = isHidden;
      };
    }
    const text = attributeOf(element, "l-loading-text");
    return text === null ? undefined : swap(element, text, give);
  }

  _loading._more = ({ _element, _binding, _type }, marked, give) => {
    const isForm = _type === "submit";
    const ends = isForm ? buttonsOf(_element) : [];
    const indicators = marked.map((element) => document.getElementById(attributeOf(element, "l-loading") ?? "") ?? ask(element as Element, "querySelector", "[l-loading]"));
    const all = new Set([...marked, ...indicators]) as Set<HTMLElement | null>;
    all.delete(null);
    for (const element of all as Set<HTMLElement>) {
      const known = shown.get(element);
      if (known) known._count++;
      else shown.set(element, { _count: 1, _end: show(element, !marked.includes(element), give) });
      ends.push(() => {
        const now = shown.get(element)!;
        if (--now._count) return;
        shown.delete(element);
        now._end?.();
      });
    }
    if (isForm && hasModifier(_element, Modifier.Clears, _binding)) ends.push(reset(_element as HTMLFormElement, _fields));
    if (hasModifier(_element, Modifier.Exclusive, _binding)) ends.push(hold(_element, _binding, isForm));
    return (error) => ends.forEach((end) => end(error));
  };

  for (const type of ["click", "mousedown", "keydown", "beforeinput", "drop"]) {
    document.addEventListener(
      type,
      (event) => {
        const isWay = event instanceof KeyboardEvent && /^(Tab|Escape)$/.test(event.key);
        if (!isWay && frozen.has(event.target as Element)) event.preventDefault();
      },
      true,
    );
  }
}

/**
 * Sets the boxes and lists of a form back; the texts are cleared with `l-clear`. Bound ones are empty until the answer, and then as the server says; all of
 * them come back if the server takes them not.
 */
function reset(form: HTMLFormElement, fields: Fields): End {
  const back: End[] = [];
  for (const control of ask(form, "elements")) {
    const isList = control instanceof HTMLSelectElement;
    const parts = isList ? [...control.options] : control.matches("[type=checkbox],[type=radio]") ? [control] : [];
    const bound = control.getAttributeNames().some((name) => attributeOf(control, name)!.endsWith("=") && name.startsWith("data-l-"));
    const first = isList && !control.multiple ? [...control.options].find((option) => !option.disabled) : undefined;
    const name = isList ? "selected" : "checked";
    // One that is chosen takes the choice from another.
    const all = (parts as (HTMLOptionElement & HTMLInputElement)[]).map((part) => [part, part[name]] as const);
    for (const [part, was] of all) {
      const empty = bound ? part === (first as Element | undefined) : isList ? part.defaultSelected : part.defaultChecked;
      part[name] = empty;
      back.push((error) => {
        if (error) part[name] === empty && (part[name] = was);
        else if (bound) fields._values?._owe(control);
      });
    }
  }
  return (error) => back.forEach((put) => put(error));
}

/** Shows `text` instead of the children, which are kept, and are written to, elsewhere meanwhile. */
function swap(element: HTMLElement, text: string, give: typeof restore): End {
  if (element instanceof HTMLInputElement) {
    const { value } = element;
    element.value = text;
    return () => void (element.value = value);
  }
  give(element, element);
  const children = new DocumentFragment();
  children.append(...ask(element as Element, "childNodes"));
  const shown = new Text(text);
  ask(element as Element, "append", shown);
  return () => {
    give(element, element);
    shown.replaceWith(children);
  };
}
