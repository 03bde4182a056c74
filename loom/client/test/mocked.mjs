// A page with the built client and a mock of its server, for the tests of a file: `before` and `after` are seen to here.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { errors, launch, open } from "./browser.mjs";

/** A file beside this one. */
export const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
export const script = read("mock.js") + read("../dist/loom.js");

export let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  assert.deepEqual(errors.splice(0), []);
});

/** A page with one component of one template, joined. */
export async function live(template, html, more = "") {
  const page = await open(
    browser,
    script,
    `<!DOCTYPE html><body>${more}<div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0">${html}</div>` +
      `<script type="application/json" data-l-templates>${JSON.stringify([template])}</script></body>`,
  );
  await page.waitForFunction(() => server.got.length > 0);
  await say(page, ["j", 1]);
  // The modules of notices and messages are there.
  await page.waitForSelector("[data-l-flash]", { state: "attached" });
  return page;
}

/** The frames that the client has sent since the last call. */
export const got = (page) => page.evaluate(() => server.got.splice(0));
/** Has the server say something, and waits until the client has worked it off. */
export const say = (page, ...messages) =>
  page.evaluate((all) => {
    server.say(...all);
    return server.heard();
  }, messages);

/** A page with two components, each with a button, joined. */
export async function neighbors() {
  const button = (id) => `<button id="b${id}" data-l-click="add">0</button>`;
  const live = (id) => `<div id="c${id}" data-l-live="m" data-l-ws="/ws" data-l-token="T${id}">${button(id)}</div>`;
  const page = await open(browser, script, `<!DOCTYPE html><body>${live(1)}${live(2)}</body>`);
  await page.waitForFunction(() => server.got.length > 1);
  await joinBoth(page);
  await got(page);
  return page;
}

/** Answers the joins of both. */
export const joinBoth = (page) =>
  say(
    page,
    ["t", ["A", ['<button id="b1" data-l-click="add">', "</button>"], [""], 0], ["B", ['<button id="b2" data-l-click="add">', "</button>"], [""], 0]],
    ["j", 1, { A: ["0"] }],
    ["j", 2, { B: ["0"] }],
  );

/** Breaks the connection, and joins both components on the next one. Gives the events that are sent after that. */
export async function breakUnder(page, code, reason) {
  await page.evaluate(([code, reason]) => {
    server.got.length = 0;
    server.drop(code, reason);
    // The next attempt is made at once, however many there were.
    dispatchEvent(new Event("online"));
  }, [code ?? 1006, reason ?? ""]);
  await page.waitForFunction(() => server.got.length > 1);
  await got(page);
  await joinBoth(page);
  return eventsOf(page);
}

/** The events that were sent: component, number, and the try. */
export const eventsOf = async (page) => (await got(page)).map(([, id, number, , , , attempt]) => [id, number, attempt ?? 1]);

/** A template with a bound field, what it holds, and what is wrong with it; and its HTML. */
export const input = ["A", ["<input", ' data-l-input="name="><output>', "</output><p data-l-error-of=\"name\"></p>"], ["0@value", ""], 0];
export const inputHtml = '<input value="" data-l-input="name="><output></output><p data-l-error-of="name"></p>';

/** A template with a button that shows a number, and its HTML. */
export const button = ["A", ['<button data-l-click="add">', "</button>"], [""], 0];
export const buttonHtml = '<button data-l-click="add">0</button>';
