// Scenarios 15 to 19: components beside each other, failures, the browser's history, no script, a strict policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { only } from "./engines.mjs";
import { isKept, isLive, shows, suite, until } from "./harness.mjs";

const gallery = suite();
const MORE = 'button[aria-label="More"]';
const press = (page, name) => page.click(`button[aria-label="Press ${name}"]`);
const count = (page, name) =>
  page.evaluate((n) => document.querySelector(`button[aria-label="Press ${n}"]`).closest(".weaver").querySelector("output").textContent, name);
const counts = (page, name, expected) =>
  until(page, ([n, e]) => document.querySelector(`button[aria-label="Press ${n}"]`).closest(".weaver").querySelector("output").textContent === e, [
    name,
    String(expected),
  ]);

test("15: while a handler sleeps for three seconds the others answer at once", async () => {
  const page = await gallery.open("/crowd");
  // All at once, and the slow one first: in which order are they answered?
  await page.evaluate(() => {
    globalThis.answered = [];
    const buttonOf = (name) => document.querySelector(`button[aria-label="Press ${name}"]`);
    for (const name of ["Gunta", "Ada", "Anni", "Olga"]) {
      const output = buttonOf(name).closest(".weaver").querySelector("output");
      const note = () => answered.push(`${name} ${output.textContent}${buttonOf("Gunta").matches('.l-loading[aria-busy="true"]') ? " meanwhile" : ""}`);
      new MutationObserver(note).observe(output, { childList: true, characterData: true, subtree: true });
      buttonOf(name).click();
    }
  });
  await counts(page, "Gunta", 1);
  assert.deepEqual(await page.evaluate(() => answered), ["Ada 1 meanwhile", "Anni 1 meanwhile", "Olga 1 meanwhile", "Gunta 1"]);
  assert.equal(await page.evaluate(() => document.querySelector(".l-loading")), null);
});

test("16: a handler that fails says so, and its state and the others are as before", async () => {
  const page = await gallery.open("/crowd");
  await press(page, "Basile");
  await page.waitForSelector('[data-l-failed="event_failed"]');
  await page.waitForSelector('[role="alert"]:has-text("did not work")');
  assert.equal(await count(page, "Basile"), "0");
  await press(page, "Ada");
  await counts(page, "Ada", 1);
  await press(page, "Jacques");
  await page.waitForSelector('[data-l-failed="panicked"]');
  await press(page, "Ada");
  await counts(page, "Ada", 2);
  assert.equal(await count(page, "Jacques"), "0");
});

test("17: back, forward and reload give a page that is alive", async () => {
  const page = await gallery.open("/counter");
  const more = 'button[aria-label="More"]';
  await page.click(more);
  await shows(page, "output.count", 1);
  await page.goto(`${gallery.network.url}/search`);
  await isLive(page);
  await page.goBack();
  await isLive(page);
  const before = Number(await page.textContent("output.count"));
  await page.click(more);
  await shows(page, "output.count", before + 1);
  await page.goForward();
  await isLive(page);
  await page.fill("#query", "zurich");
  await page.waitForSelector("mark");
  await page.reload();
  await isLive(page);
});

test("17: going back loads a page anew that browsers may not keep", only(["chromium", "firefox"], "it keeps such pages over plain HTTP"), async () => {
  const page = await gallery.open("/counter");
  await page.click(MORE);
  await shows(page, "output.count", 1);
  await page.evaluate(() => (globalThis.old = true));
  await page.goto(`${gallery.network.url}/search`);
  await isLive(page);
  await page.goBack({ waitUntil: "commit" });
  // From the first on it is the new page, and not what was left.
  assert.deepEqual(await page.evaluate(() => [globalThis.old, document.querySelector("output.count")?.textContent ?? "0"]), [undefined, "0"]);
  await isLive(page);
  await page.click(MORE);
  await shows(page, "output.count", 1);
});

test("17: going back to a page that browsers may keep finds it as it was, and alive", only(["chromium", "webkit"], "it keeps no page that has a socket"), async () => {
  gallery.network.keepsPages = true;
  const page = await gallery.open("/counter");
  await page.evaluate(() => {
    globalThis.old = true;
    addEventListener("pageshow", ({ persisted }) => (globalThis.wasKept = persisted));
  });
  await page.click(MORE);
  await shows(page, "output.count", 1);
  await page.goto(`${gallery.network.url}/search`);
  await isLive(page);
  await page.fill("#query", "zurich");
  await page.waitForSelector("mark");
  await page.goBack({ waitUntil: "commit" });
  assert.deepEqual(await page.evaluate(() => [globalThis.old, globalThis.wasKept, document.querySelector("output.count").textContent]), [true, true, "1"]);
  await isLive(page);
  assert.equal(await page.locator("[data-l-banner]").count(), 0);
  await page.click(MORE);
  await shows(page, "output.count", 2);
  await page.goForward({ waitUntil: "commit" });
  assert.equal(await page.inputValue("#query"), "zurich");
  await isLive(page);
  await page.fill("#query", "basel");
  await page.waitForFunction(() => /basel/i.test(document.querySelector("mark")?.textContent));
});

test("17: a page that was put aside and taken up again goes on where it was", async () => {
  const page = await gallery.open("/counter");
  const more = 'button[aria-label="More"]';
  await page.click(more);
  await shows(page, "output.count", 1);
  await isKept(page, '"count":1');
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    document.querySelector('button[aria-label="More"]').click();
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await shows(page, "output.count", 2);
  await page.click(more);
  await shows(page, "output.count", 3);
});

test("18: without JavaScript a page shows its first render", async () => {
  const page = await gallery.open("/todos", { javaScriptEnabled: false, live: false });
  assert.equal(await page.locator('[data-l-live] input[type="checkbox"]').count() > 0, true);
  assert.equal(await page.locator("[data-l-banner]").count(), 0);
});

test("19: everything works under a strict policy", async () => {
  const page = await gallery.open("/counter");
  const response = await fetch(`${gallery.network.url}/counter`);
  const policy = response.headers.get("content-security-policy");
  assert.match(policy, /script-src 'self'(;|$)/);
  assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
  // The page's own console says if the policy stopped anything, and fails the test.
  await page.click('button[aria-label="More"]');
  await shows(page, "output.count", 1);
});
