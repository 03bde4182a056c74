// The JavaScript of others: hooks (`use:chart={...}`) and properties (`prop:points={...}`), whose data stands as JSON in attributes of the element.
// Pages load it as a script of their own, and the script of Loom does not know of it.

/** The interface of a hook. */
interface Hook {
  mounted?(element: Element, data: unknown, live: Live): void;
  updated?(element: Element, data: unknown, live: Live): void;
  gone?(element: Element): void;
}

interface Live {
  fire(event: string, detail?: unknown): void;
}

/** An element of the page: what its attributes said last, and its hooks that run. */
interface Holder {
  readonly _said: Map<string, string>;
  readonly _running: Map<string, Hook>;
  readonly _live: Live;
}

const MARK = "[l-js]";
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
    const fire: Live["fire"] = (event, detail) => void element.dispatchEvent(new CustomEvent(event, { detail, cancelable: true }));
    holders.set(element, (holder = { _said: new Map(), _running: new Map(), _live: { fire } }));
    observer.observe(element, { attributes: true });
  }
  const { _said, _running, _live } = holder;
  const { localName } = element;
  for (const { name, value } of Array.from(element.attributes)) {
    const [, kind, to = ""] = /^l-(prop|use):(.+)/.exec(name) ?? [];
    const hook = hooks.get(to);
    if (!kind || _said.get(name) === value) continue;
    if (kind === "prop") {
      if (localName.includes("-") && !customElements.get(localName)) {
        // A property that is set before would hide the one of the class.
        customElements.whenDefined(localName).then(() => holders.get(element) === holder && read(element));
        continue;
      }
      _said.set(name, value);
      attempt(`property ${to} of <${localName}>`, () => Reflect.set(element, to.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()), JSON.parse(value)));
    } else if (hook) {
      const moment = _running.has(to) ? "updated" : "mounted";
      _said.set(name, value);
      _running.set(to, hook);
      attempt(`${moment} of hook ${to}`, () => hook[moment]?.(element, JSON.parse(value), _live));
    }
  }
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
  if (records.some(({ removedNodes }) => removedNodes.length)) sweep();
  for (const { type, target, addedNodes } of records) {
    if (type === "attributes") holders.has(target as Element) && read(target as Element);
    else for (const node of addedNodes) if (node instanceof Element && node.isConnected) scan(node);
  }
});

Object.assign(((window as { loom?: object }).loom ??= {}), {
  hook(name: string, hook: Hook): void {
    if (hooks.has(name)) return console.error(`loom: hook ${name} is registered already`);
    hooks.set(name, hook);
    for (const element of [...holders.keys()]) read(element);
  },
});

observer.observe(document.documentElement, { childList: true, subtree: true });
scan(document.documentElement);
