// The head of the next page: title, attributes of the root element, and the elements that are not there yet. Elements that others put there stay.

import { ask } from "../dom";

/** How long a stylesheet is waited for, in milliseconds. */
const PATIENCE = 3000;
/** Elements that Loom's own pages have. */
const LOOMS = 'script[src*="/loom/loom-"],link[rel=modulepreload]';

/** The head of a page, by the text of each element. */
interface Page {
  readonly _title: string;
  readonly _root: ReadonlyMap<string, string>;
  readonly _elements: ReadonlySet<string>;
}

export class Head {
  #page: Page;
  /** The elements that pages of Loom put into the head. */
  readonly #own = new Map<string, Element>();
  /** The media of stylesheets, which have others while their page is not shown. */
  readonly #media = new Map<Element, string>();
  /** Scripts that ran, by address or text. */
  readonly #ran = new Set<string>();
  /** The nonce of the first page, which is the one that the browser knows. */
  readonly #nonce = (ask(document, "querySelector", "script[nonce]") as HTMLElement | null)?.nonce ?? "";

  constructor() {
    const root = ask(document, "documentElement");
    const page = read(root, (element, text) => this.#own.set(text, element));
    // Scripts may have put attributes on the root element before.
    const names = (ask(document, "querySelector", "script[data-l-templates]") as HTMLElement).dataset["lNames"]!.split(" ");
    this.#page = { ...page, _root: new Map([...page._root].filter(([name]) => names.includes(name))) };
    for (const script of ask(document, "scripts")) this.#ran.add(identity(script));
  }

  get _page(): Page {
    return { ...this.#page, _title: ask(document, "title") };
  }

  /**
   * Adds what `head` has more, inert, and waits for its stylesheets. Gives a function that makes the page's head the new one, to be called when its
   * body is shown. Elements that bear `nonce`, the one of the answer, may run here.
   */
  async _prepare(head: string, nonce: string): Promise<() => void> {
    const next = new DOMParser().parseFromString(`<!DOCTYPE html>${head}</head>`, "text/html");
    const fresh: [string, Element][] = [];
    const waits: Promise<unknown>[] = [];
    const scripts: Element[] = [];
    const page = read(next.documentElement, (element, text) => {
      if (this.#own.has(text)) return;
      if (element.localName === "script") scripts.push(element);
      else fresh.push([text, element]);
    });
    for (const [text, element] of fresh) {
      const made = ask(document, "importNode", element, true) as HTMLLinkElement;
      if (element.getAttribute("nonce") === nonce) made.nonce = this.#nonce;
      this.#own.set(text, made);
      if (made.matches("link[rel=stylesheet],style")) {
        // It may not restyle the page that is still there.
        this.#media.set(made, made.media);
        made.media = "print";
        if (made.href) waits.push(new Promise((done) => (made.onload = made.onerror = done)));
      }
      ask(document, "head").append(made);
    }
    const late = new Promise((done) => setTimeout(done, PATIENCE));
    if (waits.length) await Promise.race([Promise.all(waits), late]);
    return () => {
      this._put(page);
      for (const script of scripts) this._run(script, ask(document, "head"), nonce);
    };
  }

  /** Makes the head that of a page all of whose elements are known. */
  _put(page: Page): void {
    const root = ask(document, "documentElement");
    for (const [name, value] of this.#page._root) if (!page._root.has(name) && root.getAttribute(name) === value) root.removeAttribute(name);
    for (const [name, value] of page._root) if (this.#page._root.get(name) !== value) root.setAttribute(name, value);
    for (const [text, element] of this.#own) {
      const isSheet = element.matches("link[rel=stylesheet],style");
      const isThere = page._elements.has(text);
      if (isSheet) {
        // One that is not wanted now may be again.
        const sheet = element as HTMLLinkElement;
        if (!this.#media.has(sheet)) this.#media.set(sheet, sheet.media);
        const media = isThere ? this.#media.get(sheet)! : "not all";
        if (sheet.media !== media) sheet.media = media;
      } else if (!isThere && element.localName !== "script") element.remove();
      else if (!element.isConnected) ask(document, "head").append(element);
    }
    Reflect.set(Document.prototype, "title", page._title, document);
    this.#page = page;
  }

  /** Runs a script, once on this page. */
  _run(script: Element, parent: Node, nonce: string): void {
    if (this.#ran.has(identity(script)) || (!script.getAttribute("src") && script.getAttribute("nonce") !== nonce)) return;
    this.#ran.add(identity(script));
    const made = ask(document, "createElement", "script") as HTMLScriptElement;
    for (const { name, value } of script.attributes) made.setAttribute(name, value);
    made.text = script.textContent ?? "";
    if (script.getAttribute("nonce") === nonce) made.nonce = this.#nonce;
    // As scripts with `defer` do, they run in their order.
    made.async = false;
    ask(parent as Element, "append", made);
  }
}

function identity(script: Element): string {
  return script.getAttribute("src") ?? script.textContent ?? "";
}

function read(root: Element, note: (element: Element, text: string) => void): Page {
  const elements = new Set<string>();
  const head = root.querySelector("head")!;
  for (const element of head.children) {
    if (element.matches(`title,base,${LOOMS}`)) continue;
    const bare = element.cloneNode(true) as HTMLElement;
    bare.removeAttribute("nonce");
    elements.add(bare.outerHTML);
    note(element, bare.outerHTML);
  }
  const names = root.getAttributeNames().filter((name) => name !== "data-l-state");
  return {
    _title: root.querySelector("title")?.textContent ?? "",
    _root: new Map(names.map((name) => [name, root.getAttribute(name)!])),
    _elements: elements,
  };
}
