// Scenario 35: a visitor is at work in the rows of a list while its patches are lost, and while a server goes on from an older state.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isKept, isLive, shows, suite, until } from "./harness.mjs";

const boards = suite("scenarios");

/** Works in row two: types, opens, presses, and stays in the field. */
async function work(page) {
  await page.click("#two .tally");
  await shows(page, "#two .tally", "two 1");
  await isKept(page, '"count":1');
  await page.evaluate(() => {
    const row = document.getElementById("two");
    row.querySelector("details").open = true;
    Object.assign(globalThis, { row, child: row.querySelector("[data-l-live]") });
  });
  await page.click("#two .free");
  await page.keyboard.type("for two");
}

/** The content of each row: its text, whether it is open, its component, and whether the visitor is there. */
const rows = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("li")].map((row) =>
      [
        row.id,
        row.querySelector(".free").value,
        row.querySelector("details").open,
        row.querySelector(".tally")?.textContent,
        row.contains(document.activeElement),
      ].join(" "),
    ),
  );

const ROW_TWO = "two for two true two 1 true";

/** Whether row two is the same element, and so is what is nested in it. */
const isSame = (page) =>
  page.evaluate(() => document.getElementById("two") === row && row.querySelector("[data-l-live]") === child);

test("35: a row that comes in a lost patch takes nothing from the others", async () => {
  const page = await boards.open("/boards", { cuts: true });
  await work(page);
  await page.evaluate(() => document.getElementById("insert").click());
  await page.waitForSelector("#zero .tally");
  await isLive(page);
  assert.deepEqual(await rows(page), ["zero  false zero 0 false", "one  false one 0 false", ROW_TWO]);
  assert.ok(await isSame(page));
  await page.click("#two .tally");
  await shows(page, "#two .tally", "two 2");
});

test("35: a server that was killed goes on from an older state, and each row keeps its own", async () => {
  const page = await boards.open("/boards", { cuts: true });
  await work(page);
  const tokens = () =>
    page.evaluate(() => [...document.querySelectorAll("[data-l-live]")].map((wrapper) => [wrapper, wrapper.dataset.lToken]).length);
  assert.equal(await tokens(), 3);
  await page.evaluate(() => (globalThis.older = document.querySelector("main > [data-l-live]").dataset.lToken));
  await page.evaluate(() => document.getElementById("add").click());
  await page.waitForSelector("#zero .tally");
  await page.click("#zero .tally");
  await shows(page, "#zero .tally", "zero 1");
  await page.click("#two .free");
  await isKept(page, '"zero"');
  await page.evaluate(() => (document.querySelector("main > [data-l-live]").dataset.lToken = older));
  await boards.program.stop("SIGKILL");
  await page.waitForSelector('html[data-l-state="reconnecting"]');
  await boards.program.start();
  await until(page, () => !document.getElementById("zero"));
  await isLive(page);
  assert.deepEqual(await rows(page), ["one  false one 0 false", ROW_TWO]);
  assert.ok(await isSame(page));

  // Where the row comes once more, it is another: nobody has counted in it.
  await page.click("#add");
  await shows(page, "#zero .tally", "zero 0");
});

test("35: what is said in a row, and its buttons, are of this row though its number is another after the break", async () => {
  const page = await boards.open("/boards", { cuts: true });
  await page.click("#insert");
  await page.waitForSelector("#zero .tally");
  await isLive(page);
  // The insertion of another row, whose answer is lost, and then what is said and pressed before anybody has heard of it.
  const heard = boards.network.swallowDown();
  await page.evaluate(() => document.getElementById("add").click());
  await heard(1);
  boards.network.cut();
  await page.waitForSelector('html[data-l-state="reconnecting"]');
  await page.evaluate(() => {
    const said = document.querySelector("#two .said");
    said.value = "mine";
    said.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector("#one .remove").click();
  });
  boards.network.mend();
  await shows(page, "#said", "two mine, removed one");
});
