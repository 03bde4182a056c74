// Rows that are moved while somebody is in them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bundle, launch, open } from "./browser.mjs";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser, await bundle("entry.ts"));
});
after(() => browser.close());

test("moving a row keeps its focus, its typed text and its frame", async () => {
  const seen = await page.evaluate(() => {
    const bench = new loom.Bench([
      ["L", ["<ul>", "</ul>"], [""], 0],
      ["R", ["<li><input>", "</li>"], [""], 0],
    ]);
    bench.create({ L: [{ "[": ["R", ["a"], ["b"], ["c"]] }] });
    const input = bench.element.querySelectorAll("input")[2];
    input.focus();
    input.value = "typed";
    let blurred = 0;
    input.addEventListener("blur", () => blurred++);
    bench.change([0, [">", [2, 0]]]);
    return {
      order: bench.element.textContent,
      focus: document.activeElement === input,
      value: input.value,
      first: bench.element.querySelector("input") === input,
      blurred,
    };
  });
  assert.deepEqual(seen, { order: "cab", focus: true, value: "typed", first: true, blurred: 0 });
});

for (const browser of ["one that can move nodes", "one that cannot"]) {
  test(`in ${browser}, a field that is being edited says its change after its row was moved, forward and back`, async () => {
    await page.evaluate((isOld) => {
      globalThis.moveBefore = Element.prototype.moveBefore;
      if (isOld) delete Element.prototype.moveBefore;
      globalThis.bench = new loom.Bench([
        ["L", ["<ul>", "</ul>"], [""], 0],
        ["R", ["<li><input>", "</li>"], [""], 0],
      ]);
      bench.create({ L: [{ "[": ["R", ["a"], ["b"], ["c"], ["d"]] }] });
      globalThis.seen = [];
      const input = bench.element.querySelectorAll("input")[2];
      for (const type of ["blur", "change"]) input.addEventListener(type, () => seen.push(type));
      input.focus();
    }, browser === "one that cannot");
    await page.keyboard.type("ty");
    await page.evaluate(() => bench.change([0, [">", [2, 0]]]));
    assert.equal(await page.evaluate(() => bench.element.textContent), "cabd");
    await page.keyboard.type("pe");
    await page.evaluate(() => bench.change([0, [">", [0, 3]]]));
    assert.equal(await page.evaluate(() => bench.element.textContent), "abdc");
    await page.keyboard.type("d");
    assert.deepEqual(await page.evaluate(() => seen.splice(0)), []);
    assert.equal(await page.evaluate(() => document.activeElement.value), "typed");
    await page.evaluate(() => document.activeElement.blur());
    assert.deepEqual(await page.evaluate(() => seen.sort()), ["blur", "change"]);
    await page.evaluate(() => (Element.prototype.moveBefore = moveBefore));
  });
}

test("the caret of an editable row stays where it is when the row is moved", async () => {
  const at = await page.evaluate(() => {
    const bench = new loom.Bench([
      ["L", ["<ul>", "</ul>"], [""], 0],
      ["R", ["<li><p contenteditable>text</p>", "</li>"], [""], 0],
    ]);
    bench.create({ L: [{ "[": ["R", ["a"], ["b"], ["c"]] }] });
    const edited = bench.element.querySelectorAll("p")[2];
    edited.focus();
    getSelection().collapse(edited.firstChild, 3);
    bench.change([0, [">", [2, 0]]]);
    return [bench.element.textContent, getSelection().anchorNode === edited.firstChild, getSelection().anchorOffset];
  });
  assert.deepEqual(at, ["textctextatextb", true, 3]);
});
