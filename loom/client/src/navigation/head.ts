// The head of the next page: title, attributes of the root element, and the elements that are not there yet. Elements that others put there stay.

import { ask } from "../dom";

export const root = ask(document, "documentElement");

/** How long a stylesheet is waited for, in milliseconds. */
const PATIENCE = 3000;
/** Elements that Loom's own pages have. */
const LOOMS = 'script[src*="/loom/loom-"],link[rel=modulepreload]';

/** The head of a page, by the text of each element. */
interface Page {
  readonly _title: string;
  readonly _root: Map<string, string>;
  readonly _elements: Map<string, Element>;
}

const SHEETS = "link[rel=stylesheet],style";

export class Head {
  #page: Page;
  /** The stylesheets of all pages, which stay, and their media: they have others while their page is not shown. */
  readonly #sheets = new Map<string, [sheet: HTMLLinkElement, media?: string]>();
  /** Scripts that ran, by address or text. */
  readonly #ran = new Set<string>();
  /** The nonce of the first page, which is the one that the browser knows. */
  readonly #nonce = find("script[nonce]")?.nonce ?? "";

  constructor() {
    const page = read(root);
    // Scripts may have put attributes on the root element before.
    const names = find("script[data-l-templates]")!.dataset["lNames"]!.split(" ");
    for (const name of page._root.keys()) if (!names.includes(name)) page._root.delete(name);
    this.#page = page;
    for (const [text, element] of page._elements) if (element.matches(SHEETS)) this.#sheets.set(text, [element as HTMLLinkElement]);
    for (const script of ask(document, "scripts")) this.#ran.add(identity(script));
  }

  get _page(): Page {
    return { ...this.#page, _title: ask(document, "title") };
  }

  /**
   * Adds the stylesheets that `head` has more, inert, and waits for them. Gives a function that makes the page's head the new one, to be called when its
   * body is shown. Elements that bear `nonce`, the one of the answer, may run here.
   */
  async _prepare(head: string, nonce: string): Promise<() => void> {
    const next = new DOMParser().parseFromString(`<!DOCTYPE html>${head}</head>`, "text/html");
    const waits: Promise<unknown>[] = [];
    const page = read(next.documentElement);
    for (const [text, element] of page._elements) {
      let made = this.#page._elements.get(text) ?? this.#sheets.get(text)?.[0];
      if (!made) {
        const copy = (made = ask(document, "importNode", element, true) as HTMLLinkElement);
        if (element.getAttribute("nonce") === nonce) copy.nonce = this.#nonce;
        if (copy.matches(SHEETS)) {
          // It may not restyle the page that is still there.
          this.#sheets.set(text, [copy, copy.media]);
          copy.media = "print";
          if (copy.href) waits.push(new Promise((done) => (copy.onload = copy.onerror = done)));
          ask(document, "head").append(copy);
        }
      }
      page._elements.set(text, made);
    }
    if (waits.length) await Promise.race([Promise.all(waits), new Promise((done) => setTimeout(done, PATIENCE))]);
    return () => this._put(page, nonce);
  }

  /** Makes the head that of a page all of whose elements are known. */
  _put(page: Page, nonce = ""): void {
    for (const [name, value] of this.#page._root) if (!page._root.has(name) && root.getAttribute(name) === value) root.removeAttribute(name);
    for (const [name, value] of page._root) if (this.#page._root.get(name) !== value) root.setAttribute(name, value);
    for (const [text, entry] of this.#sheets) {
      // One that is not wanted now may be again.
      const sheet = entry[0];
      entry[1] ??= sheet.media;
      const media = page._elements.has(text) ? entry[1] : "not all";
      // WebKit loads a stylesheet again when its attribute changes.
      if (!sheet.sheet) sheet.media = media;
      else if (sheet.sheet.media.mediaText !== media) sheet.sheet.media.mediaText = media;
    }
    for (const [text, element] of this.#page._elements) if (!page._elements.has(text) && !element.matches(SHEETS + ",script")) element.remove();
    Reflect.set(Document.prototype, "title", page._title, document);
    this.#page = page;
    for (const element of page._elements.values()) {
      if (element.localName === "script") this._run(element, ask(document, "head"), nonce);
      else if (!element.isConnected) ask(document, "head").append(element);
    }
  }

  /** Runs a script, once on this page. */
  _run(script: Element, parent: Element, nonce: string): void {
    const isTrusted = script.getAttribute("nonce") === nonce;
    const { size } = this.#ran;
    if ((!isTrusted && !script.getAttribute("src")) || this.#ran.add(identity(script)).size === size) return;
    const made = ask(document, "createElement", "script") as HTMLScriptElement;
    for (const { name, value } of script.attributes) made.setAttribute(name, value);
    made.text = script.textContent ?? "";
    if (isTrusted) made.nonce = this.#nonce;
    // As scripts with `defer` do, they run in their order.
    made.async = false;
    parent.append(made);
  }
}

export function find(css: string): HTMLElement | null {
  return ask(document, "querySelector", css) as HTMLElement | null;
}

function identity(script: Element): string {
  return script.getAttribute("src") ?? script.textContent ?? "";
}

function read(root: Element): Page {
  const elements = new Map<string, Element>();
  const head = root.querySelector("head")!;
  for (const element of head.children) {
    if (element.matches(`title,${LOOMS}`)) continue;
    const bare = element.cloneNode(true) as HTMLElement;
    bare.removeAttribute("nonce");
    elements.set(bare.outerHTML, element);
  }
  const names = root.getAttributeNames();
  return {
    _title: root.querySelector("title")?.textContent ?? "",
    _root: new Map(names.map((name) => [name, root.getAttribute(name)!])),
    _elements: elements,
  };
}
