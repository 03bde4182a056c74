// The bar that shows that the next page is on its way, when that takes longer than a moment.

import { ask } from "../dom";

const DELAY = 150;
/** Out of the page's layout. Styles are set through the object model, which a strict policy lets pass. */
const ASIDE = "position:fixed;top:0;left:0;";

export class Progress {
  readonly #bar = ask(document, "createElement", "div");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#bar.className = "l-progress";
    this.#bar.style.cssText = ASIDE + "width:100%;height:var(--loom-progress-height,3px);z-index:9999;background:var(--loom-progress-color,#29d);transform-origin:0 0";
  }

  _begin(): void {
    this._end();
    this.#timer = setTimeout(() => {
      ask(document, "documentElement").append(this.#bar);
      // It never gets to its end before the page does.
      this.#bar.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(.6)", offset: 0.1 }, { transform: "scaleX(.95)" }], { duration: 15000, fill: "forwards" });
    }, DELAY);
  }

  _end(): void {
    clearTimeout(this.#timer);
    this.#bar.remove();
  }
}

/** Says something to screen readers only. */
export class Announcer {
  readonly #region = ask(document, "createElement", "div");

  constructor() {
    this.#region.setAttribute("aria-live", "polite");
    this.#region.className = "l-announcer";
    this.#region.style.cssText = ASIDE + "width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
    ask(document, "documentElement").append(this.#region);
  }

  _say(text: string): void {
    this.#region.textContent = text;
  }
}
