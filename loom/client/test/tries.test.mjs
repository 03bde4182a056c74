// The client beside a mock of the server: events under which connections break: how often they are tried, and what waits for them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { breakUnder, button, eventsOf, got, joinBoth, live, neighbors, read, say } from "./mocked.mjs";

test("an event under which connections break is given up after its third try, and says so", async () => {
  const page = await neighbors();
  await page.evaluate(() => {
    globalThis.told = [];
    document.addEventListener("loom:error", ({ detail, target }) => told.push(target.id, detail.code));
  });
  await page.click("#b1");
  assert.deepEqual(await eventsOf(page), [[1, 1, 1]]);
  assert.deepEqual(await breakUnder(page), [[1, 1, 2]]);
  assert.deepEqual(await breakUnder(page), [[1, 1, 3]]);
  assert.ok(await page.evaluate(() => document.querySelector("#b1.l-loading")));
  assert.deepEqual(await breakUnder(page), []);
  assert.deepEqual(await page.evaluate(() => told), ["c1", "given_up"]);
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), "given_up");
  assert.match(await page.textContent("[role=alert]"), /did not work/);
  assert.ok(await page.evaluate(() => !document.querySelector(".l-loading")));
  // The component goes on, and so does the other.
  await page.click("#b1");
  await page.click("#b2");
  assert.deepEqual(await eventsOf(page), [[1, 2, 1], [2, 1, 1]]);
  await say(page, ["p", 1, 2]);
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), null);
});

test("a frame that is sent again is as the fixtures have it", async () => {
  const fixtures = JSON.parse(read("../../fixtures/messages.json"));
  const sentAgain = (name) => {
    const { frame, reads } = fixtures.find((fixture) => fixture.name === name);
    assert.ok(reads);
    const [kind, , , ...rest] = JSON.parse(frame);
    return [kind, 1, 1, ...rest];
  };
  const again = async (html, act, breaks) => {
    const page = await live(["A", [html], [], 0], html);
    await act(page);
    for (let times = 0; times < breaks; times++) {
      await page.evaluate(() => {
        server.got.length = 0;
        server.drop();
      });
      await page.waitForFunction(() => server.got.length > 0);
      await got(page);
      await say(page, ["j", 1]);
    }
    return got(page);
  };
  // It carries nothing.
  const click = (page) => page.evaluate(() => document.querySelector("b").dispatchEvent(new Event("click", { bubbles: true })));
  assert.deepEqual(await again('<b data-l-click="increment">+</b>', click, 1), [sentAgain("event that is sent again")]);
  const type = (page) => page.fill("input", "v");
  assert.deepEqual(await again('<input data-l-input="set">', type, 2), [sentAgain("event that is sent again with what it carries")]);
});

test("a server's word that an event is given up settles it", async () => {
  const page = await neighbors();
  await page.click("#b1");
  await breakUnder(page);
  await breakUnder(page);
  await say(page, ["x", 1, 1, "given_up", "no more"]);
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), "given_up");
  assert.equal(await page.textContent("[role=alert] span"), "no more");
  assert.ok(await page.evaluate(() => !document.querySelector(".l-loading")));
});

test("events under which a connection broke are sent one at a time, so that one takes no other with it", async () => {
  const page = await neighbors();
  for (const button of ["#b1", "#b1", "#b2"]) await page.click(button);
  assert.deepEqual(await eventsOf(page), [[1, 1, 1], [1, 2, 1], [2, 1, 1]]);
  // An event behind another one of its component cannot have been begun.
  assert.deepEqual(await breakUnder(page), [[1, 1, 2]]);
  assert.deepEqual(await breakUnder(page), [[1, 1, 3]]);
  await say(page, ["x", 1, 1, "given_up", "no more"]);
  assert.deepEqual(await eventsOf(page), [[1, 2, 1], [2, 1, 2]]);
  // An event that nothing is known against waits for its own component only.
  await page.click("#b1");
  assert.deepEqual(await eventsOf(page), [[1, 3, 1]]);
});

test("an event that waits for one of a component that goes is sent", async () => {
  const page = await neighbors();
  await page.click("#b1");
  await page.click("#b2");
  assert.deepEqual((await breakUnder(page)).at(-1), [1, 1, 2]);
  await page.evaluate(() => document.querySelector("#c1").remove());
  await page.waitForFunction(() => server.got.length > 1);
  assert.deepEqual((await got(page)).map((message) => message.slice(0, 3)), [["l", 1], ["e", 2, 1]]);
});

test("no try counts that ended with a word of the server, without the network, or at the client's own wish", async () => {
  const page = await neighbors();
  await page.click("#b1");
  for (let times = 0; times < 4; times++) assert.deepEqual((await breakUnder(page, 1012, "0")).at(-1), [1, 1, 1]);
  await page.context().setOffline(true);
  for (let times = 0; times < 4; times++) assert.deepEqual((await breakUnder(page)).at(-1), [1, 1, 1]);
  await page.context().setOffline(false);
  for (let times = 0; times < 4; times++) {
    const sockets = await page.evaluate(() => server.sockets.length);
    await page.evaluate(() => {
      server.got.length = 0;
      document.dispatchEvent(new Event("freeze"));
      document.dispatchEvent(new Event("resume"));
    });
    await page.waitForFunction((count) => server.sockets.length > count && server.got.length > 1, sockets);
    await got(page);
    await joinBoth(page);
    assert.deepEqual((await eventsOf(page)).at(-1), [1, 1, 1]);
  }
});
