// The client's half of `cargo xtask test expressions`: reads cases with what Rust makes of them, evaluates them, and says which differ. With
// `--mutants`, each mutant then evaluates the first cases: one that never differs shows that these tests are not enough.

import { createInterface } from "node:readline";
import { keepNames, moduleOf, textOf } from "./bundled.mjs";
import { MUTANTS, mutated } from "./mutants.mjs";

const FILES = ["expression/interpreter", "expression/values", "expression/rare"];

/** How many cases a mutant gets to evaluate, and how many thousand floats. */
const KEPT = { code: 20_000, floats: 2 };

/** How many differences are shown. */
const SHOWN = 5;

const text = await textOf(FILES, [keepNames()]);
const client = await whole(text);

/** The interpreter with the rarer half of the language, from the text of a module. */
async function whole(text) {
  const client = await moduleOf(text);
  client.extend(client);
  return client;
}

class Differs extends Error {}

/** Throws if the two have other JSON. */
function same(what, found, expected, ...given) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a === b) return;
  const lines = given.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`).join("");
  throw new Differs(`${what} differ\n${lines}  Node: ${a}\n  Rust: ${b}`);
}

/** Evaluates the code of a case in each of its scopes. How many evaluations had a result, and how many had none. */
function evaluate({ compile, decode, encode, Abandoned }, [, codes, scopes]) {
  const count = [0, 0];
  const runs = codes.map(compile);
  for (const [fields, args, event, results] of scopes) {
    let held = new Map(Object.entries(fields).map(([name, json]) => [name, decode(json)]));
    const decoded = args.map(decode);
    const shown = () => Object.fromEntries([...held].map(([name, value]) => [name, encode(value)]));
    results.forEach(([value, after, asked], at) => {
      const before = shown();
      let effects = [];
      const changed = new Map(held);
      const scope = {
        _args: decoded,
        _event: () => event,
        _field: (name) => changed.get(name),
        _set: (name, value) => changed.set(name, value),
        _effect: (name, values) => effects.push([name, values.map(encode)]),
      };
      let found;
      try {
        const result = runs[at](scope);
        found = result === undefined ? [] : [encode(result)];
        held = changed;
      } catch (error) {
        if (!(error instanceof Abandoned)) throw error;
        found = null;
        effects = [];
      }
      count[found ? 0 : 1]++;
      const given = [["code", codes[at]], ["fields", before], ["arguments", args], ["event", event]];
      same("values", found, value, ...given);
      same("fields", shown(), after, ...given);
      same("effects", effects, asked, ...given);
    });
  }
  return count;
}

function write({ decode, show }, [, ...floats]) {
  for (const [bits, places, text] of floats) {
    const [value] = new Float64Array(BigUint64Array.of(BigInt(bits)).buffer);
    same("texts", show(value, places ?? undefined), text, ["float", String(value)], ["places", places]);
  }
}

/** Whether the mutant does anything else than Rust in one of the cases. */
async function isNoticed(mutant, cases) {
  const other = await whole(await textOf(FILES, [keepNames(), mutated(mutant)]));
  for (const line of cases) {
    try {
      if (line[0] === "code") evaluate(other, line);
      else write(other, line);
    } catch {
      return true;
    }
  }
  return false;
}

const kept = { code: [], floats: [] };
const total = { results: 0, abandoned: 0, floats: 0 };
const differences = [];
for await (const json of createInterface({ input: process.stdin })) {
  const line = JSON.parse(json);
  if (kept[line[0]].length < KEPT[line[0]]) kept[line[0]].push(line);
  try {
    if (line[0] === "code") {
      const [results, abandoned] = evaluate(client, line);
      total.results += results;
      total.abandoned += abandoned;
    } else {
      write(client, line);
      total.floats += line.length - 1;
    }
  } catch (error) {
    differences.push(error instanceof Differs ? error.message : `${error.name}: ${error.message}\n  code: ${JSON.stringify(line[1])}`);
  }
}
// The shortest ones say most.
differences.sort((a, b) => a.length - b.length);
for (const difference of differences.slice(0, SHOWN)) console.log(difference);

const mutants = process.argv.includes("--mutants") ? MUTANTS : [];
// The shortest ones say most for their time.
kept.code.sort((a, b) => JSON.stringify(a[1]).length - JSON.stringify(b[1]).length);
const unnoticed = [];
for (const mutant of mutants) if (!(await isNoticed(mutant, [...kept.floats, ...kept.code]))) unnoticed.push(mutant.name);
for (const name of unnoticed) console.log(`nothing differs with a wrong interpreter: ${name}`);

const { results, abandoned, floats } = total;
console.log(
  `${results + abandoned} evaluations (${abandoned} abandoned), ${floats} floats: ${differences.length} differ` +
    (mutants.length ? `; ${mutants.length - unnoticed.length} of ${mutants.length} mutants noticed` : ""),
);
if (differences.length || unnoticed.length) process.exitCode = 1;
