// Scenario 45: the page, the address and the state agree, whichever way the page came to where it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isKept, isLive, shows, suite, until } from "./harness.mjs";

const app = suite();

/** Waits until the address, the page and the state on the server are these. */
async function agree(page, query, { number, filter = "", status = null }) {
  await until(page, (wanted) => location.pathname + location.search === wanted, `/orders${query}`).catch(() =>
    assert.equal(new URL(page.url()).search, query),
  );
  await shows(page, ".demo .page", number);
  await until(page, (wanted) => document.querySelector(".demo input").value === wanted, filter);
  await until(page, (wanted) => (document.querySelector(".demo [aria-pressed=true]")?.textContent ?? null) === wanted, status);
  // A token is made of the state.
  await isKept(page, JSON.stringify({ filter, status, sort: "Newest", page: number }).slice(1, -1));
}

const load = () => performance.getEntriesByType("navigation").length + performance.timeOrigin;

for (const delay of [0, 300]) {
  test(`45: by a shared link, by typing, by links, back, forward, and by events, the page, its address and its state agree: ${delay} ms`, async () => {
    app.network.delay = delay / 2;
    // A shared link.
    const page = await app.open("/orders?p=2&filter=ada");
    await agree(page, "?p=2&filter=ada", { number: 2, filter: "ada" });
    const first = await page.evaluate(load);
    // A link of the page.
    await page.click(".demo [rel=next]");
    await agree(page, "?filter=ada&p=3", { number: 3, filter: "ada" });
    // An event that makes an entry, and one that makes none.
    await page.locator(".demo button", { hasText: "Shipped" }).first().click();
    await agree(page, "?filter=ada&status=shipped", { number: 1, filter: "ada", status: "Shipped" });
    await page.fill(".demo input", "ada l");
    await agree(page, "?status=shipped&filter=ada+l", { number: 1, filter: "ada l", status: "Shipped" });
    // Back, and back again at once, and forward.
    await page.goBack();
    await agree(page, "?filter=ada&p=3", { number: 3, filter: "ada" });
    await page.goBack();
    await agree(page, "?p=2&filter=ada", { number: 2, filter: "ada" });
    await page.evaluate(() => {
      history.forward();
    });
    await agree(page, "?filter=ada&p=3", { number: 3, filter: "ada" });
    await page.evaluate(() => {
      history.back();
      history.forward();
      history.forward();
    });
    await agree(page, "?status=shipped&filter=ada+l", { number: 1, filter: "ada l", status: "Shipped" });
    // An event and a link at once: the link is what the visitor did last.
    await page.evaluate(() => {
      document.querySelector(".demo [aria-pressed=true]").click();
      document.querySelector(".demo nav a:last-child").click();
    });
    await agree(page, "", { number: 1 });
    assert.equal(await page.evaluate(load), first, "nothing of this has loaded the page again");

    // Addresses that are typed, and what cannot be a page.
    for (const [typed, query, number] of [
      ["?p=two&filter=ada", "?filter=ada", 1],
      ["?p=-1", "", 1],
      ["?p=99999999999999999999", "", 1],
      ["?p=0", "", 1],
      ["?p=4000000000", "?p=4167", 4167],
      ["?p=3&p=4", "?p=3", 3],
      ["?p=1&utm=x", "?utm=x", 1],
    ]) {
      await page.goto(`${app.network.url}/orders${typed}`);
      await isLive(page);
      await agree(page, query, { number, filter: query.includes("ada") ? "ada" : "" });
    }
    // Names that are nobody's stay.
    await page.locator(".demo button", { hasText: "Woven" }).first().click();
    await agree(page, "?utm=x&status=woven", { number: 1, status: "Woven" });
    await page.reload();
    await isLive(page);
    await page.goBack();
    await agree(page, "?utm=x", { number: 1 });
  });

  test(`45: after a break the page, its address and its state agree: ${delay} ms`, async () => {
    app.network.delay = delay / 2;
    const page = await app.open("/orders", { cuts: true });
    await page.click(".demo [rel=next]");
    await agree(page, "?p=2", { number: 2 });
    // The answer is lost, and with it that the address has changed.
    const heard = app.network.swallowDown();
    await page.locator(".demo button", { hasText: "Returned" }).first().click();
    await heard(1);
    app.network.breakOff();
    await agree(page, "?status=returned", { number: 1, status: "Returned" });
    await page.goBack();
    await agree(page, "?p=2", { number: 2 });
    // Back while there is no connection.
    app.network.cut();
    await page.goBack();
    app.network.mend();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await agree(page, "", { number: 1 });
    // The server is another one: what it knows is the page's token.
    await page.locator(".demo button", { hasText: "Open" }).first().click();
    await agree(page, "?status=open", { number: 1, status: "Open" });
    await app.program.stop("SIGKILL");
    await app.program.start();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.click(".demo [rel=next]");
    await agree(page, "?status=open&p=2", { number: 2, status: "Open" });
    await page.goBack();
    await agree(page, "?status=open", { number: 1, status: "Open" });
  });
}

test("45: without the script, the links and the form are those of any page", async () => {
  const page = await app.open("/orders?p=2", { javaScriptEnabled: false, live: false });
  // Not every driver waits for the page to which a click leads, and that of Firefox cannot learn without scripts that a link stands still.
  const follow = (link) => link.click({ force: true });
  await follow(page.locator(".demo [rel=next]"));
  await page.waitForURL(/\?p=3$/);
  await page.locator(".demo .page", { hasText: "3" }).waitFor();
  await page.fill(".demo input", "otti");
  await page.press(".demo input", "Enter");
  await page.waitForURL(/\?filter=otti$/);
  await follow(page.locator(".demo a", { hasText: "All orders" }).first());
  await page.waitForURL(/\/orders\?$/);
});

test("45: a page that was kept is shown for the entry that the visitor goes to", async () => {
  const page = await app.open("/orders?p=2");
  await page.click(".demo [rel=next]");
  await agree(page, "?p=3", { number: 3 });
  const first = await page.evaluate(load);
  await page.evaluate(() => document.querySelector('a[href="/table"]').click());
  await until(page, () => location.pathname === "/table" && document.querySelector(".demo [role=status]")?.textContent.includes("1000 rows"));
  // Back by two entries: the page was left at the later one.
  await page.evaluate(() => history.go(-2));
  await agree(page, "?p=2", { number: 2 });
  await page.goForward();
  await agree(page, "?p=3", { number: 3 });
  await page.goForward();
  await until(page, () => location.pathname === "/table");
  // A link from another page names the fields.
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/orders?filter=otti&p=2";
    document.querySelector("main").append(link);
    link.click();
  });
  await agree(page, "?filter=otti&p=2", { number: 2, filter: "otti" });
  assert.equal(await page.evaluate(load), first, "nothing of this has loaded the page again");
});
