// The fields that expressions know, without a page: random actions, answers, errors and pushes are compared with a model that does everything
// anew from the beginning.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keepNames, moduleOf, textOf } from "./bundled.mjs";

const { State } = await moduleOf(await textOf(["expression/state"], [keepNames()]));

/** The same numbers in every run of a seed. */
function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Actions on the fields `a` and `b` of the server and `own` of the browser. Some have no result, depending on the fields. */
const ACTIONS = [
  (scope) => scope._set("a", scope._field("a") + 1n),
  (scope) => scope._set("b", scope._field("a") * 2n),
  (scope) => scope._set("a", scope._field("own")),
  (scope) => {
    scope._set("own", scope._field("own") + 1n);
    scope._set("b", scope._field("b") + scope._field("own"));
  },
  (scope) => {
    scope._set("a", scope._field("a") + 3n);
    if (scope._field("a") % 2n) throw new Error("no result");
    scope._set("b", 0n);
  },
  (scope) => scope._set("own", scope._args[0]),
  (scope) => scope._set("a", BigInt(scope._event().value.length)),
];

/** Runs an action over fields; the fields as they are afterwards, or nothing where it has no result. */
function after(action, fields, args, event) {
  const next = { ...fields };
  try {
    ACTIONS[action]({ _field: (name) => next[name], _set: (name, value) => (next[name] = value), _args: args, _event: () => event, _effect: () => undefined });
    return next;
  } catch {
    return undefined;
  }
}

/** Everything that has happened, from which the fields are worked out anew each time. */
class Model {
  base = { a: 0n, b: 0n };
  own = 0n;
  underWay = [];

  shown() {
    let fields = { ...this.base };
    for (const { action, args, event, own, isSet } of this.underWay) {
      const next = isSet && after(action, { ...fields, own }, args, event);
      if (next) fields = { a: next.a, b: next.b };
    }
    return { ...fields, own: this.own };
  }

  act(action, args, event, number) {
    const before = this.shown();
    const next = after(action, before, args, event);
    const isSet = !!next && (next.a !== before.a || next.b !== before.b || [0, 1, 2, 3, 4, 6].includes(action));
    if (number !== undefined) this.underWay.push({ action, args, event, own: before.own, number, isSet });
    if (next) this.own = next.own;
  }
}

const KIND = { a: "md", b: "md", own: "ld" };
const fieldsOf = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [KIND[name], Number(value)]]));

test("actions ahead of the server end as the server says, whatever comes in between", () => {
  let steps = 0;
  for (let seed = 1; seed <= 3000; seed++) {
    const random = randomOf(seed);
    const model = new Model();
    const state = new State({ _control: () => undefined, _kept: () => undefined, _keep: () => undefined });
    state._merge(fieldsOf({ a: 0, b: 0, own: 0 }));
    let underWay = [];
    const settle = () => state._settle((event) => underWay.includes(event));
    for (let step = 0; step < 20; step++, steps++) {
      const kind = random(10);
      if (kind < 5) {
        const [action, args, event] = [random(ACTIONS.length), [BigInt(random(5))], { value: "x".repeat(random(4)) }];
        const isAlone = action === 5 || random(5) === 0;
        const number = isAlone ? undefined : { step };
        if (number) underWay.push(number);
        model.act(action, args, event, number);
        state._act(ACTIONS[action], args, () => event, number, () => undefined, state._look());
      } else if (kind < 8 && underWay.length) {
        // An answer to one or more events; with a change, or without.
        const last = underWay[random(underWay.length)];
        underWay = underWay.slice(underWay.indexOf(last) + 1);
        model.underWay = model.underWay.filter(({ number }) => underWay.includes(number));
        if (random(2)) {
          const change = { a: BigInt(random(9)), ...(random(2) ? { b: BigInt(random(9)) } : {}) };
          Object.assign(model.base, change);
          state._merge(fieldsOf(change));
        }
        settle();
      } else if (kind === 8 && underWay.length) {
        // The first of them fails.
        const [first] = underWay.splice(0, 1);
        model.underWay = model.underWay.filter(({ number }) => number !== first);
        settle();
      } else {
        // A push; of the browser's own fields nothing is taken.
        const change = { b: BigInt(random(9)) };
        Object.assign(model.base, change);
        state._merge(fieldsOf({ ...change, own: 77 }));
        settle();
      }
      const shown = model.shown();
      const got = { a: state._read("a"), b: state._read("b"), own: state._read("own") };
      assert.deepEqual(got, { a: shown.a, b: shown.b, own: shown.own }, `seed ${seed}, step ${step}`);
    }
    underWay = [];
    settle();
    assert.deepEqual([state._read("a"), state._read("b")], [model.base.a, model.base.b], `seed ${seed}: the server's values count at last`);
  }
  assert.equal(steps, 60_000);
});

test("an action that has no result changes nothing and has no effects, and one that has is done with its effects once", () => {
  const state = new State({ _control: () => undefined, _kept: () => undefined, _keep: () => undefined });
  state._merge(fieldsOf({ a: 0, b: 0, own: 0 }));
  const effects = [];
  const effect = (...made) => effects.push(made);
  state._act((scope) => {
    scope._set("own", 5n);
    scope._effect("focus", ["x"]);
    throw new Error("no result");
  }, [], () => ({}), {}, effect, state._look());
  assert.deepEqual([state._read("own"), effects], [0n, []]);
  const event = {};
  state._act((scope) => {
    scope._set("a", 5n);
    scope._effect("focus", ["x"]);
  }, [], () => ({}), event, effect, state._look());
  state._merge(fieldsOf({ b: 3 }));
  state._settle((other) => other === event);
  assert.deepEqual([state._read("a"), state._read("b"), effects], [5n, 3n, [["focus", ["x"]]]]);
});

test("fields of a tab begin with what was kept, if it is of their type, and are kept when they are set", () => {
  const kept = [];
  const state = new State({
    _control: (name) => (name === "draft" ? "typed" : undefined),
    _kept: (name, kind) => (name === "tab" ? (assert.equal(kind, "tz"), false) : undefined),
    _keep: (...what) => kept.push(what),
  });
  state._merge({ tab: ["tz", true], wide: ["wz", true], draft: ["bs", "server"], age: ["bA", 7] });
  assert.deepEqual(["tab", "wide", "draft", "age"].map((name) => state._read(name)), [false, true, "typed", 7n]);
  state._act((scope) => scope._set("wide", false), [], () => undefined, undefined, () => undefined, state._look());
  assert.deepEqual([state._read("wide"), kept], [false, [["wide", "wz", false]]]);
});

test("the fields that a handler receives are said exactly", () => {
  const state = new State({ _control: () => undefined, _kept: () => undefined, _keep: () => undefined });
  state._merge({ n: ["lD @add", { n: "18446744073709551615" }], f: ["lf @add @drop", { f: "-0" }], list: ["l?[s @add", [["a\"", ""]]], other: ["lz @drop", true], own: ["lz", true] });
  const said = (handler) => state._say((kind) => kind.split(" @").includes(handler, 1));
  assert.equal(said("add"), '{"n":{"n":"18446744073709551615"},"f":{"f":"-0"},"list":[["a\\"",""]]}');
  assert.deepEqual(JSON.parse(said("drop")), { f: { f: "-0" }, other: true });
  assert.equal(said("lz"), undefined);
});
