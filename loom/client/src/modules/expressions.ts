// Computes the slots that the browser evaluates, and does the actions that it does by itself. Loaded by pages whose templates have code.

import type { Host, Patch } from "../engine/patch";
import type { Content, Tree } from "../engine/tree";
import type { Fired } from "../events/dispatcher";
import { controlValue } from "../expression/control";
import { compile, extend, type Scope } from "../expression/interpreter";
import type { keep, kept } from "../expression/keep";
import { State, type Fields, type Run } from "../expression/state";
import { decode, show, Unknown, type Json, type Value } from "../expression/values";
import type { Component, Pending } from "../live/component";
import type { Parts, Session } from "../live/session";
import type { LocalFields, OfComponent, Value as SlotValue } from "../wire";

type MakePatch = new (host: Host, answers: null) => Patch;

/** Code, ready to run, and the fields that it has read so far. */
interface Code {
  readonly _json: readonly unknown[];
  readonly _run: Run;
  readonly _reads: Set<string>;
}

/** A slot that has code. */
interface Computed {
  readonly _tree: Tree;
  readonly _slot: number;
  readonly _code: Code;
  /** Of an action the attribute of its handler. */
  readonly _action: string | false;
  _args: readonly Value[];
  /** Its value as it stands in the page; nothing before it is computed. */
  _last: SlotValue | undefined;
}

type Effects = (message: readonly ["e", string, readonly string[]]) => void;

/** The module of operators. */
type Rare = Parameters<typeof extend>[0] & { readonly keep: typeof keep; readonly kept: typeof kept };

interface Loader {
  _load(name: "effects"): Promise<Effects>;
  _load(name: "operators"): Promise<Rare>;
}

/** The part of a component that has to do with expressions. */
interface Local {
  readonly _state: State<Pending>;
  /** The slots that are computed, among them some of trees that have gone. */
  _computed: Computed[];
  /** So many of them may have gone that all are looked for anew when there are more; and the tree where they were found. */
  _most: number;
  _tree: Tree | undefined;
}

/** By the element of the component: it may leave and come back. */
const locals = new WeakMap<Element, Local>();
const compiled = new WeakMap<object, Code>();
/** The actions at an element. */
const actions = new WeakMap<object, Computed[]>();
/** The rarer half of the language, once it is loaded, and whether it was lacking. */
let rare: Rare | undefined;
let lacks = false;

/** Code that this build of the client cannot read does nothing. The console is told once of each code that was abandoned. */
function codeOf(json: readonly unknown[]): Code {
  let run: Run | undefined;
  let isSaid = false;
  return {
    _json: json,
    _reads: new Set(),
    _run(scope) {
      try {
        return (run ??= compile(json[1]))(scope);
      } catch (error) {
        if (error instanceof Unknown && !rare) lacks = true;
        else if (!isSaid) isSaid = !(console.warn("loom: no result of " + JSON.stringify(json[1]), error) as unknown);
        throw error;
      }
    },
  };
}

/** A value as a slot takes it. */
function slotValue(value: Value | undefined, isBare: unknown): SlotValue {
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
  /** That of the component that is being patched. */
  let current: Local | undefined;
  /** Whether a slot is being written that has been computed. */
  let isWriting = false;

  /** A slot that has code, which is known from the first time on. */
  function at(_tree: Tree, _slot: number): Computed {
    const known = (_tree._computed ??= {}) as Record<number, Computed>;
    if (known[_slot]) return known[_slot];
    const json = _tree._template._codes![_slot]!;
    let code = compiled.get(json);
    if (!code) compiled.set(json, (code = codeOf(json)));
    const { _kind, _name } = _tree._template._slots[_slot]!;
    const _action = _kind === "!" && _name;
    const computed: Computed = (known[_slot] = { _tree, _slot, _code: code, _action, _args: [], _last: undefined });
    const part = _tree._parts[_slot]!;
    if (_action) actions.set(part, [...(actions.get(part) ?? []), computed]);
    else current?._computed.push(computed);
    return computed;
  }

  /** Finds the slots of a tree that have code, in the order of the document. Those that came with the page are given their arguments. */
  function walk(tree: Tree, found: Computed[], args: Json[][]): void {
    const { _slots, _codes } = tree._template;
    _slots.forEach(({ _kind }, slot) => {
      if (_codes?.[slot]) {
        const computed = at(tree, slot);
        if (args[0] && computed._code._json[0]) computed._args = args.shift()!.map(decode);
        if (!computed._action) found.push(computed);
      }
      if (_kind) return;
      const content = tree._parts[slot] as Content;
      if (content._tree) walk(content._tree, found, args);
      for (const item of content._items) walk(item, found, args);
    });
  }

  /** The slots are looked for anew where the tree is another, and where half of those known may have gone. */
  function localOf(component: Component): Local {
    const { _element, _module, _grown } = component;
    let local = locals.get(_element);
    let args = "[]";
    if (!local) {
      const state = new State<Pending>({
        _control: (name, kind) => controlValue(_element, name, kind.slice(1)),
        _kept: (name, kind) => {
          if (!/^[tw]/.test(kind)) return undefined;
          lacks ||= !rare;
          return rare?.kept(_module, name, kind);
        },
        _keep: (name, kind, value) => rare?.keep(_module, name, kind, value),
      });
      locals.set(_element, (local = { _state: state, _computed: [], _most: 0, _tree: undefined }));
      const { lFields = "{}", lArgs = args } = _element.dataset;
      state._merge(JSON.parse(lFields) as LocalFields);
      args = lArgs;
    }
    const tree = _grown?._tree;
    if (tree && (tree !== local._tree || local._computed.length > local._most)) {
      walk((local._tree = tree), (local._computed = []), JSON.parse(args) as Json[][]);
      local._most = 2 * local._computed.length + 16;
    }
    return local;
  }

  function evaluate(computed: Computed, { _state }: Local): SlotValue {
    const { _code, _args } = computed;
    let value: Value | undefined;
    try {
      // Code of a value has nothing else of a scope.
      value = _code._run({
        _field: (name) => {
          _code._reads.add(name);
          return _state._read(name);
        },
        _args,
      } as Scope);
    } catch {
      // The slot is empty. The console has the reason.
    }
    const written = slotValue(value, _code._json[2]);
    // One that lacks a part of the language is computed again when that is loaded.
    computed._last = lacks ? undefined : written;
    return written;
  }

  /** Writes the slots that name fields whose values are others than before. */
  function refresh(component: Component): void {
    const local = localOf(component);
    const changed = local._state._changed();
    const patch = new makePatch(session, null);
    const wasPatching = session._isPatching;
    session._isPatching = isWriting = true;
    try {
      for (const computed of local._computed) {
        const { _tree, _slot, _code, _last } = computed;
        if (_last !== undefined && !changed.some((name) => _code._reads.has(name))) continue;
        const value = evaluate(computed, local);
        if (value !== _last) patch._set(_tree, _slot, value);
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
    const computed = at(tree, slot);
    const all = value as Json[];
    const event = computed._action ? (all[0] as string) : undefined;
    computed._args = all.slice(event === undefined ? 0 : 1).map(decode);
    return event ?? (current ? evaluate(computed, current) : null);
  };

  session._express = (component: Component, message?: OfComponent) => {
    const local = localOf(component);
    const { _state } = local;
    const fields = message && (message[0] === "j" ? message[3] : message[0] === "p" ? message[4] : undefined);
    if (fields) _state._merge(fields);
    const kind = message?.[0];
    // An answer is one to all events before it, and an error is about its own.
    const number = message?.[2] as number;
    _state._settle((event) => component._pending.includes(event) && (kind === "p" ? event._message[2] > number : kind !== "x" || event._message[2] !== number));
    current = local;
    // Also where the patch throws.
    queueMicrotask(() => (current = undefined));
    return () => {
      if (/[bk]/.test(kind!)) return;
      _state._settle((event) => component._pending.includes(event));
      refresh(component);
    };
  };

  session._locals = (component, handler) => localOf(component)._state._say((kind) => kind.split(" @").includes(handler.split("(", 1)[0]!, 1));

  let seen: Fields;
  // Before the server's part, which may empty the controls.
  parts._dispatcher._actions.unshift(({ _element }) => {
    const component = actions.has(_element) && session._of(_element);
    if (component) seen = localOf(component)._state._look();
  });

  parts._dispatcher._actions.push(({ _element, _binding, _payload }: Fired) => {
    const component = session._of(_element);
    if (!component) return;
    const action = actions.get(_element)?.find(({ _action }) => _action === "data-l-" + _binding);
    if (!action) return;
    const last = component._pending.at(-1);
    const event = last?._element === _element && last._binding === _binding ? last : undefined;
    const was = seen;
    const act = (): void => {
      const effects: [string, string[]][] = [];
      lacks = false;
      localOf(component)._state._act(action._code._run, action._args, _payload, event, (...made) => effects.push(made as [string, string[]]), was);
      if (lacks) return void complete().then(() => rare && act());
      refresh(component);
      if (effects.length) modules._load("effects").then((carry) => effects.forEach(([name, args]) => carry(["e", name, args])), () => undefined);
    };
    act();
  });

  /** Takes fields that outlive the page as they are kept now, and computes everything anew. */
  function renew(): void {
    for (const component of session._components.values()) {
      localOf(component)._state._restore();
      refresh(component);
    }
  }

  /** Loads the rarer half of the language. */
  function complete(): Promise<void> {
    lacks = false;
    return (whole ??= modules._load("operators").then(
      (given) => {
        extend((rare = given));
        renew();
        // Another tab has set one.
        addEventListener("storage", renew);
      },
      () => void (whole = undefined),
    ));
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
