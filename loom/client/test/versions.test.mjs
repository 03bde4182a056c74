// The client beside a mock of the server: pages that are too old, and servers of another version.

import assert from "node:assert/strict";
import { test } from "node:test";
import { input, inputHtml, live, say } from "./mocked.mjs";

test("a stale page is not loaded again while something is typed on it", async () => {
  const page = await live(input, inputHtml);
  await page.fill("input", "dear");
  await say(page, ["x", 1, 0, "expired_token", "too old"]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "refused");
  assert.equal(await page.inputValue("input"), "dear");
  assert.equal(await page.textContent("[role=alert] span"), "This page is out of date.");
  const renewed = page.waitForNavigation();
  await page.click("[data-l-retry]");
  await renewed;
});

/** Has the socket that is open now refuse the page, as a process of another version, and waits for the next one. */
async function refuseAsAnother(page) {
  const sockets = await page.evaluate(() => server.sockets.length);
  await say(page, ["v", "2"], ["x", 1, 0, "bad_token", "not valid here"]);
  await page.waitForFunction((count) => server.sockets.length > count && server.socket.readyState === 1, sockets);
}

/** Drops the socket of a page that is live, and counts what asks whether the page is there; `answers` are what they are told. */
async function comesToAnother(page, answers) {
  await page.evaluate((given) => {
    globalThis.asked = [];
    globalThis.fetch = async (address, { method }) => {
      asked.push(`${method} ${address}`);
      return { ok: given.length > 1 ? given.shift() : given[0] };
    };
    server.drop();
  }, answers);
  await page.waitForFunction(() => server.sockets.length > 1 && server.socket.readyState === 1);
}

test("a page that reaches a process of another version says so, and tries for one of its own", async () => {
  const page = await live(input, inputHtml, '<p data-l-version hidden>There is a new version.</p>');
  await page.evaluate(() => document.addEventListener("loom:version", ({ detail }) => (globalThis.version = detail.version)));
  await page.fill("input", "dear");
  await say(page, ["p", 1, 1]);
  await comesToAnother(page, [true]);
  const isShown = () => page.isVisible("[data-l-version]");
  assert.equal(await isShown(), false);
  await say(page, ["v", "2"]);
  assert.deepEqual([await page.evaluate(() => version), await isShown()], ["2", true]);
  for (let times = 0; times < 3; times++) await refuseAsAnother(page);
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  await say(page, ["j", 1]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.inputValue("input"), "dear");
  assert.deepEqual([await page.evaluate(() => asked), await isShown()], [[], false]);
  // Another version that can take the page is as good.
  await page.evaluate(() => server.drop());
  await page.waitForFunction(() => server.socket.readyState === 1);
  await say(page, ["v", "2"], ["j", 1]);
  assert.deepEqual([await page.getAttribute("html", "data-l-state"), await isShown()], ["live", true]);
});

test("a page that no version takes is loaded again only when it is there for the version that answers", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  await page.evaluate(() => (globalThis.marked = true));
  await comesToAnother(page, [false, false, true]);
  for (let times = 0; times < 5; times++) await refuseAsAnother(page);
  await page.waitForFunction(() => asked.length === 2);
  assert.deepEqual(await page.evaluate(() => [marked, asked[0]]), [true, "HEAD http://loom.test/"]);
  const renewed = page.waitForNavigation();
  await say(page, ["v", "2"], ["x", 1, 0, "unknown_module", "there is no such component"]);
  await renewed;
});

test("a page that no version takes asks first where something was typed, and takes its own version if that comes back", async () => {
  const page = await live(input, inputHtml);
  await page.fill("input", "dear");
  await say(page, ["p", 1, 1]);
  await comesToAnother(page, [true]);
  for (let times = 0; times < 4; times++) await refuseAsAnother(page);
  await page.waitForSelector('html[data-l-state="refused"]');
  assert.equal(await page.textContent("[role=alert] span"), "This page is out of date.");
  await say(page, ["j", 1]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.inputValue("input"), "dear");
});

test("the version of the page stands in the address of its socket", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  const query = () => page.evaluate(() => new URL(server.socket.url).search.replace(/page=\d+/, "page=1"));
  assert.equal(await query(), "?page=1&socket=1");
  await page.evaluate(() => {
    document.querySelector("[data-l-ws]").dataset.lWs = "/ws?version=1.4.0";
    server.drop();
  });
  await page.waitForFunction(() => server.sockets.length > 1);
  assert.equal(await query(), "?version=1.4.0&page=1&socket=2");
});
