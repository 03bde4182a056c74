// Goes from page to page without loading them anew: the composition of the parts, and the way of one visit.

import { ask } from "../dom";
import type { hydrate as Hydrate } from "../engine/hydrate";
import type { Parts, Session } from "../live/session";
import { Body, type PatchMaker, type Staying } from "../navigation/body";
import { find, Head } from "../navigation/head";
import { Entries } from "../navigation/history";
import { Links, type Target, type Traveler } from "../navigation/links";
import { Announcer, Progress } from "../navigation/progress";
import { pageOf } from "../navigation/targets";
import type { Value, WireTemplate } from "../wire";

/** `["n", templates, head, key, nonce, tree]`. */
type Page = readonly ["n", WireTemplate[], string, string, string, Value];

/** Loads modules. */
interface Loader {
  _load(name: "guard"): Promise<new () => Guard>;
  _load(name: "sticky"): Promise<new (give: (wrapper: HTMLElement, token: string) => void) => Staying>;
  /** Loads those that a text of the server needs. */
  _wait(text: string, have: { readonly _haveLists: boolean; readonly _haveControls: boolean }): Promise<unknown> | undefined;
}

/** The interface of the module that asks before a form is left. */
interface Guard {
  _mayLeave(): boolean;
}

/** So many characters of a page's key are of the visitor. */
const MARK = 16;
/** How long a page that was fetched for later is good, in milliseconds. */
const FRESH = 10_000;
/** How to get there: a new entry of the history, in the place of this one, or one that the visitor went to already. */
const enum Way {
  Push,
  Replace,
  Pop,
}

export default class Navigation implements Traveler {
  readonly _entries = new Entries();
  readonly #head = new Head();
  readonly #progress = new Progress();
  readonly #announcer = new Announcer();
  /** Asks before a form is left that is not saved; on pages that have such a form. */
  #guard: Guard | undefined;
  readonly #parts: Parts;
  readonly #session: Session;
  readonly #script = find("script[data-l-templates]")!;
  /** The body, if it is what the server wrote. */
  readonly #body: Body | undefined;
  /** Ends the visit that is under way. */
  #controller: AbortController | undefined;
  /** How the page came: `fresh` if it is not to be kept, `back` if it was. */
  #kind: string;
  #fetched: { readonly _url: string; readonly _time: number; readonly _answer: Promise<Response> } | undefined;
  /** Addresses that are no pages of Loom's. */
  readonly #foreign = new Set<string>();

  constructor(parts: Parts, session: Session, hydrate: typeof Hydrate, makePatch: PatchMaker) {
    this.#parts = parts;
    this.#session = session;
    this.#kind = "lFresh" in this.#script.dataset ? "fresh" : "";
    parts._notices._load().catch(() => undefined);
    const body = ask(document, "body");
    const anchor = [...ask(body as Node, "childNodes")].find((node): node is Comment => node instanceof Comment && /^t\d/.test(node.data));
    const tree = anchor && hydrate(parts._templates, body, anchor.data.slice(1), anchor.nextSibling);
    if (tree) this.#body = new Body(tree, anchor!, session, makePatch, (control) => parts._fields._values?._isAhead(control));
    addEventListener("popstate", () => void this.#pop().catch(() => location.reload()));
    addEventListener("loom:state", () => parts._status._is("refused") && this._entries._forget(), true);
    new Links(this);
    this.#loadMore();
  }

  /** Goes to a page as by a link. */
  _go(address: string, replace: boolean): void {
    const url = new URL(address, location.href);
    const way: Way = +replace;
    if (!this.#body) this.#load(url, way);
    else if (this.#mayLeave()) void this.#visit(url, way, null);
  }

  _renew(): boolean {
    if (this.#kind !== "back") return false;
    if (!this.#progress._timer) void this.#visit(new URL(location.href), Way.Pop, null, this._entries._page);
    return true;
  }

  _follow({ _url, _element }: Target): boolean {
    if (this.#foreign.has(pageOf(_url)) || !this.#body) return false;
    if (this.#mayLeave()) void this.#visit(_url, _url.href === location.href ? Way.Replace : Way.Push, _element);
    return true;
  }

  _prefetch(url: URL): void {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    if (!this.#body || this._entries._isPending || connection?.saveData || this.#foreign.has(url.href) || this.#recent(url) || url.href === location.href) return;
    const answer = this.#ask(url, null, { "Loom-Prefetch": "1" });
    answer.catch(() => undefined);
    this.#fetched = { _url: pageOf(url), _time: Date.now(), _answer: answer };
  }

  #mayLeave(): boolean {
    return this.#guard?._mayLeave() ?? true;
  }

  /** Loads the modules that only some pages need. */
  #loadMore(): void {
    if (!this.#guard && find("form[l-guard]")) this.#modules._load("guard").then((Guard) => (this.#guard ??= new Guard()), () => undefined);
    const body = this.#body;
    if (!body || body._sticky || !find("[data-l-sticky]")) return;
    const give = (wrapper: HTMLElement, token: string): void => {
      const component = this.#session._of(wrapper);
      if (component) this.#parts._socket._send(["o", component._id, token]);
    };
    this.#modules._load("sticky").then((Sticky) => (body._sticky ??= new Sticky(give)), () => undefined);
  }

  #recent(url: URL): Promise<Response> | undefined {
    const fetched = this.#fetched;
    return fetched && fetched._url === pageOf(url) && Date.now() - fetched._time < FRESH ? fetched._answer : undefined;
  }

  #ask(url: URL, signal: AbortSignal | null, more?: Record<string, string>): Promise<Response> {
    const known = [...this.#parts._templates._known.keys()].slice(-512).map((fingerprint) => fingerprint.slice(0, 4));
    const script = find('script[src*="/loom/loom-"]') as HTMLScriptElement | null;
    const headers = { "Loom-Nav": script ? new URL(script.src).pathname : "", "Loom-Have": known.join(""), "Loom-Sticky": this.#body?._sticky?._names ?? "", ...more };
    return fetch(url, { headers, signal });
  }

  async #visit(url: URL, way: Way, trigger: Element | null, popped = ""): Promise<void> {
    if (!tell("before-navigate", url, way !== Way.Pop)) return;
    this.#controller?.abort();
    const { signal } = (this.#controller = new AbortController());
    this.#progress._begin();
    try {
      const fetched = this.#recent(url);
      this.#fetched = undefined;
      const load = (text: string): unknown => this.#modules._wait(text, { _haveLists: true, _haveControls: true });
      // The modules that most pages need come while the page does.
      const [answer] = await Promise.all([fetched ?? this.#ask(url, signal), load("")]);
      if (signal.aborted) return;
      const at = new URL(answer.url);
      at.hash ||= url.hash;
      const kind = answer.headers.get("Loom-Page");
      if (!kind) {
        this.#foreign.add(pageOf(url));
        void answer.body?.cancel();
        return this.#load(answer.redirected ? at : url, way);
      }
      const text = await answer.text();
      const [, templates, head, key, nonce, tree] = JSON.parse(text) as Page;
      if (signal.aborted) return;
      if (key !== this.#script.dataset["lNav"]) return this.#load(at, way);
      this.#parts._templates._add(templates);
      const [put] = await Promise.all([this.#head._prepare(head, nonce), load(text)]);
      if (signal.aborted) return;
      this.#leave();
      this.#kind = kind;
      if (way === Way.Pop && !answer.redirected) this._entries._show(popped);
      else this._entries._enter(at.href, way !== Way.Push);
      await this.#change(() => {
        this.#body!._show(expand(tree));
        put();
        for (const script of ask(document, "querySelectorAll", "body script:not([type]),body script[type=module]")) this.#head._run(script, ask(document, "body"), nonce);
      });
      this.#arrive(trigger, null, way === Way.Pop);
    } catch (error) {
      if (signal.aborted) return;
      if (navigator.onLine) {
        console.error(error);
        return this.#load(url, way);
      }
      this.#parts._notices._show("info", "You are offline. The page opens when you are online again.");
      addEventListener("online", () => void this.#visit(url, way, trigger, popped), { once: true, signal });
    } finally {
      if (this.#controller?.signal === signal) this.#progress._end();
    }
  }

  get #modules(): Loader {
    return this.#parts._modules as unknown as Loader;
  }

  /** The browser loads the page. */
  #load(url: URL, way: Way): void {
    if (way === Way.Push) location.assign(url);
    else if (url.href === location.href) location.reload();
    else location.replace(url);
  }

  /** The visitor went back or forward. */
  async #pop(): Promise<void> {
    const state = history.state as { loom?: string; at?: number } | null;
    const entries = this._entries;
    const { loom = entries._page, at = entries._at + 1 } = state ?? {};
    const isPlace = loom === entries._page;
    if (!isPlace && !this.#mayLeave()) {
      // The page stays, and so does its entry.
      return history.go(entries._at - at);
    }
    this.#controller?.abort();
    this.#progress._end();
    entries._leave();
    entries._at = at;
    entries._isPending = !isPlace;
    if (isPlace) {
      // Another place of this page. The browser makes entries for places by itself.
      entries._stamp();
      if (state?.loom) entries._scroll();
      return;
    }
    // The cookie says who the visitor is by now, also after a logout in another tab.
    const kept = ask(document, "cookie").includes(this.#script.dataset["lNav"]!.slice(0, MARK)) && this.#body && entries._take(loom);
    if (!kept) return this.#body ? this.#visit(new URL(location.href), Way.Pop, null, loom) : location.reload();
    this.#leave();
    this.#kind = "back";
    entries._show(loom);
    await this.#change(() => {
      this.#head._put(kept._head);
      this.#body!._show(kept._body);
    });
    this.#arrive(null, kept._focus, true);
  }

  /** Keeps the page that is shown. */
  #leave(): void {
    this.#parts._timing._flush(() => true);
    this._entries._leave();
    const page = { _body: this.#body!._keep(), _head: this.#head._page, _focus: ask(document, "activeElement") };
    if (this.#kind !== "fresh") this._entries._keep(page);
  }

  /** Changes the page, with a transition where the page asks for one and the visitor likes it. */
  async #change(change: () => void): Promise<void> {
    const wants = find("meta[name=view-transition][content=same-origin]") && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (wants && "startViewTransition" in document) await ask(document, "startViewTransition", change).updateCallbackDone;
    else change();
  }

  /** The page is shown: scrolls, and gives the focus its place. */
  #arrive(trigger: Element | null, focus: Element | null, isBack: boolean): void {
    const place = placeOf(location.hash.slice(1));
    if (isBack) this._entries._scroll();
    else if (place) place.scrollIntoView();
    else scrollTo(0, 0);
    const active = ask(document, "activeElement");
    // The focus stays in the layout. In `<main>`, which is another now, it goes to the new content, and back to where it was.
    if (!active || trigger?.contains(active) || ask(active, "matches", "body,main,main *")) {
      const target = focus?.isConnected ? (focus as HTMLElement) : place || find("main [autofocus]") || find("[autofocus]") || find("main h1") || find("h1") || find("main");
      if (target && target.tabIndex < 0) target.tabIndex = -1;
      target?.focus({ preventScroll: true });
    }
    this.#loadMore();
    this.#announcer._say(ask(document, "title"));
    tell("navigated", location);
  }
}

/** Dispatches `loom:NAME`; false if somebody prevented what is done by default. */
function tell(name: string, { href }: { readonly href: string }, cancelable = false): boolean {
  return ask(document, "dispatchEvent", new CustomEvent("loom:" + name, { cancelable, detail: { url: href } }));
}

/** The element that an address names. */
function placeOf(hash: string): HTMLElement | null {
  try {
    return hash ? ask(document, "getElementById", decodeURIComponent(hash)) : null;
  } catch {
    // Visitors can write anything there.
    return null;
  }
}

/** A value in which lists may stand as columns. */
type Packed = Record<string, unknown>;

/** Makes rows of lists that came as columns. */
function expand(value: unknown): Value {
  if (value && typeof value === "object") {
    const members = value as Packed;
    for (const name in members) members[name] = name === "[" ? (members[name] as unknown[]).flatMap(rowsOf) : expand(members[name]);
  }
  return value as Value;
}

/** An array of values, or how they are made: as steps, from those of another column, or all the same. */
type Column = Value[] & { "+"?: [number, number]; "@"?: [number, string?, string?]; "*"?: Value };

function rowsOf(run: unknown): Value[] {
  const { "=": columns, "#": count } = run as { "="?: Column[]; "#"?: number };
  if (!columns) return [expand(run)];
  const rows: Value[][] = Array.from({ length: count! }, () => []);
  // Columns that are made of others come last.
  for (const isMade of [false, true]) {
    columns.forEach((column, at) => {
      const { "+": steps, "@": made, "*": same = null } = column;
      if (!made === isMade) return;
      rows.forEach((row, i) => {
        if (made) row[at] = 1 in made ? made[1]! + row[made[0]] + made[2]! : row[made[0]]!;
        else row[at] = steps ? steps[0] + steps[1] * i : (column[i] ?? same);
      });
    });
  }
  return rows;
}
