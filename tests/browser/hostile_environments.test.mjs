// Where browsers and networks are hostile: whatever happens, a page is live, or it says what is wrong and offers what helps. It does not load
// itself again and again, and it is not silent.

import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launchProfile, only } from "./engines.mjs";
import { gather, isLive, PAGE, shows, suite, until } from "./harness.mjs";

const scenarios = suite("scenarios");
const BANNER = "[data-l-banner=default]";

/** Gathers the requests by which pages are loaded, those in frames too. */
const loads = () => gather(scenarios.network, PAGE);

/** Waits until the page says that it is `state`, in a banner, and gives what the banner says. */
async function says(page, state) {
  await page.waitForSelector(`html[data-l-state="${state}"]`);
  await page.waitForSelector(BANNER);
  return page.textContent(BANNER);
}

/** Waits until nothing has been loaded for a while: a page that loads itself again does so at once. */
async function rests(page, seen) {
  for (let last = -1; last !== seen.length; ) {
    last = seen.length;
    await page.waitForTimeout(1500);
  }
}

test("a page whose cookies and storage are blocked loads itself at most once more, and names cookies", only(["chromium"], "its driver blocks no cookies"), async () => {
  // As the setting of the browser does it.
  const profile = mkdtempSync(join(tmpdir(), "loom-"));
  mkdirSync(join(profile, "Default"));
  const setting = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(setting));
  const context = await launchProfile(profile);
  try {
    const page = await context.newPage();
    const seen = loads();
    await page.goto(`${scenarios.network.url}/around`);
    assert.match(await says(page, "refused"), /cookie/i);
    await rests(page, seen);
    assert.ok(seen.length <= 2, `${seen.length} loads`);
    assert.match(await says(page, "refused"), /cookie/i);
    // The setting was taken: storage throws.
    assert.equal(await page.evaluate(() => {
      try {
        return `${sessionStorage.length}`;
      } catch (error) {
        return error.name;
      }
    }), "SecurityError");
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test("a page in a frame of another site loads itself at most once more, and names cookies", async () => {
  const outer = createServer((_, answer) => {
    answer.setHeader("Content-Type", "text/html");
    answer.end(`<!DOCTYPE html><link rel=icon href="data:,"><iframe src="${scenarios.network.url}/framed"></iframe>`);
  });
  await new Promise((resolve) => outer.listen(0, "127.0.0.1", resolve));
  try {
    const page = await (await scenarios.browser.newContext()).newPage();
    const seen = loads();
    await page.goto(`http://localhost:${outer.address().port}/`);
    const frame = page.frames()[1];
    await frame.waitForSelector('html[data-l-state="refused"], html[data-l-state="live"]');
    await rests(page, seen);
    assert.ok(seen.length <= 2, `${seen.length} loads`);
    if ((await frame.getAttribute("html", "data-l-state")) === "refused") assert.match(await says(frame, "refused"), /cookie/i);
    await page.context().close();
  } finally {
    outer.closeAllConnections();
    outer.close();
  }
});

for (const status of [302, 401, 403]) {
  test(`a page behind a proxy whose session ended loads itself, so that one can log in (${status})`, async () => {
    const page = await scenarios.open("/around", { cuts: true });
    const seen = loads();
    // Pages lead to the login, and everything else is refused.
    scenarios.network.answer = (request) => {
      if (/^GET \/login/.test(request)) return page200("<!DOCTYPE html><title>Log in</title><h1>Log in</h1>");
      const isPage = !/^upgrade:/im.test(request) && /^accept:.*text\/html/im.test(request);
      if (isPage || status === 302) return "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      return `HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
    };
    scenarios.network.breakOff();
    await page.waitForSelector("h1");
    assert.equal(await page.textContent("h1"), "Log in");
    await rests(page, seen);
    assert.ok(seen.length <= 2, `${seen.length} loads`);
  });
}

const page200 = (html) => `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${html.length}\r\nConnection: close\r\n\r\n${html}`;

test("a proxy that lets pages through and no sockets does not make the page load itself without end", async () => {
  scenarios.network.answer = (request) =>
    /^upgrade:/im.test(request) ? "HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" : null;
  const seen = loads();
  const page = await scenarios.open("/around", { cuts: true, live: false });
  await until(page, () => /reconnecting|refused/.test(document.documentElement.dataset.lState));
  await page.waitForSelector(BANNER);
  await rests(page, seen);
  assert.ok(seen.length <= 1, `${seen.length} loads`);
  await page.waitForSelector(BANNER);
  scenarios.network.answer = null;
  await page.click("[data-l-retry]");
  await isLive(page);
});

test("an upgrade that is never answered is said within seconds, and tried again", async () => {
  scenarios.network.answer = (request) => (/^upgrade:/im.test(request) ? "" : null);
  const page = await scenarios.open("/around", { cuts: true, live: false });
  assert.match(await says(page, "reconnecting"), /connect/i);
  scenarios.network.answer = null;
  await isLive(page);
  assert.equal(await page.locator(BANNER).count(), 0);
  await page.click("#more");
  await shows(page, "#count", 1);
});

/** The ways in which `new WebSocket` fails where it is not allowed; it works once `allowed` is set. */
const SOCKETS = {
  throws: () => {
    const Real = WebSocket;
    globalThis.WebSocket = new Proxy(Real, {
      construct(target, args) {
        if (globalThis.allowed) return Reflect.construct(target, args);
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  },
  "fires error and no close": () => {
    const Real = WebSocket;
    globalThis.WebSocket = new Proxy(Real, {
      construct(target, args) {
        if (globalThis.allowed) return Reflect.construct(target, args);
        const socket = new EventTarget();
        Object.assign(socket, { readyState: 0, close() {}, send() {} });
        setTimeout(() => {
          const event = new Event("error");
          socket.onerror?.(event);
          socket.dispatchEvent(event);
        });
        return socket;
      },
    });
  },
};

for (const [name, install] of Object.entries(SOCKETS)) {
  test(`a page whose socket cannot be made (it ${name}) says so, and goes on once it can`, only(["chromium", "firefox"], "its driver changes no page before it is loaded"), async () => {
    const page = await scenarios.open("/around", { cuts: true, live: false, before: (page) => page.addInitScript(install) });
    assert.match(await says(page, "reconnecting"), /connect/i);
    await page.click("#more");
    await page.evaluate(() => (globalThis.allowed = true));
    await page.click("[data-l-retry]");
    await isLive(page);
    await shows(page, "#count", 1);
  });
}

test("cookies of others, with whatever bytes, do not keep a page from being live", async () => {
  const page = await scenarios.open("/around");
  const context = page.context();
  await page.evaluate(() => {
    document.cookie = "name=Jürgen; path=/";
    document.cookie = "日本=語; path=/";
    document.cookie = 'quoted="a; path=/';
    document.cookie = "loom_sid_other=x; path=/";
  });
  const other = await scenarios.open("/around", { context });
  await other.click("#more");
  await shows(other, "#count", 1);
});

test("a network that cannot be reached while the page loads is said, and the page goes on by itself", only(["chromium", "firefox"], "its driver holds no answer back"), async () => {
  const page = await scenarios.open("/around", {
    cuts: true,
    live: false,
    before: (page) => {
      // Without its words a page can say nothing. They are loaded together with the script.
      const words = page.waitForResponse("**/loom/notices-*.js").then((answer) => answer.finished());
      return page.route("**/loom/loom-*.js", async (route) => {
        const answer = await route.fetch();
        await words;
        scenarios.network.cut();
        await route.fulfill({ response: answer });
      });
    },
  });
  assert.match(await says(page, "reconnecting"), /connect/i);
  scenarios.network.mend();
  await isLive(page);
});
