// Used by the engine's tests in the page.

export { hydrate } from "../src/engine/hydrate";
import { changeList, fillList, work } from "../src/engine/list";
export { changeList };
export { note, restore } from "../src/engine/own";
export { Patch } from "../src/engine/patch";
export { default as morph } from "../src/modules/raw";
export { Templates } from "../src/engine/templates";
export { bindingOf, delayOf, eventOf, hasModifier } from "../src/events/binding";
export { Dispatcher } from "../src/events/dispatcher";
export { encodeForm, payloadOf } from "../src/events/payload";
export { Timing } from "../src/events/timing";
export { Fields } from "../src/live/fields";
export { Loading } from "../src/live/loading";

import { hydrate } from "../src/engine/hydrate";
import { mend, note, restore } from "../src/engine/own";
import { Patch, type Host } from "../src/engine/patch";
import { Templates } from "../src/engine/templates";
import { lastOf, removeRange, ways } from "../src/engine/tree";
import type { Tree } from "../src/engine/tree";
import morph from "../src/modules/raw";
import translated from "../src/modules/translated";
import type { Change, Value, Whole, WireTemplate } from "../src/wire";

mend(translated);
work({ _lastOf: lastOf, _removeRange: removeRange, _restore: restore, _ways: ways });

/** A component without a connection. The work between its methods is done by others. */
export class Bench {
  readonly templates = new Templates(() => undefined);
  readonly element = document.createElement("div");
  tree: Tree | null = null;
  readonly #observer = new MutationObserver(() => undefined);
  readonly host: Host = {
    _template: (fingerprint) => this.templates._get(fingerprint),
    _property: () => false,
    _unfolded: () => undefined,
    _rearranging: () => undefined,
    _morph: morph,
    _lists: () => ({ _changeList: changeList, _fillList: fillList }),
    _child: ([module, token]) => {
      const wrapper = document.createElement("div");
      Object.assign(wrapper.dataset, { lLive: module, lWs: "/loom/ws", lToken: token });
      return wrapper;
    },
  };

  constructor(templates: WireTemplate[], host: Partial<Host> = {}) {
    this.templates._addPage(templates);
    Object.assign(this.host, host);
    this.element.dataset["lLive"] = "bench";
    document.body.replaceChildren(this.element);
    this.#observer.observe(this.element, { childList: true, subtree: true });
  }

  /** As a message of the server's is worked off. */
  #work<T>(work: () => T): T {
    note(this.#observer.takeRecords());
    try {
      return work();
    } finally {
      this.#observer.takeRecords();
    }
  }

  hydrate(html: string, root: number): boolean {
    return this.#work(() => {
      this.element.innerHTML = html;
      return this.bind(root);
    });
  }

  /** Binds to what stands there. */
  bind(root: number): boolean {
    return this.#work(() => {
      this.element.dataset["lRoot"] = String(root);
      this.tree = hydrate(this.templates, this.element);
      return !!this.tree;
    });
  }

  create(whole: Whole): void {
    this.#work(() => {
      const [fingerprint] = Object.keys(whole) as [string];
      const patch = new Patch(this.host, 0);
      const { _tree, _nodes } = patch._create(fingerprint, whole[fingerprint] as Value);
      restore(this.element, this.element);
      this.element.replaceChildren(_nodes);
      this.tree = _tree;
      patch._finish();
    });
  }

  rewrite(whole: Whole): void {
    this.#work(() => {
      const patch = new Patch(this.host, 0);
      patch._rewrite(this.tree!, Object.values(whole)[0] as Value[]);
      patch._finish();
    });
  }

  change(change: Change | Whole, answers = 1): void {
    if (!Array.isArray(change)) return this.create(change as Whole);
    this.#work(() => {
      const patch = new Patch(this.host, answers);
      patch._change(this.tree!, change);
      patch._finish();
    });
  }

  html(): string {
    return plain(this.element);
  }
}

/** HTML without comments, and without what says the same: attributes are sorted, empty classes and styles dropped. */
export function plain(source: string | Element): string {
  const template = document.createElement("template");
  if (typeof source === "string") template.innerHTML = source;
  else template.content.append(...source.cloneNode(true).childNodes);
  // The HTML of a child component is its own.
  for (const child of template.content.querySelectorAll("[data-l-live]")) child.replaceChildren();
  for (const element of template.content.querySelectorAll("*")) {
    const attributes = [...element.attributes].map(({ name, value }) => [name, value.trim()] as const);
    for (const [name] of attributes) element.removeAttribute(name);
    for (const [name, value] of attributes.sort()) {
      if (name === "class") element.className = value.split(/\s+/).sort().join(" ");
      else if (name === "style") (element as HTMLElement).style.cssText = value;
      else element.setAttribute(name, value);
    }
    for (const name of ["class", "style"]) if (!element.getAttribute(name)) element.removeAttribute(name);
  }
  return template.innerHTML.replace(/<!--.*?-->/gs, "");
}
