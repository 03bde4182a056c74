// The client beside a mock of the server: what the visitor types and chooses, beside what the server says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { browser, got, input, inputHtml, live, say, script } from "./mocked.mjs";

test("five clicks before an answer are five events", async () => {
  const page = await live(["A", ['<button data-l-click="add">', "</button>"], [""], 0], '<button data-l-click="add">0</button>');
  await got(page);
  for (let i = 0; i < 5; i++) await page.click("button[data-l-click]");
  const events = await got(page);
  assert.deepEqual(events.map((event) => event.slice(0, 5)), [1, 2, 3, 4, 5].map((n) => ["e", 1, n, "add", "click"]));
  assert.ok(await page.evaluate(() => document.querySelector("button").matches('.l-loading[aria-busy="true"]')));
  for (let n = 1; n <= 5; n++) await say(page, ["p", 1, n, [0, n]]);
  assert.equal(await page.innerHTML("[data-l-live]"), '<button data-l-click="add" class="">5</button>');
});

test("typed text is never overwritten by an older value, and the newest answer counts", async () => {
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

test("a value that cannot be used is reported at the field", async () => {
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

test("a control is described by its error while it has one, besides what the page says of it", async () => {
  const template = ["A", ['<input aria-invalid="false" aria-describedby="hint" data-l-input="name="><p data-l-error-of="name"></p><p data-l-error-of="other"></p>'], [], 0];
  const page = await live(template, template[1][0]);
  const said = () =>
    page.evaluate(() => {
      const control = document.querySelector("input");
      const [hint, ...more] = control.getAttribute("aria-describedby").split(" ");
      return [control.ariaInvalid, hint, ...more.map((id) => document.getElementById(id).dataset.lErrorOf)];
    });
  assert.deepEqual(await said(), ["false", "hint"]);
  await say(page, ["b", 1, "name", "too short"]);
  await say(page, ["b", 1, "name", "much too short"]);
  assert.deepEqual(await said(), ["true", "hint", "name"]);
  await say(page, ["b", 1, "name", null]);
  assert.deepEqual(await said(), ["false", "hint"]);
});

test("a field with `l-clear` is empty once its form is sent, and gets back what the server does not take", async () => {
  const template = ["A", ['<form data-l-submit="say"><input l-clear', ' data-l-input="draft="></form>'], ["1@value"], 0];
  const page = await live(template, '<form data-l-submit="say"><input l-clear value="" data-l-input="draft="></form>');
  await got(page);
  const send = async (text) => {
    await page.click("input");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    assert.equal(await page.inputValue("input"), "");
    return (await got(page)).at(-1)[2];
  };
  let sent = await send("hello");
  await page.keyboard.type("w");
  await say(page, ["p", 1, sent - 1, [0, "hello"]], ["p", 1, sent, [0, ""]]);
  assert.equal(await page.inputValue("input"), "w");
  assert.deepEqual((await got(page)).at(-1).slice(2), [sent + 1, "draft=", "input", { value: "w" }]);
  await say(page, ["p", 1, sent + 1, [0, "w"]]);
  // The handler keeps the text.
  sent = await send("o");
  await say(page, ["p", 1, sent - 1, [0, "wo"]], ["p", 1, sent]);
  assert.equal(await page.inputValue("input"), "wo");
  // The handler fails.
  sent = await send("w");
  await say(page, ["p", 1, sent - 1, [0, "wow"]], ["x", 1, sent, "event_failed", "no luck"]);
  assert.equal(await page.inputValue("input"), "wow");
});

test("an element that the server does not open is closed again, and only the visitor's doing is sent", async () => {
  const template = ["A", ["<details", ' data-l-toggle="t"><summary>s</summary>x</details><video', ' data-l-volumechange="v"></video>', ""], ["0@open", "2@muted", ""], 0];
  const page = await live(template, '<details data-l-toggle="t"><summary>s</summary>x</details><video data-l-volumechange="v"></video> ');
  await got(page);
  const sent = async () => (await got(page)).map(([, , number, handler]) => [number, handler]);
  await page.click("summary");
  await page.waitForFunction(() => server.got.length > 0);
  assert.deepEqual(await sent(), [[1, "t"]]);
  await say(page, ["p", 1, 1]);
  await page.waitForFunction(() => !document.querySelector("details").open);
  await say(page, ["t", ["B", ['<details open data-l-toggle="u"><summary>b</summary></details>'], [], 0]], ["p", 1, 0, [1, true, 2, { B: [] }]]);
  assert.ok(await page.evaluate(() => document.querySelector("video").muted));
  // The browser tells of these one after the other.
  await page.click("details:last-of-type summary");
  await page.waitForFunction(() => server.got.length > 0);
  assert.deepEqual(await sent(), [[2, "u"]]);
});

test("text typed before the script ran is sent", async () => {
  const page = await open(browser, "", `<!DOCTYPE html><body><div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0">${inputHtml}</div>
    <script type="application/json" data-l-templates>${JSON.stringify([input])}</script></body>`);
  await page.fill("input", "early");
  await page.addScriptTag({ content: script });
  await page.waitForFunction(() => server.got.length > 0);
  await say(page, ["j", 1]);
  assert.deepEqual((await got(page)).at(-1), ["e", 1, 1, "name=", "input", { value: "early" }]);
});

test("text that was typed before the script ran, or that the browser kept, is said of a field that is only shown too", async () => {
  const shown = ["A", ["<input", ' data-l-input="note"><input', ' id="silent">'], ["0@value", "1@value"], 0];
  const html = '<input value="" data-l-input="note"><input value="" id="silent">';
  const page = await open(browser, "", `<!DOCTYPE html><body><div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0">${html}</div>
    <script type="application/json" data-l-templates>${JSON.stringify([shown])}</script></body>`);
  await page.fill("input", "early");
  await page.fill("#silent", "nobody listens");
  await page.addScriptTag({ content: script });
  await page.waitForFunction(() => server.got.length > 0);
  await got(page);
  await say(page, ["j", 1]);
  assert.deepEqual(await got(page), [["e", 1, 1, "note", "input", { value: "early" }]]);
});

test("the key that ends a composition belongs to the input method", async () => {
  const html = '<input data-l-keydown.enter="send">';
  const page = await live(["A", [html], [], 0], html);
  await got(page);
  const press = (keyCode) =>
    page.evaluate((code) => {
      const event = new KeyboardEvent("keydown", { key: "Enter", keyCode: code, bubbles: true });
      document.querySelector("input").dispatchEvent(event);
    }, keyCode);
  await press(229);
  await press(13);
  assert.deepEqual((await got(page)).map((event) => event[2]), [1]);
});

test("text that waits for a pause in typing is sent when the browser says that the page may go", async () => {
  const html = '<input data-l-input="note" data-l-debounce="60000">';
  const page = await live(["A", [html], [], 0], html);
  await got(page);
  await page.fill("input", "last");
  assert.deepEqual(await got(page), []);
  await page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.deepEqual((await got(page)).map((event) => event[5].value), ["last"]);
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
    '<button id="stop" data-l-click="inner" data-l-stop="true">x</button><button id="once" data-l-click="first" data-l-once="true">y</button>' +
    '<p data-l-click="self" data-l-self="true"><i>z</i></p>' +
    '<form data-l-click="pressed" data-l-keydown.x="kept" data-l-prevent="true"><input id="kept"></form></div>';
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
  await page.focus("#kept");
  await page.keyboard.press("x");
  assert.equal(await page.inputValue("#kept"), "x", "it is prevented without a filter only");
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
    "kept",
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
