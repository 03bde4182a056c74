// A page in real Chromium with the client's modules on it, for the unit tests.

import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { CHROMIUM } from "./chromium.mjs";

/** The test entry, bundled: everything that `entry.ts` exports is on `loom` in the page. */
export async function bundle(entry) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    format: "iife",
    globalName: "loom",
    target: "es2022",
    write: false,
  });
  return result.outputFiles[0].text;
}

export async function launch() {
  return chromium.launch(CHROMIUM);
}

/** The built module of this address, as a server of Loom gives it. */
export function moduleAt(url) {
  const [, name] = /\/loom\/([a-z]+)-[\w-]{12}\.js(\?\d+)?$/.exec(url);
  return { contentType: "text/javascript", body: readFileSync(new URL(`../dist/${name}.js`, import.meta.url), "utf8") };
}

/** Uncaught errors of all pages since this was last emptied. */
export const errors = [];

/** A page of `http://loom.test` with `html` and, unless it is empty, `script` in it. */
export async function open(browser, script, html = "<!DOCTYPE html><body></body>") {
  const page = await browser.newPage();
  // Long enough for a busy machine; a condition that holds is seen at once.
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => errors.push(error));
  await page.route("http://loom.test/**", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.route("http://loom.test/loom/*.js", (route) => route.fulfill(moduleAt(route.request().url())));
  await page.goto("http://loom.test/");
  if (script) await page.addScriptTag({ content: script });
  return page;
}
