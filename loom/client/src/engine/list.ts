// Applies a change of a list. Old items that go are taken out, and those that move; what is left keeps its order, and what is moved or
// new is put into its place, the last place first, before the item that follows. So only nodes that go, move or come are touched.

import { ask, nextOf } from "../dom";
import type { Change, Scalar, Value, Whole } from "../wire";
import { readKeys } from "./keys";
import type { Content, Tree, Ways } from "./tree";

/** The parts of the engine that have a state of their own, or that the script has already. */
export interface Engine {
  readonly _lastOf: (tree: Tree) => ChildNode;
  readonly _removeRange: (node: ChildNode, last: ChildNode, place: Content, tree: Tree) => void;
  readonly _ways: Ways;
  readonly _restore: (node: Node) => void;
}

let engine: Engine;

/** Has to be called first. */
export function work(by: Engine): void {
  engine = by;
}

interface Made {
  readonly _tree: Tree;
  readonly _nodes: Node;
}

/** Makes and changes items. */
export interface ListWriter {
  _item(fingerprint: string, values: Value, key: string | undefined): Made;
  _rewrite(tree: Tree, values: Change): void;
  _change(tree: Tree, change: Change): void;
  _set(tree: Tree, slot: number, value: Value): void;
  /** Told before items come, go or move in the list that begins with `anchor`. */
  _rearranging(anchor: ChildNode): void;
}

/** The functions of the module of lists, for the rest of the engine. */
export interface Lists {
  readonly _changeList: typeof changeList;
  readonly _fillList: typeof fillList;
}

/** Items that come to a place: new ones with their nodes, or one that moves. */
interface Put {
  readonly _at: number;
  readonly _trees: Tree[];
  readonly _nodes: Node | null;
}

/** Items that leave their places: the first, and how many. */
type Gap = readonly [at: number, count: number];

/** With fewer gaps and puts than this it is quicker to move the array's parts than to build it anew. */
const MANY = 10;

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
    writer._rearranging(list._anchor);
    rearrange(list, removed, moved, puts);
  }
  for (let i = 0; i < change.length; i += 2) {
    const at = change[i]!;
    const inner = change[i + 1]!;
    if (at === "=") changeTogether(list._items, inner as Change, writer);
    else if (typeof at === "number" && Array.isArray(inner)) writer._change(list._items[at]!, inner);
  }
}

/**
 * Makes a list that stands here the one of `runs`. An item that has a key stays with the nodes of the item of the same key, one that has
 * none with those of the item in its place, where the template is the same; all others are new. Where two items have one key, neither is
 * known again.
 */
export function fillList(list: Content, runs: Value[], keyText: string | undefined, writer: ListWriter): void {
  const { _items } = list;
  const keys = readKeys(keyText);
  const places = new Map<string, number>();
  _items.forEach(({ _key }, i) => _key !== undefined && places.set(_key, places.has(_key) ? -1 : i));
  const seen = new Set<string>();
  for (const key of keys) if (seen.size === seen.add(key).size) places.set(key, -1);

  const sources: number[] = [];
  const kept: [number, Change][] = [];
  const made: [number, Made[]][] = [];
  let fingerprint = "";
  for (const run of runs) {
    if (typeof run === "string") {
      fingerprint = run;
      continue;
    }
    const at = sources.length;
    const key = keys[at];
    const from = key === undefined ? at : (places.get(key) ?? -1);
    const old = _items[from];
    const isKept = old && old._key === key && old._template._fingerprint === fingerprint;
    sources.push(isKept ? from : -1);
    if (isKept) kept.push([at, run as Change]);
    else {
      const item = writer._item(fingerprint, run, key);
      const last = made.at(-1);
      if (last && last[0] + last[1].length === at) last[1].push(item);
      else made.push([at, [item]]);
    }
  }

  const left = new Set(sources);
  const removed = _items.flatMap((_, i) => (left.has(i) ? [] : [i, 1]));
  const moved = outOfOrder(sources).flatMap((to) => [sources[to]!, to]);
  if (removed.length || moved.length || made.length) {
    writer._rearranging(list._anchor);
    rearrange(list, removed, moved, made.map(([at, items]) => put(at, items)));
  }
  for (const [at, values] of kept) writer._rewrite(list._items[at]!, values);
  // As the server writes it in HTML.
  (list._end as Comment).data = "]" + (keyText ?? "");
}

/** The items that have to move from `sources`, by their new places: all but a longest run of rising old places. */
function outOfOrder(sources: number[]): number[] {
  // For each length of such a run the place of its last item, where that is from the lowest; and for each item the one before it.
  const ends: number[] = [];
  const before: number[] = [];
  sources.forEach((from, to) => {
    if (from < 0) return;
    let [length, end] = [0, ends.length];
    while (length < end) {
      const middle = (length + end) >> 1;
      if (sources[ends[middle]!]! < from) length = middle + 1;
      else end = middle;
    }
    before[to] = ends[length - 1] ?? -1;
    ends[length] = to;
  });
  const stays = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) stays.add(at);
  return sources.flatMap((from, to) => (from < 0 || stays.has(to) ? [] : [to]));
}

function fresh(at: number, run: Whole, writer: ListWriter): Put {
  const [fingerprint] = Object.keys(run) as [string];
  const keys = readKeys(run["#"] as string | undefined);
  return put(at, (run[fingerprint] as Value[]).map((values, i) => writer._item(fingerprint, values, keys[i])));
}

function put(at: number, made: readonly Made[]): Put {
  return { _at: at, _trees: made.map(({ _tree }) => _tree), _nodes: together(made) };
}

/** The nodes of new items as one, to be put into the page at once. */
function together(made: readonly Made[]): Node {
  // One needs nothing around it.
  if (made.length === 1) return made[0]!._nodes;
  const all = new DocumentFragment();
  for (const { _nodes } of made) all.appendChild(_nodes);
  return all;
}

function rearrange(list: Content, removed: number[], moved: number[], puts: Put[]): void {
  engine._restore(list._anchor);
  const { _items } = list;
  const gaps: Gap[] = [];
  for (let i = 0; i < removed.length; i += 2) {
    const [start, count] = [removed[i]!, removed[i + 1]!];
    gaps.push([start, count]);
    for (let at = start; at < start + count; at++) engine._removeRange(_items[at]!._first, engine._lastOf(_items[at]!), list, _items[at]!);
  }
  for (let i = 0; i < moved.length; i += 2) {
    gaps.push([moved[i]!, 1]);
    puts.push({ _at: moved[i + 1]!, _trees: [_items[moved[i]!]!], _nodes: null });
  }
  puts.sort((a, b) => a._at - b._at);
  list._items = gaps.length + puts.length < MANY ? shifted(_items, gaps, puts) : rebuilt(_items, gaps, puts);
  for (const { _at, _trees, _nodes } of puts.reverse()) {
    const before = list._items[_at + _trees.length]?._first ?? list._end!;
    if (_nodes) engine._ways._enter(_nodes, before, list, _trees);
    else moveRange(_trees[0]!._first, engine._lastOf(_trees[0]!), before);
  }
}

/**
 * Puts the nodes from `node` to `last` before `before`, without taking them out of the page where the browser can. Nodes with the focus stay in
 * any browser, since an edited field or a caret would not survive: those between them and their place move to their other side.
 */
function moveRange(node: ChildNode, last: ChildNode, before: ChildNode): void {
  const parent = ask(before, "parentNode") as Element;
  const active = ask(document, "activeElement");
  if (nextOf(last) === before) return;
  if (active && active !== parent && ask(parent, "contains", active)) {
    let holder: Node = active;
    while (ask(holder, "parentNode") !== parent) holder = ask(holder, "parentNode")!;
    const isBefore = (one: Node, other: Node): number => ask(one, "compareDocumentPosition", other) & Node.DOCUMENT_POSITION_FOLLOWING;
    const previous = (of: ChildNode): ChildNode => ask(of, "previousSibling")!;
    if (!isBefore(holder, node) && !isBefore(last, holder)) {
      [node, last, before] = isBefore(last, before) ? [nextOf(last)!, previous(before), node] : [before, previous(node), nextOf(last)!];
    }
  }
  const way = ask(parent, "isConnected") && "moveBefore" in Element.prototype ? "moveBefore" : "insertBefore";
  for (let next: ChildNode; ; node = next) {
    next = nextOf(node)!;
    ask(parent, way, node, before);
    if (node === last) break;
  }
}

function shifted(items: Tree[], gaps: Gap[], puts: Put[]): Tree[] {
  // Items that take each other's places leave the array as long as it is.
  const isExchange =
    gaps.length === puts.length && puts.every(({ _at, _trees }) => gaps.some((gap) => gap[0] === _at && gap[1] === _trees.length));
  if (!isExchange) for (const [at, count] of gaps.sort((a, b) => b[0] - a[0])) items.splice(at, count);
  for (const { _at, _trees } of puts) {
    if (_trees.length > 1) items = items.slice(0, _at).concat(_trees, items.slice(_at + (isExchange ? _trees.length : 0)));
    else items.splice(_at, +isExchange, _trees[0]!);
  }
  return items;
}

function rebuilt(items: (Tree | undefined)[], gaps: Gap[], puts: Put[]): Tree[] {
  for (const [at, count] of gaps) items.fill(undefined, at, at + count);
  const old = items.filter((tree) => tree) as Tree[];
  const all: Tree[] = [];
  let from = 0;
  for (const { _at, _trees } of puts) {
    while (all.length < _at) all.push(old[from++]!);
    for (const tree of _trees) all.push(tree);
  }
  while (from < old.length) all.push(old[from++]!);
  return all;
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
    changed.forEach((tree, n) => writer._set(tree, slot, Array.isArray(values) ? values[n]! : values["*"]));
  }
}
