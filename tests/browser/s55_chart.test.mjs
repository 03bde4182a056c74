// Scenario 55, in the gallery: a chart of a library from npm, over patches, a break, and a way to another page and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, suite, until } from "./harness.mjs";

const gallery = suite();

const text = (page) => page.locator(".demo p").innerText();
const reads = (page, start) => until(page, (start) => document.querySelector(".demo p")?.textContent.startsWith(start), start);
const charts = (page) => page.evaluate(() => document.querySelectorAll(".chart canvas").length);

/** Drags over a part of the chart. */
async function drag(page, from, to) {
  const { x, y } = await page.locator(".u-over").boundingBox();
  await page.mouse.move(x + from, y + 40);
  await page.mouse.down();
  await page.mouse.move(x + to, y + 40, { steps: 4 });
  await page.mouse.up();
}

test("55: the gallery's chart draws, tells of a part, and stays one over a break and another page", async () => {
  const page = await gallery.open("/chart", { cuts: true });
  await page.locator(".chart canvas").waitFor();
  await page.evaluate(() => (document.querySelector(".chart canvas").kept = true));
  const isDrawn = () => {
    const canvas = document.querySelector(".chart canvas");
    return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0);
  };
  await until(page, isDrawn);

  await drag(page, 50, 150);
  await until(page, () => !document.querySelector(".demo p").textContent.startsWith("Picks 1 to 60"));
  const chosen = await text(page);
  assert.match(chosen, /^Picks \d+ to \d+: \d+\.\d N on average/);

  gallery.network.breakOff();
  await page.getByRole("button", { name: "Weave 20" }).click();
  await until(page, () => document.querySelector(".chart").getAttribute("aria-label") === "Tension of the warp over 80 picks");
  assert.equal(await text(page), chosen, "the part stays");
  assert.deepEqual([await charts(page), await page.evaluate(() => document.querySelector(".chart canvas").kept)], [1, true], "the same canvas");

  await page.locator(".u-over").dblclick();
  await reads(page, "Picks 1 to 80:");

  await page.locator('nav.pager a[rel="prev"]').click();
  await shows(page, "h1", "Events from elsewhere");
  await page.goBack();
  await reads(page, "Picks 1 to 80:");
  await page.locator(".chart canvas").waitFor();
  await until(page, isDrawn);
  assert.equal(await charts(page), 1);
});
