// More of what shows that an event is under way: another text. Loaded by pages whose templates ask for it.

import { attributeOf } from "../attributes";
import { ask } from "../dom";
import type { restore } from "../engine/own";
import type { End } from "../live/loading";
import type { Parts } from "../live/session";

/** An element that shows that events of its own are under way. */
interface Shown {
  _count: number;
  readonly _end: End | undefined;
}

export default function start({ _loading }: Parts): void {
  const shown = new WeakMap<Element, Shown>();

  _loading._more = (_fired, marked, give) => {
    for (const element of marked) {
      const known = shown.get(element);
      const text = attributeOf(element, "l-loading-text");
      if (known) known._count++;
      else shown.set(element, { _count: 1, _end: text === null ? undefined : swap(element, text, give) });
    }
    return () => {
      for (const element of marked) {
        const known = shown.get(element)!;
        if (--known._count) continue;
        shown.delete(element);
        known._end?.();
      }
    };
  };
}

/** Shows `text` instead of the children, which are kept, and are written to, elsewhere meanwhile. */
function swap(element: HTMLElement, text: string, give: typeof restore): End {
  if (element instanceof HTMLInputElement) {
    const { value } = element;
    element.value = text;
    return () => void (element.value = value);
  }
  give(element, element);
  const children = new DocumentFragment();
  children.append(...ask(element as Element, "childNodes"));
  const shown = new Text(text);
  ask(element as Element, "append", shown);
  return () => {
    give(element, element);
    shown.replaceWith(children);
  };
}
