// The engine on the wire's fixtures, forward from the server's HTML and from nothing.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { bundle, launch, open } from "./browser.mjs";
import { own } from "./own.mjs";

const folder = new URL("../../fixtures/", import.meta.url);
const shared = (() => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
})();
const fixtures = [
  ...own,
  ...shared.flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"))),
].filter((fixture) => fixture.templates && fixture.page !== undefined);

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser, await bundle("entry.ts"));
});
after(() => browser.close());

for (const fixture of fixtures) {
  test(`${fixture.name}: from the page`, async () => {
    const seen = await page.evaluate((f) => {
      const bench = new loom.Bench(f.templates);
      const root = typeof f.root === "number" ? f.root : f.templates.findIndex((template) => template[0] === f.root);
      const bound = bench.hydrate(f.page, root);
      const first = bench.html();
      const elements = [...bench.element.querySelectorAll("*")];
      if (bound) bench.change(f.change);
      return {
        bound,
        first,
        html: bench.html(),
        expected: loom.plain(f.after_html),
        page: loom.plain(f.page),
        kept: elements.filter((element) => element.isConnected).length,
      };
    }, fixture);
    assert.ok(seen.bound, "the page is bound");
    assert.equal(seen.first, seen.page, "binding changes nothing");
    assert.equal(seen.html, seen.expected);
    if (fixture.kept !== undefined) assert.equal(seen.kept, fixture.kept, "elements that stayed");
  });

  test(`${fixture.name}: from nothing, and again`, async () => {
    const seen = await page.evaluate((f) => {
      const bench = new loom.Bench(f.templates);
      bench.create(f.before);
      const first = bench.html();
      bench.change(f.change);
      const html = bench.html();
      const again = new loom.Bench(f.templates);
      again.create(f.before);
      const [before, after] = [f.before, f.after].map((whole) => Object.keys(whole)[0]);
      if (before === after) again.rewrite(f.after);
      else again.create(f.after);
      return { first, html, again: again.html(), expected: loom.plain(f.after_html), page: loom.plain(f.page) };
    }, fixture);
    assert.equal(seen.first, seen.page);
    assert.equal(seen.html, seen.expected);
    assert.equal(seen.again, seen.expected);
  });
}

test("a page that is not what its template says is not bound, and nothing is thrown", async () => {
  const bound = await page.evaluate(() => {
    const bench = new loom.Bench([["FP", ["<p>", "</p>"], [""], 0]]);
    return [
      bench.hydrate("<p>a</p>", 0),
      bench.hydrate("<div>a</div>", 0),
      bench.hydrate("", 0),
      bench.hydrate("<p><!--t9--></p>", 0),
      bench.hydrate("<p>a</p>", 7),
    ];
  });
  assert.deepEqual(bound, [true, false, false, false, false]);
});

test("text that the parser cut in two is bound as one", async () => {
  const text = await page.evaluate(() => {
    const bench = new loom.Bench([["FP", ["<p>", "</p>"], [""], 0]]);
    bench.hydrate(`<p>${"x".repeat(200_000)}</p>`, 0);
    bench.change([0, "short"]);
    return bench.element.textContent;
  });
  assert.equal(text, "short");
});

test("changes that others make to the page stay", async () => {
  const html = await page.evaluate(() => {
    const bench = new loom.Bench([["FP", ['<p class="a', '"', ">", "</p><i></i>"], ["0.", "0@title", ""], 0]]);
    bench.hydrate('<p class="a b" title="t">text</p><i></i>', 0);
    const p = bench.element.querySelector("p");
    p.classList.add("foreign");
    p.setAttribute("data-foreign", "1");
    p.after(document.createElement("b"));
    p.append(document.createElement("u"));
    bench.change([0, "c", 1, null, 2, "new"]);
    return bench.element.innerHTML;
  });
  assert.equal(html, '<p class="a foreign c" data-foreign="1">new<u></u></p><b></b><i></i>');
});

test("a whole list keeps the rows whose key it has, in order at random against a naive model", async () => {
  const failure = await page.evaluate(() => {
    const templates = [
      ["L", ["<ul>", "</ul>"], [""], 0],
      ["A", ["<li><input>", "</li>"], [""], 0],
      ["B", ["<!---->", " ", ""], ["", ""], 0],
    ];
    let seed = 11;
    const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
    const keyOf = (id) => (id % 3 ? String(id) : "A" + "k".repeat(8) + id);
    const slots = ({ id, template }) => (template === "A" ? [id] : [id, "b"]);
    const whole = (model, keyed = true) => {
      const list = { "[": model.flatMap((item) => [item.template, slots(item)]) };
      if (keyed && model.length) list["#"] = model.map(({ id }) => keyOf(id)).join(",");
      return { L: [list] };
    };
    for (let round = 0; round < 600; round++) {
      const bench = new loom.Bench(templates);
      let next = 0;
      const make = () => ({ id: next++, template: random(4) ? "A" : "B" });
      let model = Array.from({ length: random(12) }, make);
      bench.create(whole(model));
      for (let step = 0; step < 4; step++) {
        const nodes = new Map(bench.tree._parts[0]._items.map((tree, i) => [model[i], tree._first]));
        const target = model.filter(() => random(5) > 0);
        for (let i = random(5); i > 0; i--) target.splice(random(target.length + 1), 0, ...target.splice(random(target.length), 1));
        for (let i = random(4); i > 0; i--) target.splice(random(target.length + 1), 0, make());
        // One that comes back as something else under its key is another.
        const other = target.map((item) => (random(9) ? item : { id: item.id, template: item.template === "A" ? "B" : "A" }));
        bench.rewrite(whole(other));
        const items = bench.tree._parts[0]._items;
        const problem =
          items.length !== other.length ? "a count" : other.find((item, i) => nodes.has(item) && nodes.get(item) !== items[i]._first);
        const shown = [...bench.element.firstChild.childNodes].map((node) => (node instanceof Comment ? "" : node.textContent)).join("").replace(/\s*b/g, ",");
        const expected = other.map(({ id, template }) => (template === "A" ? id : id + ",")).join("");
        if (problem || shown !== expected) return { round, step, problem, shown, expected };
        model = other;
      }
    }
    return null;
  });
  assert.equal(failure, null);
});

test("runs of keys, and keys from the page", async () => {
  const seen = await page.evaluate(() => {
    const bench = new loom.Bench([
      ["L", ["<ul>", "</ul>"], [""], 0],
      ["A", ["<li>", "</li>"], [""], 0],
    ]);
    bench.hydrate("<ul><!--[--><!--i1--><li>a</li><li>b</li><li>c</li><li>d</li><!--]-1-1,Akkkkkkkk--></ul>", 0);
    const keys = bench.tree._parts[0]._items.map(({ _key }) => _key);
    const [a, , c, d] = bench.element.querySelectorAll("li");
    bench.change([0, [4, { A: [["e"], ["f"]], "#": "8,9" }]]);
    bench.rewrite({ L: [{ "[": ["A", ["D"], ["A"], ["F"], ["C"]], "#": "Akkkkkkkk,-1,9,1" }] });
    const now = [...bench.element.querySelectorAll("li")];
    return { keys, same: [d, a, null, c].map((node, i) => node === now[i]), text: now.map((node) => node.textContent).join("") };
  });
  assert.deepEqual(seen, { keys: ["-1", "0", "1", "Akkkkkkkk"], same: [true, true, false, true], text: "DAFC" });
});

test("items of one key are not known again, and items without keys by their place", async () => {
  const seen = await page.evaluate(() => {
    const templates = [
      ["L", ["<ul>", "</ul>"], [""], 0],
      ["A", ["<li>", "</li>"], [""], 0],
    ];
    const kept = (before, after) => {
      const bench = new loom.Bench(templates);
      const whole = (keys, n) => ({ L: [{ "[": ["A", ...Array.from({ length: n }, (_, i) => [i])], ...(keys && { "#": keys }) }] });
      bench.create(whole(...before));
      const old = [...bench.element.querySelectorAll("li")];
      bench.rewrite(whole(...after));
      return [...bench.element.querySelectorAll("li")].map((node) => old.indexOf(node));
    };
    return [
      kept(["7,7,8", 3], ["8,7", 2]),
      kept(["7,8", 2], ["7,7,8", 3]),
      kept([null, 2], [null, 3]),
      kept(["1-3", 3], [null, 3]),
      kept([null, 3], ["1-3", 3]),
    ];
  });
  assert.deepEqual(seen, [[2, -1], [-1, -1, 1], [0, 1, -1], [-1, -1, -1], [-1, -1, -1]]);
});

test("a child component stays where a whole value has the same one, by module and birth", async () => {
  const seen = await page.evaluate(() => {
    const all = new loom.Bench([["P", ["<section>", "</section>"], [""], 0]]);
    all.hydrate('<section><div data-l-live="m" data-l-token="t"></div></section>', 0);
    const child = () => all.element.querySelector("[data-l-live]");
    const steps = [["m", "u"], ["m", "u", 5], ["m", "v", 5], ["m", "v", 6], ["n", "v", 6], ["n", "v"]];
    return steps.map((step) => {
      const before = child();
      all.rewrite({ P: [{ "@": step }] });
      return child() === before;
    });
  });
  assert.deepEqual(seen, [true, false, true, false, false, false]);
});

test("focus, typed text and what is open stay in their rows when a whole list has another order", async () => {
  const seen = await page.evaluate(() => {
    const bench = new loom.Bench([
      ["L", ["<ul>", "</ul>"], [""], 0],
      ["A", ["<li><details><summary></summary></details><input><div><i></i></div>", "</li>"], [""], 0],
    ]);
    const whole = (...keys) => ({ L: [{ "[": ["A", ...keys.map((key) => [key])], "#": keys.join(",") }] });
    bench.create(whole("one", "two", "three"));
    const row = bench.element.querySelectorAll("li")[1];
    const [details, input, box] = row.children;
    details.open = true;
    input.value = "typed";
    input.focus();
    input.setSelectionRange(1, 3);
    box.style.cssText = "height:10px;overflow:auto";
    box.firstChild.style.cssText = "display:block;height:100px";
    box.scrollTop = 40;
    bench.rewrite(whole("zero", "three", "two"));
    return {
      text: row.lastChild.data,
      at: [...bench.element.querySelectorAll("li")].indexOf(row),
      open: details.open,
      value: input.value,
      focus: document.activeElement === input && input.selectionStart + "-" + input.selectionEnd,
      scroll: box.scrollTop,
      others: [...bench.element.querySelectorAll("input")].map((other) => other.value).join(),
    };
  });
  assert.deepEqual(seen, { text: "two", at: 2, open: true, value: "typed", focus: "1-3", scroll: 40, others: ",,typed" });
});

test("a keyed list keeps the identity of its rows, shuffled at random against a naive model", async () => {
  const failure = await page.evaluate(() => {
    const templates = [
      ["L", ["<ul>", "</ul>"], [""], 0],
      ["A", ["<li>", "</li>"], [""], 0],
      ["B", ["<!---->", " ", ""], ["", ""], 0],
    ];
    let seed = 7;
    const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
    for (let round = 0; round < 400; round++) {
      const bench = new loom.Bench(templates);
      let next = 0;
      const make = () => ({ id: next++, template: random(4) ? "A" : "B" });
      const slots = (item) => (item.template === "A" ? [item.id] : [item.id, "b"]);
      let model = Array.from({ length: random(12) }, make);
      bench.create({ L: [{ "[": model.flatMap((item) => [item.template, slots(item)]) }] });
      for (let step = 0; step < 6; step++) {
        const nodes = new Map(bench.tree._parts[0]._items.map((tree, i) => [model[i].id, tree._first]));
        // In some steps items only move.
        const all = random(3) === 0;
        const kept = model.filter(() => all || random(5) > 0);
        const target = [...kept];
        for (let i = random(4); i > 0; i--) target.splice(random(target.length + 1), 0, ...target.splice(random(target.length), 1));
        for (let i = all ? 0 : random(4); i > 0; i--) target.splice(random(target.length + 1), 0, make());
        // The change: whatever is not in its old order is moved.
        const change = [];
        for (let i = 0; i < target.length; i++) {
          const item = target[i];
          if (!nodes.has(item.id)) change.push(i, { [item.template]: [slots(item)] });
        }
        const gone = model.flatMap((item, i) => (kept.includes(item) ? [] : [i, 1]));
        if (gone.length) change.push("-", gone);
        const moves = [];
        let last = -1;
        target.forEach((item, to) => {
          const from = model.indexOf(item);
          if (from < 0) return;
          if (from < last || random(6) === 0) moves.push(from, to);
          else last = from;
        });
        if (moves.length) change.push(">", moves);
        bench.change([0, change]);
        model = target;
        const text = model.map((item) => (item.template === "A" ? `${item.id}` : `${item.id} b`)).join("");
        if (bench.element.textContent !== text) return `round ${round}: ${bench.element.textContent} is not ${text}`;
        for (const [i, tree] of bench.tree._parts[0]._items.entries()) {
          if (nodes.has(model[i].id) && nodes.get(model[i].id) !== tree._first) return `round ${round}: a row was made anew`;
        }
      }
    }
    return null;
  });
  assert.equal(failure, null);
});

test("raw HTML is changed in place", async () => {
  const seen = await page.evaluate(() => {
    const bench = new loom.Bench([["FP", ["<div>", "</div>"], [""], 0]]);
    bench.hydrate("<div><!--(--><p id=a>one</p><!--note--><details open>x</details><!--)--></div>", 0);
    const p = bench.element.querySelector("p");
    bench.change([0, { "<": "<h1>new</h1><p id=a class=x>two</p><!--note--><details>x</details>" }]);
    return { same: bench.element.querySelector("p") === p, html: bench.html() };
  });
  assert.deepEqual(seen, {
    same: true,
    html: '<div><h1>new</h1><p class="x" id="a">two</p><details open="">x</details></div>',
  });
});

test("svg and math are made in their namespaces", async () => {
  const names = await page.evaluate(() => {
    const bench = new loom.Bench([
      ["S", ["<svg>", "</svg><math>", "</math>"], ["", ""], 0],
      ["C", ["<circle", "/>"], ["0@r"], 1],
      ["M", ["<mi>", "</mi>"], [""], 2],
    ]);
    bench.create({ S: [{ C: [5] }, { M: ["x"] }] });
    bench.change([0, [0, 7]]);
    return [...bench.element.querySelectorAll("circle,mi")].map((e) => [e.namespaceURI, e.outerHTML]);
  });
  assert.deepEqual(names, [
    ["http://www.w3.org/2000/svg", '<circle r="7"></circle>'],
    ["http://www.w3.org/1998/Math/MathML", "<mi>x</mi>"],
  ]);
});

test("attributes of Loom that are no events bind none", async () => {
  const names = ["click", "keydown.enter", "flash-sale", "flash", "banner", "retry", "limit", "state", "root", "debounce"];
  const bound = await page.evaluate((all) => all.filter((name) => loom.eventOf("data-l-" + name)), names);
  assert.deepEqual(bound, ["click", "keydown.enter", "flash-sale"]);
});
