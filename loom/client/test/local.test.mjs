// Slots that the browser computes, beside a mock of the server: an evaluation is made where a field or an argument is another, and nowhere else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { got, live, say } from "./mocked.mjs";

const ROWS = 60;

/** Makes a list of rows, each with two slots that the browser computes and an action. Upper-case texts tell how often the first is evaluated. */
async function rows() {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  await got(page);
  await page.evaluate(() => {
    globalThis.evaluated = 0;
    const { toUpperCase } = String.prototype;
    String.prototype.toUpperCase = function () {
      evaluated++;
      return toUpperCase.call(this);
    };
  });
  const codes = { 1: [1, ["up", [0]]], 2: [1, ["==", "chosen", [0]], 1], 3: [1, ["=", "chosen", [0]]] };
  const list = Array.from({ length: ROWS }, (_, at) => row(at));
  await say(
    page,
    ["t", ["L", ["<ol>", "</ol>"], [""], 0], ["R", ["<li>", "</li>"], ["", "0@title", "0@aria-current", "0!click"], 0, codes]],
    ["j", 1, { L: [{ "[": ["R", ...list] }] }, { chosen: ["ls", ""], other: ["ls", ""] }],
  );
  return page;
}

const row = (at, name = `r${at}`) => [name, [name], [name], ["", name]];
const evaluated = (page) => page.evaluate(() => [evaluated, (evaluated = 0)][0]);
const titles = (page) => page.evaluate(() => [...document.querySelectorAll("li")].map((item) => item.title).join());
const chosen = (page) => page.evaluate(() => [...document.querySelectorAll("[aria-current]")].map((item) => item.textContent).join());
const expected = (names) => names.map((name) => name.toUpperCase()).join();

test("a row that comes, or whose argument changes, is evaluated alone", async () => {
  const page = await rows();
  const names = Array.from({ length: ROWS }, (_, at) => `r${at}`);
  assert.equal(await titles(page), expected(names));
  assert.equal(await evaluated(page), ROWS);
  await say(page, ["p", 1, 0, [0, [7, [1, ["seven"]]]]]);
  assert.equal(await evaluated(page), 1);
  names[7] = "seven";
  await say(page, ["p", 1, 0, [0, [3, { R: [row(3, "new")] }]]]);
  assert.equal(await evaluated(page), 1);
  names.splice(3, 0, "new");
  await say(page, ["p", 1, 0, [0, ["-", [0, 1], ">", [5, 0]]]]);
  assert.equal(await evaluated(page), 0);
  assert.equal((await titles(page)).split(",").length, ROWS);
});

test("an action evaluates the slots that name the field which it changed", async () => {
  const page = await rows();
  await evaluated(page);
  await page.click("li:nth-child(5)");
  assert.equal(await chosen(page), "r4");
  await page.click("li:nth-child(9)");
  assert.equal(await chosen(page), "r8");
  assert.equal(await evaluated(page), 0);
  // New rows know what is chosen, and have actions.
  await say(page, ["p", 1, 0, [0, [0, { R: [row(8), row(99)] }]]]);
  assert.equal(await chosen(page), "r8,r8");
  await page.click("li:nth-child(2)");
  assert.equal(await chosen(page), "r99");
  assert.equal(await evaluated(page), 2);
});

test("rows that come and go time and again leave nothing behind", async () => {
  const page = await rows();
  const text = await page.evaluate((row) => {
    // Values of rows that have gone would be asked for their fields.
    for (let round = 0; round < 40; round++) {
      const [name] = row;
      const item = [name + round, [name], [name + round], ["", name + round]];
      server.say(["p", 1, 0, [0, ["-", [0, 60]]]], ["p", 1, 0, [0, [0, { R: Array.from({ length: 60 }, () => item) }]]]);
    }
    return server.heard().then(() => document.querySelector("li").textContent);
  }, row(0, "again"));
  assert.equal(text, "again39");
  // Each row reads the field once; those that have gone, at most once more for each that is there.
  const reads = await page.evaluate(() => {
    let count = 0;
    const has = Set.prototype.has;
    Set.prototype.has = function (name) {
      if (name === "chosen") count++;
      return has.call(this, name);
    };
    document.querySelector("li").click();
    Set.prototype.has = has;
    return count;
  });
  assert.ok(reads >= 2 * ROWS && reads <= 4 * ROWS + 16, String(reads));
  assert.equal((await chosen(page)).split(",").length, ROWS);
});
