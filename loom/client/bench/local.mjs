// The browser's own state: a panel that a button opens, and 1,000 places that show a count, beside code written by hand and Alpine.js. All pages are
// open in one headless Chromium and take turns. `node bench/local.mjs ADDRESS [--quick]`, where `subject local` of loom-bench listens; prints JSON.

import { chromium } from "playwright-core";
import { CHROMIUM } from "../test/chromium.mjs";

const address = process.argv[2];
const turns = process.argv.includes("--quick") ? 12 : 60;
const SIDES = { loom: "Loom", hand: "by hand", alpine: "Alpine.js" };
const WORK = { toggle: { clicks: 200, places: 0 }, count: { clicks: 10, places: 1000 } };

/** Runs in the page: clicks, and gives the microseconds of a click until the page is as it shall be, and until it is laid out as well. */
async function click([id, times]) {
  const button = document.getElementById(id);
  const shown = id === "toggle" ? document.getElementById("panel") : document.querySelector("i:last-of-type");
  const state = () => (id === "toggle" ? shown.hidden : shown.textContent);
  let [changed, laidOut] = [0, 0];
  gc({ type: "minor" });
  for (let i = 0; i < times; i++) {
    const before = state();
    const start = performance.now();
    button.click();
    for (let waited = 0; state() === before; waited++) {
      if (waited > 1000) throw new Error("a click changed nothing");
      await null;
    }
    changed += performance.now() - start;
    document.body.offsetHeight;
    laidOut += performance.now() - start;
  }
  if (id === "count" && [...document.querySelectorAll("i")].some((place) => place.textContent !== shown.textContent)) throw new Error("not all places show the count");
  return { changed: (changed * 1000) / times, laidOut: (laidOut * 1000) / times };
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const round = (value) => +value.toPrecision(3);

/** A page of a side, which answers clicks. */
async function open(browser, side, places) {
  const page = await browser.newPage();
  await page.goto(`${address}/${side === "loom" ? "local" : side}/${places}`);
  if (side === "loom") await page.waitForSelector('html[data-l-state="live"]');
  await page.waitForFunction(() => (document.getElementById("toggle").click(), !document.getElementById("panel").hidden));
  return page;
}

async function main() {
  const browser = await chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, "--js-flags=--expose-gc"] });
  const taken = {};
  for (const id in WORK) {
    const { clicks, places } = WORK[id];
    const pages = {};
    for (const side in SIDES) pages[side] = await open(browser, side, places);
    const all = (taken[id] = { loom: [], hand: [], alpine: [] });
    for (let turn = -turns / 4; turn < turns; turn++) {
      const sides = Object.keys(SIDES);
      for (const side of turn % 2 ? sides : sides.reverse()) {
        await pages[side].bringToFront();
        const time = await pages[side].evaluate(click, [id, clicks]);
        // The first turns warm the browser up.
        if (turn >= 0) all[side].push(time);
      }
    }
    for (const side in pages) await pages[side].close();
  }
  await browser.close();
  const of = (id, side, figure) => median(taken[id][side].map((time) => time[figure]));
  const name = { toggle: "toggle", count: "1,000 places" };
  const rows = Object.keys(WORK).flatMap((id) =>
    Object.keys(SIDES).map((side) => ({
      name: `${name[id]}, ${SIDES[side]}`,
      "to DOM µs": round(of(id, side, "changed")),
      "to layout µs": round(of(id, side, "laidOut")),
    })),
  );
  const budgets = [];
  const budget = (what, id, other, limit, unit) => {
    const value = round(of(id, "loom", "laidOut") / of(id, other, "laidOut"));
    budgets.push({ name: `local, ${what}`, value, budget: limit, unit, ok: value <= limit });
  };
  budget("toggle", "toggle", "hand", 1.5, "of by hand");
  budget("toggle beside Alpine.js", "toggle", "alpine", 0.7, "of Alpine's");
  budget("1,000 places", "count", "hand", 2, "of by hand");
  console.log(JSON.stringify({ tables: { "local, click to page": rows }, budgets }));
}

await main();
