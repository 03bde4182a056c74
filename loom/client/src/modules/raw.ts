// Raw HTML is opaque: its new form is compared with what stands there, and what is of the same name, and of the same `id` where there
// is one, stays and is changed. So a picture is not loaded again and an open `<details>` stays open.

/** Makes the nodes between `start` and `end` those of `nodes`. */
export default function (start: ChildNode, end: ChildNode, nodes: DocumentFragment): void {
  morphNodes(start.parentNode!, start.nextSibling, end, nodes);
}

function morphNodes(parent: Node, cursor: ChildNode | null, end: ChildNode | null, source: Node): void {
  let next: ChildNode | null;
  for (let wanted = source.firstChild; wanted; wanted = next) {
    next = wanted.nextSibling;
    const match = find(cursor, end, wanted);
    if (!match) {
      parent.insertBefore(wanted, cursor);
      continue;
    }
    removeBetween(cursor, match);
    cursor = match.nextSibling;
    if (match instanceof Element) {
      morphAttributes(match, wanted as Element);
      morphNodes(match, match.firstChild, null, wanted);
    } else if (match.nodeValue !== wanted.nodeValue) match.nodeValue = wanted.nodeValue;
  }
  removeBetween(cursor, end);
}

/** The node that becomes `wanted`: the first of its name, or the one of its `id`, that no other wants by its own `id`. */
function find(node: ChildNode | null, end: ChildNode | null, wanted: ChildNode): ChildNode | null {
  const id = idOf(wanted);
  for (; node && node !== end; node = node.nextSibling) {
    if (node.nodeName === wanted.nodeName && idOf(node) === id) return node;
    if (!id) return null;
  }
  return null;
}

function idOf(node: Node): string {
  return node instanceof Element ? node.id : "";
}

function morphAttributes(element: Element, wanted: Element): void {
  for (const { name, value } of wanted.attributes) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  for (const name of element.getAttributeNames()) {
    // What the user opened stays open.
    if (!wanted.hasAttribute(name) && name !== "open") element.removeAttribute(name);
  }
}

function removeBetween(node: ChildNode | null, end: ChildNode | null): void {
  while (node && node !== end) {
    const next: ChildNode | null = node.nextSibling;
    node.remove();
    node = next;
  }
}
