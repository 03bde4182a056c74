// Scenarios 1 to 3: what the user types belongs to the user.

import assert from "node:assert/strict";
import { test } from "node:test";
import { only } from "./engines.mjs";
import { shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");

/** Clicks without taking the focus. */
const click = (page, selector) => page.evaluate((s) => document.querySelector(s).click(), selector);

test("1: an input that has the focus keeps its text, caret and focus when the server changes its value", async () => {
  const page = await app.open("/typing");
  await page.click("#text");
  await page.keyboard.type("mine");
  await page.keyboard.press("ArrowLeft");
  await shows(page, "#echo", "mine");
  await click(page, "#push");
  await shows(page, "#pushes", 1);
  await shows(page, "#echo", "pushed 1");
  assert.deepEqual(
    await page.evaluate(() => {
      const input = document.querySelector("#text");
      return [input.value, input.selectionStart, document.activeElement === input];
    }),
    ["mine", 3, true],
  );
  await page.evaluate(() => document.activeElement.blur());
  await until(page, () => document.querySelector("#text").value === "pushed 1");
  await click(page, "#push");
  await until(page, () => document.querySelector("#text").value === "pushed 2");
});

test("2: typing fast at 300 ms of latency loses, doubles and moves nothing", async () => {
  const page = await app.open("/typing");
  app.network.delay = 150;
  await page.click("#text");
  const text = "The quick brown fox jumps over the lazy dog";
  const carets = await page.evaluate(() => {
    const seen = [];
    document.querySelector("#text").addEventListener("input", ({ target }) => seen.push(target.selectionStart - target.value.length));
    return (globalThis.carets = seen);
  });
  assert.deepEqual(carets, []);
  await page.keyboard.type(text, { delay: 15 });
  assert.equal(await page.inputValue("#text"), text);
  await shows(page, "#echo", text);
  assert.equal(await page.inputValue("#text"), text);
  // In the middle of the text too.
  for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("very ", { delay: 15 });
  await shows(page, "#echo", "The quick brown fox jumps over the very lazy dog");
  assert.equal(await page.evaluate(() => document.querySelector("#text").selectionStart), text.length - 8 + 5);
  assert.deepEqual([...new Set(await page.evaluate(() => globalThis.carets))].sort(), [-8, 0]);
});

test("2: a value that the server deliberately makes another is shown, caret and all", async () => {
  const page = await app.open("/typing");
  app.network.delay = 50;
  await page.click("#shout");
  await page.keyboard.type("loud", { delay: 5 });
  await until(page, () => document.querySelector("#shout").value === "LOUD");
  await page.keyboard.press("Home");
  await page.keyboard.type("so ", { delay: 5 });
  await until(page, () => document.querySelector("#shout").value === "SO LOUD");
  assert.equal(await page.evaluate(() => document.querySelector("#shout").selectionStart), 3);
});

test("2: a field is cleared by the submit that it was sent with, though it has the focus", async () => {
  const page = await app.open("/typing");
  app.network.delay = 50;
  await page.click("#text");
  await page.keyboard.type("gone", { delay: 5 });
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("#text").value === "");
  assert.equal(await page.evaluate(() => document.activeElement.id), "text");
});

test("3: composing with an input method is not interrupted", only(["chromium"], "its driver has no input method"), async () => {
  const page = await app.open("/typing");
  await page.click("#text");
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  await shows(page, "#echo", "に");
  await click(page, "#push");
  await shows(page, "#echo", "pushed 1");
  await keyboard.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  assert.equal(await page.inputValue("#text"), "にほ");
  await keyboard.send("Input.insertText", { text: "日本" });
  assert.equal(await page.inputValue("#text"), "日本");
  await shows(page, "#echo", "日本");
});
