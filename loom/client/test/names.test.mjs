// Names of fields, forms and images that take the place of what a form or the document has by itself, as in a form builder.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { browser, got, say, script } from "./mocked.mjs";

/** The names of everything that a form, or the document, has by itself. */
async function namesOf(type) {
  const page = await open(browser, "");
  return page.evaluate((type) => {
    const names = new Set();
    for (let proto = globalThis[type].prototype; proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
      for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
    }
    return [...names];
  }, type);
}

/** A page with one component, joined; `more` stands before it. */
async function live(templates, html, more = "") {
  const page = await open(
    browser,
    "",
    `<!DOCTYPE html><body>${more}<div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0">${html}</div>` +
      `<script type="application/json" data-l-templates>${JSON.stringify(templates)}</script><script>${script.replaceAll("</script", "<\\/script")}</script></body>`,
  );
  await page.waitForFunction(() => server.got.length > 0);
  await say(page, ["j", 1]);
  return page;
}

const fieldsOf = (names) => names.map((name) => `<input name="${name}">`).join("");

test("a form whose fields have all the names of its own is typed into, patched and submitted", async () => {
  const fields = fieldsOf(await namesOf("HTMLFormElement"));
  const rest = `data-l-submit="save" data-l-input="typed" data-l-keyup="key">${fields}<output>`;
  const template = ["A", ['<form class="a', '"', ` ${rest}`, "</output><button>Save</button></form>"], ["0.", "0@title", ""], 0];
  const html = `<form class="a b" title="t" ${rest}none</output><button>Save</button></form>`;
  const page = await live([template], html);
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 1]], "the page's own HTML is bound");

  const address = page.url();
  await page.locator('input[name="parentElement"]').pressSequentially("x");
  const typed = (await got(page)).filter((message) => message[0] === "e");
  assert.deepEqual(typed.map((message) => message[3]), ["typed", "key"]);
  await say(page, ["p", 1, typed.at(-1)[2], [0, " c d", 1, "u", 2, "typed"]]);
  assert.deepEqual(
    await page.evaluate(() => {
      const form = document.querySelector("form");
      const attribute = (name) => Element.prototype.getAttribute.call(form, name);
      return [attribute("class"), attribute("title"), document.querySelector("output").textContent];
    }),
    ["a c d", "u", "typed"],
  );
  // The driver itself would ask the form.
  await page.evaluate(() => document.querySelector("button").click());
  const [submit] = (await got(page)).filter((message) => message[0] === "e");
  assert.deepEqual(submit.slice(3, 5), ["save", "submit"]);
  assert.match(submit[5].form, /parentElement=x/);
  assert.equal(await page.evaluate(() => document.querySelector("button").disabled), true);
  await say(page, ["p", 1, submit[2]]);
  assert.equal(await page.evaluate(() => document.querySelector("button").disabled), false);
  // It fires once, and nothing of it stands in the address.
  assert.equal(page.url(), address);
  assert.deepEqual(await got(page), []);
});

test("forms with such fields come, move, change and go", async () => {
  const fields = fieldsOf(await namesOf("HTMLFormElement"));
  const list = ["A", ["<main>", "</main>"], [""], 0];
  const item = ["I", [`<form data-l-submit="save">${fields}<b>`, "</b></form>"], [""], 0];
  const form = (text) => `<form data-l-submit="save">${fields}<b>${text}</b></form>`;
  const page = await live([list, item], `<main><!--[--><!--i1-->${form("a")}${form("b")}${form("c")}<!--]--></main>`);
  const shown = () => page.evaluate(() => [...document.querySelectorAll("b")].map((b) => b.textContent).join(" "));
  await say(page, ["p", 1, 0, [0, [0, [0, "x"], 2, { I: [["new"]] }, "-", [1, 1], ">", [2, 0]]]]);
  assert.equal(await shown(), "x a new");
  await say(page, ["p", 1, 0, [0, { "[": ["I", ["1"], ["2"]] }]]);
  assert.equal(await shown(), "1 2");
  await say(page, ["p", 1, 0, [0, { "<": `<section>${form("raw")}</section>` }]], ["p", 1, 0, [0, { "<": `<section>${form("new")}</section>` }]]);
  await page.waitForFunction(() => document.querySelector("b")?.textContent === "new");
  await say(page, ["p", 1, 0, [0, ""]]);
  assert.equal(await shown(), "");
  assert.equal((await got(page)).length, 1, "nothing had to be asked for again");
});

test("a page whose forms and images have all the names of the document works", async () => {
  const names = await namesOf("Document");
  const more = names.map((name, i) => (i % 2 ? `<img name="${name}" alt="">` : `<form name="${name}"></form>`)).join("");
  const template = ["A", ["<p>", '</p><input data-l-input="text="><button data-l-click="go">Go</button>'], [""], 0];
  const page = await live([template], '<p>x</p><input data-l-input="text="><button data-l-click="go">Go</button>', more);
  const in_page = (run) =>
    page.evaluate((run) => new Function("find", `return ${run}`)((css) => Document.prototype.querySelector.call(document, css)), run);
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 1]]);
  assert.equal(await in_page('find("html").getAttribute("data-l-state")'), "live");
  await say(page, ["p", 1, 0, [0, "y"]], ["d", "A title"], ["f", "info", "A message"], ["f", "error", "Another"]);
  assert.equal(await in_page('find("p").textContent'), "y");
  assert.equal(await in_page('find("title").textContent'), "A title");
  assert.ok(await in_page('find("body").textContent.includes("A message")'));
  await in_page('find("button[data-l-click]").click()');
  assert.deepEqual((await got(page)).map((message) => message[3]), ["go"]);
  await page.evaluate(() => server.drop());
  await page.waitForFunction(() => server.sockets.length === 2 && server.socket.readyState === 1);
  assert.deepEqual((await got(page)).map((message) => message[0]), ["j"]);
});

test("a value that the browser cleans is not one that the visitor changed", async () => {
  const inputs = [
    ["text", 'value="two\nlines"'],
    ["color", 'value="not a color"'],
    ["range", 'min="0" max="10" value="99"'],
    ["date", 'value="31.12.2026"'],
    ["number", 'value="many"'],
    ["email", 'value=" a@b.c "'],
    ["url", 'value=" http://loom.test/ "'],
    ["time", 'value="25:00"'],
  ];
  const html = inputs.map(([type, rest]) => `<input type="${type}" ${rest} data-l-input="${type}=">`).join("") + '<textarea data-l-input="lines=">\n\none\ntwo</textarea>';
  const page = await live([["A", [html], [], 0]], html);
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 1]]);
  // A change by the visitor before anybody listened is sent.
  await page.evaluate(() => {
    document.querySelector("[type=range]").value = 5;
    document.querySelector("textarea").value = "three";
    server.drop();
  });
  await page.waitForFunction(() => server.sockets.length === 2 && server.socket.readyState === 1);
  await say(page, ["j", 1]);
  const told = (await got(page)).filter((message) => message[0] === "e");
  assert.deepEqual(told.map((message) => [message[3], message[5].value]), [["range=", "5"], ["lines=", "three"]]);
});
