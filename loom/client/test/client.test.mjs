// The whole client against a mock of the server: what is sent, what is kept, what the user's typing survives.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { errors, launch, open } from "./browser.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const script = read("mock.js") + read("../dist/loom.js");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  assert.deepEqual(errors.splice(0), []);
});

/** A page with one component of one template, joined. */
async function live(template, html, more = "") {
  const page = await open(
    browser,
    script,
    `<!DOCTYPE html><body>${more}<div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0">${html}</div>` +
      `<script type="application/json" data-l-templates>${JSON.stringify([template])}</script></body>`,
  );
  await page.waitForFunction(() => server.got.length > 0);
  await page.evaluate(() => server.say(["j", 1]));
  return page;
}

const got = (page) => page.evaluate(() => server.got.splice(0));
const say = (page, ...messages) => page.evaluate((all) => server.say(...all), messages);

test("it joins with what the page holds, and says how it is", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 1]]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.evaluate(() => server.socket.protocol), "loom.2");
  await say(page, ["p", 1, 0, [0, "y"]]);
  assert.equal(await page.textContent("p"), "y");
});

test("patches are announced once a frame to a page that asks for it", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  const heard = (asks) =>
    page.evaluate(async (asks) => {
      document.documentElement.toggleAttribute("data-l-patched", asks);
      const seen = [];
      const listener = () => seen.push(document.querySelector("p").textContent);
      document.addEventListener("loom:patched", listener);
      for (let i = 0; i < 3; i++) server.say(["p", 1, 0, [0, i]]);
      for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
      document.removeEventListener("loom:patched", listener);
      return seen;
    }, asks);
  assert.deepEqual(await heard(false), []);
  assert.deepEqual(await heard(true), ["2"]);
});

test("a page that does not match is asked for", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<div>x</div>");
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 0]]);
});

test("five clicks before an answer are five events", async () => {
  const page = await live(["A", ['<button data-l-click="add">', "</button>"], [""], 0], '<button data-l-click="add">0</button>');
  await got(page);
  for (let i = 0; i < 5; i++) await page.click("button");
  const events = await got(page);
  assert.deepEqual(events.map((event) => event.slice(0, 5)), [1, 2, 3, 4, 5].map((n) => ["e", 1, n, "add", "click"]));
  assert.ok(await page.evaluate(() => document.querySelector("button").matches('.l-loading[aria-busy="true"]')));
  for (let n = 1; n <= 5; n++) await say(page, ["p", 1, n, [0, n]]);
  assert.equal(await page.innerHTML("[data-l-live]"), '<button data-l-click="add" class="">5</button>');
});

test("what is unanswered when the socket drops is sent again, once and in order", async () => {
  const page = await live(["A", ['<button data-l-click="add">', "</button>"], [""], 0], '<button data-l-click="add">0</button>');
  await page.click("button");
  await say(page, ["p", 1, 1, [0, 1]]);
  await page.click("button");
  await page.evaluate(() => {
    server.open = false;
    server.drop();
  });
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  await page.click("button");
  await got(page);
  await page.waitForFunction(() => server.sockets.length > 1);
  await page.evaluate(() => server.socket.accept());
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 0]]);
  await say(page, ["t", ["A", ["", ""], [""], 0]], ["j", 1, { A: [1] }]);
  const sent = async () => (await got(page)).map(([kind, id, number, handler, , , attempt]) => [kind, id, number, handler, attempt]);
  assert.deepEqual(await sent(), [["e", 1, 2, "add", 2]]);
  await say(page, ["p", 1, 2]);
  assert.deepEqual(await sent(), [["e", 1, 3, "add", undefined]]);
  assert.equal(await page.textContent("button"), "1");
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
});

/** A page with two components, each with a button, joined. */
async function neighbors() {
  const button = (id) => `<button id="b${id}" data-l-click="add">0</button>`;
  const live = (id) => `<div id="c${id}" data-l-live="m" data-l-ws="/ws" data-l-token="T${id}">${button(id)}</div>`;
  const page = await open(browser, script, `<!DOCTYPE html><body>${live(1)}${live(2)}</body>`);
  await page.waitForFunction(() => server.got.length > 1);
  await joinBoth(page);
  await got(page);
  return page;
}

const joinBoth = (page) =>
  say(
    page,
    ["t", ["A", ['<button id="b1" data-l-click="add">', "</button>"], [""], 0], ["B", ['<button id="b2" data-l-click="add">', "</button>"], [""], 0]],
    ["j", 1, { A: ["0"] }],
    ["j", 2, { B: ["0"] }],
  );

/** Breaks the connection, and joins both components on the next one. Gives the events that are sent after that. */
async function breakUnder(page, code, reason) {
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
const eventsOf = async (page) => (await got(page)).map(([, id, number, , , , attempt]) => [id, number, attempt ?? 1]);

test("an event under which connections break is given up after its third try, and says so", async () => {
  const page = await neighbors();
  await page.evaluate(() => {
    globalThis.told = [];
    document.addEventListener("loom:error", ({ detail, target }) => told.push(target.id, detail.code));
  });
  await page.click("#b1");
  assert.deepEqual(await eventsOf(page), [[1, 1, 1]]);
  assert.deepEqual(await breakUnder(page), [[1, 1, 2]]);
  assert.deepEqual(await breakUnder(page), [[1, 1, 3]]);
  assert.ok(await page.evaluate(() => document.querySelector("#b1.l-loading")));
  assert.deepEqual(await breakUnder(page), []);
  assert.deepEqual(await page.evaluate(() => told), ["c1", "given_up"]);
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), "given_up");
  assert.match(await page.textContent("[role=alert]"), /did not work/);
  assert.ok(await page.evaluate(() => !document.querySelector(".l-loading")));
  // The component goes on, and so does the other.
  await page.click("#b1");
  await page.click("#b2");
  assert.deepEqual(await eventsOf(page), [[1, 2, 1], [2, 1, 1]]);
  await say(page, ["p", 1, 2]);
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), null);
});

test("what is sent again is as the fixtures have it", async () => {
  const fixtures = JSON.parse(read("../../fixtures/messages.json"));
  const sentAgain = (name) => {
    const { frame, reads } = fixtures.find((fixture) => fixture.name === name);
    assert.ok(reads);
    const [kind, , , ...rest] = JSON.parse(frame);
    return [kind, 1, 1, ...rest];
  };
  const again = async (html, act, breaks) => {
    const page = await live(["A", [html], [], 0], html);
    await act(page);
    for (let times = 0; times < breaks; times++) {
      await page.evaluate(() => {
        server.got.length = 0;
        server.drop();
      });
      await page.waitForFunction(() => server.got.length > 0);
      await got(page);
      await say(page, ["j", 1]);
    }
    return got(page);
  };
  // It carries nothing.
  const click = (page) => page.evaluate(() => document.querySelector("b").dispatchEvent(new Event("click", { bubbles: true })));
  assert.deepEqual(await again('<b data-l-click="increment">+</b>', click, 1), [sentAgain("event that is sent again")]);
  const type = (page) => page.fill("input", "v");
  assert.deepEqual(await again('<input data-l-input="set">', type, 2), [sentAgain("event that is sent again with what it carries")]);
});

test("a server's word that an event is given up settles it", async () => {
  const page = await neighbors();
  await page.click("#b1");
  await breakUnder(page);
  await breakUnder(page);
  await say(page, ["x", 1, 1, "given_up", "no more"]);
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), "given_up");
  assert.equal(await page.textContent("[role=alert]"), "no more");
  assert.ok(await page.evaluate(() => !document.querySelector(".l-loading")));
});

test("events under which a connection broke are sent one at a time, so that one takes no other with it", async () => {
  const page = await neighbors();
  for (const button of ["#b1", "#b1", "#b2"]) await page.click(button);
  assert.deepEqual(await eventsOf(page), [[1, 1, 1], [1, 2, 1], [2, 1, 1]]);
  // What was behind another event of its component cannot have been begun.
  assert.deepEqual(await breakUnder(page), [[1, 1, 2]]);
  assert.deepEqual(await breakUnder(page), [[1, 1, 3]]);
  await say(page, ["x", 1, 1, "given_up", "no more"]);
  assert.deepEqual(await eventsOf(page), [[1, 2, 1], [2, 1, 2]]);
  // What nothing is known against waits for nobody but its own component.
  await page.click("#b1");
  assert.deepEqual(await eventsOf(page), [[1, 3, 1]]);
});

test("what waits for an event of a component that goes is sent", async () => {
  const page = await neighbors();
  await page.click("#b1");
  await page.click("#b2");
  assert.deepEqual((await breakUnder(page)).at(-1), [1, 1, 2]);
  await page.evaluate(() => document.querySelector("#c1").remove());
  await page.waitForFunction(() => server.got.length > 1);
  assert.deepEqual((await got(page)).map((message) => message.slice(0, 3)), [["l", 1], ["e", 2, 1]]);
});

test("no try counts that ended with a word of the server, without the network, or at the client's own wish", async () => {
  const page = await neighbors();
  await page.click("#b1");
  for (let times = 0; times < 4; times++) assert.deepEqual((await breakUnder(page, 1012, "0")).at(-1), [1, 1, 1]);
  await page.context().setOffline(true);
  for (let times = 0; times < 4; times++) assert.deepEqual((await breakUnder(page)).at(-1), [1, 1, 1]);
  await page.context().setOffline(false);
  for (let times = 0; times < 4; times++) {
    const sockets = await page.evaluate(() => server.sockets.length);
    await page.evaluate(() => {
      server.got.length = 0;
      document.dispatchEvent(new Event("freeze"));
      document.dispatchEvent(new Event("resume"));
    });
    await page.waitForFunction((count) => server.sockets.length > count && server.got.length > 1, sockets);
    await got(page);
    await joinBoth(page);
    assert.deepEqual((await eventsOf(page)).at(-1), [1, 1, 1]);
  }
});

const input = ["A", ["<input", ' data-l-input="name="><output>', "</output><p data-l-error-of=\"name\"></p>"], ["0@value", ""], 0];
const inputHtml = '<input value="" data-l-input="name="><output></output><p data-l-error-of="name"></p>';

test("what is typed is never overwritten by an older value, and the newest answer counts", async () => {
  const page = await live(input, inputHtml);
  await got(page);
  await page.click("input");
  await page.keyboard.type("ab");
  assert.deepEqual(await got(page), [
    ["e", 1, 1, "name=", "input", { value: "a" }],
    ["e", 1, 2, "name=", "input", { value: "ab" }],
  ]);
  await page.keyboard.press("ArrowLeft");
  await say(page, ["p", 1, 1, [0, "A", 1, "A"]]);
  assert.equal(await page.inputValue("input"), "ab");
  assert.equal(await page.textContent("output"), "A");
  await say(page, ["p", 1, 2, [0, "AB", 1, "AB"]]);
  assert.equal(await page.inputValue("input"), "AB");
  assert.equal(await page.evaluate(() => document.querySelector("input").selectionStart), 1);
  // A push waits until the user has left.
  await say(page, ["p", 1, 0, [0, "pushed"]]);
  assert.equal(await page.inputValue("input"), "AB");
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForFunction(() => document.querySelector("input").value === "pushed");
});

test("an input method is not interrupted", async () => {
  const page = await live(input, inputHtml);
  await page.focus("input");
  await page.evaluate(() => {
    const field = document.querySelector("input");
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    field.value = "に";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    server.say(["p", 1, 1, [0, "ni"]]);
  });
  assert.equal(await page.inputValue("input"), "に");
  await page.evaluate(() => document.querySelector("input").dispatchEvent(new CompositionEvent("compositionend", { bubbles: true })));
});

test("what cannot be used is said at the field", async () => {
  const page = await live(input, inputHtml);
  await say(page, ["b", 1, "name", "too short"]);
  assert.equal(await page.textContent("[data-l-error-of]"), "too short");
  assert.deepEqual(
    await page.evaluate(() => [document.querySelector("input").validationMessage, document.querySelector("input").ariaInvalid]),
    ["too short", "true"],
  );
  await say(page, ["b", 1, "name", null]);
  assert.equal(await page.evaluate(() => document.querySelector("input").validity.valid), true);
});

test("what was typed before the script ran is told", async () => {
  const page = await open(browser, "", `<!DOCTYPE html><body><div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0">${inputHtml}</div>
    <script type="application/json" data-l-templates>${JSON.stringify([input])}</script></body>`);
  await page.fill("input", "early");
  await page.addScriptTag({ content: script });
  await page.waitForFunction(() => server.got.length > 0);
  await say(page, ["j", 1]);
  assert.deepEqual((await got(page)).at(-1), ["e", 1, 1, "name=", "input", { value: "early" }]);
});

test("a form is sent as the browser would, once at a time", async () => {
  const html =
    '<form data-l-submit="save"><input name="a" value="x y"><input type="checkbox" name="c" checked>' +
    '<select name="m" multiple><option selected>1</option><option selected>2</option></select>' +
    '<fieldset disabled><input name="no" value="1"></fieldset><textarea name="t">l1\nl2</textarea>' +
    '<button name="do" value="it" l-loading-text="Saving">Save <b>all</b></button></form><input form="f" name="x">';
  const page = await live(["A", [html], [], 0], html);
  await got(page);
  await page.focus("button");
  await page.click("button");
  await page.evaluate(() => document.querySelector("form").requestSubmit());
  const events = await got(page);
  assert.equal(events.length, 1);
  assert.deepEqual(events[0].slice(0, 5), ["e", 1, 1, "save", "submit"]);
  assert.equal(events[0][5].form, "a=x+y&c=on&m=1&m=2&t=l1%0D%0Al2&do=it");
  assert.equal(await page.textContent("button"), "Saving");
  assert.equal(await page.isDisabled("button"), true);
  await say(page, ["p", 1, 1]);
  assert.equal(await page.innerHTML("button"), "Save <b>all</b>");
  assert.equal(await page.isDisabled("button"), false);
  assert.equal(await page.evaluate(() => document.activeElement.localName), "button");
});

test("debounced inputs do not delay each other, a submit sends what waits, and what is gone says nothing", async () => {
  const html =
    '<form data-l-submit="save"><input id="one" data-l-input="one" data-l-debounce="60000">' +
    '<input id="two" data-l-input="two" data-l-debounce="input:20"><input id="three" data-l-input="three" data-l-debounce="60000"><button>ok</button></form>';
  const page = await live(["A", [html], [], 0], html);
  await got(page);
  await page.fill("#one", "1");
  await page.fill("#two", "2");
  await page.fill("#three", "3");
  await page.waitForFunction(() => server.got.length > 0);
  assert.deepEqual((await got(page)).map((event) => event[3]), ["two"]);
  await page.evaluate(() => document.querySelector("#three").remove());
  await page.press("#one", "Enter");
  assert.deepEqual((await got(page)).map((event) => event[3]), ["one", "save"]);
});

test("keys, and what modifiers say", async () => {
  const html =
    '<div data-l-click="outer"><input data-l-keydown="any" data-l-keydown.enter="enter" data-l-keydown.ctrl.s="save" data-l-prevent="keydown.ctrl.s">' +
    '<button id="stop" data-l-click="inner" data-l-stop>x</button><button id="once" data-l-click="first" data-l-once>y</button>' +
    '<p data-l-click="self" data-l-self><i>z</i></p></div>';
  const page = await live(["A", [html], [], 0], html);
  await got(page);
  await page.focus("input");
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await page.click("#stop");
  await page.click("#once");
  await page.click("#once");
  await page.click("i");
  const events = await got(page);
  assert.deepEqual(events.map((event) => event[3]), [
    "any",
    "enter",
    "any",
    "save",
    "inner",
    "first",
    "outer",
    "outer",
    "outer",
  ]);
  assert.equal(events[0][5].key, "a");
  assert.equal(events[0][4], "keydown");
});

test("events that do not bubble are heard", async () => {
  const html = '<input data-l-focus="in" data-l-blur="out"><details data-l-toggle="flip"><summary>s</summary></details><div id="m" data-l-mouseenter="over">m<b>n</b></div>';
  const page = await live(["A", [html], [], 0], html);
  await got(page);
  await page.focus("input");
  await page.click("summary");
  await page.waitForFunction(() => server.got.length > 2);
  await page.hover("b");
  const events = await got(page);
  assert.deepEqual(events.map((event) => event[3]), ["in", "out", "flip", "over"]);
  assert.deepEqual(events[2][5].detail, { open: true });
});

test("children that come are joined, and those that go are left", async () => {
  const page = await live(["A", ["<div>", "</div>"], [""], 0], "<div></div>");
  await got(page);
  await say(page, ["p", 1, 0, [0, { "@": ["child", "CT"] }]]);
  await page.waitForFunction(() => server.got.length > 0);
  assert.deepEqual(await got(page), [["j", 2, "child", "CT", 0]]);
  await say(page, ["t", ["C", ["<i>", "</i>"], [""], 0]], ["j", 2, { C: ["hi"] }], ["k", 2, "newer"]);
  assert.equal(await page.textContent("i"), "hi");
  assert.equal(await page.getAttribute("[data-l-live=child]", "data-l-token"), "newer");
  await say(page, ["p", 1, 0, [0, ""]]);
  await page.waitForFunction(() => server.got.length > 0);
  assert.deepEqual(await got(page), [["l", 2]]);
});

test("an error is shown, and cleared by the next answer", async () => {
  const page = await live(["A", ['<button data-l-click="a">x</button>'], [], 0], '<button data-l-click="a">x</button>');
  await page.click("button");
  await say(page, ["x", 1, 1, "event_failed", "no luck"]);
  assert.equal(await page.getAttribute("[data-l-live]", "data-l-failed"), "event_failed");
  assert.equal(await page.textContent("[role=alert]"), "no luck");
  assert.equal(await page.evaluate(() => document.querySelector(".l-loading")), null);
  await page.click("button");
  await say(page, ["p", 1, 2]);
  assert.equal(await page.getAttribute("[data-l-live]", "data-l-failed"), null);
});

test("a component that cannot join keeps no other from being live, and is tried again when it is used", async () => {
  const button = '<button data-l-click="a">x</button>';
  const other = `<div data-l-live="n" data-l-ws="/ws" data-l-token="U" data-l-root="0">${button}</div>`;
  const page = await live(["A", [button], [], 0], button, other);
  await say(page, ["x", 2, 0, "render_failed", "not now"]);
  await page.waitForFunction(() => document.documentElement.dataset.lState === "live");
  assert.equal(await page.getAttribute("[data-l-token=T]", "data-l-failed"), "render_failed");
  await got(page);
  await page.click("[data-l-token=U] button");
  assert.deepEqual((await got(page))[0].slice(0, 5), ["e", 1, 1, "a", "click"]);
  await page.click("[data-l-token=T] button");
  assert.deepEqual(await got(page), [["j", 2, "m", "T", 1]]);
  await say(page, ["j", 2]);
  assert.deepEqual((await got(page))[0].slice(0, 5), ["e", 2, 1, "a", "click"]);
});

test("what stands in a component that cannot join is tried again with it, and says nothing by itself", async () => {
  const button = '<button data-l-click="add">0</button>';
  const text = '<p data-l-click="add">0</p>';
  const inner = `<div data-l-live="m" data-l-token="I" data-l-root="0">${button}</div>`;
  const outer = `<div data-l-live="m" data-l-ws="/ws" data-l-token="O" data-l-root="1">${text}${inner}</div>`;
  const templates = [["A", [button], [], 0], ["B", [text, ""], [""], 0]];
  const known = `<script type="application/json" data-l-templates>${JSON.stringify(templates)}</script>`;
  const page = await open(browser, script, `<!DOCTYPE html><body>${outer}${known}</body>`);
  await page.waitForFunction(() => server.got.length > 1);
  const refuse = [
    ["x", 1, 0, "render_failed", "This cannot be shown."],
    ["x", 2, 0, "not_shown", "the component around this one is not here"],
  ];
  await got(page);
  await say(page, ...refuse);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.getAttribute("[data-l-token=I]", "data-l-failed"), null);
  // Using the inner one tries both.
  await page.click("button");
  const joins = [
    ["j", 1, "m", "O", 1],
    ["j", 2, "m", "I", 1],
  ];
  assert.deepEqual(await got(page), joins);
  await say(page, ...refuse);
  // When the outer one is there, so may be the inner one.
  await page.click("p");
  assert.deepEqual(await got(page), joins.slice(0, 1));
  await say(page, ["j", 1]);
  assert.deepEqual((await got(page)).map(([kind, id]) => [kind, id]), [["e", 1], ["j", 2]]);
  await say(page, ["j", 2]);
  await page.click("button");
  assert.deepEqual((await got(page)).map(([kind, id]) => [kind, id]), [["e", 2]]);
});

test("a message is not shown twice at once, and the newer takes the older's place", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  const shown = () => page.locator(".l-flash").allTextContents();
  await say(page, ["f", "info", "a"], ["f", "info", "b"], ["f", "info", "a"], ["f", "error", "a"]);
  assert.deepEqual(await shown(), ["b", "a", "a"]);
  await page.locator(".l-flash-info", { hasText: "a" }).click();
  assert.deepEqual(await shown(), ["b", "a"]);
});

test("a stale page is not loaded again while something is typed on it", async () => {
  const page = await live(input, inputHtml);
  await page.fill("input", "dear");
  await say(page, ["x", 1, 0, "expired_token", "too old"]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "refused");
  assert.equal(await page.inputValue("input"), "dear");
  assert.equal(await page.textContent("[role=alert] span"), "This page is out of date.");
  const renewed = page.waitForNavigation();
  await page.click("[data-l-retry]");
  await renewed;
});

test("selects, groups and flags follow the server, and the user where newer", async () => {
  const template = [
    "A",
    ['<select data-l-change="pick="><option value="a"', '>a</option><option value="b"', '>b</option></select><input type="checkbox" data-l-change="on="', "><details", "><summary>s</summary></details>"],
    ["1@selected", "2@selected", "3@checked", "4@open"],
    0,
  ];
  const html = '<select data-l-change="pick="><option value="a" selected>a</option><option value="b">b</option></select><input type="checkbox" data-l-change="on="><details><summary>s</summary></details>';
  const page = await live(template, html);
  await got(page);
  await page.selectOption("select", "b");
  await page.check("input");
  await page.click("summary");
  assert.deepEqual((await got(page)).map((event) => event[5]), [{ value: "b" }, { value: "on", checked: true }]);
  await say(page, ["p", 1, 1, [0, null, 1, true]]);
  await say(page, ["p", 1, 2, [2, true]]);
  const state = () => page.evaluate(() => [document.querySelector("select").value, document.querySelector("input").checked, document.querySelector("details").open]);
  assert.deepEqual(await state(), ["b", true, true]);
  await say(page, ["p", 1, 0, [0, true, 1, null, 2, null]]);
  assert.deepEqual(await state(), ["a", false, true]);
});

test("a patch that cannot be applied asks for everything", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  await got(page);
  await say(page, ["p", 1, 0, [0, { UNKNOWN: [] }]]);
  await page.waitForFunction(() => server.sockets.length > 1 && server.got.length > 0);
  assert.deepEqual(await got(page), [["j", 1, "m", "T", 0]]);
});

test("what the server has lost is said again, and what it knows better is taken", async () => {
  const page = await live(input, inputHtml);
  const rejoin = async (value) => {
    await page.evaluate(() => {
      server.got.length = 0;
      server.drop();
    });
    await page.waitForFunction(() => server.got.length > 0);
    await say(page, ["j", 1, { A: [value, value] }]);
    return (await got(page)).slice(1);
  };
  await page.fill("input", "typed");
  await say(page, ["p", 1, 1, [0, "typed", 1, "typed"]]);
  await page.evaluate(() => document.activeElement.blur());
  assert.deepEqual(await rejoin("older"), [["e", 1, 1, "name=", "input", { value: "typed" }]]);
  assert.equal(await page.inputValue("input"), "typed");
  // A token that comes before the answer does not know of it.
  await say(page, ["k", 1, "between"]);
  assert.deepEqual((await rejoin("older")).map((event) => event[2]), [1]);
  assert.equal(await page.inputValue("input"), "typed");
  await say(page, ["p", 1, 1, [0, "typed", 1, "typed"]], ["k", 1, "newer"]);
  assert.deepEqual(await rejoin("of another"), []);
  assert.equal(await page.inputValue("input"), "of another");
});

const pair = ["A", ["<input", ' data-l-input="name="><button data-l-click="save">Save</button><input', ' data-l-input="later=" data-l-debounce="60000">'], ["0@value", "2@value"], 0];
const pairHtml = '<input value="" data-l-input="name="><button data-l-click="save">Save</button><input value="" data-l-input="later=" data-l-debounce="60000">';

/** Drops the socket, has `act` done while there is none, and gives what is sent after a join whose answer is `values`. */
async function rejoinAfter(page, act, values) {
  await page.evaluate(() => {
    server.open = false;
    server.drop(1012, "0");
  });
  await act();
  await page.waitForFunction(() => server.sockets.length > 1);
  await page.evaluate(() => server.socket.accept());
  await got(page);
  await say(page, ["j", 1, { A: values }]);
  return (await got(page)).map(([, , number, handler, , payload]) => [number, handler, payload?.value]);
}

test("what the server has lost goes before what it may have heard, and both keep their numbers", async () => {
  const page = await live(pair, pairHtml);
  await page.fill("input", "typed");
  await say(page, ["p", 1, 1, [0, "typed"]]);
  await page.click("button");
  await page.fill("input", "more");
  const sent = await rejoinAfter(page, () => page.click("button"), ["", ""]);
  assert.deepEqual(sent, [[1, "name=", "typed"], [2, "save", ""], [3, "name=", "more"], [4, "save", ""]]);
});

test("what nobody heard of goes before what was never sent, which gets later numbers", async () => {
  const page = await live(pair, pairHtml);
  await page.click("button");
  await say(page, ["p", 1, 1]);
  const act = async () => {
    // As an extension that fills in without an event.
    await page.evaluate(() => (document.querySelector("input").value = "filled"));
    await page.click("button");
    await page.fill("input + button + input", "typed after it");
  };
  assert.deepEqual(await rejoinAfter(page, act, ["", ""]), [[2, "name=", "filled"], [3, "save", ""]]);
  await page.click("button");
  assert.deepEqual((await got(page)).map((event) => event[2]), [4, 5]);
  // The answer to the first says nothing of what was typed after the second.
  await say(page, ["p", 1, 2, [0, "filled", 1, "older"]], ["p", 1, 3, [1, "old"]]);
  assert.equal(await page.inputValue("input + button + input"), "typed after it");
  await say(page, ["p", 1, 4, [1, "newer"]]);
  assert.equal(await page.inputValue("input + button + input"), "newer");
});

test("what waits for its time is newer than every answer", async () => {
  const page = await live(pair, pairHtml);
  await page.fill("input + button + input", "waits");
  await page.fill("input", "typed");
  await say(page, ["p", 1, 1, [0, "typed", 1, "pushed"]]);
  assert.equal(await page.inputValue("input + button + input"), "waits");
  const sent = await rejoinAfter(page, () => page.click("button"), ["typed", ""]);
  assert.deepEqual(sent, [[2, "later=", "waits"], [3, "save", ""]]);
});

test("a component whose render takes another root is shown anew", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  await say(page, ["t", ["B", ["<b>", "</b>"], [""], 0]], ["p", 1, 0, { B: ["y"] }]);
  assert.equal(await page.innerHTML("[data-l-live]"), "<b>y</b>");
  await say(page, ["p", 1, 0, [0, "z"]]);
  assert.equal(await page.innerHTML("[data-l-live]"), "<b>z</b>");
});

/** From here on time goes by `page.clock` only. */
async function stopClock(page) {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(60_000);
}

const button = ["A", ['<button data-l-click="add">', "</button>"], [""], 0];
const buttonHtml = '<button data-l-click="add">0</button>';

test("an error answers its own event, not those before it", async () => {
  const page = await live(button, buttonHtml);
  for (let i = 0; i < 2; i++) await page.click("button");
  await say(page, ["x", 1, 2, "too_many", "slowly"]);
  assert.ok(await page.evaluate(() => document.querySelector(".l-loading")));
  await got(page);
  await page.evaluate(() => server.drop());
  await page.waitForFunction(() => server.got.length > 0);
  await say(page, ["j", 1]);
  assert.deepEqual((await got(page)).slice(1).map((event) => event[2]), [1]);
  await say(page, ["p", 1, 1]);
  assert.equal(await page.evaluate(() => document.querySelector(".l-loading")), null);
});

test("a blink shows nothing, a longer break a banner that counts down and can be told to try", async () => {
  const page = await live(button, buttonHtml);
  const banner = page.locator("[data-l-banner]");
  await stopClock(page);
  await page.evaluate(() => server.drop());
  await page.clock.runFor(1000);
  await say(page, ["j", 1]);
  assert.equal(await banner.count(), 0);
  await page.evaluate(() => {
    server.open = false;
    server.drop();
  });
  for (let i = 0; i < 6; i++) {
    await page.clock.runFor(20_000);
    await page.evaluate(() => server.drop());
  }
  await page.clock.runFor(600);
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  assert.equal(await banner.getAttribute("role"), "status");
  assert.match(await banner.textContent(), /The connection is lost\. Again in \d+ s\. Try now/);
  const before = await page.evaluate(() => server.sockets.length);
  await page.click("[data-l-retry]");
  assert.equal(await page.evaluate(() => server.sockets.length), before + 1);
  await page.evaluate(() => server.socket.accept());
  await say(page, ["j", 1]);
  assert.equal(await banner.count(), 0);
});

test("an application's own banner is shown instead, or none", async () => {
  const lose = async (page) => {
    await stopClock(page);
    await page.evaluate(() => {
      server.open = false;
      server.drop();
    });
    await page.clock.runFor(1600);
  };
  const page = await live(button, buttonHtml, "<p data-l-banner hidden>Lost.<b data-l-countdown></b></p>");
  await lose(page);
  assert.equal(await page.locator("[data-l-banner]").count(), 1);
  assert.ok(await page.isVisible("p[data-l-banner]"));
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.evaluate(() => server.socket.accept());
  await say(page, ["j", 1]);
  assert.equal(await page.isVisible("p[data-l-banner]"), false);
  const silent = await live(button, buttonHtml, '<i data-l-banner="off" hidden></i>');
  await lose(silent);
  assert.equal(await silent.locator("[data-l-retry]").count(), 0);
  assert.equal(await silent.isVisible("i"), false);
});

test("after a restart of the server it comes back within the time that the server gives", async () => {
  const page = await live(button, buttonHtml);
  await stopClock(page);
  await page.evaluate(() => {
    Math.random = () => 0.5;
    server.drop(1012, "4000");
  });
  await page.clock.runFor(2000);
  assert.equal(await page.evaluate(() => server.sockets.length), 1);
  await page.clock.runFor(200);
  assert.equal(await page.evaluate(() => server.sockets.length), 2);
});

test("whoever does something on the page does not wait for a turn after a restart", async () => {
  for (const act of [(page) => page.click("button"), (page) => page.keyboard.press("Tab")]) {
    const page = await live(button, buttonHtml);
    await stopClock(page);
    await page.evaluate(() => {
      server.open = false;
      Math.random = () => 0.9;
      server.drop(1012, "30000");
      // A script's own events are nobody's doing.
      document.querySelector("button").dispatchEvent(new Event("input", { bubbles: true }));
    });
    assert.equal(await page.evaluate(() => server.sockets.length), 1);
    await act(page);
    assert.equal(await page.evaluate(() => server.sockets.length), 2);
    // If nobody answers, the attempts are spaced as after any break.
    await page.evaluate(() => server.drop());
    await act(page);
    assert.equal(await page.evaluate(() => server.sockets.length), 2);
    await page.context().close();
  }
});

test("a page is live though a component left it before its join was answered", async () => {
  const page = await live(["A", ["<div>", "</div>"], [""], 0], "<div></div>");
  await say(page, ["p", 1, 0, [0, { "@": ["inner", "T2"] }]]);
  await page.waitForFunction(() => server.got.length > 1);
  await say(page, ["t", ["C", ["<i>", "</i>"], [""], 0]], ["j", 2, { C: ["hi"] }]);
  await page.evaluate(() => {
    server.got.length = 0;
    server.drop();
  });
  await page.waitForFunction(() => server.got.length > 1);
  // The state that the server goes on from has no inner component.
  await say(page, ["j", 1, { A: [""] }]);
  await page.waitForSelector('html[data-l-state="live"]');
  await page.waitForFunction(() => server.got.length > 2);
  assert.deepEqual((await got(page)).at(-1), ["l", 2]);
});

test("a component that cannot join is marked and says why, and the page is live", async () => {
  const page = await neighbors();
  await page.evaluate(() => {
    globalThis.told = [];
    document.addEventListener("loom:error", ({ detail, target }) => told.push(`${target.id} ${detail.code}`));
  });
  await page.evaluate(() => {
    server.got.length = 0;
    server.open = false;
    server.drop();
  });
  await page.click("#b1");
  await page.waitForFunction(() => server.sockets.length > 1);
  await page.evaluate(() => server.socket.accept());
  await say(page, ["x", 1, 0, "render_failed", "This cannot be shown."]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  await say(page, ["t", ["B", ['<button id="b2" data-l-click="add">', "</button>"], [""], 0]], ["j", 2, { B: ["0"] }]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), "render_failed");
  assert.equal(await page.textContent("[role=alert]"), "This cannot be shown.");
  assert.ok(await page.evaluate(() => !document.querySelector(".l-loading")), "nothing waits for an answer");
  await got(page);
  await page.click("#b2");
  assert.deepEqual(await eventsOf(page), [[2, 1, 1]]);
  assert.deepEqual(await page.evaluate(() => told), ["c1 render_failed"]);
  // The next connection may do better.
  await page.evaluate(() => (server.open = true));
  assert.deepEqual(await breakUnder(page), [[2, 1, 2]]);
  assert.equal(await page.getAttribute("#c1", "data-l-failed"), null);
});

/** Has the socket that is open now refuse the page, as a process of another version, and waits for the next one. */
async function refuseAsAnother(page) {
  const sockets = await page.evaluate(() => server.sockets.length);
  await say(page, ["v", "2"], ["x", 1, 0, "bad_token", "not valid here"]);
  await page.waitForFunction((count) => server.sockets.length > count && server.socket.readyState === 1, sockets);
}

/** Drops the socket of a page that is live, and counts what asks whether the page is there; `answers` are what they are told. */
async function comesToAnother(page, answers) {
  await page.evaluate((given) => {
    globalThis.asked = [];
    globalThis.fetch = async (address, { method }) => {
      asked.push(`${method} ${address}`);
      return { ok: given.length > 1 ? given.shift() : given[0] };
    };
    server.drop();
  }, answers);
  await page.waitForFunction(() => server.sockets.length > 1 && server.socket.readyState === 1);
}

test("a page that reaches a process of another version says so, and tries for one of its own", async () => {
  const page = await live(input, inputHtml, '<p data-l-version hidden>There is a new version.</p>');
  await page.evaluate(() => document.addEventListener("loom:version", ({ detail }) => (globalThis.version = detail.version)));
  await page.fill("input", "dear");
  await say(page, ["p", 1, 1]);
  await comesToAnother(page, [true]);
  const isShown = () => page.isVisible("[data-l-version]");
  assert.equal(await isShown(), false);
  await say(page, ["v", "2"]);
  assert.deepEqual([await page.evaluate(() => version), await isShown()], ["2", true]);
  for (let times = 0; times < 3; times++) await refuseAsAnother(page);
  assert.equal(await page.getAttribute("html", "data-l-state"), "reconnecting");
  await say(page, ["j", 1]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.inputValue("input"), "dear");
  assert.deepEqual([await page.evaluate(() => asked), await isShown()], [[], false]);
  // Another version that can take the page is as good.
  await page.evaluate(() => server.drop());
  await page.waitForFunction(() => server.socket.readyState === 1);
  await say(page, ["v", "2"], ["j", 1]);
  assert.deepEqual([await page.getAttribute("html", "data-l-state"), await isShown()], ["live", true]);
});

test("a page that no version takes is loaded again only when it is there for the version that answers", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  await page.evaluate(() => (globalThis.marked = true));
  await comesToAnother(page, [false, false, true]);
  for (let times = 0; times < 5; times++) await refuseAsAnother(page);
  await page.waitForFunction(() => asked.length === 2);
  assert.deepEqual(await page.evaluate(() => [marked, asked[0]]), [true, "HEAD http://loom.test/"]);
  const renewed = page.waitForNavigation();
  await say(page, ["v", "2"], ["x", 1, 0, "unknown_module", "there is no such component"]);
  await renewed;
});

test("a page that no version takes asks first where something was typed, and takes its own version if that comes back", async () => {
  const page = await live(input, inputHtml);
  await page.fill("input", "dear");
  await say(page, ["p", 1, 1]);
  await comesToAnother(page, [true]);
  for (let times = 0; times < 4; times++) await refuseAsAnother(page);
  await page.waitForSelector('html[data-l-state="refused"]');
  assert.equal(await page.textContent("[role=alert] span"), "This page is out of date.");
  await say(page, ["j", 1]);
  assert.equal(await page.getAttribute("html", "data-l-state"), "live");
  assert.equal(await page.inputValue("input"), "dear");
});

test("the version of the page stands in the address of its socket", async () => {
  const page = await live(["A", ["<p>", "</p>"], [""], 0], "<p>x</p>");
  const query = () => page.evaluate(() => new URL(server.socket.url).search.replace(/page=\d+/, "page=1"));
  assert.equal(await query(), "?page=1&socket=1");
  await page.evaluate(() => {
    document.querySelector("[data-l-ws]").dataset.lWs = "/ws?version=1.4.0";
    server.drop();
  });
  await page.waitForFunction(() => server.sockets.length > 1);
  assert.equal(await query(), "?version=1.4.0&page=1&socket=2");
});

test("a page that ends says that it has left, one that is put aside or frozen comes back", async () => {
  const page = await live(button, buttonHtml);
  const why = (event, type, persisted) =>
    page.evaluate(
      ([kind, name, kept]) => {
        const { socket } = server;
        if (kind === "page") dispatchEvent(new PageTransitionEvent(name, { persisted: kept }));
        else document.dispatchEvent(new Event(name));
        return socket.why;
      },
      [event, type, persisted],
    );
  const count = () => page.evaluate(() => server.sockets.length);
  assert.deepEqual(await why("page", "pagehide", true), []);
  await why("page", "pageshow", true);
  assert.equal(await count(), 2);
  await page.waitForFunction(() => server.socket.readyState === 1);
  assert.deepEqual(await why("document", "freeze"), []);
  assert.equal(await count(), 2);
  await why("document", "resume");
  assert.equal(await count(), 3);
  const [first, last] = await page.evaluate(() => [server.sockets[0].url, server.sockets[2].url]);
  assert.match(first, /\?page=\d+&socket=1$/);
  assert.equal(first.replace(/1$/, "3"), last);
  assert.deepEqual(await why("page", "pagehide", false), [1000, "left"]);
});
