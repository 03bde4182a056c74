// The client beside a mock of the server: the part of the address that is a component's, and how it follows the state.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moduleAt } from "./browser.mjs";
import { browser, got, read, say } from "./mocked.mjs";

const LINKS =
  '<a id="two" href="?p=2">2</a><a id="three" href="?p=3#end"><b>3</b></a><a id="foreign" href="?p=2&x=1">x</a>' +
  '<a id="same" href="?">1</a><a id="plain" href="/other">o</a><a id="tab" href="?p=2" target="_blank">t</a>' +
  '<p l-no-nav><a id="no" href="?p=2">n</a></p><button id="add" data-l-click="add">+</button><input data-l-input="q=" data-l-debounce="5000">';

/** A page at a path with one component that has a part in the address, joined. Requests for pages are counted. */
async function open(path, also = "") {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.loads = [];
  const script = read("mock.js") + read("../dist/loom.js");
  const template = ["A", [LINKS], [], 0];
  await page.route("http://page.test/**", (route) => {
    const url = new URL(route.request().url());
    if (url.pathname.startsWith("/loom/")) {
      return route.fulfill(moduleAt(route.request().url()));
    }
    page.loads.push(url.pathname + url.search);
    return route.fulfill({
      contentType: "text/html",
      body:
        `<!DOCTYPE html><body><div id="c" data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0">${LINKS}</div>${also}` +
        `<script type="application/json" data-l-templates>${JSON.stringify([template])}</script><script>${script.replaceAll("</script", "<\\/script")}</script></body>`,
    });
  });
  await page.goto("http://page.test" + path);
  await page.waitForFunction(() => server.got.length > 0);
  page.loads.length = 0;
  return page;
}

const joined = async (page, texts) => {
  await say(page, ["j", 1], ["u", 1, texts, false, 0]);
  await got(page);
};
const address = (page) => page.evaluate(() => location.pathname + location.search + location.hash);
const length = (page) => page.evaluate(() => history.length);
const back = async (page) => {
  await page.evaluate(() => {
    globalThis.popped = new Promise((resolve) => addEventListener("popstate", () => setTimeout(resolve), { once: true }));
    history.back();
    return popped;
  });
};
const follow = (number, form) => ["e", 1, number, "?", "popstate", { form }];

test("the words of the server about the address are written into it, and nothing else is touched", async () => {
  const page = await open("/o?x=%7e+1&p=two&q=a%20b&y");
  const entries = await length(page);
  await joined(page, { p: null, q: "a b" });
  assert.equal(await address(page), "/o?x=%7e+1&q=a%20b&y");
  await say(page, ["u", 1, { p: "2", q: "é&=" }, false, 0]);
  assert.equal(await address(page), "/o?x=%7e+1&y&p=2&q=%C3%A9%26%3D");
  assert.equal(await length(page), entries);
  await page.evaluate(() => history.replaceState({ ...history.state, more: 1 }, ""));
  await say(page, ["u", 1, { p: null, q: null }, true, 0]);
  assert.equal(await address(page), "/o?x=%7e+1&y");
  assert.equal(await length(page), entries + 1);
  assert.equal(await page.evaluate(() => history.state.more), 1);
  // It is so already.
  await say(page, ["u", 1, { p: null }, true, 0]);
  assert.equal(await length(page), entries + 1);
});

test("a value that stands there twice is said once", async () => {
  const page = await open("/o?p=2&p=3");
  await joined(page, { p: "2", q: null });
  assert.equal(await address(page), "/o?p=2");
});

test("a link of the page is an event, and going back is one", async () => {
  const page = await open("/o");
  await joined(page, { p: null, q: null });
  await page.click("#three b");
  assert.equal(await address(page), "/o?p=3#end");
  assert.deepEqual(await got(page), [follow(1, "p=3")]);
  await say(page, ["u", 1, { p: "3", q: null }, false, 1], ["p", 1, 1]);
  await page.click("#two");
  assert.deepEqual(await got(page), [follow(2, "p=2")]);
  await say(page, ["u", 1, { p: "2", q: null }, false, 2], ["p", 1, 2]);
  await back(page);
  assert.equal(await address(page), "/o?p=3#end");
  assert.deepEqual(await got(page), [follow(3, "p=3")]);
  await say(page, ["u", 1, { p: "3", q: null }, false, 3], ["p", 1, 3]);
  await back(page);
  assert.deepEqual(await got(page), [follow(4, "")]);
  assert.deepEqual(page.loads, []);
});

test("links to elsewhere, and those that a browser opens in its own way, are left to it", async () => {
  for (const [id, load] of [["foreign", "/o?p=2&x=1"], ["same", "/o"], ["plain", "/other"], ["no", "/o?p=2"]]) {
    const page = await open("/o");
    await joined(page, { p: null, q: null });
    await Promise.all([page.waitForNavigation(), page.click("#" + id)]);
    assert.deepEqual(page.loads, [load], id);
  }
  const page = await open("/o");
  await joined(page, { p: null, q: null });
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.click("#tab")]);
  await tab.close();
  const [other] = await Promise.all([page.context().waitForEvent("page"), page.click("#two", { modifiers: ["ControlOrMeta"] })]);
  await other.close();
  await page.evaluate(() => document.querySelector("#two").addEventListener("click", (event) => event.preventDefault()));
  await page.click("#two");
  assert.deepEqual([await address(page), await got(page)], ["/o", []]);
});

test("an answer that comes late takes nothing back that the visitor has done meanwhile", async () => {
  const page = await open("/o?p=1");
  await joined(page, { p: "1", q: null });
  await page.click("#add");
  await page.click("#two");
  assert.deepEqual((await got(page)).map(([, , number, handler]) => [number, handler]), [[1, "add"], [2, "?"]]);
  const entries = await length(page);
  // The event has changed it too, before the server heard of the link; so has something that was pushed.
  await say(page, ["u", 1, { p: "7" }, true, 1], ["p", 1, 1], ["u", 1, { p: "8" }, false, 0], ["p", 1, 0]);
  assert.deepEqual([await address(page), await length(page)], ["/o?p=2", entries]);
  await say(page, ["u", 1, { p: "2", q: null }, false, 2], ["p", 1, 2]);
  assert.equal(await address(page), "/o?p=2");
  // Another event is under way: whatever it does comes before what the visitor goes back to.
  await page.click("#add");
  await back(page);
  assert.deepEqual((await got(page)).map(([, , number, handler]) => [number, handler]), [[3, "add"], [4, "?"]]);
});

test("a value that cannot be is put right: by the server, or as it was where the server does not take it", async () => {
  const page = await open("/o?p=1");
  await joined(page, { p: "1", q: null });
  await page.click("#two");
  await say(page, ["u", 1, { p: null, q: null }, false, 1], ["p", 1, 1]);
  assert.equal(await address(page), "/o");
  const entries = await length(page);
  await page.click("#two");
  assert.equal(await address(page), "/o?p=2");
  await say(page, ["x", 1, 2, "too_fast", "wait"]);
  assert.equal(await address(page), "/o");
  // The entry that the link has made stays.
  assert.equal(await length(page), entries + 1);
});

test("text that was typed is said before, and a link that was clicked without a connection is followed with the next", async () => {
  const page = await open("/o");
  await joined(page, { p: null, q: null });
  await page.fill("input", "x");
  await page.click("#two");
  assert.deepEqual((await got(page)).map(([, , , handler]) => handler), ["q=", "?"]);
  await page.evaluate(() => {
    server.got.length = 0;
    server.drop();
    dispatchEvent(new Event("online"));
  });
  await page.waitForFunction(() => server.got.length > 0);
  await got(page);
  // The state decides, but what is under way comes after it.
  await say(page, ["j", 1], ["u", 1, { p: null, q: null }, false, 0]);
  assert.equal(await address(page), "/o?p=2");
  // The connection broke under the first: it goes alone.
  assert.deepEqual((await got(page)).map(([, , number, handler]) => [number, handler]), [[1, "q="]]);
  await say(page, ["u", 1, { q: "x" }, false, 1], ["p", 1, 1]);
  assert.deepEqual((await got(page)).map(([, , number, handler]) => [number, handler]), [[2, "?"]]);
  await say(page, ["u", 1, { p: "2", q: null }, false, 2], ["p", 1, 2]);
  assert.equal(await address(page), "/o?p=2");
});

test("each component hears of its own part", async () => {
  const also = '<div data-l-live="n" data-l-ws="/ws" data-l-token="U"></div>';
  const page = await open("/o?p=1&z=3", also);
  await say(page, ["j", 1], ["u", 1, { p: "1" }, false, 0], ["t", ["B", ["<i>"], [], 0]], ["j", 2, { B: [] }], ["u", 2, { x: null }, false, 0]);
  await got(page);
  await page.evaluate(() => (document.querySelector("#foreign").search = "?p=1&x=1&z=3"));
  await page.click("#foreign");
  assert.deepEqual(await got(page), [["e", 2, 1, "?", "popstate", { form: "x=1" }]]);
  await say(page, ["u", 2, { x: "1" }, false, 1], ["p", 2, 1]);
  await back(page);
  assert.deepEqual(await got(page), [["e", 2, 2, "?", "popstate", { form: "" }]]);
});

test("a component that is not in the page any more changes nothing of the address", async () => {
  const page = await open("/o?p=1");
  await joined(page, { p: "1", q: null });
  await page.evaluate(() => {
    document.querySelector("#c").remove();
    server.say(["u", 1, { p: "2" }, false, 0]);
    return server.heard();
  });
  assert.equal(await address(page), "/o?p=1");
});

test("a server sends the browser to a page as a link does", async () => {
  const page = await open("/o");
  await joined(page, { p: null, q: null });
  const entries = await length(page);
  await say(page, ["n", "?p=4", false]);
  assert.deepEqual(await got(page), [follow(1, "p=4")]);
  await say(page, ["n", "?p=5", true]);
  assert.deepEqual([await address(page), await length(page)], ["/o?p=5", entries + 1]);
  await page.evaluate(() => server.say(["n", "/other", false]));
  await page.waitForURL("**/other");
  assert.deepEqual(page.loads, ["/other"]);
});

test("a server has the browser load the page again", async () => {
  const page = await open("/o?p=1#x");
  await joined(page, { p: "1", q: null });
  await page.evaluate(() => server.say(["a"]));
  await page.waitForFunction(() => server.sockets.length === 1 && server.got.length > 0);
  assert.deepEqual(page.loads, ["/o?p=1"]);
});

test("after a reload, going back stays within the page", async () => {
  const page = await open("/o");
  await joined(page, { p: null, q: null });
  await page.click("#two");
  await page.reload();
  await page.waitForFunction(() => server.got.length > 0);
  await joined(page, { p: "2", q: null });
  page.loads.length = 0;
  await back(page);
  assert.deepEqual([await got(page), page.loads], [[follow(1, "")], []]);
});
