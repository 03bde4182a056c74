// All live components of the page and what the server says about them.

import { announce, ask } from "../dom";
import type { Engine, Lists } from "../engine/list";
import type { Answers, Host, Newcomer, Patch } from "../engine/patch";
import { restore } from "../engine/own";
import type { Templates } from "../engine/templates";
import { lastOf, removeRange, ways } from "../engine/tree";
import { handlerOf } from "../events/binding";
import type { Dispatcher, Fired } from "../events/dispatcher";
import type { Timing } from "../events/timing";
import { ErrorCode } from "../vocabulary";
import { LIVE, SOCKET, type AddressMessage, type Effect, type FromServer, type OfComponent, type ToServer } from "../wire";
import { Component, type Grown } from "./component";
import { carryOut } from "./effects";
import type { Fields } from "./fields";
import type { Loading } from "./loading";
import type { Notices } from "./notices";
import type { Socket, SocketListener } from "./socket";
import type { Status } from "./status";
import type { Wrappers } from "./wrappers";

const RETRY = 2000;
/** Codes after which only a new page helps. */
const STALE: readonly string[] = [ErrorCode.UnknownModule, ErrorCode.BadToken, ErrorCode.ExpiredToken, ErrorCode.StaleProps];

/** The modules that the session uses, those that have been loaded. */
export interface Loaded {
  readonly lists?: (engine: Engine) => Lists;
  readonly raw?: Host["_morph"];
  readonly controls?: Controls;
  readonly address?: (message: AddressMessage | Effect, parts: Parts, session: Session) => void;
  /** Notes where the focus is; what it gives is called after a patch, and gives the focus a place again. */
  readonly focus?: () => (() => void) | undefined;
}

/** The interface of the module of controls. */
export interface Controls {
  /**
   * The component has joined. Sends what the server may have heard, then what the user changed when nobody listened, and what was never sent
   * after that. From then on the server is told of resets.
   */
  _catchUp(component: Component, parts: Parts, send: () => void): void;
  /** A form is submitted: bound controls that a script has set are told of first. */
  _submit(component: Component, parts: Parts, form: Element): void;
  /** Says what is wrong with what was typed, or with `null` that nothing is any more. */
  _showProblem(component: Element, field: string, message: string | null): void;
}

/** The interface of the navigation, which other modules use. */
export interface Guide {
  /** Goes to a page, as by a link. */
  _go(url: string, replace: boolean): void;
  /** Asks for the page again if it is one that was kept; false if it is not. */
  _renew(): boolean;
  /** The entries of the history: the one at which the browser is. */
  readonly _entries: { _at: number; _leave(): void };
}

/** The parts that the session works with; the composition root makes them. */
export interface Parts {
  readonly _templates: Templates;
  readonly _modules: { readonly _given: Loaded; _need(name: "expressions"): void; _load(name: "expressions"): Promise<unknown> };
  readonly _fields: Fields;
  readonly _loading: Loading;
  readonly _notices: Notices;
  readonly _status: Status;
  readonly _timing: Timing;
  readonly _socket: Socket;
  readonly _dispatcher: Dispatcher;
  readonly _wrappers: Wrappers;
  /** The navigation, where there is one. */
  _guide?: Guide;
}

export class Session implements SocketListener, Host {
  readonly _components = new Map<number, Component>();
  readonly #byElement = new WeakMap<Element, Component>();
  #ids = 0;
  /** Whether a patch is being applied, so that what happens is not done by the visitor. */
  _isPatching = false;
  #lists: Lists | undefined;
  /** The trees of components whose nodes were there before them, or have been in the page before. */
  readonly _grown = new WeakMap<Element, Grown>();
  readonly _ways = ways;
  /** Notes where the items of a list are, before they stand at other places than the visitor saw them. Gives the places that were noted. */
  declare _measure: ((item: Element) => Map<Element, DOMRect> | undefined) | undefined;
  _compute: Host["_compute"];
  /** Told of a component that is bound to its nodes, or of a message about it before it is worked off; what it gives is called after that. */
  _express: ((component: Component, message?: OfComponent) => () => void) | undefined;
  /** The browser's own fields that a handler receives, as JSON. */
  _locals: ((component: Component, handler: string) => string | undefined) | undefined;
  /** Makes the nodes of a component that comes with its tree, or gives the wrapper of one that stays. */
  _grow: ((child: Newcomer, wrapper: HTMLElement, patch: Patch) => HTMLElement | undefined) | undefined;
  /** How many connections in a row broke before the page was live. */
  #breaks = 0;
  /** Whether items of lists come and go in the patch that is being applied, unseen by the observer. */
  #rearranged = false;
  /** Effects that wait for the answer to their event. */
  readonly #held: Effect[] = [];
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The component that an element belongs to. */
  _of(element: Element): Component | undefined {
    const wrapper = ask(element, "closest", LIVE);
    return wrapper ? this.#byElement.get(wrapper) : undefined;
  }

  /** Takes in the components below `root`, outer ones first. */
  _adopt(root: Node): void {
    const wrappers = [...ask(root as ParentNode, "querySelectorAll", LIVE)] as HTMLElement[];
    if (root instanceof HTMLElement && ask(root as Element, "matches", LIVE)) wrappers.unshift(root);
    for (const wrapper of wrappers) {
      const known = this.#byElement.get(wrapper);
      if ((known && !known._leaving) || !wrapper.isConnected) continue;
      // The visitor went back before the server had said what became of it.
      if (known) this.#remove(known);
      const component = new Component(++this.#ids, wrapper, this);
      this._components.set(component._id, component);
      this.#byElement.set(wrapper, component);
      component._bind(this.#parts._templates, this._grown.get(wrapper));
      if (wrapper.dataset["lFields"]) this.#parts._modules._need("expressions");
      this._express?.(component)();
      this.#join(component);
    }
    if (wrappers[0] && !this.#parts._status._is("refused")) this.#parts._socket._open();
  }

  /** Lets go of components that are not in the page any more; `keeps` if they may come back, with their newest states. */
  _sweep(keeps?: 1): void {
    const before = this._components.size;
    for (const component of this._components.values()) {
      if (component._element.isConnected || component._leaving) continue;
      component._leaving = !!keeps && component._joined;
      this.#parts._socket._send(keeps ? ["l", component._id, keeps] : ["l", component._id]);
      if (!component._leaving) this.#remove(component);
    }
    if (this._components.size === before) return;
    // Events that waited for a component that has gone wait no more.
    this.#sendAll();
    this.#check();
  }

  #remove(component: Component): void {
    this._components.delete(component._id);
    this.#byElement.delete(component._element);
    component._end();
    if (component._grown) this._grown.set(component._element, component._grown);
  }

  /** The action of a binding on the server: sends the event to the handler that stands at the element. */
  _fire(fired: Fired): void {
    const { _element, _binding, _type } = fired;
    const component = this._of(_element);
    // Read now: its arguments may have changed while the event waited.
    const handler = handlerOf(_element, _binding);
    if (!component || !handler) return;
    // Its handlers may receive what the module has.
    if (!this._express && component._element.dataset["lFields"]) return void this.#parts._modules._load("expressions").then(() => this._fire(fired), () => undefined);
    // Before a form is frozen.
    const locals = this._locals?.(component, handler);
    const payload = locals ? { ...fired._payload(), locals: JSON.parse(locals) as object } : fired._payload();
    let restore: ((error?: string) => void) | undefined;
    if (_type === "submit") {
      this.#controls?._submit(component, this.#parts, _element);
      restore = this.#parts._fields._values?._clear(_element);
    }
    const release = this.#parts._loading._begin(fired);
    this.#parts._wrappers._own();
    if (/^(input|change)$/.test(_type)) this.#parts._fields._tell(_element);
    component._add(fired, payload, handler, (error) => {
      release(error);
      restore?.(error);
    });
    // It may do better now, and so may those around it.
    this.#retry((other) => other.contains(_element));
    this._send(component);
  }

  _opened(): void {
    this.#parts._notices._meet(null);
    for (const component of this._components.values()) this.#join(component);
  }

  _dropped(retries: boolean, broke: boolean): void {
    const { _socket, _status, _timing } = this.#parts;
    // They come again with the answer.
    this.#held.length = 0;
    for (const component of this._components.values()) {
      if (component._leaving) this.#remove(component);
      if (component._lose((control) => _timing._isWaiting(control), broke)) this.#show(component, ErrorCode.GivenUp, "This did not work: the connection broke.");
    }
    if (!retries) return;
    // Joins may be what ended two servers: whether the next one hears them is left to the visitor.
    if (_status._is("live")) this.#breaks = 0;
    else if (broke && !_socket._failures && this.#breaks++) {
      _socket._close();
      this.#parts._notices._renew(ErrorCode.GivenUp);
    }
    _status._lose();
    this.#parts._notices._lose();
  }

  _oversized(message: ToServer): void {
    if (message[0] === "j") this.#parts._notices._renew(ErrorCode.TooLarge);
    else if (message[0] === "e") this._received(["x", message[1], message[2], ErrorCode.TooLarge, "This is too long to send."]);
  }

  _received(message: FromServer): void {
    this.#work(message);
    // An effect of a handler comes before its answer, and is done after the change.
    if (/[jpx]/.test(message[0])) for (const effect of this.#held.splice(0)) carryOut(effect, this.#parts, this);
  }

  #work(message: FromServer): void {
    switch (message[0]) {
      case "t":
        return this.#parts._templates._add(message.slice(1) as Parameters<Templates["_add"]>[0]);
      case "v":
        return this.#parts._notices._meet(message[1]);
      default:
        if ("jpxbk".includes(message[0])) this.#hear(message as OfComponent);
        // The last element says so.
        else if (/[em]/.test(message[0]) && message.at(-1) === true) this.#held.push(message as Effect);
        else carryOut(message as Effect, this.#parts, this);
    }
  }

  #hear(message: OfComponent): void {
    const component = this._components.get(message[1]);
    if (!component) return;
    try {
      const express = this._express?.(component, message);
      if (message[0] === "j" && message[3] && !this._express) {
        component._element.dataset["lFields"] = JSON.stringify(message[3]);
        this.#parts._modules._need("expressions");
      }
      this.#tell(component, message);
      express?.();
    } catch (error) {
      // The page is not as the server thinks: ask for all of it.
      console.error(error);
      component._forget();
      this.#parts._socket._reset();
    }
    this.#parts._wrappers._own();
  }

  _template(fingerprint: string): ReturnType<Templates["_get"]> {
    return this.#parts._templates._get(fingerprint);
  }

  _property(...[element, name, value, answers]: Parameters<Host["_property"]>): boolean {
    const { _fields, _loading } = this.#parts;
    return !!_loading._property?.(element, name, value) || !!_fields._values?._property(element, name, value, answers);
  }

  _mayFocus(answers: Answers): boolean {
    // The document has a body by now, so something is active.
    return this.#parts._fields._mayWrite(ask(document, "activeElement")!, answers);
  }

  _unfolded(element: Element): void {
    this.#parts._fields._values?._opened(element);
  }

  _answered(target: Element): void {
    this.#parts._fields._values?._owe(target);
  }

  _child(...[child, patch]: Parameters<Host["_child"]>): HTMLElement {
    const wrapper = ask(document, "createElement", "div");
    const ws = (ask(document, "querySelector", SOCKET) as HTMLElement).dataset["lWs"];
    Object.assign(wrapper.dataset, { lLive: child[0], lWs: ws, lToken: child[1] });
    return this._grow?.(child, wrapper, patch) ?? wrapper;
  }

  _lists(): Lists {
    return (this.#lists ??= this.#parts._modules._given.lists!({ _lastOf: lastOf, _removeRange: removeRange, _restore: restore, _ways: ways }));
  }

  _morph(...[start, end, nodes]: Parameters<Host["_morph"]>): void {
    const { raw } = this.#parts._modules._given;
    if (raw) return raw(start, end, nodes);
    while (start.nextSibling !== end) ask(start.nextSibling!, "remove");
    start.after(nodes);
  }

  _rearranging(_anchor: ChildNode): void {
    if (this.#rearranged) return;
    this.#rearranged = true;
    this.#parts._wrappers._pause();
  }

  get #controls(): Controls | undefined {
    return this.#parts._modules._given.controls;
  }

  /** Joins the components again that were refused and are so. */
  #retry(isSo: (element: Element) => boolean): void {
    for (const component of this._components.values()) if (component._refused && isSo(component._element)) this.#join(component);
  }

  #join(component: Component): void {
    if (component._refused) component._element.removeAttribute("data-l-failed");
    this.#parts._socket._send(component._join());
  }

  /**
   * Sends what waits in a component. Events under which a connection broke are sent one at a time, on the whole page: the one that ends
   * servers shall not take others with it.
   */
  _send(component: Component): void {
    if (component._suspect && [...this._components.values()].some(({ _suspect }) => _suspect?._isOut)) return;
    for (const event of component._take()) this.#parts._socket._send(event);
  }

  #sendAll(): void {
    for (const component of this._components.values()) this._send(component);
  }

  #tell(component: Component, message: OfComponent): void {
    const { _fields } = this.#parts;
    switch (message[0]) {
      case "j":
        if (message[2]) this.#apply(component, component._covered, message[2]);
        component._welcome((control) => _fields._values?._isLost(control) ?? true);
        this.#controls?._catchUp(component, this.#parts, () => this._send(component));
        this._send(component);
        _fields._values?._review(component._element);
        // It is shown here, so those in it may be as well.
        this.#retry((other) => component._element.contains(other));
        announce(component._element, "joined");
        this.#check();
        return;
      case "p":
        if (component._settle(message[2])) this.#sendAll();
        if (message[2]) {
          this.#parts._socket._settle();
          component._element.removeAttribute("data-l-failed");
        }
        if (message[3]) {
          this.#apply(component, message[2] || null, message[3]);
          this.#parts._notices._patched(component._element);
        }
        _fields._values?._review(component._element);
        return;
      case "x":
        if (component._settle(message[2], message[2], message[3])) this.#sendAll();
        if (message[2] && message[3] !== ErrorCode.TooLarge) this.#parts._socket._settle();
        this.#fail(component, message[3], message[4]);
        _fields._values?._settle();
        return;
      case "b":
        return this.#controls?._showProblem(component._element, message[2], message[3]);
      case "k":
        if (message[2]) component._renew(message[2]);
        if (component._leaving) this.#remove(component);
    }
  }

  #apply(component: Component, ...patch: Parameters<Component["_patch"]>): void {
    try {
      this._isPatching = true;
      const keepFocus = this.#parts._modules._given.focus?.();
      const { _brought } = component._patch(...patch);
      keepFocus?.();
      if (this.#rearranged) for (const node of _brought) this._adopt(node instanceof HTMLElement ? node : node.parentNode!);
    } finally {
      this._isPatching = false;
      if (this.#rearranged) {
        this.#rearranged = false;
        this.#parts._wrappers._resume();
        // Not the component that the patch is for, but those inside it may be gone.
        if (this._components.size > 1) this._sweep();
      }
    }
  }

  /** The page is live when all that is in it has joined, but for what cannot. */
  #check(): void {
    const { _socket, _status } = this.#parts;
    if (_socket._isOpen && [...this._components.values()].every(({ _joined, _refused }) => _joined || _refused)) _status._set("live");
  }

  #fail(component: Component, code: string, message: string): void {
    if (code === ErrorCode.StaleProps && this.#parts._guide?._renew()) return;
    if (STALE.includes(code)) return this.#parts._notices._renew(code);
    if (code === ErrorCode.UnknownId) return this.#join(component);
    if (!component._joined) {
      if (code === ErrorCode.TooMany) return void setTimeout(() => component._joined || this.#join(component), RETRY);
      if (code === ErrorCode.Stopping) return;
      // The others are live without it. It is tried again when somebody uses it, and with the next connection.
      component._refuse();
      this.#sendAll();
      this.#check();
    }
    // That the component around it is not there is said by that one, if by anybody.
    if (!/^(bad_[mp]|dup|moved|not_s|unknown_h)/.test(code)) this.#show(component, code, message);
  }

  /** Says what is wrong with a component, at the component and to the visitor. */
  #show(component: Component, code: string, message: string): void {
    component._element.setAttribute("data-l-failed", code);
    if (announce(component._element, "error", { code, message })) this.#parts._notices._show("error", message);
  }
}

