// A template: the nodes that its statics parse to, and where its slots stand in them.

import { ask, firstOf, nextOf } from "../dom";
import type { Codes, WireTemplate } from "../wire";

/** The kind of a slot: content, whole text, attribute, class(es), style property, handler, spread. */
export type Kind = "" | "=" | "@" | "." | ":" | "!" | "*";

export interface Slot {
  readonly _kind: Kind;
  /** Of the attribute, class or property; of a handler its attribute's. Empty where the slot stands for many. */
  readonly _name: string;
  /** Whether it stands for any number of classes or attributes. */
  readonly _many: boolean;
  /** Whether it may be a property that the user changes too. */
  readonly _shared: boolean;
  /** The element that it belongs to; none for content. */
  readonly _element: number;
}

export const OPEN = "details[open]";

export class Template {
  readonly _slots: readonly Slot[];
  /** The nodes, inert. An empty text stands for each content slot, so that a copy is ready to be written to. */
  readonly _content: DocumentFragment;
  /** The content slots' numbers by the text that stands for them. */
  readonly _holes = new Map<Node, number>();
  readonly _elements: readonly Element[];
  /** The other slots' numbers by the element they belong to. */
  readonly _bound = new Map<Node, number[]>();
  /** Whether the first root node is an element, which then marks where an item begins. */
  readonly _anchored: boolean;
  /** The content slot that is the last root node, or -1. */
  readonly _tail: number;
  readonly _autofocus: boolean;
  /** Whether it has a `<details>` that is open from the start. */
  readonly _opens: boolean;
  /** The one root element, if that is all there is: it is copied without a fragment around it. */
  readonly _single: Element | null;
  /** The number of each slot's node among those that `locate` gives. */
  readonly _at: number[] = [];
  /** Steps from the root to every node that matters: the node to start at (by number), then how many siblings on. */
  readonly #route: number[] = [];

  /** The code of the slots that the browser computes. */
  readonly _codes: Codes | undefined;

  constructor([, statics, slots, namespace, codes]: WireTemplate, readonly _fingerprint: string) {
    this._codes = codes;
    this._slots = slots.map(readSlot);
    this._content = parse(
      statics.reduce((html, text, i) => html + (this._slots[i - 1]!._kind ? "" : "<!--?-->") + text),
      namespace,
    );
    this._elements = [...this._content.querySelectorAll("*")];
    this._autofocus = this._elements.some((element) => ask(element, "hasAttribute", "autofocus"));
    this._opens = this._elements.some((element) => ask(element, "matches", OPEN));
    this.#fillHoles();
    this._slots.forEach((slot, i) => {
      if (!slot._kind) return;
      const element = this._elements[slot._element]!;
      this._bound.set(element, [...(this._bound.get(element) ?? []), i]);
    });
    this.#compile(this._content, 0, 1);
    this._anchored = this._content.firstChild instanceof Element;
    this._single = this._anchored && !this._autofocus && !this._opens && !this._content.childNodes[1] ? this._content.firstElementChild : null;
    this._tail = (this._content.lastChild && this._holes.get(this._content.lastChild)) ?? -1;
  }

  /** The nodes that matter in a copy of `content`, or of `single`. */
  _locate(copy: Node): Node[] {
    const route = this.#route;
    const found: Node[] = [copy];
    // Where the root is copied alone, the first step has been made.
    let i = 0;
    if (this._single && route.length) i = found.push(copy);
    for (; i < route.length; i += 2) {
      let node = found[route[i]!]!;
      let hops = route[i + 1]!;
      if (hops > 0) {
        node = firstOf(node)!;
        while (--hops) node = nextOf(node)!;
      } else while (hops++) node = nextOf(node)!;
      found.push(node);
    }
    return found;
  }

  #fillHoles(): void {
    const walker = ask(document, "createTreeWalker", this._content, NodeFilter.SHOW_COMMENT);
    const marks: ChildNode[] = [];
    while (walker.nextNode()) {
      const comment = walker.currentNode as Comment;
      if (comment.data === "?") marks.push(comment);
    }
    let next = 0;
    for (const mark of marks) {
      while (this._slots[next]!._kind) next++;
      const hole = new Text();
      mark.replaceWith(hole);
      this._holes.set(hole, next++);
    }
  }

  /** Lays the route below `parent`, whose number is `from`; gives the number that comes next. */
  #compile(parent: Node, from: number, next: number): number {
    let hops = 1;
    for (let child = firstOf(parent); child; child = nextOf(child)) {
      if (this.#matters(child)) {
        this.#route.push(from, hops);
        from = next++;
        for (const i of this._bound.get(child) ?? []) this._at[i] = from;
        const hole = this._holes.get(child);
        if (hole !== undefined) this._at[hole] = from;
        next = this.#compile(child, from, next);
        hops = 0;
      }
      // From the parent hops count up from 1, from an elder sibling down from 0.
      hops += hops > 0 ? 1 : -1;
    }
    return next;
  }

  #matters(node: Node): boolean {
    for (const wanted of [this._holes, this._bound]) {
      for (const target of wanted.keys()) if (ask(node, "contains", target)) return true;
    }
    return false;
  }
}

function readSlot(text: string): Slot {
  const [, element, kind, name] = /^(\d*)(.?)(.*)$/.exec(text)!;
  return {
    _kind: kind as Kind,
    _name: (kind === "!" ? "data-l-" : "") + name!,
    _many: kind === "*" || (kind === "." && !name),
    _shared: kind === "=" || (kind === "@" && /^(value|checked|selected|muted|open|disabled)$/.test(name!)),
    _element: +element!,
  };
}

function parse(html: string, namespace: number): DocumentFragment {
  const template = ask(document, "createElement", "template") as HTMLTemplateElement;
  const around = ["", "svg", "math"][namespace];
  template.innerHTML = around ? `<${around}>${html}</${around}>` : html;
  if (around) template.content.firstElementChild!.replaceWith(...template.content.firstElementChild!.childNodes);
  return template.content;
}
