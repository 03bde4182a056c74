// One live component of the page: its tree, and its events until they are answered.

import { ask } from "../dom";
import { hydrate } from "../engine/hydrate";
import { restore } from "../engine/own";
import { Patch, type Answers, type Host } from "../engine/patch";
import type { Templates } from "../engine/templates";
import type { Tree } from "../engine/tree";
import { handlerOf } from "../events/binding";
import type { Fired } from "../events/dispatcher";
import { payloadOf } from "../events/payload";
import { LIVE, type Change, type ToServer, type Whole } from "../wire";
import type { Numbers } from "./fields";

type Message = Extract<ToServer, ["e", ...unknown[]]>;

interface Pending {
  readonly message: Message;
  readonly element: Element;
  /** The control where it happened, or whatever else that was. */
  readonly target: Element;
  /** The event of the element that fired. */
  readonly binding: string;
  readonly end: () => void;
  /** Whether a server may know it, under its number. */
  isSent: boolean;
  /** Whether it was sent on this connection. */
  isOut: boolean;
  /** How many connections broke while it was the next to be answered: it may be what ended their servers. */
  breaks: number;
}

/** After so many of them an event is given up. */
const BREAKS = 3;

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

  /** Its join was refused: nothing will be answered. */
  refuse(): void {
    this.refused = true;
    this.end();
  }

  /**
   * The connection is gone; `broke` if it is not known why. The server's error for a change stays at its control, unless the user went on
   * there. Gives whether an event is given up: time and again a connection broke under it.
   */
  lose(isWaiting: (control: Element) => boolean, broke: boolean): boolean {
    this.joined = false;
    const [next] = this.#pending;
    if (broke && next?.isOut) next.breaks++;
    for (const event of this.#pending) event.isOut = false;
    for (const { element, target, message } of this.#changes) {
      // A radio button always says the same.
      if (ask(target, "matches", "[type=radio]") || this.isPending(target) || isWaiting(target)) continue;
      message[5] = { ...message[5], ...payloadOf(new Event(message[4]), element, target) };
    }
    if (!next || next.breaks < BREAKS) return false;
    this.settle(numberOf(next), numberOf(next));
    return true;
  }

  /**
   * The join was answered. The changes that the server has lost are sent again, with the numbers that they had. Handlers are those of their
   * elements now: the number of a row may be another, and what an element that is gone said of its own row is said to no other.
   */
  welcome(isLost: (control: Element) => boolean): void {
    this.joined = true;
    this.#changes = this.#changes.filter(({ element, target }) => this.#has(element) && target.isConnected);
    const lost = this.#changes.filter(({ element, target, binding }) => handlerOf(element, binding) && isLost(target));
    this.#changes = this.#changes.filter((event) => !lost.includes(event));
    this.#pending = [...lost, ...this.#pending].sort((a, b) => numberOf(a) - numberOf(b));
    for (const { message, element, binding } of this.#pending) {
      const handler = this.#has(element) ? handlerOf(element, binding) : null;
      message[3] = handler ?? message[3].replace(/^.*\(.*/, "");
    }
    this.#count();
  }

  /** Has `say` make up to `count` events that come before those that were never sent. These get later numbers. */
  precede(count: number, say: (last: number) => void): void {
    const later = this.#pending.filter((event) => !event.isSent);
    const end = this.sent + count;
    this.#pending = this.#pending.filter((event) => event.isSent);
    if (later[0]) this.sent = numberOf(later[0]) - 1;
    say(this.sent);
    this.sent = end;
    for (const event of later) event.message[2] += count;
    this.#pending.push(...later);
    this.#count();
  }

  /** The event under which a connection broke, if there is one. */
  get suspect(): { readonly isOut: boolean } | undefined {
    return this.#pending.find((event) => event.breaks);
  }

  /** Gives the events that are to be sent now. One under which a connection broke is sent when those before it are answered, and alone. */
  take(): ToServer[] {
    if (!this.joined) return [];
    const suspect = this.#pending.findIndex((event) => event.breaks);
    const due = (suspect < 0 ? this.#pending : this.#pending.slice(0, suspect || 1)).filter((event) => !event.isOut);
    for (const event of due) {
      event.isSent = event.isOut = true;
      if (event.breaks) {
        event.message[5] ??= null;
        event.message[6] = event.breaks + 1;
      }
    }
    return due.map((event) => event.message);
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
  add({ element, target, handler, binding, type, payload }: Fired, end: () => void): void {
    const message: Message = ["e", this.id, ++this.sent, handler, type];
    if (payload) message.push(payload);
    this.#pending.push({ message, element, target, binding, end, isSent: false, isOut: false, breaks: 0 });
  }

  /** Event `number` is answered, and so are those before it, from `first` on. Gives whether others may have waited for that. */
  settle(number: number, first = 0): boolean {
    // A message that is no answer mostly finds nothing that waits.
    if (!this.#pending.length) {
      this.answered = this.sent;
      return false;
    }
    const isDone = (event: Pending): boolean => numberOf(event) >= first && numberOf(event) <= number;
    const done = this.#pending.filter(isDone);
    this.#pending = this.#pending.filter((event) => !isDone(event));
    this.#count();
    for (const event of done) {
      event.end();
      // A refused value is in no state.
      if (first || !isChange(event)) continue;
      const isSame = ({ element, target, message }: Pending): boolean =>
        element === event.element && target === event.target && message[4] === event.message[4];
      this.#changes = this.#changes.filter((other) => !isSame(other));
      this.#changes.push({ ...event, message: event.message.slice(0, 6) as Message, end: () => undefined, isOut: false, breaks: 0 });
    }
    return [...done, ...this.#pending].some((event) => event.breaks);
  }

  #has(element: Element): boolean {
    return element.closest(LIVE) === this.element;
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

  /** The HTML here is not trusted any more. */
  forget(): void {
    this.#tree = null;
    this.#untouched = false;
  }

  /** Nothing will be answered any more. */
  end(): void {
    this.settle(this.sent);
  }
}
