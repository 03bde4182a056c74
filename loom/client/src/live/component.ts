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
import { ErrorCode } from "../vocabulary";
import { LIVE, type Change, type Payload, type ToServer, type Whole } from "../wire";
import type { Numbers } from "./fields";

type Message = Extract<ToServer, ["e", ...unknown[]]>;

export interface Pending {
  readonly _message: Message;
  readonly _element: Element;
  /** The control where it happened, or whatever else that was. */
  readonly _target: Element;
  /** The event of the element that fired. */
  readonly _binding: string;
  readonly _end: (error?: string) => void;
  /** Whether a server may know it, under its number. */
  _isSent: boolean;
  /** Whether it was sent on this connection. */
  _isOut: boolean;
  /** How many connections broke while it was the next to be answered: it may be what ended their servers. */
  _breaks: number;
}

/** The tree of a component whose nodes are there already, and which digest its token holds. */
export interface Grown {
  readonly _tree: Tree;
  readonly _digest: 1 | 2;
  /** The number of its last event. */
  readonly _sent: number;
}

/** After so many of them an event is given up. */
const BREAKS = 3;

export const numberOf = (event: Pending): number => event._message[2];
const isChange = (event: Pending): boolean => /^(input|change)$/.test(event._message[4]);

export class Component implements Numbers {
  /** The number of the last event. */
  _sent = 0;
  _answered = 0;
  /** The number of the newest event that the token's state knows of. */
  _covered = 0;
  /** Whether this connection has answered the join. */
  _joined = false;
  /** Whether it has refused the join, so that nothing is waited for. */
  _refused = false;
  #tree: Tree | null = null;
  /** Whether its token says what stands here: 1 if the digest in it is of HTML, 2 if it is of a tree. */
  #have: 0 | 1 | 2 = 0;
  /** Which digest the token holds. */
  _digest: 1 | 2 = 1;
  /** Whether it left with a page that is kept, and its newest token is still to come. */
  _leaving = false;
  /** Events without an answer, in order; sent again after a rejoin, with their numbers, so that none counts twice. */
  _pending: Pending[] = [];
  /** The newest answered change of each control at each element that hears of it, until a token's state knows of it. */
  #changes: Pending[] = [];
  readonly #host: Host;

  constructor(readonly _id: number, readonly _element: HTMLElement, host: Host) {
    this.#host = host;
  }

  /** Binds to the tree that stands here, or to the server's HTML, if it is either. */
  _bind(templates: Templates, tree?: Grown): void {
    this.#tree = tree?._tree ?? hydrate(templates, this._element);
    this._digest = tree?._digest ?? 1;
    this._covered = this._answered = this._sent = tree?._sent ?? 0;
    this.#have = this.#tree ? this._digest : 0;
  }

  /** The tree to which a component binds that comes back to this element. */
  get _grown(): Grown | undefined {
    return this.#tree ? { _tree: this.#tree, _digest: this._digest, _sent: this._sent } : undefined;
  }

  get _module(): string {
    return this._element.dataset["lLive"]!;
  }

  get _token(): string {
    return this._element.dataset["lToken"] ?? "";
  }

  /** Takes a newer token, whose state knows of all that was answered. */
  _renew(token: string): void {
    this._element.dataset["lToken"] = token;
    this._digest = 1;
    this._covered = this._answered;
    this.#changes = this.#changes.filter((event) => numberOf(event) > this._covered);
  }

  _join(): ToServer {
    this._joined = this._refused = false;
    return ["j", this._id, this._module, this._token, this.#have];
  }

  /** Its join was refused: nothing will be answered. */
  _refuse(): void {
    this._refused = true;
    this._end();
  }

  /**
   * The connection is gone; `broke` if it is not known why. The server's error for a change stays at its control, unless the user went on
   * there. Gives whether an event is given up: time and again a connection broke under it.
   */
  _lose(isWaiting: (control: Element) => boolean, broke: boolean): boolean {
    this._joined = false;
    const [next] = this._pending;
    if (broke && next?._isOut) next._breaks++;
    for (const event of this._pending) event._isOut = false;
    for (const { _element, _target, _message } of this.#changes) {
      // A radio button always says the same.
      if (ask(_target, "matches", "[type=radio]") || this._isPending(_target) || isWaiting(_target)) continue;
      _message[5] = { ..._message[5], ...payloadOf(new Event(_message[4]), _element, _target) };
    }
    if (!next || next._breaks < BREAKS) return false;
    this._settle(numberOf(next), numberOf(next));
    return true;
  }

  /**
   * The join was answered. The changes that the server has lost are sent again, with the numbers that they had. Handlers are those of their
   * elements now: the number of a row may be another, and what an element that is gone said of its own row is said to no other.
   */
  _welcome(isLost: (control: Element) => boolean): void {
    this._joined = true;
    this.#changes = this.#changes.filter(({ _element, _target }) => this.#has(_element) && _target.isConnected);
    const lost = this.#changes.filter(({ _element, _target, _binding }) => handlerOf(_element, _binding) && isLost(_target));
    this.#changes = this.#changes.filter((event) => !lost.includes(event));
    this._pending = [...lost, ...this._pending].sort((a, b) => numberOf(a) - numberOf(b));
    for (const { _message, _element, _binding } of this._pending) {
      const handler = this.#has(_element) ? handlerOf(_element, _binding) : null;
      _message[3] = handler ?? _message[3].replace(/^.*\(.*/, "");
    }
    this._count();
  }

  /** The event under which a connection broke, if there is one. */
  get _suspect(): { readonly _isOut: boolean } | undefined {
    return this._pending.find((event) => event._breaks);
  }

  /** Gives the events that are to be sent now. One under which a connection broke is sent when those before it are answered, and alone. */
  _take(): ToServer[] {
    if (!this._joined) return [];
    const suspect = this._pending.findIndex((event) => event._breaks);
    const due = (suspect < 0 ? this._pending : this._pending.slice(0, suspect || 1)).filter((event) => !event._isOut);
    for (const event of due) {
      event._isSent = event._isOut = true;
      if (event._breaks) {
        event._message[5] ??= null;
        event._message[6] = event._breaks + 1;
      }
    }
    return due.map((event) => event._message);
  }

  /** Applies a patch that knows of the events up to `number`: a change, or a root tree that replaces this one. */
  _patch(number: Answers, change: Change | Whole): Patch {
    this.#have = 0;
    const patch = new Patch(this.#host, number);
    if (!Array.isArray(change)) this.#replace(change as Whole, patch);
    else if (this.#tree) patch._change(this.#tree, change);
    patch._finish();
    return patch;
  }

  /** Keeps an event until it is answered. */
  _add({ _element, _target, _binding, _type }: Fired, payload: Payload | undefined, handler: string, end: Pending["_end"]): void {
    const message: Message = ["e", this._id, ++this._sent, handler, _type];
    if (payload) message.push(payload);
    this._pending.push({ _message: message, _element, _target, _binding, _end: end, _isSent: false, _isOut: false, _breaks: 0 });
  }

  /** Event `number` is answered, by the error `code` if there is one, and so are those before it, from `first` on. Gives whether others may have waited for that. */
  _settle(number: number, first = 0, code?: string): boolean {
    // A message that is no answer mostly finds nothing that waits.
    if (!this._pending.length) {
      this._answered = this._sent;
      return false;
    }
    const isDone = (event: Pending): boolean => numberOf(event) >= first && numberOf(event) <= number;
    const done = this._pending.filter(isDone);
    this._pending = this._pending.filter((event) => !isDone(event));
    this._count();
    for (const event of done) {
      event._end(code);
      // The server never heard of one that is too large: what was typed stays.
      if (code !== ErrorCode.TooLarge) this.#host._answered(event._target);
      // A refused value is in no state.
      if (first || !isChange(event)) continue;
      const isSame = ({ _element, _target, _message }: Pending): boolean =>
        _element === event._element && _target === event._target && _message[4] === event._message[4];
      this.#changes = this.#changes.filter((other) => !isSame(other));
      this.#changes.push({ ...event, _message: event._message.slice(0, 6) as Message, _end: () => undefined, _isOut: false, _breaks: 0 });
    }
    return [...done, ...this._pending].some((event) => event._breaks);
  }

  #has(element: Element): boolean {
    return element.closest(LIVE) === this._element;
  }

  _count(): void {
    this._answered = (this._pending[0]?._message[2] ?? this._sent + 1) - 1;
  }

  #replace(whole: Whole, patch: Patch): void {
    const fingerprint = Object.keys(whole)[0]!;
    const values = whole[fingerprint]!;
    if (this.#tree?._template._fingerprint === fingerprint) return patch._rewrite(this.#tree, values as Change);
    this.#tree = null;
    const { _tree, _nodes } = patch._create(fingerprint, values);
    restore(this._element, this._element);
    this._element.replaceChildren(_nodes);
    this.#tree = _tree;
  }

  /** Whether a change of the control is without an answer. */
  _isPending(control: Element): boolean {
    return this._pending.some((event) => event._target === control && isChange(event));
  }

  /** The HTML here is not trusted any more. */
  _forget(): void {
    this.#tree = null;
    this.#have = 0;
  }

  /** Nothing will be answered any more. */
  _end(): void {
    this._settle(this._sent);
  }
}
