// Effects on the page beside the change of components, of handlers on the server and of browser expressions. Loaded for the first of them.

import { ask } from "../dom";

/** The names of the effects. */
type Name = "show" | "close" | "toggle" | "focus" | "select" | "scroll_to" | "add_class" | "remove_class" | "toggle_class" | "set_attribute" | "remove_attribute" | "toggle_attribute" | "submit" | "reset" | "copy" | "dispatch" | "download";

type Effect = (element: HTMLElement, ...rest: string[]) => void;

/** The attributes that may hold an address. */
const ADDRESSES = "action archive background by cite classid codebase data formaction from href imagesrcset itemid itemtype longdesc lowsrc manifest ping poster profile src srcset to usemap values xlink:href";

/** Whether an effect may set the attribute: it holds no script, no style and no address, and is not of the client's own. */
const isFree = (name: string): boolean => !/^(on|data-l-|style$|srcdoc$)/i.test(name) && !ADDRESSES.split(" ").includes(name.toLowerCase());

function isShown(element: HTMLElement): boolean {
  if (element instanceof HTMLDialogElement || element instanceof HTMLDetailsElement) return ask(element as HTMLDialogElement, "open");
  return element.popover ? element.matches(":popover-open") : !element.hidden;
}

function turn(element: HTMLElement, shows: boolean): void {
  // A dialog that is open must not be opened.
  if (isShown(element) === shows) return;
  if (element instanceof HTMLDialogElement) shows ? element.showModal() : element.close();
  else if (element instanceof HTMLDetailsElement) element.open = shows;
  else if (element.popover) shows ? element.showPopover() : element.hidePopover();
  else element.hidden = !shows;
}

const EFFECTS: Record<Exclude<Name, "copy" | "download">, Effect> = {
  show: (element) => turn(element, true),
  close: (element) => turn(element, false),
  toggle: (element) => turn(element, !isShown(element)),
  focus: (element) => ask(element, "focus"),
  select: (element) => ask(element as HTMLInputElement, "select"),
  scroll_to: (element) => ask(element as Element, "scrollIntoView"),
  add_class: (element, name) => ask(element as Element, "classList").add(name),
  remove_class: (element, name) => ask(element as Element, "classList").remove(name),
  toggle_class: (element, name) => ask(element as Element, "classList").toggle(name),
  set_attribute: (element, name, value) => isFree(name) && ask(element as Element, "setAttribute", name, value),
  remove_attribute: (element, name) => isFree(name) && ask(element as Element, "removeAttribute", name),
  toggle_attribute: (element, name) => isFree(name) && ask(element as Element, "toggleAttribute", name),
  submit: (element) => ask(element as HTMLFormElement, "requestSubmit"),
  reset: (element) => ask(element as HTMLFormElement, "reset"),
  dispatch: (element, event, detail) => element.dispatchEvent(new CustomEvent(event, { bubbles: true, cancelable: true, detail })),
};

function download(address: string): void {
  const url = new URL(address, ask(document, "baseURI"));
  if (url.origin !== location.origin) return;
  const link = ask(document, "createElement", "a") as HTMLAnchorElement;
  link.href = url.href;
  link.download = "";
  link.click();
}

/** Does one of the effects, or sets the title. Where the element is not there, that is said. */
export default function carryOut([kind, name, args = []]: readonly ["d", string] | readonly ["e", string, readonly string[]]): void {
  if (kind === "d") return void Reflect.set(Document.prototype, "title", name, document);
  const [first = "", ...rest] = args;
  const warn = (why: unknown): void => console.warn(`loom: ${name}(${args.join(", ")}) was not done:`, why);
  try {
    if (name === "copy") void navigator.clipboard.writeText(first).catch(warn);
    else if (name === "download") download(first);
    else if (Object.hasOwn(EFFECTS, name)) {
      const element = ask(document, "getElementById", first);
      if (element) EFFECTS[name as keyof typeof EFFECTS](element, ...rest);
      else warn(`no element has the id ${first}`);
    } else warn("there is no such effect");
  } catch (error) {
    warn(error);
  }
}
