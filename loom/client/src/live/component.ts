// One live component of the page: its tree, and its events until they are answered.

import { hydrate } from "../engine/hydrate";
import { restore } from "../engine/own";
import { Patch, type Answers, type Host } from "../engine/patch";
import type { Templates } from "../engine/templates";
import type { Tree } from "../engine/tree";
import { handlerOf } from "../events/binding";
import type { Fired } from "../events/dispatcher";
import { payloadOf } from "../events/payload";
import type { Change, ToServer, Whole } from "../wire";
import type { Numbers } from "./fields";

type Message = Extract<ToServer, ["e", ...unknown[]]>;

interface Pending {
  readonly message: Message;
  readonly element: Element;
  /** The control where it happened, or whatever else that was. */
  readonly target: Element;
  readonly end: () => void;
  /** Whether a server may know it, under its number. */
  isSent: boolean;
}

const numberOf = (event: Pending): number => event.message[2];
const isChange = (event: Pending): boolean => /^(input|change)$/.test(event.message[4]);

export class Component implements Numbers {
  /** The number of the last event. */
  sent = 0;
  answered = 0;
  /** The number of the newest event that the token's state knows of. */
  covered = 0;
  /** Whether this connection has answered the join. */
  joined = false;
  /** Whether it has refused the join, so that nothing is waited for. */
  refused = false;
  #tree: Tree | null = null;
  /** Whether what stands here is what the server first wrote. */
  #untouched = false;
  /** Events without an answer, in order; sent again after a rejoin, with their numbers, so that none counts twice. */
  #pending: Pending[] = [];
  /** The newest answered change of each control at each element that hears of it, until a token's state knows of it. */
  #changes: Pending[] = [];
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
    this.#changes = this.#changes.filter((event) => numberOf(event) > this.covered);
  }

  join(): ToServer {
    this.joined = this.refused = false;
    return ["j", this.id, this.module, this.token, this.#untouched ? 1 : 0];
  }

  /** The connection is gone. What the server made of a change stands at its control, unless the user went on there. */
  lose(isWaiting: (control: Element) => boolean): void {
    this.joined = false;
    for (const { element, target, message } of this.#changes) {
      // A radio button always says the same.
      if (target.matches("[type=radio]") || this.isPending(target) || isWaiting(target)) continue;
      message[5] = { ...message[5], ...payloadOf(new Event(message[4]), element, target) };
    }
  }

  /**
   * The join was answered; gives what has to be sent first: the changes that the server has lost, and what it may have heard, all with
   * the numbers that they had.
   */
  welcome(isLost: (control: Element) => boolean): ToServer[] {
    this.joined = true;
    const lost = this.#changes.filter(({ element, target, message }) => {
      // The state that knows nothing of it may offer its handler with other arguments.
      message[3] = handlerOf(element, message[4]) ?? "";
      return target.isConnected && message[3] && isLost(target);
    });
    this.#changes = this.#changes.filter((event) => !lost.includes(event));
    this.#pending = [...lost, ...this.#pending].sort((a, b) => numberOf(a) - numberOf(b));
    this.#count();
    return this.#pending.filter((event) => event.isSent).map((event) => event.message);
  }

  /** Has `say` make up to `count` events that come before those that were never sent; gives these, with later numbers. */
  precede(count: number, say: (last: number) => void): ToServer[] {
    const later = this.#pending.filter((event) => !event.isSent);
    const end = this.sent + count;
    this.#pending = this.#pending.filter((event) => event.isSent);
    this.sent -= later.length;
    say(this.sent);
    this.sent = end;
    for (const event of later) {
      event.message[2] += count;
      event.isSent = true;
    }
    this.#pending.push(...later);
    this.#count();
    return later.map((event) => event.message);
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
  add({ element, target, handler, type, payload }: Fired, end: () => void): ToServer {
    const message: Message = ["e", this.id, ++this.sent, handler, type];
    if (payload) message.push(payload);
    this.#pending.push({ message, element, target, end, isSent: this.joined });
    return message;
  }

  /** Event `number` is answered, and so are those before it, from `first` on. */
  settle(number: number, first = 0): void {
    // What the server says by itself mostly finds nothing that waits.
    if (!this.#pending.length) return void (this.answered = this.sent);
    const isDone = (event: Pending): boolean => numberOf(event) >= first && numberOf(event) <= number;
    const done = this.#pending.filter(isDone);
    this.#pending = this.#pending.filter((event) => !isDone(event));
    this.#count();
    for (const event of done) {
      event.end();
      // What was refused is in no state.
      if (first || !isChange(event)) continue;
      const isSame = ({ element, target, message }: Pending): boolean =>
        element === event.element && target === event.target && message[4] === event.message[4];
      this.#changes = this.#changes.filter((other) => !isSame(other));
      this.#changes.push({ ...event, end: () => undefined });
    }
  }

  #count(): void {
    this.answered = (this.#pending[0]?.message[2] ?? this.sent + 1) - 1;
  }

  #replace(whole: Whole, patch: Patch): void {
    const fingerprint = Object.keys(whole)[0]!;
    const values = whole[fingerprint]!;
    if (this.#tree?.template.fingerprint === fingerprint) return patch.rewrite(this.#tree, values as Change);
    this.#tree = null;
    const { tree, nodes } = patch.create(fingerprint, values);
    restore(this.element, this.element);
    this.element.replaceChildren(nodes);
    this.#tree = tree;
  }

  /** Whether a change of the control is without an answer. */
  isPending(control: Element): boolean {
    return this.#pending.some((event) => event.target === control && isChange(event));
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
