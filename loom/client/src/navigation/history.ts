// The entries of the browser's history, and the pages that are kept for going back. An entry's state has the key of its page, `loom`, and a number
// of its own, `at`, by which it is known how far back or forward the visitor went, and how far each entry was scrolled.

import { ask } from "../dom";
import type { Kept } from "./body";
import type { Head } from "./head";

const PAGES = 10;
const AGE = 30 * 60_000;
/** How many elements all kept pages may have. */
const ELEMENTS = 100_000;

interface State {
  readonly loom: string;
  readonly at: number;
}

/** A page that is not shown, as it was left. */
export interface KeptPage {
  readonly _body: Kept;
  readonly _head: Head["_page"];
  readonly _focus: Element | null;
  readonly _time: number;
  readonly _elements: number;
}

export class Entries {
  readonly #kept = new Map<string, KeptPage>();
  readonly #scrolls = new Map<number, [number, number]>();
  /** The page that is shown. */
  _page: string;
  /** The entry at which the browser is. */
  _at: number;
  /** Whether the page of the entry is still to come. */
  _isPending = false;

  constructor() {
    const state = history.state as Partial<State> | null;
    this._page = state?.loom ?? fresh();
    this._at = state?.at ?? 0;
    this._stamp();
    // When the page is loaded again, or come back to from elsewhere, the browser knows better.
    addEventListener("pagehide", () => (history.scrollRestoration = "auto"));
  }

  /** Says in the entry which page it is of. The browser makes entries of its own, for places of the page. */
  _stamp(): void {
    history.replaceState({ ...(history.state as object), loom: this._page, at: this._at }, "");
  }

  /** A new entry, or a new page in the place of this one. */
  _enter(url: string, replace: boolean): void {
    this._show(fresh());
    if (!replace) {
      this._at++;
      for (const at of this.#scrolls.keys()) if (at >= this._at) this.#scrolls.delete(at);
    }
    history.scrollRestoration = "manual";
    history[replace ? "replaceState" : "pushState"]({ loom: this._page, at: this._at } satisfies State, "", url);
  }

  /** The page of the entry is shown. */
  _show(page: string): void {
    this._page = page;
    this._isPending = false;
  }

  /** Notes how far the entry is scrolled that is left now. */
  _leave(): void {
    if (!this._isPending) this.#scrolls.set(this._at, [scrollX, scrollY]);
  }

  /** Scrolls as the entry was. */
  _scroll(): void {
    scrollTo(...(this.#scrolls.get(this._at) ?? ([0, 0] as const)));
  }

  _keep(page: Pick<KeptPage, "_body" | "_head" | "_focus">): void {
    this.#kept.delete(this._page);
    this.#kept.set(this._page, { ...page, _time: Date.now(), _elements: ask(document, "getElementsByTagName", "*").length });
    let elements = 0;
    [...this.#kept].reverse().forEach(([key, kept], i) => {
      elements += kept._elements;
      if (i >= PAGES || elements > ELEMENTS || Date.now() - kept._time > AGE) this.#kept.delete(key);
    });
  }

  /** Takes a kept page. */
  _take(page: string): KeptPage | undefined {
    const kept = this.#kept.get(page);
    this.#kept.delete(page);
    return kept && Date.now() - kept._time < AGE ? kept : undefined;
  }

  /** Another visitor may not see them. */
  _forget(): void {
    this.#kept.clear();
  }
}

function fresh(): string {
  return String(Math.random());
}
