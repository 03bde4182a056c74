// Elements that enter, leave and move with animations of the page's styles, beside a mock of the server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { errors } from "./browser.mjs";
import { browser, got, live, say } from "./mocked.mjs";

const STYLE = `<style>
  body { margin: 0 } ul { margin: 0; padding: 0 } li { block-size: 20px; list-style: none }
  [l-enter=fade], [l-leave=fade] { transition: opacity 800ms linear }
  [l-leave=fade] { opacity: 0; display: block }
  @starting-style { [l-enter=fade] { opacity: 0 } }
  [l-move=fade] { animation: move 800ms linear }
  [l-enter=key] { animation: in 800ms linear }
  [l-leave=key] { animation: out 800ms linear forwards }
  [l-leave=stuck] { animation: out 800ms linear paused }
  [l-leave=spin] i { animation: move 100ms infinite }
  @keyframes in { from { opacity: 0 } } @keyframes out { to { opacity: 0 } } @keyframes move { from { transform: translate(var(--l-move)) } }
</style>`;

const ROOT = ["A", ["<section>", "</section><ul>", "</ul>"], ["", ""], 0];
const EMPTY = "<section><!----></section><ul></ul>";
const PARTS = [
  "t",
  ["Row", ['<li l-transitions="fade" id="', '"><button data-l-click="go">', "</button></li>"], ["0@id", ""], 0],
  ["One", ['<p l-transitions="fade" id="one">One</p>'], [], 0],
  ["Two", ['<p l-transitions="fade" id="two">Two</p>'], [], 0],
  ["Key", ['<p l-transitions="key" id="one">Key</p>'], [], 0],
  ["Stuck", ['<p l-transitions="stuck">Stuck</p>'], [], 0],
  ["Spin", ['<p l-transitions="spin"><i>Spin</i></p>'], [], 0],
  ["Plain", ['<p l-transitions="plain">Plain</p>'], [], 0],
];
// Attributes of slots stand in no static.
PARTS[1][1] = ['<li l-transitions="fade"', '><button data-l-click="go">', "</button></li>"];

/** A page whose first part and list are these, which have entered. */
async function showing(first, rows = [], more = "") {
  const page = await live(ROOT, EMPTY, STYLE + more);
  await say(page, PARTS, list(first, ["first"]));
  await say(page, list(first, rows));
  await finish(page);
  await finish(page);
  assert.deepEqual(await marks(page), []);
  return page;
}

const row = (id) => [id, id];
const list = (first, rows) => ["p", 1, 0, { A: [first, { "[": ["Row", ...rows.map(row)], "#": rows.join() }] }];
const branch = (page, value) => say(page, ["p", 1, 0, [0, value]]);
/** Until the microtasks of a change are over. */
const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(done)));
/** The elements that enter, leave or move. */
const marks = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("[l-enter],[l-leave],[l-move]")].map((element) => element.textContent + ["enter", "leave", "move"].filter((mark) => element.hasAttribute("l-" + mark)).map((mark) => " " + mark).join("")),
  );
/** Takes all animations to a time, in milliseconds. */
const seek = (page, time) => page.evaluate((time) => document.getAnimations().forEach((animation) => (animation.pause(), (animation.currentTime = time))), time);
const finish = async (page) => {
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await settled(page);
};
const opacities = (page, selector) => page.evaluate((selector) => [...document.querySelectorAll(selector)].map((element) => +(+getComputedStyle(element).opacity).toFixed(2)), selector);
const texts = (page, selector) => page.evaluate((selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent).join(""), selector);

test("a page whose templates have no transitions does not load the module", async () => {
  const page = await live(ROOT, EMPTY);
  await say(page, ["t", ["Row", ["<li>", "</li>"], [""], 0]], ["p", 1, 0, { A: ["x", { "[": ["Row", ["a"]], "#": "1" }] }]);
  assert.equal(await page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("transitions"))), false);
});

test("an item enters, and leaves inert, without its id and its handlers", async () => {
  const page = await showing("", ["1", "2"]);
  await say(page, ["p", 1, 0, [1, [2, { Row: [row("3")], "#": "3" }]]]);
  assert.deepEqual(await marks(page), ["3 enter"]);
  await seek(page, 400);
  assert.deepEqual(await opacities(page, "li"), [1, 1, 0.5]);
  await finish(page);
  assert.deepEqual(await marks(page), []);
  await got(page);

  await say(page, ["p", 1, 0, [1, ["-", [1, 1]]]]);
  assert.deepEqual(await marks(page), ["2 leave"]);
  assert.equal(await texts(page, "li"), "123");
  await seek(page, 400);
  assert.deepEqual(await opacities(page, "li"), [1, 0.5, 1]);
  assert.equal(await page.evaluate(() => document.querySelector("[l-leave]").inert), true);
  assert.equal(await page.evaluate(() => document.querySelector("[l-leave]").outerHTML.includes("data-l-")), false);
  assert.equal(await page.evaluate(() => document.getElementById("2")), null);
  await page.evaluate(() => document.querySelector("[l-leave] button").click());
  assert.deepEqual(await got(page), []);
  await finish(page);
  assert.equal(await texts(page, "li"), "13");
});

test("items go to their new places", async () => {
  const page = await showing("", ["1", "2", "3"]);
  await say(page, ["p", 1, 0, [1, [">", [2, 0]]]]);
  assert.deepEqual(await marks(page), ["3 move", "1 move", "2 move"]);
  await seek(page, 200);
  const tops = () => page.evaluate(() => [...document.querySelectorAll("li")].map((item) => Math.round(item.getBoundingClientRect().top - document.querySelector("ul").getBoundingClientRect().top)));
  assert.deepEqual(await tops(), [30, 5, 25]);
  // On the way there they go elsewhere.
  await say(page, ["p", 1, 0, [1, [">", [0, 2]]]]);
  assert.equal(await texts(page, "li"), "123");
  await seek(page, 0);
  assert.deepEqual(await tops(), [5, 25, 30]);
  await finish(page);
  assert.deepEqual(await marks(page), []);
  assert.deepEqual(await tops(), [0, 20, 40]);
});

test("items that follow one that has left go to its place", async () => {
  const page = await showing("", ["1", "2", "3"]);
  await say(page, ["p", 1, 0, [1, ["-", [0, 1]]]]);
  await finish(page);
  assert.deepEqual(await marks(page), ["2 move", "3 move"]);
});

/** Has animations be so far, and the server say something; then all of them stand still. */
const turn = (page, time, ...messages) =>
  page.evaluate(
    async ([time, messages]) => {
      for (const animation of document.getAnimations()) animation.currentTime = time;
      server.say(...messages);
      await server.heard();
      for (const animation of document.getAnimations()) animation.pause();
    },
    [time, messages],
  );
const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 0.15, `${value} is not ${wanted}`);

for (const kind of ["One", "Key"]) {
  test(`a branch that comes back while it leaves is turned, and is no second one: ${kind}`, async () => {
    const page = await showing({ [kind]: [] });
    await branch(page, { Two: [] });
    assert.deepEqual(await marks(page), ["Two enter", `${kind} leave`]);
    await turn(page, 200, ["p", 1, 0, [0, { [kind]: [] }]]);
    assert.equal((await marks(page)).length, 2);
    const [back, leaving] = await opacities(page, "p");
    near(back, 0.75);
    near(leaving, 0.25);
    assert.equal(await page.evaluate(() => document.querySelectorAll("#one").length), 1);
    // And once more, the other way.
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.play()));
    await turn(page, 200, ["p", 1, 0, [0, { Two: [] }]]);
    near((await opacities(page, "#two"))[0], 0.25);
    await finish(page);
    assert.deepEqual(await texts(page, "p"), "Two");
    assert.deepEqual(await opacities(page, "p"), [1]);
    assert.deepEqual(await marks(page), []);
  });

  test(`one that leaves while it enters is turned: ${kind}`, async () => {
    const page = await showing("");
    await branch(page, { [kind]: [] });
    await turn(page, 200, ["p", 1, 0, [0, ""]]);
    near((await opacities(page, "p"))[0], 0.25);
    await finish(page);
    assert.equal(await texts(page, "p"), "");
  });
}

test("an item of the same key comes back while it leaves", async () => {
  const page = await showing("", ["1", "2"]);
  await say(page, ["p", 1, 0, [1, ["-", [0, 1]]]]);
  await turn(page, 400, ["p", 1, 0, [1, [1, { Row: [row("1")], "#": "1" }]]]);
  assert.equal(await texts(page, "li"), "21");
  near((await opacities(page, "li"))[1], 0.5);
  assert.equal(await page.evaluate(() => document.getElementById("1").inert), false);
  await finish(page);
  assert.equal(await texts(page, "li"), "21");
});

test("a change that is undone before it was seen shows nothing", async () => {
  const page = await showing({ One: [] }, ["1", "2"]);
  await say(page, ["p", 1, 0, [0, { Two: [] }]], ["p", 1, 0, [0, { One: [] }]]);
  await settled(page);
  assert.deepEqual([await marks(page), await texts(page, "p")], [[], "One"]);
  await say(page, ["p", 1, 0, [1, ["-", [0, 1]]]], ["p", 1, 0, [1, [0, { Row: [row("1")], "#": "1" }]]]);
  await settled(page);
  assert.deepEqual([await marks(page), await texts(page, "li")], [[], "12"]);
});

test("items that are taken out of the flow leave where they were", async () => {
  const page = await showing("", ["1", "2", "3", "4"], "<style>ul { position: relative } [l-leave=fade] { position: absolute; transform: translate(var(--l-move)) }</style>");
  await say(page, ["p", 1, 0, [1, ["-", [0, 3]]]]);
  await seek(page, 0);
  const tops = await page.evaluate(() => [...document.querySelectorAll("li")].map((item) => Math.round(item.getBoundingClientRect().top - document.querySelector("ul").getBoundingClientRect().top)));
  assert.deepEqual(tops, [0, 20, 40, 60]);
  assert.deepEqual(await marks(page), ["1 leave", "2 leave", "3 leave", "4 move"]);
  assert.equal(await page.evaluate(() => document.querySelector("ul").clientHeight), 20);
});

test("the whole tree comes anew while items of it leave", async () => {
  const page = await showing({ One: [] }, ["1", "2", "3"]);
  await say(page, ["p", 1, 0, [0, { Two: [] }, 1, ["-", [0, 1]]]]);
  await say(page, ["j", 1, { A: [{ Two: [] }, { "[": ["Row", row("3"), row("2")], "#": "3,2" }] }]);
  assert.equal(await texts(page, "li:not([l-leave])"), "32");
  await finish(page);
  await finish(page);
  assert.deepEqual([await texts(page, "li"), await texts(page, "p")], ["32", "Two"]);
  // Another root has nothing of it.
  await say(page, ["p", 1, 0, [1, ["-", [0, 1]]]], ["t", ["Z", ["<i>Other</i>"], [], 0]], ["p", 1, 0, { Z: [] }]);
  assert.equal(await page.evaluate(() => document.querySelector("[data-l-live]").innerHTML), "<i>Other</i>");
});

test("of a long list that is emptied some leave, and the others go at once", async () => {
  const page = await showing("", Array.from({ length: 300 }, (_, i) => String(i)));
  await say(page, ["p", 1, 0, [1, ["-", [0, 300]]]]);
  assert.equal(await page.evaluate(() => document.querySelectorAll("li").length), 100);
  await page.waitForFunction(() => !document.querySelector("li"));
});

test("ten changes of a branch leave what the last says, and nothing else", async () => {
  const page = await showing({ One: [] });
  for (let i = 0; i < 10; i++) {
    await branch(page, i % 2 ? { One: [] } : { Two: [] });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.ok((await page.evaluate(() => document.querySelectorAll("p").length)) <= 2);
  }
  await page.waitForFunction(() => document.querySelectorAll("p").length === 1);
  assert.equal(await texts(page, "p"), "One");
  await page.waitForFunction(() => !document.querySelector("[l-enter],[l-leave]"));
  assert.deepEqual(await opacities(page, "p"), [1]);
});

test("nothing waits for animations that stand still or never end, or that are none", async () => {
  const page = await showing({ Stuck: [] });
  const start = Date.now();
  await branch(page, "");
  assert.equal(await texts(page, "p"), "Stuck");
  await page.waitForFunction(() => !document.querySelector("p"));
  assert.ok(Date.now() - start >= 900, `${Date.now() - start} ms`);
  for (const kind of ["Spin", "Plain"]) {
    await branch(page, { [kind]: [] });
    await branch(page, "");
    await settled(page);
    assert.equal(await texts(page, "p"), "");
  }
});

test("a visitor who wants no motion sees none", async () => {
  const page = await showing({ One: [] }, ["1", "2"]);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await say(page, list({ Two: [] }, ["2", "3"]));
  assert.deepEqual(await marks(page), []);
  assert.equal(await texts(page, "p"), "Two");
  assert.equal(await texts(page, "li"), "23");
});

test("a list is changed while items of it leave", async () => {
  const page = await showing("", ["1", "2", "3", "4"]);
  await say(page, ["p", 1, 0, [1, ["-", [1, 2]]]]);
  assert.equal(await texts(page, "li"), "1234");
  await say(page, ["p", 1, 0, [1, [1, { Row: [row("5")], "#": "5" }]]]);
  await say(page, ["p", 1, 0, [1, [0, [1, "one"], ">", [2, 0]]]]);
  assert.equal(await texts(page, "li:not([l-leave])"), "one15");
  await say(page, ["p", 1, 0, [1, ["-", [0, 3]]]]);
  assert.equal(await texts(page, "li:not([l-leave])"), "");
  await say(page, ["p", 1, 0, [1, [0, { Row: [row("6")], "#": "6" }]]]);
  await finish(page);
  await finish(page);
  assert.equal(await texts(page, "li"), "6");
});

test("a field that leaves is no part of a form any more", async () => {
  const page = await live(["A", ['<form data-l-submit="save">', "<button>Save</button></form>"], [""], 0], '<form data-l-submit="save"><!----><button>Save</button></form>', STYLE);
  const field = (name, rest) => [name, [`<p l-transitions="fade"><input name="${name}" ${rest}></p>`], [], 0];
  await say(page, ["t", field("a", 'value="1" required'), field("b", 'value="2"')], ["p", 1, 0, { A: [{ a: [] }] }]);
  await say(page, ["d", "ready"]);
  await page.fill("input", "");
  await say(page, ["p", 1, 0, [0, { b: [] }]]);
  assert.equal(await page.evaluate(() => document.querySelectorAll("input").length), 2);
  await got(page);
  await page.evaluate(() => document.querySelector("form").requestSubmit());
  const [[, , , handler, , payload]] = await got(page);
  assert.deepEqual([handler, payload.form], ["save", "b=2"]);
});

test("the focus goes from what leaves to what came in its place", async () => {
  const page = await live(ROOT, EMPTY, STYLE);
  const part = (name) => [name, [`<p l-transitions="fade"><button>${name}</button></p>`], [], 0];
  await say(page, ["t", part("Start"), part("Stop")], ["p", 1, 0, { A: [{ Start: [] }, { "[": ["Row"], "#": "" }] }]);
  await page.focus("button");
  await say(page, ["d", "ready"]);
  await page.waitForFunction(() => document.title === "ready");
  await say(page, ["p", 1, 0, [0, { Stop: [] }]]);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Stop");
  assert.equal(await page.evaluate(() => document.querySelectorAll("p").length), 2);
});

test("the focus goes to what came rather than to what follows, and to the next item of a list", async () => {
  const page = await live(["A", ["<section>", "<button>After</button></section><ul>", "</ul>"], ["", ""], 0], "<section><!----><button>After</button></section><ul></ul>", STYLE);
  const part = (name) => [name, [`<p l-transitions="fade"><button>${name}</button></p>`], [], 0];
  await say(page, PARTS, ["t", part("Start"), part("Stop")], ["p", 1, 0, { A: [{ Start: [] }, { "[": ["Row", row("1"), row("2"), row("3")], "#": "1-3" }] }]);
  await page.focus("section p button");
  await say(page, ["d", "ready"]);
  await say(page, ["p", 1, 0, [0, { Stop: [] }]]);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Stop");
  await page.focus("li:nth-child(2) button");
  await say(page, ["p", 1, 0, [1, ["-", [1, 1]]]]);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "3");
  // It stays there when the other one is gone.
  await page.waitForFunction(() => document.querySelectorAll("li").length === 2);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "3");
});

test("nodes of the same template in another place are not taken for what leaves", async () => {
  const page = await live(["A", ["<section>", "</section><aside>", "</aside>"], ["", ""], 0], "<section><!----></section><aside><!----></aside>", STYLE);
  await say(page, PARTS, ["p", 1, 0, { A: [{ One: [] }, ""] }]);
  await say(page, ["p", 1, 0, [0, "", 1, { One: [] }]]);
  assert.deepEqual(await marks(page), ["One leave", "One enter"]);
});

test("an element that is hidden leaves, and comes back", async () => {
  const page = await live(["A", ['<p l-transitions="fade"', ">Text</p>"], ["0@hidden"], 0], '<p l-transitions="fade">Text</p>', STYLE);
  await say(page, ["d", "ready"]);
  await say(page, ["p", 1, 0, [0, true]]);
  assert.deepEqual(await marks(page), ["Text leave"]);
  const state = () => page.evaluate(() => (({ hidden, inert }) => [hidden, inert])(document.querySelector("p")));
  assert.deepEqual(await state(), [true, true]);
  await turn(page, 200, ["p", 1, 0, [0, null]]);
  assert.deepEqual(await marks(page), ["Text enter"]);
  assert.deepEqual(await state(), [false, false]);
  near((await opacities(page, "p"))[0], 0.75);
  await finish(page);
  assert.deepEqual(await marks(page), []);
  await say(page, ["p", 1, 0, [0, true]]);
  await finish(page);
  assert.deepEqual([await marks(page), await state()], [[], [true, false]]);
});

test("dialogs and popovers enter and leave", async () => {
  const html = '<dialog l-transitions="fade" data-l-close="closed"><button>Dialog</button></dialog><div popover l-transitions="fade"><button>Popover</button></div>';
  const page = await live(["A", [html], [], 0], html, STYLE);
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/transitions-")));
  await got(page);
  for (const [selector, open, close] of [["dialog", "showModal", "close"], ["[popover]", "showPopover", "hidePopover"]]) {
    await page.evaluate(([selector, open]) => document.querySelector(selector)[open](), [selector, open]);
    assert.deepEqual((await marks(page)).length, 1, open);
    await seek(page, 400);
    assert.deepEqual(await opacities(page, selector), [0.5]);
    await finish(page);
    await page.evaluate(([selector, close]) => document.querySelector(selector)[close](), [selector, close]);
    assert.match((await marks(page)).join(), / leave$/);
    assert.equal(await page.evaluate((selector) => document.querySelector(selector).inert && document.querySelector(selector).getClientRects().length, selector), 1);
    await finish(page);
    assert.deepEqual(await marks(page), []);
    assert.equal(await page.evaluate((selector) => document.querySelector(selector).inert || document.querySelector(selector).getClientRects().length, selector), 0);
  }
  assert.deepEqual((await got(page)).map((message) => message[3]), ["closed"]);
});

test("a dialog that is open when it goes does not keep the page from being used", async () => {
  const page = await live(ROOT, EMPTY, STYLE + "<button id=under>Under</button>");
  await say(page, ["t", ["D", ['<dialog l-transitions="fade" id="d">Text</dialog>'], [], 0]], ["p", 1, 0, { A: [{ D: [] }, { "[": ["Row"], "#": "" }] }]);
  await say(page, ["d", "ready"]);
  await page.evaluate(() => document.querySelector("dialog").showModal());
  await finish(page);
  await say(page, ["p", 1, 0, [0, ""]]);
  assert.deepEqual(await marks(page), ["Text leave"]);
  await page.click("#under");
  assert.equal(await page.evaluate(() => document.activeElement.id), "under");
});

test("forms whose fields have all names of their own enter, leave and move", async () => {
  const page = await live(ROOT, EMPTY, STYLE);
  const fields = ["remove", "after", "animate", "closest", "matches", "children", "style", "parentElement", "getAnimations", "getAttributeNames", "querySelectorAll", "getBoundingClientRect", "isConnected", "contains", "inert"].map((name) => `<input name="${name}">`).join("");
  await say(page, ["t", ["F", [`<form l-transitions="fade">${fields}`, "</form>"], [""], 0]], ["p", 1, 0, { A: ["", { "[": ["F", ["a"], ["b"]], "#": "1,2" }] }]);
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/transitions-")));
  await say(page, ["p", 1, 0, [1, [">", [1, 0]]]]);
  await say(page, ["p", 1, 0, [1, [2, { F: [["c"]], "#": "3" }]]]);
  assert.deepEqual(await marks(page), ["b move", "a move", "c enter"]);
  await say(page, ["p", 1, 0, [1, ["-", [0, 1]]]]);
  await page.waitForFunction(() => document.querySelectorAll("form").length === 2 && !document.querySelector("[l-leave]"));
  assert.equal(await texts(page, "form"), "ac");
  assert.deepEqual(errors, []);
  assert.ok(browser);
});
