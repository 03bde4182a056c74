// Messages for the user. They are said by screen readers, can be reached and put away with the keyboard, and stay while somebody is at them; errors
// stay until they are put away.

import { ask } from "../dom";
import { putAttribute } from "../attributes";
import type { Message, Notices } from "../live/notices";
import { BOX } from "../notices/style";

const SHOWN_FOR = 7000;
const STYLES = {
  region: "position:fixed;inset:auto 1rem 1rem auto;z-index:2147483647;display:grid;gap:.5rem;max-width:min(24rem,calc(100vw - 2rem))",
  message: BOX + "overflow-wrap:anywhere;cursor:pointer",
  button: "float:inline-end;min-width:24px;min-height:24px;padding:0;border:0;color:inherit;background:none;font:inherit;cursor:pointer",
};

/** The interface that the script uses. */
export default class {
  /** An application may have a place of its own for them, and then a style too. */
  readonly #region = (ask(document, "querySelector", "[data-l-flash]") as HTMLElement | null) ?? makeRegion();
  readonly #removals = new Map<Message, () => void>();
  readonly #notices: Notices;
  /** The element that had the focus before a message got it. */
  #from: EventTarget | null = null;

  constructor(notices: Notices) {
    this.#notices = notices;
    // Screen readers say text that is put into it later; not all of them say text that comes together with its region.
    putAttribute(this.#region, "aria-live", "polite");
    this.#region.addEventListener("focusin", ({ relatedTarget }) => {
      if (relatedTarget && !this.#region.contains(relatedTarget as Node)) this.#from = relatedTarget;
    });
  }

  /** Shows a message, and not twice at once: whatever fails may fail many times. */
  _show(message: Message): void {
    const { level, text } = message;
    for (const [other, remove] of this.#removals) if (level === other.level && text === other.text) remove();
    const isError = level === "error";
    const element = ask(document, "createElement", "div");
    element.className = `l-flash l-flash-${level}`;
    if (isError) putAttribute(element, "role", "alert");
    const button = ask(document, "createElement", "button") as HTMLButtonElement;
    button.type = "button";
    button.className = "l-flash-close";
    button.ariaLabel = "Close";
    button.textContent = "×";
    const words = ask(document, "createElement", "span");
    words.textContent = text;
    element.append(button, words);
    button.style.cssText = STYLES.button;
    if (this.#region.dataset["lFlash"] === "default") element.style.cssText = STYLES.message;
    const remove = (): void => {
      const hadFocus = element.contains(ask(document, "activeElement"));
      element.remove();
      this.#removals.delete(message);
      this.#notices._messages = this.#notices._messages.filter((other) => other !== message);
      if (hadFocus) ((this.#region.querySelector("button") ?? this.#from) as HTMLElement | null)?.focus();
    };
    this.#removals.set(message, remove);
    element.onclick = remove;
    element.onkeydown = ({ key }) => {
      if (key === "Escape") remove();
    };
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      clearTimeout(timer);
      if (!isError) timer = setTimeout(() => (element.matches(":hover,:focus-within") ? wait() : remove()), SHOWN_FOR);
    };
    element.onpointerleave = wait;
    element.addEventListener("focusout", wait);
    wait();
    this.#region.append(element);
  }
}

/** It comes first, so that it is not far for the keyboard. */
function makeRegion(): HTMLElement {
  const region = ask(document, "createElement", "div");
  region.dataset["lFlash"] = "default";
  region.style.cssText = STYLES.region;
  ask(document, "body").prepend(region);
  return region;
}
