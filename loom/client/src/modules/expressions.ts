// Computes the slots that the browser evaluates, and does the actions that it does by itself. Loaded by pages whose templates have code.

import type { Host, Patch } from "../engine/patch";
import type { Slot } from "../engine/template";
import type { Content, Tree } from "../engine/tree";
import type { Fired } from "../events/dispatcher";
import { controlValue } from "../expression/control";
import { compile, extend } from "../expression/interpreter";
import type { keep, kept } from "../expression/keep";
import { State, type Run } from "../expression/state";
import { decode, show, Unknown, type Json, type Value } from "../expression/values";
import type { Component, Pending } from "../live/component";
import type { Parts, Session } from "../live/session";
import type { LocalFields, OfComponent, Value as SlotValue } from "../wire";

type MakePatch = new (host: Host, answers: null) => Patch;

/** A slot that is computed, and what it was last. */
interface Computed {
  readonly _tree: Tree;
  readonly _slot: number;
  _last: SlotValue | undefined;
}

type Effects = (message: readonly ["e", string, readonly string[]]) => void;

/** The module of operators. */
type Rare = Parameters<typeof extend>[0] & { readonly keep: typeof keep; readonly kept: typeof kept };

interface Loader {
  readonly _given: { readonly effects?: Effects };
  _load(name: "effects"): Promise<Effects>;
  _load(name: "operators"): Promise<Rare>;
}

/** The part of a component that has to do with expressions. */
interface Local {
  readonly _state: State<Pending>;
  /** The slots that are computed, once they have been looked for in the tree as it stands. */
  _computed: Computed[] | undefined;
  /** Those of actions. */
  _actions: Computed[];
}

/** By the element of the component: it may leave and come back. */
const locals = new WeakMap<Element, Local>();
const compiled = new WeakMap<object, Run>();
const failed = new WeakSet<object>();
/** The rarer half of the language, once it is loaded, and whether it was lacking. */
let rare: Rare | undefined;
let lacks = false;

const slotOf = ({ _tree, _slot }: Computed): Slot => _tree._template._slots[_slot]!;
const argsOf = ({ _tree, _slot }: Computed): readonly Value[] => (_tree._given?.[_slot] as readonly Value[] | undefined) ?? [];

/** The code of a slot, ready to run. Code that this build of the client cannot read does nothing. */
function runOf({ _tree, _slot }: Computed): Run {
  const code = _tree._template._codes![_slot]!;
  let run = compiled.get(code);
  if (!run) compiled.set(code, (run = guarded(code, code[1])));
  return run;
}

/** Says once of each code that it was abandoned. */
function guarded(key: object, code: unknown): Run {
  let run: Run | undefined;
  return (scope) => {
    try {
      return (run ??= compile(code))(scope);
    } catch (error) {
      if (error instanceof Unknown && !rare) lacks = true;
      else if (!failed.has(key)) {
        failed.add(key);
        console.warn("loom: no result of expression " + JSON.stringify(code), error);
      }
      throw error;
    }
  };
}

/** The slots of a tree that have code, in the order of the document. */
function walk(tree: Tree, visit: (computed: Computed) => void): void {
  const { _slots, _codes } = tree._template;
  _slots.forEach(({ _kind }, slot) => {
    if (_codes?.[slot]) visit({ _tree: tree, _slot: slot, _last: undefined });
    if (_kind) return;
    const content = tree._parts[slot] as Content;
    if (content._tree) walk(content._tree, visit);
    for (const item of content._items) walk(item, visit);
  });
}

/** A value as a slot takes it. */
function slotValue(value: Value | undefined, isBare: 1 | undefined): SlotValue {
  if (Array.isArray(value)) return value.length ? slotValue(value[0] as Value, isBare) : null;
  if (value === undefined || (typeof value === "boolean" && isBare)) return value ?? null;
  return show(value as Value);
}

/** Begins. A promise is until when frames have to wait for the rarer half of the language. */
export default function start(parts: Parts, session: Session, makePatch: MakePatch): Promise<void> | undefined {
  // Several frames may have waited for it.
  if (session._express) return undefined;
  const modules = parts._modules as unknown as Loader;
  let whole: Promise<void> | undefined;
  /** The component that is being patched. */
  let current: Component | undefined;
  /** Whether a slot is being written that has been computed. */
  let isWriting = false;

  function localOf(component: Component): Local {
    const { _element, _module } = component;
    let local = locals.get(_element);
    if (!local) {
      const state = new State<Pending>({
        _control: (name, shape) => controlValue(_element, name, shape),
        _kept: (name, owner, shape) => {
          lacks ||= !rare;
          return rare?.kept(_module, name, owner, shape);
        },
        _keep: (name, owner, value) => rare?.keep(_module, name, owner, value),
      });
      locals.set(_element, (local = { _state: state, _computed: undefined, _actions: [] }));
      const { lFields, lArgs } = _element.dataset;
      if (lFields) state._merge(JSON.parse(lFields) as LocalFields);
      if (lArgs && component._grown) {
        const all = JSON.parse(lArgs) as Json[][];
        walk(component._grown._tree, ({ _tree, _slot }) => {
          if (_tree._template._codes![_slot]![0]) give(_tree, _slot, all.shift() ?? []);
        });
      }
    }
    return local;
  }

  function give(tree: Tree, slot: number, args: readonly Json[]): void {
    (tree._given ??= {})[slot] = args.map(decode);
  }

  function evaluate(computed: Computed, { _state }: Local): SlotValue {
    const { _tree, _slot } = computed;
    const scope = {
      field: (name: string) => _state._read(name),
      set: () => undefined,
      args: argsOf(computed),
      event: {},
      effect: () => undefined,
    };
    let value: Value | undefined;
    try {
      value = runOf(computed)(scope);
    } catch {
      // The slot is empty. The console has the reason.
    }
    return slotValue(value, _tree._template._codes![_slot]![2]);
  }

  /** Looks for the slots with code of a component whose tree has changed. */
  function look(component: Component, local: Local): Computed[] {
    if (local._computed) return local._computed;
    const found: Computed[] = (local._computed = []);
    local._actions = [];
    if (component._grown) walk(component._grown._tree, (computed) => (slotOf(computed)._kind === "!" ? local._actions : found).push(computed));
    return found;
  }

  /** Writes the slots whose values are others than before. */
  function refresh(component: Component): void {
    const local = localOf(component);
    const patch = new makePatch(session, null);
    const wasPatching = session._isPatching;
    session._isPatching = isWriting = true;
    try {
      for (const computed of look(component, local)) {
        const value = evaluate(computed, local);
        if (value === computed._last) continue;
        computed._last = value;
        patch._set(computed._tree, computed._slot, value);
      }
      patch._finish();
    } finally {
      session._isPatching = wasPatching;
      isWriting = false;
    }
    if (lacks) void complete();
  }

  session._compute = (tree, slot, value) => {
    if (isWriting) return value;
    const isEvent = tree._template._slots[slot]!._kind === "!";
    const all = value as Json[];
    give(tree, slot, isEvent ? all.slice(1) : all);
    if (isEvent) return all[0] as string;
    return current ? evaluate({ _tree: tree, _slot: slot, _last: undefined }, localOf(current)) : null;
  };

  session._express = (component: Component, message?: OfComponent) => {
    const { _state } = localOf(component);
    const fields = message && (message[0] === "j" ? message[3] : message[0] === "p" ? message[4] : undefined);
    if (fields) _state._merge(fields);
    const kind = message?.[0];
    // An answer is one to all events before it, and an error is about its own.
    const number = message?.[2] as number;
    _state._settle((event) => component._pending.includes(event) && (kind === "p" ? event._message[2] > number : kind !== "x" || event._message[2] !== number));
    current = component;
    return () => {
      current = undefined;
      if (message && !/[jpx]/.test(message[0])) return;
      _state._settle((event) => component._pending.includes(event));
      localOf(component)._computed = undefined;
      refresh(component);
    };
  };

  parts._dispatcher._actions.push(({ _element, _binding, _payload }: Fired) => {
    const component = session._of(_element);
    if (!component) return;
    const local = localOf(component);
    look(component, local);
    const action = local._actions.find((action) => action._tree._parts[action._slot] === _element && slotOf(action)._name === "data-l-" + _binding);
    if (!action) return;
    const last = component._pending.at(-1);
    const event = last?._element === _element && last._binding === _binding ? last : undefined;
    const args = argsOf(action);
    const act = (): void => {
      const effects: [string, string[]][] = [];
      lacks = false;
      local._state._act(runOf(action), args, _payload ?? {}, event, (...made) => effects.push(made as [string, string[]]));
      if (lacks) return void complete().then(() => rare && act());
      refresh(component);
      carryOut(effects);
    };
    act();
  });

  /** Loads the rarer half of the language, and computes everything anew. */
  function complete(): Promise<void> {
    lacks = false;
    return (whole ??= modules._load("operators").then(
      (given) => {
        extend((rare = given));
        for (const component of session._components.values()) {
          localOf(component)._state._restore();
          refresh(component);
        }
      },
      () => void (whole = undefined),
    ));
  }

  /** Has the effects of an action, in their order. */
  function carryOut(all: readonly (readonly [string, string[]])[]): void {
    const carry = (effect: Effects): void => {
      for (const [name, args] of all) effect(["e", name, args]);
    };
    if (modules._given.effects) carry(modules._given.effects);
    else if (all.length) modules._load("effects").then(carry, () => undefined);
  }

  // Expressions may name the fields of controls.
  for (const type of ["input", "change", "reset"]) {
    document.addEventListener(
      type,
      ({ target }) => {
        const component = session._of(target as Element);
        if (component) type === "reset" ? setTimeout(() => refresh(component)) : refresh(component);
      },
      true,
    );
  }

  for (const component of session._components.values()) refresh(component);
  return whole;
}
