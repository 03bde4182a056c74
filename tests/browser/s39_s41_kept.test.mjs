// Scenarios 39 and 41: pages that are kept, what they cost, and when they are asked for again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { only } from "./engines.mjs";
import { until } from "./harness.mjs";
import { alive, at, comesBack, count, follow, heading, isFlowing, mark, open, site } from "./traveling.mjs";

/** As the button of the browser; WebKit's driver waits for a page where there is another place only. */
const back = (page) => page.evaluate(() => history.back());

test("39: going back at 300 ms brings scroll, typed text and the state of components as they were left", () => comesBack(300));

test("a page that is loaded again is scrolled as it was", async () => {
  const page = await open("/list");
  await page.evaluate(() => scrollTo(0, 700));
  await until(page, () => scrollY === 700);
  await page.reload();
  await until(page, () => history.state?.loom && scrollY === 700);
  await mark(page);
  await page.evaluate(() => document.querySelector("#link-home").click());
  await heading(page, "Home");
  await back(page);
  await heading(page, "List");
  assert.equal(await page.evaluate(() => scrollY), 700);
  assert.ok(await isFlowing(page));
});

test("41: counters of live components are those of the page after many navigations", async () => {
  const page = await open("/list");
  for (let times = 0; times < 10; times++) {
    await follow(page, "One");
    await heading(page, "Item 1");
    await follow(page, "Note");
    await heading(page, "Note");
    await follow(page, "List");
    await heading(page, "List");
  }
  await page.click("#add");
  await count(page, 1);
  await alive(page, 1);
  await follow(page, "Home");
  await heading(page, "Home");
  await alive(page, 0);
  assert.ok(await isFlowing(page));
});

test("41: pages that are kept stay bounded after 200 navigations", only(["chromium"], "its driver does not count what a page holds"), async () => {
  const page = await open("/list");
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  let number = 0;
  /** Each page is scrolled inside, is typed into, and has an event. */
  const go = async (times) => {
    for (const end = number + times; number < end; ) {
      const path = ++number % 2 ? `/item/${number}` : "/list";
      await page.evaluate(async (path) => {
        for (const element of document.querySelectorAll(".scroller")) element.scrollTop = 150;
        for (const control of document.querySelectorAll("main textarea, main [name=typed]")) {
          control.value = "typed";
          control.dispatchEvent(new Event("input", { bubbles: true }));
        }
        document.querySelector("#add").click();
        // The scroll is told of with the next frame.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const link = Object.assign(document.createElement("a"), { href: path });
        document.body.append(link);
        const shown = new Promise((done) => document.addEventListener("loom:navigated", done, { once: true }));
        link.click();
        link.remove();
        await shown;
      }, path);
      await alive(page, 1);
    }
    // Nodes that nobody reaches any more are gone after the second time at the latest.
    for (let i = 0; i < 2; i++) await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return { nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  // As many as can be kept, and then 200 more.
  const before = await go(20);
  const after = await go(200);
  const text = `${JSON.stringify(before)}, then ${JSON.stringify(after)}`;
  // A leak is one for each navigation at least; the browser's own come and go.
  assert.ok(after.nodes < before.nodes + 100 && after.listeners < before.listeners + 100, text);
  assert.ok(await isFlowing(page));
});

test("39: after a logout in another tab no page is shown that was kept before", async () => {
  const page = await open("/list");
  await page.fill('[name="typed"]', "a secret");
  await page.click("#add");
  await count(page, 1);
  await follow(page, "One");
  await heading(page, "Item 1");
  // With the same visitor it is shown.
  await back(page);
  await heading(page, "List");
  assert.equal(await page.inputValue('[name="typed"]'), "a secret");
  await follow(page, "Two");
  await heading(page, "Item 2");
  const other = await open("/", { context: page.context() });
  await other.goto(`${site.network.url}/logout`);
  await heading(other, "Log in");
  await page.evaluate(() => {
    // The text of the kept page may not be there for a moment.
    addEventListener("pagehide", () => sessionStorage.setItem("seen", seen));
    globalThis.seen = false;
    new MutationObserver(() => (seen ||= !!document.querySelector('[name="typed"]'))).observe(document.body, { childList: true, subtree: true });
  });
  await back(page);
  await until(page, () => globalThis.loaded === undefined && document.querySelector("h1")?.textContent === "List");
  assert.deepEqual([await page.inputValue('[name="typed"]'), await page.textContent(".count")], ["", "0"]);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("seen")), "false");
});

test("a page that is to be fresh is asked for again on going back", async () => {
  const page = await open("/fresh");
  const first = await page.textContent("h1");
  await follow(page, "Home");
  await heading(page, "Home");
  await page.goBack();
  await until(page, (first) => /^Fresh/.test(document.querySelector("h1").textContent) && document.querySelector("h1").textContent !== first, first);
  assert.ok(await isFlowing(page));
});

test("a page to which the visitor came back from a fresh one is kept as any other", async () => {
  const page = await open("/list");
  await page.fill('[name="typed"]', "kept");
  for (const [name, title] of [
    ["Fresh", /^Fresh/],
    ["One", /^Item 1$/],
  ]) {
    await follow(page, name);
    await until(page, (title) => new RegExp(title).test(document.querySelector("h1").textContent), title.source);
    await page.goBack();
    await heading(page, "List");
    assert.equal(await page.inputValue('[name="typed"]'), "kept", name);
  }
  assert.ok(await isFlowing(page));
});

test("the visitor goes back and forward quickly", async () => {
  const page = await open("/");
  for (const [name, title] of [
    ["List", "List"],
    ["One", "Item 1"],
    ["Two", "Item 2"],
  ]) {
    await follow(page, name);
    await heading(page, title);
  }
  await page.evaluate(async () => {
    for (const step of [-1, -1, 1]) {
      const popped = new Promise((done) => addEventListener("popstate", done, { once: true }));
      history.go(step);
      await popped;
    }
  });
  await heading(page, "Item 1");
  await page.evaluate(() => history.go(-2));
  await heading(page, "Home");
  await page.evaluate(() => history.go(3));
  await heading(page, "Item 2");
  await page.click("#add");
  await count(page, 1);
  await alive(page, 1);
  assert.ok(await isFlowing(page));
});

test("a page that was left long ago is asked for again, and is not shown to another visitor", async () => {
  const page = await open("/list");
  for (let number = 1; number <= 12; number++) {
    await page.evaluate((number) => {
      const link = Object.assign(document.createElement("a"), { href: `/item/${number}` });
      document.body.append(link);
      link.click();
      link.remove();
    }, number);
    await heading(page, `Item ${number}`);
  }
  await page.evaluate(() => history.go(-12));
  await heading(page, "List");
  assert.ok(await isFlowing(page));
  // The session ends, and with it what the tab has kept.
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/logout" });
    document.body.append(link);
    link.click();
  });
  await heading(page, "Log in");
  assert.equal(await isFlowing(page), false);
});

test("41, 45: the fields of a sticky component go with it into the address of each page, and follow links, back and forward", async () => {
  const page = await open("/music/a");
  const agree = (path, volume) =>
    until(page, ([path, volume]) => location.pathname + location.search === path && document.querySelector(".volume")?.textContent === volume, [path, String(volume)]).catch(async () =>
      assert.deepEqual([await at(page), await page.textContent(".volume")], [path, String(volume)]),
    );
  await agree("/music/a", 0);
  await page.click("#louder");
  await page.click("#louder");
  await agree("/music/a?volume=2", 2);
  // A link that does not name the field leaves it as it is, and the address of the next page has it.
  await page.click("#next");
  await heading(page, "ax");
  await agree("/music/ax?volume=2", 2);
  await page.click("#louder");
  await agree("/music/ax?volume=3", 3);
  // A link of the component itself.
  await page.click("#loudest");
  await agree("/music/ax?volume=11", 11);
  // A link that names it sets it.
  await page.click("#next-at-7");
  await heading(page, "axx");
  await agree("/music/axx?volume=7", 7);
  for (const [path, volume] of [
    ["/music/ax?volume=11", 11],
    ["/music/ax?volume=3", 3],
    ["/music/a?volume=2", 2],
  ]) {
    await page.goBack();
    await agree(path, volume);
  }
  await page.evaluate(() => history.go(3));
  await heading(page, "axx");
  await agree("/music/axx?volume=7", 7);
  // By a page without it.
  await follow(page, "Home");
  await heading(page, "Home");
  assert.equal(await at(page), "/");
  await page.goBack();
  await agree("/music/axx?volume=7", 7);
  await page.click("#louder");
  await agree("/music/axx?volume=8", 8);
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/music/b?volume=4" });
    document.querySelector("main").append(link);
    link.click();
  });
  await heading(page, "b");
  await agree("/music/b?volume=4", 4);
  await page.click("#louder");
  await agree("/music/b?volume=5", 5);
  assert.ok(await isFlowing(page));
  await page.reload();
  await agree("/music/b?volume=5", 5);
});
