// The client beside a mock of the server: what the visitor is told: errors, messages and the banner.

import assert from "node:assert/strict";
import { test } from "node:test";
import { button, buttonHtml, got, live, say } from "./mocked.mjs";

test("an error is shown, and cleared by the next answer", async () => {
  const page = await live(["A", ['<button data-l-click="a">x</button>'], [], 0], '<button data-l-click="a">x</button>');
  await page.click("button[data-l-click]");
  await say(page, ["x", 1, 1, "event_failed", "no luck"]);
  assert.equal(await page.getAttribute("[data-l-live]", "data-l-failed"), "event_failed");
  assert.equal(await page.textContent("[role=alert] span"), "no luck");
  assert.equal(await page.evaluate(() => document.querySelector(".l-loading")), null);
  await page.click("button[data-l-click]");
  await say(page, ["p", 1, 2]);
  assert.equal(await page.getAttribute("[data-l-live]", "data-l-failed"), null);
});

test("a message is not shown twice at once, and the newer takes the older's place", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  const shown = () => page.locator(".l-flash span").allTextContents();
  await say(page, ["f", "info", "a"], ["f", "info", "b"], ["f", "info", "a"], ["f", "error", "a"]);
  assert.deepEqual(await shown(), ["b", "a", "a"]);
  await page.locator(".l-flash-info", { hasText: "a" }).click();
  assert.deepEqual(await shown(), ["b", "a"]);
});

test("a message is reached and put away with the keyboard, stays while somebody is at it, and an error until it is put away", async () => {
  const page = await live(button, buttonHtml);
  const shown = () => page.locator(".l-flash span").allTextContents();
  assert.equal(await page.getAttribute("[data-l-flash]", "aria-live"), "polite", "it stands there before there is a message");
  await stopClock(page);
  await page.focus("[data-l-click]");
  await say(page, ["f", "info", "a"], ["f", "info", "b"], ["f", "error", "c"]);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.clock.runFor(60_000);
  assert.deepEqual(await shown(), ["b", "c"]);
  await page.keyboard.press("Escape");
  assert.deepEqual(await shown(), ["c"]);
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(), []);
  assert.ok(await page.evaluate(() => document.activeElement.matches("[data-l-click]")));
});

/** From here on time goes by `page.clock` only. */
async function stopClock(page) {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(60_000);
}

test("an error answers its own event, not those before it", async () => {
  const page = await live(button, buttonHtml);
  for (let i = 0; i < 2; i++) await page.click("button[data-l-click]");
  await say(page, ["x", 1, 2, "too_many", "slowly"]);
  assert.ok(await page.evaluate(() => document.querySelector(".l-loading")));
  await got(page);
  await page.evaluate(() => server.drop());
  await page.waitForFunction(() => server.got.length > 0);
  await say(page, ["j", 1]);
  assert.deepEqual((await got(page)).slice(1).map((event) => event[2]), [1]);
  await say(page, ["p", 1, 1]);
  assert.equal(await page.evaluate(() => document.querySelector(".l-loading")), null);
});

test("a blink shows nothing, a longer break a banner that counts down and can be told to try", async () => {
  const page = await live(button, buttonHtml);
  const banner = page.locator("[data-l-banner]");
  await stopClock(page);
  await page.evaluate(() => server.drop());
  await page.clock.runFor(1000);
  await say(page, ["j", 1]);
  assert.equal(await banner.count(), 0);
  await page.evaluate(() => {
    server.open = false;
    server.drop();
  });
  for (let i = 0; i < 6; i++) {
    await page.clock.runFor(20_000);
    await page.evaluate(() => server.drop());
  }
  await page.clock.runFor(600);
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  assert.equal(await banner.getAttribute("role"), "status");
  await page.focus("button[data-l-click]");
  assert.match(await banner.textContent(), /The connection is lost\. Again in \d+ s\. Try now/);
  const before = await page.evaluate(() => server.sockets.length);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => server.sockets.length), before + 1);
  await page.evaluate(() => server.socket.accept());
  await say(page, ["j", 1]);
  assert.equal(await banner.count(), 0);
  assert.ok(await page.evaluate(() => document.activeElement.matches("[data-l-click]")), "the focus is where it was");
  assert.equal(await page.textContent(".l-flash span"), "Connected again.");
});

test("an application's own banner is shown instead, or none", async () => {
  const lose = async (page) => {
    await stopClock(page);
    await page.evaluate(() => {
      server.open = false;
      server.drop();
    });
    await page.clock.runFor(1600);
  };
  const page = await live(button, buttonHtml, "<p data-l-banner hidden>Lost.<b data-l-countdown></b></p>");
  await lose(page);
  assert.equal(await page.locator("[data-l-banner]").count(), 1);
  assert.ok(await page.isVisible("p[data-l-banner]"));
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.evaluate(() => server.socket.accept());
  await say(page, ["j", 1]);
  assert.equal(await page.isVisible("p[data-l-banner]"), false);
  const silent = await live(button, buttonHtml, '<i data-l-banner="off" hidden></i>');
  await lose(silent);
  assert.equal(await silent.locator("[data-l-retry]").count(), 0);
  assert.equal(await silent.isVisible("i"), false);
});

test("after a restart of the server it comes back within the time that the server gives", async () => {
  const page = await live(button, buttonHtml);
  await stopClock(page);
  await page.evaluate(() => {
    Math.random = () => 0.5;
    server.drop(1012, "4000");
  });
  await page.clock.runFor(2000);
  assert.equal(await page.evaluate(() => server.sockets.length), 1);
  await page.clock.runFor(200);
  assert.equal(await page.evaluate(() => server.sockets.length), 2);
});

test("a visitor who does something does not wait for a turn after a restart", async () => {
  for (const act of [(page) => page.click("button[data-l-click]"), (page) => page.keyboard.press("Tab")]) {
    const page = await live(button, buttonHtml);
    await stopClock(page);
    await page.evaluate(() => {
      server.open = false;
      Math.random = () => 0.9;
      server.drop(1012, "30000");
      // A script's own events are nobody's doing.
      document.querySelector("button").dispatchEvent(new Event("input", { bubbles: true }));
    });
    assert.equal(await page.evaluate(() => server.sockets.length), 1);
    await act(page);
    assert.equal(await page.evaluate(() => server.sockets.length), 2);
    // If nobody answers, the attempts are spaced as after any break.
    await page.evaluate(() => server.drop());
    await act(page);
    assert.equal(await page.evaluate(() => server.sockets.length), 2);
    await page.context().close();
  }
});
