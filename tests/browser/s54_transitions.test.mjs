// Scenario 54: an element leaves with a transition while a new one with the same key arrives; a leaving button is clicked; ten toggles in a second.

import assert from "node:assert/strict";
import { test } from "node:test";
import { only } from "./engines.mjs";
import { isLive, shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");
const DELAYS = [0, 300];

async function open(delay = 0, options) {
  const page = await app.open("/transitions", options);
  app.network.delay = delay / 2;
  return page;
}

/** The texts of items: of those that the server has, or of all in the page. */
const items = (css) => [...document.querySelectorAll(css)].map((item) => item.firstChild.data.trim()).join("");
const HERE = "#list > li:not([l-leave])";
const ALL = "#list > li";
const stands = async (page, wanted, all) => {
  const are = (css, text) => page.waitForFunction(([css, text]) => [...document.querySelectorAll(css)].map((item) => item.firstChild.data.trim()).join("") === text, [css, text]).catch(() => {});
  await are(HERE, wanted);
  assert.equal(await page.evaluate(items, HERE), wanted);
  if (all === undefined) return;
  if (all === wanted) await are(ALL, all);
  assert.equal(await page.evaluate(items, ALL), all);
};
const isStill = (page) => until(page, () => !document.querySelector("[l-enter],[l-leave],[l-move]"));
/** The opacity of the first of these elements. */
const opacity = (page, selector) => page.evaluate((selector) => +getComputedStyle(document.querySelector(selector)).opacity, selector);

/** Clicks a button, and again as soon as what then leaves has begun to vanish. */
const turnBack = (page, button, leaving) =>
  page.evaluate(
    async ([button, leaving]) => {
      document.querySelector(button).click();
      for (const end = performance.now() + 10_000; performance.now() < end; ) {
        await new Promise(requestAnimationFrame);
        const element = document.querySelector(leaving);
        if (element && +getComputedStyle(element).opacity < 0.8) break;
      }
      document.querySelector(button).click();
    },
    [button, leaving],
  );

/** Notes in each frame what `read` gives, and when that was. */
const record = (page, read) =>
  page.evaluate(`(() => {
    const look = ${read};
    globalThis.frames_seen = [];
    const frame = () => {
      frames_seen.push([performance.now(), look()]);
      requestAnimationFrame(frame);
    };
    frame();
  })()`);
const recorded = (page) => page.evaluate(() => frames_seen.splice(0));

/** No two frames differ by more than an animation of 800 ms makes in their time. */
function isSmooth(frames) {
  const jumps = frames.slice(1).flatMap(([time, value], i) => {
    const [before, was] = frames[i];
    return Math.abs(value - was) > (time - before) / 800 + 0.25 ? [[was, value, time - before]] : [];
  });
  assert.deepEqual(jumps, []);
}

test("54: pages without transitions do not load the module, and others preload it", async () => {
  const has = (page) => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => /\/transitions-/.test(name)));
  assert.equal(await has(await app.open("/rows")), false);
  const page = await open();
  assert.equal(await has(page), true);
  assert.equal(await page.evaluate(() => document.querySelectorAll("link[rel=modulepreload][href*='/transitions-']").length), 1);
  // Elements that come with the page do not enter.
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});

for (const delay of DELAYS) {
  test(`54: an item of the same key arrives while the old one leaves, and there are no two of it: ${delay} ms`, async () => {
    const page = await open(delay);
    await record(page, () => Math.max(0, ...[...document.querySelectorAll("#list > li")].filter((item) => item.firstChild.data.trim() === "2").map((item) => +getComputedStyle(item).opacity)));
    await turnBack(page, "#toggle-2", "#list [l-leave]");
    await stands(page, "2134");
    assert.equal(await page.evaluate(() => document.querySelectorAll("#item-2").length), 1);
    assert.equal(await page.evaluate(() => document.querySelector("#item-2").inert), false);
    await until(page, () => getComputedStyle(document.querySelector("#item-2")).opacity === "1");
    isSmooth(await recorded(page));
    await isStill(page);
    await stands(page, "2134", "2134");
    // The row of the table too.
    assert.equal(await page.evaluate(() => [...document.querySelectorAll("#rows tr")].map((row) => row.textContent).join()), "Row 2,Row 1,Row 3,Row 4");
  });

  test(`54: a leaving button is clicked: ${delay} ms`, async () => {
    const page = await open(delay);
    const box = await page.locator("#click-1").boundingBox();
    await page.click("#toggle-1");
    await stands(page, "234", "1234");
    assert.equal(await page.evaluate(() => document.querySelector("#click-1")), null);
    // By the mouse, where it stands, and by a script. The list around it hears of neither.
    const { length } = await page.evaluate(() => {
      const leaving = [...document.querySelectorAll("#list [l-leave], #list [l-leave] *")];
      for (const one of leaving) one.click();
      return leaving;
    });
    assert.equal(length, 2);
    if (page.mouse.click) {
      const { x, y, width, height } = box;
      await page.mouse.click(x + width / 2, y + height / 2);
    }
    await page.click("#count");
    // The mouse met what stands behind the item, which is the list.
    await shows(page, "#clicks", page.mouse.click ? 2 : 1);
    await isStill(page);
  });

  test(`54: ten toggles in a second: ${delay} ms`, async () => {
    const page = await open(delay);
    await record(page, () => document.querySelectorAll("#branches > p").length);
    for (let i = 0; i < 10; i++) {
      await page.evaluate(() => document.querySelector("#branch").click());
      await page.evaluate(() => new Promise((done) => setTimeout(done, 80)));
    }
    await page.click("#branch");
    await until(page, () => document.querySelectorAll("#branches > p").length === 1 && !!document.querySelector("#second"));
    await isStill(page);
    assert.equal(await opacity(page, "#second"), 1);
    const counts = (await recorded(page)).map(([, count]) => count);
    assert.ok(Math.max(...counts) <= 2 && Math.min(...counts) >= 1, String(counts));
    assert.equal(await page.evaluate(() => document.querySelectorAll("#inside-branch").length), 1);
    await page.click("#inside-branch");
    await shows(page, "#clicks", 1);
  });

  test(`54: a branch goes back to the arm that leaves: ${delay} ms`, async () => {
    const page = await open(delay);
    await record(page, () => Math.max(0, ...[...document.querySelectorAll("#branches > p")].filter((p) => p.textContent.startsWith("First")).map((p) => +getComputedStyle(p).opacity)));
    await turnBack(page, "#branch", "#branches [l-leave]");
    await until(page, () => !!document.querySelector("#first") && !document.querySelector("[l-enter],[l-leave]"));
    assert.equal(await opacity(page, "#first"), 1);
    isSmooth(await recorded(page));
  });

  test(`54: keyframes are turned too: ${delay} ms`, async () => {
    const page = await open(delay);
    await record(page, () => +getComputedStyle(document.querySelector("#grown b") ?? document.createElement("i")).opacity);
    await page.evaluate(async () => {
      const click = () => document.querySelector("#grow").click();
      const when = async (test) => {
        for (const end = performance.now() + 10_000; !test() && performance.now() < end; ) await new Promise(requestAnimationFrame);
      };
      click();
      await when(() => document.querySelector("#grown b") && +getComputedStyle(document.querySelector("#grown b")).opacity > 0.3);
      click();
      await when(() => document.querySelector("#grown [l-leave]"));
      click();
      await when(() => document.querySelector("#grown b:not([l-leave])"));
    });
    await isStill(page);
    assert.equal(await opacity(page, "#grown b"), 1);
    isSmooth(await recorded(page));
  });

  test(`54: a list is changed while items of it leave: ${delay} ms`, async () => {
    const page = await open(delay);
    const other = await app.open("/transitions");
    await page.click("#toggle-2");
    await stands(page, "134", "1234");
    await other.click("#push");
    await stands(page, "341");
    await page.click("#toggle-3");
    await stands(page, "41");
    await page.click("#toggle-2");
    await isStill(page);
    await stands(page, "241", "241");
    const tops = await page.evaluate(() => [...document.querySelectorAll("#list > li")].map((item) => Math.round(item.getBoundingClientRect().top - document.querySelector("#list").getBoundingClientRect().top)));
    assert.deepEqual(tops, [0, 30, 60]);
  });
}

test("54: items go to their places, and from where they are elsewhere", async () => {
  const page = await open();
  const top = () => document.querySelector("#item-1").getBoundingClientRect().top - document.querySelector("#list").getBoundingClientRect().top;
  await record(page, top);
  await page.click("#turn");
  await stands(page, "2341");
  await until(page, () => document.querySelector("#item-1").getBoundingClientRect().top - document.querySelector("#list").getBoundingClientRect().top > 30);
  await page.click("#turn");
  await stands(page, "3412");
  await isStill(page);
  assert.equal(await page.evaluate(top), 60);
  const frames = await recorded(page);
  const jumps = frames.slice(1).filter(([time, value], i) => Math.abs(value - frames[i][1]) > ((time - frames[i][0]) / 800) * 90 + 10);
  assert.deepEqual(jumps, []);
  assert.equal(await page.evaluate(() => document.querySelector("#item-1").getAttribute("l-move")), null);
});

for (const delay of DELAYS) {
  test(`54: a dragged item follows the pointer, and stays where it was dropped: ${delay} ms`, only(["chromium", "firefox"], "its driver moves no pointer"), async () => {
    const page = await open(delay);
    const other = await app.open("/transitions");
    await until(page, () => performance.getEntriesByType("resource").some(({ name }) => /\/sort-/.test(name)));
    const top = (id) => page.evaluate((id) => document.querySelector(id).getBoundingClientRect().top - document.querySelector("#sorted").getBoundingClientRect().top, id);
    const { x, y } = await page.locator("#sorted-1").boundingBox();
    await page.mouse.move(x + 20, y + 15);
    await page.mouse.down();
    await page.mouse.move(x + 20, y + 25, { steps: 3 });
    await page.mouse.move(x + 20, y + 85, { steps: 5 });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const held = await top("#sorted-1");
    // Others go to new places meanwhile.
    for (let i = 0; i < 2; i++) await other.click("#push");
    await until(page, () => document.querySelector("#sorted-3").hasAttribute("l-move"));
    assert.equal(await page.evaluate(() => document.querySelector("#sorted-1").hasAttribute("l-move")), false);
    assert.ok(Math.abs((await top("#sorted-1")) - held) < 2, `${await top("#sorted-1")} ${held}`);
    await isStill(page);
    await page.evaluate(() => {
      globalThis.moved = 0;
      const note = () => {
        moved += document.querySelector("#sorted-1").hasAttribute("l-move");
        requestAnimationFrame(note);
      };
      note();
    });
    await page.mouse.up();
    const order = await page.evaluate(() => [...document.querySelectorAll("#sorted li")].map((item) => item.textContent).join(""));
    await until(page, (order) => [...document.querySelectorAll("#list > li")].map((item) => item.firstChild.data.trim()).join("") === order, order);
    await isStill(page);
    assert.equal(await page.evaluate(() => moved), 0);
    assert.equal(await page.evaluate(() => [...document.querySelectorAll("#sorted li")].map((item) => item.textContent).join("")), order);
  });
}

test("54: nothing waits for longer than a second", async () => {
  const page = await open();
  await page.click("#stick");
  await page.waitForSelector("#stuck b");
  await page.click("#stick");
  await page.waitForSelector("#stuck [l-leave]");
  const start = await page.evaluate(() => performance.now());
  await until(page, () => !document.querySelector("#stuck b"));
  const waited = (await page.evaluate(() => performance.now())) - start;
  assert.ok(waited < 1500, `${waited} ms`);
});

test("54: a visitor who wants no motion sees none, and a page that nobody sees keeps nothing", async () => {
  const page = await open(0, { reducedMotion: "reduce" });
  await page.click("#toggle-1");
  await stands(page, "234", "234");
  await page.click("#branch");
  await page.waitForSelector("#second");
  assert.equal(await page.evaluate(() => document.querySelectorAll("#branches > p").length + document.getAnimations().length), 1);
  const unseen = await open();
  await unseen.evaluate(() => Object.defineProperty(Document.prototype, "hidden", { get: () => true }));
  await unseen.click("#toggle-1");
  await stands(unseen, "234", "234");
});

test("54: the focus goes from what leaves to what came for it", async () => {
  const page = await open();
  await page.focus("#inside-branch");
  await page.evaluate(() => document.querySelector("#branch").click());
  await until(page, () => !!document.querySelector("#second"));
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Click 2");
  await page.focus("#click-2");
  await page.evaluate(() => document.querySelector("#toggle-2").click());
  await stands(page, "134", "1234");
  assert.equal(await page.evaluate(() => document.activeElement.id), "click-3");
  await isStill(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "click-3");
});

test("54: what leaves is out of the accessibility tree", only(["chromium"], "its driver shows no tree"), async () => {
  const page = await open();
  const session = await page.context().newCDPSession(page);
  const names = async () => (await session.send("Accessibility.getFullAXTree")).nodes.filter(({ ignored }) => !ignored).map(({ name }) => name?.value);
  assert.ok((await names()).includes("Click 1"));
  await page.click("#branch");
  await page.waitForSelector("#branches [l-leave]");
  const now = await names();
  assert.ok(now.includes("Click 2") && !now.includes("Click 1"), String(now));
});

test("54: a menu, a dialog and a form in it", async () => {
  const page = await open();
  await page.click("#menu");
  await until(page, () => document.activeElement.id === "inside");
  assert.equal(await page.getAttribute("#menu-items", "l-enter"), "fade");
  await isStill(page);
  await page.click("#menu");
  await until(page, () => !!document.querySelector("#menu-items[hidden][inert][l-leave]"));
  assert.ok((await opacity(page, "#menu-items")) < 1 || (await page.isVisible("#menu-items")));
  await page.click("#menu");
  await until(page, () => !document.querySelector("#menu-items").inert && !document.querySelector("#menu-items").hidden);
  await isStill(page);
  assert.equal(await opacity(page, "#menu-items"), 1);
  for (const close of [() => page.click("#shut"), () => page.keyboard.press("Escape")]) {
    await page.click("#open");
    await page.waitForSelector("#dialog[open]");
    await isStill(page);
    await close();
    await page.waitForSelector("#dialog[l-leave]:not([open])");
    assert.equal(await page.evaluate(() => document.querySelector("#dialog").inert), true);
    await isStill(page);
    assert.equal(await page.isVisible("#dialog"), false);
    assert.equal(await page.evaluate(() => document.querySelector("#dialog").inert), false);
  }
  await shows(page, "#closed", 2);
});

test("54: a component that leaves with what is around it is over, and the next one is new", async () => {
  const page = await open();
  await page.click("#nest");
  await page.click("#inner");
  await until(page, () => document.querySelector("#inner").textContent === "Inner 1");
  await page.click("#nest");
  await page.waitForSelector("#nested [l-leave]");
  await page.evaluate(() => document.querySelector("#nested button").click());
  await page.click("#nest");
  await until(page, () => document.querySelector("#inner")?.textContent === "Inner 0");
  await page.click("#inner");
  await until(page, () => document.querySelector("#inner").textContent === "Inner 1");
  await isStill(page);
  assert.equal(await page.evaluate(() => document.querySelectorAll("#nested > div").length), 1);
});

test("54: a break while something leaves", async () => {
  const page = await open(0, { cuts: true });
  await page.click("#toggle-1");
  await stands(page, "234", "1234");
  await page.click("#nest");
  await page.waitForSelector("#inner");
  await page.click("#nest");
  await page.waitForSelector("#nested [l-leave]", { state: "attached" });
  app.network.breakOff();
  await until(page, () => document.documentElement.dataset.lState !== "live");
  await isLive(page);
  await page.click("#toggle-3");
  await stands(page, "24");
  await isStill(page);
  await stands(page, "24");
  await page.click("#click-4");
  await shows(page, "#clicks", 1);
});
