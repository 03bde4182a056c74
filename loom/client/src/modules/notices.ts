// Everything that tells the visitor something in words: messages, and the banner.

import type { Message, Notices, Voice } from "../live/notices";
import { Banner } from "../notices/banner";
import { Flash } from "../notices/flash";

export default class implements Voice {
  readonly #flash: Flash;

  constructor(notices: Notices) {
    this.#flash = new Flash(notices);
    for (const message of [...notices.messages]) this.show(message);
    new Banner(notices).start();
  }

  show(message: Message): void {
    this.#flash.show(message);
  }
}
