// The browsers that the tests run in: Chromium, or the one that LOOM_ENGINE names, "firefox" or "webkit".

import { createRequire } from "node:module";
import { CHROMIUM } from "../../loom/client/test/chromium.mjs";
import * as webkit from "./webkit.mjs";

const { chromium, firefox } = createRequire(new URL("../../loom/client/package.json", import.meta.url))("playwright-core");

/** The engine that the tests run in. */
export const ENGINE = process.env.LOOM_ENGINE ?? "chromium";

// Browsers keep pages for going back.
const OPTIONS = { ...CHROMIUM, ignoreDefaultArgs: ["--disable-back-forward-cache"] };

const LAUNCH = {
  chromium: () => chromium.launch(OPTIONS),
  firefox: launchFirefox,
  webkit: () => webkit.launch(),
};

/** Firefox's settings for options of a context, of which its driver takes no notice. */
const SETTINGS = {
  javaScriptEnabled: { false: { "javascript.enabled": false } },
  reducedMotion: { reduce: { "ui.prefersReducedMotion": 1 } },
  forcedColors: { active: { "browser.display.document_color_use": 2 } },
};

/** Firefox, where a context with other settings is one of a browser of its own. */
async function launchFirefox() {
  const start = (firefoxUserPrefs = {}) =>
    firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", firefoxUserPrefs });
  const browser = await start();
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options = {}) => {
    const wanted = Object.entries(SETTINGS).map(([option, settings]) => settings[options[option]]);
    if (!wanted.some(Boolean)) return newContext(options);
    const own = await start(Object.assign({}, ...wanted));
    const context = await own.newContext(options);
    context.close = () => own.close();
    return context;
  };
  return browser;
}

/** Starts the engine. */
export function launch() {
  const start = LAUNCH[ENGINE];
  if (!start) throw new Error(`LOOM_ENGINE is ${ENGINE}, and can be ${Object.keys(LAUNCH).join(", ")}`);
  return start();
}

/** Starts Chromium with a profile of its own. */
export const launchProfile = (folder) => chromium.launchPersistentContext(folder, OPTIONS);

/** Mends a page of Firefox: its driver appends to number and email fields where it should replace their text, and keeps `change` from coming when a field is left; two of its clicks are no double click. */
export function mend(page) {
  if (ENGINE !== "firefox") return;
  const locators = Object.getPrototypeOf(page.locator("html"));
  const { fill } = locators;
  if (fill.isMended) return;
  locators.fill = async function (text, options) {
    if (!(await this.evaluate((field) => /^(number|email|text|search|tel|url|password|textarea)$/.test(field.type)))) return fill.call(this, text, options);
    await this.evaluate((field, value) => {
      field.focus();
      field.select();
      document.execCommand(value ? "insertText" : "delete", false, value);
    }, text);
  };
  locators.fill.isMended = true;
  locators.dblclick = async function () {
    await this.click();
    await this.click();
    await this.dispatchEvent("dblclick", { bubbles: true, detail: 2 });
  };
  Object.getPrototypeOf(page).fill = function (selector, text, options) {
    return this.locator(selector).first().fill(text, options);
  };
}

/** The options of a test that only these engines can run, and why the others cannot. */
export const only = (engines, reason) => ({ skip: !engines.includes(ENGINE) && `${ENGINE}: ${reason}` });
