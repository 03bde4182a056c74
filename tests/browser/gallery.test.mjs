// Every page of the gallery: it comes alive without an error, and fits windows of each width. With LOOM_PICTURES, pictures of it are kept in
// `target/browser`, light and dark, and the README's is made anew.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { ENGINE } from "./engines.mjs";
import { GALLERY, isLive, keepPicture, pathOf, Program, shows, suite, until } from "./harness.mjs";
import { NARROWEST } from "./webkit.mjs";

const gallery = suite();
const next = new Program("loom-gallery");
after(() => next.process && next.stop());
afterEach(() => (gallery.network.program = gallery.program));
/** Widths of windows, the narrowest first. */
const WIDTHS = [ENGINE === "webkit" ? NARROWEST : 320, 390, 820, 1280, 1920];

for (const slug of GALLERY) {
  test(`/${slug} comes alive, and fits windows of each width`, async () => {
    const page = await gallery.open("/" + slug, { viewport: { width: WIDTHS[0], height: 900 } });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${slug} is ${overflow} pixels too wide at ${width}`);
      await keepBoth(page, `${slug.replace("/", "-") || "home"}-${width}`);
    }
  });
}

/** Keeps a picture in each color scheme. */
async function keepBoth(page, name) {
  for (const colorScheme of ["light", "dark"]) await keepPicture(page, `${name}-${colorScheme}`, colorScheme);
}

/** New connections are made to `program` from now on. */
function moveTo(program) {
  gallery.network.program = program;
  gallery.network.breakOff();
}

test("a notice offers the new version while that one answers, and no longer", async () => {
  await next.start({ LOOM_VERSION: "2" });
  const page = await gallery.open("/counter", { cuts: true, viewport: { width: 390, height: 900 } });
  const notice = page.locator("[data-l-version]");
  assert.equal(await notice.isVisible(), false);
  await page.evaluate(() => (globalThis.marked = true));
  moveTo(next);
  await notice.waitFor();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const { x, width: wide } = await notice.boundingBox();
    assert.ok(x >= 0 && x + wide <= width, `the notice is inside of ${width} pixels`);
    await keepBoth(page, `version-${width}`);
  }
  moveTo(gallery.program);
  await notice.waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => marked), true);
  moveTo(next);
  await notice.getByRole("link").click();
  await until(page, () => globalThis.marked === undefined);
  await isLive(page);
  assert.equal(await notice.isVisible(), false);
  assert.match(await page.locator("[data-l-ws]").first().getAttribute("data-l-ws"), /version=2$/);
});

test("the counter of the front page counts, as the README's picture shows", async () => {
  const page = await gallery.open("/", { colorScheme: "light", viewport: { width: 1280, height: 800 } });
  await page.click('button[aria-label="More"]');
  await shows(page, "output.count", 1);
  if (process.env.LOOM_PICTURES) await page.screenshot({ path: pathOf("docs/gallery.png") });
});
