// Messages to the visitor. The words, and the elements that show them, are two modules', which are loaded while the network is
// there: when it is not, something has to be said. Messages that come before them are shown once they are there.

import type { Level } from "../vocabulary";
import type { Socket } from "./socket";
import type { Status } from "./status";

/** The place of messages for the page that comes next, in the storage of the session. */
export const KEPT = "loom:flash";

export interface Message {
  readonly level: Level;
  readonly text: string;
  /** Whether the page before this one kept it. */
  readonly kept?: boolean;
}

/** The interface of the module of messages. */
export interface Flash {
  _show(message: Message): void;
}

/** The interface of the module of notices. */
export interface Voice {
  _show(message: Message): void;
  /** The process that answers runs `notices.version`. */
  _meet(): void;
  /** Loads the page again, or waits for a process that can take it. */
  _renew(code: string): void;
  /** The connection was lost. */
  _lose(): void;
  /** A component has changed. */
  _patched(element: Element): void;
}

/** Loads the modules. */
export interface Loader {
  /** How often one could not be loaded. */
  readonly _failures: number;
  _load(name: "notices"): Promise<new (notices: Notices, flash: Flash) => Voice>;
  _load(name: "flash"): Promise<new (notices: Notices) => Flash>;
}

export class Notices {
  /** Messages that are shown, or will be. */
  _messages: Message[] = [];
  /** The version of the process that answers, where it is another than that which made the page. */
  _version: string | null = null;
  #voice: Voice | undefined;

  constructor(
    readonly _status: Status,
    readonly _socket: Socket,
    readonly _modules: Loader,
    /** Whether the visitor has changed anything on the page. */
    readonly _isTouched: () => boolean,
  ) {}

  /** Loads the modules unless they are here. */
  async _load(): Promise<Voice> {
    if (this.#voice) return this.#voice;
    const [Voice, Flash] = await Promise.all([this._modules._load("notices"), this._modules._load("flash")]);
    return (this.#voice ??= new Voice(this, new Flash(this)));
  }

  _show(level: Level, text: string): void {
    const message = { level, text };
    this._messages.push(message);
    this.#voice?._show(message);
  }

  _patched(element: Element): void {
    this.#voice?._patched(element);
  }

  _meet(version: string | null): void {
    this._version = version;
    // A module that could not be loaded is tried again when the server is reached again.
    if (this.#voice) this.#voice._meet();
    else this._load().catch(() => undefined);
  }

  _renew(code: string): void {
    this._load().then(
      (voice) => voice._renew(code),
      () => this._status._set("refused", code),
    );
  }

  _lose(): void {
    this.#voice?._lose();
  }

  /** Has the browser load a page. Messages are kept for it, but those that came with this page: they have been shown on two. */
  _leave(to: string, how: "assign" | "replace" | "reload" = "assign"): void {
    const url = new URL(to, location.href);
    if (!/^https?:$/.test(url.protocol)) return;
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(this._messages.filter(({ kept }) => !kept)));
    } catch {
      // The browser refuses its storage.
    }
    (location as Record<typeof how, (url: URL) => void>)[how](url);
  }
}
