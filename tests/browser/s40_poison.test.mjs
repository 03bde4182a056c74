// An event, or a join, that ends the process: the page that sends it again does not end one process after the other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gather, isKept, isLive, shows, suite, UPGRADE } from "./harness.mjs";

const scenarios = suite("scenarios");

/** Starts a program again whenever it ends, as a supervisor does. */
class Supervisor {
  ends = 0;
  isStopped = false;
  #tell = () => {};

  watch(program) {
    program.process.once("exit", async () => {
      if (this.isStopped) return;
      this.ends++;
      this.#tell();
      await program.start();
      this.watch(program);
    });
  }

  /** Waits until it has ended so many times. */
  ended(times) {
    return new Promise((resolve) => {
      this.#tell = () => this.ends >= times && resolve();
      this.#tell();
    });
  }
}

test("an event whose handler ends the process ends two of them at most, and the rest of the page goes on", async (t) => {
  const supervisor = new Supervisor();
  supervisor.watch(scenarios.program);
  t.after(() => (supervisor.isStopped = true));
  const page = await scenarios.open("/poison", { cuts: true });
  await page.click("#add");
  await page.click("#press");
  await shows(page, "#count", 1);
  await shows(page, "#pressed", 1);
  await isKept(page, '"count":1');
  await isKept(page, '"pressed":1');
  const told = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener("loom:error", ({ target, detail }) => resolve([!!target.querySelector("#abort"), detail.code])),
      ),
  );
  // All of them are under way when the process ends.
  await page.evaluate(() => ["#abort", "#add", "#press"].forEach((button) => document.querySelector(button).click()));
  assert.deepEqual(await told, [true, "given_up"]);
  assert.match(await page.textContent(".l-flash-error"), /did not work/);
  await isLive(page);
  await page.waitForFunction(() => !document.querySelector(".l-loading"));
  assert.equal(supervisor.ends, 2);
  // Nothing that was done beside it is lost.
  await shows(page, "#count", 2);
  await shows(page, "#pressed", 2);
  await page.click("#add");
  await shows(page, "#count", 3);
  assert.equal(supervisor.ends, 2);
});

test("a join that ends the process ends two of them at most, and another where the visitor wants that", async (t) => {
  const supervisor = new Supervisor();
  supervisor.watch(scenarios.program);
  t.after(() => (supervisor.isStopped = true));
  const page = await scenarios.open("/poisoned", { cuts: true, live: false });
  await page.waitForSelector('html[data-l-state="refused"]');
  assert.match(await page.textContent("[data-l-banner]"), /could not be connected.*Try now/);
  assert.equal(supervisor.ends, 2);
  // Neither the network nor a look at the page tries again.
  const sockets = gather(scenarios.network, UPGRADE);
  await page.evaluate(() => [new Event("online"), new Event("visibilitychange")].forEach((event) => dispatchEvent(event)));
  await page.click("[data-l-retry]");
  await supervisor.ended(3);
  assert.equal(sockets.length, 1);
});
