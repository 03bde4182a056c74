// Ways out for a page that the server refuses, or that no socket can be opened for: another process, or to load it again. A page loads itself
// again once; if that did not help, or would lose what the visitor typed, the visitor decides.

import { ask } from "../dom";
import type { Notices } from "../live/notices";
import { ErrorCode } from "../vocabulary";
import { LIVE } from "../wire";
import { session } from "./storage";

const RENEWED = "loom:renewed";
/** Once a page that was renewed has been live for so many milliseconds, it may be renewed again. */
const RENEWAL_REST = 15_000;
/** So many processes of another version may refuse the page before it is loaded again. */
const REFUSALS = 4;
/** How often the modules of a page of another version may be missing before it is loaded again. */
const MISSES = 2;
/** How many sockets in succession may fail before the server is asked why. */
const FAILURES = 3;

export class Renewal {
  /** Whether the page has been live for a while, so that it was not loaded again in vain. */
  #isProven = false;
  /** How many processes of another version could not take the page, in a row. */
  #refusals = 0;
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  _start(): void {
    ask(document, "addEventListener", "loom:state", () => this.#follow());
    this.#follow();
  }

  /** Loads the page again. */
  _renew(code: string): void {
    const { _isTouched, _socket, _status } = this.#notices;
    if (_status._is("refused") || _status._is("renewed")) return;
    // A page that is loaded again joins again, and what it joins may have ended its server.
    // The connection broke each time before the page was live.
    if (code === ErrorCode.GivenUp) return _status._set("refused", code);
    const wasRenewed =
      session((storage) => {
        const mark = storage.getItem(RENEWED);
        storage.setItem(RENEWED, "1");
        return !!mark;
      }) ?? isReload();
    _socket._close();
    if (_isTouched() || (wasRenewed && !this.#isProven)) return _status._set("refused", code);
    _status._set("renewed");
    location.reload();
  }

  /**
   * Tries again, since a process of the page's own version may still be there. After some refusals the page is loaded again, if it is there
   * for the version that answers now.
   */
  async _seek(code: string): Promise<void> {
    const { _socket } = this.#notices;
    if (!this.#refusals++) _socket._settle();
    _socket._reset();
    if (this.#refusals < REFUSALS) return;
    const isThere = await this.#isThere();
    // Meanwhile the page may have been taken.
    if (isThere && this.#refusals) this.#leave(code);
  }

  /** The connection was lost: there may be a reason that no other attempt changes. */
  async _lose(): Promise<void> {
    const { _modules, _version } = this.#notices;
    // The modules of the page's own build went with its last process.
    if (_version !== null && _modules._failures >= MISSES) {
      if (await this.#isThere()) this.#leave("gone");
    } else await this.#ask();
  }

  /** A proxy that wants a login answers a plain request too; Loom says that the address is a WebSocket. */
  async #ask(): Promise<void> {
    const { _socket } = this.#notices;
    const address = (ask(document, "querySelector", LIVE) as HTMLElement | null)?.dataset["lWs"];
    if (!address || _socket._failures < FAILURES) return;
    const answer = await fetch(address, { redirect: "manual", cache: "no-store" }).catch(() => null);
    if (!answer || _socket._isOpen) return;
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) this._renew("signed_out");
  }

  /** Whether the version that answers has this page. */
  #isThere(): Promise<boolean> {
    return fetch(location.href, { method: "HEAD" }).then(({ ok }) => ok, () => false);
  }

  /** Loads the page again for the version that answers now, or leaves that to a visitor who typed something. */
  #leave(code: string): void {
    const { _isTouched, _status } = this.#notices;
    if (_isTouched()) _status._set("refused", code);
    else if (this.#isProven || !(session((storage) => !!storage.getItem(RENEWED)) ?? isReload())) this._renew(code);
  }

  #follow(): void {
    const { _status } = this.#notices;
    if (!_status._is("live")) return;
    this.#refusals = 0;
    setTimeout(() => {
      if (!_status._is("live")) return;
      this.#isProven = true;
      session((storage) => storage.removeItem(RENEWED));
    }, RENEWAL_REST);
  }
}

/** Whether the browser says that this page was loaded again: the memory where nothing can be stored. */
function isReload(): boolean {
  return (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined)?.type === "reload";
}
