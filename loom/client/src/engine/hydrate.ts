// Binds a template to the server's HTML: a cursor goes over the page as the walk goes over the template. Where the two do not
// agree the walk gives up, and the server is asked for everything.

import { ask, firstOf, nextOf } from "../dom";
import { LIVE } from "../wire";
import { claim } from "./attribute";
import { readKeys } from "./keys";
import { note } from "./shown";
import { FONT } from "./own";
import type { Template } from "./template";
import type { Templates } from "./templates";
import { contentOf, Holds, ownedBy, type Content, type Tree } from "./tree";

type Cursor = ChildNode | null;

/** The tree of page template `root` that stands in `wrapper` from `first` on, or null if that is not what its templates say. */
export function hydrate(templates: Templates, wrapper: HTMLElement, root = wrapper.dataset["lRoot"], first = wrapper.firstChild): Tree | null {
  // A translator was here first: which texts are whose cannot be told any more.
  if (wrapper.querySelector(FONT)) return null;
  try {
    return new Walk(templates)._tree(templates._ofPage(+root!), wrapper, first);
  } catch {
    return null;
  }
}

class Walk {
  /** Where the walk is: the next node to be explained. */
  #cursor: Cursor = null;
  readonly #templates: Templates;

  constructor(templates: Templates) {
    this.#templates = templates;
  }

  _tree(template: Template, parent: Node, start: Cursor): Tree {
    const parts: Tree["_parts"] = [];
    const last = this.#nodes(template, template._content, parent, start, parts);
    return { _template: template, _parts: parts, _first: start!, _last: last, _key: undefined };
  }

  /** Walks the children of one node of the template; gives the last node that it found in the page. */
  #nodes(template: Template, pattern: Node, parent: Node, start: Cursor, parts: Tree["_parts"]): ChildNode | null {
    this.#cursor = start;
    let last: ChildNode | null = null;
    for (let expected = firstOf(pattern); expected; expected = nextOf(expected)) {
      const hole = template._holes.get(expected);
      if (hole !== undefined) {
        parts[hole] = this.#content(parent);
        continue;
      }
      const node = (last = this.#take(ask(expected, "nodeName")));
      if (node instanceof Element) {
        const bound = template._bound.get(expected);
        if (bound) {
          for (const slot of bound) {
            note(node, template._slots[slot]!);
            if (!template._slots[slot]!._many) parts[slot] = node;
            else claim(template, expected as Element, (parts[slot] = ownedBy(node)));
          }
        }
        if (!bound?.some((slot) => template._slots[slot]!._kind === "=")) {
          this.#nodes(template, expected, node, firstOf(node), parts);
        }
        this.#cursor = nextOf(node);
      } else if (node instanceof Comment && node.data) mismatch();
    }
    return last;
  }

  #content(parent: Node): Content {
    const node = this.#cursor;
    if (node instanceof Text) return contentOf(Holds.Text, this.#take("#text"));
    if (node instanceof Element && ask(node, "matches", LIVE)) {
      this.#cursor = node.nextSibling;
      return contentOf(Holds.Child, node);
    }
    const mark = node instanceof Comment ? node.data : "";
    if (mark === "[") return this.#list(parent);
    if (mark === "(") return this.#raw();
    if (mark[0] === "t") {
      this.#take("#comment");
      const content = contentOf(Holds.Tree, node!);
      content._tree = this._tree(this.#templates._ofPage(+mark.slice(1)), parent, this.#cursor);
      content._tree._first = node!;
      return content;
    }
    const empty = new Text();
    ask(parent, "insertBefore", empty, node);
    return contentOf(Holds.Text, empty);
  }

  #list(parent: Node): Content {
    this.#templates._haveLists = true;
    const content = contentOf(Holds.List, this.#take("#comment"));
    content._items = [];
    let template: Template | undefined;
    for (;;) {
      const first = this.#cursor ?? mismatch();
      if (first instanceof Comment) {
        this.#take("#comment");
        if (first.data[0] === "]") {
          content._end = first;
          readKeys(first.data.slice(1)).forEach((key, i) => (content._items[i]!._key = key));
          return content;
        }
        if (first.data[0] !== "i") mismatch();
        template = this.#templates._ofPage(+first.data.slice(1));
      } else if (!template?._anchored) mismatch();
      const item = this._tree(template!, parent, this.#cursor);
      item._first = first;
      content._items.push(item);
    }
  }

  #raw(): Content {
    const content = contentOf(Holds.Raw, this.#take("#comment"));
    for (let depth = 1; depth; this.#cursor = nextOf(this.#cursor!)) {
      const node = this.#cursor ?? mismatch();
      content._end = node;
      if (node instanceof Comment) depth += node.data === "(" ? 1 : node.data === ")" ? -1 : 0;
    }
    return content;
  }

  /** The next node, which must be of this name. Long text, which the parser cut into pieces, is made one again. */
  #take(name: string): ChildNode {
    const node = this.#cursor;
    if (!node || ask(node, "nodeName") !== name) mismatch();
    if (node instanceof Text) {
      while (node.nextSibling instanceof Text) {
        node.data += node.nextSibling.data;
        node.nextSibling.remove();
      }
    }
    this.#cursor = nextOf(node);
    return node;
  }
}

function mismatch(): never {
  throw new Error("mismatch");
}
