// Which links and forms lead to a page of this site, and what the browser goes to by itself.

import { ask } from "../dom";
import { formTarget, isOurs, pageOf } from "./targets";

export interface Target {
  readonly _url: URL;
  /** The link or the form. */
  readonly _element: Element;
}

/** How long a pointer or the focus rests on a link before its page is fetched, in milliseconds. */
const REST = 65;

export interface Traveler {
  /** Goes to a page; false if the browser is to. */
  _follow(target: Target): boolean;
  /** Fetches a page to which the visitor may go soon. */
  _prefetch(url: URL): void;
}

export class Links {
  readonly #traveler: Traveler;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(traveler: Traveler) {
    this.#traveler = traveler;
    // After all others: who prevents the default has done something else.
    addEventListener("click", (event) => this.#click(event));
    addEventListener("submit", (event) => this.#submit(event));
    for (const type of ["pointerover", "focusin", "touchstart"]) {
      // A click gives the focus too, and so does going back.
      addEventListener(type, ({ target }) => this.#approach(type === "focusin" && !(target as Element).matches(":focus-visible") ? null : target), { passive: true });
    }
  }

  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    clearTimeout(this.#rest);
    const target = linkOf(event.target);
    if (target && this.#traveler._follow(target)) event.preventDefault();
  }

  #submit(event: SubmitEvent): void {
    if (event.defaultPrevented) return;
    const [url, window] = formTarget(event);
    const target = url && targetOf(event.target as Element, window, url);
    if (target && this.#traveler._follow(target)) event.preventDefault();
  }

  #approach(target: EventTarget | null): void {
    clearTimeout(this.#rest);
    const link = linkOf(target);
    if (link && !ask(link._element, "closest", "[l-no-prefetch]")) this.#rest = setTimeout(() => this.#traveler._prefetch(link._url), REST);
  }
}

function linkOf(target: EventTarget | null): Target | undefined {
  const link = target instanceof Element && (ask(target, "closest", "a[href],area[href]") as HTMLAnchorElement | null);
  if (!link) return;
  const url = new URL(link.href, ask(document, "baseURI"));
  // Only another place of this page.
  if (url.hash && pageOf(url) === pageOf(location)) return;
  return targetOf(link, link.getAttribute("target"), url);
}

function targetOf(element: Element, window: string | null | undefined, url: URL): Target | undefined {
  return url.origin === location.origin && isOurs(element, window) ? { _url: url, _element: element } : undefined;
}
