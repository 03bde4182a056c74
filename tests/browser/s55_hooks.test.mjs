// Scenario 55: a chart and a custom element of others' making in patched parents: one instance each, no leak, data right.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isLive, shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");

const open = (options) => app.open("/sales", { expects: /a fault of others/, ...options });
const drawn = (page, text) => until(page, (text) => document.querySelector("#chart")?.dataset.drawn === text, text);
const logOf = (page, part) => page.evaluate((part) => window.log.filter((line) => line.includes(part)), part);

test("55: a chart is drawn by a hook, and again when its data changed only", async () => {
  const page = await open();
  await drawn(page, "3,5");
  await page.click("#click");
  await shows(page, "#clicks", 1);
  await page.click("#add");
  await drawn(page, "3,5,6");
  assert.deepEqual(await page.evaluate(() => [chart.chart.draws, chart.children.length, chart.className]), [2, 1, "many"]);
  // A change of the class beside the data leaves the hook's canvas alone, and pixels are where the data says.
  assert.equal(await page.evaluate(() => chart.firstChild.getContext("2d").getImageData(34, 29, 1, 1).data[3]), 255);
  assert.deepEqual(await logOf(page, "chart mounted"), ["chart mounted 2"]);
});

test("55: a hook fires what its element is bound to, and nothing else", async () => {
  const page = await open();
  await drawn(page, "3,5");
  await page.evaluate(() => chart.firstChild.oncontextmenu());
  await page.click("#chart canvas");
  await shows(page, "#chosen", 1);
  await shows(page, "#clicks", 0);
});

test("55: a hook that throws harms nobody else, and is said with its name", async () => {
  const page = await open();
  await drawn(page, "3,5");
  await page.click("#click");
  await shows(page, "#clicks", 1);
  assert.deepEqual(await page.evaluate(() => window.told), ["loom: mounted of hook broken failed: Error: a fault of others"]);
});

test("55: a custom element gets its properties as data, once for each change", async () => {
  const page = await open();
  await shows(page, "#points", "1,2");
  await page.click("#click");
  await page.click("#add");
  await shows(page, "#points", "1,2,3");
  assert.deepEqual(await page.evaluate(() => [points.sets, points.dataset.heading]), [2, "Days"]);
});

test("55: items of a list keep their instances when they move, and end when they go", async () => {
  const page = await open();
  await shows(page, "#row-1", "row 1");
  await page.click("#turn");
  await until(page, () => document.querySelector("#rows").textContent === "row 3row 2row 1");
  await page.click("#drop");
  await until(page, () => window.log.includes("row-3 gone"));
  assert.deepEqual(await logOf(page, "row"), ["row 1 mounted", "row 2 mounted", "row 3 mounted", "row-3 gone"]);
  await page.click("#unfold");
  await until(page, () => document.querySelector("#later")?.dataset.drawn === "3");
});

test("55: messages of the component reach its hooks once and in order, also those that the same change brings, and who asks later", async () => {
  const page = await open();
  await drawn(page, "3,5");
  await page.click("#say");
  await until(page, () => window.log.includes("heard at once 1 <again>"));
  await page.click("#say");
  await until(page, () => window.log.includes("heard at once 2 <again>"));
  await page.evaluate(() => window.release());
  await until(page, () => window.log.includes("heard later 2 <again>"));
  const notes = ["1", "1 <again>", "2", "2 <again>"];
  assert.deepEqual(await logOf(page, "heard"), ["heard mounted", ...notes.map((note) => `heard at once ${note}`), ...notes.map((note) => `heard later ${note}`)]);
});

test("55: a message whose answer was lost with the connection is heard once", async () => {
  const page = await open({ cuts: true });
  await drawn(page, "3,5");
  const heard = app.network.swallowDown();
  await page.click("#say");
  await heard(1);
  app.network.cut();
  app.network.mend();
  await until(page, () => window.log.includes("heard at once 1 <again>"));
  await page.click("#say");
  await until(page, () => window.log.includes("heard at once 2 <again>"));
  assert.deepEqual(await logOf(page, "heard"), ["heard mounted", ...["1", "1 <again>", "2", "2 <again>"].map((note) => `heard at once ${note}`)]);
});

test("55: a message of a push is heard by hooks that the push brings", async () => {
  const page = await open();
  await drawn(page, "3,5");
  await page.click("#say-later");
  await until(page, () => window.log.includes("heard at once pushed"));
});

test("55: over a break there is one instance, and its data is right", async () => {
  const page = await open({ cuts: true });
  await drawn(page, "3,5");
  await page.evaluate(() => (chart.firstChild.mark = true));
  app.network.breakOff();
  await isLive(page);
  await page.click("#add");
  await drawn(page, "3,5,6");
  assert.equal(await page.evaluate(() => chart.children.length === 1 && chart.firstChild.mark), true);
  assert.deepEqual(await logOf(page, "chart"), ["chart mounted 2"]);
});

test("55: going away ends the hooks, and coming back starts them anew with the data of then", async () => {
  const page = await open();
  await drawn(page, "3,5");
  await page.click("#add");
  await drawn(page, "3,5,6");
  await page.click("#away");
  await shows(page, "h1", "Away");
  await until(page, () => window.log.includes("chart gone chart"));
  await page.goBack();
  await page.waitForSelector("#chart canvas");
  await isLive(page);
  await drawn(page, "3,5,6");
  await page.click("#add");
  await drawn(page, "3,5,6,8");
  assert.deepEqual(await logOf(page, "chart"), ["chart mounted 2", "chart gone chart", "chart mounted 3"]);
  assert.equal(await page.evaluate(() => document.querySelectorAll("#chart canvas").length), 1);
});

test("55: a page that is gone to brings its hooks, and a page without any has no module of them", async () => {
  const page = await app.open("/away", { live: false });
  assert.equal(await page.evaluate(() => document.documentElement.innerHTML.includes("/hooks")), false);
  await page.evaluate(() => (window.stays = true));
  await page.click("#sales");
  await drawn(page, "3,5");
  await isLive(page);
  await page.click("#chart canvas");
  await shows(page, "#chosen", 1);
  await shows(page, "#points", "1,2");
  assert.equal(await page.evaluate(() => window.stays), true);
});
