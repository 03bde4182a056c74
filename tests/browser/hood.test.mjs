// The gallery around its examples: the drawer with the socket's frames, the code that is copied, compressed answers, the way out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { only } from "./engines.mjs";
import { suite, until } from "./harness.mjs";

const gallery = suite();

test("the drawer shows the frames of the page's socket, the round trip and the state", async () => {
  const page = await gallery.open("/counter");
  await page.locator("[data-hood] summary").click();
  await page.getByRole("button", { name: "More" }).first().click();
  const answer = page.locator(".hood .heard", { hasText: '["p",' }).first();
  await answer.waitFor();
  const [, bytes, time] = await answer.locator("td").allTextContents();
  assert.ok(Number(bytes) > 0 && Number(bytes) < 40, `${bytes} bytes`);
  assert.match(time, /^\d+\.\d ms$/);
  await page.locator(".hood .sent", { hasText: "increment" }).waitFor();
  await until(page, () => document.querySelector("[data-hood-state]").textContent.includes('"count": 1'));
});

test("an element that a patch has touched flashes while the drawer is open", async () => {
  const page = await gallery.open("/counter");
  const flashes = () => page.evaluate(() => document.getAnimations().filter(({ effect }) => effect.target.matches("output.count")).length);
  await page.getByRole("button", { name: "More" }).first().click();
  await until(page, () => document.querySelector("output.count").textContent === "1");
  assert.equal(await flashes(), 0);
  await page.locator("[data-hood] summary").click();
  // The first state is shown, so the drawer is at work.
  await page.waitForSelector("[data-hood-state] pre");
  await page.evaluate(() => {
    const { animate } = Element.prototype;
    globalThis.flashed = [];
    Element.prototype.animate = function (...effect) {
      flashed.push(this.className);
      return animate.apply(this, effect);
    };
  });
  await page.getByRole("button", { name: "More" }).first().click();
  await until(page, () => flashed.includes("count"));
});

test("the code beside an example is copied as it is shown", only(["chromium"], "its driver lets nobody read the clipboard"), async () => {
  const page = await gallery.open("/counter", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.locator(".source [data-copy]").click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith("//! A counter") && copied.includes("fn increment(&mut self)"));
  assert.equal(copied.includes("use super::"), false);
});

test("code is wide open beside the example, and shut on a telephone", async () => {
  const page = await gallery.open("/counter", { viewport: { width: 390, height: 900 } });
  for (const [width, isShown] of [[390, false], [1280, true]]) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await page.locator(".source pre").isVisible(), isShown, `at ${width}`);
  }
});

test("pages, style and scripts are sent compressed", async () => {
  const page = await gallery.open("/table");
  const sizes = await page.evaluate(() =>
    performance
      .getEntries()
      .filter(({ entryType, name }) => entryType === "navigation" || /\.(js|css|svg)$/.test(name))
      .map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize })),
  );
  assert.ok(sizes.length > 4);
  for (const { name, encodedBodySize, decodedBodySize } of sizes) assert.ok(encodedBodySize < decodedBodySize * 0.8, name);
  assert.ok(sizes[0].encodedBodySize < 40_000, `the page has ${sizes[0].encodedBodySize} bytes`);
});

test("every page leads to the guide, the repository and the license", async () => {
  for (const slug of ["", "counter"]) {
    const page = await gallery.open("/" + slug);
    for (const name of ["Guide", "Repository", /MIT OR Apache/]) {
      assert.match(await page.getByRole("link", { name }).first().getAttribute("href"), /^https:/);
    }
  }
  const page = await gallery.open("/");
  await page.getByText("cargo add loom-live").waitFor();
});
