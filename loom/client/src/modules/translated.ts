// A browser's translator takes texts out of the page and puts elements of its own in their places. The texts that an element held before others
// took texts from it are kept, and put back before the engine writes there. The translator then translates what is new.

import { ask, firstOf, nextOf } from "../dom";
import { LIVE } from "../wire";
import { FONT, type Mender } from "../engine/own";

/** The children of an element as the engine knows them. */
interface Own {
  readonly _parent: Node;
  readonly _nodes: readonly ChildNode[];
}

const byParent = new WeakMap<Node, Own>();
/** By its texts and comments, which may be anywhere now. */
const byNode = new WeakMap<Node, Own>();
/** On a page where nobody takes texts away, nothing is looked up. */
let isAny = false;

/** Takes note of what others did to the page. */
function note(records: readonly MutationRecord[]): void {
  const changed = new Map<Node, ChildNode[]>();
  for (const { target, addedNodes, removedNodes } of records) {
    const isReplaced = [...removedNodes].some((node) => node instanceof CharacterData) || [...addedNodes].some(isFont);
    if (isReplaced && target instanceof Element && ask(target, "closest", LIVE) && !byParent.has(target)) changed.set(target, [...ask(target, "childNodes")]);
  }
  if (!changed.size) return;
  isAny = true;
  // Undone in thought, the last first.
  for (let i = records.length; i--; ) {
    const { target, addedNodes, removedNodes, nextSibling } = records[i]!;
    const nodes = changed.get(target);
    const end = nextSibling ? nodes?.indexOf(nextSibling as ChildNode) : nodes?.length;
    nodes?.splice(end! - addedNodes.length, addedNodes.length, ...([...removedNodes] as ChildNode[]));
  }
  for (const [parent, nodes] of changed) {
    const own = { _parent: parent, _nodes: nodes };
    byParent.set(parent, own);
    for (const node of nodes) if (!(node instanceof Element || byNode.has(node))) byNode.set(node, own);
  }
}

function isFont({ nodeName }: Node): boolean {
  return nodeName === FONT;
}

/** Gives the parent of `node` back what it held, and so all elements around it in which the same sentence may stand. */
function restore(node: Node, parent = ask(node, "parentNode")): void {
  if (!isAny) return;
  let own = byNode.get(node) ?? byParent.get(parent!);
  while (own) {
    putBack(own);
    own = byParent.get(ask(own._parent, "parentNode")!);
  }
}

function putBack({ _parent, _nodes }: Own): void {
  byParent.delete(_parent);
  const own = new Set(_nodes);
  for (const node of [...ask(_parent, "childNodes")]) {
    if ((node instanceof Text || isFont(node)) && !own.has(node)) node.remove();
  }
  let last: ChildNode | null = null;
  for (const node of _nodes) {
    if (!(node instanceof Element)) {
      byNode.delete(node);
      if (ask(node, "parentNode") !== _parent) ask(_parent, "insertBefore", node, last ? nextOf(last) : firstOf(_parent));
    } else if (ask(node, "parentNode") !== _parent) continue;
    last = node;
  }
}

/** The interface that the script uses. */
export default { _note: note, _restore: restore } satisfies Mender;
