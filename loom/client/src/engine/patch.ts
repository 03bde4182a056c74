// Writes values into trees. Only the slots that a change names are touched; a whole value that is made of the
// template that already stands there is written into its nodes, so that focus and typed text survive a resume.

import { ask } from "../dom";
import type { Change, Scalar, Value, Whole } from "../wire";
import { setAttribute, setClasses, setSpread, setStyle } from "./attribute";
import type lists from "../modules/lists";
import type { ListWriter } from "./list";
import { restore } from "./own";
import type { Template } from "./template";
import { clear, contentOf, Holds, ownedBy, type Content, type Owned, type Tree } from "./tree";

/** The number of the newest event that what is written knows of; null for a push, of which that is not known. */
export type Answers = number | null;

/** The parts of the page around the trees that writing needs. */
export interface Host {
  template(fingerprint: string): Template;
  /** A property that the user changes too is written by whoever knows what the user did; false if `name` is not one. */
  property(element: Element, name: string, value: Value, answers: Answers): boolean;
  /** The wrapper of a new child component. */
  child(module: string, token: string): HTMLElement;
  /** Makes the nodes between two others those of new raw HTML. */
  morph(start: ChildNode, end: ChildNode, nodes: DocumentFragment): void;
  /** Changes lists. */
  lists(): ReturnType<typeof lists>;
  /** Items of a list are about to come and go. */
  rearranging(): void;
}

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
  readonly tree: Tree;
  readonly nodes: DocumentFragment | Element;
}

export class Patch implements ListWriter {
  /** Nodes that it wrote which are live components, or after which there may be some. */
  readonly brought: ChildNode[] = [];
  #focus: HTMLElement | undefined;
  readonly #after: (() => void)[] = [];
  readonly #host: Host;
  readonly #answers: Answers;

  constructor(host: Host, answers: Answers) {
    this.#host = host;
    this.#answers = answers;
  }

  /** The tree of a whole value, and its nodes. */
  create(fingerprint: string, values: Value): Made {
    const template = this.#host.template(fingerprint);
    const { single, slots, at } = template;
    const nodes = ask(document, "importNode", single ?? template.content, true) as DocumentFragment | Element;
    const found = template.locate(nodes);
    const parts: Tree["parts"] = [];
    const tree: Tree = { template, parts, first: single ? nodes as Element : nodes.firstChild!, last: single ? nodes as Element : nodes.lastChild, key: undefined };
    for (let i = 0; i < slots.length; i++) {
      const { kind, many } = slots[i]!;
      const node = found[at[i]!]!;
      parts[i] = !kind ? contentOf(Holds.Text, node as Text) : many ? ownedBy(node as Element) : (node as Element);
      this.#write(tree, i, (values as Value[])[i] ?? null, Mode.Fresh);
    }
    if (template.autofocus) this.#focus = (ask(nodes as Element, "querySelector", "[autofocus]") as HTMLElement | null) ?? this.#focus;
    return { tree, nodes };
  }

  /** Writes every slot. */
  rewrite(tree: Tree, values: readonly Value[]): void {
    for (let i = 0; i < tree.parts.length; i++) this.#write(tree, i, values[i] ?? null, Mode.Whole);
  }

  /** Writes the slots that `change` names. */
  change(tree: Tree, change: Change): void {
    for (let i = 0; i < change.length; i += 2) this.#write(tree, change[i] as number, change[i + 1]!, Mode.Change);
  }

  set(tree: Tree, slot: number, value: Value): void {
    this.#write(tree, slot, value, Mode.Change);
  }

  /** A new item of a list, with a comment before it if nothing else would mark where it begins. */
  item(fingerprint: string, values: Value, key: string | undefined): Made {
    const made = this.create(fingerprint, values);
    made.tree.key = key;
    if (!made.tree.template.anchored) made.nodes.prepend((made.tree.first = new Comment()));
    return made;
  }

  /** Work that waits until the new nodes are in the page. */
  finish(): void {
    for (const write of this.#after) write();
    if (this.#focus) ask(this.#focus, "focus");
  }

  #write(tree: Tree, index: number, value: Value, mode: Mode): void {
    const part = tree.parts[index]!;
    const { kind, name, many, shared } = tree.template.slots[index]!;
    if (!kind) return this.#fill(part as Content, value, mode);
    // A new element has nothing yet that would have to go.
    if (mode === Mode.Fresh && (value === null || value === false)) return;
    if (many) return kind === "*" ? setSpread(part as Owned, value) : setClasses(part as Owned, value);
    const element = part as HTMLElement;
    if (shared && ask(element, "localName") === "select" && name === "value") {
      // Its options may come later in the same patch.
      this.#after.push(() => this.#host.property(element, name, value, this.#answers));
    } else if (shared && this.#host.property(element, name || kind, value, this.#answers)) return;
    else if (kind === ".") ask(element, "classList").toggle(name, !!value);
    else if (kind === ":") setStyle(element, name, value);
    else if (kind === "=") element.textContent = String(value ?? "");
    else setAttribute(element, name, value);
  }

  #fill(content: Content, value: Value, mode: Mode): void {
    if (Array.isArray(value)) {
      if (content.tree) this.change(content.tree, value);
      else this.#host.lists().changeList(content, value, this);
    } else if (value && typeof value === "object") this.#fillWhole(content, value, mode);
    else if (mode === Mode.Fresh) (content.anchor as Text).data = textOf(value);
    else fillText(content, value);
  }

  #fillWhole(content: Content, value: Whole, mode: Mode): void {
    const key = Object.keys(value)[0]!;
    const inner = value[key]!;
    if (key === "[") this.#fillList(content, inner as Value[], value["#"] as string | undefined);
    else if (key === "<") this.#fillRaw(content, inner as string);
    else if (key === "@") this.#fillChild(content, inner as [string, string, number?], mode);
    else if (content.tree?.template.fingerprint === key) this.rewrite(content.tree, inner as Value[]);
    else {
      clear(content);
      const { tree, nodes } = this.create(key, inner);
      content.holds = Holds.Tree;
      content.tree = tree;
      tree.first = content.anchor;
      content.anchor.after(nodes);
    }
  }

  rearranging(): void {
    this.#host.rearranging();
  }

  #fillList(content: Content, runs: Value[], keys: string | undefined): void {
    restore(content.anchor);
    if (content.holds !== Holds.List) {
      clear(content);
      content.holds = Holds.List;
      content.items = [];
      content.anchor.after((content.end = new Comment()));
    }
    this.#host.lists().fillList(content, runs, keys, this);
  }

  #fillRaw(content: Content, html: string): void {
    if (content.holds !== Holds.Raw) {
      clear(content);
      content.holds = Holds.Raw;
      content.anchor.after((content.end = new Comment()));
    }
    this.brought.push(content.anchor);
    const template = ask(document, "createElement", "template") as HTMLTemplateElement;
    template.innerHTML = html;
    restore(content.anchor);
    this.#host.morph(content.anchor, content.end!, ask(document, "importNode", template.content, true) as DocumentFragment);
  }

  #fillChild(content: Content, [module, token, birth = 0]: [string, string, number?], mode: Mode): void {
    const { anchor } = content;
    const isSame = (anchor as HTMLElement).dataset?.["lLive"] === module && (births.get(anchor) ?? 0) === birth;
    // A resume names the children again; those that are here know more than a new one would.
    if (mode === Mode.Whole && content.holds === Holds.Child && isSame) return;
    clear(content);
    content.anchor.replaceWith((content.anchor = this.#host.child(module, token)));
    births.set(content.anchor, birth);
    this.brought.push(content.anchor);
    content.holds = Holds.Child;
  }
}

function fillText(content: Content, value: Scalar): void {
  const text = textOf(value);
  if (content.holds === Holds.Text) {
    const node = content.anchor as Text;
    if (node.data === text) return;
    restore(node);
    node.data = text;
  } else {
    clear(content, new Text(text));
    content.holds = Holds.Text;
  }
}

function textOf(value: Scalar): string {
  return value === null || value === true || value === false ? "" : String(value);
}
