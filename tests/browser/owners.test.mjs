// The owner of a control: each kind of control, each way in which the server hears of it, and what the server makes of a change.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENGINE, only } from "./engines.mjs";
import { shows, suite, until } from "./harness.mjs";

const scenarios = suite("scenarios");

const TYPED = ["text", "area"];
// Other browsers add up the letters by which an option is chosen, and their drivers choose as a script does.
const KINDS = [...TYPED, ...(ENGINE === "chromium" ? ["choice"] : []), "radio", "box"];
const WAYS = ["bound", "shown", "change", "input"];
const OUTCOMES = ["accepted", "changed", "refused", "kept"];

/** The selector of a control. */
const at = (way, kind, outcome) => {
  if (kind === "radio") return `#${way} [type=radio][value=${outcome}]`;
  return kind === "box" ? `#${way} .${outcome}` : `#${way} [name=${kind}]`;
};

/** The value that a control, or a group of them, shows. */
const valueOf = (page, way, kind, outcome) =>
  page.evaluate(
    ([selector, group]) => {
      const control = document.querySelector(selector);
      if (control.type === "checkbox") return String(control.checked);
      return control.type === "radio" ? (document.querySelector(group)?.value ?? "") : control.value;
    },
    [at(way, kind, outcome), `#${way} [type=radio]:checked`],
  );

/** Types as a visitor does: `fill` says `change` at once. */
async function type(page, selector, text) {
  await page.focus(selector);
  await page.evaluate((selector) => document.querySelector(selector).select(), selector);
  if (ENGINE === "chromium") return page.keyboard.insertText(text);
  // The driver of Firefox appends to numbers and keeps `change` from coming; that of WebKit has nothing of the kind.
  await page.evaluate((text) => document.execCommand("insertText", false, text) && undefined, text);
}

/** Chooses by the first letter; letters before it count only until the control is left. */
async function choose(page, selector, text) {
  await page.evaluate(() => document.activeElement.blur());
  await page.focus(selector);
  await page.keyboard.press(text[0]);
}

/** Does as a visitor would; a typed control is left, or the text is finished with Enter. */
async function act(page, way, kind, outcome, leaves) {
  const selector = at(way, kind, outcome);
  if (TYPED.includes(kind)) {
    await type(page, selector, outcome);
    if (!leaves && way === "change") await page.press(selector, "Enter");
  } else if (kind === "choice") await choose(page, selector, outcome);
  else await page.click(selector);
  if (leaves) await page.evaluate(() => document.activeElement.blur());
}

/** Everything that was said is answered. */
const isAnswered = (page) => until(page, () => !document.querySelector(".l-loading"));

/** The value after the change number `round` is answered. */
function expected(way, kind, outcome, leaves, round) {
  if (kind === "box") return String(outcome === "accepted" && round === 1);
  if (outcome === "accepted") return "accepted";
  // A bound control keeps what cannot be used, and says why.
  if (outcome === "refused" && way === "bound") return "refused";
  const truth = outcome === "changed" ? "other" : "first";
  if (leaves || !TYPED.includes(kind) || (outcome === "changed" && round === 1)) return truth;
  // The server's value was there before, and one who is at the control may still be typing.
  return outcome;
}

/** Every kind of control and every outcome, twice, for one way. */
async function all(page, way, leaves) {
  for (const kind of KINDS) {
    for (const outcome of OUTCOMES) {
      if (kind === "box" && (way === "bound" || way === "shown" || outcome === "changed")) continue;
      // The browser tells of a changed area only when it is left.
      if (kind === "area" && way === "change" && !leaves) continue;
      for (const round of [1, 2]) {
        await act(page, way, kind, outcome, leaves);
        await isAnswered(page);
        const seen = await valueOf(page, way, kind, outcome);
        assert.equal(seen, expected(way, kind, outcome, leaves, round), `${way} ${kind} ${outcome} ${round}`);
      }
      await reset(page, way, kind);
    }
  }
}

for (const delay of [0, 150]) {
  for (const leaves of [true, false]) {
    test(`controls show the truth once it is known (${leaves ? "left" : "focused"}, ${2 * delay} ms)`, async () => {
      const one = async (way) => {
        const page = await scenarios.open("/owners");
        scenarios.network.delay = delay;
        await all(page, way, leaves);
        scenarios.network.delay = 0;
      };
      // Most of the time is the network's, so the ways take theirs side by side. Other browsers give the focus to one window only.
      if (ENGINE === "chromium") await Promise.all(WAYS.map(one));
      else for (const way of WAYS) await one(way);
    });
  }
}

/** Back to the start, with the focus elsewhere. */
async function reset(page, way, kind) {
  if (TYPED.includes(kind)) await type(page, at(way, kind), "first");
  else if (kind === "choice") await choose(page, at(way, kind), "first");
  else if (kind === "radio") await page.click(at(way, kind, "first"));
  await page.evaluate(() => document.activeElement.blur());
  await isAnswered(page);
  if (kind !== "box") assert.equal(await valueOf(page, way, kind, "first"), "first", `${way} ${kind} is back`);
}

test("a bound select whose option went away shows none, and each of the others can be chosen", async () => {
  const page = await scenarios.open("/owned");
  await page.selectOption("#country", "fr");
  await shows(page, "#lives", "fr Berlin");
  await until(page, () => document.querySelector("#city").selectedIndex === -1);
  await page.selectOption("#city", "Paris");
  await shows(page, "#lives", "fr Paris");
  assert.equal(await page.inputValue("#city"), "Paris");
});

test("a text that a reset takes back is not sent afterwards", only(["chromium", "firefox"], "its driver sets no clock"), async () => {
  const page = await scenarios.open("/owned", { before: (page) => page.clock.install() });
  await type(page, "#draft", "typed");
  await page.click("#reset");
  await type(page, "#size", "5");
  await shows(page, "#sized", "5");
  // Longer than the delay of the field. A text that is sent then is answered before a later number.
  await page.clock.fastForward(500);
  await type(page, "#size", "6");
  await shows(page, "#sized", "6");
  assert.equal(await page.inputValue("#draft"), "");
  await shows(page, "#holds", "");
});

test("a reset takes back what could not be used, with its error", async () => {
  const page = await scenarios.open("/owned");
  await type(page, "#age", "300");
  await shows(page, "#age-error", "Enter at most 255.");
  await page.click("#reset");
  await shows(page, "#age-error", "");
  assert.equal(await page.inputValue("#age"), "");
  assert.ok(await page.evaluate(() => document.querySelector("#form").checkValidity()));
});

test("an answer that was under way does not undo a reset", async () => {
  const page = await scenarios.open("/owned");
  scenarios.network.delay = 400;
  await page.evaluate(() => {
    globalThis.seen = [];
    const [holds, age] = ["#holds", "#age"].map((selector) => document.querySelector(selector));
    const look = () => seen.push([holds.textContent.trim(), age.value]);
    new MutationObserver(look).observe(holds, { characterData: true, childList: true, subtree: true });
  });
  await type(page, "#age", "30");
  await page.evaluate(() => document.querySelector("#reset").click());
  assert.equal(await page.inputValue("#age"), "");
  // Both answers may come in one go; of the first the field shows nothing in any case.
  await until(page, () => seen.at(-1)?.[0] === "");
  assert.deepEqual(await page.evaluate(() => seen.filter(([, age]) => age !== "")), []);
});

test("a number is not written in another way while it is typed", async () => {
  const page = await scenarios.open("/owned");
  await type(page, "#size", "1e1");
  await shows(page, "#sized", "10");
  await page.keyboard.type("0");
  await shows(page, "#sized", "10000000000");
  assert.equal(await page.inputValue("#size"), "1e10");
  await page.evaluate(() => document.activeElement.blur());
  await until(page, () => document.querySelector("#size").value === "10000000000");
});

test("a patch that opens or closes something is not taken for the visitor", async () => {
  const page = await scenarios.open("/owned");
  scenarios.network.delay = 125;
  await page.click("#details summary");
  await page.click("#details summary");
  await shows(page, "#toggles", "2 false");
  await isAnswered(page);
  // The browser tells of what the patch did with the next frame; what is sent then counts before the next click.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.click("#details summary");
  await shows(page, "#toggles", "3 true");
  assert.ok(await page.evaluate(() => document.querySelector("#details").open));
});

test("a pushed element takes no focus from a field in which somebody types", async () => {
  const page = await scenarios.open("/owned");
  // In one go: what is asked for may come before the next command of a driver.
  await page.evaluate(() => {
    document.querySelector("#ask").click();
    document.querySelector("#draft").focus();
  });
  await page.waitForSelector("#asked");
  assert.equal(await page.evaluate(() => document.activeElement.id), "draft");
});

test("a submit takes what a script put into a bound field", async () => {
  const page = await scenarios.open("/owned");
  await page.evaluate(() => (document.querySelector("#draft").value = "by a script"));
  await page.click("#send");
  await shows(page, "#sent", "by a script");
});
