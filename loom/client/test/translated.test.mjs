// The engine on pages that a browser's translator works on: all that is shown stays right.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { bundle, launch, open } from "./browser.mjs";
import { own } from "./own.mjs";
import { install, WAYS } from "./translator.mjs";

const folder = new URL("../../fixtures/", import.meta.url);
const shared = readdirSync(folder).filter((name) => name.endsWith(".json"));
const fixtures = [...own, ...shared.flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")))].filter(
  (fixture) => fixture.templates && fixture.page !== undefined,
);

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser, await bundle("entry.ts"));
  await page.evaluate(install);
});
after(() => browser.close());

for (const way of WAYS) {
  test(`each fixture stays right where texts are translated, before and after its change (${way})`, async () => {
    for (const fixture of fixtures) {
      const seen = await page.evaluate(
        ([f, way]) => {
          const seen = [];
          const root = typeof f.root === "number" ? f.root : f.templates.findIndex((template) => template[0] === f.root);
          for (const make of [(bench) => bench.hydrate(f.page, root), (bench) => bench.create(f.before)]) {
            const bench = new loom.Bench(f.templates);
            const read = () => loom.plain(translator.read(bench.element));
            make(bench);
            translator.translate(way, bench.element);
            const first = read();
            bench.change(f.change);
            const changed = read();
            translator.translate(way, bench.element);
            const again = read();
            if (Object.keys(f.before)[0] === Object.keys(f.after)[0]) bench.rewrite(f.before);
            else bench.create(f.before);
            seen.push({ first, changed, again, back: read() });
          }
          return { seen, page: loom.plain(f.page), after: loom.plain(f.after_html) };
        },
        [fixture, way],
      );
      for (const { first, changed, again, back } of seen.seen) {
        assert.equal(first, seen.page, fixture.name);
        assert.equal(changed, seen.after, fixture.name);
        assert.equal(again, seen.after, fixture.name);
        assert.equal(back, seen.page, fixture.name);
      }
    }
  });

  test(`texts, branches and lists of texts in one sentence stay right, at random (${way})`, async () => {
    const failure = await page.evaluate((way) => {
      const templates = [
        // There are {n} of them: {branch} and {list} <b>{inner}</b>!
        ["A", ["There are <!---->", "<!----> of them: <!---->", "<!----> and <!---->", " <b>", "</b>!"], ["", "", "", ""], 0],
        ["X", ["just <!---->", ""], [""], 0],
        ["Y", ["<i>", "</i> and more"], [""], 0],
        ["T", ["", "<!---->, "], [""], 0],
      ];
      let seed = 11;
      const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
      for (let round = 0; round < 300; round++) {
        const bench = new loom.Bench(templates);
        let state = { n: 0, branch: "", list: ["a"], inner: 0 };
        const branch = ({ branch: at, n }) => (at === "" || at === "none" ? at : { [at]: [n] });
        bench.create({ A: [state.n, branch(state), { "[": ["T", ...state.list.map((text) => [text])] }, state.inner] });
        for (let step = 0; step < 8; step++) {
          if (random(4)) translator.translate(way, bench.element);
          const next = { ...state, list: [...state.list] };
          const change = [];
          if (random(2)) change.push(0, (next.n = state.n + 1));
          next.branch = random(3) ? state.branch : ["", "none", "X", "Y"][random(4)];
          if (next.branch !== state.branch || (next.n !== state.n && next.branch.length === 1)) {
            const whole = branch(next);
            change.push(1, next.branch === state.branch && typeof whole === "object" ? [0, next.n] : whole);
          }
          if (random(2)) {
            const inner = [];
            const gone = next.list.length && random(2);
            if (gone) next.list.shift();
            const at = random(next.list.length + 1);
            const text = `${round}.${step}`;
            next.list.splice(at, 0, text);
            inner.push(at, { T: [[text]] });
            const other = next.list.length - 1;
            if (other !== at) {
              next.list[other] = `o${step}`;
              inner.push(other, [0, `o${step}`]);
            }
            if (gone) inner.push("-", [0, 1]);
            change.push(2, inner);
          }
          if (random(2)) change.push(3, (next.inner = state.inner + 1));
          bench.change(change);
          state = next;
          const shown = { "": "", none: "none", X: `just ${state.n}`, Y: `${state.n} and more` }[state.branch];
          const wanted = `There are ${state.n} of them: ${shown} and ${state.list.map((text) => `${text}, `).join("")} ${state.inner}!`;
          const text = translator.read(bench.element).textContent;
          if (text !== wanted) return `round ${round}, step ${step}: ${text} is not ${wanted}`;
        }
      }
      return null;
    }, way);
    assert.equal(failure, null);
  });
}

test("a text is written, and no more, where nobody translates", async () => {
  const kept = await page.evaluate(() => {
    const bench = new loom.Bench([["FP", ["<p>a <!---->", "<!----> b</p>"], [""], 0]]);
    bench.hydrate("<p>a <!---->1<!----> b</p>", 0);
    const before = [...bench.element.firstChild.childNodes];
    bench.change([0, 2]);
    return before.every((node, i) => node === bench.element.firstChild.childNodes[i]);
  });
  assert.ok(kept);
});

test("elements that others put beside translated texts stay", async () => {
  const html = await page.evaluate(() => {
    const bench = new loom.Bench([["FP", ["<p>a <!---->", "<i></i></p>"], [""], 0]]);
    bench.hydrate("<p>a <!---->1<i></i></p>", 0);
    translator.translate("wrap", bench.element);
    bench.element.querySelector("i").after(document.createElement("u"));
    bench.change([0, 2]);
    return bench.html();
  });
  assert.equal(html, "<p>a 2<i></i><u></u></p>");
});

test("a page that was translated before it is bound is not bound", async () => {
  const bound = await page.evaluate(() =>
    ["wrap", "merge"].map((way) => {
      const bench = new loom.Bench([["FP", ["<p>", "</p>"], [""], 0]]);
      bench.element.innerHTML = "<p>1</p>";
      translator.translate(way, bench.element);
      return bench.bind(0);
    }),
  );
  assert.deepEqual(bound, [false, false]);
});
