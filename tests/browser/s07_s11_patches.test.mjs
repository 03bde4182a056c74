// Scenarios 7 to 11: what patches leave alone, lists, branches.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");

test("7: details, dialogs, popovers, scroll positions and selections survive the patches around them", async () => {
  const page = await app.open("/around");
  await page.click("summary");
  await page.evaluate(() => {
    const scroll = document.querySelector("#scroll");
    Object.assign(scroll.style, { height: "200px", overflow: "auto" });
    scroll.scrollTop = 500;
    document.querySelector("#popover").showPopover();
    const range = document.createRange();
    const [words] = document.querySelector("#prose").childNodes;
    range.setStart(words, 5);
    range.setEnd(words, 10);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.querySelector("#more").click();
  });
  await shows(page, "#count", 1);
  assert.deepEqual(
    await page.evaluate(() => [
      document.querySelector("#details").open,
      document.querySelector("#popover").matches(":popover-open"),
      document.querySelector("#scroll").scrollTop,
      getSelection().toString(),
      document.querySelector("#details p").textContent,
    ]),
    [true, true, 500, "words", "Inside 1"],
  );
  await page.evaluate(() => document.querySelector("#dialog").showModal());
  await page.evaluate(() => document.querySelector("#more").click());
  await shows(page, "#count", 2);
  assert.equal(await page.evaluate(() => document.querySelector("#dialog").matches(":modal")), true);
});

test("8: elements, classes and attributes that others put into the page are left alone", async () => {
  const page = await app.open("/around");
  await page.evaluate(() => {
    const foreign = document.querySelector("#foreign");
    foreign.classList.add("theirs");
    foreign.setAttribute("data-theirs", "1");
    foreign.prepend(document.createElement("u"));
    foreign.append(document.createElement("s"));
    foreign.before(document.createElement("hr"));
    document.querySelector("#count").classList.add("theirs");
  });
  for (const n of [1, 2]) {
    await page.click("#more");
    await shows(page, "#count", n);
  }
  assert.deepEqual(
    await page.evaluate(() => [
      document.querySelector("#foreign").outerHTML.replace(/<!--.*?-->/g, ""),
      document.querySelector("#foreign").previousElementSibling.localName,
      [...document.querySelector("#count").classList].sort(),
    ]),
    ['<div id="foreign" class="theirs even" data-theirs="1"><u></u>2<i>x</i><s></s></div>', "hr", ["even", "theirs"]],
  );
});

test("9: a keyed list is shuffled ten times, and each row keeps its element, its text and its focus", async () => {
  const page = await app.open("/rows");
  await page.evaluate(() => {
    globalThis.rows = new Map();
    for (const li of document.querySelectorAll("li")) {
      li.querySelector("input").value = `typed ${li.dataset.row}`;
      rows.set(li.dataset.row, li);
    }
    document.querySelector('li[data-row="3"] input').focus();
  });
  for (let i = 0; i < 10; i++) {
    const before = await page.textContent("#order");
    await page.evaluate(() => document.querySelector("#shuffle").click());
    await until(page, (text) => document.querySelector("#order").textContent !== text, before);
    const seen = await page.evaluate(() => ({
      order: [...document.querySelectorAll("li")].map((li) => li.dataset.row).join(" "),
      same: [...document.querySelectorAll("li")].every((li) => rows.get(li.dataset.row) === li),
      typed: [...document.querySelectorAll("li")].every((li) => li.querySelector("input").value === `typed ${li.dataset.row}`),
      focus: document.activeElement.closest("li")?.dataset.row,
    }));
    assert.deepEqual(seen, { order: await page.textContent("#order"), same: true, typed: true, focus: "3" });
  }
});

test("10: rows go, come and move in one event; a list of ten thousand; one that empties and fills", async () => {
  const page = await app.open("/rows");
  const order = () => page.evaluate(() => [...document.querySelectorAll("li")].slice(0, 20).map((li) => li.textContent.trim()).join(" "));
  for (let i = 0; i < 5; i++) {
    const before = await page.textContent("#order");
    await page.click("#mix");
    await until(page, (text) => document.querySelector("#order").textContent !== text, before);
    assert.equal(await order(), await page.textContent("#order"));
  }
  for (const length of [0, 8]) {
    await page.click(length ? "#fill" : "#clear");
    await shows(page, "#length", length);
    assert.equal(await page.locator("li").count(), length);
  }
  await page.click("#many");
  await shows(page, "#length", 10_008);
  assert.equal(await page.locator("li").count(), 10_008);
  // The earlier list was in order too, so the test waits for a change.
  const before = await page.textContent("#order");
  await page.click("#mix");
  await until(page, (text) => document.querySelector("#order").textContent !== text, before);
  assert.equal(await order(), await page.textContent("#order"));
  await page.click("#clear");
  await shows(page, "#length", 0);
  assert.equal(await page.locator("li").count(), 0);
});

test("11: branches flip and flip back, alone and inside the items of a list", async () => {
  const page = await app.open("/branches");
  const seen = () => page.evaluate(() => ["#branch", "#items"].map((id) => document.querySelector(id).innerHTML.replace(/<!--.*?-->/g, "")));
  const first = ["a off z", "text 0;<b>1</b>"];
  assert.deepEqual(await seen(), first);
  await page.click("#flip");
  await shows(page, "#branch", "a on really z");
  assert.deepEqual(await seen(), ["a <b>on</b> really z", "text 0;<b>1</b><i>on</i>"]);
  await page.click("#turn");
  await shows(page, "#items", "0ontext 2;");
  assert.deepEqual(await seen(), ["a <b>on</b> really z", "<b>0</b><i>on</i>text 2;"]);
  await page.click("#turn");
  await shows(page, "#items", "text 1;2on");
  await page.click("#turn");
  await page.click("#flip");
  await shows(page, "#branch", "a off z");
  await until(page, () => document.querySelector("#items").textContent === "text 0;1");
  assert.deepEqual(await seen(), first);
});
