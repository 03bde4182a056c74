// Elements that come into view or have another size, and what waits for the server: exclusive handlers, frozen forms, indicators.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isLive, shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");
const gallery = suite();

const heard = (page, text) => shows(page, "#heard", text);
const isAnswered = (page) => until(page, () => !document.querySelector(".l-loading"));
const valueOf = (page, selector) => page.evaluate((selector) => document.querySelector(selector).value, selector);

test("an element tells that it comes into view and leaves it, and with `.once` only for the first time", async () => {
  const page = await app.open("/pending");
  await page.locator("#far").scrollIntoViewIfNeeded();
  await until(page, () => document.querySelector("#heard").textContent.includes("once"));
  await page.evaluate(() => scrollTo(0, 0));
  await until(page, () => document.querySelector("#heard").textContent.endsWith("hidden"));
  await page.locator("#far").scrollIntoViewIfNeeded();
  await until(page, () => document.querySelector("#heard").textContent.endsWith("visible"));
  const all = await page.textContent("#heard");
  assert.deepEqual(all.split(",").sort(), ["hidden", "once", "visible", "visible"]);
});

test("a margin lets an element be seen before it comes into view", async () => {
  const page = await app.open("/pending");
  await page.evaluate(() => scrollTo(0, document.querySelector("#near").offsetTop - innerHeight - 300));
  await until(page, () => document.querySelector("#heard").textContent.includes("near"));
  assert.ok(await page.evaluate(() => document.querySelector("#near").getBoundingClientRect().top > innerHeight));
});

test("an element tells of its size, and the window of its own", async () => {
  const page = await app.open("/pending");
  await shows(page, "#width", "200");
  await page.click("#widen");
  await shows(page, "#width", "300");
  await page.setViewportSize({ width: 700, height: 600 });
  await shows(page, "#window", "700");
});

test("an exclusive button is disabled until the answer, and comes back with the focus, after an error too", async () => {
  const page = await app.open("/pending", { cuts: true });
  await page.click("#slow");
  for (const saves of ["1", "1", "2"]) {
    await page.focus("#save");
    const seen = await page.evaluate(() => {
      const [save, busy] = ["save", "busy"].map((id) => document.getElementById(id));
      save.click();
      save.click();
      return [save.disabled, save.matches(".l-loading"), busy.hidden, busy.matches(".l-loading")];
    });
    assert.deepEqual(seen, [true, true, false, true]);
    await isAnswered(page);
    await shows(page, "#saves", saves);
    assert.deepEqual(await page.evaluate(() => [document.activeElement.id, document.getElementById("save").disabled, document.getElementById("busy").hidden]), ["save", false, true]);
    await page.click("#fail");
    await isAnswered(page);
  }
  // A break does not count it twice, and gives the button back.
  await page.click("#fail");
  await isAnswered(page);
  app.network.hold();
  await page.click("#save");
  app.network.cut();
  assert.ok(await page.evaluate(() => document.getElementById("save").disabled));
  app.network.mend();
  await isLive(page);
  await isAnswered(page);
  assert.ok(await page.evaluate(() => !document.getElementById("save").disabled));
});

test("an element that cannot be disabled drops what comes before the answer, of its exclusive handler only", async () => {
  const page = await app.open("/pending");
  await page.click("#slow");
  await page.focus("#text");
  const release = app.network.hold();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute("#text", "aria-disabled"), "true");
  await page.click("#text");
  release();
  await heard(page, "text");
  await isAnswered(page);
  await shows(page, "#saves", "1");
  assert.equal(await page.getAttribute("#text", "aria-disabled"), null);
});

test("an indicator inside an element shows while its event is under way", async () => {
  const page = await app.open("/pending");
  await page.click("#slow");
  assert.ok(await page.isHidden("#plain i"));
  const release = app.network.hold();
  await page.click("#plain");
  assert.ok(await page.isVisible("#plain i"));
  release();
  await isAnswered(page);
  assert.ok(await page.isHidden("#plain i"));
});

test("a form is empty at once and its fields are frozen until the answer, and an error brings everything back", async () => {
  const page = await app.open("/pending");
  await page.click("#slow");
  await isAnswered(page);
  await page.click("#fail");
  await shows(page, "#saves", "0");
  await until(page, () => document.getElementById("fail").ariaPressed === "true");
  const fill = async () => {
    await page.fill("#name", "Ada");
    await page.fill("#plain-text", "Lovelace");
    await page.check("#box-own");
    await page.selectOption("#list", "two");
    await isAnswered(page);
  };
  const fields = () => page.evaluate(() => [...document.getElementById("form").elements].filter(({ id }) => id !== "send").map((one) => (one.type === "checkbox" ? one.checked : one.value)));
  await fill();
  await page.focus("#name");
  const release = app.network.hold();
  await page.keyboard.press("Enter");
  assert.deepEqual(await fields(), ["", "", false, "one"]);
  await page.keyboard.type("more");
  await page.locator("#box-own").dispatchEvent("click");
  await page.focus("#list");
  await page.keyboard.press("ArrowDown");
  await page.focus("#name");
  assert.deepEqual(await fields(), ["", "", false, "one"]);
  release();
  await isAnswered(page);
  await until(page, () => document.getElementById("name").value === "Ada");
  assert.deepEqual(await fields(), ["Ada", "Lovelace", true, "two"]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "name");
  await page.click("#fail");
  await until(page, () => document.getElementById("fail").ariaPressed === "false");
  await page.click("#send");
  assert.deepEqual(await fields(), ["", "", false, "one"]);
  await heard(page, "Ada");
  await isAnswered(page);
  assert.deepEqual(await fields(), ["", "", false, "one"]);
  await page.fill("#name", "Grace");
  assert.equal(await valueOf(page, "#name"), "Grace");
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("#form [readonly], #form [aria-disabled]")].length), 0);
});

test("the gallery's palette opens by a key with the focus in it, its list goes on, and its buttons wait", async () => {
  const page = await gallery.open("/signals");
  await page.keyboard.press("Control+k");
  await until(page, () => document.activeElement.id === "commands");
  await page.keyboard.press("Escape");
  assert.ok(await page.isHidden("#commands"));
  await page.keyboard.press("Control+k");
  await page.click("#commands li:nth-child(2) button");
  await shows(page, ".instant output", "Tie the heddles");
  assert.ok(await page.isHidden("#commands"));
  for (const rows of ["40", "60"]) {
    await page.locator(".feed li:last-child").scrollIntoViewIfNeeded();
    await until(page, (rows) => +document.querySelector(".feed + p").textContent.split(" ")[0] >= rows, +rows);
  }
  await page.fill("#wish", "Polyester");
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.evaluate(() => [document.getElementById("wish").value, document.getElementById("wish").readOnly, document.getElementById("sending").hidden]), ["", true, false]);
  await until(page, () => document.getElementById("wish").value === "Polyester");
  assert.equal(await page.evaluate(() => document.activeElement.id), "wish");
});
