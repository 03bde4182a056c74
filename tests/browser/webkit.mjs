// WebKit by its WebDriver, with the part of Playwright's interface that the tests use: Debian's WebKitGTK, which Playwright cannot drive.
//
// A page is a window of MiniBrowser in a display of its own (Xvfb), with a window manager (openbox), without which nothing is focused.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./ports.mjs";
import { Page, pause } from "./webkit_page.mjs";

/** The browser of WebKitGTK, which Debian keeps out of the PATH. */
function miniBrowser() {
  const libraries = readdirSync("/usr/lib").flatMap((name) => [`/usr/lib/${name}/webkit2gtk-4.1`, `/usr/lib/${name}/webkit2gtk-4.0`]);
  const found = ["/usr/libexec/webkit2gtk-4.1", ...libraries].map((folder) => `${folder}/MiniBrowser`).find((file) => existsSync(file));
  if (!found) throw new Error("MiniBrowser is missing: install webkit2gtk-driver");
  return found;
}

/** Starts a display with a window manager, and for each context that is open a driver, which has one session at a time. */
export async function launch() {
  const display = await startDisplay();
  const manager = spawn("openbox", { stdio: "ignore", env: { ...process.env, DISPLAY: display.name } });
  const still = stillSettings();
  const drivers = [];
  const free = [];
  const open = new Set();
  return {
    async newContext(options = {}) {
      const isStill = options.reducedMotion === "reduce";
      const ready = free.findIndex((driver) => driver.isStill === isStill);
      const driver = ready < 0 ? await startDriver(display.name, isStill && { XDG_CONFIG_HOME: still }) : free.splice(ready, 1)[0];
      driver.isStill = isStill;
      if (!drivers.includes(driver)) drivers.push(driver);
      const context = await newContext(driver, options, () => open.delete(context) && free.push(driver));
      open.add(context);
      return context;
    },
    async close() {
      for (const context of [...open]) await context.close();
      for (const { child } of [...drivers, { child: manager }, display]) child.kill();
      rmSync(still, { recursive: true });
    },
  };
}

/** A folder of settings by which visitors say to all programs that they want less motion. */
function stillSettings() {
  const folder = mkdtempSync(join(tmpdir(), "still-"));
  mkdirSync(join(folder, "gtk-3.0"));
  writeFileSync(join(folder, "gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=0\n");
  return folder;
}

/** A display of the first free number. */
async function startDisplay() {
  const child = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "2000x1600x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdio[3].once("data", (data) => resolve(String(data).trim()));
  });
  return { child, name: `:${number}` };
}

async function startDriver(display, more) {
  const port = await freePort();
  const child = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    // Where the system has no language, that of the browser would be "C", which it refuses itself.
    env: { ...process.env, LC_ALL: "en_US.UTF-8", DISPLAY: display, GSK_RENDERER: "cairo", ...more },
  });
  const driver = {
    child,
    async call(method, path, body) {
      const json = body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...json });
      const { value } = await response.json();
      if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
      return value;
    },
  };
  for (;;) {
    if (await driver.call("GET", "/status").then(() => true, () => false)) return driver;
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${child.exitCode}`);
    await pause();
  }
}

/** No window is narrower that has bars. */
const BARS = 450;
/** No window is narrower. */
export const NARROWEST = 334;

/** A window without bars, which only a page opens, and only for a visitor who clicks. */
async function popUp(driver, session, page) {
  const handles = () => driver.call("GET", `${session}/window/handles`);
  const before = await handles();
  await page.goto("data:text/html,<button>Open");
  await page.evaluate(() => {
    document.querySelector("button").onclick = () => open("about:blank", "", "noopener,toolbar=no,location=no,menubar=no,width=400,height=400") && undefined;
  });
  await page.click("button");
  return page.poll("a window without bars", async () => (await handles()).find((handle) => !before.includes(handle)));
}

async function newContext(driver, options, closed) {
  const args = ["--automation"];
  if (options.javaScriptEnabled === false) args.push("--enable-javascript=false");
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser(), args } } };
  const { sessionId } = await driver.call("POST", "/session", { capabilities });
  const session = `/session/${sessionId}`;
  const pages = [];
  return {
    async newPage() {
      const viewport = options.viewport ?? { width: 1200, height: 900 };
      const [first] = await driver.call("GET", `${session}/window/handles`);
      const { handle } = pages.length === 0 ? { handle: first } : await driver.call("POST", `${session}/window/new`, { type: "window" });
      let page = new Page(driver, session, handle, this);
      if (viewport.width < BARS) page = new Page(driver, session, await popUp(driver, session, page), this);
      await page.setViewportSize(viewport);
      pages.push(page);
      return page;
    },
    async close() {
      for (const page of pages) await page.tell();
      await driver.call("DELETE", session).catch(() => {});
      closed();
    },
  };
}
