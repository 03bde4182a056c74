// The site of the tests of navigation, and questions to its pages. Each page says whether it was loaded in full: `globalThis.loaded` is gone then.

import assert from "node:assert/strict";
import { suite, until } from "./harness.mjs";

export const site = suite("traveling");
export const heading = (page, text) => until(page, (text) => document.querySelector("main h1, h1")?.textContent === text, text);
export const follow = (page, name) => page.click(`#link-${name.toLowerCase()}`);
export const mark = (page) => page.evaluate(() => (globalThis.loaded = true));
export const isFlowing = (page) => page.evaluate(() => globalThis.loaded === true);
export const count = (page, text) => until(page, (text) => document.querySelector(".count")?.textContent === text, String(text));
/** The path, query and place in the address bar. */
export const at = (page) => page.evaluate(() => location.pathname + location.search + location.hash);
export const alive = async (page, components) =>
  until(page, async (wanted) => (await (await fetch("/stats")).text()).split(" ")[1] === wanted, String(components));

/** A page that is live, or has nothing to be live, and whose navigation has begun. */
export async function open(path, options) {
  const page = await site.open(path, { live: false, ...options });
  await until(page, () => history.state?.loom);
  await mark(page);
  return page;
}

/** Scenario 39: from a list to an item and back, forward and back again, over a network with `delay`. */
export async function comesBack(delay) {
  const page = await open("/list");
  site.network.delay = delay;
  await page.click("#add");
  await page.click("#add");
  await count(page, 2);
  await page.fill('[name="typed"]', "kept");
  await page.click("#more summary");
  await page.evaluate(() => {
    document.querySelector(".scroller").scrollTop = 150;
    document.querySelector(".side").scrollTop = 200;
    scrollTo(0, 400);
  });
  await until(page, () => scrollY === 400);
  await page.evaluate(() => document.querySelector("#to-12").click());
  await heading(page, "Item 12");
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.equal(await page.evaluate(() => document.querySelector(".side").scrollTop), 200, "the layout keeps its scroll");
  await page.click("#add");
  await count(page, 1);
  await page.fill('[name="comment"]', "about 12");
  await page.goBack();
  await heading(page, "List");
  const state = () =>
    page.evaluate(() => [
      document.querySelector(".count").textContent,
      document.querySelector('[name="typed"]').value,
      document.querySelector("#more").open,
      document.querySelector(".scroller").scrollTop,
      scrollY,
    ]);
  assert.deepEqual(await state(), ["2", "kept", true, 150, 400]);
  await page.goForward();
  await heading(page, "Item 12");
  assert.equal(await page.inputValue('[name="comment"]'), "about 12");
  await page.click("#add");
  await count(page, 2);
  await page.goBack();
  await heading(page, "List");
  assert.deepEqual(await state(), ["2", "kept", true, 150, 400]);
  await page.click("#add");
  await count(page, 3);
  assert.ok(await isFlowing(page));
  await alive(page, 1);
}
