// Every page of the gallery: it comes alive without an error, wide and narrow, light and dark; pictures are kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf, pictures, suite } from "./harness.mjs";

const gallery = suite();
const PAGES = ["", "counter", "todos", "search", "form", "clock", "crowd", "reviews", "basket", "snake", "table", "chat", "cloth", "resume", "refusals"];

for (const slug of PAGES) {
  test(`/${slug} comes alive, in every size and color scheme`, async () => {
    const page = await gallery.open("/" + slug);
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [390, 1280]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${slug} is ${overflow} pixels too wide at ${width}`);
        await page.screenshot({ path: `${pictures}${slug || "home"}-${colorScheme}-${width}.png` });
      }
    }
  });
}

test("what has the focus in the form is not behind the state that stays in view", async () => {
  const page = await gallery.open("/form");
  for (const width of [390, 800, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.focus(".form input");
    const hidden = [];
    for (let controls = await page.locator(".form :is(input,select,textarea,button)").count(); controls; controls--) {
      await page.keyboard.press("Tab");
      const behind = await page.evaluate(() => {
        const control = document.activeElement;
        const { x, y, width, height } = control.getBoundingClientRect();
        const isBehind = document.elementFromPoint(x + width / 2, y + height / 2)?.closest(".state");
        return isBehind && control.closest(".form") ? control.outerHTML : null;
      });
      if (behind) hidden.push(behind);
    }
    assert.deepEqual(hidden, [], `at ${width}`);
  }
});

test("the README's picture", async () => {
  const page = await gallery.open("/", { colorScheme: "light", viewport: { width: 1280, height: 800 } });
  await page.click('button[aria-label="More"]');
  await page.screenshot({ path: process.env.LOOM_PICTURE ? pathOf("docs/gallery.png") : `${pictures}gallery.png` });
});
