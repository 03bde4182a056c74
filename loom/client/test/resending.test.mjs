// The client beside a mock of the server: what is sent again after a break, and in which order.

import assert from "node:assert/strict";
import { test } from "node:test";
import { got, input, inputHtml, live, say } from "./mocked.mjs";

test("unanswered events are sent again when the socket drops, once and in order", async () => {
  const page = await live(["A", ['<button data-l-click="add">', "</button>"], [""], 0], '<button data-l-click="add">0</button>');
  await page.click("button[data-l-click]");
  await say(page, ["p", 1, 1, [0, 1]]);
  await page.click("button[data-l-click]");
  await page.evaluate(() => {
    server.open = false;
    server.drop();
  });
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  await page.click("button[data-l-click]");
  await got(page);
  await page.waitForFunction(() => server.sockets.length > 1);
  await page.evaluate(() => server.socket.accept());
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 0]]);
  await say(page, ["t", ["A", ["", ""], [""], 0]], ["j", 1, { A: [1] }]);
  const sent = async () => (await got(page)).map(([kind, id, number, handler, , , attempt]) => [kind, id, number, handler, attempt]);
  assert.deepEqual(await sent(), [["e", 1, 2, "add", 2]]);
  await say(page, ["p", 1, 2]);
  assert.deepEqual(await sent(), [["e", 1, 3, "add", undefined]]);
  assert.equal(await page.textContent("button"), "1");
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
});

test("events that the server lost are sent again, and its newer values are taken", async () => {
  const page = await live(input, inputHtml);
  const rejoin = async (value) => {
    await page.evaluate(() => {
      server.got.length = 0;
      server.drop();
    });
    await page.waitForFunction(() => server.got.length > 0);
    await say(page, ["j", 1, { A: [value, value] }]);
    return (await got(page)).slice(1);
  };
  await page.fill("input", "typed");
  await say(page, ["p", 1, 1, [0, "typed", 1, "typed"]]);
  await page.evaluate(() => document.activeElement.blur());
  assert.deepEqual(await rejoin("older"), [["e", 1, 1, "name=", "input", { value: "typed" }]]);
  assert.equal(await page.inputValue("input"), "typed");
  // A token that comes before the answer does not know of it.
  await say(page, ["k", 1, "between"]);
  assert.deepEqual((await rejoin("older")).map((event) => event[2]), [1]);
  assert.equal(await page.inputValue("input"), "typed");
  await say(page, ["p", 1, 1, [0, "typed", 1, "typed"]], ["k", 1, "newer"]);
  assert.deepEqual(await rejoin("of another"), []);
  assert.equal(await page.inputValue("input"), "of another");
});

const pair = ["A", ["<input", ' data-l-input="name="><button data-l-click="save">Save</button><input', ' data-l-input="later=" data-l-debounce="60000">'], ["0@value", "2@value"], 0];

const pairHtml = '<input value="" data-l-input="name="><button data-l-click="save">Save</button><input value="" data-l-input="later=" data-l-debounce="60000">';

/** Drops the socket, has `act` done while there is none, and gives what is sent after a join whose answer is `values`. */
async function rejoinAfter(page, act, values) {
  await page.evaluate(() => {
    server.open = false;
    server.drop(1012, "0");
  });
  await act();
  await page.waitForFunction(() => server.sockets.length > 1);
  await page.evaluate(() => server.socket.accept());
  await got(page);
  await say(page, ["j", 1, { A: values }]);
  return (await got(page)).map(([, , number, handler, , payload]) => [number, handler, payload?.value]);
}

test("events that the server lost go before those it may have heard, and both keep their numbers", async () => {
  const page = await live(pair, pairHtml);
  await page.fill("input", "typed");
  await say(page, ["p", 1, 1, [0, "typed"]]);
  await page.click("button[data-l-click]");
  await page.fill("input", "more");
  const sent = await rejoinAfter(page, () => page.click("button[data-l-click]"), ["", ""]);
  assert.deepEqual(sent, [[1, "name=", "typed"], [2, "save", ""], [3, "name=", "more"], [4, "save", ""]]);
});

test("events that were not heard go before those never sent, which get later numbers", async () => {
  const page = await live(pair, pairHtml);
  await page.click("button[data-l-click]");
  await say(page, ["p", 1, 1]);
  const act = async () => {
    // As an extension that fills in without an event.
    await page.evaluate(() => (document.querySelector("input").value = "filled"));
    await page.click("button[data-l-click]");
    await page.fill("input + button + input", "typed after it");
  };
  assert.deepEqual(await rejoinAfter(page, act, ["", ""]), [[2, "name=", "filled"], [3, "save", ""]]);
  await page.click("button[data-l-click]");
  assert.deepEqual((await got(page)).map((event) => event[2]), [4, 5]);
  // The answer to the first says nothing of what was typed after the second.
  await say(page, ["p", 1, 2, [0, "filled", 1, "older"]], ["p", 1, 3, [1, "old"]]);
  assert.equal(await page.inputValue("input + button + input"), "typed after it");
  await say(page, ["p", 1, 4, [1, "newer"]]);
  assert.equal(await page.inputValue("input + button + input"), "newer");
});

test("a debounced event is newer than every answer", async () => {
  const page = await live(pair, pairHtml);
  await page.fill("input + button + input", "waits");
  await page.fill("input", "typed");
  await say(page, ["p", 1, 1, [0, "typed", 1, "pushed"]]);
  assert.equal(await page.inputValue("input + button + input"), "waits");
  const sent = await rejoinAfter(page, () => page.click("button[data-l-click]"), ["typed", ""]);
  assert.deepEqual(sent, [[2, "later=", "waits"], [3, "save", ""]]);
});
