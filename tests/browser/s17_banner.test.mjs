// Scenario 17 and what the user is told: a lost connection, a page that is too old, a page that is gone back to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENGINE } from "./engines.mjs";
import { isKept, isLive, keepPicture, shows, suite, until } from "./harness.mjs";

const gallery = suite();
const MORE = 'button[aria-label="More"]';
const BANNER = "[data-l-banner=default]";

test("a lost connection is said, and can be tried again at once", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  gallery.network.cut();
  await page.waitForSelector(`${BANNER}[role=status]`);
  assert.match(await page.textContent(BANNER), /^The connection is lost\./);
  for (const [name, width, colorScheme] of [
    ["light", 1200, "light"],
    ["dark", 1200, "dark"],
    // WebKit's window is no narrower than 450 pixels.
    ["narrow", ENGINE === "webkit" ? 460 : 360, "light"],
  ]) {
    await page.setViewportSize({ width, height: 600 });
    const { left, right } = await page.locator(BANNER).evaluate((banner) => banner.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= width, `the banner is inside of ${width} pixels`);
    await keepPicture(page, `banner-${name}`, colorScheme);
  }
  // From now on only the button tries.
  await page.evaluate(() => (globalThis.setTimeout = () => 0));
  await until(page, () => /Try now/.test(document.querySelector("[data-l-retry]").textContent));
  gallery.network.mend();
  await page.click("[data-l-retry]");
  await isLive(page);
  assert.equal(await page.locator(BANNER).count(), 0);
  await page.click(MORE);
  await shows(page, "output.count", 1);
});

/** Makes the page's token one that no server has made. */
const spoil = (page) => page.evaluate(() => (document.querySelector("[data-l-live]").dataset.lToken = "a.b.c"));

/** Lets the page come back with the token that it has. */
async function comeBack(page) {
  gallery.network.cut();
  await page.waitForSelector('html[data-l-state="reconnecting"]');
  gallery.network.mend();
}

test("a page that is too old renews itself at once", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  await page.evaluate(() => (globalThis.marked = true));
  await spoil(page);
  await comeBack(page);
  await page.waitForFunction(() => !globalThis.marked);
  await isLive(page);
});

test("a page that is too old asks first where something was typed", async () => {
  const page = await gallery.open("/form", { cuts: true });
  await page.evaluate(() => (globalThis.marked = true));
  await page.locator('.form input[type="text"]').fill("Grace");
  await until(page, () => !document.querySelector(".l-loading"));
  await isKept(page, "Grace");
  await spoil(page);
  await comeBack(page);
  await page.waitForSelector(`${BANNER}[role=alert]`);
  assert.equal(await page.inputValue('.form input[type="text"]'), "Grace");
  assert.ok(await page.evaluate(() => globalThis.marked));
  await page.click("[data-l-retry]");
  await page.waitForFunction(() => !globalThis.marked);
  await isLive(page);
});
