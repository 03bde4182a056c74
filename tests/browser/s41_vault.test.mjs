// Scenario 41: a component that stays from page to page, and whose state stays on the server.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { Program, until } from "./harness.mjs";
import { alive, follow, heading, isFlowing, open, site } from "./traveling.mjs";

const forgetful = new Program("traveling");
after(() => forgetful.process && forgetful.stop());
afterEach(() => (site.network.program = site.program));

const shows = (page, text) => until(page, (text) => document.querySelector(".opened")?.textContent === text, text);

/** A page with the vault, which was opened once, and how often one was mounted before. */
async function opened() {
  const page = await open("/vault/a");
  const mount = (await page.textContent(".opened")).split(" ").at(-1);
  await page.evaluate(() => (document.querySelector("#player [data-l-live]").marked = true));
  await page.click("#open");
  await shows(page, `a 1 of mount ${mount}`);
  return [page, mount];
}

/** Goes to so many pages more, by their links. */
async function goOn(page, times, mount) {
  for (let title = "ax"; times--; title += "x") {
    await page.click("#next");
    await heading(page, title);
    await shows(page, `${title} 1 of mount ${mount}`);
  }
}

const isSame = (page) => page.evaluate(() => document.querySelector("#player [data-l-live]").marked === true);

test("41: it has the props of each page that the visitor comes back to, and goes on", async () => {
  const [page, mount] = await opened();
  await goOn(page, 3, mount);
  for (const [steps, title] of [
    [-1, "axx"],
    [-2, "a"],
    [1, "ax"],
    [-1, "a"],
    [3, "axxx"],
  ]) {
    await page.evaluate((steps) => history.go(steps), steps);
    await heading(page, title);
    await shows(page, `${title} 1 of mount ${mount}`);
  }
  await page.click("#open");
  await shows(page, `axxx 2 of mount ${mount}`);
  assert.ok((await isSame(page)) && (await isFlowing(page)));
  await alive(page, 1);
});

test("41: it is as it was when the visitor comes back from a page without it", async () => {
  const [page, mount] = await opened();
  await goOn(page, 1, mount);
  for (let times = 0; times < 2; times++) {
    await follow(page, "Home");
    await heading(page, "Home");
    await alive(page, 0);
    await page.goBack();
    await heading(page, "ax");
    await page.click("#open");
    await shows(page, `ax ${2 + times} of mount ${mount}`);
  }
  await page.goBack();
  await heading(page, "a");
  await shows(page, `a 3 of mount ${mount}`);
  assert.ok(await isFlowing(page));
});

test("41: a page whose props the server has no more is asked for again, and it goes on", async () => {
  await forgetful.start({ PARKED: "2" });
  site.network.program = forgetful;
  const [page, mount] = await opened();
  await goOn(page, 4, mount);
  await page.evaluate(() => history.go(-4));
  await heading(page, "a");
  await shows(page, `a 1 of mount ${mount}`);
  await page.click("#open");
  await shows(page, `a 2 of mount ${mount}`);
  assert.ok((await isSame(page)) && (await isFlowing(page)));
});
