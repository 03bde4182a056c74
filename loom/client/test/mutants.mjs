// Wrong interpreters of browser expressions, for `cargo xtask test expressions`. Each is one change of a source, whose text stands there once.

import { readFile } from "node:fs/promises";

const mutant = (name, file, text, wrong) => ({ name, file, text, wrong });

export const MUTANTS = [
  mutant("white space is JavaScript's at the beginning", "operators", "/^\\p{White_Space}+/u", "/^\\s+/u"),
  mutant("white space is JavaScript's at the end", "operators", "/^(.*\\P{White_Space})?/su", "/^(.*\\S)?/su"),
  mutant("words are JavaScript's", "rare", "/\\P{White_Space}+/gu", "/\\S+/gu"),
  mutant("text ends its trimming at a line", "operators", "/^(.*\\P{White_Space})?/su", "/^(.*\\P{White_Space})?/u"),
  mutant("a length is that of UTF-16", "operators", "new TextEncoder().encode(text).length", "text.length"),
  mutant("characters are those of UTF-16", "operators", "BigInt([...x].length)", "BigInt(x.length)"),
  mutant("text is in the order of UTF-16", "values", "(a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)", "a < b ? -1 : a > b ? 1 : 0"),
  mutant("a line after the last line break counts", "rare", "(!x || x.endsWith(\"\\n\") ? 1 : 0)", "0"),
  mutant("nothing is replaced between the halves of a character", "rare", "from ? x.split(from) : [\"\", ...x, \"\"]", "x.split(from)"),
  mutant("case is ignored of all letters", "rare", "lower(x) === lower(y)", "x.toLowerCase() === y.toLowerCase()"),
  mutant("a long text is repeated", "rare", "bytes(x) * Number(times) > 1 << 20", "bytes(x) * Number(times) > 1e300"),
  mutant("halves are rounded up", "rare", "x < 0 ? -Math.round(-x) : Math.round(x)", "Math.round(x)"),
  mutant("the sign of NaN is 1", "rare", "x !== x ? x : isNegative(x)", "isNegative(x)"),
  mutant("a number is not preferred to NaN", "rare", "a !== a || (b === b && order * sign < 0)", "order * sign < 0"),
  mutant("zeros have no order", "rare", "compare(a, b) || Number(isNegative(b)) - Number(isNegative(a))", "compare(a, b)"),
  mutant("bounds may hold nothing", "rare", "low <= high ?", "true ?"),
  mutant("an iterator maps all of its items at once", "rare", "() => item().map(change)", "((now) => () => now)(item().map(change))"),
  mutant("an iterator filters all of its items at once", "rare", "=> () => item().filter(isKept)", "=> ((now) => () => now)(item().filter(isKept))"),
  mutant("items that are left out are not asked for", "rare", "item().filter(() => !left || left-- < 0)", "(left && left--) ? [] : item()"),
  mutant("one more item than is taken is asked for", "rare", "left ? item() : []", "[item()].map((found) => (left ? found : []))[0]"),
  mutant("an item that is filtered out counts as taken", "rare", "left -= BigInt(found.length)", "left && left--"),
  mutant("all items are asked for", "rare", "return [value, at];", "return [(all(x), value), at];"),
  mutant("a place may be the list's length", "rare", "at < x.length ? [x[at]] : []", "at <= x.length ? [x[at] ?? x[0]] : []"),
  mutant("an item is not inserted at the end", "rare", "at > x.length ? abandon()", "at >= x.length ? abandon()"),
  mutant("integers have no bounds", "numbers", "tag === \"f\" || wrap(tag, value as unknown as bigint) === (value as unknown) ? value : abandon()", "value"),
  mutant("integers have bounds of 64 bits", "numbers", "4 << (tag.charCodeAt(0) & 31)", "64"),
  mutant("an overflow wraps", "numbers", "(value as unknown) ? value : abandon()", "(value as unknown) ? value : (wrap(tag, value as unknown as bigint) as unknown as Num)"),
  mutant("a remainder does not overflow", "numbers", "  divide(tag, a, b);\n  return a % b;", "  if (tag !== \"f\" && !b) abandon();\n  return a % b;"),
  mutant("a remainder may be negative", "rare", "rest < 0 ?", "false ?"),
  mutant("a quotient is not that of the remainder", "rare", "a % b < 0 ?", "false ?"),
  mutant("a saturated number is the least one of its type plus one", "rare", "-beyond : 0n", "1n - beyond : 0n"),
  mutant("NaN is cast to the greatest number", "rare", "Math.min(a || 0, 1e20)", "Math.min(Number.isNaN(a) ? 1e20 : a, 1e20)"),
  mutant("a sum of nothing is 0", "rare", "tag === \"f\" ? -0 : 0n", "tag === \"f\" ? 0 : 0n"),
  mutant("numbers are parsed as JavaScript's", "rare", "FLOAT.test(text)", "text.trim() && !Number.isNaN(Number(text))"),
  mutant("a parsed number may be beyond its type", "numbers", ".filter((value) => wrap(tag, value) === value)", ""),
  mutant("zero without a sign may have a minus", "numbers", "/^\\+?\\d+$/", "/^[+-]?\\d+$/"),
  mutant("a float is written as JavaScript's", "values", "decimal(value, places) : String", "(places === undefined ? String(value) : decimal(value, places)) : String"),
  mutant("places are those of toFixed", "rare", "return fixed(value, places);", "return Math.abs(value) < 1e21 ? value.toFixed(places) : fixed(value, places);"),
  mutant("a tie goes to the even digit", "rare", "text.length > 15 && fixed", "false && fixed"),
  mutant("zero has no sign", "values", "(value as number) < 0 || Object.is(value, -0)", "(value as number) < 0"),
  mutant("NaN is in an order", "values", "a === b ? 0 : NaN", "0"),
  mutant("a list that begins another one equals it", "values", "return a.length - other.length;", "return 0;"),
  mutant("a bound of a range is in it", "rare", "Number(isInclusive)", "1"),
  mutant("a wildcard is a literal 0", "interpreter", "return () => true;\n", "return (value) => !value;\n"),
  mutant("a guard is not asked", "interpreter", "fits(value, run) && guard(run)", "fits(value, run)"),
  mutant("a match without an arm has a value", "interpreter", "      return abandon();\n    };\n  },\n  fn", "    };\n  },\n  fn"),
  mutant("both sides of || are evaluated", "interpreter", "choose(read(a), () => true, read(b))", "apply((x, y) => x || y, [read(a), read(b)])"),
  mutant("the last item stays", "rare", "pop: (x: List) => x.slice(0, -1)", "pop: (x: List) => x"),
];

/** A plugin for esbuild that makes the change. */
export function mutated({ name, file, text, wrong }) {
  return {
    name,
    setup(build) {
      build.onLoad({ filter: new RegExp(`/expression/${file}\\.ts$`) }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        if (source.split(text).length !== 2) throw new Error(`${file}.ts has not once the text of the mutant "${name}": ${text}`);
        return { contents: source.replace(text, () => wrong), loader: "ts" };
      });
    },
  };
}
