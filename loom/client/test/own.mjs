// Fixtures of the client's own: `kept` says how many of the page's elements are there afterwards.

const item = ["ITEM", ['<li class="row', '"', '><input><b>', "</b>", "</li>"], ["0.done", "0!click", "", ""], 0];

/** A list of twelve items of two slots, and what a change of it makes of them. */
function list(name, change, make) {
  const before = [..."abcdefghijkl"].map((text, i) => [i + 1, text]);
  const after = make(before.map((slots) => [...slots]));
  const html = (items) => items.map(([number, text]) => `<li><b>${number}</b>${text}</li>`).join("");
  const whole = (items) => ({ A: [{ "[": ["I", ...items] }] });
  return {
    name,
    templates: [
      ["A", ["<ul>", "</ul>"], [""], 0],
      ["I", ["<li><b>", "</b>", "</li>"], ["", ""], 0],
    ],
    root: 0,
    page: `<ul><!--[--><!--i1-->${html(before)}<!--]--></ul>`,
    before: whole(before),
    change: [0, change],
    after: whole(after),
    after_html: `<ul>${html(after)}</ul>`,
  };
}

export const own = [
  list("every third item changes in one slot", ["=", [[1], [0, [3, 3]], ["A", "D", "G", "J"]]], (items) => {
    for (let i = 0; i < 12; i += 3) items[i][1] = items[i][1].toUpperCase();
    return items;
  }),
  list("items change in two slots, in one to the same value", ["=", [[0, 1], [1, 3, 1, 5], [20, 50, 60, 110], { "*": "x" }]], (items) => {
    for (const i of [1, 4, 5, 10]) items[i] = [(i + 1) * 10, "x"];
    return items;
  }),
  list(
    "many change together while others come, go, move and change",
    ["=", [[1], [1, [2, 3]], ["A", "B", "E", "G"]], 2, { I: [[99, "new"]] }, 4, [0, 40], "-", [2, 1], ">", [11, 0]],
    (items) => {
      const [a, b, , d, e, f, g, ...others] = items;
      const last = others.pop();
      a[1] = "A";
      b[1] = "B";
      d[0] = 40;
      e[1] = "E";
      g[1] = "G";
      return [last, a, [99, "new"], b, d, e, f, g, ...others];
    },
  ),
  {
    name: "a text and an attribute",
    templates: [["A", ["<p", ">Hello <!---->", "<!---->!</p>"], ["0@title", ""], 0]],
    root: 0,
    page: '<p title="x">Hello <!---->you<!---->!</p>',
    before: { A: ["x", "you"] },
    change: [0, null, 1, "all"],
    after: { A: [null, "all"] },
    after_html: "<p>Hello <!---->all<!---->!</p>",
    kept: 1,
  },
  {
    name: "an empty text that fills",
    templates: [["A", ["<p>", "<!---->!</p>"], [""], 0]],
    root: 0,
    page: "<p><!---->!</p>",
    before: { A: [""] },
    change: [0, "Oh"],
    after: { A: ["Oh"] },
    after_html: "<p>Oh!</p>",
    kept: 1,
  },
  {
    name: "a branch that flips",
    templates: [
      ["A", ["<div>", "<hr></div>"], [""], 0],
      ["B", ["<i>", "</i>"], [""], 0],
      ["C", ["<b>bold</b>"], [], 0],
    ],
    root: 0,
    page: "<div><!--t1--><i>x</i><hr></div>",
    before: { A: [{ B: ["x"] }] },
    change: [0, { C: [] }],
    after: { A: [{ C: [] }] },
    after_html: "<div><b>bold</b><hr></div>",
    kept: 2,
  },
  {
    name: "a branch that goes",
    templates: [
      ["A", ["<div>", "<hr></div>"], [""], 0],
      ["B", ["text <!---->", "<!---->", ""], ["", ""], 0],
    ],
    root: 0,
    page: "<div><!--t1-->text <!---->x<!---->y<hr></div>",
    before: { A: [{ B: ["x", "y"] }] },
    change: [0, ""],
    after: { A: [""] },
    after_html: "<div><hr></div>",
    kept: 2,
  },
  {
    name: "rows that go, move, come and change",
    templates: [["A", ["<ul>", "</ul>"], [""], 0], item],
    root: 0,
    page:
      "<ul><!--[--><!--i1-->" +
      [1, 2, 3, 4].map((n) => `<li class="row" data-l-click="a(${n})"><input><b>${n}</b></li>`).join("") +
      "<!--]--></ul>",
    before: { A: [{ "[": ["ITEM", ...[1, 2, 3, 4].map((n) => [false, `a(${n})`, n, ""])] }] },
    change: [0, [0, [0, true], 2, { ITEM: [[true, null, 9, "new"]] }, "-", [1, 1], ">", [3, 0]]],
    after: {
      A: [
        {
          "[": [
            "ITEM",
            [true, "a(4)", 4, ""],
            [false, "a(1)", 1, ""],
            [true, null, 9, "new"],
            [false, "a(3)", 3, ""],
          ],
        },
      ],
    },
    after_html:
      '<ul><li class="row done" data-l-click="a(4)"><input><b>4</b></li>' +
      '<li class="row" data-l-click="a(1)"><input><b>1</b></li>' +
      '<li class="row done"><input><b>9</b>new</li>' +
      '<li class="row" data-l-click="a(3)"><input><b>3</b></li></ul>',
    kept: 10,
  },
  {
    name: "items that are text, and a list that was empty",
    templates: [
      ["A", ["<p>", "</p>"], [""], 0],
      ["T", ["", ""], [""], 0],
    ],
    root: 0,
    page: "<p><!--[--><!--]--></p>",
    before: { A: [{ "[": [] }] },
    change: [0, [0, { T: [["a"], ["b"]] }]],
    after: { A: [{ "[": ["T", ["a"], ["b"]] }] },
    after_html: "<p>ab</p>",
    kept: 1,
  },
  {
    name: "items of two templates",
    templates: [
      ["A", ["<p>", "</p>"], [""], 0],
      ["T", ["", ""], [""], 0],
      ["E", ["<em>", "</em>"], [""], 0],
    ],
    root: 0,
    page: "<p><!--[--><!--i1-->a<!--i2--><em>b</em><em>c</em><!--i1--><!--]--></p>",
    before: { A: [{ "[": ["T", ["a"], "E", ["b"], ["c"], "T", [""]] }] },
    change: [0, [0, [0, "A"], 1, { T: [["new"]] }, 3, [0, "z"], "-", [2, 1], ">", [3, 2, 1, 3]]],
    after: { A: [{ "[": ["T", ["A"], ["new"], [""], "E", ["z"]] }] },
    after_html: "<p>Anew<em>z</em></p>",
    kept: 2,
  },
  {
    name: "styles, spread attributes and a text area",
    templates: [
      [
        "A",
        ['<div style="color:red;', '"', '></div><textarea>', "</textarea>"],
        ["0:width", "0*", "1="],
        0,
      ],
    ],
    root: 0,
    page: '<div style="color:red;width:1px;" id="a" hidden></div><textarea>one</textarea>',
    before: { A: ["1px", { id: "a", hidden: true }, "one"] },
    change: [0, "2px", 1, { id: "b" }, 2, "two"],
    after: { A: ["2px", { id: "b" }, "two"] },
    after_html: '<div style="color:red;width:2px;" id="b"></div><textarea>two</textarea>',
    kept: 2,
  },
  {
    name: "a child component in a table",
    templates: [
      ["A", ["<table><tbody>", "</tbody></table>", ""], ["", ""], 0],
      ["R", ["<tr><td>", "</td></tr>"], [""], 0],
    ],
    root: 0,
    page: '<table><tbody><!--[--><!--i1--><tr><td>1</td></tr><!--]--></tbody></table><div data-l-live="M" data-l-ws="/loom/ws" data-l-token="T">in</div>',
    before: { A: [{ "[": ["R", [1]] }, { "@": ["M", "T"] }] },
    change: [0, [1, { R: [[2]] }], 1, ""],
    after: { A: [{ "[": ["R", [1], [2]] }, ""] },
    after_html: "<table><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>",
    kept: 4,
  },
];
