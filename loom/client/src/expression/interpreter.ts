// Browser expressions: their code, JSON that the macros wrote, becomes closures once, and these are called for each evaluation.
// Nothing in code names anything of JavaScript's.

import { TAGGED } from "./numbers";
import { CHANGES, OPERATORS } from "./operators";
import { abandon, decode, equals, show, unknown, Unknown, wellFormed, writeFloats, type Json, type Value } from "./values";

/** The page around an evaluation. An evaluation may be abandoned when it has changed some fields: then these changes are to be dropped. */
export interface Scope {
  _field(name: string): Value;
  _set(name: string, value: Value): void;
  readonly _args: readonly Value[];
  _event(): { readonly value?: string; readonly key?: string; readonly checked?: boolean } | undefined;
  _effect(name: string, args: Value[]): void;
}

/** A value; or a closure or an iterator, which only code has. An effect or an assignment has none. */
type Term = unknown;

/** One evaluation. Locals are by their numbers. */
interface Run {
  readonly _scope: Scope;
  readonly _locals: Term[];
}

/** One node of the code. */
type Node = (run: Run) => Term;

type Code = unknown;

type Operator = (...values: Term[]) => Term;

/** Whether a value fits a pattern, whose names are bound then. */
type Pattern = (value: Value, run: Run) => boolean;

/** Reads code, or throws if there is anything in it that is none. */
export function compile(code: Code): (scope: Scope) => Value {
  const node = read(code);
  return (scope) => node({ _scope: scope, _locals: [] }) as Value;
}

/** Adds the rarer half of the language. */
export function extend(rare: typeof import("./rare")): void {
  Object.assign(OPERATORS, rare.operators);
  Object.assign(TAGGED, rare.tagged);
  Object.assign(PATTERNS, rare.patterns);
  for (const name in rare.changes) changing(name, rare.changes[name]);
  writeFloats(rare.decimal);
}

/** Whether this is the number of a local. No name of Rust's begins with a digit. */
const isLocal = (name: string): boolean => name < ":";

function read(code: Code): Node {
  if (typeof code === "string") return isLocal(code) ? (run) => run._locals[+code] : (run) => run._scope._field(code);
  if (!Array.isArray(code)) return constant(code as Json);
  const [name, ...rest] = code as [unknown, ...Code[]];
  if (typeof name === "number") return (run) => run._scope._args[name];
  if (typeof name !== "string") return refuse(name);
  const form = FORMS[name];
  if (form) return form(...rest);
  const [, operation, assigned, tag] = /^(.+?)(=?)([a-dA-Dfz])$/.exec(name) ?? [];
  if (assigned) return change(bind(operation, tag, 2), rest);
  const operator = OPERATORS[name] ?? bind(operation, tag, rest.length);
  return apply(counted(operator, rest.length), rest.map(read));
}

/** The operator of this name for the type of the tag. */
function bind(name: string, tag: string, count: number): Operator {
  const operator = TAGGED[name === "-" && count === 1 ? "neg" : name] as (tag: string, ...values: Term[]) => Term;
  if (!operator || (tag === "z" && name !== "parse")) refuse(name + tag);
  return operator.bind(null, tag);
}

/** The operator, if it has so many operands. */
function counted(operator: (...values: never[]) => Term, count: number): Operator {
  return operator.length === count ? (operator as Operator) : refuse(operator.name);
}

function refuse(what: unknown): never {
  throw new Unknown("no code: " + what);
}

/** Most operators have one or two operands. */
function apply(operator: Operator, values: Node[]): Node {
  const [a, b] = values;
  if (values.length === 1) return (run) => operator(a(run));
  if (values.length === 2) return (run) => operator(a(run), b(run));
  return (run) => operator(...values.map((value) => value(run)));
}

function constant(json: Json): Node {
  const value = decode(json);
  return () => value;
}

function choose(condition: Node, a: Node, b: Node): Node {
  return (run) => (condition(run) ? a : b)(run);
}

function list(items: Code[]): Node {
  const nodes = items.map(read);
  return (run) => nodes.map((node) => node(run));
}

/** Code that changes a field, which is read after the operands are evaluated. Its value is what is `taken` from the field. */
function change(operator: (...values: never[]) => Term, [field, ...rest]: Code[], taken: (before: Value) => Term = () => undefined): Node {
  const operands = list(rest);
  const next = counted(operator, rest.length + 1);
  if (typeof field !== "string" || isLocal(field)) return refuse(field);
  return (run) => {
    const values = operands(run) as Term[];
    const before = run._scope._field(field);
    run._scope._set(field, next(before, ...values) as Value);
    return taken(before);
  };
}

/** Code whose operands are not all evaluated first. */
const FORMS = {
  __proto__: null,
  "'": constant,
  "#": constant,
  "()": () => () => undefined,
  "&&": (a: Code, b: Code) => choose(read(a), read(b), () => false),
  "||": (a: Code, b: Code) => choose(read(a), () => true, read(b)),
  if: (condition: Code, a: Code, b: Code = ["()"]) => choose(read(condition), read(a), read(b)),
  let(number: string, value: Code, body: Code): Node {
    const [bound, then] = [read(value), read(body)];
    return (run) => {
      run._locals[+number] = bound(run);
      return then(run);
    };
  },
  do(...steps: Code[]): Node {
    const nodes = steps.map(read);
    return (run) => nodes.reduce((_, node) => node(run), undefined as Term);
  },
  match(subject: Code, ...arms: Code[]): Node {
    const of = read(subject);
    const cases: [Pattern, Node, Node][] = [];
    for (let at = 0; at < arms.length; at += 3) cases.push([readPattern(arms[at]), read(arms[at + 1]), read(arms[at + 2])]);
    return (run) => {
      const value = of(run) as Value;
      for (const [fits, guard, body] of cases) if (fits(value, run) && guard(run)) return body(run);
      return abandon();
    };
  },
  fn(numbers: string[], body: Code): Node {
    const then = read(body);
    return (run) => (...values: Term[]) => {
      numbers.forEach((number, at) => (run._locals[+number] = values[at]));
      return then(run);
    };
  },
  "=": (...rest: Code[]) => change((_: never, value: Value) => value, rest),
  ev(name: "value" | "key" | "checked"): Node {
    if (!/^(value|key|checked)$/.test(name)) return refuse(name);
    return (run) => {
      const value = run._scope._event()?.[name];
      return typeof value === "string" ? wellFormed(value) : (value ?? abandon());
    };
  },
  fx(name: Code, ...args: Code[]): Node {
    const operands = list(args);
    if (typeof name !== "string") return refuse(name);
    return (run) => void run._scope._effect(name, operands(run) as Value[]);
  },
  vec: (...items: Code[]) => list(items),
  fmt(...parts: (string | [Code, number?])[]): Node {
    const nodes = parts.map((part): Node => {
      if (typeof part === "string") return () => part;
      const [code, places] = part;
      const shown = read(code);
      return (run) => show(shown(run) as Value, places);
    });
    return (run) => nodes.map((node) => node(run)).join("");
  },
} as unknown as Record<string, (...rest: Code[]) => Node>;

for (const name in CHANGES) changing(name, CHANGES[name]);

/** Adds a form that changes a field. */
function changing(name: string, operator: (...values: never[]) => Term): void {
  const taken = name === "pop" ? (before: Value) => (before as readonly Value[]).slice(-1) : undefined;
  FORMS[name] = (...rest) => change(operator, rest, taken);
}

/** The patterns, but for the one that every value fits. */
const PATTERNS = {
  __proto__: null,
  "@"(number: string, inner: Code = "_"): Pattern {
    const fits = readPattern(inner);
    return (value, run) => {
      run._locals[+number] = value;
      return fits(value, run);
    };
  },
  "="(json: Json): Pattern {
    const literal = decode(json);
    return (value) => equals(value, literal);
  },
  "?"(inner?: Code): Pattern {
    const fits = inner ? readPattern(inner) : undefined;
    return (value, run) => (fits ? (value as Value[]).some((some) => fits(some, run)) : !(value as Value[]).length);
  },
  "|"(...inner: Code[]): Pattern {
    const patterns = inner.map(readPattern);
    return (value, run) => patterns.some((fits) => fits(value, run));
  },
} as unknown as Record<string, (...rest: Code[]) => Pattern>;

function readPattern(code: Code): Pattern {
  if (code === "_") return () => true;
  const [kind, ...rest] = code as [string, ...Code[]];
  return (PATTERNS[kind] ?? unknown)(...rest);
}
