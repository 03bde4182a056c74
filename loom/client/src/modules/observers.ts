// Events that an observer tells of: an element comes into view, leaves it, or has another size. Loaded by pages whose templates bind some. Each becomes a DOM
// event at the element, which is dispatched as any other.

import { ask } from "../dom";
import { delayOf } from "../events/binding";
import { Modifier, PREFIX } from "../vocabulary";

/** The observers of views, by the event and the margin in pixels. */
const views = new Map<string, IntersectionObserver>();
/** Whether elements were in view, by the event for which that is observed. */
const seen: Record<string, WeakMap<Element, boolean>> = { visible: new WeakMap(), hidden: new WeakMap() };
const TYPES = ["visible", "hidden", "resize"] as const;
const observed = { visible: new Set<Element>(), hidden: new Set<Element>(), resize: new Set<Element>() };

function fire(element: Element, type: string, detail?: unknown): void {
  // One that has left the page is neither seen nor hidden.
  if (ask(element, "isConnected")) element.dispatchEvent(new CustomEvent(type, { detail }));
}

const sizes = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) fire(target, "resize", { width: contentRect.width, height: contentRect.height });
});

function viewOf(type: string, margin: number): IntersectionObserver {
  const key = type + margin;
  let view = views.get(key);
  if (!view) {
    const options = { rootMargin: margin + "px", scrollMargin: margin + "px" };
    view = new IntersectionObserver((entries) => {
      // The newest of an element counts.
      for (const { target, isIntersecting } of entries) {
        if (!ask(target, "isConnected")) continue;
        const was = !!seen[type]!.get(target);
        seen[type]!.set(target, isIntersecting);
        if (was !== isIntersecting && isIntersecting === (type === "visible")) fire(target, type);
      }
    }, options);
    views.set(key, view);
  }
  return view;
}

/** Observes the elements that are bound now, and those that are gone no more. */
function watch(): void {
  for (const type of TYPES) {
    for (const element of observed[type]) {
      if (ask(element, "isConnected")) continue;
      observed[type].delete(element);
      sizes.unobserve(element);
      for (const view of views.values()) view.unobserve(element);
    }
    for (const element of ask(document, "querySelectorAll", `[${PREFIX}${type}]`)) {
      if (observed[type].has(element)) continue;
      observed[type].add(element);
      (type === "resize" ? sizes : viewOf(type, delayOf(element, Modifier.Margin, type))).observe(element);
    }
  }
}

export default function start(): void {
  watch();
  new MutationObserver(watch).observe(document, { childList: true, subtree: true, attributeFilter: TYPES.map((type) => PREFIX + type) });
}
