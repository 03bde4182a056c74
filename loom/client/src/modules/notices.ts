// Tells the visitor something in words: messages, the banner, and what helps a page that is refused.

import { ask } from "../dom";
import type { Message, Notices, Voice } from "../live/notices";
import { Banner } from "../notices/banner";
import { Flash } from "../notices/flash";
import { Renewal } from "../notices/renewal";

export default class implements Voice {
  readonly #flash: Flash;
  readonly #notices: Notices;
  readonly #renewal: Renewal;

  constructor(notices: Notices) {
    this.#notices = notices;
    this.#flash = new Flash(notices);
    this.#renewal = new Renewal(notices);
    for (const message of [...notices.messages]) this.show(message);
    new Banner(notices).start();
    this.#renewal.start();
    this.meet();
  }

  show(message: Message): void {
    this.#flash.show(message);
  }

  meet(): void {
    const { version } = this.#notices;
    for (const notice of ask(document, "querySelectorAll", "[data-l-version]")) (notice as HTMLElement).hidden = version === null;
    if (version !== null) ask(document, "dispatchEvent", new CustomEvent("loom:version", { detail: { version } }));
  }

  renew(code: string): void {
    if (this.#notices.version === null) this.#renewal.renew(code);
    else void this.#renewal.seek(code);
  }

  lose(): void {
    void this.#renewal.lose();
  }
}
