// Scenarios 5 and 6: the server is killed before a token knows what bound fields hold. They hold it again before anything is done with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isKept, isLive, shows, suite, until } from "./harness.mjs";

const scenarios = suite("scenarios");

const isAnswered = (page) => until(page, () => !document.querySelector(".l-loading"));

const knows = (page, part) =>
  page.evaluate((text) => {
    const state = document.querySelector("[data-l-token]").dataset.lToken.split(".")[1];
    return atob(state.replace(/-/g, "+").replace(/_/g, "/")).includes(text);
  }, part);

/** A page whose server was killed after `act`, before a token came that knows of `part`. */
async function killed(act, part, path = "/tickets") {
  for (;;) {
    const page = await scenarios.open(path, { cuts: true });
    await act(page);
    await scenarios.program.stop("SIGKILL");
    await page.waitForSelector('html[data-l-state="reconnecting"]');
    if (!(await knows(page, part))) return page;
    // Tokens come at least a second apart, but the machine may be slow.
    await scenarios.program.start();
  }
}

async function restart(page) {
  await scenarios.program.start();
  await isLive(page);
  await isAnswered(page);
}

async function chooseUrgent(page) {
  await page.fill("#title", "known");
  await isKept(page, '"known"');
  await page.selectOption("#priority", "urgent");
  await shows(page, "#chosen", "known urgent");
}

test("5: a submit while the server is down takes what the fields held", async () => {
  const page = await killed(chooseUrgent, "Urgent");
  await page.click("#add");
  await restart(page);
  await shows(page, "#added", "known urgent");
  await shows(page, "#chosen", "normal");
  assert.equal(await page.inputValue("#priority"), "normal");
  assert.equal(await page.inputValue("#title"), "");
});

test("5: each of several events while the server is down takes what the fields held then", async () => {
  const page = await killed(chooseUrgent, "Urgent");
  await page.click("#copy");
  await page.fill("#title", "later");
  await page.selectOption("#priority", "normal");
  await page.click("#add");
  await restart(page);
  await shows(page, "#added", "copy of known urgent, later normal");
  await shows(page, "#chosen", "normal");
});

test("5: an event that the server had, and did not answer, takes what the fields held", async () => {
  const page = await killed(async (page) => {
    await chooseUrgent(page);
    // Its answer takes two seconds.
    await page.click("#copy");
    await page.fill("#title", "later");
  }, "Urgent");
  await page.click("#add");
  await restart(page);
  await shows(page, "#added", "copy of known urgent, later urgent");
});

test("5: what the server made of a field is not undone by what was chosen before", async () => {
  const page = await killed(async (page) => {
    await chooseUrgent(page);
    await page.click("#add");
    await shows(page, "#added", "known urgent");
  }, "known urgent");
  await page.click("#copy");
  await restart(page);
  // The token knew the title, and nothing of what came after.
  await shows(page, "#added", "copy of known normal");
  assert.equal(await page.inputValue("#priority"), "normal");
});

test("6: what is typed into a debounced field outlives SIGKILL, also when another field is touched at once", async () => {
  const page = await killed(async (page) => {
    await page.fill("#filter", "debounced");
    await page.fill("#title", "at once");
    // This token is newer than what was typed first, and does not know it.
    await isKept(page, '"at once"');
    await shows(page, "#filtered", "debounced");
  }, "debounced");
  await restart(page);
  await shows(page, "#filtered", "debounced");
  assert.equal(await page.inputValue("#filter"), "debounced");
  await shows(page, "#chosen", "at once normal");
});

/** Fills what stands in the survey, after a token that knows nothing of it. */
async function answer(page, act) {
  await page.click("#next");
  await isKept(page, '"rounds":1');
  await act(page);
}

/** The three controls of a form, once the server has told what it made of them. */
async function fill(page, form, told) {
  await page.fill(`#${form} [name=name]`, "Grace");
  await page.selectOption(`#${form} [name=color]`, "blue");
  await page.check(`#${form} [name=agree]`);
  await shows(page, `#told-${form}`, told);
}

const held = (page, form) =>
  page.evaluate(
    (form) => [...new FormData(document.getElementById(form)).values()].join(" "),
    form,
  );

for (const form of ["plain", "shown"]) {
  test(`6: what was put into the controls of a form that hears of them outlives SIGKILL (${form})`, async () => {
    const page = await killed((page) => answer(page, (page) => fill(page, form, "Grace blue yes")), "Grace", "/survey");
    await restart(page);
    await shows(page, `#told-${form}`, "Grace blue yes");
    assert.equal((await held(page, form)).trim(), "Grace blue on");
    // And it is there for what is done next.
    await page.click("#next");
    await shows(page, `#told-${form}`, "Grace blue yes");
  });
}

test("6: a control that names its form is heard by it, and outlives SIGKILL", async () => {
  const act = async (page) => {
    await page.fill("[name=note]", "linked");
    await shows(page, "#told-plain", " red no linked".trim());
  };
  const page = await killed((page) => answer(page, act), "linked", "/survey");
  await restart(page);
  await shows(page, "#told-plain", "red no linked");
  assert.equal(await page.inputValue("[name=note]"), "linked");
});

test("6: what a fieldset hears of, and controls that are not bound, outlive SIGKILL", async () => {
  const act = async (page) => {
    await page.fill("#alone", "shown");
    await page.fill("#twice", "changed");
    await page.fill("[name=around]", "inside");
    await shows(page, "#told-around", "inside");
    await shows(page, "#told-twice", "changed changed");
    await shows(page, "#told-alone", "shown");
  };
  const page = await killed((page) => answer(page, act), "inside", "/survey");
  await restart(page);
  await shows(page, "#told-around", "inside");
  await shows(page, "#told-twice", "changed changed");
  await shows(page, "#told-alone", "shown");
  assert.equal(await page.inputValue("#alone"), "shown");
  assert.equal(await page.inputValue("#twice"), "changed");
});

test("6: what is put into a form while no server is there comes after what was put into it before", async () => {
  const page = await killed((page) => answer(page, (page) => fill(page, "plain", "Grace blue yes")), "Grace", "/survey");
  await page.fill("#plain [name=name]", "Ada");
  await page.uncheck("#plain [name=agree]");
  await restart(page);
  await shows(page, "#told-plain", "Ada blue no");
  assert.equal((await held(page, "plain")).trim(), "Ada blue");
});
