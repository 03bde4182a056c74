// Whether the frames of `frames.mjs` are what the server sends, where the server under test is built.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { body, frame, insert, remove, rowsFrom, select, swap, tenth, tenthTogether, update } from "./frames.mjs";

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../../target", import.meta.url));
const program = `${target}/release/subject`;

/**
 * The server's answers to one event after the other. `null` if it is not built.
 * `together` is whether it uses the form for many items that change in the same slots.
 */
export async function compare(browser) {
  if (!existsSync(program)) {
    console.error("the server under test is not built: its frames are not compared");
    return { together: true };
  }
  const port = await freePort();
  const subject = spawn(program, ["loom", String(port)], { stdio: "ignore" });
  try {
    return await listen(browser, `http://127.0.0.1:${port}/table`);
  } finally {
    subject.kill();
  }
}

async function listen(browser, url) {
  const page = await browser.newPage();
  const frames = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(payload)));
  for (;;) {
    try {
      await page.goto(url);
      break;
    } catch (error) {
      if (!String(error).includes("ERR_CONNECTION_REFUSED")) throw error;
    }
  }
  const rows = rowsFrom(1, 1000);
  const shown = await page.evaluate(() => document.querySelector("tbody").outerHTML);
  expect(body(rows, true).includes(shown), "the page", shown.slice(0, 200));
  await page.waitForSelector('html[data-l-state="live"]');
  let number = 0;
  const press = async (event) => {
    const start = `["p",1,${++number},`;
    await page.click(`[data-l-click=${event}]`);
    for (;;) {
      const answer = frames.find((text) => text.startsWith(start));
      if (answer) return answer;
      await page.waitForTimeout(2);
    }
  };
  const check = async (event, ...changes) => {
    const answer = await press(event);
    const at = changes.findIndex((change) => frame(change, number) === answer);
    expect(at >= 0, event, answer.slice(0, 200));
    await press("reset");
    return at;
  };
  const values = rows.filter((_, i) => i % 10 === 0).map(({ value }) => (value + 501) % 1000);
  const added = (id) => rowsFrom(id, 1);
  await check("update_one", update(500, (rows[500].value + 501) % 1000));
  const together = (await check("update_tenth", tenth(values), tenthTogether(values))) === 1;
  await press("select");
  await check("select", select(rows, 2, 699));
  await check("swap", swap(1, 998));
  await check("remove", remove(500, 1));
  await check("append", insert(1000, added(1001)));
  await check("prepend", insert(0, added(1001)));
  await check("clear", remove(0, 1000));
  await press("clear");
  await check("create", insert(0, rowsFrom(1001, 1000)));
  await page.close();
  return { together };
}

function expect(holds, what, sent) {
  if (!holds) throw new Error(`what is measured is not what the server sends: ${what}: ${sent}`);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
