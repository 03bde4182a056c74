// Scenarios 5, 6, 17 and 34 with what really happens: sockets that swallow bytes, frames cut in the middle, a server that is killed,
// stopped, or replaced while pages are open.

import assert from "node:assert/strict";
import { test } from "node:test";
import { only } from "./engines.mjs";
import { isKept, isLive, PATIENCE, Program, shows, suite, until } from "./harness.mjs";

const gallery = suite();
const scenarios = suite("scenarios");
const MORE = 'button[aria-label="More"]';
const COUNT = "output.count";

const isLost = (page) => page.waitForSelector('html[data-l-state="reconnecting"]');
/** No reload since `mark`. */
const mark = (page) => page.evaluate(() => (globalThis.marked = true));
const isMarked = (page) => page.evaluate(() => globalThis.marked === true);
const isAnswered = (page) => until(page, () => !document.querySelector(".l-loading"));
/** Has the client ask now whether its socket lives, instead of at its next heartbeat. */
const ask = (page) => page.evaluate(() => dispatchEvent(new Event("online")));

test("5: clicks into a socket that swallows everything are applied once, though the server thinks it alive", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  await page.click(MORE);
  await shows(page, COUNT, 1);
  gallery.network.swallow();
  await page.click(MORE);
  await page.click(MORE);
  await ask(page);
  await shows(page, COUNT, 3);
  await isLive(page);
  await page.click(MORE);
  await shows(page, COUNT, 4);
});

test("5: clicks whose answers are swallowed are applied once", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  await page.click(MORE);
  await shows(page, COUNT, 1);
  const heard = gallery.network.swallowDown();
  await page.click(MORE);
  await page.click(MORE);
  await heard(2);
  await ask(page);
  await shows(page, COUNT, 3);
  await page.click(MORE);
  await shows(page, COUNT, 4);
});

test("5: a click whose frame is cut in the middle is applied once", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  await page.click(MORE);
  await shows(page, COUNT, 1);
  gallery.network.cutFrame();
  await page.click(MORE);
  await shows(page, COUNT, 2);
  await isLive(page);
  await page.click(MORE);
  await shows(page, COUNT, 3);
});

/** Fills the long form, with the caret in the middle of the notes. */
async function fill(page) {
  await mark(page);
  await page.locator('.form input[type="text"]').fill("Grace Hopper");
  await page.locator('.form input[type="number"]').fill("12");
  await page.locator("textarea").fill("one three");
  await isAnswered(page);
  await page.evaluate(() => {
    const notes = document.querySelector("textarea");
    notes.focus();
    notes.setSelectionRange(4, 4);
  });
}

/** The values of the form as the user sees them, and the focused field. */
const seen = (page) =>
  page.evaluate(() => {
    const notes = document.querySelector("textarea");
    const value = (type) => document.querySelector(`.form input[type="${type}"]`).value;
    return [value("text"), value("number"), notes.value, document.activeElement === notes, notes.selectionStart];
  });
const says = (page, text) => until(page, (t) => document.querySelector(".state pre").textContent.includes(t), text);

test("6: a form being filled outlives SIGKILL: text, caret, focus and state", async () => {
  const page = await gallery.open("/form", { cuts: true });
  await fill(page);
  await isKept(page, "one three");
  await gallery.program.stop("SIGKILL");
  await isLost(page);
  await page.keyboard.type("two ");
  await gallery.program.start();
  await isLive(page);
  assert.deepEqual(await seen(page), ["Grace Hopper", "12", "one two three", true, 8]);
  await says(page, 'notes: "one two three"');
  await says(page, 'name: "Grace Hopper"');
  await page.keyboard.type("and ");
  await says(page, 'notes: "one two and three"');
  assert.ok(await isMarked(page));
});

test("6: what was typed a moment before the server stops is in the next server's state", async () => {
  const page = await gallery.open("/form", { cuts: true });
  await fill(page);
  await page.keyboard.type("two ");
  await says(page, 'notes: "one two three"');
  await gallery.program.stop();
  await isLost(page);
  await page.keyboard.type("and ");
  await gallery.program.start();
  await isLive(page);
  assert.deepEqual(await seen(page), ["Grace Hopper", "12", "one two and three", true, 12]);
  await says(page, 'notes: "one two and three"');
  await says(page, "meters: 12");
  assert.ok(await isMarked(page));
});

test("17: a page that slept while its connection broke and the server was killed goes on where it was", only(["chromium"], "its driver freezes no page"), async () => {
  const page = await gallery.open("/counter", { cuts: true });
  await mark(page);
  await page.click(MORE);
  await shows(page, COUNT, 1);
  await isKept(page, '"count":1');
  const sleep = await page.context().newCDPSession(page);
  await sleep.send("Page.setWebLifecycleState", { state: "frozen" });
  gallery.network.swallow();
  await gallery.program.stop("SIGKILL");
  await gallery.program.start();
  await sleep.send("Page.setWebLifecycleState", { state: "active" });
  await ask(page);
  await page.click(MORE);
  await shows(page, COUNT, 2);
  await isLive(page);
  assert.ok(await isMarked(page));
});

test("17: going back to a page after the server was killed gives one that is alive", async () => {
  const page = await gallery.open("/counter", { cuts: true });
  await page.click(MORE);
  await shows(page, COUNT, 1);
  await page.goto(`${gallery.network.url}/search`);
  await isLive(page);
  await gallery.program.stop("SIGKILL");
  await gallery.program.start();
  await page.goBack();
  await isLive(page);
  const before = Number(await page.textContent(COUNT));
  await page.click(MORE);
  await shows(page, COUNT, before + 1);
});

test("17: a page that goes for good leaves nothing on the server, one whose connection breaks is waited for", only(["chromium", "firefox"], "it keeps a page that was left"), async () => {
  const stats = async () => (await (await fetch(`${scenarios.program.url}/stats`)).text()).split(" ").map(Number);
  /** Once there are no connections: how many components wait. */
  const waiting = async () => {
    for (const late = AbortSignal.timeout(PATIENCE); ; late.throwIfAborted()) {
      const [connections, parked] = await stats();
      if (connections === 0) return parked;
    }
  };
  const gone = await scenarios.open("/leaving");
  await gone.goto("about:blank");
  assert.equal(await waiting(), 0);
  const closed = await scenarios.open("/leaving");
  await closed.close();
  assert.equal(await waiting(), 0);
  const broken = await scenarios.open("/leaving", { cuts: true });
  scenarios.network.cut();
  await isLost(broken);
  assert.equal(await waiting(), 1);
  scenarios.network.mend();
  await isLive(broken);
  assert.deepEqual(await stats(), [1, 0]);
});

test("34: a click on a button whose handler the next release renamed is refused, and calls no other", async () => {
  const page = await scenarios.open("/release", { cuts: true });
  await page.click("#press");
  await shows(page, "#pressed", 1);
  await scenarios.program.stop();
  await isLost(page);
  await page.click("#press");
  await scenarios.program.start({ RELEASE: "2" });
  await isLive(page);
  await page.waitForSelector("#tap");
  await isAnswered(page);
  assert.equal(await page.locator("#press").count(), 0);
  await shows(page, "#pressed", 1);
  await shows(page, "#tapped", 0);
  await page.click("#tap");
  await shows(page, "#tapped", 1);
  await scenarios.program.stop();
  await scenarios.program.start();
});

test("34: a rolling deploy moves an open page to the next process, with what is being typed", async () => {
  const page = await gallery.open("/form", { cuts: true });
  await fill(page);
  const old = gallery.program;
  const next = new Program("loom-gallery");
  await next.start();
  gallery.network.program = next;
  try {
    await Promise.all([old.stop(), page.keyboard.type("two ", { delay: 5 })]);
    await isLive(page);
    await says(page, 'notes: "one two three"');
    assert.deepEqual(await seen(page), ["Grace Hopper", "12", "one two three", true, 8]);
    await page.keyboard.type("and ");
    await says(page, 'notes: "one two and three"');
    assert.ok(await isMarked(page));
  } finally {
    await page.close();
    await next.stop();
    await old.start();
    gallery.network.program = old;
  }
});
