// The part of the page's address that is its components': `#[url]` fields. The state on the server decides: what it says is written into the
// address, and where the visitor goes in the history, or by a link or form of the page, it is told. A handler may send the browser elsewhere.

import { ask } from "../dom";
import { numberOf, type Component } from "../live/component";
import type { Parts, Session } from "../live/session";
import { formTarget, isOurs } from "../navigation/targets";
import type { AddressMessage, Effect, Texts } from "../wire";

/** The handler of the event that tells of a changed address. */
const FOLLOW = "?";
/** Browsers refuse to change the address too often: then it is written later. */
const LATER = 1000;

type State = { readonly loom?: unknown } | null;

/** The part that is a component's, as the server has said it, by the component's wrapper. */
const said = new WeakMap<Element, Texts>();
let parts: Parts;
let session: Session;
/** The key of the page that is shown, by which its entries of the history are known. */
let page: unknown;
/** The keys of the pages that were shown: to one of them the visitor has gone back or forward. */
const pages = new Set<unknown>();

/** The interface that the script uses: works off a message of the server. */
export default function (message: AddressMessage | Effect, given: Parts, residents: Session): void {
  session = residents;
  parts ??= start(given);
  switch (message[0]) {
    case "u":
      return told(message);
    case "a":
      return parts._notices._leave("", "reload");
    case "n":
      return go(message[1], message[2]);
  }
}

function start(given: Parts): Parts {
  page = (history.state as State)?.loom ?? Math.random();
  pages.add(page);
  mark();
  // Before those of the navigation, which are at the window.
  ask(document, "addEventListener", "click", (event) => clicked(event as MouseEvent));
  ask(document, "addEventListener", "submit", (event) => submitted(event as SubmitEvent));
  addEventListener("popstate", ({ state }) => {
    // A change of the hash alone has no state.
    if (!state) mark();
    else if ((state as State)?.loom === page) popped();
    else if (!given._guide) location.reload();
  });
  // A page that was kept may be shown for another of its entries. A component that stays from page to page follows an address that names its fields,
  // and brings what it shows into one that does not.
  ask(document, "addEventListener", "loom:navigated", () => {
    page = (history.state as State)?.loom;
    if (pages.has(page)) popped();
    else for (const owner of owners()) own(owner, location.search) ? send([owner]) : put(owner, false);
    pages.add(page);
  });
  return given;
}

function mark(): void {
  history.replaceState({ ...(history.state as State), loom: page }, "");
}

/** The server says what is in a component's part. */
function told([, id, texts, push, number]: AddressMessage): void {
  const component = session._components.get(id);
  if (!component) return;
  said.set(component._element, { ...said.get(component._element), ...texts });
  // The visitor's own change of the address counts, until the server has answered that.
  if (!component._pending.some((event) => event._message[3] === FOLLOW && numberOf(event) > number)) put(component, push);
}

/** Goes to a page, as by a link. */
function go(to: string, replace: boolean): void {
  const url = new URL(to, location.href);
  if (follow(url, !replace)) return;
  if (url.origin === location.origin && parts._guide) parts._guide._go(to, replace);
  else parts._notices._leave(to, replace ? "replace" : "assign");
}

function clicked(event: MouseEvent): void {
  const link = event.target instanceof Element ? ask(event.target, "closest", "a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  take(event, link, link.target, new URL(link.href));
}

function submitted(event: SubmitEvent): void {
  const [url, window] = formTarget(event);
  if (url) take(event, event.target as Element, window, url);
}

/** Goes to an address of this page, and has the browser do nothing more. */
function take(event: Event, element: Element, window: string | null | undefined, url: URL): void {
  if (!event.defaultPrevented && isOurs(element, window) && follow(url, true)) event.preventDefault();
}

/** Goes to an address of this page, if it differs from the present one, and only in what is components'. Whether it does. */
function follow(url: URL, push: boolean): boolean {
  const all = owners();
  const isOther = (name: string): boolean => !all.some((owner) => name in said.get(owner._element)!);
  const changed = all.filter((owner) => own(owner, url.search) !== own(owner, location.search));
  if (!changed[0] || url.origin + url.pathname !== location.origin + location.pathname || part(url.search, isOther) !== part(location.search, isOther)) return false;
  write(url, push);
  send(changed);
  return true;
}

/** The browser has gone back or forward within the page. */
function popped(): void {
  // An event that is under way may change it before the server hears of this.
  send(owners().filter((owner) => owner._pending[0] || wrongIn(owner)[0]));
}

function owners(): Component[] {
  return [...session._components.values()].filter(({ _element, _refused }) => said.has(_element) && _element.isConnected && !_refused);
}

function send(components: Component[]): void {
  // Text that was typed before comes before.
  if (components[0]) parts._timing._flush(() => true);
  for (const component of components) {
    const { _element } = component;
    const form = own(component, location.search);
    const last = component._pending.at(-1)?._message;
    if (last?.[3] === FOLLOW && last[5]?.form === form) continue;
    const fired = { _element, _target: _element, _binding: "", _type: "popstate", _payload: () => undefined, _submitter: null };
    component._add(fired, { form }, FOLLOW, (error) => {
      if (error) put(component, false);
    });
    session._send(component);
  }
}

/** Writes what the server has said, where it differs. A page that is not shown has no part in the address. */
function put(component: Component, push: boolean): void {
  const wrong = wrongIn(component);
  if (!wrong[0] || !component._element.isConnected) return;
  const others = part(location.search, (name) => !wrong.some(([other]) => name === other));
  const texted = wrong.filter(([, text]) => text !== null) as [string, string][];
  const url = new URL(location.href);
  url.search = [others, String(new URLSearchParams(texted))].filter(Boolean).join("&");
  if (!write(url, push)) setTimeout(() => put(component, false), LATER);
}

/** Changes the address. Whether the browser does. */
function write(url: URL, push: boolean): boolean {
  const entries = parts._guide?._entries;
  const at = entries && { at: entries._at + +push };
  try {
    if (push) entries?._leave();
    history[push ? "pushState" : "replaceState"]({ ...(history.state as State), ...at }, "", url);
    if (entries) entries._at += +push;
    return true;
  } catch {
    return false;
  }
}

/** The texts of a component that stand in the address in another way. */
function wrongIn({ _element }: Component): [string, string | null][] {
  const query = new URLSearchParams(location.search);
  return Object.entries(said.get(_element)!).filter(([name, text]) => {
    const [first = null, second] = query.getAll(name);
    return first !== text || second !== undefined;
  });
}

/** The part of a query that is a component's. */
function own({ _element }: Component, search: string): string {
  return part(search, (name) => name in said.get(_element)!);
}

/** The pairs of a query whose names are wanted, as they are written. */
function part(search: string, isWanted: (name: string) => boolean): string {
  return search
    .replace("?", "")
    .split("&")
    .filter((pair) => pair && isWanted([...new URLSearchParams(pair).keys()][0] ?? ""))
    .join("&");
}
