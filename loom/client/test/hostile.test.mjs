// Surroundings in which the client cannot work as it would: what is too large, sockets that cannot be made, reloads that do not help.

import assert from "node:assert/strict";
import { test } from "node:test";
import { errors, moduleAt, open } from "./browser.mjs";
import { browser, got, read, say, script } from "./mocked.mjs";

const field = ["A", ['<textarea data-l-input="text="></textarea><p>', "</p>"], [""], 0];
const html =
  '<!DOCTYPE html><body><div data-l-live="m" data-l-ws="/loom/ws" data-l-token="T" data-l-root="0"><textarea data-l-input="text="></textarea><p>x</p></div>' +
  `<script type="application/json" data-l-templates data-l-limit="1000">${JSON.stringify([field])}</script></body>`;

/** A page with a text area, joined. */
async function live() {
  const page = await open(browser, script, html);
  await joins(page);
  return page;
}

async function joins(page) {
  await page.waitForFunction(() => server.got.length > 0);
  await say(page, ["j", 1]);
  await page.waitForSelector('html[data-l-state="live"]');
}

const count = (page) => page.evaluate(() => server.sockets.length);

/** A page that is loaded with the script in it, so that it can be loaded again; `first` runs before it. */
async function reloadable(first) {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => errors.push(error));
  let loads = 0;
  await page.route("http://loom.test/", (route) => {
    loads++;
    return route.fulfill({ contentType: "text/html", body: html.replace("</body>", `<script src="/loom/client.js"></script></body>`) });
  });
  await page.route("http://loom.test/loom/client.js", (route) => route.fulfill({ contentType: "text/javascript", body: `${first};${script}` }));
  await page.route("http://loom.test/loom/*-*.js", (route) => route.fulfill(moduleAt(route.request().url())));
  await page.goto("http://loom.test/");
  return { page, loads: () => loads };
}

/** The server refuses the join of each load of the page, until the page gives up. */
async function refuseAll(page, code) {
  await page.waitForFunction(() => globalThis.server?.got.length > 0);
  const again = page.waitForEvent("load");
  await say(page, ["x", 1, 0, code, "no"]);
  await again;
  await page.waitForFunction(() => globalThis.server?.got.length > 0);
  await say(page, ["x", 1, 0, code, "no"]);
  await page.waitForSelector("[data-l-banner][role=alert]");
}

test("an event that is larger than the server takes is not sent, and the next one is", async () => {
  const page = await live();
  await got(page);
  await page.evaluate(() => {
    globalThis.failed = [];
    document.addEventListener("loom:error", ({ detail }) => failed.push(detail.code));
  });
  // Fewer than 1000 characters, and more bytes.
  await page.fill("textarea", "ü".repeat(600));
  assert.deepEqual(await got(page), []);
  assert.deepEqual(await page.evaluate(() => failed), ["too_large"]);
  assert.equal(await page.evaluate(() => document.querySelector(".l-loading")), null);
  await page.locator(".l-flash-error", { hasText: "too long" }).waitFor();
  assert.equal(await page.getAttribute("[data-l-live]", "data-l-failed"), "too_large");
  await page.fill("textarea", "short");
  assert.deepEqual((await got(page)).map((event) => event.at(-1)), [{ value: "short" }]);
  await say(page, ["p", 1, 2]);
  assert.equal(await page.getAttribute("[data-l-live]", "data-l-failed"), null);
});

test("text that is too large is not sent after a break either", async () => {
  const page = await live();
  await page.fill("textarea", "a");
  await say(page, ["p", 1, 1]);
  await page.fill("textarea", "x".repeat(2000));
  await got(page);
  await page.evaluate(() => server.drop());
  await page.waitForFunction(() => server.got.length > 0);
  await say(page, ["j", 1]);
  const sent = await got(page);
  assert.ok(sent.every((message) => JSON.stringify(message).length < 1000), "nothing is too large");
  assert.equal(await page.inputValue("textarea"), "x".repeat(2000));
  await page.fill("textarea", "ok");
  assert.deepEqual((await got(page)).map((event) => event.at(-1)), [{ value: "ok" }]);
});

test("a join that is larger than the server takes loads the page again once, and says so", async () => {
  const { page, loads } = await reloadable("document.querySelector('[data-l-live]').dataset.lToken = 'x'.repeat(2000)");
  await page.waitForSelector("[data-l-banner][role=alert]");
  assert.equal(loads(), 2);
  assert.deepEqual(await got(page), []);
});

test("a connection that breaks after each join is tried ever later, until it lasts or an event is answered", async () => {
  const page = await live();
  const waits = [];
  await page.evaluate(() => {
    Math.random = () => 1;
    const real = setTimeout;
    globalThis.delays = [];
    globalThis.setTimeout = (run, delay, ...more) => (delay >= 200 && delay <= 4000 && delay % 200 === 0 && delays.push(delay), real(run, Math.min(delay, 20), ...more));
  });
  const breaks = async () => {
    const sockets = await count(page);
    await page.evaluate(() => (delays.splice(0), server.drop()));
    waits.push(await page.evaluate(() => delays[0]));
    await page.waitForFunction((sockets) => server.sockets.length > sockets && server.socket.readyState === 1, sockets);
    await say(page, ["j", 1]);
  };
  for (let i = 0; i < 4; i++) await breaks();
  assert.deepEqual(waits.splice(0), [200, 400, 800, 1600]);
  await page.fill("textarea", "a");
  await say(page, ["p", 1, 1]);
  await breaks();
  assert.deepEqual(waits.splice(0), [200]);
});

test("a socket that cannot be made is a lost connection, and tried again", async () => {
  const page = await open(browser, `${read("mock.js")};server.throws = true;${read("../dist/loom.js")}`, html);
  await page.waitForSelector('html[data-l-state="reconnecting"]');
  await page.waitForSelector("[data-l-banner]");
  await page.evaluate(() => (server.throws = false));
  await joins(page);
});

test("a socket that fails without an end is a lost connection", async () => {
  const page = await open(browser, `${read("mock.js")};server.open = false;${read("../dist/loom.js")}`, html);
  const state = await page.evaluate(() => {
    server.open = true;
    server.socket.onerror();
    return document.documentElement.dataset.lState;
  });
  assert.equal(state, "reconnecting");
  await joins(page);
});

test("an upgrade that is never answered is a lost connection within seconds", async () => {
  const page = await open(browser, "", html);
  await page.clock.install();
  await page.addScriptTag({ content: `${read("mock.js")};server.open = false;${read("../dist/loom.js")}` });
  assert.equal(await page.getAttribute("html", "data-l-state"), "connecting");
  await page.clock.runFor(5100);
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  await page.clock.runFor(1000);
  assert.ok((await count(page)) > 1);
});

for (const [name, first] of [
  ["where nothing can be stored", 'Object.defineProperty(globalThis, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } })'],
  ["where nothing can be written", "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"],
  ["where cookies are blocked", 'Object.defineProperty(navigator, "cookieEnabled", { get: () => false })'],
]) {
  test(`a page that is refused is loaded again once ${name}`, async () => {
    const { page, loads } = await reloadable(first);
    await refuseAll(page, "bad_token");
    assert.equal(loads(), 2);
    if (!/written/.test(name)) assert.match(await page.textContent("[data-l-banner]"), /cookies/);
    assert.equal(await page.evaluate(() => history.state), null);
  });
}

test("a page that was live for a while is loaded again once more", async () => {
  const { page } = await reloadable("");
  await page.waitForFunction(() => globalThis.server?.got.length > 0);
  const again = page.waitForEvent("load");
  await say(page, ["x", 1, 0, "bad_token", "no"]);
  await again;
  await page.clock.install();
  await say(page, ["j", 1]);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("loom:renewed")), "1");
});

for (const [name, answer] of [
  ["sends the visitor to a login", { status: 302, headers: { location: "http://login.test/" } }],
  ["wants a login", { status: 401 }],
]) {
  test(`a page whose proxy ${name} is loaded again once, and then asks`, async () => {
    const { page, loads } = await reloadable("");
    await page.route("http://loom.test/loom/ws", (route) => route.fulfill(answer));
    const fail = async () => {
      await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/notices-")));
      await page.evaluate(() => {
        server.open = false;
        setInterval(() => server.socket.readyState < 2 && server.drop());
      });
    };
    const again = page.waitForEvent("load");
    await fail();
    await again;
    await fail();
    await page.waitForSelector("[data-l-banner][role=alert]");
    assert.match(await page.textContent("[data-l-banner]"), /signed out/);
    assert.equal(loads(), 2);
  });
}

test("a login that ended does not take what was typed", async () => {
  const { page, loads } = await reloadable("");
  await page.route("http://loom.test/loom/ws", (route) => route.fulfill({ status: 403 }));
  await joins(page);
  await page.fill("textarea", "dear");
  await page.evaluate(() => {
    server.open = false;
    setInterval(() => server.socket.readyState < 2 && server.drop());
  });
  await page.waitForSelector("[data-l-banner][role=alert]");
  assert.equal(await page.inputValue("textarea"), "dear");
  assert.equal(loads(), 1);
});

test("a server that answers by plain HTTP is only waited for", async () => {
  const { page, loads } = await reloadable("");
  let asked = 0;
  await page.route("http://loom.test/loom/ws", (route) => (asked++, route.fulfill({ status: 426 })));
  await joins(page);
  await page.evaluate(() => {
    server.open = false;
    globalThis.failing = setInterval(() => server.socket.readyState < 2 && server.drop());
  });
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/loom/ws")));
  await page.evaluate(() => (clearInterval(failing), (server.open = true), server.got.splice(0)));
  await joins(page);
  assert.ok(asked > 0);
  assert.equal(loads(), 1);
});
