// Browser expressions by themselves: what code gives, and what is no code. `cargo xtask test expressions` compares much more of it with Rust.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { keepNames, moduleOf, textOf } from "./bundled.mjs";

const text = await textOf(["expression/interpreter", "expression/values", "expression/rare"], [keepNames()]);
const client = await moduleOf(text);
const { compile, decode, encode, show, Abandoned } = client;
client.extend(client);

/** Fields, arguments and an event to evaluate code with; what was changed and asked for is in it. */
function scopeOf({ fields = {}, args = [], event = {} } = {}) {
  const held = new Map(Object.entries(fields).map(([name, json]) => [name, decode(json)]));
  return {
    effects: [],
    _args: args.map(decode),
    _event: () => event,
    _field: (name) => held.get(name),
    _set: (name, value) => held.set(name, value),
    _effect(name, values) {
      this.effects.push([name, ...values.map(encode)]);
    },
    fields: () => Object.fromEntries([...held].map(([name, value]) => [name, encode(value)])),
  };
}

/** The JSON of the value that code gives; "abandoned" for none. */
function evaluate(code, given) {
  const run = compile(code);
  try {
    const value = run(scopeOf(given));
    return value === undefined ? undefined : encode(value);
  } catch (error) {
    assert.ok(error instanceof Abandoned, error);
    return "abandoned";
  }
}

/** Checks each line: code, and the JSON of its value. */
function check(...lines) {
  for (const [code, expected, given] of lines) assert.deepEqual(evaluate(code, given), expected, JSON.stringify(code));
}

const f = (number) => ({ f: number });
const t = (text) => ["'", text];

test("literals, fields, arguments and constants are read", () => {
  check(
    [1, 1],
    [{ n: "-9223372036854775808" }, { n: "-9223372036854775808" }],
    [f("-0"), f("-0")],
    [true, true],
    [t("0"), "0"],
    [[1], "b", { args: ["a", "b"] }],
    ["open", false, { fields: { open: false } }],
    [["#", [[f(1.5)], []]], [[f(1.5)], []]],
    [["()"], undefined],
    [["let", "0", 2, ["*c", "0", "0"]], 4],
  );
});

test("integers overflow as in Rust", () => {
  check(
    [["+A", 255, 1], "abandoned"],
    [["+B", 255, 1], 256],
    [["-D", 0, 1], "abandoned"],
    [["-a", ["#", -128]], "abandoned"],
    [["/c", 1, 0], "abandoned"],
    [["/c", -7, 2], -3],
    [["%c", -2147483648, -1], "abandoned"],
    [["remc", -7, 2], 1],
    [["divc", -7, 2], -4],
    [["powc", -2, 31], -2147483648],
    [["powD", 3, 4294967295], "abandoned"],
    [["powD", 1, 4294967295], 1],
    [["sat-A", 1, 2], 0],
    [["sat*d", { n: "9223372036854775807" }, -2], { n: "-9223372036854775808" }],
    [["wrap+a", 127, 1], -128],
    [["chk/c", -2147483648, -1], []],
    [["chk+A", 1, 2], [3]],
    [["diffa", -128, 127], 255],
    [["asA", -1], 255],
    [["asA", f(300.7)], 255],
    [["asd", f("NaN")], 0],
    [["asf", { n: "9007199254740993" }], f(9007199254740992)],
  );
});

test("floats are calculated, rounded and written as in Rust", () => {
  check(
    [["/f", f(1), f(0)], f("inf")],
    [["round", f(-2.5)], f(-3)],
    [["round", f(0.49999999999999994)], f(0)],
    [["max", f("NaN"), f(1)], f(1)],
    [["min", f(0), f("-0")], f("-0")],
    [["clamp", f(1), f(2), f("NaN")], "abandoned"],
    [["<", f("NaN"), f(1)], false],
    [["sumf", ["iter", ["vec"]]], f("-0")],
  );
  for (const [number, expected] of [
    [1e21, "1000000000000000000000"],
    [1.5e-7, "0.00000015"],
    [-0, "-0"],
    [1000000000000000.25, "1000000000000000.3"],
    [-Infinity, "-inf"],
  ]) {
    assert.equal(show(number), expected);
  }
  check(
    [["fmt", [f(2.5), 0], " ", [f(-0.125), 2], " ", [f(1e21), 1]], "2 -0.12 1000000000000000000000.0"],
    [["fmt", [t("héllo"), 2], [5, 2], [true]], "hé5true"],
  );
});

test("text is that of Rust: bytes, characters, white space", () => {
  check(
    [["len", t("é😀")], 6],
    [["chars", t("é😀")], 2],
    [["trim", t("\u0085 \ufeffa\u00a0\n")], "\ufeffa"],
    [["words", t(" a\u0085b\ufeffc ")], 2],
    [["lines", t("a\r\nb\n")], 2],
    [["replace", t("a😀"), t(""), t("-")], "-a-😀-"],
    [["<", t("\uffff"), t("😀")], true],
    [["repeat", t("é"), 524289], "abandoned"],
    [["ieq", t("ÄbC"), t("ÄBc")], true],
    [["ieq", t("ä"), t("Ä")], false],
    [["strip_suffix", t("ab"), t("b")], ["a"]],
    [["parseA", t("+255")], [255]],
    [["parseA", t("-0")], []],
    [["parsea", t("-0")], [0]],
    [["parsef", t("-.5e1")], [f(-5)]],
    [["parsef", t("-Infinity")], [f("-inf")]],
    [["parsef", t("0x1")], []],
    [["parsez", t("true")], [true]],
  );
});

test("iterators are lazy, from either end", () => {
  const list = ["iter", ["vec", 100, 1, 2]];
  const triple = ["fn", ["0"], ["*A", "0", 3]];
  const overflow = ["map", ["iter", ["vec", 1, 2, 100]], triple];
  const is = (number) => ["fn", ["1"], ["==", "1", number]];
  check(
    [["any", overflow, is(6)], true],
    [["any", overflow, is(7)], "abandoned"],
    [["list", ["take", overflow, 2]], [3, 6]],
    [["count", ["skip", ["map", list, triple], 1]], "abandoned"],
    [["find", ["rev", ["map", list, triple]], is(6)], [6]],
    [["pos", ["filter", list, ["fn", ["2"], ["<", "2", 50]]], is(2)], [1]],
    [["sumA", ["filter", list, is(2)]], 2],
    [["sumA", ["iter", ["vec", 200, 56, 1]]], "abandoned"],
    [["imax", list], [100]],
    [["imin", ["iter", ["vec"]]], []],
  );
});

test("a match takes the first arm that fits", () => {
  const match = ["match", [0], ["=", 0], true, t("zero"), ["..", 1, 9, false], ["==", "x", 1], t("guarded"), ["@", "0", ["..", 1, null, true]], true, ["str", "0"]];
  const at = (number, x) => ({ args: [number], fields: { x } });
  check(
    [match, "zero", at(0, 0)],
    [match, "guarded", at(8, 1)],
    [match, "8", at(8, 0)],
    [match, "abandoned", at(-1, 0)],
    [["match", ["#", [[7]]], ["?", ["|", ["?"], ["?", ["@", "0"]]]], true, "0"], 7],
  );
});

test("an action changes fields, and asks for effects", () => {
  const scope = scopeOf({ fields: { n: 1, list: [1, 2, 3], text: "a" }, event: { value: "b\ud800" } });
  compile([
    "do",
    ["+=A", "n", 2],
    ["push_str", "text", ["ev", "value"]],
    ["match", ["pop", "list"], ["?", ["@", "0"]], true, ["insert", "list", 0, "0"], "_", true, ["()"]],
    ["retain", "list", ["fn", ["1"], ["!=", "1", 1]]],
    ["fx", "focus", ["str", "n"]],
  ])(scope);
  assert.deepEqual(scope.fields(), { n: 3, list: [3, 2], text: "ab\ufffd" });
  assert.deepEqual(scope.effects, [["focus", "3"]]);
  check([["insert", "list", 2, 0], "abandoned", { fields: { list: [1] } }], [["remove", "list", 1], "abandoned", { fields: { list: [1] } }]);
});

test("anything else is no code, and nothing of it runs", () => {
  const wrong = [
    null,
    {},
    undefined,
    [],
    [null],
    [["if"], true, 1, 2],
    ["constructor", 1],
    ["__proto__", 1],
    ["toString"],
    ["hasOwnProperty", 1],
    ["eval", t("1")],
    ["+", 1, 2],
    ["+E", 1, 2],
    ["+z", 1, 2],
    ["==A", 1, 2],
    ["len"],
    ["len", t("a"), 1],
    ["if", true],
    ["match", 1, "_", true],
    ["match", 1, ["constructor"], true, 1],
    ["=", "0", 1],
    ["=", ["'", "n"], 1],
    ["+=A", "n"],
    ["push", "n"],
    ["ev", "target"],
    ["fx", 1],
    ["do", ["=", "n", 2], ["unknown"]],
  ];
  const scope = scopeOf({ fields: { n: 1 } });
  for (const code of wrong) assert.throws(() => compile(code)(scope), (error) => !(error instanceof Abandoned), JSON.stringify(code));
  assert.deepEqual(scope.fields(), { n: 1 });
});

test("the interpreter is small", async () => {
  const base = await textOf(["expression/interpreter", "expression/values"]);
  const [size, whole] = [base, text].map((text) => gzipSync(text, { level: 9 }).length);
  assert.ok(size <= 2.75 * 1024, `${size} bytes`);
  assert.ok(whole <= 4 * 1024, `${whole} bytes with the rarer half`);
});
