// Scenario 49, its part of events that happen elsewhere: at the window, at the document, outside of an element.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");

const heard = (page, text) => shows(page, "#heard", text);
const isThere = (page, selector) => until(page, (selector) => !!document.querySelector(selector), selector);
const isGone = (page, selector) => until(page, (selector) => !document.querySelector(selector), selector);
const isOpen = (page) => page.evaluate(() => !document.querySelector("#list").hidden);

test("49: a key that is pressed anywhere opens a palette; a click outside and Escape close it", async () => {
  const page = await app.open("/elsewhere");
  await page.keyboard.press("Control+k");
  await isThere(page, "#palette");
  await page.focus("#field");
  await page.keyboard.press("Control+K");
  await shows(page, "#opened", "2");
  await page.click("#inside");
  await page.click("h1");
  await isGone(page, "#palette");
  await heard(page, "open k,open K,once,close");
  // A palette that is not there hears nothing.
  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  await page.keyboard.press("Control+Alt+k");
  await page.click("h1");
  await page.keyboard.press("Control+k");
  await heard(page, "open k,open K,once,close,open k");
  await page.keyboard.press("Escape");
  await isGone(page, "#palette");
});

test("49: text that is marked from inside to outside closes nothing", async () => {
  const page = await app.open("/elsewhere");
  await page.keyboard.press("Control+k");
  await isThere(page, "#palette");
  const inside = await page.locator("#inside").boundingBox();
  const title = await page.locator("h1").boundingBox();
  await page.mouse.move(inside.x + 3, inside.y + 3);
  await page.mouse.down();
  await page.mouse.move(title.x + 3, title.y + 3);
  await page.mouse.up();
  await page.click("#opened");
  await page.click("#clear");
  await isGone(page, "#palette");
  await heard(page, "close");
});

for (const delay of [0, 300, 2000]) {
  test(`49: a menu of the browser's own opens by its button, and closes by it, outside and by Escape, at once: ${delay} ms`, async () => {
    app.network.delay = 0;
    const page = await app.open("/elsewhere");
    app.network.delay = delay / 2;
    await page.click("#menu");
    assert.ok(await isOpen(page));
    await page.click("#item");
    assert.ok(await isOpen(page));
    await page.click("#menu");
    assert.ok(!(await isOpen(page)));
    await page.click("#menu");
    await page.click("h1");
    assert.ok(!(await isOpen(page)));
    await page.click("#menu");
    await page.keyboard.press("Escape");
    assert.ok(!(await isOpen(page)));
    app.network.delay = 0;
    // The server hears of the clicks outside while the menu was shown, and of no other.
    await heard(page, "once,menu,menu");
  });
}

test("49: an event of the window is heard where it is not stopped, and while the element is there and enabled", async () => {
  const page = await app.open("/elsewhere");
  await page.keyboard.press("F2");
  await page.focus("#field");
  await page.keyboard.press("F2");
  await heard(page, "f2,stopped");
  await page.keyboard.press("F4");
  await page.click("#toggle");
  await isThere(page, "i");
  await page.keyboard.press("F4");
  await heard(page, "f2,stopped,once,there");
  await page.click("#toggle");
  await isGone(page, "i");
  await page.keyboard.press("F4");
  await page.keyboard.press("F6");
  await heard(page, "f2,stopped,once,there,free");
  await page.click("#block");
  await isThere(page, "fieldset:disabled");
  await page.keyboard.press("F6");
  await page.keyboard.press("F2");
  await heard(page, "f2,stopped,once,there,free,f2");
});

test("49: an element hears of clicks on it by one handler, and outside of it by another", async () => {
  const page = await app.open("/elsewhere");
  await page.click("#own");
  await page.click("h1");
  await page.click("h1");
  await page.click("#own");
  await heard(page, "own,once,own");
});

test("49: the window tells where it is scrolled to, and whether there is a network", async () => {
  const page = await app.open("/elsewhere");
  await page.evaluate(() => scrollTo(0, 400));
  await shows(page, "#at", "400");
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await heard(page, "offline,online");
});

test("a page that binds nothing elsewhere loads nothing for it", async () => {
  const page = await app.open("/rows");
  const files = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.ok(!files.some((name) => /places-|loading-/.test(name)), files.join());
});
