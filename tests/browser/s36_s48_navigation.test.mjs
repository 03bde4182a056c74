// Scenarios 36 to 48: pages that flow. Those that each run tries in all browsers are in `s39_s47_pages.test.mjs`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { only } from "./engines.mjs";
import { gather, isLive, Program, until } from "./harness.mjs";
import { alive, at, count, follow, heading, isFlowing, open, site } from "./traveling.mjs";

/** As the button of the browser; WebKit's driver waits for a page where there is another place only. */
const back = (page) => page.evaluate(() => history.back());
const entries = (page) => page.evaluate(() => history.length);

for (const delay of [0, 300]) {
  test(`36: of two links clicked quickly at ${delay} ms the second is shown, and the history has no entry more`, async () => {
    const page = await open("/");
    site.network.delay = delay;
    const before = await entries(page);
    await page.evaluate(() => {
      globalThis.givenUp = [];
      const { fetch } = globalThis;
      globalThis.fetch = (url, init) => {
        init.signal?.addEventListener("abort", () => givenUp.push(url.pathname));
        return fetch(url, init);
      };
      for (const path of ["/slow?ms=400", "/list"]) {
        const link = Object.assign(document.createElement("a"), { href: path });
        document.body.append(link);
        link.click();
        link.remove();
      }
    });
    await heading(page, "List");
    assert.equal(await at(page), "/list");
    assert.equal(await entries(page), before + 1);
    assert.deepEqual(await page.evaluate(() => givenUp), ["/slow"]);
    assert.ok(await isFlowing(page));
  });
}

test("37: what the browser does with other links is its own", async () => {
  const page = await open("/");
  const prevented = (html, init = {}) =>
    page.evaluate(
      ([html, init]) => {
        const holder = document.createElement("div");
        holder.innerHTML = html;
        document.querySelector("main").append(holder);
        const link = holder.querySelector("a");
        let was;
        addEventListener("click", (event) => ((was = event.defaultPrevented), event.preventDefault()), { once: true });
        link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...init }));
        holder.remove();
        return was;
      },
      [html, init],
    );
  for (const [html, init] of [
    ['<a href="/list">x</a>', { ctrlKey: true }],
    ['<a href="/list">x</a>', { metaKey: true }],
    ['<a href="/list">x</a>', { shiftKey: true }],
    ['<a href="/list">x</a>', { altKey: true }],
    ['<a href="/list">x</a>', { button: 1 }],
    ['<a href="/list" target="_blank">x</a>'],
    ['<a href="/list" download>x</a>'],
    ['<a href="/list" rel="external">x</a>'],
    ['<a href="mailto:ada@example.com">x</a>'],
    ['<a href="https://example.com/">x</a>'],
    ['<a href="#place">x</a>'],
    ["<a>x</a>"],
    ['<p l-no-nav><a href="/list">x</a></p>'],
  ]) {
    assert.equal(await prevented(html, init), false, html);
  }
  assert.equal(await at(page), "/");
  // A script that prevents the default has done something else.
  await page.evaluate(() => {
    const link = document.querySelector('nav a[href="/list"]');
    link.addEventListener("click", (event) => event.preventDefault(), { once: true });
    link.click();
  });
  // Only this one is followed.
  await follow(page, "List");
  await heading(page, "List");
  assert.ok(await isFlowing(page));
});

test("37: a place of the same page is gone to by the browser, and going back comes from there", async () => {
  const page = await open("/item/1");
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "#place", textContent: "place" });
    document.querySelector("main").append(link);
    link.click();
  });
  await until(page, () => location.hash === "#place" && history.state?.loom);
  await follow(page, "Home");
  await heading(page, "Home");
  await back(page);
  await heading(page, "Item 1");
  assert.equal(await at(page), "/item/1#place");
  await back(page);
  await until(page, () => location.hash === "");
  await heading(page, "Item 1");
  assert.ok(await isFlowing(page));
});

test("38: redirects, statuses and answers that are no page are shown at the right address", async () => {
  const page = await open("/", { expects: /x/ });
  await follow(page, "Redirected");
  await heading(page, "Item 7");
  // The browser does not tell scripts of the place in an address that it was redirected to.
  assert.equal(await at(page), "/item/7");
  assert.ok(await isFlowing(page));
  await page.evaluate(() => (globalThis.console.error = () => {}));
  await follow(page, "Plain");
  await heading(page, "Plain");
  assert.equal(await isFlowing(page), false, "it is loaded in full");
  assert.equal(await at(page), "/plain");
  await back(page);
  await heading(page, "Item 7");
  await until(page, () => history.state?.loom);
  await follow(page, "JSON");
  await until(page, () => location.pathname === "/json");
  assert.match(await page.textContent("body"), /1,\s*2/);
});

test("a link to a place of another page leads there, whatever stands in the address", async () => {
  const page = await open("/");
  const go = (href) =>
    page.evaluate((href) => {
      const link = Object.assign(document.createElement("a"), { href });
      document.querySelector("main").append(link);
      link.click();
    }, href);
  await page.setViewportSize({ width: 800, height: 200 });
  await go("/item/7#place");
  await heading(page, "Item 7");
  await until(page, () => scrollY > 0 && document.activeElement.id === "place");
  await back(page);
  await heading(page, "Home");
  for (const hash of ["%E0%A4%A", "%", "\"]'", "a".repeat(100_000)]) {
    await go(`/item/8#${hash}`);
    await heading(page, "Item 8");
    await back(page);
    await heading(page, "Home");
  }
  assert.ok(await isFlowing(page));
});

for (const name of ["Strict", "Closed"]) {
  test(`42: a page of another policy is loaded in full: ${name}`, async () => {
    const page = await open("/");
    await follow(page, name);
    await heading(page, name);
    assert.equal(await isFlowing(page), false);
  });
}

test("a link to a place whose name has 100 KB leads to its page, and back", async () => {
  const page = await open("/");
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/list#" + "%3Cx%3E".repeat(100_000 / 7) });
    document.body.append(link);
    link.click();
    link.remove();
  });
  await heading(page, "List");
  await page.click("#add");
  await count(page, 1);
  assert.ok((await at(page)).startsWith("/list#%3Cx") && (await isFlowing(page)));
  await back(page);
  await heading(page, "Home");
  assert.ok(await isFlowing(page));
});

test("an item of the layout that has another template on the next page is that one there", async () => {
  const page = await open("/item/1");
  const crumbs = () => page.evaluate(() => [...document.querySelector("#crumbs").children].map(({ localName, textContent }) => `${localName} ${textContent}`).join(", "));
  assert.equal(await crumbs(), "i Home, i List");
  for (const [name, expected] of [
    ["Home", "b Home, i List"],
    ["List", "i Home, b List"],
  ]) {
    await follow(page, name);
    await heading(page, name);
    assert.equal(await crumbs(), expected);
  }
  await page.goBack();
  await heading(page, "Home");
  assert.equal(await crumbs(), "b Home, i List");
  assert.ok(await isFlowing(page));
});

test("an item of the layout is not taken for another that looks the same", async () => {
  const page = await open("/");
  await page.click("#documents li:first-child summary");
  const opened = () => page.evaluate(() => [...document.querySelectorAll("#documents details")].map((details) => details.open));
  assert.deepEqual(await opened(), [true, false]);
  // The same documents are there.
  await follow(page, "Note");
  await heading(page, "Note");
  assert.deepEqual(await opened(), [true, false]);
  // Others are there.
  await follow(page, "List");
  await heading(page, "List");
  assert.deepEqual(await opened(), [false, false]);
  await page.click("#documents li:last-child summary");
  await follow(page, "One");
  await heading(page, "Item 1");
  assert.deepEqual(await opened(), [false, false]);
  await back(page);
  await heading(page, "List");
  assert.deepEqual(await opened(), [false, true]);
  await back(page);
  await heading(page, "Note");
  assert.deepEqual(await opened(), [true, false]);
  assert.ok(await isFlowing(page));
});

test("40: an event under way and one that waits reach the component that they are of, or nobody", async () => {
  const page = await open("/item/1");
  await until(page, () => document.documentElement.dataset.lState === "live");
  await page.fill('[aria-label="Write"]', "written");
  await page.click("#slowly");
  await follow(page, "Two");
  await heading(page, "Item 2");
  await page.click("#add");
  await count(page, 1);
  assert.equal(await page.textContent(".written"), "");
  await page.goBack();
  await heading(page, "Item 1");
  await count(page, 100);
  await until(page, () => document.querySelector(".written").textContent === "written");
  await page.click("#add");
  await count(page, 101);
});

test("46: a form that is not saved holds its page, and one that is saved does not", only(["chromium", "firefox"], "its driver cannot answer a question"), async () => {
  const page = await open("/unsaved");
  const questions = [];
  let answer = false;
  page.on("dialog", async (dialog) => {
    questions.push(dialog.message());
    await (answer ? dialog.accept() : dialog.dismiss());
  });
  await follow(page, "Home");
  await heading(page, "Home");
  await page.goBack();
  await heading(page, "Unsaved");
  await page.fill('[name="text"]', "not saved");
  await follow(page, "Home");
  await until(page, () => true);
  assert.deepEqual(questions, ["Leave without saving?"]);
  // The browser is at the other entry when the visitor is asked, and comes back.
  await page.evaluate(async () => {
    const back = new Promise((done) => addEventListener("popstate", () => addEventListener("popstate", done, { once: true }), { once: true }));
    history.forward();
    await back;
  });
  assert.deepEqual([await at(page), await page.textContent("h1"), questions.length], ["/unsaved", "Unsaved", 2]);
  assert.equal(await page.inputValue('[name="text"]'), "not saved");
  await page.click("#save");
  await until(page, () => document.querySelector("main output").textContent === "not saved");
  await follow(page, "Home");
  await heading(page, "Home");
  assert.equal(questions.length, 2);
  await page.goBack();
  await heading(page, "Unsaved");
  await page.fill('[name="text"]', "again");
  answer = true;
  await follow(page, "Home");
  await heading(page, "Home");
  assert.equal(questions.length, 3);
  assert.ok(await isFlowing(page));
});

test("43: after a deploy a link is loaded in full, and what was typed is not lost without a question", only(["chromium", "firefox"], "its driver cannot answer a question"), async () => {
  const next = new Program("traveling");
  await next.start({ LOOM_VERSION: "2" });
  try {
    const page = await open("/unsaved", { cuts: true });
    const questions = [];
    let answer = false;
    page.on("dialog", async (dialog) => {
      questions.push(dialog.type());
      await (answer ? dialog.accept() : dialog.dismiss());
    });
    site.network.program = next;
    site.network.cut();
    await until(page, () => document.documentElement.dataset.lState !== "live");
    site.network.mend();
    await isLive(page);
    await page.fill('[name="text"]', "not saved");
    await follow(page, "Home");
    await until(page, () => true);
    assert.deepEqual([questions.length, await at(page), await page.inputValue('[name="text"]'), await isFlowing(page)], [1, "/unsaved", "not saved", true]);
    answer = true;
    await follow(page, "Home");
    await heading(page, "Home");
    assert.equal(questions.length, 2, "asked once for each attempt");
    assert.ok(!(await isFlowing(page)), "the page is of another version");
    // From there on pages of the new version follow each other without being loaded.
    await until(page, () => history.state?.loom);
    await page.evaluate(() => (globalThis.loaded = true));
    await follow(page, "List");
    await heading(page, "List");
    assert.ok(await isFlowing(page));
  } finally {
    site.network.program = site.program;
    await next.stop();
  }
});

test("48: a click without the network is carried out when it is back, and says so", only(["chromium", "firefox"], "its driver cannot take the network away"), async () => {
  const page = await open("/", { cuts: true });
  await page.context().setOffline(true);
  await follow(page, "List");
  await page.waitForSelector('.l-flash:has-text("offline")');
  assert.equal(await page.textContent("h1"), "Home");
  await page.context().setOffline(false);
  await heading(page, "List");
  assert.ok(await isFlowing(page));
});

test("the modules that a page needs are asked for while the page is on its way", async () => {
  const asked = gather(site.network, /^GET \/loom\/values-/);
  const page = await open("/quiet");
  assert.equal(asked.length, 0);
  const pass = site.network.hold();
  await page.click("#next");
  await asked.reach(1);
  pass();
  await heading(page, "Item 1");
  await page.click("#add");
  await count(page, 1);
  assert.ok(await isFlowing(page));
});

test("44: a page that is fetched before the click is asked for once, and one that is not gone to leaves nothing", async () => {
  const fetched = gather(site.network, /^loom-prefetch: 1/im);
  const page = await open("/");
  const times = async () => +(await page.evaluate(async () => (await (await fetch("/stats")).text()).split(" ")[2]));
  const before = await times();
  const prefetch = async (name) => {
    const times = fetched.length;
    await page.hover(`#link-${name}`);
    await fetched.reach(times + 1);
  };
  await prefetch("asked");
  await follow(page, "Asked");
  await heading(page, "Asked");
  assert.equal(await page.textContent("output"), `${before + 1} prefetched`);
  assert.equal(await times(), before + 1);
  for (const name of ["list", "one", "note"]) await prefetch(name);
  await alive(page, 0);
  assert.ok(await isFlowing(page));
});

for (const reducedMotion of ["no-preference", "reduce"]) {
  test(`47: a page that asks for a transition has one, unless the visitor wants less motion (${reducedMotion})`, async () => {
    const page = await open("/fresh", { reducedMotion });
    await page.evaluate(() => {
      globalThis.transitions = 0;
      const { startViewTransition } = Document.prototype;
      Document.prototype.startViewTransition = function (...given) {
        transitions++;
        return startViewTransition.apply(this, given);
      };
    });
    await follow(page, "Home");
    await heading(page, "Home");
    await follow(page, "List");
    await heading(page, "List");
    assert.equal(await page.evaluate(() => transitions), reducedMotion === "reduce" ? 0 : 1, "of the page that is left");
    await page.click("#add");
    await count(page, 1);
    assert.ok(await isFlowing(page));
  });
}

