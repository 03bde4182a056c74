// Tells the visitor how the connection is, and helps a page that is refused. Messages are shown by a module of their own.

import { ask } from "../dom";
import type { Flash, Message, Notices, Voice } from "../live/notices";
import { Banner } from "../notices/banner";
import { Renewal } from "../notices/renewal";

export default class implements Voice {
  readonly #flash: Flash;
  readonly #notices: Notices;
  readonly #renewal: Renewal;

  constructor(notices: Notices, flash: Flash) {
    this.#notices = notices;
    this.#flash = flash;
    this.#renewal = new Renewal(notices);
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
}
