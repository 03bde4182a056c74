// Applies a change of a list. Old items that go are taken out, and those that move; what is left keeps its order, and what is moved or
// new is put into its place, the first place first, before the item left that follows. So only nodes that go, move or come are touched.

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
  if (removed.length || moved.length || puts.length) {
    writer.rearranging();
    if (!moved.length && !puts.length && !removed[2]) takeOut(list.items, removed);
    else if (!moved.length && !removed.length && !puts[1]) putIn(list, puts[0]!);
    else rearrange(list, removed, moved, puts);
  }
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

/** Mostly items go from one place only, or come to one. The array is then moved as a whole, which is quicker than to build it anew. */
function takeOut(items: Tree[], [start, count]: number[]): void {
  for (const tree of items.splice(start!, count)) removeRange(tree.first, lastOf(tree));
}

function putIn(list: Content, { at, trees, nodes }: Put): void {
  const { items, end } = list;
  end!.parentNode!.insertBefore(nodes!, items[at]?.first ?? end);
  if (trees[1]) list.items = items.slice(0, at).concat(trees, items.slice(at));
  else items.splice(at, 0, trees[0]!);
}

function rearrange(list: Content, removed: number[], moved: number[], puts: Put[]): void {
  /** What is taken out leaves a gap. */
  const items: (Tree | undefined)[] = list.items;
  const { length } = items;
  /** Between these places something changes, and by how many items the list grows. */
  let start = length;
  let end = 0;
  let growth = 0;
  const touch = (at: number, count: number): void => {
    start = Math.min(start, at);
    end = Math.max(end, at + count);
  };
  for (let i = 0; i < removed.length; i += 2) {
    const [first, count] = [removed[i]!, removed[i + 1]!];
    touch(first, count);
    growth -= count;
    for (let at = first; at < first + count; at++) {
      removeRange(items[at]!.first, lastOf(items[at]!));
      items[at] = undefined;
    }
  }
  for (let i = 0; i < moved.length; i += 2) {
    const [from, at] = [moved[i]!, moved[i + 1]!];
    touch(from, 1);
    growth--;
    puts.push({ at, trees: [items[from]!], nodes: null });
    items[from] = undefined;
  }
  puts.sort((a, b) => a.at - b.at);
  for (const { at, trees } of puts) {
    touch(at, trees.length);
    growth += trees.length;
  }
  if (growth) end = length;
  const after = items[end]?.first ?? list.end!;
  const old = items.slice(start, end).filter(Boolean);
  let from = 0;
  let at = start;
  for (const put of puts) {
    while (at < put.at) items[at++] = old[from++];
    const before = old[from]?.first ?? after;
    if (put.nodes) before.parentNode!.insertBefore(put.nodes, before);
    else moveRange(put.trees[0]!.first, lastOf(put.trees[0]!), before);
    for (const tree of put.trees) items[at++] = tree;
  }
  while (from < old.length) items[at++] = old[from++];
  items.length = length + growth;
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
