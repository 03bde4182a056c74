// One live component of the page: its tree, and its events until they are answered.

import { hydrate } from "../engine/hydrate";
import { Patch, type Answers, type Host } from "../engine/patch";
import type { Templates } from "../engine/templates";
import type { Tree } from "../engine/tree";
import type { Change, Payload, ToServer, Whole } from "../wire";
import type { Numbers } from "./fields";

interface Pending {
  readonly number: number;
  readonly message: ToServer;
  readonly element: Element;
  readonly end: () => void;
}

export class Component implements Numbers {
  /** The number of the last event. */
  sent = 0;
  answered = 0;
  /** The number of the newest event that the token's state knows of. */
  covered = 0;
  /** Whether this connection has answered the join. */
  joined = false;
  #tree: Tree | null = null;
  /** Whether what stands here is what the server first wrote. */
  #untouched = false;
  /** Events without an answer, in order; sent again after a rejoin, with their numbers, so that none counts twice. */
  #pending: Pending[] = [];
  readonly #host: Host;

  constructor(readonly id: number, readonly element: HTMLElement, host: Host) {
    this.#host = host;
  }

  /** Binds to the server's HTML. */
  bind(templates: Templates): void {
    this.#tree = hydrate(templates, this.element);
    this.#untouched = !!this.#tree;
  }

  get module(): string {
    return this.element.dataset["lLive"]!;
  }

  get token(): string {
    return this.element.dataset["lToken"] ?? "";
  }

  /** Takes a newer token, whose state knows of all that was answered. */
  renew(token: string): void {
    this.element.dataset["lToken"] = token;
    this.covered = this.answered;
  }

  join(): ToServer {
    this.joined = false;
    return ["j", this.id, this.module, this.token, this.#untouched ? 1 : 0];
  }

  /** The join was answered; gives what has to be sent now. */
  welcome(): ToServer[] {
    this.joined = true;
    return this.#pending.map((event) => event.message);
  }

  /** Applies a patch that knows of the events up to `number`: a change, or a root tree that replaces this one. */
  patch(number: Answers, change: Change | Whole): Patch {
    this.#untouched = false;
    const patch = new Patch(this.#host, number);
    if (!Array.isArray(change)) this.#replace(change as Whole, patch);
    else if (this.#tree) patch.change(this.#tree, change);
    patch.finish();
    return patch;
  }

  /** Keeps an event until it is answered. */
  add(handler: string, type: string, payload: Payload | undefined, element: Element, end: () => void): ToServer {
    const number = ++this.sent;
    const message: ToServer = ["e", this.id, number, handler, type];
    if (payload) message.push(payload);
    this.#pending.push({ number, message, element, end });
    return message;
  }

  /** Event `number` is answered, and so are those before it, from `first` on. */
  settle(number: number, first = 0): void {
    // What the server says by itself mostly finds nothing that waits.
    if (!this.#pending.length) return void (this.answered = this.sent);
    const isDone = (event: Pending): boolean => event.number >= first && event.number <= number;
    const done = this.#pending.filter(isDone);
    this.#pending = this.#pending.filter((event) => !isDone(event));
    this.answered = (this.#pending[0]?.number ?? this.sent + 1) - 1;
    for (const event of done) event.end();
  }

  #replace(whole: Whole, patch: Patch): void {
    const fingerprint = Object.keys(whole)[0]!;
    const values = whole[fingerprint]!;
    if (this.#tree?.template.fingerprint === fingerprint) return patch.rewrite(this.#tree, values as Change);
    this.#tree = null;
    const { tree, nodes } = patch.create(fingerprint, values);
    this.element.replaceChildren(nodes);
    this.#tree = tree;
  }

  /** Whether an event of the element's is without an answer. */
  isPending(element: Element): boolean {
    return this.#pending.some((event) => event.element === element);
  }

  /** What stands here is not trusted any more. */
  forget(): void {
    this.#tree = null;
    this.#untouched = false;
  }

  /** Nothing will be answered any more. */
  end(): void {
    this.settle(this.sent);
  }
}
