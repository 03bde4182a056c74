// A template: the nodes that its statics parse to, and where its slots stand in them.

import { ask, firstOf, nextOf } from "../dom";
import type { WireTemplate } from "../wire";

/** The kind of a slot: content, whole text, attribute, class(es), style property, handler, spread. */
export type Kind = "" | "=" | "@" | "." | ":" | "!" | "*";

export interface Slot {
  readonly kind: Kind;
  /** Of the attribute, class or property; of a handler its attribute's. Empty where the slot stands for many. */
  readonly name: string;
  /** Whether it stands for any number of classes or attributes. */
  readonly many: boolean;
  /** Whether it may be a property that the user changes too. */
  readonly shared: boolean;
  /** The element that it belongs to; none for content. */
  readonly element: number;
}

export class Template {
  readonly slots: readonly Slot[];
  /** The nodes, inert. An empty text stands for each content slot, so that a copy is ready to be written to. */
  readonly content: DocumentFragment;
  /** The content slots' numbers by the text that stands for them. */
  readonly holes = new Map<Node, number>();
  readonly elements: readonly Element[];
  /** The other slots' numbers by the element they belong to. */
  readonly bound = new Map<Node, number[]>();
  /** Whether the first root node is an element, which then marks where an item begins. */
  readonly anchored: boolean;
  /** The content slot that is the last root node, or -1. */
  readonly tail: number;
  readonly autofocus: boolean;
  /** The one root element, if that is all there is: it is copied without a fragment around it. */
  readonly single: Element | null;
  /** The number of each slot's node among those that `locate` gives. */
  readonly at: number[] = [];
  /** Steps from the root to every node that matters: the node to start at (by number), then how many siblings on. */
  readonly #route: number[] = [];

  constructor([, statics, slots, namespace]: WireTemplate, readonly fingerprint: string) {
    this.slots = slots.map(readSlot);
    this.content = parse(
      statics.reduce((html, text, i) => html + (this.slots[i - 1]!.kind ? "" : "<!--?-->") + text),
      namespace,
    );
    this.elements = [...this.content.querySelectorAll("*")];
    this.autofocus = this.elements.some((element) => ask(element, "hasAttribute", "autofocus"));
    this.#fillHoles();
    this.slots.forEach((slot, i) => {
      if (!slot.kind) return;
      const element = this.elements[slot.element]!;
      this.bound.set(element, [...(this.bound.get(element) ?? []), i]);
    });
    this.#compile(this.content, 0, 1);
    this.anchored = this.content.firstChild instanceof Element;
    this.single = this.anchored && !this.autofocus && !this.content.childNodes[1] ? this.content.firstElementChild : null;
    this.tail = (this.content.lastChild && this.holes.get(this.content.lastChild)) ?? -1;
  }

  /** The nodes that matter in a copy of `content`, or of `single`. */
  locate(copy: Node): Node[] {
    const route = this.#route;
    const found: Node[] = [copy];
    // Where the root is copied alone, the first step has been made.
    let i = 0;
    if (this.single && route.length) i = found.push(copy);
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
    const walker = ask(document, "createTreeWalker", this.content, NodeFilter.SHOW_COMMENT);
    const marks: ChildNode[] = [];
    while (walker.nextNode()) {
      const comment = walker.currentNode as Comment;
      if (comment.data === "?") marks.push(comment);
    }
    let next = 0;
    for (const mark of marks) {
      while (this.slots[next]!.kind) next++;
      const hole = new Text();
      mark.replaceWith(hole);
      this.holes.set(hole, next++);
    }
  }

  /** Lays the route below `parent`, whose number is `from`; gives the number that comes next. */
  #compile(parent: Node, from: number, next: number): number {
    let hops = 1;
    for (let child = firstOf(parent); child; child = nextOf(child)) {
      if (this.#matters(child)) {
        this.#route.push(from, hops);
        from = next++;
        for (const i of this.bound.get(child) ?? []) this.at[i] = from;
        const hole = this.holes.get(child);
        if (hole !== undefined) this.at[hole] = from;
        next = this.#compile(child, from, next);
        hops = 0;
      }
      // From the parent hops count up from 1, from an elder sibling down from 0.
      hops += hops > 0 ? 1 : -1;
    }
    return next;
  }

  #matters(node: Node): boolean {
    for (const wanted of [this.holes, this.bound]) {
      for (const target of wanted.keys()) if (ask(node, "contains", target)) return true;
    }
    return false;
  }
}

function readSlot(text: string): Slot {
  const [, element, kind, name] = /^(\d*)(.?)(.*)$/.exec(text)!;
  return {
    kind: kind as Kind,
    name: (kind === "!" ? "data-l-" : "") + name!,
    many: kind === "*" || (kind === "." && !name),
    shared: kind === "=" || (kind === "@" && /^(value|checked|selected|muted|disabled)$/.test(name!)),
    element: +element!,
  };
}

function parse(html: string, namespace: number): DocumentFragment {
  const template = ask(document, "createElement", "template") as HTMLTemplateElement;
  const around = ["", "svg", "math"][namespace];
  template.innerHTML = around ? `<${around}>${html}</${around}>` : html;
  if (around) template.content.firstElementChild!.replaceWith(...template.content.firstElementChild!.childNodes);
  return template.content;
}
