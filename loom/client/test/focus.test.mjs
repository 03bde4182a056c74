// Where the focus goes when a patch takes the focused element away, disables or hides it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { live, say } from "./mocked.mjs";

const ROOT = ["A", ["<section>", "</section><ul>", "</ul>"], ["", ""], 0];
const EMPTY = "<section><!----></section><ul></ul>";
const PARTS = [
  "t",
  ["Start", ["<button>Start</button>"], [], 0],
  ["Stop", ["<button>Stop</button>"], [], 0],
  ["Row", ["<li><a href=#>", "</a><button", ">Remove</button></li>"], ["", "2@id"], 0],
  ["View", ["<input type=checkbox><button>Rename</button>"], [], 0],
  ["Edit", ["<form><input autofocus><button>Cancel</button></form>"], [], 0],
  ["Less", ["<button>More</button><button", ">Less</button><button>Reset</button>"], ["1@disabled"], 0],
  ["Text", ["<p>Done.</p>"], [], 0],
  ["Class", ["<div", "><button>Inside</button></div><button>Beside</button>"], ["0.gone"], 0],
];

/** A page whose first part and list are these. */
async function showing(first, rows = []) {
  const page = await live(ROOT, EMPTY, '<button id="outside">outside</button>');
  await say(page, PARTS, ["p", 1, 0, { A: [first, { "[": ["Row", ...rows.map((id) => [id, id])], "#": rows.join() }] }]);
  return page;
}

const focus = async (page, selector) => {
  await page.focus(selector);
  // The module that finds places comes with the first focus, and frames wait for it.
  await say(page, ["d", "ready"]);
  await page.waitForFunction(() => document.title === "ready");
};
const at = (page) =>
  page.evaluate(() => {
    const { id, localName, textContent } = document.activeElement;
    return id || (localName === "button" ? textContent : localName);
  });

test("the button of the other branch takes the focus", async () => {
  const page = await showing({ Start: [] });
  await focus(page, "section button");
  await say(page, ["p", 1, 0, [0, { Stop: [] }]]);
  assert.equal(await at(page), "Stop");
});

test("the neighbor of an item that goes takes the focus, at the same control", async () => {
  const page = await showing({ Text: [] }, ["1", "2", "3"]);
  await focus(page, "button[id='2']");
  await say(page, ["p", 1, 0, [1, ["-", [1, 1]]]]);
  assert.equal(await at(page), "3");
  await say(page, ["p", 1, 0, [1, ["-", [1, 1]]]]);
  assert.equal(await at(page), "1");
});

test("an item far down a long list hands the focus to its neighbor too", async () => {
  const page = await showing({ Text: [] }, Array.from({ length: 60 }, (_, i) => `${i}`));
  await focus(page, "button[id='45']");
  await say(page, ["p", 1, 0, [1, ["-", [45, 1]]]]);
  assert.equal(await at(page), "46");
  await say(page, ["p", 1, 0, [1, ["-", [40, 19]]]]);
  assert.equal(await at(page), "39");
});

test("a disabled element hands the focus to the next one, or the one before", async () => {
  const page = await showing({ Less: [false] });
  await focus(page, "section button:nth-child(2)");
  await say(page, ["p", 1, 0, [0, [0, true]]]);
  assert.equal(await at(page), "Reset");
});

for (const style of ["display: none", "visibility: hidden", "content-visibility: hidden"]) {
  test(`an element that only a class hides hands the focus on: ${style}`, async () => {
    const page = await showing({ Class: [false] });
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`.gone { ${text} }`);
      document.adoptedStyleSheets = [sheet];
    }, style);
    await focus(page, "div > button");
    await say(page, ["p", 1, 0, [0, [0, true]]]);
    await page.waitForFunction(() => document.activeElement.textContent === "Beside");
  });
}

test("an editor that closes gives the focus back to the button that opened it", async () => {
  const page = await showing({ View: [] });
  await focus(page, "section button");
  await say(page, ["p", 1, 0, [0, { Edit: [] }]]);
  assert.equal(await at(page), "input");
  await page.focus("form button");
  await say(page, ["p", 1, 0, [0, { View: [] }]]);
  assert.equal(await at(page), "Rename");
});

test("a component without anything that takes the focus takes it itself, until it goes elsewhere", async () => {
  const page = await showing({ Start: [] });
  await focus(page, "section button");
  await say(page, ["p", 1, 0, [0, { Text: [] }]]);
  assert.ok(await page.evaluate(() => document.activeElement.matches("[data-l-live]")));
  await page.focus("#outside");
  assert.deepEqual(
    await page.evaluate(() => document.querySelector("[data-l-live]").getAttributeNames().filter((name) => !name.startsWith("data-"))),
    [],
  );
});

test("a focus that nothing takes away stays, also outside of the component", async () => {
  const page = await showing({ Less: [false] }, ["1", "2"]);
  await focus(page, "section button:nth-child(2)");
  await say(page, ["p", 1, 0, [1, ["-", [0, 1]]]]);
  assert.equal(await at(page), "Less");
  await page.focus("#outside");
  await say(page, ["p", 1, 0, [0, { Text: [] }]]);
  assert.equal(await at(page), "outside");
});
