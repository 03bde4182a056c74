// Scenario 57: items are sorted by pointer, by touch and by keyboard, within a list and across lists, while the list changes, and against a server
// that refuses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENGINE } from "./engines.mjs";
import { shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");
const DELAYS = [0, 300];

/** The items of the lists: `ABCD EF `. */
const lists = (page) => page.evaluate(() => [0, 1, 2].map((n) => [...(document.querySelectorAll(`#list-${n} > li`) ?? [])].map(({ id }) => id).join("")).join(" "));
const stands = async (page, wanted) => {
  await until(page, (wanted) => [0, 1, 2].map((n) => [...document.querySelectorAll(`#list-${n} > li`)].map(({ id }) => id).join("")).join(" ") === wanted, wanted).catch(() => {});
  assert.equal(await lists(page), wanted);
};
const moves = (page, text) => shows(page, "#moves", text);
const said = (page, part) => until(page, (part) => [...document.querySelectorAll("[aria-live]")].some((region) => region.textContent.includes(part)), part);

async function open(delay = 0, options) {
  const page = await app.open("/sorting", options);
  await until(page, () => performance.getEntriesByType("resource").some(({ name }) => /\/sort-/.test(name)));
  await stands(page, "ABCD EF ");
  app.network.delay = delay / 2;
  return page;
}

/** The point in an element: its text, which is no control. */
async function pointOf(page, selector) {
  const { x, y, width, height } = await page.locator(selector).boundingBox();
  return { x: x + Math.min(10, width / 2), y: y + height / 2 };
}

/** The point in the upper or lower part of an item. */
async function edgeOf(page, selector, part) {
  const { x, y, height } = await page.locator(selector).boundingBox();
  return { x: x + 60, y: y + height * part };
}

/** Holds `from` and moves the pointer to a point, in steps, each of which is shown. */
async function drag(page, from, to) {
  const start = await pointOf(page, from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 10, start.y + 4, { steps: 3 });
  await glide(page, to);
}

async function glide(page, to) {
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Has another visitor change the lists of all pages. */
async function push(other, what) {
  const delay = app.network.delay;
  app.network.delay = 0;
  await other.click("#" + what);
  app.network.delay = delay;
}

for (const delay of DELAYS) {
  test(`57: an item is dragged within its list, and stands there at once: ${delay} ms`, async () => {
    const page = await open(delay);
    await drag(page, "#A span", await edgeOf(page, "#C", 0.8));
    assert.equal(await lists(page), "BCAD EF ");
    await page.mouse.up();
    assert.equal(await lists(page), "BCAD EF ");
    await moves(page, "A0>0@2");
    await stands(page, "BCAD EF ");
    await drag(page, "#D span", await edgeOf(page, "#B", 0.2));
    await page.mouse.up();
    await moves(page, "A0>0@2,D0>0@0");
    await stands(page, "DBCA EF ");
    assert.equal(await page.evaluate(() => document.querySelector("#D").style.translate), "");
  });

  test(`57: across lists, into an empty one, and back before an answer: ${delay} ms`, async () => {
    const page = await open(delay);
    // An answer would make the items anew while they are looked for.
    const release = delay ? app.network.hold() : () => {};
    const dropped = async (wanted, told) => {
      await page.mouse.up();
      assert.equal(await lists(page), wanted);
      if (!delay) await moves(page, told);
    };
    await drag(page, "#B span", await edgeOf(page, "#F", 0.2));
    await dropped("ACD EBF ", "B0>1@1");
    await drag(page, "#A span", await pointOf(page, "#list-2"));
    await dropped("CD EBF A", "B0>1@1,A0>2@0");
    await drag(page, "#B span", await edgeOf(page, "#C", 0.2));
    await dropped("BCD EF A", "B0>1@1,A0>2@0,B1>0@0");
    release();
    await moves(page, "B0>1@1,A0>2@0,B1>0@0");
    await stands(page, "BCD EF A");
  });

  test(`57: a server that refuses has the item put back: ${delay} ms`, async () => {
    const page = await open(delay, { expects: /refused/ });
    await page.click("#refuse");
    await until(page, () => document.querySelector("#refuse").ariaPressed === "true");
    await drag(page, "#A span", await edgeOf(page, "#E", 0.2));
    const release = app.network.hold();
    await page.mouse.up();
    assert.equal(await lists(page), "BCD AEF ");
    release();
    await said(page, "A could not be moved");
    await stands(page, "ABCD EF ");
    await until(page, () => document.querySelector(".l-flash span")?.textContent.includes("refused"));
  });

  test(`57: pushes during the drag break nothing, and the drop is beside the neighbors: ${delay} ms`, async () => {
    const page = await open(delay);
    const other = await app.open("/sorting");
    await drag(page, "#D span", await edgeOf(page, "#F", 0.2));
    assert.equal(await lists(page), "ABC EDF ");
    await push(other, "add");
    await stands(page, "GABC EDF ");
    await push(other, "remove");
    await push(other, "remove");
    await stands(page, "BC EDF ");
    await page.mouse.up();
    await moves(page, "D0>1@1");
    await stands(page, "BC EDF ");
    // Dropped before the push came.
    await drag(page, "#C span", await edgeOf(page, "#B", 0.2));
    await page.mouse.up();
    assert.equal(await lists(page), "CB EDF ");
    await push(other, "add");
    await moves(page, "D0>1@1,C0>0@0");
    await until(page, () => document.querySelector("#H"));
    const now = await lists(page);
    assert.ok(["HCB EDF ", "CHB EDF "].includes(now), now);
  });

  test(`57: by the keyboard, within a list and across lists, with the focus and words: ${delay} ms`, async () => {
    const page = await open(delay);
    const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const focused = () => page.evaluate(() => document.activeElement.id);
    await page.focus("#B");
    await press(" ", "ArrowDown");
    await said(page, "3 of 4, List 0");
    assert.equal(await lists(page), "ACBD EF ");
    await press("ArrowRight");
    assert.equal(await lists(page), "ACD EFB ");
    assert.equal(await focused(), "B");
    await press("ArrowUp", " ");
    await said(page, "B is dropped: 2 of 3, List 1");
    assert.equal(await lists(page), "ACD EBF ");
    await moves(page, "B0>1@1");
    await until(page, () => document.activeElement.id === "B");
    await stands(page, "ACD EBF ");
    // Escape puts it back, and keys are the page's own again.
    await press(" ", "ArrowLeft", "ArrowUp");
    assert.equal(await lists(page), "BACD EF ");
    await press("Escape");
    await stands(page, "ACD EBF ");
    await said(page, "B is back at its place.");
    assert.equal(await focused(), "B");
    // So does the focus that goes elsewhere.
    await press(" ", "ArrowUp");
    assert.equal(await lists(page), "ACD BEF ");
    await page.focus("#refuse");
    await stands(page, "ACD EBF ");
    await moves(page, "B0>1@1");
  });

  test(`57: by touch, after a rest; a finger that does not rest scrolls the page: ${delay} ms`, { skip: ENGINE !== "chromium" }, async () => {
    const page = await open(delay, { hasTouch: true });
    const session = await page.context().newCDPSession(page);
    const touch = (type, point) => session.send("Input.dispatchTouchEvent", { type, touchPoints: point ? [point] : [] });
    const start = await pointOf(page, "#A span");
    const to = await edgeOf(page, "#E", 0.8);
    await touch("touchStart", start);
    await until(page, () => document.querySelector("#A").classList.contains("l-sorting"));
    for (const part of [0.2, 0.5, 1]) await touch("touchMove", { x: start.x + (to.x - start.x) * part, y: start.y + (to.y - start.y) * part });
    await stands(page, "BCD EAF ");
    await touch("touchEnd");
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.equal(await lists(page), "BCD EAF ");
    await moves(page, "A0>1@1");
    const at = await pointOf(page, "#B span");
    await touch("touchStart", at);
    for (let by = 20; by <= 200; by += 20) await touch("touchMove", { x: at.x, y: at.y - by / 4 - 4 });
    await touch("touchEnd");
    await until(page, () => scrollY > 0);
    assert.equal(await lists(page), "BCD EAF ");
    await moves(page, "A0>1@1");
  });
}

test("57: a browser that takes the pointer away cancels the drag, as Escape does, and so does the loss of the item or the list", async () => {
  const page = await open();
  const other = await app.open("/sorting");
  await page.evaluate(() => addEventListener("pointerdown", ({ pointerId }) => (window.pointer = pointerId), true));
  await drag(page, "#A span", await edgeOf(page, "#E", 0.8));
  await page.keyboard.press("Escape");
  assert.equal(await lists(page), "ABCD EF ");
  await page.mouse.up();
  await drag(page, "#A span", await edgeOf(page, "#E", 0.8));
  assert.equal(await lists(page), "BCD EAF ");
  await page.evaluate(() => document.querySelector("#A").dispatchEvent(new PointerEvent("pointercancel", { pointerId: window.pointer, bubbles: true })));
  assert.equal(await lists(page), "ABCD EF ");
  await page.mouse.up();
  // The item goes.
  await drag(page, "#A span", await edgeOf(page, "#E", 0.8));
  await push(other, "remove");
  await stands(page, "BCD EF ");
  await page.mouse.up();
  // The list goes, and the item is where it was.
  await drag(page, "#B span", await edgeOf(page, "#E", 0.8));
  await push(other, "close");
  await stands(page, "BCD  ");
  await page.mouse.up();
  assert.equal(await page.evaluate(() => document.querySelectorAll(".l-sorting").length), 0);
  await moves(page, "");
  await shows(page, "#clicks", "0");
});

test("57: buttons and fields in items work, and a click that ends a drag is none", async () => {
  const page = await open();
  await page.click("#A button");
  await shows(page, "#clicks", "1");
  await page.fill("#A input", "a note");
  await page.focus("#A button");
  await page.keyboard.press(" ");
  await shows(page, "#clicks", "2");
  // A field is marked, not dragged.
  await drag(page, "#A input", await edgeOf(page, "#C", 0.8));
  await page.mouse.up();
  assert.equal(await lists(page), "ABCD EF ");
  await drag(page, "#A button", await edgeOf(page, "#C", 0.8));
  await page.mouse.up();
  await moves(page, "A0>0@2");
  assert.equal(await page.inputValue("#A input"), "a note");
  await shows(page, "#clicks", "2");
  // Dropped where it was, nothing is said to the server.
  await drag(page, "#B span", await edgeOf(page, "#C", 0.8));
  await glide(page, await edgeOf(page, "#C", 0.1));
  await page.mouse.up();
  await stands(page, "BCAD EF ");
  await moves(page, "A0>0@2");
});

test("57: an item with a handle is moved by that only, in its own group, and the page has its own words", async () => {
  const page = await open();
  const names = () => page.evaluate(() => [...document.querySelectorAll("#names > li")].map(({ id }) => id).join());
  await drag(page, "#one b", await edgeOf(page, "#three", 0.8));
  await page.mouse.up();
  assert.equal(await names(), "one,two,three");
  await drag(page, "#one button", await edgeOf(page, "#E", 0.8));
  assert.equal(await lists(page), "ABCD EF ");
  await glide(page, await edgeOf(page, "#three", 0.8));
  await page.mouse.up();
  await until(page, () => document.querySelector("#names > li:last-child").id === "one");
  await page.focus("#three button");
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await said(page, "three");
  await said(page, "liegt an Stelle 1 von 3.");
  await until(page, () => document.querySelector("#names > li").id === "three");
  assert.equal(await page.evaluate(() => document.activeElement.parentElement.id), "three");
  assert.ok(await page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent.includes("Space")));
});

test("57: a forged event is refused, and loses nothing", async () => {
  const page = await open(0, { cuts: true });
  await page.evaluate(() => {
    window.codes = [];
    window.WebSocket = class extends WebSocket {
      constructor(...address) {
        super(...address);
        this.addEventListener("message", ({ data }) => data.startsWith('["x"') && window.codes.push(JSON.parse(data)[3]));
      }
    };
  });
  // The next socket is one of these.
  app.network.cut();
  await until(page, () => document.documentElement.dataset.lState !== "live");
  app.network.mend();
  await until(page, () => document.documentElement.dataset.lState === "live");
  const forged = [{ key: "1", from: "0", position: 0 }, { key: "1", from: "9", position: 0 }, { key: '"x"', from: "0", position: 0 }, { key: "1", from: "0", position: -1 }, {}, null, "x"];
  const send = (details) =>
    page.evaluate((details) => {
      for (const detail of details) document.querySelector("#list-1").dispatchEvent(new CustomEvent("sort", { detail }));
    }, details);
  await send(forged);
  // Far beyond the end is the end.
  const key = await page.getAttribute("#A", "l-item");
  await send([{ key, from: "0", position: 4_000_000_000 }]);
  await stands(page, "BCD EFA ");
  assert.deepEqual(await page.evaluate(() => window.codes), ["event_failed", "event_failed", ...Array(5).fill("bad_payload")]);
});

test("57: a drop while the network is away is done once it is back", async () => {
  const page = await open(0, { cuts: true });
  app.network.cut();
  await until(page, () => document.documentElement.dataset.lState !== "live");
  await drag(page, "#A span", await edgeOf(page, "#E", 0.8));
  await page.mouse.up();
  assert.equal(await lists(page), "BCD EAF ");
  app.network.mend();
  await moves(page, "A0>1@1");
  await stands(page, "BCD EAF ");
});

test("a page that sorts nothing loads nothing for it", async () => {
  const page = await app.open("/browser");
  const files = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.ok(!files.some((name) => /sort-/.test(name)), files.join());
});
