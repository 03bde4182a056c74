// All live components of the page and what the server says about them.

import { ask } from "../dom";
import type { Host } from "../engine/patch";
import { restore } from "../engine/own";
import type { Templates } from "../engine/templates";
import { lastOf, removeRange } from "../engine/tree";
import type { Modules } from "../modules";
import type { Dispatcher, Fired } from "../events/dispatcher";
import type { Timing } from "../events/timing";
import { LIVE, STALE, type FromServer, type ToServer } from "../wire";
import { heardControls, isAhead, showProblem } from "./bound";
import { Component } from "./component";
import type { Fields } from "./fields";
import type { Loading } from "./loading";
import type { Notices } from "./notices";
import type { Socket, SocketListener } from "./socket";
import type { Status } from "./status";
import type { Wrappers } from "./wrappers";

const RETRY = 2000;
/** The client's own code, for what it does not send. */
const TOO_LARGE = "too_large";

/** The parts that the session works with; the composition root makes them. */
export interface Parts {
  readonly templates: Templates;
  readonly modules: Modules;
  readonly fields: Fields;
  readonly loading: Loading;
  readonly notices: () => Notices;
  readonly status: Status;
  readonly timing: Timing;
  readonly socket: () => Socket;
  readonly dispatcher: () => Dispatcher;
  readonly wrappers: () => Wrappers;
}

export class Session implements SocketListener, Host {
  readonly #components = new Map<number, Component>();
  readonly #byElement = new WeakMap<Element, Component>();
  readonly #patched = new Set<Element>();
  #ids = 0;
  #lists: ReturnType<Host["lists"]> | undefined;
  /** How many connections in a row broke before the page was live. */
  #breaks = 0;
  /** Whether items of lists come and go in the patch that is being applied, unseen by the observer. */
  #rearranged = false;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The component that an element belongs to. */
  of(element: Element): Component | undefined {
    const wrapper = ask(element, "closest", LIVE);
    return wrapper ? this.#byElement.get(wrapper) : undefined;
  }

  /** Takes in the components below `root`, outer ones first. */
  adopt(root: Node): void {
    const wrappers = [...ask(root as ParentNode, "querySelectorAll", LIVE)] as HTMLElement[];
    if (root instanceof HTMLElement && ask(root as Element, "matches", LIVE)) wrappers.unshift(root);
    for (const wrapper of wrappers) {
      if (this.#byElement.has(wrapper) || !wrapper.isConnected) continue;
      const component = new Component(++this.#ids, wrapper, this);
      this.#components.set(component.id, component);
      this.#byElement.set(wrapper, component);
      if (wrapper.dataset["lRoot"]) component.bind(this.#parts.templates);
      this.#join(component);
    }
    if (wrappers[0] && !this.#parts.status.is("refused")) this.#parts.socket().open();
  }

  /** Lets go of components that are not in the page any more. */
  sweep(): void {
    const before = this.#components.size;
    for (const component of this.#components.values()) {
      if (component.element.isConnected) continue;
      this.#components.delete(component.id);
      this.#byElement.delete(component.element);
      component.end();
      this.#parts.socket().send(["l", component.id]);
    }
    if (this.#components.size === before) return;
    // Events that waited for a component that has gone wait no more.
    this.#sendAll();
    this.#check();
  }

  fire(fired: Fired): void {
    const { element, type, submitter } = fired;
    const component = this.of(element);
    if (!component) return;
    const end = this.#parts.loading.begin(element, type, submitter);
    this.#parts.wrappers().own();
    if (/^(input|change)$/.test(type)) this.#parts.fields.tell(element);
    component.add(fired, end);
    // It may do better now, and so may those around it.
    this.#retry((other) => other.contains(element));
    this.#send(component);
  }

  opened(): void {
    this.#parts.notices().meet(null);
    for (const component of this.#components.values()) this.#join(component);
  }

  dropped(retries: boolean, broke: boolean): void {
    const { socket, status, timing } = this.#parts;
    for (const component of this.#components.values()) {
      if (component.lose((control) => timing.isWaiting(control), broke)) this.#show(component, "given_up", "This did not work: the connection broke.");
    }
    if (!retries) return;
    // Joins may be what ended two servers: whether the next one hears them is left to the visitor.
    if (status.is("live")) this.#breaks = 0;
    else if (broke && !socket().failures && this.#breaks++) {
      socket().close();
      this.#parts.notices().renew("given_up");
    }
    status.lose();
    this.#parts.notices().lose();
  }

  oversized(message: ToServer): void {
    if (message[0] === "j") this.#parts.notices().renew(TOO_LARGE);
    else if (message[0] === "e") this.received(["x", message[1], message[2], TOO_LARGE, "This is too long to send."]);
  }

  received(message: FromServer): void {
    switch (message[0]) {
      case "t":
        return this.#parts.templates.add(message.slice(1) as Parameters<Templates["add"]>[0]);
      case "r":
        return this.#leave(message[1]);
      case "d":
        Reflect.set(Document.prototype, "title", message[1], document);
        return;
      case "f":
        return this.#parts.notices().show(message[1], message[2]);
      case "v":
        return this.#parts.notices().meet(message[1]);
      case "h":
        return;
    }
    const component = this.#components.get(message[1]);
    if (!component) return;
    try {
      this.#tell(component, message);
    } catch (error) {
      // The page is not as the server thinks: ask for all of it.
      console.error(error);
      component.forget();
      this.#parts.socket().reset();
    }
    this.#parts.wrappers().own();
  }

  template(fingerprint: string): ReturnType<Templates["get"]> {
    return this.#parts.templates.get(fingerprint);
  }

  property(...[element, name, value, answers]: Parameters<Host["property"]>): boolean {
    const { fields, loading } = this.#parts;
    return loading.property(element, name, value) || fields.property(element, name, value, answers);
  }

  child(module: string, token: string): HTMLElement {
    const wrapper = ask(document, "createElement", "div");
    const ws = (ask(document, "querySelector", LIVE) as HTMLElement).dataset["lWs"] ?? "";
    Object.assign(wrapper.dataset, { lLive: module, lWs: ws, lToken: token });
    return wrapper;
  }

  lists(): ReturnType<Host["lists"]> {
    return (this.#lists ??= this.#parts.modules.given.lists!({ lastOf, removeRange, restore }));
  }

  morph(...[start, end, nodes]: Parameters<Host["morph"]>): void {
    const { raw } = this.#parts.modules.given;
    if (raw) return raw(start, end, nodes);
    while (start.nextSibling !== end) ask(start.nextSibling!, "remove");
    start.after(nodes);
  }

  rearranging(): void {
    if (this.#rearranged) return;
    this.#rearranged = true;
    this.#parts.wrappers().pause();
  }

  /** Joins the components again that were refused and are so. */
  #retry(isSo: (element: Element) => boolean): void {
    for (const component of this.#components.values()) if (component.refused && isSo(component.element)) this.#join(component);
  }

  #join(component: Component): void {
    if (component.refused) component.element.removeAttribute("data-l-failed");
    this.#parts.socket().send(component.join());
  }

  /**
   * Sends what waits in a component. Events under which a connection broke are sent one at a time, on the whole page: the one that ends
   * servers shall not take others with it.
   */
  #send(component: Component): void {
    if (component.suspect && [...this.#components.values()].some(({ suspect }) => suspect?.isOut)) return;
    for (const event of component.take()) this.#parts.socket().send(event);
  }

  #sendAll(): void {
    for (const component of this.#components.values()) this.#send(component);
  }

  #tell(
    component: Component,
    message: Exclude<FromServer, ["t" | "r" | "d" | "f" | "h" | "v", ...unknown[]]>,
  ): void {
    const { fields } = this.#parts;
    switch (message[0]) {
      case "j":
        if (message[2]) this.#apply(component, component.covered, message[2]);
        component.welcome((control) => fields.isLost(control));
        this.#catchUp(component);
        // It is shown here, so those in it may be as well.
        this.#retry((other) => component.element.contains(other));
        announce(component.element, "joined");
        this.#check();
        return;
      case "p":
        if (component.settle(message[2])) this.#sendAll();
        if (message[2]) {
          this.#parts.socket().settle();
          component.element.removeAttribute("data-l-failed");
        }
        if (message[3]) {
          this.#apply(component, message[2] || null, message[3]);
          this.#tellPatched(component.element);
        }
        fields.settle();
        return;
      case "x":
        if (component.settle(message[2], message[2])) this.#sendAll();
        if (message[2] && message[3] !== TOO_LARGE) this.#parts.socket().settle();
        this.#fail(component, message[3], message[4]);
        fields.settle();
        return;
      case "b":
        return showProblem(component.element, message[2], message[3]);
      case "k":
        component.renew(message[2]);
    }
  }

  #apply(component: Component, ...patch: Parameters<Component["patch"]>): void {
    try {
      const { brought } = component.patch(...patch);
      if (this.#rearranged) for (const node of brought) this.adopt(node instanceof HTMLElement ? node : node.parentNode!);
    } finally {
      if (this.#rearranged) {
        this.#rearranged = false;
        this.#parts.wrappers().resume();
        // Not the component that the patch is for, but those inside it may be gone.
        if (this.#components.size > 1) this.sweep();
      }
    }
  }

  /**
   * Announces patches once a frame, before it is shown, however many there are; on pages that ask for it, because a frame that is asked for
   * costs more than most patches.
   */
  #tellPatched(element: Element): void {
    if (!ask(document, "documentElement").hasAttribute("data-l-patched")) return;
    if (!this.#patched.size) {
      requestAnimationFrame(() => {
        const patched = [...this.#patched];
        this.#patched.clear();
        for (const one of patched) announce(one, "patched");
      });
    }
    this.#patched.add(element);
  }

  /** Sends what the server may have heard, then what the user changed when nobody listened, and what was never sent after that. */
  #catchUp(component: Component): void {
    const { dispatcher, fields, timing } = this.#parts;
    const unheard = heardControls(component.element).filter(({ control, field }) => {
      if (component.isPending(control) || timing.isWaiting(control)) return false;
      return (
        (fields.isHeld(control) && (control.type !== "radio" || control.checked)) || (field !== null && isAhead(control))
      );
    });
    component.precede(unheard.length, (last) => {
      this.#send(component);
      fields.shift(component.element, last, unheard.length);
      for (const { control, event } of unheard) {
        fields.touch(control);
        dispatcher().replay(control, event);
      }
      timing.flush((element) => unheard.some(({ control }) => control === element));
    });
    this.#send(component);
  }

  /** The page is live when all that is in it has joined, but for what cannot. */
  #check(): void {
    const { socket, status } = this.#parts;
    if (socket().isOpen && [...this.#components.values()].every(({ joined, refused }) => joined || refused)) status.set("live");
  }

  #fail(component: Component, code: string, message: string): void {
    if (STALE.includes(code)) return this.#parts.notices().renew(code);
    if (code === "unknown_id") return this.#join(component);
    if (!component.joined) {
      if (code === "too_many") return void setTimeout(() => component.joined || this.#join(component), RETRY);
      if (code === "stopping") return;
      // The others are live without it. It is tried again when somebody uses it, and with the next connection.
      component.refuse();
      this.#sendAll();
      this.#check();
    }
    // That the component around it is not there is said by that one, if by anybody.
    if (!/^(bad_(message|payload)|duplicate_id|moved|not_shown|unknown_handler)$/.test(code)) this.#show(component, code, message);
  }

  /** Says what is wrong with a component, at the component and to the visitor. */
  #show(component: Component, code: string, message: string): void {
    component.element.setAttribute("data-l-failed", code);
    if (announce(component.element, "error", { code, message })) this.#parts.notices().show("error", message);
  }

  #leave(to: string): void {
    const url = new URL(to, location.href);
    if (!/^https?:$/.test(url.protocol)) return;
    this.#parts.notices().keep();
    location.assign(url);
  }
}

/** Dispatches `loom:NAME`; false if somebody prevented what is done by default. */
function announce(element: Element, name: string, detail?: unknown): boolean {
  return element.dispatchEvent(new CustomEvent("loom:" + name, { bubbles: true, cancelable: true, detail }));
}
