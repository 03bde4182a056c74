// One item that is being dragged, by a pointer or by keys.

import { attributeOf, putAttribute } from "../attributes";
import { ask } from "../dom";
import type { Session } from "../live/session";
import { argumentsOf, groupOf, isLeftward, isRow, itemsOf, keyOf, listAt, listOf, nextAt } from "./lists";
import type { Move, Moves } from "./moves";
import type { Voice } from "./voice";

/** So near to the edge of what scrolls it scrolls, in pixels, and so far each frame. */
const EDGE = 40;
const STEP = 10;
/** The class of the item. */
const SORTING = "l-sorting";

export interface Tools {
  readonly _moves: Moves;
  readonly _session: Session;
  readonly _voice: Voice;
}

export class Drag {
  readonly _item: HTMLElement;
  /** The pointer, with its place and where in the item it is; none while keys move it. */
  readonly #pointer: { x: number; y: number; readonly _left: number; readonly _top: number } | undefined;
  readonly #from: Element;
  readonly #move: Move;
  readonly #tools: Tools;
  readonly #over: () => void;
  #isOver = false;
  /** How far the item is from its place. */
  #x = 0;
  #y = 0;

  /** `over` is called when it has ended, however that came. */
  constructor(item: HTMLElement, pointer: { x: number; y: number } | undefined, tools: Tools, over: () => void) {
    this._item = item;
    this.#tools = tools;
    this.#over = over;
    this.#from = listOf(item)!;
    this.#move = tools._moves._begin(item, () => this.#finish("canceled"));
    item.classList.add(SORTING);
    tools._voice._say("picked", item, this.#from);
    if (!pointer) return;
    const { left, top } = item.getBoundingClientRect();
    this.#pointer = { ...pointer, _left: pointer.x - left, _top: pointer.y - top };
    // The element under the item is asked for.
    item.style.pointerEvents = "none";
    const frame = (): void => {
      if (this.#isOver) return;
      this._step();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  get _byKeys(): boolean {
    return !this.#pointer;
  }

  _to(x: number, y: number): void {
    if (this.#pointer) Object.assign(this.#pointer, { x, y });
  }

  #group(): Element[] {
    return groupOf(this.#from, (list) => this.#tools._session._of(list));
  }

  /** Scrolls, finds the place under the pointer, and has the item there. */
  _step(): void {
    const { x, y, _left, _top } = this.#pointer!;
    const list = listAt(this.#group(), x, y);
    scroll(list ?? this.#move._list, x, y);
    if (list && !this._item.contains(list)) this.#place(list, nextAt(list, this._item, x, y));
    const rect = this._item.getBoundingClientRect();
    this.#x += x - _left - rect.left;
    this.#y += y - _top - rect.top;
    this._item.style.translate = `${this.#x}px ${this.#y}px`;
  }

  #place(list: Element, next: Element | null): void {
    if (list !== this.#move._list || next !== this.#move._next) this.#tools._moves._place(this.#move, list, next);
  }

  /** Moves the item by an arrow key: along its list, or into the one beside that. */
  _key(key: string): void {
    const { _list } = this.#move;
    const isSideward = /Left|Right/.test(key);
    const by = /Down|Right/.test(key) !== (isSideward && isLeftward(_list)) ? 1 : -1;
    const items = itemsOf(_list);
    const at = items.indexOf(this._item);
    if (isSideward === isRow(_list)) {
      if (items[at + by]) this.#place(_list, items[at + (by > 0 ? 2 : -1)] ?? null);
    } else {
      const group = this.#group();
      const list = group[group.indexOf(_list) + by];
      if (list && !this._item.contains(list)) this.#place(list, itemsOf(list)[at] ?? null);
    }
    this._item.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#tools._voice._say("moved", this._item, this.#move._list);
  }

  _cancel(): void {
    if (this.#isOver) return;
    this.#tools._moves._cancel(this.#move);
    this.#finish("canceled");
  }

  /** Tells the server where the item was dropped. Until the answer it stays there. */
  _drop(): void {
    if (this.#isOver) return;
    if (this.#pointer) this._step();
    const { _moves, _session } = this.#tools;
    const { _list } = this.#move;
    const position = _moves._changed(this.#move);
    const component = _session._of(_list);
    if (position === undefined || !component) return this._cancel();
    const items = itemsOf(_list);
    const before = component._sent;
    const detail = {
      key: keyOf(this._item),
      from: argumentsOf(this.#from),
      position,
      previous: keyOf(items[position - 1]),
      next: keyOf(items[position + 1]),
    };
    this.#finish("dropped");
    _list.dispatchEvent(new CustomEvent("sort", { detail }));
    const event = component._sent > before && component._pending.at(-1);
    // A handler that runs once only has run.
    if (event) _moves._await(this.#move, event, component);
    else _moves._cancel(this.#move);
  }

  #finish(how: "canceled" | "dropped"): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this._item.classList.remove(SORTING);
    this._item.style.translate = this._item.style.pointerEvents = "";
    if (!attributeOf(this._item, "style")) putAttribute(this._item, "style", null);
    this.#tools._voice._say(how, this._item, this.#move._list);
    this.#over();
  }
}

/** Scrolls what is around a list while the pointer is near to an edge of it. */
function scroll(list: Element, x: number, y: number): void {
  const by = (at: number, low: number, high: number): number => (at < low + EDGE ? -STEP : at > high - EDGE ? STEP : 0);
  for (let box: Element | null = list; box; box = ask(box, "parentElement")) {
    const isRoot = box === document.scrollingElement;
    if (!isRoot && !/auto|scroll/.test(getComputedStyle(box).overflow)) continue;
    const { left, top, right, bottom } = isRoot ? new DOMRect(0, 0, innerWidth, innerHeight) : box.getBoundingClientRect();
    box.scrollBy({ left: by(x, left, right), top: by(y, top, bottom), behavior: "instant" });
  }
}
