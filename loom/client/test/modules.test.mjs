// Modules: when they are loaded, and what happens until they are there, or when they never come.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { errors, launch, moduleAt, open } from "./browser.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const script = read("mock.js") + read("../dist/loom.js");
const raw = ["A", ["<section>", "</section>"], [""], 0];
const html =
  '<!DOCTYPE html><body><div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0"><section><!--(--><details><i>0</i></details><!--)--></section></div>' +
  `<script type="application/json" data-l-templates>${JSON.stringify([raw])}</script></body>`;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  assert.deepEqual(errors.splice(0), []);
});

/** A page with raw HTML, joined. `answer` is asked what comes for each request of a module. */
async function live(answer) {
  const page = await open(browser, "", html);
  const asked = [];
  await page.route("http://loom.test/loom/*.js*", (route) => {
    const url = route.request().url();
    asked.push(/loom\/([a-z]+)-/.exec(url)[1]);
    return answer(route, asked.at(-1));
  });
  await page.addScriptTag({ content: script });
  await page.waitForFunction(() => server.got.length > 0);
  await page.evaluate(() => server.say(["j", 1]));
  return { page, asked };
}

const say = (page, ...messages) => page.evaluate((all) => server.say(...all), messages);
const give = (route) => route.fulfill(moduleAt(route.request().url()));
const change = (n) => ["p", 1, n, [0, { "<": `<details><i>${n}</i></details>` }]];
const text = (page, wanted) => page.waitForFunction((wanted) => document.querySelector("section").textContent === wanted, wanted);

test("the modules of notices and messages are there before the connection is lost", async () => {
  const { page, asked } = await live(give);
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/notices-")));
  assert.deepEqual(asked, ["notices", "flash"]);
  await page.evaluate(() => {
    server.open = false;
    server.drop();
  });
  await page.waitForSelector("[data-l-banner]");
});

test("messages that come before their module are shown once it is there", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page } = await live(async (route) => {
    await held;
    return give(route);
  });
  await say(page, ["f", "info", "one"], ["f", "info", "two"]);
  assert.equal(await page.locator(".l-flash").count(), 0);
  release();
  await page.waitForSelector(".l-flash");
  assert.deepEqual(await page.locator(".l-flash span").allTextContents(), ["one", "two"]);
});

test("messages that nobody has shown yet are kept for the next page", async () => {
  const { page } = await live((route) => route.abort());
  await page.route("http://loom.test/next", (route) => route.fulfill({ contentType: "text/html", body: html }));
  const left = page.waitForURL("**/next");
  await say(page, ["f", "info", "kept"], ["r", "/next"]);
  await left;
  await page.unroute("http://loom.test/loom/*.js*");
  await page.addScriptTag({ content: script });
  await page.locator(".l-flash", { hasText: "kept" }).waitFor();
});

test("without its module the focus may be lost, and the page goes on", async () => {
  const { page } = await live((route, name) => (name === "focus" ? route.abort() : give(route)));
  await page.evaluate(() => {
    const live = document.querySelector("[data-l-live]");
    live.tabIndex = 0;
    live.focus();
  });
  await say(page, change(0));
  await text(page, "0");
});

test("a message goes to the next page of a redirect, and to no other", async () => {
  const { page } = await live(give);
  await page.route("http://loom.test/next*", (route) => route.fulfill({ contentType: "text/html", body: html }));
  for (const name of ["one", "two", "three"]) {
    const left = page.waitForURL("**/next" + name);
    await say(page, ["f", "info", name], ["r", "/next" + name]);
    await left;
    await page.addScriptTag({ content: script });
    await page.locator(".l-flash", { hasText: name }).waitFor();
    assert.deepEqual(await page.locator(".l-flash span").allTextContents(), [name]);
    await page.waitForFunction(() => server.got.length > 0);
    await say(page, ["j", 1]);
  }
});

test("a module that could not be loaded is asked for again when the server is reached again", async () => {
  let works = false;
  const { page } = await live((route) => (works ? give(route) : route.abort()));
  await say(page, ["f", "info", "late"]);
  works = true;
  await page.evaluate(() => server.drop());
  await page.locator(".l-flash", { hasText: "late" }).waitFor();
});

test("frames wait in order for the module that changes raw HTML, and it keeps the elements", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page } = await live(async (route, name) => {
    if (name === "raw") await held;
    return give(route);
  });
  await page.evaluate(() => (globalThis.details = document.querySelector("details")));
  await say(page, change(1), ["d", "later"], change(2));
  assert.deepEqual(await page.evaluate(() => [document.title, document.querySelector("section").textContent]), ["", "0"]);
  release();
  await text(page, "2");
  assert.equal(await page.title(), "later");
  assert.ok(await page.evaluate(() => details.isConnected));
  await say(page, change(3));
  assert.equal(await page.textContent("section"), "3", "it is there now, and nothing waits");
});

test("frames that wait are lost with their socket", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page } = await live(async (route, name) => {
    if (name === "raw") await held;
    return give(route);
  });
  await say(page, change(1), ["d", "lost"]);
  await page.evaluate(() => server.drop());
  release();
  await page.waitForFunction(() => server.sockets.length > 1 && server.socket.readyState === 1);
  await say(page, ["j", 1], change(0), ["p", 1, 0]);
  await text(page, "0");
  assert.equal(await page.title(), "");
});

test("without its module raw HTML is replaced", async () => {
  const { page, asked } = await live((route, name) => (name === "raw" ? route.abort() : give(route)));
  await page.evaluate(() => (globalThis.details = document.querySelector("details")));
  await say(page, change(1));
  await text(page, "1");
  assert.equal(await page.evaluate(() => details.isConnected), false);
  await say(page, change(2));
  assert.equal(await page.textContent("section"), "2");
  assert.equal(asked.filter((name) => name === "raw").length, 1);
});
