// The client brings what pages are written for and some browsers lack: WebKit has neither commands of buttons nor `scrollend`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");

test("a button opens and closes a dialog and a popover, and the server hears of its click", async () => {
  const page = await app.open("/lacking");
  await page.click("#ask");
  await until(page, () => document.querySelector("dialog").matches(":modal"));
  await page.click("#no");
  await until(page, () => !document.querySelector("dialog").open && document.querySelector("dialog").returnValue === "no");
  await shows(page, "#closed", 1);
  await page.click("#more");
  await until(page, () => document.querySelector("#menu").matches(":popover-open"));
  await page.click("#more");
  await until(page, () => !document.querySelector("#menu").matches(":popover-open"));
});

test("the end of scrolling is an event, once", async () => {
  const page = await app.open("/lacking");
  await page.evaluate(() => document.querySelector("#box").scrollTo(0, 150));
  await shows(page, "#ends", "1 at 150");
  await page.evaluate(() => document.querySelector("#box").scrollTo(0, 40));
  await shows(page, "#ends", "2 at 40");
});

test("a field that is only shown and its server agree after a reload, whatever the browser restored", async () => {
  const page = await app.open("/typing");
  await page.fill("#shout", "loud");
  await until(page, () => document.querySelector("#shout").value === "LOUD");
  await page.reload();
  await until(page, () => {
    const field = document.querySelector("#shout");
    return document.documentElement.dataset.lState === "live" && field.value === (field.getAttribute("value") ?? "");
  });
  assert.match(await page.inputValue("#shout"), /^(LOUD)?$/);
});
