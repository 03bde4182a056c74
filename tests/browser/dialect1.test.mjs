// The gallery with a client of dialect 1 in place of Loom's own: what that dialect carries works, what it does not is refused, as docs/dialect-1.md says.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { answerOf, pathOf, shows, suite, until } from "./harness.mjs";

const gallery = suite();
const morphdom = createRequire(pathOf("loom/client/package.json")).resolve("morphdom/dist/morphdom-umd.js");
const SCRIPT = [morphdom, pathOf("tests/browser/dialect1_client.js")].map((path) => readFileSync(path, "utf8")).join("\n");
/** The script is put in the place of Loom's on the way to the browser. */
const ANSWER = answerOf(SCRIPT, "text/javascript");

/** The client makes a selector of a handler's text, which seldom is one. It has drawn by then. */
const NO_SELECTOR = /'\[data-l-[a-z]+=[^']*' is not a valid selector/;

const isLive = (page) => page.waitForSelector('html[data-dialect1="live"]');
const button = (page, name) => page.getByRole("button", { name, exact: true }).first().click();
const contains = (page, selector, text) =>
  until(page, ([s, t]) => document.querySelector(s)?.textContent.includes(t), [selector, text]);
const lacks = (page, selector, text) =>
  until(page, ([s, t]) => !document.querySelector(s).textContent.includes(t), [selector, text]);
/** Waits until the server has refused something with this code. */
const refuses = (page, code) => until(page, (start) => refusals.some((error) => error.startsWith(`${start}: `)), code);

/** A page with the client of dialect 1. */
async function open(path, options = {}) {
  gallery.network.answer = (request) => (request.startsWith("GET /loom/loom-") ? ANSWER : null);
  const page = await gallery.open(path, { ...options, live: false, expects: NO_SELECTOR });
  await isLive(page);
  return page;
}

test("counter: counts up, down and back to nothing", async () => {
  const page = await open("/counter");
  await button(page, "More");
  await shows(page, "output.count", 1);
  await button(page, "More");
  await shows(page, "output.count", 2);
  await button(page, "Less");
  await shows(page, "output.count", 1);
  await button(page, "Reset");
  await shows(page, "output.count", 0);
  await page.getByRole("button", { name: "More" }).nth(1).click();
  await until(page, () => document.querySelectorAll("output.count")[1].textContent === "10");
  assert.deepEqual(await page.evaluate(() => refusals), []);
});

test("to-do list: adds, finishes, filters, removes, and tells the other tab", async () => {
  const page = await open("/todos");
  const other = await open("/todos");
  const draft = page.getByLabel("What is to be done?");
  await draft.fill("Warp the loom");
  await draft.press("Enter");
  await contains(page, ".todos", "Warp the loom");
  await contains(other, ".todos", "Warp the loom");
  await other.getByLabel("Done: Warp the loom").check();
  await until(page, () => [...document.querySelectorAll("li.done")].some((li) => li.textContent.includes("Warp the loom")));
  await button(page, "Open");
  await lacks(page, ".todos", "Warp the loom");
  await button(page, "All");
  await contains(page, ".todos", "Warp the loom");
  await page.getByLabel("Remove: Warp the loom").click();
  await lacks(other, ".todos", "Warp the loom");
  assert.deepEqual(await page.evaluate(() => refusals), []);
});

test("search: finds as one types", async () => {
  const page = await open("/search");
  await page.click("#query");
  await page.keyboard.type("zurich", { delay: 20 });
  await contains(page, ".cities mark", "rich");
  await page.fill("#query", "no such city");
  await contains(page, 'p[role="status"]', "No city matches.");
  assert.equal(await page.evaluate(() => document.activeElement.id), "query");
});

test("clock: the server speaks first", async () => {
  const page = await open("/clock");
  const time = await page.textContent("time.digits");
  await until(page, (before) => document.querySelector("time.digits").textContent !== before, time);
  await button(page, "Start");
  await until(page, () => document.querySelector(".stopwatch output").textContent !== "00:00.0");
  await button(page, "Stop");
});

test("crowd: a component that fails or panics says so, and the others go on", async () => {
  const page = await open("/crowd");
  const press = (name) => page.getByRole("button", { name: `Press ${name}` }).click();
  await press("Basile");
  await refuses(page, "event_failed");
  await press("Jacques");
  await refuses(page, "panicked");
  await press("Olga");
  await until(page, () => document.querySelectorAll("output.count")[9].textContent === "1");
  await page.waitForFunction(() => !document.querySelector(".weaver button:disabled"));
});

test("reviews: nested components tell their parent, and it tells them", async () => {
  const page = await open("/reviews");
  const stars = page.getByRole("radiogroup", { name: "Stars for The Golden Thread" });
  await stars.getByRole("radio", { name: "3 stars" }).check({ force: true });
  await contains(page, ".row.spread", "4.0");
  await until(page, () => document.querySelectorAll(".stars")[2].querySelectorAll(".lit").length === 3);
  await button(page, "Clear the ratings");
  await until(page, () => document.querySelectorAll(".stars .lit").length === 0);
  await contains(page, ".row.spread", "Nothing rated yet");
});

test("basket: takes, gives back and orders", async () => {
  const page = await open("/basket");
  const take = page.getByRole("button", { name: /^Take one/ });
  const lines = (count) => until(page, (n) => document.querySelectorAll(".lines li").length === n, count);
  await take.nth(0).click();
  await lines(1);
  await take.nth(1).click();
  await lines(2);
  await take.nth(0).click();
  await shows(page, ".lines li .quantity .number", 2);
  await page.getByRole("button", { name: /less$/ }).nth(1).click();
  await lines(1);
  await page.getByRole("button", { name: /order/i }).click();
  await contains(page, ".shop", "Nothing yet.");
});

test("table: a thousand rows are made, changed, swapped, chosen and removed", async () => {
  const page = await open("/table");
  const rows = (n) => until(page, (count) => document.querySelectorAll("tbody tr").length === count, n);
  await rows(1000);
  const second = await page.textContent("tbody tr:nth-child(2)");
  await button(page, "Swap two");
  await until(page, (text) => document.querySelectorAll("tbody tr")[998].textContent === text, second);
  await button(page, "Update every 10th");
  await until(page, () => document.querySelector("tbody tr button.link").textContent.trim().endsWith("!"));
  await page.locator("tbody tr button.link").first().click();
  await page.waitForSelector("tbody tr.selected:first-child");
  await page.getByRole("button", { name: "Remove" }).first().click();
  await rows(999);
  await button(page, "Clear");
  await rows(0);
  await button(page, "Create 1,000");
  await rows(1000);
});

test("chat: what one says the other reads", async () => {
  const page = await open("/chat");
  const other = await open("/chat");
  await page.getByLabel("Your name").fill("Ada");
  for (const said of ["<b>hello & good day</b>", "and good night"]) {
    const message = page.getByLabel("Message", { exact: true });
    await message.fill(said);
    await message.press("Enter");
    await contains(other, ".messages", said);
  }
  await contains(other, ".messages strong", "Ada");
});

test("cloth: work in the background is shown as it goes on", async () => {
  const page = await open("/cloth");
  await button(page, "Weave");
  await until(page, () => document.querySelectorAll(".fabric path").length > 3);
  await button(page, "Stop");
  await page.getByRole("button", { name: "Weave" }).waitFor();
});

test("links lead to pages that are live", async () => {
  const page = await open("/todos");
  await page.getByRole("link", { name: "Search" }).filter({ visible: true }).first().click();
  await page.waitForSelector("#query");
  await isLive(page);
  await page.fill("#query", "zurich");
  await contains(page, ".cities mark", "rich");
});

test("after a broken connection the page begins anew, shows that, and goes on", async () => {
  const page = await open("/counter", { cuts: true });
  await button(page, "More");
  await shows(page, "output.count", 1);
  gallery.network.breakOff();
  await until(page, () => document.documentElement.dataset.dialect1 === "connecting");
  await isLive(page);
  await shows(page, "output.count", 0);
  await button(page, "More");
  await shows(page, "output.count", 1);
});

test("a click without a connection is refused, not counted for another", async () => {
  const page = await open("/counter", { cuts: true });
  gallery.network.cut();
  await until(page, () => document.documentElement.dataset.dialect1 === "connecting");
  await button(page, "More");
  gallery.network.mend();
  await refuses(page, "unknown_id");
  await isLive(page);
  await button(page, "More");
  await shows(page, "output.count", 1);
});

test("after a broken connection the page shows what has happened meanwhile", async () => {
  const page = await open("/chat", { cuts: true });
  const other = await open("/chat", { cuts: true });
  gallery.network.cut();
  await until(other, () => document.documentElement.dataset.dialect1 === "connecting");
  gallery.network.mend();
  await isLive(page);
  const message = page.getByLabel("Message", { exact: true });
  await message.fill("Is anybody there?");
  await message.press("Enter");
  await contains(other, ".messages", "Is anybody there?");
});

test("nested components are live again after the server was restarted", async () => {
  const page = await open("/reviews", { cuts: true });
  const stars = page.getByRole("radiogroup", { name: "Stars for The Golden Thread" });
  await stars.getByRole("radio", { name: "3 stars" }).check({ force: true });
  await contains(page, ".row.spread", "4.0");
  await gallery.program.stop("SIGKILL");
  await gallery.program.start();
  await isLive(page);
  await contains(page, ".row.spread", "4.5");
  await until(page, () => document.querySelectorAll(".stars")[2].querySelectorAll(".lit").length === 0);
  await stars.getByRole("radio", { name: "3 stars" }).check({ force: true });
  await contains(page, ".row.spread", "4.0");
});

test("a form that is read whole is refused", async () => {
  const page = await open("/todos");
  await page.getByLabel("What is to be done?").fill("Wind the bobbins");
  await page.getByLabel("What is to be done?").press("Enter");
  await page.getByLabel("Rename: Wind the bobbins").click();
  await page.getByLabel("Title").press("Enter");
  await refuses(page, "bad_payload");
  await button(page, "Cancel");
  await page.getByLabel("Remove: Wind the bobbins").click();
  await lacks(page, ".todos", "Wind the bobbins");
});

test("the choice of several options is refused, and that of one taken", async () => {
  const page = await open("/form");
  const before = await page.textContent(".state pre");
  await page.locator(".form select[multiple]").selectOption([{ label: "Wool" }, { label: "Silk" }]);
  await refuses(page, "bad_payload");
  assert.equal(await page.textContent(".state pre"), before);
  await page.locator(".form select:not([multiple])").selectOption({ label: "Linen" });
  await contains(page, ".state pre", "fiber: Linen");
});
