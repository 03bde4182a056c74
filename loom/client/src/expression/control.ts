// The value that a control holds which is bound to a field, as a value of the field's type.

import { LIVE } from "../wire";
import { TAGGED } from "./numbers";
import { wellFormed, type Value } from "./values";

/** The value of `text` as a type of this shape; nothing if it is none. */
function valueOf(text: string, shape: string): Value | undefined {
  const [kind] = shape;
  if (kind === "?") {
    const inner = text ? valueOf(text, shape.slice(1)) : undefined;
    return inner !== undefined ? [inner] : text ? undefined : [];
  }
  if (kind === "s" || kind === "e") return wellFormed(text);
  return (TAGGED["parse"]!(kind!, text as never) as readonly Value[])[0];
}

/** The value of the controls of the component that are bound to a field. */
export function controlValue(wrapper: Element, name: string, shape: string): Value | undefined {
  const bound = ["input", "change"].map((event) => `[data-l-${event}="${CSS.escape(name)}="]`).join();
  const controls = ([...wrapper.querySelectorAll(bound)] as HTMLInputElement[]).filter((control) => control.closest(LIVE) === wrapper);
  const [first] = controls;
  if (!first) return undefined;
  const isList = shape[0] === "[";
  let texts: string[];
  if (first instanceof HTMLSelectElement) texts = [...first.selectedOptions].map((option) => option.value);
  else if (first.matches("[type=checkbox],[type=radio]")) {
    if (shape === "z") return first.checked;
    texts = controls.filter((control) => control.checked).map((control) => control.value);
  } else texts = [first.value];
  if (!isList) return texts[0] === undefined ? (shape[0] === "?" ? [] : undefined) : valueOf(texts[0], shape);
  const values = texts.map((text) => valueOf(text, shape.slice(1)));
  return values.every((value) => value !== undefined) ? values : undefined;
}
