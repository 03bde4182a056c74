// Messages for the user, said by screen readers too.

import { ask } from "../dom";
import type { Message, Notices } from "../live/notices";
import { BOX } from "./style";

const SHOWN_FOR = 7000;
const STYLES = {
  region: "position:fixed;inset:auto 1rem 1rem auto;z-index:2147483647;display:grid;gap:.5rem;max-width:min(24rem,calc(100vw - 2rem))",
  message: BOX + "overflow-wrap:anywhere;cursor:pointer",
};

export class Flash {
  /** An application may have a place of its own for them, and then a style too. */
  #region: HTMLElement | null = ask(document, "querySelector", "[data-l-flash]") as HTMLElement | null;
  readonly #removals = new Map<Message, () => void>();
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** Shows a message for a while, and not twice at once: whatever fails may fail many times. */
  _show(message: Message): void {
    for (const [{ level, text }, remove] of this.#removals) if (level === message.level && text === message.text) remove();
    const element = ask(document, "createElement", "div");
    element.className = `l-flash l-flash-${message.level}`;
    element.setAttribute("role", message.level === "error" ? "alert" : "status");
    const region = (this.#region ??= makeRegion());
    if (region.dataset["lFlash"] === "default") element.style.cssText = STYLES.message;
    const remove = (): void => {
      element.remove();
      this.#removals.delete(message);
      this.#notices._messages = this.#notices._messages.filter((other) => other !== message);
    };
    this.#removals.set(message, remove);
    element.onclick = remove;
    setTimeout(remove, SHOWN_FOR);
    region.append(element);
    // Filled once it stands there: that is what is said.
    element.textContent = message.text;
  }
}

function makeRegion(): HTMLElement {
  const region = ask(document, "createElement", "div");
  region.dataset["lFlash"] = "default";
  region.style.cssText = STYLES.region;
  ask(document, "body").append(region);
  return region;
}
