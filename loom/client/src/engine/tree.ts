// The model of the page: trees of a template, the contents of their slots, and the nodes these span.

import { ask, nextOf } from "../dom";
import { restore } from "./own";
import type { Template } from "./template";

/** One copy of a template. */
export interface Tree {
  readonly _template: Template;
  /** For each slot its element, what it owns of an element, or what a content slot holds. */
  readonly _parts: (Element | Owned | Content)[];
  /** The first node of an item: its first element, or a comment before it. Of no meaning elsewhere. */
  _first: ChildNode;
  /** The last root node, unless that is a content slot. */
  readonly _last: ChildNode | null;
  /** Of an item that has one. */
  _key: string | undefined;
  /** The slots that the browser computes. */
  _computed?: Record<number, unknown>;
}

export const enum Holds {
  Text,
  Tree,
  List,
  Raw,
  Child,
}

/** A content slot: its first node, which stays while the kind of the value does, and what comes after. */
export interface Content {
  _holds: Holds;
  /** The text itself, the child component's wrapper, or a comment. */
  _anchor: ChildNode;
  _tree: Tree | null;
  _items: Tree[];
  /** The comment that ends a list or raw HTML. */
  _end: ChildNode | null;
}

/** A slot that stands for any number of classes or attributes of an element, and those that are there by it. */
export interface Owned {
  readonly _element: Element;
  /** The classes as they were written. */
  _classes: string;
  _names: string[];
}

/** Only a list has items, and only an element's attributes have names. */
const NONE: never[] = [];

export function contentOf(holds: Holds, anchor: ChildNode): Content {
  return { _holds: holds, _anchor: anchor, _tree: null, _items: NONE, _end: null };
}

export function ownedBy(element: Element): Owned {
  return { _element: element, _classes: "", _names: NONE };
}

export function lastOf(tree: Tree): ChildNode {
  const { _tail } = tree._template;
  return _tail < 0 ? (tree._last ?? tree._first) : lastOfContent(tree._parts[_tail] as Content);
}

function lastOfContent(content: Content): ChildNode {
  return content._end ?? (content._tree ? lastOf(content._tree) : content._anchor);
}

/** How nodes come into the page and go from it. The module of transitions has ways of its own. */
export interface Ways {
  /** Puts the nodes of new trees into `place`: of items of a list before a node, else behind one. */
  _enter(nodes: Node, spot: ChildNode, place: Content, trees: readonly Tree[]): void;
  /** Takes a node out: a root node of `tree`, or of what else stood in `place`. */
  _leave(node: ChildNode, place: Content, tree: Tree | null): void;
}

export const ways: Ways = {
  _enter: (nodes, spot, { _holds }) => ask(spot, _holds === Holds.List ? "before" : "after", nodes),
  _leave: (node) => ask(node, "remove"),
};

/** Removes the nodes from `node` to `last`, both included, and whatever others put between them. */
export function removeRange(node: ChildNode, last: ChildNode, place: Content, tree: Tree | null): void {
  while (node !== last) {
    const next = nextOf(node)!;
    ways._leave(node, place, tree);
    node = next;
  }
  ways._leave(last, place, tree);
}

/** Takes everything but its first node from the page, and makes that a comment or a text. */
export function clear(content: Content, anchor?: Text): void {
  restore(content._anchor);
  const { _anchor: first } = content;
  const last = lastOfContent(content);
  if (last !== first) removeRange(first.nextSibling!, last, content, content._tree);
  content._tree = content._end = null;
  content._items = NONE;
  if (anchor ?? !(first instanceof Comment)) first.replaceWith((content._anchor = anchor ?? new Comment()));
}
