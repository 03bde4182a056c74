// The client's budgets: what a frame of the server's costs until it is on the page, beside code written by hand that does the same
// from an equally small message. Both run in headless Chromium and take turns. `node bench/run.mjs [--quick] [--only=NAME,...] [--rows=N] [--frames=N]`; prints JSON.
//
// Only the socket is replaced: everything from its `message` event on is the built script. If the server under test is built
// (`cargo build --release -p loom-bench --bin subject`), the frames are compared with those that it sends.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { body, digest, frame, rowsFrom } from "./frames.mjs";
import { compare } from "./recorded.mjs";
import { operations } from "./operations.mjs";

const quick = process.argv.includes("--quick");
const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = option("only")?.split(",");
const sizes = option("rows") ? [+option("rows")] : [10, 1000, 10_000];
const frames = option("frames") && +option("frames");
const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const scripts = { "/page.js": read("page.js"), "/hand.js": read("hand.js"), "/loom.js": read("../dist/loom.js") };
/** The script loads its modules from where it is. */
const scriptAt = (url) => (/^\/[a-z]+-[\w-]{16}\.js$/.test(url) ? read(`../dist/${url.slice(1).split("-")[0]}.js`) : scripts[url]);

const ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--js-flags=--expose-gc"];

/** Serves the pages `/loom/N` and `/hand/N` with tables of N rows, so that `performance.now()` is exact to 5 µs. */
async function serve() {
  const server = createServer(({ url }, response) => {
    const [, side, rows] = /^\/(loom|hand)\/(\d+)$/.exec(url) ?? [];
    const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
    response.writeHead(side || scriptAt(url) ? 200 : 404, { ...isolated, "Content-Type": side ? "text/html" : "text/javascript" });
    response.end(
      side
        ? `<!DOCTYPE html><style>table{table-layout:fixed;width:40rem}</style><body>${body(rowsFrom(1, +rows), side === "loom")}<script src="/page.js"></script><script src="/${side}.js"></script>`
        : scriptAt(url),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function open(browser, server, side, rows) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  page.on("crash", () => {
    throw new Error(`the page of ${rows} rows crashed`);
  });
  await page.goto(`http://127.0.0.1:${server.address().port}/${side}/${rows}`);
  if (side === "loom") await page.waitForSelector('html[data-l-state="live"]');
  else await page.evaluate(() => (globalThis.listen = start()));
  return page;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const round = (value) => +value.toPrecision(3);

/** Times one operation on both sides; the medians, in microseconds a frame. */
async function measure(browser, server, rows, { name, make, turns, rounds: most }) {
  // The large table takes its time to be laid out.
  const rounds = rows < 10_000 ? most : Math.ceil(most / 4);
  const model = rowsFrom(1, rows);
  const pages = { loom: await open(browser, server, "loom", rows), hand: await open(browser, server, "hand", rows) };
  const times = { loom: [], hand: [] };
  const texts = { loom: (change) => frame(change), hand: ({ hand }) => JSON.stringify(hand) };
  const first = -Math.ceil(turns / 4);
  for (let turn = first; turn < turns; turn++) {
    // The first turns warm the machine up: as often in a large table as in a small one, for the engine compiles what runs often.
    const isWarming = turn < 0;
    const list = Array.from({ length: isWarming ? 2 * most : rounds }, (_, i) => {
      const round = make(model, turn * most + i);
      for (const part of ["before", "timed", "after"]) for (const change of (round[part] ??= [])) change.apply(model);
      return round;
    });
    for (const side of turn % 2 ? ["loom", "hand"] : ["hand", "loom"]) {
      const frames = list.map(({ before, timed, after }) => [before, timed, after].map((changes) => changes.map(texts[side])));
      const taken = await pages[side].evaluate(([all, laidOut]) => bench.run(all, laidOut), [frames, !isWarming]);
      if (!isWarming) times[side].push(...taken.map((time) => (time * 1000) / list[0].timed.length));
      if (turn > first && turn < turns - 1) continue;
      if ((await pages[side].evaluate(() => bench.digest())) !== digest(model)) throw new Error(`${side}: after ${name} the table of ${rows} rows is wrong`);
    }
  }
  for (const page of Object.values(pages)) await page.close();
  return { loom: median(times.loom), hand: median(times.hand) };
}

async function main() {
  const server = await serve();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
  const recorded = await compare(browser);
  const tables = {};
  const budgets = [];
  const budget = (name, value, limit, unit) => budgets.push({ name, value: round(value), budget: limit, unit, ok: value <= limit });
  const cells = {};
  for (const rows of sizes) {
    const table = (tables[`client, table of ${rows} rows`] = []);
    for (const operation of operations(quick, recorded, frames)) {
      const { name, most = 10_000, least = 1000 } = operation;
      if ((only && !only.some((part) => name.includes(part))) || rows < least || rows > most) continue;
      const { loom, hand } = await measure(browser, server, rows, operation);
      table.push({ name, "loom µs": round(loom), "by hand µs": round(hand), ratio: round(loom / hand) });
      if (name === "one cell") cells[rows] = loom;
      if (rows > 10) budget(`client, ${name}, ${rows} rows`, loom / hand, name === "one cell" ? 2 : 1.5, "of by hand");
    }
  }
  if (cells[10] && cells[10_000]) budget("client, one cell, 10,000 rows beside 10", cells[10_000] / cells[10], 1.2, "of 10 rows");
  await browser.close();
  server.close();
  console.log(JSON.stringify({ tables, budgets }));
}

await main();
