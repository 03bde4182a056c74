// Scenarios 49 to 53: what the browser does by itself, and ahead of the server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isLive, shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");
const gallery = suite();

const attribute = (page, selector, name, value) =>
  until(page, ([selector, name, value]) => document.querySelector(selector).getAttribute(name) === value, [selector, name, value]);

/** The titles of the rows that are shown. */
const rows = (page) =>
  page.evaluate(() => [...document.querySelectorAll("#posts li:not([hidden]) b")].map((title) => title.textContent).join());

for (const delay of [0, 300, 2000]) {
  test(`49: a menu, tabs and a counter of characters work at once: ${delay} ms`, async () => {
    app.network.delay = 0;
    const page = await app.open("/browser");
    app.network.delay = delay / 2;
    // All of it happens before a round trip could end.
    const seen = await page.evaluate(() => {
      const at = (id) => document.getElementById(id);
      const seen = [];
      at("menu").click();
      seen.push(at("list").hidden, at("menu").ariaExpanded);
      at("menu").click();
      seen.push(at("list").hidden);
      at("second").click();
      seen.push(at("panel").textContent, at("first").ariaSelected, at("second").ariaSelected);
      at("draft").value = "ru😀";
      at("draft").dispatchEvent(new Event("input", { bubbles: true }));
      seen.push(at("count").textContent, at("send").disabled);
      at("draft").value = " RU ";
      at("draft").dispatchEvent(new Event("input", { bubbles: true }));
      seen.push([...document.querySelectorAll("#posts li:not([hidden]) b")].map((title) => title.textContent).join());
      return seen;
    });
    assert.deepEqual(seen, [false, "true", true, "two", "false", "true", "3 of 20", false, "Rust"]);
    app.network.delay = 0;
  });
}

test("49: with the socket down, the browser does what it can by itself", async () => {
  const page = await app.open("/browser", { cuts: true });
  app.network.cut();
  await page.click("#menu");
  await attribute(page, "#menu", "aria-expanded", "true");
  await page.fill("#amount", "21");
  await shows(page, "#double", "42");
  await page.fill("#amount", "2000000000");
  await shows(page, "#double", "too much");
  app.network.mend();
  await isLive(page);
  await attribute(page, "#menu", "aria-expanded", "true");
});

test("50: a star clicked quickly is shown at once each time, and ends as the server says", async () => {
  app.network.delay = 0;
  const page = await app.open("/browser");
  app.network.delay = 150;
  const seen = await page.evaluate(() => {
    const seen = [];
    for (let click = 0; click < 5; click++) {
      document.getElementById("star").click();
      seen.push(document.getElementById("stars").textContent);
    }
    return seen.join();
  });
  assert.equal(seen, "1,2,3,4,5");
  // The third one and those after it fail.
  await shows(page, "#stars", "2");
  await page.click("#reset");
  await shows(page, "#stars", "0");
  app.network.delay = 0;
});

test("52: an overflow in the browser abandons the action and is said once", async () => {
  const page = await app.open("/browser");
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  for (const shown of ["100", "200", "200", "200"]) {
    await page.click("#grow");
    await shows(page, "#small", shown);
  }
  assert.equal(said.filter((text) => text.includes("no result")).length, 1, said.join("\n"));
});

test("53: what the browser knows of a row stays with it when it moves, is changed, goes and comes back", async () => {
  const page = await app.open("/browser");
  await page.click("#posts li:nth-child(2) button");
  await shows(page, "#posts li:nth-child(2) i", "picked");
  await page.click("#push");
  await until(page, () => document.querySelector("#posts b").textContent === "Gleam");
  await shows(page, "#posts li:nth-child(1) i", "picked");
  assert.equal(await page.evaluate(() => document.querySelectorAll("i.picked").length), 1);
  await page.fill("#draft", "new");
  assert.equal(await rows(page), "");
  await page.click("#send");
  await until(page, () => document.querySelectorAll("#posts li:not([hidden])").length === 4);
  assert.equal(await rows(page), "Gleam,Elixir,Rust,new");
});

test("49: a field of the tab is there again after a reload, and nonsense in the storage is not", async () => {
  const page = await app.open("/browser");
  await page.click("#second");
  await shows(page, "#panel", "two");
  await page.reload();
  await isLive(page);
  await shows(page, "#panel", "two");
  await page.evaluate(() => {
    for (const key of Object.keys(sessionStorage)) if (key.endsWith(":tab")) sessionStorage.setItem(key, '"third"');
  });
  await page.reload();
  await isLive(page);
  await shows(page, "#panel", "one");
});

test("49, 56: the browser opens and closes a dialog by itself, and the server opens it after its patch, also over a break", async () => {
  const page = await app.open("/browser", { cuts: true });
  const active = (id) => until(page, (id) => document.activeElement?.id === id, id);
  const isOpen = (open) => until(page, (open) => document.querySelector("#dialog").open === open, open);
  await page.click("#open");
  await isOpen(true);
  await active("yes");
  await attribute(page, "#menu", "aria-expanded", "true");
  await page.click("#yes");
  await isOpen(false);
  assert.equal(await page.evaluate(() => document.querySelector("#menu").classList.contains("agreed")), true);
  await page.click("#ask");
  await isOpen(true);
  await active("yes");
  await shows(page, "#dialog p", "1");
  await attribute(page, "#menu", "title", "asked");
  await until(page, () => document.title === "Asked 1");
  await page.click("#no");
  await isOpen(false);
  // The answer is lost with the connection: the effect happens once, when the client is back.
  const heard = app.network.swallowDown();
  await page.click("#ask");
  await heard(1);
  app.network.cut();
  app.network.mend();
  await isOpen(true);
  await shows(page, "#dialog p", "2");
  await page.click("#no");
  await isOpen(false);
  await page.click("#star");
  await shows(page, "#stars", "1");
  assert.equal(await page.evaluate(() => document.querySelector("#dialog").open), false, "it happened once");
});

test("50: the gallery counts a like at once, and takes back the one that the server does not take", async () => {
  const page = await gallery.open("/instant");
  gallery.network.delay = 150;
  const seen = await page.evaluate(() => {
    const like = [...document.querySelectorAll(".instant button")].find((button) => button.textContent.includes("Like"));
    return [1, 2, 3, 4].map(() => like.click() ?? document.querySelector(".instant output").textContent.trim()).join();
  });
  assert.equal(seen, "1 likes,2 likes,3 likes,4 likes");
  await shows(page, ".instant output", "3 likes");
});

test("49: the gallery's latency is added to each round trip, and nothing of the browser's own waits for it", async () => {
  const page = await gallery.open("/instant");
  await page.click(".hood summary");
  await page.fill("[data-latency]", "2000");
  await shows(page, "[data-latency-shown]", "2000 ms");
  const seen = await page.evaluate(() => {
    const [care, explain] = document.querySelectorAll(".instant button");
    care.click();
    explain.click();
    return document.querySelector("#care").hidden;
  });
  assert.equal(seen, false);
  await until(page, () => document.querySelector("#about").open && document.activeElement?.id === "understood");
});

test("a handler receives the browser's fields as they are before its own part, also over a break", async () => {
  const page = await app.open("/browser", { cuts: true });
  await page.click("#grow");
  await page.click("#second");
  await page.click("#posts li:first-child button");
  app.network.breakOff();
  await page.click("#keep");
  await shows(page, "#kept", "7 100 [1] Second");
  await shows(page, "#small", "0");
  await page.click("#keep");
  await shows(page, "#kept", "7 0 [1] Second");
});

test("56: an effect of a handler is done to the element that its answer brings", async () => {
  app.network.delay = 0;
  const page = await app.open("/browser");
  await page.click("#bring");
  await until(page, () => document.activeElement?.id === "fresh");
});

test("a field of the browser follows another tab that has set it", async () => {
  app.network.delay = 0;
  const page = await app.open("/browser");
  await shows(page, "#shade", "0");
  const other = await page.context().newPage();
  await other.goto(page.url());
  await isLive(other);
  await other.click("#darker");
  await other.click("#darker");
  await shows(other, "#shade", "2");
  await shows(page, "#shade", "2");
  await page.click("#darker");
  await shows(other, "#shade", "3");
  await other.close();
});

/** The items that are shown, those under way too. */
const items = (page) => page.evaluate(() => [...document.querySelectorAll("#items li:not([hidden])")].map((item) => item.textContent.trim()).join());
/** The text, the box and the list of the form. */
const form = (page) => page.evaluate(() => [item.value, urgent.checked, place.value].join());

test("50: a list shows the items of submits under way, and a form with bound controls is empty at once", async () => {
  app.network.delay = 0;
  const page = await app.open("/browser");
  const fill = async (text) => {
    await page.fill("#item", text);
    await page.check("#urgent");
    await page.selectOption("#place", "two");
    await until(page, (text) => document.querySelector("#item").value === text && !document.querySelector("[data-l-live] .l-loading"), text);
  };
  await fill("tea");
  const answer = app.network.hold();
  await page.click("#add");
  await until(page, () => document.querySelector("#items li:not([hidden])"));
  assert.deepEqual([await items(page), await form(page)], ["tea …", ",false,one"]);
  answer();
  await until(page, () => document.querySelector("#items li").textContent === "tea! two");
  await until(page, () => document.querySelectorAll("#items li:not([hidden])").length === 1);
  assert.deepEqual([await items(page), await form(page)], ["tea! two", ",false,one"]);

  await fill("none");
  await page.click("#add");
  await until(page, () => document.querySelector("#item").value === "none");
  await until(page, () => document.querySelectorAll("#items li:not([hidden])").length === 1);
  assert.deepEqual([await items(page), await form(page)], ["tea! two", "none,true,two"]);
});
