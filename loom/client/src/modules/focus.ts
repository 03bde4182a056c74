// Finds a place for the focus when a patch takes the focused element away, disables or hides it. It goes to the element's counterpart in what came
// in its place, else to the nearest element of its list, form or whatever is around it, else to the component itself, and never to the document.

import { ask } from "../dom";
import { attributeOf, putAttribute } from "../attributes";
import { LIVE } from "../wire";

/** An element on the way from the focused one up to the document, as it stood before the patch. */
interface Level {
  readonly _element: Element;
  readonly _parent: Element;
  /** The nearest siblings before it, the nearest first; how many they are is its index, unless there are more. */
  readonly _before: readonly Element[];
  readonly _after: readonly Element[];
}

/** So many siblings are noted on each side: this is done for each patch, and a list may have many items. */
const REACH = 20;

/** Where the focus was in a part of the page that another has replaced: after how many siblings the part begins, and the way to the focus in it. */
interface Left {
  readonly _at: number;
  readonly _path: readonly number[];
}

const FOCUSABLE = ["a[href]", "button", "input", "select", "textarea", "summary", "[tabindex]", "[contenteditable]"]
  .map((each) => each + ':not([tabindex="-1"])')
  .join();

const left = new WeakMap<Element, Left>();

/** Notes where the focus is; what it gives is called after the patch. */
export default function (): (() => void) | undefined {
  const focused = ask(document, "activeElement");
  if (!focused || !ask(focused, "closest", LIVE)) return;
  const levels: Level[] = [];
  let element: Element = focused;
  for (let parent; (parent = ask(element, "parentElement")); element = parent) {
    levels.push({ _element: element, _parent: parent, _before: beside(element, "previous"), _after: beside(element, "next") });
  }
  return () => {
    if (isLost(focused)) return settle(focused, levels);
    // An element that only styles hide loses the focus once the page is laid out.
    if (!look) requestAnimationFrame(() => setTimeout(() => ((look = look!()))));
    look = () => {
      if (isHidden(focused)) settle(focused, levels);
    };
  };
}

/** Looks after the layout whether the focus is lost. */
let look: (() => void) | undefined | void;

function settle(focused: Element, levels: readonly Level[]): void {
  const path: number[] = [];
  for (const level of levels) {
    const { _element, _parent, _before } = level;
    const at = _before.length;
    if (isLost(_parent)) {
      path.unshift(at);
      continue;
    }
    const [before, fresh, after] = around(level);
    const back = left.get(_parent);
    left.set(_parent, { _at: before.length, _path: [at - before.length, ...path] });
    // Elsewhere it was put on purpose.
    if (![focused, ask(document, "body"), null].includes(ask(document, "activeElement"))) return;
    const alike = (element: Element | undefined): Element | undefined => {
      const found = follow(element, path);
      return found && ask(found, "localName") === ask(focused, "localName") ? found : undefined;
    };
    const candidates = function* (): Generator<Element | undefined> {
      if (back?._at === before.length) yield follow(fresh[back._path[0]!], back._path.slice(1));
      for (const element of [...fresh, ...after]) {
        // The element in the same place of the same kind of item does the same.
        yield alike(element);
        yield* within(element);
      }
      for (const element of before.reverse()) {
        yield alike(element);
        yield* within(element).reverse();
      }
      yield _parent;
    };
    for (const candidate of candidates()) if (candidate && ask(candidate, "matches", FOCUSABLE) && take(candidate)) return;
    if (ask(_parent, "matches", LIVE) && takeItself(_parent as HTMLElement)) return;
    path.unshift(ask(_element, "isConnected") ? childrenOf(_parent).indexOf(_element) : at);
  }
}

/** The elements before the place of one, those that came to it, and those after it. */
function around({ _element, _parent, _before, _after }: Level): [Element[], Element[], Element[]] {
  const now = childrenOf(_parent);
  // One that leaves is here, and cannot be used.
  const here = isLost(_element) ? -1 : now.indexOf(_element);
  if (here >= 0) return [now.slice(0, here), [], now.slice(here + 1)];
  const isHere = (element: Element): boolean => now.includes(element);
  const start = now.indexOf(_before.find(isHere)!) + 1;
  const next = _after.find(isHere);
  const end = next ? Math.max(start, now.indexOf(next)) : now.length;
  return [now.slice(0, start), now.slice(start, end), now.slice(end)];
}

function beside(element: Element, way: "previous" | "next"): Element[] {
  const found: Element[] = [];
  for (let one: Element | null = element; (one = ask(one, `${way}ElementSibling`)) && found.length < REACH; ) found.push(one);
  return found;
}

function childrenOf(element: Element): Element[] {
  return [...ask(element, "children")];
}

function follow(element: Element | undefined, path: readonly number[]): Element | undefined {
  return path.reduce((at: Element | undefined, index) => at && ask(at, "children")[index], element);
}

/** The element and all below it. */
function within(element: Element): Element[] {
  return [element, ...ask(element, "querySelectorAll", FOCUSABLE)];
}

function isLost(element: Element): boolean {
  return !ask(element, "isConnected") || ask(element, "matches", ":disabled") || !!ask(element, "closest", "[hidden],[inert]");
}

/** Whether styles hide the element, where the browser can tell. */
function isHidden(element: Element): boolean {
  return Element.prototype.checkVisibility?.call(element, { checkVisibilityCSS: true }) === false;
}

/** Whether the element takes the focus: one that is hidden or disabled does not. */
function take(element: Element, options?: FocusOptions): boolean {
  ask(element as HTMLElement, "focus", options);
  return ask(document, "activeElement") === element && !isLost(element);
}

/** Gives the focus to a component, which nobody sees, until it goes elsewhere. */
function takeItself(component: HTMLElement): boolean {
  const { outline } = component.style;
  component.tabIndex = -1;
  component.style.outline = "none";
  const end = (): void => {
    putAttribute(component, "tabindex", null);
    // Through the object model, which a strict Content-Security-Policy lets pass.
    component.style.outline = outline;
    if (!attributeOf(component, "style")) putAttribute(component, "style", null);
  };
  component.addEventListener("blur", end, { once: true });
  const isTaken = take(component, { preventScroll: true });
  if (!isTaken) end();
  return isTaken;
}
