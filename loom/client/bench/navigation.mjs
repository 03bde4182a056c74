// Pages of 1,000 rows that are gone to without a reload, beside @hotwired/turbo, which gets the same HTML: the bytes of the answer, and the time
// from its end until the page is there. All sides run in one headless Chromium and take turns, each turn in a new tab: home, the first page, and the
// second, which is of the same template. `node bench/navigation.mjs ADDRESS [--quick]`, where `subject pages` of loom-bench listens; prints JSON.

import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { CHROMIUM } from "../test/chromium.mjs";

const address = process.argv[2];
const rounds = process.argv.includes("--quick") ? 7 : 25;
const SIDES = { turbo: "turbo:load", page: "loom:navigated", live: "loom:navigated" };
const NAMES = { turbo: "Turbo", page: "Loom, rows in the page", live: "Loom, rows in a component" };

/** Runs in the tab: goes to a page by its link, and gives the milliseconds from the end of its answer. */
async function visit([path, event, title]) {
  const settled = new Promise((done) => {
    // The first moment at which the page has all that it shall have, before it is laid out.
    const observer = new MutationObserver(() => {
      if (document.querySelector("main h1")?.textContent !== title || document.querySelectorAll("main tr").length !== 1000) return;
      observer.disconnect();
      done(performance.now());
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  const told = new Promise((done) => document.addEventListener(event, done, { once: true }));
  document.querySelector(`.side a[href="${path}"]`).click();
  const [dom] = await Promise.all([settled, told]);
  document.body.getBoundingClientRect();
  const laidOut = performance.now();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { responseEnd } = performance.getEntriesByName(location.href).at(-1);
  return { dom: dom - responseEnd, layout: laidOut - responseEnd };
}

/** Milliseconds of a processor that the tab has used so far, without layout and styles. */
async function work(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value * 1000;
  return of("TaskDuration") - of("LayoutDuration") - of("RecalcStyleDuration");
}

/** One turn of a side: what each of its two visits cost. */
async function turn(browser, side) {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`${address}/${side}/0`);
  await page.waitForFunction((side) => (side === "turbo" ? globalThis.Turbo : history.state?.loom), side);
  const visits = [];
  for (const number of [1, 2]) {
    const answered = page.waitForResponse((response) => response.url().endsWith(`/${side}/${number}`));
    await page.evaluate(() => gc());
    const before = await work(session);
    const times = await page.evaluate(visit, [`/${side}/${number}`, SIDES[side], `Page ${number}`]);
    const cpu = (await work(session)) - before;
    const body = await (await answered).body();
    visits.push({ bytes: body.length, gzip: gzipSync(body).length, ...times, cpu });
  }
  await page.close();
  return visits;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const round = (value) => +value.toPrecision(value < 1000 ? 3 : 6);

async function main() {
  const browser = await chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, "--js-flags=--expose-gc"] });
  const all = { turbo: [], page: [], live: [] };
  for (let i = -1; i < rounds; i++) {
    const sides = Object.keys(all);
    for (const side of i % 2 ? sides : sides.reverse()) {
      const visits = await turn(browser, side);
      // The first turns warm the browser up.
      if (i >= 0) all[side].push(visits);
    }
  }
  await browser.close();
  const of = (side, number, figure) => median(all[side].map((visits) => visits[number][figure]));
  const rows = Object.keys(all).flatMap((side) =>
    ["first", "second"].map((which, i) => ({
      name: `${NAMES[side]}, ${which} visit`,
      bytes: of(side, i, "bytes"),
      "bytes, gzip": of(side, i, "gzip"),
      "to DOM ms": round(of(side, i, "dom")),
      "to layout ms": round(of(side, i, "layout")),
      "CPU, no layout, ms": round(of(side, i, "cpu")),
    })),
  );
  const budgets = [];
  for (const side of ["page", "live"]) {
    const budget = (name, figure, limit) => {
      const value = round(of(side, 1, figure) / of("turbo", 1, figure));
      budgets.push({ name: `${NAMES[side]}: ${name}`, value, budget: limit, unit: "of Turbo's", ok: value <= limit });
    };
    budget("bytes, gzip", "gzip", 0.6);
    budget("answer to DOM", "dom", 0.5);
  }
  console.log(JSON.stringify({ tables: { "navigation, 1,000 rows": rows }, budgets }));
}

await main();
