// Scenarios 12 to 14: what forms send, and when.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");

/** The data that the browser itself would submit, as the page writes it. */
const native = (page, submitter) =>
  page.evaluate((id) => {
    const form = document.querySelector("#form");
    const data = new FormData(form, document.querySelector(id));
    return [...data].map(([name, value]) => `${name}=${JSON.stringify((value.name ?? value).replace(/\n/g, "\r\n"))}`).join("&");
  }, submitter);

test("12: every kind of control reaches the server as the browser would submit it", async () => {
  const page = await app.open("/controls");
  const before = await native(page, "#first");
  await page.click("#first");
  await shows(page, "#sent", before);
  for (const part of ['check="on"', 'radio="2"', 'multi="x"&multi="z"', 'legend="counts"', 'linked="from outside"', 'do="first"', 'file=""']) {
    assert.ok(before.includes(part), part);
  }
  assert.ok(!/disabled|unchecked/.test(before));
  await page.check('[name="unchecked"]');
  await page.check('[name="radio"][value="1"]');
  await page.selectOption('[name="multi"]', ["y"]);
  await page.fill('[name="date"]', "2027-01-31");
  await page.fill('[name="lines"]', "three\nfour");
  await page.fill('[name="range"]', "9");
  await page.setInputFiles('[name="file"]', { name: "a file.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await until(page, () => !document.querySelector("#second").disabled);
  const changed = await native(page, "#second");
  await page.click("#second");
  await shows(page, "#sent", changed);
  assert.match(await page.textContent("#sent"), /file="a file.txt".*lines="three\\r\\nfour".*do="second"/);
  // The user's own values stay.
  assert.equal(await page.inputValue('[name="lines"]'), "three\nfour");
});

test("13: Enter submits with the first button, and buttons are disabled only while it is under way", async () => {
  const page = await app.open("/controls");
  await page.focus('[name="text"]');
  // Noted in the page, where no answer can come in between.
  await page.evaluate(() => {
    const at = (selector) => document.querySelector(selector);
    at("#form").addEventListener("submit", () =>
      queueMicrotask(() => {
        const isBusy = at("#form").matches('.l-loading[aria-busy="true"]');
        globalThis.noted ??= [at("#first").disabled, at("#second").disabled, at("#plain").disabled, isBusy, at("#first").textContent];
      }),
    );
  });
  const release = app.network.hold();
  await page.keyboard.press("Enter");
  await until(page, () => globalThis.noted);
  assert.deepEqual(await page.evaluate(() => noted), [true, true, false, true, "Saving"]);
  await page.keyboard.press("Enter");
  release();
  await shows(page, "#submits", 1);
  await until(page, () => !document.querySelector("#first").disabled);
  assert.equal(await page.textContent("#first"), "Save");
  assert.match(await page.textContent("#sent"), /do="first"/);
  assert.equal(await page.evaluate(() => document.activeElement.name), "text");
  await page.click("#second");
  await shows(page, "#submits", 2);
  await until(page, () => !document.querySelector("#second").disabled);
  assert.equal(await page.evaluate(() => document.activeElement.id), "second");
});

test("14: debounced inputs do not delay each other, and a submit sends what waits", async () => {
  const page = await app.open("/timing");
  // In one go: between two commands of a driver a busy machine may let more time pass than the first field waits.
  await page.evaluate(() => {
    for (const [id, text] of [["one", "slow"], ["two", "quick"]]) {
      const field = document.getElementById(id);
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  await shows(page, "#heard", "two quick");
  await shows(page, "#heard", "two quick, one slow");
  await page.fill("#one", "flushed");
  await page.press("#one", "Enter");
  await shows(page, "#heard", "two quick, one slow, one flushed, save");
});

test("14: a debounced input that disappears sends nothing", async () => {
  const page = await app.open("/timing");
  await page.fill("#one", "never");
  await page.dispatchEvent("#remove", "mousedown");
  await until(page, () => !document.querySelector("#one"));
  // Another event takes longer than what waited would have.
  await page.waitForTimeout(800);
  await page.fill("#two", "later");
  await shows(page, "#heard", "two later");
});

test("the guide's form: what blocks a submit, an error of the application's own, and a question without a script", async () => {
  const page = await app.open("/transfer");
  const [to, amount, forget] = ["form input", "[type=number]", "[commandfor]"];
  await page.fill(amount, "99999999999");
  await until(page, () => document.querySelector("[data-l-error-of]").textContent);
  assert.equal(await page.evaluate(() => document.querySelector("form").checkValidity()), false);
  await page.fill(to, "Al");
  await page.click("form >> text=Send");
  await page.fill(amount, "3");
  await until(page, () => document.querySelector("form").checkValidity());
  assert.equal(await page.textContent("#to-error"), "", "the first submit was blocked");
  await page.click("form >> text=Send");
  await shows(page, "#to-error", "Give a name of three letters or more.");
  await page.fill(to, "Ada");
  await page.click("form >> text=Send");
  await page.waitForSelector('.l-flash:has-text("3 sent to Ada.")');
  await shows(page, forget, "Forget 1 ...");

  await page.click(forget);
  await page.click("dialog >> text=Keep");
  await until(page, () => !document.querySelector("dialog").open);
  assert.equal(await page.textContent(forget), "Forget 1 ...");
  await page.click(forget);
  await page.click("dialog >> text=/^Forget$/");
  await shows(page, forget, "Forget 0 ...");
  assert.equal(await page.evaluate(() => document.querySelector("dialog").open), false);
});

test("messages, titles and redirects", async () => {
  const page = await app.open("/leaving");
  await page.click("#say");
  await page.waitForSelector('.l-flash:has-text("said")');
  await until(page, () => document.title === "Said 1");
  await page.click("#go");
  await page.waitForURL("**/rows");
  await page.waitForSelector('.l-flash:has-text("kept for you")');
});
