// Two versions of an application that run side by side: a rolling deploy, and a rollback.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { answerOf, gather, isKept, isLive, Program, shows, suite, until, UPGRADE } from "./harness.mjs";

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
  page.tries = gather(scenarios.network, UPGRADE);
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

test("a page that reaches a process of another version finds one of its own, with what was typed", async () => {
  const page = await goesAstray("/edition", write);
  await page.tries.reach(2);
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

test("a page that only its own version has is never loaded again into a 404", async () => {
  const page = await goesAstray("/only/2");
  const asked = gather(scenarios.network, /^(?![^]*\nupgrade: websocket)/i);
  await asked.reach(2);
  assert.deepEqual(asked.map((request) => request.split(" HTTP")[0]), ["HEAD /only/2", "HEAD /only/2"]);
  assert.equal((await fetch(`${scenarios.network.url}/only/2`, { method: "HEAD" })).status, 404);
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

test("a page whose script another build has gets that of the process that answers", async () => {
  scenarios.network.answer = async (request) => {
    if (!request.startsWith("GET /loom/loom-")) return null;
    const other = await fetch(`${scenarios.program.url}/loom/loom-AAAAAAAAAAAAAAAA.js`);
    return answerOf(await other.text(), other.headers.get("content-type"));
  };
  await scenarios.open("/rows");
});

test("a page whose modules are gone with the last process of its version loads itself again", async () => {
  await toNext();
  let loads = 0;
  scenarios.network.answer = (request) => {
    if (request.startsWith("GET /rows")) loads++;
    // The page that is loaded first is of a build that nobody serves any more.
    return request.startsWith("GET /loom/lists-") && loads < 2 ? answerOf("", "text/plain", "404 Not Found") : null;
  };
  const page = await scenarios.open("/rows", { live: false, cuts: true });
  toFirst();
  scenarios.network.cut();
  scenarios.network.mend();
  await isLive(page);
  assert.equal(loads, 2);
});
