// A page that a browser's translator works on: it replaces each text, also those that patches bring, and all stays right.

import assert from "node:assert/strict";
import { test } from "node:test";
import { install, WAYS } from "../../loom/client/test/translator.mjs";
import { only } from "./engines.mjs";
import { isLive, suite, until } from "./harness.mjs";

const scenarios = suite("scenarios");

/** The page's texts, by id. */
function texts(count) {
  const parity = count % 2 ? "odd" : `even`;
  const newest = [count, count - 1, count - 2].filter((n) => n >= 0);
  return {
    more: `More than ${count}`,
    slowly: `Slowly ${count}`,
    count: String(count),
    sentence: `There are ${count} things, ${parity}${count % 2 ? "" : ` ${count}`}.`,
    branch: parity,
    match: [`none ${count} over`, "one over", `two over ${count}`][count % 3],
    inline: `Hello ${count} and more`,
    rows: newest.map((row) => `Row ${row} of ${count}`).join(""),
    texts: newest.map((text) => `${text}, `).join(""),
  };
}

/** Waits until all texts are those of `count`, and are translated; then nothing else is left. */
async function stands(page, count) {
  const wanted = texts(count);
  await until(page, (wanted) => translator.read(document.querySelector("#count")).textContent === wanted.count, wanted);
  await until(page, () => !translator.missed(document.querySelector("main")).length);
  const seen = await page.evaluate(
    (ids) => Object.fromEntries(ids.map((id) => [id, translator.read(document.getElementById(id)).textContent])),
    Object.keys(wanted),
  );
  assert.deepEqual(seen, wanted);
}

for (const way of WAYS) {
  test(`a translated page shows what the server says, patch after patch (${way})`, async () => {
    const page = await scenarios.open("/translated");
    await page.evaluate(install);
    await page.evaluate((way) => translator.start(way), way);
    await stands(page, 0);
    for (let count = 1; count <= 8; count++) {
      await page.click(count % 4 ? "#more" : "#slowly");
      await stands(page, count);
    }
    await page.fill("#name", "Grace");
    await until(page, () => translator.read(document.querySelector("#greeting")).textContent === "Hello Grace!");
    assert.equal(await page.inputValue("#name"), "Grace");
  });

  test(`a translated page goes on after a break (${way})`, async () => {
    const page = await scenarios.open("/translated", { cuts: true });
    await page.evaluate(install);
    await page.evaluate((way) => translator.start(way), way);
    await page.click("#more");
    await stands(page, 1);
    scenarios.network.cut();
    await page.waitForSelector('html[data-l-state="reconnecting"]');
    await page.click("#more");
    scenarios.network.mend();
    await isLive(page);
    await stands(page, 2);
    await page.click("#more");
    await stands(page, 3);
  });

  test(`a page that is translated while it loads shows what the server says (${way})`, only(["chromium", "firefox"], "its driver changes no page before it is loaded"), async () => {
    const page = await scenarios.open("/translated", {
      before: async (page) => {
        await page.addInitScript(install);
        await page.addInitScript((way) => translator.start(way), way);
      },
    });
    await stands(page, 0);
    for (let count = 1; count <= 4; count++) {
      await page.click("#more");
      await stands(page, count);
    }
  });
}
