// Applies a change of a list. Old items that go are taken out, those that move too; what is moved or new is then put in, first place
// first, before the item that stands there. So only nodes that go, move or come are touched.

import type { Change, Scalar, Value, Whole } from "../wire";
import { lastOf, moveRange, removeRange, type Content, type Tree } from "./tree";

/** What makes and changes items. */
export interface ListWriter {
  item(fingerprint: string, values: Value, into: DocumentFragment): Tree;
  change(tree: Tree, change: Change): void;
  set(tree: Tree, slot: number, value: Value): void;
  /** Told before items come or go. */
  rearranging(): void;
}

/** Items that come to a place: new ones with their nodes, or one that moves. */
interface Put {
  readonly at: number;
  readonly trees: Tree[];
  readonly nodes: DocumentFragment | null;
}

export function changeList(list: Content, change: Change, writer: ListWriter): void {
  let removed: number[] = [];
  let moved: number[] = [];
  const puts: Put[] = [];
  for (let i = 0; i < change.length; i += 2) {
    const value = change[i + 1]!;
    if (change[i] === "-") removed = value as number[];
    else if (change[i] === ">") moved = value as number[];
    else if (!Array.isArray(value)) puts.push(fresh(change[i] as number, value as Whole, writer));
  }
  if (removed.length || moved.length || puts.length) writer.rearranging();
  if (removed.length || moved.length) takeOut(list, removed, moved, puts);
  for (const put of puts) putIn(list, put);
  for (let i = 0; i < change.length; i += 2) {
    const at = change[i]!;
    const inner = change[i + 1]!;
    if (at === "=") changeTogether(list.items, inner as Change, writer);
    else if (typeof at === "number" && Array.isArray(inner)) writer.change(list.items[at]!, inner);
  }
}

function fresh(at: number, run: Whole, writer: ListWriter): Put {
  const nodes = new DocumentFragment();
  const [fingerprint] = Object.keys(run) as [string];
  const trees = (run[fingerprint] as Value[]).map((values) => writer.item(fingerprint, values, nodes));
  return { at, trees, nodes };
}

/** Takes out the items that go, and those that move, of which it adds to `puts` where they come to. */
function takeOut({ items }: Content, removed: number[], moved: number[], puts: Put[]): void {
  const cuts: [start: number, count: number][] = [];
  for (let i = 0; i < removed.length; i += 2) {
    const [start, count] = [removed[i]!, removed[i + 1]!];
    cuts.push([start, count]);
    for (let at = start; at < start + count; at++) removeRange(items[at]!.first, lastOf(items[at]!));
  }
  for (let i = 0; i < moved.length; i += 2) {
    cuts.push([moved[i]!, 1]);
    puts.push({ at: moved[i + 1]!, trees: [items[moved[i]!]!], nodes: null });
  }
  // From the end, so that the places of what is before stay what they were.
  for (const [start, count] of cuts.sort((a, b) => b[0] - a[0])) items.splice(start, count);
  puts.sort((a, b) => a.at - b.at);
}

function putIn(list: Content, { at, trees, nodes }: Put): void {
  const { items } = list;
  const before = items[at]?.first ?? list.end!;
  if (nodes) before.before(nodes);
  else moveRange(trees[0]!.first, lastOf(trees[0]!), before);
  if (trees[1]) list.items = items.slice(0, at).concat(trees, items.slice(at));
  else items.splice(at, 0, ...trees);
}

/** Many items that change in the same slots: the slots, the items as distances from one to the next, and for each slot its values. */
function changeTogether(items: Tree[], [slots, gaps, ...columns]: Change, writer: ListWriter): void {
  const changed: Tree[] = [];
  let at = 0;
  for (const gap of gaps as (number | [number, number])[]) {
    const [step, count] = typeof gap === "number" ? [gap, 1] : gap;
    for (let i = 0; i < count; i++) changed.push(items[(at += step)]!);
  }
  for (const [i, slot] of (slots as number[]).entries()) {
    const values = columns[i] as Scalar[] | { "*": Scalar };
    changed.forEach((tree, n) => writer.set(tree, slot, Array.isArray(values) ? values[n]! : values["*"]));
  }
}
