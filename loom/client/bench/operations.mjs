// What is done to the table, and how often.

import { cell, insert, remove, rowsFrom, select, swap, tenth, tenthTogether, update } from "./frames.mjs";

const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));
/** A value that differs from turn to turn and from frame to frame. */
const value = (turn, i) => (turn * 37 + i * 501 + 13) % 1000;

/** `make(rows, turn)` gives the frames of which the time is taken, and those `after` them, which undo what the next turn must not find. */
export function operations(quick, { together }) {
  const many = quick ? 40 : 120;
  const few = quick ? 15 : 40;
  const all = (rows, turn) => rows.map((_, i) => value(turn, i)).filter((_, i) => i % 10 === 0);
  const middle = (rows) => rows.length >> 1;
  return [
    { name: "one cell", rounds: many, make: (rows, turn) => ({ timed: times(50, (i) => cell(middle(rows), value(turn, i))) }) },
    { name: "update one", rounds: many, sizes: [1000, 10_000], make: (rows, turn) => ({ timed: times(50, (i) => update(middle(rows), value(turn, i))) }) },
    {
      name: "every tenth",
      rounds: many,
      sizes: [1000, 10_000],
      make: (rows, turn) => ({ timed: times(3, (i) => (together ? tenthTogether : tenth)(all(rows, turn * 3 + i))) }),
    },
    {
      name: "select",
      rounds: many,
      sizes: [1000, 10_000],
      make: (rows) => ({ timed: times(20, (i) => (i % 2 ? select(rows, 2, 699) : select(rows, 699, 2))) }),
    },
    { name: "swap 2 and 999", rounds: many, sizes: [1000, 10_000], make: () => ({ timed: times(20, () => swap(1, 998)) }) },
    {
      name: "remove one",
      rounds: many,
      sizes: [1000, 10_000],
      make: (rows) => ({ timed: times(10, () => remove(500, 1)), after: [insert(500, rows.slice(500, 510))] }),
    },
    {
      name: "append one",
      rounds: many,
      sizes: [1000, 10_000],
      make: (rows) => ({ timed: times(10, (i) => insert(rows.length + i, rowsFrom(20_001 + i, 1))), after: [remove(rows.length, 10)] }),
    },
    {
      name: "prepend one",
      rounds: many,
      sizes: [1000, 10_000],
      make: () => ({ timed: times(10, (i) => insert(0, rowsFrom(20_001 + i, 1))), after: [remove(0, 10)] }),
    },
    {
      name: "append 1,000",
      rounds: few,
      sizes: [1000, 10_000],
      make: (rows) => ({ timed: [insert(rows.length, rowsFrom(20_001, 1000))], after: [remove(rows.length, 1000)] }),
    },
    { name: "clear", rounds: few, sizes: [1000, 10_000], make: (rows) => ({ timed: [remove(0, rows.length)], after: [insert(0, rows.slice())] }) },
    {
      name: "create 1,000",
      rounds: few,
      sizes: [1000],
      make: (rows) => ({ before: [remove(0, rows.length)], timed: [insert(0, rowsFrom(1, 1000))] }),
    },
  ];
}
