// The lists that can be sorted, and their items, as they stand in the page: `data-l-sort` holds a list's handler, `l-item` an item's key.

import { attributeOf } from "../attributes";
import { ask } from "../dom";

const LIST = "data-l-sort";
const ITEM = "l-item";
const HANDLE = "[l-sort-handle]";
/** A pointer marks text in them, or turns a knob, and drags nothing. */
const FIELDS = "input,textarea,select,[contenteditable],audio,video,iframe";

export const keyOf = (item: Element | null | undefined): string | null => (item ? attributeOf(item, ITEM) : null);

/** The name of the list's handler, and its arguments. */
function handlerOf(list: Element): [string, string] {
  const [, name, args] = /^([^(]*)\(?([^]*?)\)?$/.exec(attributeOf(list, LIST) ?? "")!;
  return [name!, args!];
}

export const argumentsOf = (list: Element): string => handlerOf(list)[1];

/** The list of an item, if it is one that can be sorted now. */
export function listOf(item: Element | null): Element | undefined {
  const list = item && ask(item, "parentElement");
  return list && handlerOf(list)[0] && !ask(list, "matches", ":disabled *,[inert] *,[inert]") ? list : undefined;
}

export function itemsOf(list: Element): Element[] {
  return [...ask(list, "children")].filter((one) => keyOf(one) !== null);
}

/** The lists of one component that have the same handler, in the order of the page: between them items are exchanged. */
export function groupOf<C>(list: Element, componentOf: (list: Element) => C): Element[] {
  const [name] = handlerOf(list);
  return [...ask(document, "querySelectorAll", `[${LIST}]`)].filter((one) => handlerOf(one)[0] === name && componentOf(one) === componentOf(list));
}

/** The innermost of these lists around what stands at a point. */
export function listAt(lists: readonly Element[], x: number, y: number): Element | undefined {
  let at = document.elementFromPoint(x, y);
  while (at && !lists.includes(at)) at = ask(at, "parentElement");
  return at ?? undefined;
}

/** The element of an item by which it is moved: its handle, else the item itself. */
export function gripOf(item: Element): HTMLElement {
  const handle = [...ask(item, "querySelectorAll", HANDLE)].find((one) => ask(one, "closest", `[${ITEM}]`) === item);
  return (handle ?? item) as HTMLElement;
}

/** The item that is moved from `target`: by its handle if it has one, else anywhere but in a field. */
export function itemAt(target: EventTarget | null): HTMLElement | undefined {
  const item = target instanceof Element ? (ask(target, "closest", `[${ITEM}]`) as HTMLElement | null) : null;
  if (!item || !listOf(item)) return;
  const grip = gripOf(item);
  const isGripped = grip === item ? !ask(target as Element, "closest", FIELDS) : grip.contains(target as Element);
  return isGripped ? item : undefined;
}

/** Whether the items of a list stand side by side. */
export function isRow(list: Element): boolean {
  const [first, second] = itemsOf(list) as HTMLElement[];
  return !!second && second.offsetTop < first!.offsetTop + first!.offsetHeight;
}

export const isLeftward = (list: Element): boolean => getComputedStyle(list).direction === "rtl";

/** The item before which one that is held at a point comes to stand. */
export function nextAt(list: Element, item: Element, x: number, y: number): Element | null {
  const row = isRow(list);
  const leftward = isLeftward(list);
  const isBefore = (one: Element): boolean => {
    const { left, top, width, height, bottom } = one.getBoundingClientRect();
    return row ? y < top || (y < bottom && x < left + width / 2 !== leftward) : y < top + height / 2;
  };
  return itemsOf(list).find((one) => one !== item && isBefore(one)) ?? null;
}
