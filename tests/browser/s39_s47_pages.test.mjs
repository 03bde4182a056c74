// The scenarios of pages that flow in which browsers differ most: history and scroll, styles and scripts, forms, the focus, and components that stay.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness.mjs";
import { alive, at, comesBack, follow, heading, isFlowing, open } from "./traveling.mjs";

test("39: going back brings scroll, typed text and the state of components as they were left", () => comesBack(0));

test("42: styles, scripts, language and title follow, without a flash, and each script runs once", async () => {
  const page = await open("/");
  await page.evaluate(() => {
    document.head.append(Object.assign(document.createElement("meta"), { id: "of-others" }));
    globalThis.colors = [];
    new MutationObserver(() => {
      const shown = document.querySelector(".styled");
      if (shown) colors.push(getComputedStyle(shown).color);
    }).observe(document.body, { childList: true, subtree: true });
  });
  const heading1 = await page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
  await follow(page, "Styled");
  await heading(page, "Styled");
  await until(page, () => globalThis.ran === 1 && globalThis.inline === 1);
  const head = () =>
    page.evaluate(() => [
      document.title,
      document.documentElement.lang,
      document.documentElement.hasAttribute("data-styled"),
      document.querySelector('meta[name="author"]')?.content ?? null,
      getComputedStyle(document.querySelector("h1")).color,
      !!document.querySelector("#of-others"),
    ]);
  assert.deepEqual(await head(), ["Styled", "fr", true, "Ada", "rgb(0, 0, 128)", true]);
  assert.deepEqual([...new Set(await page.evaluate(() => colors))], ["rgb(0, 128, 0)"], "it is never shown without its style");
  await follow(page, "Home");
  await heading(page, "Home");
  assert.deepEqual(await head(), ["Home", "en", false, null, heading1, true]);
  await page.goBack();
  await heading(page, "Styled");
  assert.deepEqual(await head(), ["Styled", "fr", true, "Ada", "rgb(0, 0, 128)", true]);
  await follow(page, "Home");
  await heading(page, "Home");
  await follow(page, "Styled");
  await heading(page, "Styled");
  assert.deepEqual(await page.evaluate(() => [ran, inline]), [1, 1]);
  assert.ok(await isFlowing(page));
});

test("the text that was typed on the page of one thing never stands on that of another", async () => {
  for (const [path, next, first, second] of [
    ["/item/1", "#next", "Item 1", "Item 2"],
    ["/bare/1", "#next", "Bare 1", "Bare 2"],
  ]) {
    const page = await open(path);
    await page.fill('[name="comment"]', "about the first");
    await page.click(next);
    await heading(page, second);
    assert.equal(await page.inputValue('[name="comment"]'), "");
    await page.fill('[name="comment"]', "about the second");
    await page.goBack();
    await heading(page, first);
    assert.equal(await page.inputValue('[name="comment"]'), "about the first");
    await page.goForward();
    await heading(page, second);
    assert.equal(await page.inputValue('[name="comment"]'), "about the second");
    assert.ok(await isFlowing(page));
  }
});

test("a search form leads to its page, and the layout's menu stays open", async () => {
  const page = await open("/");
  await page.click("#menu summary");
  await page.fill('[name="q"]', "ä & b");
  await page.press('[name="q"]', "Enter");
  await heading(page, "Found");
  assert.equal(await page.textContent("output"), "ä & b");
  assert.equal(await at(page), "/find?q=%C3%A4+%26+b");
  assert.ok(await page.evaluate(() => document.querySelector("#menu").open));
  assert.ok(await isFlowing(page));
});

test("47: the title is announced, and Tab goes on in the new page", async () => {
  const page = await open("/");
  await follow(page, "List");
  await heading(page, "List");
  await until(page, () => document.querySelector('[aria-live="polite"].l-announcer')?.textContent === "List");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "add");
  await page.goBack();
  await heading(page, "Home");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "List", "the link that was followed has the focus again");
});

test("41: a component that is sticky goes on, with the props of each page, and its mount ran once", async () => {
  const page = await open("/music/a");
  const shows = (text) => until(page, (text) => document.querySelector(".playing")?.textContent === text, text);
  const mount = (await page.textContent(".playing")).split(" ").at(-1);
  await page.evaluate(() => (document.querySelector("#player [data-l-live]").marked = true));
  await page.fill('[aria-label="Volume"]', "loud");
  await page.click("#play");
  await shows(`a 1 of mount ${mount}`);
  let title = "a";
  for (let times = 0; times < 10; times++) {
    await page.click("#next");
    title += "x";
    await heading(page, title);
    await shows(`${title} 1 of mount ${mount}`);
  }
  await page.click("#play");
  await shows(`${title} 2 of mount ${mount}`);
  assert.equal(await page.evaluate(() => document.querySelector("#player [data-l-live]").marked), true, "its elements stay");
  assert.equal(await page.inputValue('[aria-label="Volume"]'), "loud");
  await alive(page, 1);
  // Each page has its own props, also when the visitor comes back to it: to one that a link led to, and to the first.
  await page.goBack();
  await heading(page, title.slice(0, -1));
  await shows(`${title.slice(0, -1)} 2 of mount ${mount}`);
  await page.evaluate(() => history.go(-9));
  await heading(page, "a");
  await shows(`a 2 of mount ${mount}`);
  await page.evaluate(() => history.go(10));
  await heading(page, title);
  await shows(`${title} 2 of mount ${mount}`);
  assert.equal(await page.evaluate(() => document.querySelector("#player [data-l-live]").marked), true);
  // A page without it lets it go; the page that was left has it again.
  await follow(page, "Home");
  await heading(page, "Home");
  await alive(page, 0);
  await page.goBack();
  await heading(page, title);
  await page.click("#play");
  await shows(`${title} 3 of mount ${mount}`);
  assert.ok(await isFlowing(page));
});
