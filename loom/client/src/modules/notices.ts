// Tells the visitor how the connection is, and helps a page that is refused. Messages are shown by a module of their own.

import { announce, ask } from "../dom";
import { KEPT, type Flash, type Message, type Notices, type Voice } from "../live/notices";
import { Banner } from "../notices/banner";
import { Renewal } from "../notices/renewal";
import { session } from "../notices/storage";

export default class implements Voice {
  readonly #flash: Flash;
  readonly #notices: Notices;
  readonly #renewal: Renewal;
  readonly #patched = new Set<Element>();

  constructor(notices: Notices, flash: Flash) {
    this.#notices = notices;
    this.#flash = flash;
    this.#renewal = new Renewal(notices);
    const kept = session((storage) => {
      const kept = storage.getItem(KEPT);
      storage.removeItem(KEPT);
      return JSON.parse(kept!);
    }) as Message[] | null;
    notices._messages.unshift(...(kept ?? []).map((message) => ({ ...message, kept: true })));
    for (const message of [...notices._messages]) this._show(message);
    new Banner(notices)._start();
    this.#renewal._start();
    this._meet();
  }

  _show(message: Message): void {
    this.#flash._show(message);
  }

  _meet(): void {
    const { _version } = this.#notices;
    for (const notice of ask(document, "querySelectorAll", "[data-l-version]")) (notice as HTMLElement).hidden = _version === null;
    if (_version !== null) ask(document, "dispatchEvent", new CustomEvent("loom:version", { detail: { version: _version } }));
  }

  _renew(code: string): void {
    if (this.#notices._version === null) this.#renewal._renew(code);
    else void this.#renewal._seek(code);
  }

  _lose(): void {
    void this.#renewal._lose();
  }

  /**
   * Announces patches once a frame, before it is shown, however many there are; on pages that ask for it, because a frame that is asked for
   * costs more than most patches.
   */
  _patched(element: Element): void {
    if (!ask(document, "documentElement").hasAttribute("data-l-patched")) return;
    if (!this.#patched.size) {
      requestAnimationFrame(() => {
        const patched = [...this.#patched];
        this.#patched.clear();
        for (const one of patched) announce(one, "patched");
      });
    }
    this.#patched.add(element);
  }
}
