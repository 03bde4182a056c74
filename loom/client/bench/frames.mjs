// The table of the benchmarks (`bench/src/subject.rs`): its page, and each change of it in three forms: the frame that Loom's server
// sends, a message of much the same size for the code written by hand, and what it makes of the rows.

const ROW = "f2CSOdK8gck";
const ROOT = "3E_By34CI_k";
const EVENTS = ["update_one", "update_tenth", "select", "swap", "remove", "append", "prepend", "clear", "create", "reset"];

export const classOf = (value) => (value < 500 ? "low" : "high");

export function rowOf(id) {
  const value = (id * 7) % 1000;
  return { id, class: classOf(value), name: `Item number ${id} of the list`, value };
}

/** Rows with the ids from `from` on. */
export const rowsFrom = (from, count) => Array.from({ length: count }, (_, i) => rowOf(from + i));

/** The contents of the table, for comparing. */
export const digest = (rows) => rows.map((row) => [row.id, row.class, row.id, row.name, row.value].join("|")).join("\n");

/** Keys as the server writes them: three or more that rise by one are a run. */
function keysOf(rows) {
  const ids = rows.map(({ id }) => id);
  const [first, last] = [ids[0], ids.at(-1)];
  return ids.length > 2 && last - first === ids.length - 1 ? `${first}-${last}` : ids.join(",");
}

const slots = ({ id, class: name, name: text, value }) => [id, name, id, text, value];
const cells = ({ id, name, value }) => `<td>${id}</td><td>${name}</td><td>${value}</td>`;

/** The body of the page, as the server writes it; by hand without what only Loom needs. */
export function body(rows, live) {
  const lines = rows.map((row) => `<tr id="${row.id}" class=" ${row.class}">${cells(row)}</tr>`).join("");
  if (!live) return `<table><tbody>${lines}</tbody></table>`;
  const buttons = EVENTS.map((event) => `<button data-l-click="${event}">${event}</button>`).join("");
  const templates = [
    [ROOT, [`<p>${buttons}</p><table><tbody>`, "</tbody></table>"], [""], 0],
    [ROW, ["<tr", ' class="', '"><td>', "</td><td>", "</td><td>", "</td></tr>"], ["0@id", "0.", "", "", ""], 0],
  ];
  return (
    '<div data-l-live="Table" data-l-ws="/loom/ws" data-l-token="T" data-l-root="0">' +
    `<p>${buttons}</p><table><tbody><!--[-->${rows.length ? "<!--i1-->" : ""}${lines}<!--]${keysOf(rows)}--></tbody></table></div>` +
    `<script type="application/json" data-l-templates>${JSON.stringify(templates).replaceAll("<", "\\u003c")}</script>`
  );
}

// Each change is `{ loom, hand, apply }`; `loom` is the change of the list alone.

/** Another value for one row, in a cell alone. */
export const cell = (at, value) => ({
  loom: [at, [4, value]],
  hand: ["cell", at, value],
  apply: (rows) => (rows[at].value = value),
});

/** Another value for one row, and the class that goes with it. */
export const update = (at, value) => ({
  loom: [at, [1, classOf(value), 4, value]],
  hand: ["update", at, classOf(value), value],
  apply: (rows) => Object.assign(rows[at], { value, class: classOf(value) }),
});

/** Another value for every tenth row, whose class changes with it. The values are given; they are distinct. */
export function tenth(values) {
  const classes = values.map(classOf);
  const items = values.map((value, i) => [i * 10, [1, classes[i], 4, value]]);
  return {
    loom: items.flat(),
    hand: ["tenth", classes, values],
    apply: (rows) => values.forEach((value, i) => Object.assign(rows[i * 10], { value, class: classes[i] })),
  };
}

/** As `tenth`, in the form for many items that change in the same slots. */
export function tenthTogether(values) {
  const classes = values.map(classOf);
  return { ...tenth(values), loom: ["=", [[1, 4], [0, [10, values.length - 1]], classes, values]] };
}

/** The selection goes from one row to another. */
export function select(rows, old, at) {
  const pairs = [[old, classOf(rows[old].value)], [at, "selected"]].sort((a, b) => a[0] - b[0]);
  return {
    loom: pairs.flatMap(([i, name]) => [i, [1, name]]),
    hand: ["classes", ...pairs.flat()],
    apply: (all) => pairs.forEach(([i, name]) => (all[i].class = name)),
  };
}

export const swap = (a, b) => ({
  loom: [">", [b, a, a, b]],
  hand: ["swap", a, b],
  apply: (rows) => ([rows[a], rows[b]] = [rows[b], rows[a]]),
});

export const remove = (at, count) => ({
  loom: ["-", [at, count]],
  hand: ["remove", at, count],
  apply: (rows) => rows.splice(at, count),
});

export const insert = (at, fresh) => ({
  loom: [at, { [ROW]: fresh.map(slots), "#": keysOf(fresh) }],
  hand: ["insert", at, fresh.map(({ id, class: name, name: text, value }) => [id, name, text, value])],
  apply: (rows) => rows.splice(at, 0, ...fresh.map((row) => ({ ...row }))),
});

/** The frame of a change, as text. */
export const frame = ({ loom }, number = 0) => JSON.stringify(["p", 1, number, [0, loom]]);
