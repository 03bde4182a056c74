// Barriers that axe-core finds on each page of the gallery and in its states, layout shift while pages load, and the place of the focus.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { ENGINE, only } from "./engines.mjs";
import { GALLERY, pathOf, suite, until } from "./harness.mjs";

const gallery = suite();
const axe = readFileSync(createRequire(pathOf("loom/client/package.json")).resolve("axe-core/axe.min.js"), "utf8");
const LARGEST_SHIFT = 0.05;
/** The other drivers do not change the color scheme of a page that is open. */
const SCHEMES = ENGINE === "chromium" ? ["light", "dark"] : ["light"];

/** Everything that axe-core finds on the page as it is now, in these color schemes. */
async function findings(page) {
  await page.evaluate(axe);
  const found = [];
  for (const colorScheme of SCHEMES) {
    // Without motion, so that no color is on its way to another.
    if (ENGINE === "chromium") await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await drawn(page);
    await until(page, () => document.getAnimations().every(({ playState }) => playState === "finished"));
    const { violations } = await page.evaluate(
      // Only the rules of color can find something else in the other scheme.
      (options) => axe.run({ ...options, resultTypes: ["violations"] }),
      colorScheme === "light" ? {} : { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } },
    );
    for (const { id, nodes } of violations) {
      for (const { html, failureSummary } of nodes) found.push(`${colorScheme} ${id}: ${html.slice(0, 200)} ${failureSummary}`);
    }
  }
  return found;
}

/** Waits until the page as it is now has been drawn. */
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The page at this width, once it stands; its layout may not have shifted on the way. */
async function settled(slug, width) {
  const watch = (page) =>
    page.addInitScript(() => {
      globalThis.moved = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.moved += value))).observe({
        type: "layout-shift",
        buffered: true,
      });
    });
  // Other browsers do not tell of shifts.
  const page = await gallery.open("/" + slug, { viewport: { width, height: 900 }, before: ENGINE === "chromium" ? watch : undefined });
  await page.evaluate(() => document.fonts.ready);
  await drawn(page);
  const moved = await page.evaluate(() => globalThis.moved ?? 0);
  assert.ok(moved < LARGEST_SHIFT, `the layout shifted by ${moved} at ${width}`);
  // A thousand rows have one markup, and so have the words of the code that are of one kind: axe-core looks at the first three.
  await page.evaluate(() => {
    document.querySelectorAll("tbody tr:nth-child(n + 4)").forEach((row) => row.remove());
    const seen = {};
    for (const word of document.querySelectorAll("pre code *")) {
      seen[word.className] = (seen[word.className] ?? 0) + 1;
      if (seen[word.className] > 3) word.replaceWith(...word.childNodes);
    }
  });
  return page;
}

for (const slug of GALLERY) {
  test(`/${slug} stays in its place while it loads, and has no barrier that axe-core finds, with everything opened too`, async () => {
    const desktop = await settled(slug, 1280);
    assert.deepEqual(await findings(desktop), []);
    await desktop.close();
    const telephone = await settled(slug, 390);
    await telephone.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
    assert.deepEqual(await findings(telephone), [], "opened, on a telephone");
  });
}

test("an error, a row that is edited and the banner are no barriers", async () => {
  const form = await gallery.open("/form", { cuts: true });
  await form.locator('.form input[type="number"]').fill("");
  await until(form, () => document.querySelector('[data-l-error-of="meters"]').textContent !== "");
  assert.deepEqual(await findings(form), []);
  await form.locator('.form input[type="number"]').fill("99");
  await form.getByRole("button", { name: "Order" }).click();
  await until(form, () => document.querySelector("#meters-error").textContent !== "");
  assert.deepEqual(await findings(form), []);

  const list = await gallery.open("/todos", { cuts: true });
  await list.getByRole("button", { name: /^Rename/ }).first().click();
  await list.getByLabel("Title").waitFor();
  assert.deepEqual(await findings(list), []);
  gallery.network.cut();
  await list.locator("[data-l-retry]").waitFor();
  assert.deepEqual(await findings(list), []);
});

/** Steps of a visitor with a keyboard: buttons to press, and text to type first. After each of them the focus has to be in the example. */
const STEPS = {
  counter: ["More", "Less", "More", "Reset"],
  todos: [/^Rename/, "Cancel", /^Rename/, "Save", "Done", "All", /^Remove:/, "Remove finished entries"],
  form: ["Order"],
  clock: ["Start", "Lap", "Stop", "Reset"],
  crowd: ["Press Ada", "Press Basile"],
  reviews: ["Clear the ratings"],
  basket: [/^Take one/, /more$/, /less$/, /less$/, /^Take one/, "Order"],
  snake: ["Start", "up", "Pause"],
  table: ["Swap two", "Update every 10th", "Remove no. 3", "Clear", "Create 1,000"],
  chat: [{ label: "Message", text: "Hello" }, "Send"],
  cloth: ["Weave", "Stop"],
  resume: [{ label: "Guest", text: "Ada" }, "Invite", "Remove: Ada"],
  "shop/5": [{ label: "Your note", text: "Hello" }, "Send"],
  refusals: ["Take the key", "Open the vault", "Give the key back", "Knock once"],
};

/** Runs in the page: gathers the live regions that change. `spoken()` gives the text of each since it was asked last. */
function listen() {
  // Flashes come in a region of their own.
  const LIVE = ":is(output, [role=status], [role=alert], [role=log], [aria-live]):not(:has(.l-flash), .l-flash, .l-flash *)";
  let regions = new Set();
  new MutationObserver((records) => {
    for (const { target } of records) {
      for (let node = target; node; node = node.parentNode) {
        if (node.matches?.(LIVE) && node.ariaLive !== "off" && node.role !== "timer") regions.add(node);
      }
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
  globalThis.spoken = () => {
    const texts = [...regions].map((region) => region.textContent.trim()).filter(Boolean);
    regions = new Set();
    return texts;
  };
}

for (const [slug, steps] of Object.entries(STEPS)) {
  test(`/${slug} keeps the focus in the example through every step, and announces it in one place at most`, async () => {
    const page = await gallery.open("/" + slug);
    await page.evaluate(listen);
    const example = page.locator(".demo");
    for (const step of steps) {
      if (step.text) {
        await example.getByLabel(step.label, { exact: true }).pressSequentially(step.text);
        continue;
      }
      const button = example.getByRole("button", { name: step, exact: typeof step === "string" }).first();
      await button.focus();
      await button.press("Enter");
      // The answer is there once nothing is under way any more.
      await until(page, () => !document.querySelector(".l-loading"));
      const isKept = await page.evaluate(() => !!document.activeElement.closest(".demo"));
      assert.ok(isKept, `after ${step.label ?? step}`);
      const spoken = await page.evaluate(() => globalThis.spoken());
      assert.ok(spoken.length <= 1, `after ${step.label ?? step} is announced: ${JSON.stringify(spoken)}`);
    }
  });
}

test("an announcement has words where a number would not say whose it is", async () => {
  const announced = async (slug, name, text) => {
    const page = await gallery.open("/" + slug);
    await page.evaluate(listen);
    await page.locator(".demo").getByRole("button", { name }).first().click();
    await until(page, (wanted) => {
      globalThis.heard = [...(globalThis.heard ?? []), ...globalThis.spoken()];
      return globalThis.heard.includes(wanted);
    }, text);
    await page.close();
  };
  await announced("crowd", "Press Ada", "Ada: pressed 1 times");
  await announced("basket", /^Take one/, "1 in the basket, €19.40 in all");
  await announced("cloth", "Weave", "Weaving");
  await announced("refusals", "Take the key", "You have the key.");
});

test("stars are chosen with the arrow keys", async () => {
  const page = await gallery.open("/reviews");
  await page.getByRole("radio", { name: "4 stars" }).nth(1).focus();
  await page.keyboard.press("ArrowLeft");
  await until(page, () => document.querySelectorAll(".stars")[1].querySelectorAll(".lit").length === 3);
  assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "3 stars");
});

test("pressed filters are told apart where the system chooses the colors", only(["chromium", "firefox"], "it has no such colors"), async () => {
  const page = await gallery.open("/todos", { forcedColors: "active" });
  const background = (pressed) =>
    page.locator(`.segmented button[aria-pressed="${pressed}"]`).first().evaluate((button) => getComputedStyle(button).backgroundColor);
  assert.notEqual(await background(true), await background(false));
});

test("nothing turns where motion is to be reduced", async () => {
  const page = await gallery.open("/counter", { reducedMotion: "reduce" });
  const turning = await page.evaluate(() => {
    document.querySelector(".demo .button:not(.icon-only)").classList.add("l-loading");
    return document.getAnimations().filter((each) => each.animationName === "spin").length;
  });
  assert.equal(turning, 0);
});

test("without scripts the page says why it stands still", async () => {
  const page = await gallery.open("/counter", { live: false, javaScriptEnabled: false });
  // A search by text leaves out what is in a `<noscript>`.
  const note = page.locator("noscript.note");
  await note.waitFor();
  assert.match(await note.textContent(), /Scripts are off in this browser/);
  assert.equal(await page.locator("[data-copy], [data-hood]").filter({ visible: true }).count(), 0);
});
