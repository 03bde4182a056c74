// The words about an item that is moved, for screen readers. A page has them in its own language by attributes of the list, or of an element around it.

import { attributeOf, putAttribute } from "../attributes";
import { ask } from "../dom";
import { itemsOf } from "./lists";

const TEXTS = {
  help: "Press Space to pick this up, arrow keys to move it, Space to drop it and Escape to put it back.",
  picked: "{item} is picked up: {position} of {count}{list}.",
  moved: "{position} of {count}{list}.",
  dropped: "{item} is dropped: {position} of {count}{list}.",
  canceled: "{item} is back at its place.",
  refused: "{item} could not be moved, and is back at its place.",
};

/** The most letters of an item that are read. */
const MOST = 80;
const HELP = "l-sort-help";

/** An element that is not seen. It is outside of the body, which other pages replace. */
function made(css: string): HTMLElement {
  const element = ask(document, "createElement", "div");
  element.style.cssText = css;
  ask(document, "documentElement").append(element);
  return element;
}

function textOf(list: Element, name: keyof typeof TEXTS): string {
  const own = ask(list, "closest", `[l-sort-${name}]`);
  return own ? attributeOf(own, "l-sort-" + name)! : TEXTS[name];
}

function label(element: Element): string {
  const by = document.getElementById(attributeOf(element, "aria-labelledby") ?? "");
  return attributeOf(element, "aria-label") ?? by?.textContent ?? "";
}

export class Voice {
  #region: HTMLElement | undefined;
  #help: HTMLElement | undefined;

  /** It is in the page before something is said, since screen readers say only text that is put into it later. */
  _prepare(grip: Element, list: Element): void {
    if (!this.#region) {
      this.#region = made("position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap");
      putAttribute(this.#region, "aria-live", "polite");
      this.#help = made("display:none");
      this.#help.id = HELP;
    }
    this.#help!.textContent = textOf(list, "help");
    if (!attributeOf(grip, "aria-describedby")) putAttribute(grip, "aria-describedby", HELP);
  }

  _say(name: keyof typeof TEXTS, item: Element, list: Element): void {
    const items = itemsOf(list);
    const name_ = label(list);
    const values: Record<string, unknown> = {
      item: (label(item) || item.textContent!).trim().replace(/\s+/g, " ").slice(0, MOST),
      position: items.indexOf(item) + 1,
      count: items.length,
      list: name_ && ", " + name_,
    };
    if (this.#region) this.#region.textContent = textOf(list, name).replace(/\{(\w+)\}/g, (all, key: string) => String(values[key] ?? all));
  }
}
