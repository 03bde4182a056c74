// Says that the connection is lost, or that the page is out of date: in the application's element `data-l-banner`, or in one made here.
// A blink of the network shows nothing.

import { ask } from "../dom";
import type { Notices } from "../live/notices";
import { session } from "./storage";
import type { State } from "../live/status";
import { ErrorCode } from "../vocabulary";
import { BOX } from "./style";

/** For how many milliseconds the connection may be lost before that is said. */
const DELAY = 1500;
const TRY = "Try now";
const TEXTS: { readonly [state in State]?: readonly [text: string, button: string] } = {
  reconnecting: ["The connection is lost.", TRY],
  offline: ["You are offline.", TRY],
};
/** Why a page is refused. */
const REASONS: { readonly [code: string]: string } = {
  cookies: "This page needs cookies. Allow cookies for this site, then load it again.",
  signed_out: "You have been signed out. Load the page again to sign in.",
};
const REFUSED = "This page is out of date.";
const BROKEN = "This page could not be connected.";
const STYLE =
  BOX + "position:fixed;inset:auto 1rem 1rem;margin:auto;width:fit-content;display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center";

export class Banner {
  #element: HTMLElement | null = null;
  #delay: ReturnType<typeof setTimeout> | undefined;
  #ticks: ReturnType<typeof setInterval> | undefined;
  /** The element that had the focus before the banner got it. */
  #from: EventTarget | null = null;
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  _start(): void {
    addEventListener("loom:state", () => this.#follow(), true);
    this.#follow();
    addEventListener("focusin", ({ target, relatedTarget }) => {
      const isHere = (one: EventTarget | null): boolean | undefined => this.#element?.contains(one as Node | null);
      if (isHere(target) && !isHere(relatedTarget)) this.#from = relatedTarget;
    });
    addEventListener("click", ({ target }) => {
      if (!(target instanceof Element && ask(target, "closest", "[data-l-retry]"))) return;
      const { _socket, _status } = this.#notices;
      if (_status._code === ErrorCode.GivenUp) _socket._open();
      else if (_status._is("refused")) location.reload();
      else _socket._wake();
    });
  }

  #follow(): void {
    if (!this.#text) this.#hide();
    else if (this.#element || this.#notices._status._is("refused")) this.#show();
    else this.#delay ??= setTimeout(() => this.#show(), DELAY);
  }

  get #text(): readonly [string, string] | undefined {
    const { _status } = this.#notices;
    if (!_status._is("refused")) return TEXTS[_status._state!];
    const code = _status._code === ErrorCode.BadToken && hasNoCookies() ? "cookies" : _status._code;
    return code === ErrorCode.GivenUp ? [BROKEN, TRY] : [REASONS[code!] ?? REFUSED, "Load it again"];
  }

  #show(): void {
    const own = ask(document, "querySelector", "[data-l-banner]") as HTMLElement | null;
    if (own?.dataset["lBanner"] === "off") return;
    this.#element ??= own ?? make();
    this.#element.hidden = false;
    if (this.#element.dataset["lBanner"] === "default") {
      const [text, , button] = this.#element.children;
      // Filled once it stands there: that is what is said.
      this.#element.role = this.#notices._status._is("refused") ? "alert" : "status";
      [text!.textContent, button!.textContent] = this.#text!;
    }
    this.#ticks ??= setInterval(() => this.#tick(), 500);
    this.#tick();
  }

  #tick(): void {
    const seconds = Math.ceil(this.#notices._socket._wait / 1000);
    for (const place of this.#element!.querySelectorAll("[data-l-countdown]")) {
      place.textContent = seconds > 0 ? ` Again in ${seconds} s.` : "";
    }
  }

  #hide(): void {
    clearTimeout(this.#delay);
    clearInterval(this.#ticks);
    this.#delay = this.#ticks = undefined;
    const element = this.#element;
    if (!element) return;
    this.#element = null;
    const hadFocus = element.contains(ask(document, "activeElement"));
    if (element.dataset["lBanner"] === "default") element.remove();
    else element.hidden = true;
    if (hadFocus) (this.#from as HTMLElement | null)?.focus();
    if (this.#notices._status._is("live")) this.#notices._show("success", "Connected again.");
  }
}

function make(): HTMLElement {
  const element = ask(document, "createElement", "div");
  element.dataset["lBanner"] = "default";
  element.style.cssText = STYLE;
  element.innerHTML = "<span></span><span data-l-countdown aria-hidden=true></span> <button type=button data-l-retry></button>";
  // It comes first, so that its button is not far for the keyboard.
  ask(document, "body").prepend(element);
  return element;
}

/** Whether the browser keeps cookies from the server, as a setting, or in a frame of another site. */
function hasNoCookies(): boolean {
  return !navigator.cookieEnabled || self !== top || session((storage) => storage.length) === null;
}
