// Messages to the visitor. The words, and the elements that show them, are a module's, which is loaded while the network is
// there: when it is not, something has to be said. Messages that come before it are shown once it is there.

import type { Socket } from "./socket";
import type { Status } from "./status";

const KEPT = "loom:flash";

export interface Message {
  readonly level: string;
  readonly text: string;
}

/** The interface of the module. */
export interface Voice {
  show(message: Message): void;
  /** The process that answers runs `notices.version`. */
  meet(): void;
  /** Loads the page again, or waits for a process that can take it. */
  renew(code: string): void;
  /** The connection was lost. */
  lose(): void;
}

/** Loads the module. */
export interface Loader {
  /** How often one could not be loaded. */
  readonly failures: number;
  load(name: "notices"): Promise<new (notices: Notices) => Voice>;
}

export class Notices {
  /** Messages that are shown, or will be; carried over to the next page when one is gone to at once. */
  messages: Message[] = (session((storage) => {
    const kept = storage.getItem(KEPT);
    storage.removeItem(KEPT);
    return JSON.parse(kept!);
  }) as Message[] | null) ?? [];
  /** The version of the process that answers, where it is another than that which made the page. */
  version: string | null = null;
  #voice: Voice | undefined;

  constructor(
    readonly status: Status,
    readonly socket: Socket,
    readonly modules: Loader,
    /** Whether the visitor has changed anything on the page. */
    readonly isTouched: () => boolean,
  ) {}

  /** Loads the module unless it is here. */
  async load(): Promise<Voice> {
    if (this.#voice) return this.#voice;
    const Voice = await this.modules.load("notices");
    return (this.#voice ??= new Voice(this));
  }

  show(level: string, text: string): void {
    const message = { level, text };
    this.messages.push(message);
    this.#voice?.show(message);
  }

  meet(version: string | null): void {
    this.version = version;
    // A module that could not be loaded is tried again when the server is reached again.
    if (this.#voice) this.#voice.meet();
    else this.load().catch(() => undefined);
  }

  renew(code: string): void {
    this.load().then(
      (voice) => voice.renew(code),
      () => this.status.set("refused", code),
    );
  }

  lose(): void {
    this.#voice?.lose();
  }

  /** Keeps the messages for the page that comes next. */
  keep(): void {
    if (this.messages.length) session((storage) => storage.setItem(KEPT, JSON.stringify(this.messages)));
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
