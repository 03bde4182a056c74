// The operations on the table, and how often each runs.

import { cell, insert, remove, rowsFrom, select, swap, tenth, tenthTogether, update } from "./frames.mjs";

const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));
/** A value that differs from round to round and from frame to frame. */
const value = (round, i) => (round * 37 + i * 501 + 1013) % 1000;

/**
 * Each is taken in `turns` of so many `rounds`. `make(rows, round)` gives the frames of which the time is taken, and those `before` and `after`
 * them, so that the next round finds what this one found. `least` and `most` rows are 1,000 and 10,000 where nothing is said. `frames` are
 * timed together where one changes no more than a row or two: the first of them finds the machine's caches cold.
 */
export function operations(quick, { together }, frames) {
  const small = { turns: quick ? 8 : 40, rounds: 8 };
  const large = { turns: quick ? 8 : 40, rounds: 1 };
  const all = (rows, round) => rows.map((_, i) => value(round, i)).filter((_, i) => i % 10 === 0);
  const middle = (rows) => rows.length >> 1;
  return [
    { name: "one cell", ...small, least: 10, make: (rows, round) => ({ timed: times(frames ?? 50, (i) => cell(middle(rows), value(round, i))) }) },
    { name: "update one", ...small, make: (rows, round) => ({ timed: times(frames ?? 50, (i) => update(middle(rows), value(round, i))) }) },
    {
      name: "every tenth",
      ...small,
      rounds: 3,
      make: (rows, round) => ({ timed: times(3, (i) => (together ? tenthTogether : tenth)(all(rows, round * 3 + i))) }),
    },
    { name: "select", ...small, make: (rows) => ({ timed: times(frames ?? 20, (i) => (i % 2 ? select(rows, 2, 699) : select(rows, 699, 2))) }) },
    { name: "swap 2 and 999", ...small, make: () => ({ timed: times(20, () => swap(1, 998)) }) },
    { name: "remove one", ...small, make: (rows) => ({ timed: times(10, () => remove(500, 1)), after: [insert(500, rows.slice(500, 510))] }) },
    {
      name: "append one",
      ...small,
      make: (rows) => ({ timed: times(10, (i) => insert(rows.length + i, rowsFrom(20_001 + i, 1))), after: [remove(rows.length, 10)] }),
    },
    { name: "prepend one", ...small, make: () => ({ timed: times(10, (i) => insert(0, rowsFrom(20_001 + i, 1))), after: [remove(0, 10)] }) },
    {
      name: "append 1,000",
      ...large,
      make: (rows) => ({ timed: [insert(rows.length, rowsFrom(20_001, 1000))], after: [remove(rows.length, 1000)] }),
    },
    {
      name: "clear",
      ...large,
      make: (rows) => ({ timed: [remove(0, rows.length)], after: [insert(0, rows.slice())] }),
    },
    { name: "create 1,000", ...large, most: 1000, make: (rows) => ({ before: [remove(0, rows.length)], timed: [insert(0, rowsFrom(1, 1000))] }) },
  ];
}
