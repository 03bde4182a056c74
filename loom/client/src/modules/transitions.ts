// Elements that enter, leave and move as the page's styles say. Loaded by pages whose templates have some. The engine takes an element that leaves for
// gone: it stands in the page until its animations are over, and nobody can use it or find it.

import { ask } from "../dom";
import { attributeOf, putAttribute } from "../attributes";
import type { Content, Tree } from "../engine/tree";
import type { Parts, Session } from "../live/session";
import { LIVE } from "../wire";

const NAME = "l-transitions";
/** By these attributes, whose value is the name, styles know what an element is doing. */
const ENTER = "l-enter";
const LEAVE = "l-leave";
const MOVE = "l-move";
/** Nothing waits for longer, in milliseconds. */
const LIMIT = 1000;
/** So many elements leave at a time. Others are gone at once, as when a long list is emptied. */
const MOST = 100;
/** The attributes by which others find an element, or its item. */
const FOUND = /^(data-l-|l-[it]|id$|name$)/;

const isNamed = (node: unknown): node is HTMLElement => node instanceof Element && attributeOf(node, NAME) !== null;
/** Says how far an element has to go. */
const aim = (element: HTMLElement, way: string): void => ask(element, "style").setProperty("--l-move", way);
/** The animations that end. */
const animationsOf = (element: Element, options?: GetAnimationsOptions): Animation[] =>
  ask(element, "getAnimations", options).filter(({ effect }) => effect!.getTiming().iterations! < 1 / 0);

export default function start({ _dispatcher }: Parts, session: Session): void {
  const { _ways, _rearranging } = session;
  const { _enter, _leave } = _ways;
  const { _hear } = _dispatcher;
  /** The elements that are gone for the engine: where they stood, and the trees that they were parts of. */
  const gone = new Map<Element, readonly [Content, Tree | null]>();
  /** Functions that have an element enter or leave no more, and such that have it move no more. */
  const turns = new WeakMap<Element, () => void>();
  const moves = new WeakMap<Element, () => void>();
  /** The elements in which something changes, and where those in them were before. */
  const changing = new Set<Element>();
  const boxes = new Map<HTMLElement, DOMRect>();

  /** Whether nothing is to move. No animation ends in a page that is hidden. */
  const rests = (): boolean => matchMedia("(prefers-reduced-motion)").matches || ask(document, "hidden");

  /** Marks an element until its animations are over: those that are given, else all that its styles begin. `over` is called then, or when another begins. */
  function play(element: Element, name: string, given: readonly Animation[] = [], over?: () => unknown): void {
    const ends = name === MOVE ? moves : turns;
    ends.get(element)?.();
    const end = (): void => {
      if (ends.get(element) !== end) return;
      ends.delete(element);
      putAttribute(element, name, null);
      for (const animation of given) animation.cancel();
      over?.();
    };
    ends.set(element, end);
    putAttribute(element, name, attributeOf(element, NAME));
    setTimeout(end, LIMIT);
    queueMicrotask(() => {
      // Those that styles begin would be seen behind them.
      if (given[0]) for (const animation of animationsOf(element)) animation.cancel();
      for (const { effect } of given) (effect as KeyframeEffect).target = element;
      void Promise.allSettled((given[0] ? given : animationsOf(element, { subtree: true })).map(({ finished }) => finished)).then(end);
    });
  }

  /** Has the animations of an element, if it enters or leaves, go back from where they are. Those that have not begun need no way back. */
  function back(element: Element): Animation[] {
    return (turns.has(element) ? animationsOf(element) : [])
      .filter(({ currentTime }) => currentTime)
      .map(({ currentTime, effect, playbackRate }) => {
        const copy = new Animation(new KeyframeEffect(null, (effect as KeyframeEffect).getKeyframes() as Keyframe[], effect!.getTiming()));
        copy.currentTime = currentTime;
        copy.playbackRate = -playbackRate;
        copy.play();
        return copy;
      });
  }

  /** Notes where the elements around a node are, before the first change of them; nothing where none are to move. */
  function measure(node: Node): Map<Element, DOMRect> | undefined {
    const around = ask(node, "parentElement");
    if (!around || !ask(around, "closest", LIVE) || rests()) return;
    if (!changing.size) queueMicrotask(follow);
    if (changing.size !== changing.add(around).size) for (const element of ask(around, "children")) if (isNamed(element)) boxes.set(element, ask(element as Element, "getBoundingClientRect"));
    return boxes;
  }

  /** Has elements go from where they were to where they are. */
  function follow(): void {
    for (const [element] of boxes) {
      moves.get(element)?.();
      aim(element, "");
    }
    for (const [element, box] of boxes) {
      const now = ask(element as Element, "getBoundingClientRect");
      box.x -= now.x;
      box.y -= now.y;
    }
    for (const [element, { x, y }] of boxes) {
      if (x || y) {
        aim(element, `${x}px,${y}px`);
        play(element, MOVE);
      }
    }
    boxes.clear();
    changing.clear();
  }

  /** Takes everything from an element by which it could be used or found, or be a part of a form. */
  function retire(element: HTMLElement): void {
    for (const part of [element, ...ask(element as Element, "querySelectorAll", `:not(${LIVE})`)]) {
      for (const name of ask(part, "getAttributeNames")) if (FOUND.test(name)) putAttribute(part, name, null);
      putAttribute(part, "form", "");
      // An open one may keep the visitor from all else.
      if (part instanceof HTMLDialogElement) part.close();
    }
    putAttribute(element, "inert", "");
  }

  _ways._enter = (nodes, spot, place, trees) => {
    if (measure(spot)) {
      for (const root of nodes instanceof Element ? [nodes] : (nodes as DocumentFragment).children) {
        if (!isNamed(root)) continue;
        const own = trees.find(({ _first }) => _first === root) ?? trees[0]!;
        let given: Animation[] | undefined;
        // The same may be here, and leave.
        for (const [old, [from, tree]] of gone) {
          if (given || from !== place || own._template !== tree?._template || own._key !== tree._key) continue;
          given = back(old);
          turns.get(old)!();
        }
        if (!given || given[0]) play(root, ENTER, given);
      }
    }
    _enter(nodes, spot, place, trees);
  };

  _ways._leave = (node, place, tree) => {
    if (!isNamed(node) || gone.size === MOST || !measure(node)) return _leave(node, place, tree);
    play(node, LEAVE, back(node), () => {
      gone.delete(node);
      measure(node);
      _leave(node, place, tree);
    });
    gone.set(node, [place, tree]);
    retire(node);
  };

  session._rearranging = (anchor) => {
    measure(anchor);
    _rearranging.call(session, anchor);
  };
  session._measure = measure;

  // Of events in an element that leaves nobody around it hears.
  _dispatcher._hear = (element, event, place) => !!ask(event.target as Element, "closest", `[${LEAVE}][form]`) || _hear.call(_dispatcher, element, event, place);

  /** An element that stays in the page is shown, or hidden. */
  function turn(element: EventTarget, isOut: boolean): void {
    if (!isNamed(element) || rests()) return;
    play(element, isOut ? LEAVE : ENTER, back(element), () => isOut && putAttribute(element, "inert", was));
    const was = attributeOf(element, "inert");
    if (isOut) putAttribute(element, "inert", "");
  }

  new MutationObserver((records) => {
    for (const { target, oldValue } of records) {
      const isOut = attributeOf(target as Element, "hidden") !== null;
      if (isOut === (oldValue === null)) turn(target, isOut);
    }
  }).observe(document, { subtree: true, attributeFilter: ["hidden"], attributeOldValue: true });
  // Of dialogs and popovers it is said before it happens.
  addEventListener("beforetoggle", ({ target, newState }) => turn(target!, newState === "closed"), true);
}
