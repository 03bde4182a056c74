// Items that are dragged within their list and into others of the same handler: by mouse, by touch and by keys. Loaded by pages whose templates bind `sort`.

import { ask } from "../dom";
import type { Parts, Session } from "../live/session";
import { Drag } from "../sorting/drag";
import { gripOf, itemAt, listOf } from "../sorting/lists";
import { Moves } from "../sorting/moves";
import { Voice } from "../sorting/voice";

/** So many pixels a pointer moves before that is no click any more. */
const SLACK = 6;
/** So many milliseconds a finger rests before it drags the item, and not the page. */
const REST = 300;

/** A button or finger that is down on an item. */
interface Press {
  readonly _item: HTMLElement;
  readonly _id: number;
  readonly x: number;
  readonly y: number;
  /** Of a finger that has no handle. */
  readonly _timer: ReturnType<typeof setTimeout> | undefined;
}

export default function start(parts: Parts, session: Session): void {
  const voice = new Voice();
  const moves = new Moves(parts, session, ({ _item, _list }) => voice._say("refused", _item, listOf(_item) ?? _list));
  const tools = { _moves: moves, _session: session, _voice: voice };
  let press: Press | undefined;
  let drag: Drag | undefined;
  /** Whether the pointer that is down has dragged something. */
  let hasDragged = false;

  function begin(item: HTMLElement, pointer?: { x: number; y: number }): void {
    voice._prepare(gripOf(item), listOf(item)!);
    drag = new Drag(item, pointer, tools, () => {
      drag = undefined;
      release();
    });
  }

  function release(): void {
    clearTimeout(press?._timer);
    press = undefined;
  }

  /** Begins by a pointer that is down. */
  function lift(): void {
    const { _item, x, y } = press!;
    if (!listOf(_item)) return release();
    getSelection()?.removeAllRanges();
    hasDragged = true;
    begin(_item, { x, y });
  }

  function down(event: PointerEvent): void {
    const item = itemAt(event.target);
    if (drag || press || !item || event.button || !event.isPrimary) return;
    const rests = event.pointerType !== "mouse" && gripOf(item) === item;
    press = { _item: item, _id: event.pointerId, x: event.clientX, y: event.clientY, _timer: rests ? setTimeout(lift, REST) : undefined };
  }

  function moved(event: PointerEvent): void {
    if (press?._id !== event.pointerId) return;
    if (!drag && Math.hypot(event.clientX - press.x, event.clientY - press.y) > SLACK) press._timer ? release() : lift();
    drag?._to(event.clientX, event.clientY);
  }

  function up(event: PointerEvent): void {
    const isOurs = press?._id === event.pointerId;
    if (isOurs) release();
    if (isOurs && event.type === "pointercancel") drag?._cancel();
    else if (isOurs) {
      drag?._to(event.clientX, event.clientY);
      drag?._drop();
    }
    if (!hasDragged) return;
    hasDragged = false;
    // The click that follows is none.
    const prevent = (click: Event): void => {
      click.preventDefault();
      click.stopImmediatePropagation();
    };
    addEventListener("click", prevent, true);
    setTimeout(() => removeEventListener("click", prevent, true));
  }

  function typed(event: KeyboardEvent): void {
    const { key, target } = event;
    if (!drag) {
      const item = key === " " && !press && itemAt(target);
      if (!item || gripOf(item) !== target) return;
      begin(item);
    } else if (key === "Escape") drag._cancel();
    else if (!drag._byKeys) return;
    else if (key === " " || key === "Enter") drag._drop();
    else if (key.startsWith("Arrow")) drag._key(key);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  const on = <E extends Event>(types: string, listener: (event: E) => void): void => {
    for (const type of types.split(" ")) addEventListener(type, listener as (event: Event) => void, { capture: true, passive: false });
  };
  on("pointerdown", down);
  on("pointermove", moved);
  on("pointerup pointercancel", up);
  on("keydown", typed);
  on("touchmove contextmenu selectstart", (event) => drag && !drag._byKeys && event.preventDefault());
  on("dragstart", (event) => press && event.preventDefault());
  // By a handle nothing scrolls.
  on("touchstart", (event) => {
    const item = itemAt(event.target);
    if (item && gripOf(item) !== item) event.preventDefault();
  });
  on("focusin", ({ target }) => {
    const item = itemAt(target);
    if (item && gripOf(item) === target) voice._prepare(target as Element, listOf(item)!);
  });
  on("focusout", () => {
    // Moved by keys, it is dropped by whoever has the focus.
    setTimeout(() => drag?._byKeys && !drag._item.contains(ask(document, "activeElement")) && drag._cancel());
  });
}
