// One listener on the document for every event that a template binds. From the element where it happened the event goes up, as it
// does in the page, and fires what is bound on the way.

import { ask } from "../dom";
import { LIVE, type Payload } from "../wire";
import type { Template } from "../engine/template";
import { Modifier, NEEDS } from "../vocabulary";
import { bindingOf, delayOf, eventOf, hasModifier } from "./binding";
import { COMMON, payloadOf, type Details } from "./payload";
import type { Timing } from "./timing";

/** One thing that happens when a binding fires: the server's handler runs, if the binding has one. */
export type Action = (fired: Fired) => void;

/** One firing of a binding. */
export interface Fired {
  readonly _element: HTMLElement;
  /** Where it happened: the element itself, or one that the element hears of. */
  readonly _target: Element;
  /** The event's name, with the key filter of the binding where there is one. */
  readonly _binding: string;
  /** The DOM event's bare name. */
  readonly _type: string;
  /** The data of the browser, which is gathered when it is asked for. */
  readonly _payload: () => Payload | undefined;
  /** The button that submitted the form. */
  readonly _submitter: HTMLElement | null | undefined;
}

const FLUSHES = /^(click|change|submit)$/;

export class Dispatcher {
  readonly #types = new Set<string>();
  readonly #done = new WeakMap<Element, Set<string>>();
  readonly #timing: Timing;
  /** Whether a firing is to be dropped: the form is being submitted already. */
  _isBlocked: (element: Element, type: string, binding: string) => boolean;
  /** Loads the details of rare events. */
  readonly #load: () => Promise<Details>;
  #details: Promise<Details> | undefined;
  /** Told of a module that a template needs. */
  readonly #need: (name: string) => void;
  /** In the order in which they run. Each knows which bindings it has a part in. */
  readonly _actions: Action[];

  constructor(
    timing: Timing,
    isBlocked: Dispatcher["_isBlocked"],
    actions: Action[],
    load: () => Promise<Details>,
    need: (name: string) => void,
  ) {
    this.#timing = timing;
    this._isBlocked = isBlocked;
    this._actions = actions;
    this.#load = load;
    this.#need = need;
  }

  /** Listens for every event that the template's elements are bound to. */
  _learn(template: Template): void {
    for (const element of template._elements) {
      for (const name of ask(element, "getAttributeNames")) this.#listen(name);
    }
    for (const slot of template._slots) this.#listen(slot._name);
  }

  /** Fires the binding of `element` without an event: what the user did before anybody listened. */
  _replay(element: HTMLElement, binding: string): void {
    this.#run(element, binding, new Event(binding));
  }

  #listen(attribute: string): void {
    const needed = NEEDS.exec(attribute);
    if (needed) this.#need(needed[1] ?? "loading");
    const type = eventOf(attribute);
    if (!type || this.#types.has(type)) return;
    this.#types.add(type);
    this.#detailsOf(type);
    // In the capture phase, which events that do not bubble have too.
    ask(document, "addEventListener", type, (event) => this.#handle(event), true);
  }

  #handle(event: Event): void {
    let element = event.target instanceof Element ? event.target : null;
    while (element) {
      if (this._hear(element, event)) return;
      element = event.bubbles ? ask(element, "parentElement") : null;
    }
    // A control that stands elsewhere belongs to the form that it names.
    const { target } = event;
    const form = target instanceof Element && /^(input|change)$/.test(event.type) && ask(target as HTMLInputElement, "form");
    if (form && form !== ask(target, "closest", "form") && bindingOf(form, event)) this.#run(form, event.type, event);
  }

  /** Runs the binding of `element` for what happens there, or at another `place`; true if the event goes no further. */
  _hear(element: Element, event: Event, place?: string): boolean | undefined | "" {
    const binding = bindingOf(element, event, place);
    return binding && this.#run(element as HTMLElement, binding, event);
  }

  /** Runs one binding; true if the event goes no further. */
  #run(element: HTMLElement, binding: string, event: Event): boolean {
    const { type } = event;
    if (hasModifier(element, Modifier.Self, binding) && event.target !== element) return false;
    if (type === "submit" || hasModifier(element, Modifier.Prevent, binding)) event.preventDefault();
    const stop = hasModifier(element, Modifier.Stop, binding);
    // Stopped at the element and not here, so that listeners of others below it still hear of it.
    if (stop) ask(element as EventTarget, "addEventListener", type, (passing) => passing.stopPropagation(), { once: true });
    const details = this.#detailsOf(type);
    if (details) details.then((details) => this.#fire(element, binding, event, details));
    else this.#fire(element, binding, event);
    return stop;
  }

  /** Loads the details of events of this type, if they are rare. */
  #detailsOf(type: string): Promise<Details> | undefined {
    return COMMON.test(type) ? undefined : (this.#details ??= this.#load());
  }

  #fire(element: HTMLElement, binding: string, event: Event, details?: Details): void {
    const { type } = event;
    if (this._isBlocked(element, type, binding) || (hasModifier(element, Modifier.Once, binding) && this.#isRepeated(element, binding))) return;
    const target = event.target instanceof Element ? event.target : element;
    let payload: Payload | false | undefined = false;
    const _payload = (): Payload | undefined => (payload === false ? (payload = payloadOf(event, element, event.target, details)) : payload);
    const send = (): void => {
      const fired = { _element: element, _target: target, _binding: binding, _type: type, _payload, _submitter: (event as SubmitEvent).submitter };
      for (const act of this._actions) act(fired);
    };
    const debounce = delayOf(element, Modifier.Debounce, binding);
    const throttle = delayOf(element, Modifier.Throttle, binding);
    if (!debounce && (FLUSHES.test(type) || (event as KeyboardEvent).key === "Enter")) {
      // Pressing "save" refers to the text that was just typed, so that is sent first.
      const component = ask(element as Element, "closest", LIVE);
      this.#timing._flush((other) => ask(other, "closest", LIVE) === component);
    }
    // An event that waits says what was so when it happened.
    if (debounce || throttle) _payload();
    if (debounce) this.#timing._debounce(element, binding, debounce, send);
    else if (throttle) this.#timing._throttle(element, binding, throttle, send);
    // The form has its first values only after the event.
    else if (type === "reset") setTimeout(send);
    else send();
  }

  #isRepeated(element: Element, binding: string): boolean {
    let done = this.#done.get(element);
    if (!done) this.#done.set(element, (done = new Set()));
    return done.has(binding) || !done.add(binding);
  }
}
