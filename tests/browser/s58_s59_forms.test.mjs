// Scenario 58: parts of a form, at once and at 300 ms.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, suite, until } from "./harness.mjs";

const app = suite("scenarios");
const DELAYS = [0, 300];

/** The page of orders, with answers that take so long. */
async function orders(delay) {
  const page = await app.open("/orders");
  app.network.delay = delay;
  return page;
}

for (const delay of DELAYS) {
  test(`58: parts of a form are set by their paths, ${delay} ms`, async () => {
    const page = await orders(delay);
    await page.fill("#street", "Elm");
    await page.fill("#zip", "12x");
    await shows(page, "#zip-error", "Enter a whole number.");
    assert.equal(await page.inputValue("#zip"), "12x");
    assert.equal(await page.getAttribute("#zip", "aria-invalid"), "true");
    await page.fill("#zip", "12");
    await page.fill("#line20 .product", "rope");
    await shows(page, "#state", "Elm 12 10==10 20=rope=20 30==30");
    assert.equal(await page.textContent("#zip-error"), "");
  });

  test(`58: a row takes its own changes while rows go and come, ${delay} ms`, async () => {
    const page = await orders(delay);
    const release = app.network.hold();
    // All of it before the first answer: the server has other rows at these positions by then.
    await page.click("#line10 .remove");
    await page.fill("#line20 .amount", "99");
    await page.fill("#line10 .amount", "1");
    await page.fill("#line30 .product", "late");
    release();
    await shows(page, "#state", "0 20==99 30=late=30");
    await until(page, () => !document.querySelector("#line10"));
    await page.click("#add");
    await page.fill("#line101 .product", "new");
    await shows(page, "#state", "0 20==99 30=late=30 101=new=0");
  });

  test(`58: rows that move under the hands keep focus, caret and text, ${delay} ms`, async () => {
    const page = await orders(delay);
    await page.click("#turn");
    await page.focus("#line20 .product");
    await page.keyboard.type("silk");
    await page.keyboard.press("ArrowLeft");
    await shows(page, "#state", "0 30==30 20=silk=20 10==10");
    assert.deepEqual(
      await page.evaluate(() => [document.activeElement.closest("li").id, document.activeElement.value, document.activeElement.selectionStart]),
      ["line20", "silk", 3],
    );
  });

  test(`58: a number that is being typed is not written in another way, ${delay} ms`, async () => {
    const page = await orders(delay);
    const amount = page.locator("#line20 .amount");
    await amount.fill("");
    for (const typed of ["0", "02", "02.", "02.5", "02.50"]) {
      await amount.press(typed.at(-1));
      assert.equal(await amount.inputValue(), typed);
    }
    await shows(page, "#state", "0 10==10 20==2.5 30==30");
    assert.equal(await amount.inputValue(), "02.50");
    await page.click("#line20 .double");
    await shows(page, "#state", "0 10==10 20==5 30==30");
    await until(page, () => document.querySelector("#line20 .amount").value === "5");
  });

  test(`58: a lazy field is told once it is done, and its handler runs after that, ${delay} ms`, async () => {
    const page = await orders(delay);
    await page.focus("#title");
    await page.keyboard.type("Winter");
    // The answer to something else leaves what is being typed alone.
    await page.evaluate(() => document.querySelector("#add").click());
    await until(page, () => document.querySelector("#line101"));
    assert.deepEqual([await page.inputValue("#title"), await page.textContent("#titles")], ["Winter", ""]);
    await page.keyboard.type(" order");
    await page.keyboard.press("Tab");
    await shows(page, "#titles", "Winter order");
    assert.equal(await page.inputValue("#title"), "Winter order");
  });
}
