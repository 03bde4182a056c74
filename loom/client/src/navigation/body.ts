// The body of a page, which is a tree as a component is. From page to page the layout keeps its nodes: the root tree, trees outside `<main>`, and
// trees in which nothing is different. All else is put aside as it is, with its nodes, and comes back when the visitor goes back.

import { ask } from "../dom";
import type { Newcomer, Patch } from "../engine/patch";
import type { Template } from "../engine/template";
import { contentOf, Holds, lastOf, type Content, type Owned, type Tree } from "../engine/tree";
import type { Session } from "../live/session";
import { CONTROLS, LIVE, type Value, type Whole } from "../wire";
import { root } from "./head";

/** A tree as it stands in a page: the values of its slots, and the contents of its content slots with what stands in them. */
type Snapshot = (Value | Stand)[];
interface Stand {
  readonly _content: Content;
  readonly _inner: Snapshot | undefined;
}

/** Does again something that the visitor did in a place that other pages have too. */
type Redo = () => void;

/** The interface of the module of components that stay from page to page. */
export interface Staying {
  /** The components on the page, for the server. */
  readonly _names: string;
  /** Whether a component is to stay that stands in `content`. */
  _stays(content: Content, child: Newcomer): boolean;
  /** The wrapper of a component whose place went. */
  _take(child: Newcomer): HTMLElement | undefined;
  /** Takes components out of nodes that are put aside. */
  _part(aside: DocumentFragment): void;
  /** Puts components into the places that are shown again. */
  _settle(): void;
}

export type PatchMaker = new (session: Session, answers: null) => Patch;

export interface Kept {
  readonly _slots: Snapshot;
  readonly _redo: readonly Redo[];
}

/** How a template stands around the body. */
const FRAME = { _slots: [{ _kind: "" }], _tail: 0 } as unknown as Template;

export class Body {
  /** A tree whose one slot holds the body. */
  readonly #frame: Tree;
  readonly #session: Session;
  readonly #makePatch: PatchMaker;
  /** Whether the visitor changed a control. */
  readonly #isChanged: (control: HTMLInputElement) => boolean | undefined;
  /** The nodes of contents that are put aside. */
  readonly #aside = new WeakMap<Content, DocumentFragment>();
  /** The module of components that stay from page to page, on pages that have such. */
  _sticky: Staying | undefined;
  /** The elements that were scrolled. */
  readonly #scrolled = new Set<Element>();

  constructor(tree: Tree, anchor: ChildNode, session: Session, makePatch: PatchMaker, isChanged: (control: HTMLInputElement) => boolean | undefined) {
    const content = contentOf(Holds.Tree, anchor);
    content._tree = tree;
    this.#frame = { _template: FRAME, _parts: [content], _first: anchor, _last: null, _key: undefined };
    this.#session = session;
    this.#makePatch = makePatch;
    this.#isChanged = isChanged;
    session._grow = (child, wrapper, patch) => this.#grow(child, wrapper, patch);
    addEventListener("scroll", ({ target }) => target instanceof Element && this.#scrolled.add(target), true);
  }

  /** Notes how the page is, so that it can be shown again. Text that was typed stays with it, since the next may be the page of something else. */
  _keep(): Kept {
    const redo: Redo[] = [];
    for (const element of this.#scrolled) {
      const { scrollTop, scrollLeft } = element;
      if (element.isConnected) redo.push(() => this.#scrolled.add(Object.assign(element, { scrollTop, scrollLeft })));
      else this.#scrolled.delete(element);
    }
    for (const control of ask(document, "querySelectorAll", CONTROLS) as NodeListOf<HTMLInputElement>) if (!control.closest(LIVE) && this.#isChanged(control)) redo.push(...reset(control));
    return { _slots: snapshot(this.#frame), _redo: redo };
  }

  /** Shows another page in the place of this one: a new one, or one that was kept. */
  _show(next: Value | Kept): void {
    const session = this.#session;
    session._isPatching = true;
    try {
      const patch = new this.#makePatch(session, null);
      const kept = next as Kept;
      if (kept?._slots) this.#restore(this.#frame, kept._slots, patch);
      else this.#write(this.#frame, 0, next as Value, patch, true);
      patch._finish();
      this._sticky?._settle();
      // Components that go may come back with their page.
      session._sweep(1);
      session._adopt(root);
      // The content is another, also where its elements are those of before.
      for (const element of this.#scrolled) if (element.closest("main")) element.scrollTo(0, 0);
      for (const redo of kept?._redo ?? []) redo();
    } finally {
      session._isPatching = false;
    }
  }

  #write(tree: Tree, slot: number, value: Value, patch: Patch, isLayout: boolean): void {
    const content = tree._parts[slot] as Content;
    const child = (value as Whole)?.["@"] as unknown as Newcomer | undefined;
    if (child && this._sticky?._stays(content, child)) return;
    const inner = content._tree;
    const values = (value as Whole)?.[inner?._template._fingerprint ?? ""] as Value[] | undefined;
    if (inner && values && (isLayout || isOutsideMain(content) || own(inner).every((i) => isSame(inner, i, values[i] ?? null)))) {
      values.forEach((value, i) => {
        if (inner._template._slots[i]!._kind) isSame(inner, i, value) || patch._set(inner, i, value);
        else this.#write(inner, i, value, patch, false);
      });
    } else if (!shows(content, value)) {
      this.#swap(tree, slot, contentOf(Holds.Text, new Text()));
      patch._set(tree, slot, value);
    }
  }

  #restore(tree: Tree, slots: Snapshot, patch: Patch): void {
    slots.forEach((value, i) => {
      const { _content, _inner } = (value ?? {}) as Stand;
      if (!_content) isSame(tree, i, value as Value) || patch._set(tree, i, value as Value);
      else if (_content !== tree._parts[i]) this.#swap(tree, i, _content);
      else if (_inner) this.#restore(_content._tree!, _inner, patch);
    });
  }

  /** Puts what stands in a slot aside, and `content` into its place. */
  #swap(tree: Tree, slot: number, content: Content): void {
    const old = tree._parts[slot] as Content;
    const aside = new DocumentFragment();
    const last = old._end ?? (old._tree ? lastOf(old._tree) : old._anchor);
    old._anchor.before(this.#aside.get(content) ?? content._anchor);
    for (let node = old._anchor, next: ChildNode | null; ; node = next!) {
      next = node.nextSibling;
      aside.append(node);
      if (node === last) break;
    }
    this._sticky?._part(aside);
    this.#aside.set(old, aside);
    tree._parts[slot] = content;
  }

  /** A component came with its tree, or stays from the page before. */
  #grow(child: Newcomer, wrapper: HTMLElement, patch: Patch): HTMLElement {
    const [, token, , tree, sticky, props = token, fields] = child;
    const standing = this._sticky?._take(child);
    if (standing) return standing;
    if (sticky) Object.assign(wrapper.dataset, { lSticky: sticky, lProps: props });
    if (fields) wrapper.dataset["lFields"] = fields;
    const fingerprint = Object.keys(tree || {})[0];
    if (fingerprint) {
      const { _tree, _nodes } = patch._create(fingerprint, (tree as Whole)[fingerprint]!);
      wrapper.append(_nodes);
      this.#session._grown.set(wrapper, { _tree, _digest: 2, _sent: 0 });
    }
    return wrapper;
  }
}

/** The slots that are no content. */
function own(tree: Tree): number[] {
  return tree._template._slots.flatMap(({ _kind }, i) => (_kind ? [i] : []));
}

function isOutsideMain({ _anchor, _tree }: Content): boolean {
  return !_anchor.parentElement?.closest("main") && !_tree!._template._elements.some((element) => element.matches("main"));
}

function snapshot(tree: Tree): Snapshot {
  return tree._template._slots.map(({ _kind }, i) => {
    if (_kind) return read(tree, i);
    const content = tree._parts[i] as Content;
    return { _content: content, _inner: content._tree ? snapshot(content._tree) : undefined };
  });
}

/** The value that a slot of an element has, as far as that can be read. */
function read({ _template, _parts }: Tree, slot: number): Value {
  const { _kind, _name, _many } = _template._slots[slot]!;
  const part = _parts[slot]!;
  if (_many) {
    const { _element, _names, _classes } = part as Owned;
    return _kind === "." ? _classes || null : Object.fromEntries(_names.map((name) => [name, ask(_element, "getAttribute", name)]));
  }
  const element = part as HTMLElement;
  if (_kind === ".") return element.classList.contains(_name);
  if (_kind === ":") return element.style.getPropertyValue(_name) || null;
  return _kind === "=" ? element.textContent : ask(element as Element, "getAttribute", _name);
}

function isSame(tree: Tree, slot: number, value: Value): boolean {
  const old = read(tree, slot);
  return value && typeof value === "object" ? JSON.stringify(old) === JSON.stringify(value) : textOf(old) === textOf(value);
}

/** An attribute that is bare is one that is empty; one that is not there, `false` and `null` are nothing. */
function textOf(value: Value): string {
  return value === null || value === false ? "\0" : value === true ? "" : String(value);
}

/** Whether a value would change nothing of what stands here. */
function shows(content: Content, value: Value): boolean {
  if (!value || typeof value !== "object") return content._holds === Holds.Text && (content._anchor as Text).data === String(value ?? "");
  const [key] = Object.keys(value) as [string];
  const inner = (value as Whole)[key] as Value[];
  if (key !== "[") return content._tree?._template._fingerprint === key && showsTree(content._tree, inner);
  // The comment that ends a list says its keys.
  if (content._holds !== Holds.List || (content._end as Comment).data !== "]" + ((value as Whole)["#"] ?? "")) return false;
  let fingerprint: Value = "";
  let at = 0;
  for (const row of inner) {
    const item = content._items[at];
    if (typeof row === "string") fingerprint = row;
    else if (item?._template._fingerprint === fingerprint && showsTree(item, row as Value[])) at++;
    else return false;
  }
  return at === content._items.length;
}

function showsTree(tree: Tree, values: Value[]): boolean {
  return tree._template._slots.every(({ _kind }, i) => (_kind ? isSame(tree, i, values[i] ?? null) : shows(tree._parts[i] as Content, values[i] ?? null)));
}

/** Gives the control what the server says, and gives functions that give it back what the visitor made of it. */
function reset(control: HTMLInputElement | HTMLSelectElement): Redo[] {
  if (control instanceof HTMLSelectElement) {
    return [...control.options].map((option) => {
      const { selected } = option;
      option.selected = option.defaultSelected;
      return () => (option.selected = selected);
    });
  }
  const { value, checked, type } = control;
  control.checked = control.defaultChecked;
  if (!/radio|checkbox/.test(type)) control.value = type === "file" ? "" : control.defaultValue;
  return [() => Object.assign(control, type === "file" ? {} : { value, checked })];
}
