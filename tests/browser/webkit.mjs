// WebKit by its WebDriver, with the part of Playwright's interface that the tests use: Debian's WebKitGTK, which Playwright cannot drive.
//
// A page is a window of MiniBrowser in a display of its own (Xvfb), with a window manager (openbox), without which nothing is focused.

import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
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
  const drivers = [];
  const free = [];
  const open = new Set();
  return {
    async newContext(options = {}) {
      const driver = free.shift() ?? (await startDriver(display.name));
      if (!drivers.includes(driver)) drivers.push(driver);
      const context = await newContext(driver, options, () => open.delete(context) && free.push(driver));
      open.add(context);
      return context;
    },
    async close() {
      for (const context of [...open]) await context.close();
      for (const { child } of [...drivers, { child: manager }, display]) child.kill();
    },
  };
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

async function startDriver(display) {
  const port = await freePort();
  const child = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    // Without a locale its language is "C", which libraries refuse as a language.
    env: { LANGUAGE: "en_US", ...process.env, DISPLAY: display, GSK_RENDERER: "cairo", WEBKIT_DISABLE_COMPOSITING_MODE: "1" },
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

async function newContext(driver, options, closed) {
  const args = ["--automation"];
  if (options.javaScriptEnabled === false) args.push("--enable-javascript=false");
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser(), args } } };
  const { sessionId } = await driver.call("POST", "/session", { capabilities });
  const session = `/session/${sessionId}`;
  let pages = 0;
  return {
    async newPage() {
      const [first] = await driver.call("GET", `${session}/window/handles`);
      const { handle } = pages++ === 0 ? { handle: first } : await driver.call("POST", `${session}/window/new`, { type: "window" });
      const page = new Page(driver, session, handle, this);
      await page.setViewportSize(options.viewport ?? { width: 1200, height: 900 });
      return page;
    },
    async close() {
      await driver.call("DELETE", session).catch(() => {});
      closed();
    },
  };
}
