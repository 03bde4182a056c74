// The fields of a component that expressions name: the browser's own, the server's with what the browser does ahead of it, and those of controls.
// It knows nothing of the page.

import type { Scope } from "./interpreter";
import { decode, type Json, type Value } from "./values";
import type { LocalFields } from "../wire";

/** The letters that say whose a field is, with which its kind begins. The browser's own are `l`, `t` of a tab and `w` of a browser. */
const enum Owner {
  Mirror = "m",
  Bound = "b",
}

export type Run = (scope: Scope) => Value;
export type Fields = Map<string, Value>;

/** An action that ran ahead of an event of the server. */
interface Ahead<E> {
  readonly _event: E;
  readonly _run: Run;
  readonly _args: readonly Value[];
  readonly _happened: Scope["_event"];
  /** The browser's own fields, and those of controls, as they were. */
  readonly _seen: Fields;
}

/** The parts of the page that a state needs. */
export interface Surroundings {
  /** The value of a control that is bound to the field, as a value of this kind; nothing where there is none, or its text is no such value. */
  _control(name: string, kind: string): Value | undefined;
  /** The value that was kept for a field, if it is of this kind. */
  _kept(name: string, kind: string): Value | undefined;
  _keep(name: string, kind: string, value: Value): void;
}

export class State<E> {
  readonly #kinds = new Map<string, string>();
  /** The browser's own fields. */
  readonly #own: Fields = new Map();
  /** The server's fields, as it has said. */
  readonly #base: Fields = new Map();
  /** The server's fields with the actions that are under way. */
  #ahead: Fields = new Map();
  #pending: Ahead<E>[] = [];
  /** All fields as they were when it was last asked which have changed. */
  readonly #seen: Fields = new Map();
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Takes what the server says. The first value of the browser's own fields counts, and no other. */
  _merge(fields: LocalFields): void {
    for (const name in fields) {
      const [kind, json] = fields[name]!;
      const value = decode(json as Json);
      if (/^[mb]/.test(kind)) this.#base.set(name, value);
      else if (!this.#own.has(name)) this.#own.set(name, this.#around._kept(name, kind) ?? value);
      this.#kinds.set(name, kind);
    }
  }

  /** Has fields that outlive the page be as they were kept, where that could not be told before. */
  _restore(): void {
    for (const [name, kind] of this.#kinds) {
      const kept = this.#around._kept(name, kind);
      if (kept !== undefined) this.#own.set(name, kept);
    }
  }

  /** Takes back the actions whose events are answered, and does those that are left once more, on top of what the server says. */
  _settle(isUnderWay: (event: E) => boolean): void {
    if (!this.#pending.length && !this.#ahead.size) return;
    this.#ahead = new Map();
    this.#pending = this.#pending.filter(({ _event }) => isUnderWay(_event));
    for (const ahead of this.#pending) this.#attempt(ahead, ahead._seen, () => undefined);
  }

  _read(name: string): Value {
    const kind = this.#kinds.get(name) ?? "";
    const control = kind[0] === Owner.Bound ? this.#around._control(name, kind) : undefined;
    return control ?? this.#own.get(name) ?? this.#ahead.get(name) ?? this.#base.get(name)!;
  }

  #pick(wanted: (kind: string) => boolean): (readonly [string, Value])[] {
    return [...this.#kinds].filter(([, kind]) => wanted(kind)).map(([name]) => [name, this._read(name)] as const);
  }

  /** The values of the fields whose kinds are `wanted`, as JSON; nothing where there are none. */
  _say(wanted: (kind: string) => boolean): string | undefined {
    const fields = this.#pick(wanted);
    return fields[0] && JSON.stringify(Object.fromEntries(fields), (_, value: Value) => (typeof value === "bigint" ? { n: String(value) } : typeof value === "number" ? { f: Object.is(value, -0) ? "-0" : String(value) } : value));
  }

  /** The fields that have other values than the last time. */
  _changed(): string[] {
    return [...this.#kinds.keys()].filter((name) => {
      const value = this._read(name);
      return this.#seen.get(name) !== value && this.#seen.set(name, value);
    });
  }

  /** The browser's own fields, and those of controls. */
  _look(): Fields {
    return new Map(this.#pick((kind) => kind[0] !== Owner.Mirror));
  }

  /**
   * Does an action. `event` is the server's that it is done ahead of, if there is one: without one the server's fields stay as they are. It is done
   * as a whole, with its effects, or not at all. It sees the fields as they were when it happened.
   */
  _act(run: Run, args: readonly Value[], happened: Scope["_event"], event: E | undefined, effect: Scope["_effect"], seen: Fields): void {
    const effects: Parameters<Scope["_effect"]>[] = [];
    const ahead: Ahead<E> = { _event: event as E, _run: run, _args: args, _happened: happened, _seen: seen };
    const written = this.#attempt(ahead, seen, (...made) => effects.push(made), event !== undefined);
    if (!written) return;
    for (const [name, value] of written) {
      const kind = this.#kinds.get(name)!;
      if (kind[0] === Owner.Mirror) {
        if (!this.#pending.includes(ahead) && event !== undefined) this.#pending.push(ahead);
      } else {
        this.#own.set(name, value);
        this.#around._keep(name, kind, value);
      }
    }
    for (const made of effects) effect(...made);
  }

  /** Runs an action over `seen`. The values that it gives the server's fields are shown from then on, if it came to its end; gives all that it set. */
  #attempt({ _run, _args, _happened }: Ahead<E>, seen: Fields, effect: Scope["_effect"], isAhead = true): Fields | undefined {
    const written: Fields = new Map();
    try {
      _run({
        _field: (name) => written.get(name) ?? seen.get(name) ?? this._read(name),
        _set: (name, value) => written.set(name, value),
        _args,
        _event: _happened,
        _effect: effect,
      });
    } catch {
      return undefined;
    }
    if (isAhead) for (const [name, value] of written) if (this.#kinds.get(name)?.[0] === Owner.Mirror) this.#ahead.set(name, value);
    return written;
  }
}
