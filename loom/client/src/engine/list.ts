// Applies a change of a list. Old items that go are taken out; what is moved or new gets its place; whatever is left
// keeps its order and fills the places between. Nodes are then put in from the end, each before the item that
// follows it, so only moved and new items are touched.

import type { Change, Value, Whole } from "../wire";
import { lastOf, moveRange, removeRange, type Content, type Tree } from "./tree";

/** What makes and changes items. */
export interface ListWriter {
  item(fingerprint: string, values: Value, into: DocumentFragment): Tree;
  change(tree: Tree, change: Change): void;
}

export function changeList(list: Content, change: Change, writer: ListWriter): void {
  let removed: number[] = [];
  let moves: number[] = [];
  const fresh: [at: number, run: Whole][] = [];
  const changed: [at: number, change: Change][] = [];
  for (let i = 0; i < change.length; i += 2) {
    const key = change[i];
    const value = change[i + 1];
    if (key === "-") removed = value as number[];
    else if (key === ">") moves = value as number[];
    else if (Array.isArray(value)) changed.push([key as number, value]);
    else fresh.push([key as number, value as Whole]);
  }
  if (removed.length || moves.length || fresh.length) rearrange(list, removed, moves, fresh, writer);
  for (const [at, inner] of changed) writer.change(list.items[at]!, inner);
}

function rearrange(
  list: Content,
  removed: number[],
  moves: number[],
  fresh: [number, Whole][],
  writer: ListWriter,
): void {
  const old: (Tree | undefined)[] = list.items;
  let length = old.length;
  for (let i = 0; i < removed.length; i += 2) {
    for (let at = removed[i]!, to = at + removed[i + 1]!; at < to; at++, length--) {
      removeRange(old[at]!.first, lastOf(old[at]!));
      old[at] = undefined;
    }
  }
  /** For each place that something is put in, the first node and the last, which may yet be in a fragment. */
  const placed: [at: number, count: number, put: (before: ChildNode) => void][] = [];
  const items = new Map<number, Tree>();
  for (let i = 0; i < moves.length; i += 2) {
    const tree = old[moves[i]!]!;
    old[moves[i]!] = undefined;
    items.set(moves[i + 1]!, tree);
    placed.push([moves[i + 1]!, 1, (before) => moveRange(tree.first, lastOf(tree), before)]);
  }
  for (const [at, run] of fresh) {
    const fingerprint = Object.keys(run)[0]!;
    const nodes = new DocumentFragment();
    const all = run[fingerprint] as Value[];
    all.forEach((values, i) => items.set(at + i, writer.item(fingerprint, values, nodes)));
    placed.push([at, all.length, (before) => before.before(nodes)]);
    length += all.length;
  }
  const result: Tree[] = [];
  let from = 0;
  while (result.length < length) {
    let tree = items.get(result.length);
    while (!tree) tree = old[from++];
    result.push(tree);
  }
  list.items = result;
  const active = document.activeElement;
  placed.sort((a, b) => b[0] - a[0]);
  for (const [at, count, put] of placed) put(result[at + count]?.first ?? list.end!);
  // Without `moveBefore` a moved element has lost the focus.
  if (active !== document.activeElement && active?.isConnected) (active as HTMLElement).focus({ preventScroll: true });
}
