// The JavaScript of others: hooks (`use:chart={...}`) and properties (`prop:points={...}`), whose data stands as JSON in attributes of the element.
// Pages load it as a script of their own, and the script of Loom does not know of it.

/** The interface of a hook. */
interface Hook {
  mounted?(element: Element, data: unknown, live: Live): void;
  updated?(element: Element, data: unknown, live: Live): void;
  gone?(element: Element): void;
}

interface Live {
  fire(event: string, detail?: unknown): unknown;
  on(name: string, hear: Hear): void;
}

type Hear = (data: unknown) => void;

/** A name of messages, who hears of them, and the last message that was looked at. */
type Ear = [name: string, hear: Hear, last: Said | undefined];

/** A message of a component: its element, its name, and its data as JSON. */
type Said = readonly [component: Element | undefined, name: string, data: string];

/** An element of the page: what its attributes said last, and its hooks that run. */
interface Holder {
  readonly _said: Map<string, string>;
  readonly _running: Map<string, Hook>;
  readonly _live: Live;
  readonly _ears: readonly Ear[];
}

const MARK = "[l-js]";
const own = ((window as { loom?: { said?: Said[]; hook?: (name: string, hook: Hook) => void } }).loom ??= {});
/** The last message that has come. */
let last: Said | undefined;
const hooks = new Map<string, Hook>();
const holders = new Map<Element, Holder>();

/** Does something of others, which may fail; nobody else is harmed. */
function attempt(what: string, run: () => unknown): void {
  const fail = (error: unknown): void => console.error(`loom: ${what} failed:`, error);
  try {
    const result = run();
    if (result instanceof Promise) result.catch(fail);
  } catch (error) {
    fail(error);
  }
}

function read(element: Element): void {
  let holder = holders.get(element);
  if (!holder) {
    // The event does not bubble: it is for what this element is bound to.
    const fire: Live["fire"] = (event, detail) => element.dispatchEvent(new CustomEvent(event, { detail, cancelable: true }));
    const [_ears, since]: [Ear[], Said | undefined] = [[], last];
    const on: Live["on"] = (...ear) => {
      _ears.push([...ear, since]);
      tell();
    };
    holders.set(element, (holder = { _said: new Map(), _running: new Map(), _live: { fire, on }, _ears }));
    observer.observe(element, { attributes: true });
  }
  const { _said, _running, _live } = holder;
  for (const { name, value } of [...element.attributes]) {
    const [, kind, to = ""] = /^l-(prop|use):(.+)/.exec(name) ?? [];
    const hook = hooks.get(to);
    if (!kind || _said.get(name) === value) continue;
    if (kind === "prop") {
      if (!element.matches(":defined")) {
        // A property that is set before would hide the one of the class.
        customElements.whenDefined(element.localName).then(() => holders.get(element) === holder && read(element));
        continue;
      }
      _said.set(name, value);
      attempt(name, () => Reflect.set(element, to.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()), JSON.parse(value)));
    } else if (hook) {
      const moment = _running.has(to) ? "updated" : "mounted";
      _said.set(name, value);
      _running.set(to, hook);
      attempt(`${moment} of hook ${to}`, () => hook[moment]?.(element, JSON.parse(value), _live));
    }
  }
}

/** Tells of the messages that have come: those that came with a change when the elements are there that it brought. */
function tell(): void {
  const all = own.said ?? [];
  for (const [element, { _ears }] of holders) {
    for (const ear of _ears) {
      for (const one of all.slice(all.indexOf(ear[2]!) + 1)) {
        ear[2] = one;
        if (one[1] === ear[0] && one[0] === element.closest("[data-l-live]")) attempt(`message ${one[1]}`, () => ear[1](JSON.parse(one[2])));
      }
    }
  }
  last = all.at(-1);
}

function scan(root: Element): void {
  if (root.matches(MARK)) read(root);
  for (const element of root.querySelectorAll(MARK)) read(element);
}

/** Ends what runs on elements that have left the page. One that was only moved is here again. */
function sweep(): void {
  for (const [element, { _running }] of holders) {
    if (element.isConnected) continue;
    holders.delete(element);
    for (const [name, hook] of _running) attempt(`gone of hook ${name}`, () => hook.gone?.(element));
  }
}

const observer = new MutationObserver((records) => {
  sweep();
  for (const { type, target, addedNodes } of records) {
    if (type < "b") holders.has(target as Element) && read(target as Element);
    // Attributes, or children.
    else for (const node of addedNodes) if (node instanceof Element && node.isConnected) scan(node);
  }
});

own.hook = (name, hook) => {
  if (hooks.has(name)) return console.error(`loom: hook ${name} is registered already`);
  hooks.set(name, hook);
  for (const element of [...holders.keys()]) read(element);
};

observer.observe(document.documentElement, { childList: true, subtree: true });
scan(document.documentElement);
addEventListener("loom:said", () => queueMicrotask(tell));
tell();
