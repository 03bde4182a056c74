// Which links and forms lead to a page of this site, and what the browser goes to by itself.

import { ask } from "../dom";

export interface Target {
  readonly _url: URL;
  /** The link or the form. */
  readonly _element: Element;
}

/** How long a pointer or the focus rests on a link before its page is fetched, in milliseconds. */
const REST = 65;
const BROWSERS = "[l-no-nav],[download],[rel~=external]";

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
    const form = event.target as HTMLFormElement;
    const { submitter } = event;
    if (event.defaultPrevented || ask(form as Element, "hasAttribute", "data-l-no-nav")) return;
    const of = (name: string): string | null =>
      submitter?.getAttribute("form" + name) ?? ask(form as Element, "getAttribute", name);
    if (!/^(get)?$/i.test(of("method") ?? "") || !isOwn(form, of("target"))) return;
    const url = new URL(of("action") || location.href, ask(document, "baseURI"));
    const data = [...new FormData(form, submitter)].map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
    url.search = String(new URLSearchParams(data));
    if (url.origin === location.origin && this.#traveler._follow({ _url: url, _element: form })) event.preventDefault();
  }

  #approach(target: EventTarget | null): void {
    clearTimeout(this.#rest);
    const link = linkOf(target);
    if (link && !ask(link._element, "closest", "[l-no-prefetch]")) this.#rest = setTimeout(() => this.#traveler._prefetch(link._url), REST);
  }
}

function linkOf(target: EventTarget | null): Target | undefined {
  const link = target instanceof Element && (ask(target, "closest", "a[href],area[href]") as HTMLAnchorElement | null);
  if (!link || link.hasAttribute("data-l-no-nav") || !isOwn(link, link.getAttribute("target"))) return;
  const url = new URL(link.href, ask(document, "baseURI"));
  // Only another place of this page.
  if (url.hash && url.href.split("#")[0] === location.href.split("#")[0]) return;
  return url.origin === location.origin ? { _url: url, _element: link } : undefined;
}

function isOwn(element: Element, target: string | null): boolean {
  return !ask(element, "closest", BROWSERS) && /^(_self)?$/i.test(target ?? "");
}
