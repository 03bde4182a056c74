// Scenarios 4 to 6: a network that is slow, and one that breaks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isKept, isLive, shows, suite, until } from "./harness.mjs";

const gallery = suite();
const COUNT = ".demo output, output.count";
const MORE = 'button[aria-label="More"]';

const isLost = (page) => page.waitForSelector('html[data-l-state="reconnecting"]');

test("4: five clicks within 300 ms of latency are five increments", async () => {
  const page = await gallery.open("/counter");
  gallery.network.delay = 150;
  for (let i = 0; i < 5; i++) await page.click(MORE);
  await shows(page, COUNT, 5);
});

test("5: clicks while the socket is down are applied once after it is back", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  await page.click(MORE);
  await shows(page, COUNT, 1);
  await isKept(page, '"count":1');
  gallery.network.cut();
  await isLost(page);
  await page.click(MORE);
  await page.click(MORE);
  gallery.network.mend();
  await isLive(page);
  await shows(page, COUNT, 3);
  await page.click(MORE);
  await shows(page, COUNT, 4);
});

test("5: a click whose answer is lost counts once", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  const heard = gallery.network.swallowDown();
  await page.click(MORE);
  await heard(1);
  gallery.network.cut();
  await isLost(page);
  gallery.network.mend();
  await isLive(page);
  await page.click(MORE);
  await shows(page, COUNT, 2);
});

test("6: a form half filled outlives a drop and a restart of the server, without a reload", async () => {
  const page = await gallery.open("/form", { cuts: true });
  await page.evaluate(() => (globalThis.marked = true));
  const name = page.locator('.form input[type="text"]');
  const notes = page.locator("textarea").first();
  await name.fill("Grace Hopper");
  await notes.fill("half a ");
  await page.locator('.form input[type="number"]').fill("12");
  await until(page, () => !document.querySelector(".l-loading"));
  gallery.network.cut();
  await isLost(page);
  await notes.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("note");
  gallery.network.mend();
  await isLive(page);
  await until(page, () => !document.querySelector(".l-loading"));
  const state = () =>
    page.evaluate(() => [
      document.querySelector('.form input[type="text"]').value,
      document.querySelector("textarea").value,
      document.querySelector('input[type="number"]').value,
      document.activeElement.localName,
      globalThis.marked,
    ]);
  const expected = ["Grace Hopper", "half a note", "12", "textarea", true];
  assert.deepEqual(await state(), expected);
  const shown = () => page.evaluate(() => document.querySelector(".demo").textContent);
  assert.match(await shown(), /Grace Hopper/);

  await gallery.program.stop();
  await isLost(page);
  await gallery.program.start();
  await isLive(page);
  await until(page, () => !document.querySelector(".l-loading"));
  assert.deepEqual(await state(), expected);
  assert.match(await shown(), /Grace Hopper/);
  await page.keyboard.type("s");
  await until(page, () => document.querySelector(".demo").textContent.includes("half a notes"));
});

test("a network that goes and comes is noticed by the browser's own events", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  gallery.network.cut();
  await isLost(page);
  // From now on nothing but the event makes another attempt.
  await page.evaluate(() => {
    for (let timer = setTimeout(() => {}); timer; timer--) clearTimeout(timer);
    globalThis.setTimeout = () => 0;
  });
  gallery.network.mend();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await isLive(page);
});
