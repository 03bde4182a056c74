// Writes values into trees. Only the slots that a change names are touched; a whole value that is made of the
// template that already stands there is written into its nodes, so that focus and typed text survive a resume.

import { ask } from "../dom";
import type { Change, Scalar, Value, Whole } from "../wire";
import { setAttribute, setClasses, setSpread, setStyle } from "./attribute";
import type { Lists, ListWriter } from "./list";
import { restore } from "./own";
import { note } from "./shown";
import { OPEN, type Template } from "./template";
import { clear, contentOf, Holds, ownedBy, ways, type Content, type Owned, type Tree } from "./tree";

/** The number of the newest event that what is written knows of; null for a push, of which that is not known. */
export type Answers = number | null;

/** The parts of the page around the trees that writing needs. */
export interface Host {
  _template(fingerprint: string): Template;
  /** A property that the user changes too is written by whoever knows what the user did; false if `name` is not one. */
  _property(element: Element, name: string, value: Value, answers: Answers): boolean;
  /** The value of a slot that the browser computes, from its arguments. */
  _compute: ((tree: Tree, slot: number, value: Value) => Value) | undefined;
  /** Whether a new element may take the focus. */
  _mayFocus(answers: Answers): boolean;
  /** The wrapper of a new child component. */
  _child(child: Newcomer, patch: Patch): HTMLElement;
  /** Makes the nodes between two others those of new raw HTML. */
  _morph(start: ChildNode, end: ChildNode, nodes: DocumentFragment): void;
  /** Changes lists. */
  _lists(): Lists;
  /** Items of the list that begins with `anchor` are about to come, go and move. */
  _rearranging(anchor: ChildNode): void;
  /** A new element is open from the start. */
  _unfolded(element: Element): void;
  /** An event that happened at `target` is answered. */
  _answered(target: Element): void;
}

/** A child component that comes: its module, its token, when it was born, and in the tree of a page its own tree, its name and props if it stays from
 * page to page, and the fields that its code names. */
export type Newcomer = readonly [module: string, token: string, birth?: number, tree?: Whole | "", sticky?: string, props?: string, fields?: string];

/** How a slot is written: as a part of a change, of a whole tree that may stand there already, or of a new one. */
const enum Mode {
  Change,
  Whole,
  Fresh,
}

/** When the child components were born that did not come with the page: of two in one place it tells which is which. */
const births = new WeakMap<Node, number>();

/** A new tree, and its nodes. */
interface Made {
  readonly _tree: Tree;
  readonly _nodes: DocumentFragment | Element;
}

export class Patch implements ListWriter {
  /** Nodes that it wrote which are live components, or after which there may be some. */
  readonly _brought: ChildNode[] = [];
  #focus: HTMLElement | undefined;
  readonly #after: (() => void)[] = [];
  readonly #host: Host;
  readonly #answers: Answers;

  constructor(host: Host, answers: Answers) {
    this.#host = host;
    this.#answers = answers;
  }

  /** The tree of a whole value, and its nodes. */
  _create(fingerprint: string, values: Value): Made {
    const template = this.#host._template(fingerprint);
    const { _single, _slots, _at } = template;
    const nodes = ask(document, "importNode", _single ?? template._content, true) as DocumentFragment | Element;
    const found = template._locate(nodes);
    const parts: Tree["_parts"] = [];
    const [first, last] = _single ? [nodes as Element, nodes as Element] : [nodes.firstChild!, nodes.lastChild];
    const tree: Tree = { _template: template, _parts: parts, _first: first, _last: last, _key: undefined };
    for (let i = 0; i < _slots.length; i++) {
      const { _kind, _many } = _slots[i]!;
      const node = found[_at[i]!]!;
      note(node as Element, _slots[i]!);
      parts[i] = !_kind ? contentOf(Holds.Text, node as Text) : _many ? ownedBy(node as Element) : (node as Element);
      this._write(tree, i, (values as Value[])[i] ?? null, Mode.Fresh);
    }
    if (template._opens) for (const details of ask(nodes as Element, "querySelectorAll", OPEN)) this.#host._unfolded(details);
    // WebKit gives the focus to an element that comes with the attribute, wherever it is.
    if (template._autofocus) (this.#focus = (nodes as DocumentFragment).querySelector<HTMLElement>("[autofocus]")!).autofocus = this.#host._mayFocus(this.#answers);
    return { _tree: tree, _nodes: nodes };
  }

  /** Writes every slot. */
  _rewrite(tree: Tree, values: readonly Value[]): void {
    for (let i = 0; i < tree._parts.length; i++) this._write(tree, i, values[i] ?? null, Mode.Whole);
  }

  /** Writes the slots that `change` names. */
  _change(tree: Tree, change: Change): void {
    for (let i = 0; i < change.length; i += 2) this._write(tree, change[i] as number, change[i + 1]!, Mode.Change);
  }

  _set(tree: Tree, slot: number, value: Value): void {
    this._write(tree, slot, value, Mode.Change);
  }

  /** A new item of a list, with a comment before it if nothing else would mark where it begins. */
  _item(fingerprint: string, values: Value, key: string | undefined): Made {
    const made = this._create(fingerprint, values);
    made._tree._key = key;
    if (!made._tree._template._anchored) made._nodes.prepend((made._tree._first = new Comment()));
    return made;
  }

  /** Work that waits until the new nodes are in the page. */
  _finish(): void {
    for (const write of this.#after) write();
    if (this.#focus && this.#host._mayFocus(this.#answers)) ask(this.#focus, "focus");
  }

  /** The module of transitions looks over its shoulder. */
  _write(tree: Tree, index: number, value: Value, mode: Mode): void {
    const part = tree._parts[index]!;
    const { _kind, _name, _many, _shared } = tree._template._slots[index]!;
    if (tree._template._codes?.[index]) value = this.#host._compute!(tree, index, value);
    if (!_kind) return this.#fill(part as Content, value, mode);
    // A new element has nothing yet that would have to go.
    if (mode === Mode.Fresh && (value === null || value === false)) return;
    if (_many) return _kind === "*" ? setSpread(part as Owned, value) : setClasses(part as Owned, value);
    const element = part as HTMLElement;
    if (_shared && ask(element, "localName") === "select" && _name === "value") {
      // Its options may come later in the same patch.
      this.#after.push(() => this.#host._property(element, _name, value, this.#answers));
    } else if (_shared && this.#host._property(element, _name || _kind, value, this.#answers)) return;
    else if (_kind === ".") ask(element, "classList").toggle(_name, !!value);
    else if (_kind === ":") setStyle(element, _name, value);
    else if (_kind === "=") element.textContent = String(value ?? "");
    else setAttribute(element, _name, value);
  }

  #fill(content: Content, value: Value, mode: Mode): void {
    if (Array.isArray(value)) {
      if (content._tree) this._change(content._tree, value);
      else if (content._holds === Holds.Text) (restore(content._anchor), (content._anchor as Text).appendData(value[0] as string));
      else this.#host._lists()._changeList(content, value, this);
    } else if (value && typeof value === "object") this.#fillWhole(content, value, mode);
    else if (mode === Mode.Fresh) (content._anchor as Text).data = textOf(value);
    else fillText(content, value);
  }

  #fillWhole(content: Content, value: Whole, mode: Mode): void {
    const key = Object.keys(value)[0]!;
    const inner = value[key]!;
    if (key === "[") this.#fillList(content, inner as Value[], value["#"] as string | undefined);
    else if (key === "<") this.#fillRaw(content, inner as string);
    else if (key === "@") this.#fillChild(content, inner as unknown as Newcomer, mode);
    else if (content._tree?._template._fingerprint === key) this._rewrite(content._tree, inner as Value[]);
    else {
      clear(content);
      const { _tree, _nodes } = this._create(key, inner);
      content._holds = Holds.Tree;
      content._tree = _tree;
      _tree._first = content._anchor;
      ways._enter(_nodes, content._anchor, content, [_tree]);
    }
  }

  _rearranging(anchor: ChildNode): void {
    this.#host._rearranging(anchor);
  }

  #fillList(content: Content, runs: Value[], keys: string | undefined): void {
    restore(content._anchor);
    if (content._holds !== Holds.List) {
      clear(content);
      content._holds = Holds.List;
      content._items = [];
      content._anchor.after((content._end = new Comment()));
    }
    this.#host._lists()._fillList(content, runs, keys, this);
  }

  #fillRaw(content: Content, html: string): void {
    if (content._holds !== Holds.Raw) {
      clear(content);
      content._holds = Holds.Raw;
      content._anchor.after((content._end = new Comment()));
    }
    this._brought.push(content._anchor);
    const template = ask(document, "createElement", "template") as HTMLTemplateElement;
    template.innerHTML = html;
    restore(content._anchor);
    this.#host._morph(content._anchor, content._end!, ask(document, "importNode", template.content, true) as DocumentFragment);
  }

  #fillChild(content: Content, child: Newcomer, mode: Mode): void {
    const { _anchor } = content;
    const [module, , birth = 0] = child;
    const isSame = (_anchor as HTMLElement).dataset?.["lLive"] === module && (births.get(_anchor) ?? 0) === birth;
    // A resume names the children again; those that are here know more than a new one would.
    if (mode === Mode.Whole && content._holds === Holds.Child && isSame) return;
    clear(content);
    content._anchor.replaceWith((content._anchor = this.#host._child(child, this)));
    births.set(content._anchor, birth);
    this._brought.push(content._anchor);
    content._holds = Holds.Child;
  }
}

function fillText(content: Content, value: Scalar): void {
  const text = textOf(value);
  if (content._holds === Holds.Text) {
    const node = content._anchor as Text;
    if (node.data === text) return;
    restore(node);
    // A selection in the text stays while the text only grows.
    if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
    else node.data = text;
  } else {
    clear(content, new Text(text));
    content._holds = Holds.Text;
  }
}

function textOf(value: Scalar): string {
  return value === null || value === true || value === false ? "" : String(value);
}
