// Raw HTML is opaque: its new form is compared with what stands there, and what is of the same name, and of the same `id` where there
// is one, stays and is changed. So a picture is not loaded again and an open `<details>` stays open.

import { ask, firstOf, nextOf } from "../dom";
import { attributeOf, putAttribute } from "../attributes";

/** Makes the nodes between `start` and `end` those of `nodes`. */
export default function (start: ChildNode, end: ChildNode, nodes: DocumentFragment): void {
  morphNodes(start.parentNode!, nextOf(start), end, nodes);
}

function morphNodes(parent: Node, cursor: ChildNode | null, end: ChildNode | null, source: Node): void {
  let next: ChildNode | null;
  for (let wanted = firstOf(source); wanted; wanted = next) {
    next = nextOf(wanted);
    const match = find(cursor, end, wanted);
    if (!match) {
      ask(parent, "insertBefore", wanted, cursor);
      continue;
    }
    removeBetween(cursor, match);
    cursor = nextOf(match);
    if (match instanceof Element) {
      morphAttributes(match, wanted as Element);
      morphNodes(match, firstOf(match), null, wanted);
    } else if (match.nodeValue !== wanted.nodeValue) match.nodeValue = wanted.nodeValue;
  }
  removeBetween(cursor, end);
}

/** The node that becomes `wanted`: the first of its name, or the one of its `id`, that no other wants by its own `id`. */
function find(node: ChildNode | null, end: ChildNode | null, wanted: ChildNode): ChildNode | null {
  const id = idOf(wanted);
  for (; node && node !== end; node = nextOf(node)) {
    if (ask(node, "nodeName") === ask(wanted, "nodeName") && idOf(node) === id) return node;
    if (!id) return null;
  }
  return null;
}

function idOf(node: Node): string {
  return (node instanceof Element && attributeOf(node, "id")) || "";
}

function morphAttributes(element: Element, wanted: Element): void {
  for (const { name, value } of ask(wanted, "attributes")) putAttribute(element, name, value);
  for (const name of ask(element, "getAttributeNames")) {
    // An element that the user opened stays open.
    if (attributeOf(wanted, name) === null && name !== "open") putAttribute(element, name, null);
  }
}

function removeBetween(node: ChildNode | null, end: ChildNode | null): void {
  while (node && node !== end) {
    const next: ChildNode | null = nextOf(node);
    ask(node, "remove");
    node = next;
  }
}
