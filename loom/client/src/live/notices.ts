// Messages to the visitor. The words, and the elements that show them, are two modules', which are loaded while the network is
// there: when it is not, something has to be said. Messages that come before them are shown once they are there.

import type { Level } from "../vocabulary";
import type { Socket } from "./socket";
import type { Status } from "./status";

const KEPT = "loom:flash";

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
}

/** Loads the modules. */
export interface Loader {
  /** How often one could not be loaded. */
  readonly _failures: number;
  _load(name: "notices"): Promise<new (notices: Notices, flash: Flash) => Voice>;
  _load(name: "flash"): Promise<new (notices: Notices) => Flash>;
}

export class Notices {
  /** Messages that are shown, or will be; carried over to the next page when one is gone to at once. */
  _messages: Message[] = (session((storage) => {
    const kept = storage.getItem(KEPT);
    storage.removeItem(KEPT);
    return JSON.parse(kept!);
  }) as Message[] | null) ?? [];
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

  /** Keeps the messages for the page that comes next. */
  _keep(): void {
    // Those that came with the page have been shown on two.
    const fresh = this._messages.filter(({ kept }) => !kept);
    if (fresh[0]) session((storage) => storage.setItem(KEPT, JSON.stringify(fresh.map((message) => ({ ...message, kept: true })))));
  }
}

/** Uses the session's storage, which a browser may refuse. */
export function session<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
