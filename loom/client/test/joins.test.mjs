// The client beside a mock of the server: how components join, are patched and leave.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { breakUnder, browser, button, buttonHtml, eventsOf, got, live, neighbors, say, script } from "./mocked.mjs";

test("it joins with what the page holds, and says how it is", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 1]]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.evaluate(() => server.socket.protocol), "loom.2");
  await say(page, ["p", 1, 0, [0, "y"]]);
  assert.equal(await page.textContent("p"), "y");
});

test("patches are announced once a frame to a page that asks for it", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  const heard = (asks) =>
    page.evaluate(async (asks) => {
      document.documentElement.toggleAttribute("data-l-patched", asks);
      const seen = [];
      const listener = () => seen.push(document.querySelector("p").textContent);
      document.addEventListener("loom:patched", listener);
      for (let i = 0; i < 3; i++) server.say(["p", 1, 0, [0, i]]);
      for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
      document.removeEventListener("loom:patched", listener);
      return seen;
    }, asks);
  assert.deepEqual(await heard(false), []);
  assert.deepEqual(await heard(true), ["2"]);
});

test("a page that does not match is asked for", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<div>x</div>");
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 0]]);
});

test("children that come are joined, and those that go are left", async () => {
  const page = await live(["A", ["<div>", "</div>"], [""], 0], "<div></div>");
  await got(page);
  await say(page, ["p", 1, 0, [0, { "@": ["child", "CT"] }]]);
  await page.waitForFunction(() => server.got.length > 0);
  assert.deepEqual(await got(page), [["j", 2, "child", "CT", 0]]);
  await say(page, ["t", ["C", ["<i>", "</i>"], [""], 0]], ["j", 2, { C: ["hi"] }], ["k", 2, "newer"]);
  assert.equal(await page.textContent("i"), "hi");
  assert.equal(await page.getAttribute("[data-l-live=child]", "data-l-token"), "newer");
  await say(page, ["p", 1, 0, [0, ""]]);
  await page.waitForFunction(() => server.got.length > 0);
  assert.deepEqual(await got(page), [["l", 2]]);
});

test("a component that cannot join keeps no other from being live, and is tried again when it is used", async () => {
  const button = '<button data-l-click="a">x</button>';
  const other = `<div data-l-live="n" data-l-ws="/ws" data-l-token="U" data-l-root="0">${button}</div>`;
  const page = await live(["A", [button], [], 0], button, other);
  await say(page, ["x", 2, 0, "render_failed", "not now"]);
  await page.waitForFunction(() => document.documentElement.dataset.lState === "live");
  assert.equal(await page.getAttribute("[data-l-token=T]", "data-l-failed"), "render_failed");
  await got(page);
  await page.click("[data-l-token=U] button");
  assert.deepEqual((await got(page))[0].slice(0, 5), ["e", 1, 1, "a", "click"]);
  await page.click("[data-l-token=T] button");
  assert.deepEqual(await got(page), [["j", 2, "m", "T", 1]]);
  await say(page, ["j", 2]);
  await page.waitForFunction(() => server.got.length > 0);
  assert.deepEqual((await got(page))[0].slice(0, 5), ["e", 2, 1, "a", "click"]);
});

test("a patch that cannot be applied asks for everything", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  await got(page);
  await say(page, ["p", 1, 0, [0, { UNKNOWN: [] }]]);
  await page.waitForFunction(() => server.sockets.length > 1 && server.got.length > 0);
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 0]]);
});

test("a component whose render takes another root is shown anew", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  await say(page, ["t", ["B", ["<b>", "</b>"], [""], 0]], ["p", 1, 0, { B: ["y"] }]);
  assert.equal(await page.innerHTML("[data-l-live]"), "<b>y</b>");
  await say(page, ["p", 1, 0, [0, "z"]]);
  assert.equal(await page.innerHTML("[data-l-live]"), "<b>z</b>");
});

test("a page is live though a component left it before its join was answered", async () => {
  const page = await live(["A", ["<div>", "</div>"], [""], 0], "<div></div>");
  await say(page, ["p", 1, 0, [0, { "@": ["inner", "T2"] }]]);
  await page.waitForFunction(() => server.got.length > 1);
  await say(page, ["t", ["C", ["<i>", "</i>"], [""], 0]], ["j", 2, { C: ["hi"] }]);
  await page.evaluate(() => {
    server.got.length = 0;
    server.drop();
  });
  await page.waitForFunction(() => server.got.length > 1);
  // The state that the server goes on from has no inner component.
  await say(page, ["j", 1, { A: [""] }]);
  await page.waitForSelector('html[data-l-state="live"]');
  await page.waitForFunction(() => server.got.length > 2);
  assert.deepEqual((await got(page)).at(-1), ["l", 2]);
});

test("a component that cannot join is marked and says why, and the page is live", async () => {
  const page = await neighbors();
  await page.evaluate(() => {
    globalThis.told = [];
    document.addEventListener("loom:error", ({ detail, target }) => told.push(`${target.id} ${detail.code}`));
  });
  await page.evaluate(() => {
    server.got.length = 0;
    server.open = false;
    server.drop();
  });
  await page.click("#b1");
  await page.waitForFunction(() => server.sockets.length > 1);
  await page.evaluate(() => server.socket.accept());
  await say(page, ["x", 1, 0, "render_failed", "This cannot be shown."]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  await say(page, ["t", ["B", ['<button id="b2" data-l-click="add">', "</button>"], [""], 0]], ["j", 2, { B: ["0"] }]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), "render_failed");
  assert.equal(await page.textContent("[role=alert] span"), "This cannot be shown.");
  assert.ok(await page.evaluate(() => !document.querySelector(".l-loading")), "nothing waits for an answer");
  await got(page);
  await page.click("#b2");
  assert.deepEqual(await eventsOf(page), [[2, 1, 1]]);
  assert.deepEqual(await page.evaluate(() => told), ["c1 render_failed"]);
  // The next connection may do better.
  await page.evaluate(() => (server.open = true));
  assert.deepEqual(await breakUnder(page), [[2, 1, 2]]);
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), null);
});

test("a page that ends says that it has left, one that is put aside or frozen comes back", async () => {
  const page = await live(button, buttonHtml);
  const why = (event, type, persisted) =>
    page.evaluate(
      ([kind, name, kept]) => {
        const { socket } = server;
        if (kind === "page") dispatchEvent(new PageTransitionEvent(name, { persisted: kept }));
        else document.dispatchEvent(new Event(name));
        return socket.why;
      },
      [event, type, persisted],
    );
  const count = () => page.evaluate(() => server.sockets.length);
  assert.deepEqual(await why("page", "pagehide", true), []);
  await why("page", "pageshow", true);
  assert.equal(await count(), 2);
  await page.waitForFunction(() => server.socket.readyState === 1);
  assert.deepEqual(await why("document", "freeze"), []);
  assert.equal(await count(), 2);
  await why("document", "resume");
  assert.equal(await count(), 3);
  const [first, last] = await page.evaluate(() => [server.sockets[0].url, server.sockets[2].url]);
  assert.match(first, /\?page=\d+&socket=1$/);
  assert.equal(first.replace(/1$/, "3"), last);
  assert.deepEqual(await why("page", "pagehide", false), [1000, "left"]);
});

test("two connections in a row that break before the page is live are the last, until the visitor wants another", async () => {
  const component = '<div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0"><p>x</p></div>';
  const page = await open(browser, script, `<!DOCTYPE html><body>${component}<script type="application/json" data-l-templates>[["A",["<p>","</p>"],[""],0]]</script></body>`);
  const sockets = () => page.evaluate(() => server.sockets.length);
  await page.waitForFunction(() => server.got.length === 1);
  await page.evaluate(() => server.drop(1006, ""));
  await page.waitForFunction(() => server.got.length === 2);
  await page.evaluate(() => server.drop(1006, ""));
  await page.waitForSelector('html[data-l-state="refused"]');
  await page.evaluate(() => dispatchEvent(new Event("online")));
  assert.equal(await sockets(), 2);
  await page.click("[data-l-retry]");
  await page.waitForFunction(() => server.got.length === 3);
  await say(page, ["j", 1]);
  await page.waitForSelector('html[data-l-state="live"]');
  assert.equal(await page.locator("[data-l-banner]").count(), 0);
});

test("a component inside one that cannot join is tried again with it, and says nothing by itself", async () => {
  const button = '<button data-l-click="add">0</button>';
  const text = '<p data-l-click="add">0</p>';
  const inner = `<div data-l-live="m" data-l-token="I" data-l-root="0">${button}</div>`;
  const outer = `<div data-l-live="m" data-l-ws="/ws" data-l-token="O" data-l-root="1">${text}${inner}</div>`;
  const templates = [["A", [button], [], 0], ["B", [text, ""], [""], 0]];
  const known = `<script type="application/json" data-l-templates>${JSON.stringify(templates)}</script>`;
  const page = await open(browser, script, `<!DOCTYPE html><body>${outer}${known}</body>`);
  await page.waitForFunction(() => server.got.length > 1);
  const refuse = [
    ["x", 1, 0, "render_failed", "This cannot be shown."],
    ["x", 2, 0, "not_shown", "the component around this one is not here"],
  ];
  await got(page);
  await say(page, ...refuse);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.getAttribute("[data-l-token=I]", "data-l-failed"), null);
  // Using the inner one tries both.
  await page.click("button[data-l-click]");
  const joins = [
    ["j", 1, "m", "O", 1],
    ["j", 2, "m", "I", 1],
  ];
  assert.deepEqual(await got(page), joins);
  await say(page, ...refuse);
  // When the outer one is there, so may be the inner one.
  await page.click("p");
  assert.deepEqual(await got(page), joins.slice(0, 1));
  await say(page, ["j", 1]);
  assert.deepEqual((await got(page)).map(([kind, id]) => [kind, id]), [["e", 1], ["j", 2]]);
  await say(page, ["j", 2]);
  await page.click("button[data-l-click]");
  assert.deepEqual((await got(page)).map(([kind, id]) => [kind, id]), [["e", 2]]);
});
