// Scenario 55, in the gallery: a map, an editor and a calendar of libraries from npm, over patches of what is around them, a break, and a way to another page
// and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, suite, until } from "./harness.mjs";

const gallery = suite();

/** How many instances of each library stand in the page. */
const instances = (page) =>
  page.evaluate(() => [".leaflet-map-pane", ".editor-text", "calendar-date"].map((one) => document.querySelectorAll(one).length).join());

const note = (page) => page.evaluate(() => document.querySelector(".editor-text").innerHTML.replace(/<br>/g, "").replaceAll("&nbsp;", " "));
const chosen = (page) => page.evaluate(() => document.querySelector(".map-mill.chosen")?.title);
const isChosen = (page, mill) => until(page, (mill) => document.querySelector(".map-mill.chosen")?.title === mill, mill);
const day = (page) => page.evaluate(() => document.querySelector("calendar-date").value);

/** Picks a day of the month that is shown. */
const pick = (page, day) => page.locator("calendar-month").getByRole("button", { name: new RegExp(`^${day}\\b|\\b${day} `) }).first().click();

async function open(options) {
  const page = await gallery.open("/delivery", options);
  await until(page, () => document.querySelectorAll(".map-mill").length === 6 && document.querySelector(".editor-text p") && document.querySelector("calendar-date"));
  return page;
}

test("55: a map, an editor and a calendar say what the visitor does, and hear what the server says", async () => {
  const page = await open();
  assert.equal(await instances(page), "1,1,1");
  assert.equal(await note(page), "<p>Please <b>roll</b> the bolts.</p>");
  // From the map to the server, and from the server to the map.
  await page.locator('.map-mill[title="Libeco, Meulebeke"]').click({ force: true });
  await isChosen(page, "Libeco, Meulebeke");
  await until(page, () => document.querySelector('.delivery .row .button[aria-pressed="true"]')?.textContent === "Libeco, Meulebeke");
  await page.locator(".delivery .row button", { hasText: "Harris, Stornoway" }).click();
  await isChosen(page, "Harris, Stornoway");
  await until(page, () => {
    const [map, mill] = [".map", ".map-mill.chosen"].map((one) => document.querySelector(one).getBoundingClientRect());
    return Math.abs(mill.x - map.x - map.width / 2) < 20 && Math.abs(mill.y - map.y - map.height / 2) < 20;
  });
  // The server gets the text, and puts one where the visitor writes.
  await page.locator(".editor-text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Soon, ");
  await until(page, () => document.querySelector("#has").textContent.startsWith("<p>Please <b>roll</b> the bolts. Soon,"));
  await page.getByRole("button", { name: "Insert the mill's name" }).click();
  await until(page, () => document.querySelector("#has").textContent.replaceAll("&nbsp;", " ").includes("Soon, Harris, Stornoway"));
  assert.match(await note(page), /Soon, Harris, Stornoway/);
  // A day that the server does not take is taken back.
  await pick(page, 6);
  await until(page, () => document.querySelector(".delivery strong")?.textContent === "2027-03-06");
  await pick(page, 7);
  await until(page, () => document.querySelector("calendar-date").value === "2027-03-06" && document.body.textContent.includes("Nobody delivers on a Sunday"));
});

test("55: they are the same over a break and patches around them, and one each after another page", async () => {
  const page = await open({ cuts: true });
  await page.evaluate(() => {
    for (const one of [".leaflet-map-pane", ".editor-text", "calendar-date"]) document.querySelector(one).kept = true;
  });
  const areKept = () => page.evaluate(() => [".leaflet-map-pane", ".editor-text", "calendar-date"].every((one) => document.querySelector(one).kept));
  gallery.network.breakOff();
  await page.locator(".delivery .row button", { hasText: "Albini, Bergamo" }).click();
  await isChosen(page, "Albini, Bergamo");
  await pick(page, 5);
  await until(page, () => document.querySelector(".delivery strong")?.textContent === "2027-03-05");
  assert.deepEqual([await instances(page), await areKept()], ["1,1,1", true]);

  await page.locator('nav.pager a[rel="prev"]').click();
  await shows(page, "h1", "Things that move");
  assert.equal(await instances(page), "0,0,0");
  await page.goBack();
  await until(page, () => document.querySelectorAll(".map-mill").length === 6 && document.querySelector(".editor-text p") && document.querySelector("calendar-date"));
  assert.equal(await instances(page), "1,1,1");
  assert.deepEqual([await chosen(page), await day(page), await note(page)], ["Albini, Bergamo", "2027-03-05", "<p>Please <b>roll</b> the bolts.</p>"]);
  await page.locator(".delivery .row button", { hasText: "Klippan, Klippan" }).click();
  await isChosen(page, "Klippan, Klippan");
});
