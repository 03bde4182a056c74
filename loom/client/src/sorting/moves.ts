// Items that stand at another place than the server has them: the one that is being dragged, and those that were dropped and whose event is not
// answered. The engine knows nothing of it. Before it works every item goes back to its own place, and after that to the other again, the way
// they came: so it always finds its nodes as it left them.

import { ask, nextOf } from "../dom";
import type { Component, Pending } from "../live/component";
import type { Parts, Session } from "../live/session";
import { gripOf, itemsOf, keyOf, listOf } from "./lists";

/** An item, and the place at which it is shown. */
export interface Move {
  readonly _item: HTMLElement;
  _list: Element;
  /** Its neighbors, by which the place is found again when the list has changed. */
  _previous: Element | null;
  _next: Element | null;
  /** Its own place, while it is shown at the other. */
  _home?: readonly [parent: Element, next: Node | null] | undefined;
  /** Whether it was dropped, and the server has answered: by an error, or by putting it wherever it is now. */
  _end?: "refused" | "done";
  /** Told when the item or its list is gone from the page. */
  readonly _lost: () => void;
}

/** Puts a node somewhere, with its focus, and without taking it out of the page where the browser can. */
function put(item: Element, parent: Element, next: Node | null): void {
  const active = ask(document, "activeElement");
  const way = "moveBefore" in parent && ask(item, "isConnected") && ask(parent, "isConnected") ? "moveBefore" : "insertBefore";
  ask(parent, way as "insertBefore", item, next && ask(next, "parentNode") === parent ? next : null);
  if (ask(document, "activeElement") !== active && item.contains(active)) (active as HTMLElement).focus({ preventScroll: true });
}

export class Moves {
  #moves: Move[] = [];
  #depth = 0;
  readonly #parts: Parts;
  readonly #session: Session;
  readonly #tell: (move: Move) => void;

  /** `tell` hears of moves that the server has refused. */
  constructor(parts: Parts, session: Session, tell: (move: Move) => void) {
    this.#parts = parts;
    this.#session = session;
    this.#tell = tell;
    session._received = this.#without(session._received);
    session._dropped = this.#without(session._dropped);
    session._sweep = this.#without(session._sweep);
  }

  /** The work of the session, which finds all items at their own places. */
  #without<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      const run = (): void => work.apply(this.#session, args);
      if (this.#depth || !this.#moves.length) return run();
      const active = ask(document, "activeElement");
      // Those that are dragged follow the pointer.
      for (const { _item } of this.#moves) this.#session._measure?.(_item)?.delete(_item);
      const focused = this.#moves.find(({ _item }) => _item.contains(active));
      this.#quietly(() => [...this.#moves].reverse().forEach(hide));
      this.#depth++;
      try {
        run();
      } finally {
        this.#depth--;
        this.#settle();
        if (focused) follow(focused);
      }
    };
  }

  /** Moves nodes, of which nobody hears: neither handlers of the focus, nor those who look for components that come and go. */
  #quietly(move: () => void): void {
    const { _wrappers } = this.#parts;
    const was = this.#session._isPatching;
    this.#depth++;
    _wrappers._own();
    _wrappers._pause();
    this.#session._isPatching = true;
    try {
      move();
    } finally {
      this.#session._isPatching = was;
      _wrappers._resume();
      this.#depth--;
    }
  }

  /** Shows those moves again that still hold. */
  #settle(): void {
    const all = this.#moves;
    this.#moves = all.filter((move) => !move._end && isThere(move));
    this.#quietly(() => this.#moves.forEach(show));
    for (const move of all) {
      if (move._end === "refused") this.#tell(move);
      else if (!move._end && !this.#moves.includes(move)) move._lost();
    }
  }

  /** Begins to move an item. */
  _begin(item: HTMLElement, lost: () => void): Move {
    const move = { _item: item, _list: listOf(item)!, _previous: null, _next: null, _lost: lost };
    this.#moves.push(move);
    this.#quietly(() => show(place(move, move._list, after(item))));
    return move;
  }

  /** Shows the item, which is the last that was begun, before another of a list, or at its end. */
  _place(move: Move, list: Element, next: Element | null): void {
    this.#quietly(() => {
      hide(move);
      show(place(move, list, next));
    });
  }

  /** Has the item at its own place again. */
  _cancel(move: Move): void {
    this.#moves = this.#moves.filter((one) => one !== move);
    this.#quietly(() => hide(move));
  }

  /** The index at which the item is shown, if that is another place than its own. */
  _changed(move: Move): number | undefined {
    const { _item, _list } = move;
    const at = itemsOf(_list).indexOf(_item);
    let isSame = false;
    this.#quietly(() => {
      hide(move);
      isSame = itemsOf(_list).indexOf(_item) === at;
      show(move);
    });
    return isSame ? undefined : at;
  }

  /** Has the move end with the answer to an event. */
  _await(move: Move, event: Pending, component: Component): void {
    const { _end } = event;
    (event as { _end: Pending["_end"] })._end = (error) => {
      _end(error);
      move._end = error ? "refused" : "done";
    };
    // It may have been answered by itself, for it was too large.
    if (!component._pending.includes(event)) this.#session._sweep();
  }
}

function after(item: Element): Element | null {
  const items = itemsOf(ask(item, "parentElement")!);
  return items[items.indexOf(item) + 1] ?? null;
}

/** Sets the place of a move. */
function place(move: Move, list: Element, next: Element | null): Move {
  const items = itemsOf(list).filter((one) => one !== move._item);
  const previous = items[(next ? items.indexOf(next) : items.length) - 1] ?? null;
  return Object.assign(move, { _list: list, _previous: previous, _next: next });
}

function isThere({ _item, _list }: Move): boolean {
  return ask(_item, "isConnected") && ask(_list, "isConnected") && !!listOf(_item);
}

function hide(move: Move): void {
  if (move._home) put(move._item, ...move._home);
  move._home = undefined;
}

/** Shows the item before its neighbor, else behind its other one, else at the end of the list. */
function show(move: Move): void {
  const { _item, _list, _previous, _next } = move;
  const items = itemsOf(_list).filter((one) => one !== _item);
  const last = items.includes(_previous!) ? _previous! : items.at(-1);
  let next: Node | null = items.includes(_next!) ? _next : last ? nextOf(last) : null;
  if (next === _item) next = nextOf(_item);
  move._home = [ask(_item, "parentElement")!, nextOf(_item)];
  if (ask(_item, "parentElement") !== _list || next !== nextOf(_item)) put(_item, _list, next);
}

/** The focus goes with an item that the server has made anew in another list. */
function follow({ _item, _list }: Move): void {
  if (ask(_item, "isConnected")) return;
  const fresh = itemsOf(_list).find((one) => keyOf(one) === keyOf(_item));
  if (fresh) gripOf(fresh).focus({ preventScroll: true });
}
