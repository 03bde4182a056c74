// Two versions of an application that run side by side: a rolling deploy, and a rollback.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { only } from "./engines.mjs";
import { isKept, isLive, Program, shows, suite, until } from "./harness.mjs";

const scenarios = suite("scenarios");
const next = new Program("scenarios");
after(() => next.process && next.stop());
afterEach(() => (scenarios.network.program = scenarios.program));

/** New connections are made to the other version from now on. */
async function toNext() {
  if (!next.process) await next.start({ EDITION: "2", LOOM_VERSION: "2" });
  scenarios.network.program = next;
}

function toFirst() {
  scenarios.network.program = scenarios.program;
}

/** A page of the next version, which is then sent to the first. */
async function goesAstray(path, before = async () => {}) {
  await toNext();
  const page = await scenarios.open(path, { cuts: true });
  await page.evaluate(() => (globalThis.marked = true));
  await before(page);
  page.tries = 0;
  page.on("websocket", () => page.tries++);
  toFirst();
  scenarios.network.cut();
  scenarios.network.mend();
  return page;
}

const isMarked = (page) => page.evaluate(() => globalThis.marked === true);

async function write(page) {
  await page.fill("#note", "dear");
  await shows(page, "#noted", "dear");
  await isKept(page, '"note":"dear"');
}

/** Waits until the page has tried so many times. */
async function hasTried(page, times) {
  while (page.tries < times) await page.waitForEvent("websocket");
}

test("a page that reaches a process of another version finds one of its own, with what was typed", only(["chromium"], "its driver does not tell of sockets"), async () => {
  const page = await goesAstray("/edition", write);
  await hasTried(page, 2);
  await toNext();
  await isLive(page);
  assert.ok(await isMarked(page));
  assert.equal(await page.inputValue("#note"), "dear");
  await page.fill("#note", "dear me");
  await shows(page, "#noted", "dear me");
});

test("a page whose version is gone loads itself again", async () => {
  const page = await goesAstray("/edition");
  await shows(page, "#edition", 1);
  await isLive(page);
  assert.ok(!(await isMarked(page)));
});

test("a page whose version is gone asks first where something was typed", async () => {
  const page = await goesAstray("/edition", write);
  await page.waitForSelector("[data-l-banner=default][role=alert]");
  assert.equal(await page.inputValue("#note"), "dear");
  assert.ok(await isMarked(page));
  await page.click("[data-l-retry]");
  await shows(page, "#edition", 1);
  await isLive(page);
});

test("a page that only its own version has is never loaded again into a 404", only(["chromium", "firefox"], "its driver neither tells of requests nor changes them"), async () => {
  const page = await goesAstray("/only/2");
  const asked = [];
  // Firefox tells of sockets here too.
  page.on("response", (response) => response.status() !== 101 && asked.push([response.request().method(), response.status()]));
  while (asked.length < 2) await page.waitForEvent("response");
  assert.deepEqual(asked, [["HEAD", 404], ["HEAD", 404]]);
  assert.ok(await isMarked(page));
  await toNext();
  await page.keyboard.press("Tab");
  await isLive(page);
  await shows(page, "#edition", 2);
  assert.ok(await isMarked(page));
});

test("a page whose states another version can read goes on there, and is told of it", async () => {
  const page = await goesAstray("/release", (page) =>
    page.evaluate(() => document.addEventListener("loom:version", ({ detail }) => (globalThis.version = detail.version))),
  );
  await until(page, () => globalThis.version);
  await isLive(page);
  assert.ok(await isMarked(page));
  await page.click("#press");
  await shows(page, "#pressed", 1);
});

test("a page whose script another build has gets that of the process that answers", only(["chromium", "firefox"], "its driver neither tells of requests nor changes them"), async () => {
  await scenarios.open("/rows", {
    before: (page) =>
      page.route("**/loom/loom-*.js", async (route) => {
        const url = route.request().url().replace(/loom-[^/]*$/, "loom-AAAAAAAAAAAAAAAA.js");
        await route.fulfill({ response: await route.fetch({ url }) });
      }),
  });
});

test("a page whose modules are gone with the last process of its version loads itself again", only(["chromium", "firefox"], "its driver neither tells of requests nor changes them"), async () => {
  await toNext();
  let scripts = 0;
  const page = await scenarios.open("/rows", {
    live: false,
    cuts: true,
    before: async (page) => {
      await page.route("**/loom/loom-*.js", (route) => (scripts++, route.continue()));
      // The page that is loaded first is of a build that nobody serves any more.
      await page.route(/\/loom\/lists-/, (route) => (scripts < 2 ? route.fulfill({ status: 404 }) : route.continue()));
    },
  });
  toFirst();
  scenarios.network.cut();
  scenarios.network.mend();
  await isLive(page);
  assert.equal(scripts, 2);
});
