// The bar that shows that the next page is on its way, when that takes longer than a moment.

import { ask } from "../dom";
import { root } from "./head";

const DELAY = 150;

/** An element out of the page's layout. Styles are set through the object model, which a strict policy lets pass. */
function made(name: string, css: string): HTMLElement {
  const element = ask(document, "createElement", "div");
  element.className = "l-" + name;
  element.style.cssText = "position:fixed;top:0;left:0;" + css;
  return element;
}

export class Progress {
  readonly #bar = made("progress", "width:100%;height:var(--loom-progress-height,3px);z-index:9999;background:var(--loom-progress-color,#29d);transform-origin:0");
  /** Runs, or has run, while a page is on its way. */
  _timer: ReturnType<typeof setTimeout> | undefined;

  _begin(): void {
    this._end();
    this._timer = setTimeout(() => {
      root.append(this.#bar);
      // It never gets to its end before the page does.
      this.#bar.animate({ transform: ["scaleX(0)", "scaleX(.6)", "scaleX(.95)"], offset: [0, 0.1] }, { duration: 15000, fill: "forwards" });
    }, DELAY);
  }

  _end(): void {
    this._timer = clearTimeout(this._timer) as undefined;
    this.#bar.remove();
  }
}

/** Says something to screen readers only. */
export class Announcer {
  readonly #region = made("announcer", "clip-path:inset(50%)");

  constructor() {
    this.#region.setAttribute("aria-live", "polite");
    root.append(this.#region);
  }

  _say(text: string): void {
    this.#region.textContent = text;
  }
}
