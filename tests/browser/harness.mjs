// Shared by the browser tests: the servers, the browser, a network that is slow or breaks, and pages whose errors fail the test.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, mend } from "./engines.mjs";
import { freePort } from "./ports.mjs";

const root = new URL("../../", import.meta.url);

/** Long enough for a busy machine; a condition that holds is seen at once. */
export const PATIENCE = 20_000;

export const pathOf = (path) => fileURLToPath(new URL(path, root));

/** The pages of the gallery: the front page, one for each example, and one of the shop's fabrics. */
export const GALLERY = [
  "",
  ...readdirSync(pathOf("examples/src/pages")).flatMap((file) => /^\d+_(\w+)\.rs$/.exec(file)?.[1] ?? []),
  "shop/5",
];

/** Where pictures go, if LOOM_PICTURES asks for them. */
const PICTURES = pathOf("target/browser/");

/** Keeps a picture of the page in a color scheme, to be looked at. */
export async function keepPicture(page, name, colorScheme) {
  if (!process.env.LOOM_PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.emulateMedia({ colorScheme });
  await page.screenshot({ path: `${PICTURES}${name}.png` });
}

/** One of the workspace's programs, serving on a port of its own. */
export class Program {
  constructor(name) {
    this.file = pathOf(`${process.env.CARGO_TARGET_DIR ?? "target"}/debug/${name}`);
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, with more in its environment perhaps. */
  async start(more = {}) {
    this.port ??= await freePort();
    const env = {
      ...process.env,
      ...more,
      PORT: String(this.port),
      LOOM_SECRET: "a secret of the browser tests, which is long enough for a key",
      GALLERY_DB: ":memory:",
      RUST_LOG: "off",
      RUST_BACKTRACE: "0",
    };
    this.process = spawn(this.file, [], { env, stdio: ["ignore", "ignore", "inherit"] });
    const ended = new Promise((_, reject) => {
      this.process.once("error", reject);
      this.process.once("exit", (code) => reject(new Error(`${this.file} ended with ${code}`)));
    });
    ended.catch(() => {});
    await Promise.race([ended, answers(this.port)]);
  }

  async stop(signal = "SIGTERM") {
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill(signal);
    await gone;
  }
}

/** Resolves once something listens on the port. */
async function answers(port) {
  for (;;) {
    const listens = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true));
      socket.on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
    if (listens) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Does work in the order in which it came, each after a delay, also where a later delay is shorter. */
class Delayed {
  #waiting = [];

  add(delay, work) {
    this.#waiting.push({ due: performance.now() + delay, work });
    if (this.#waiting.length === 1) this.#wait();
  }

  #wait() {
    setTimeout(() => {
      this.#waiting.shift().work();
      if (this.#waiting.length) this.#wait();
    }, this.#waiting[0].due - performance.now());
  }
}

/** A network between the browser and a program: `delay` milliseconds each way, and it can be cut. */
export class Network {
  delay = 0;
  sockets = new Set();
  lines = new Set();
  isDown = false;
  #held = null;
  /** Whether browsers may keep pages, as where the application says so. */
  keepsPages = false;
  /** Answers a request in the program's place: gives a text, or null to ask the program. The empty text answers nothing. */
  answer = null;
  /** These hear of each request. */
  listeners = new Set();

  constructor(program) {
    this.program = program;
  }

  get url() {
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  async start() {
    this.server = createServer((near) => this.accept(near));
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  accept(near) {
    if (this.isDown) return near.destroy();
    if (this.answer || this.listeners.size) return this.#intercept(near);
    this.#join(near);
  }

  /** Answers the request of a connection, or lets the program do it. No more than one comes over it. */
  #intercept(near) {
    near.on("error", () => {});
    near.once("data", async (data) => {
      near.pause();
      const request = data.toString("latin1");
      for (const listener of this.listeners) listener(request);
      const said = (await this.answer?.(request)) ?? null;
      if (said === null) {
        near.unshift(Buffer.from(request.replace(/^connection: keep-alive$/im, "Connection: close"), "latin1"));
        this.#join(near);
        near.resume();
      } else if (said) near.end(said);
      else this.sockets.add(near);
    });
  }

  #join(near) {
    const far = connect(this.program.port, "127.0.0.1");
    const line = { near, far, isSocket: false, up: true, down: true, cuts: false, heard: () => {} };
    this.lines.add(line);
    near.on("close", () => this.lines.delete(line));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      this.sockets.add(from);
      const delayed = new Delayed();
      // The end of a connection comes after its bytes, also where these are held back.
      const pass = (work) => {
        const late = () => delayed.add(this.delay, work);
        if (from === far && this.#held) this.#held.push(late);
        else late();
      };
      from.on("data", (data) => {
        if (from === far) line.heard();
        else line.isSocket ||= data.includes("Upgrade: websocket");
        if (!(from === near ? line.up : line.down)) return;
        if (line.cuts && from === near) {
          far.end(data.subarray(0, data.length / 2));
          return near.destroy();
        }
        const said = this.keepsPages && from === far ? withoutNoStore(data) : data;
        pass(() => to.writable && to.write(said));
      });
      from.on("close", () => {
        this.sockets.delete(from);
        // The end that is cut off is not told of anything.
        if (!line.up && from === near) return;
        pass(() => to.destroy());
      });
      from.on("error", () => {});
    }
  }

  /** The connections that carry a WebSocket. */
  get #wires() {
    return [...this.lines].filter(({ isSocket }) => isSocket);
  }

  /** Bytes on the WebSockets that are open now vanish from now on, both ways, and neither end is told. New connections work. */
  swallow() {
    for (const line of this.#wires) line.up = line.down = false;
  }

  /** Messages of the program on these WebSockets vanish. Gives a function that waits until it has said something so many times. */
  swallowDown() {
    let times = 0;
    let note = () => {};
    for (const line of this.#wires) {
      line.down = false;
      line.heard = () => (times++, note());
    }
    return (count) =>
      new Promise((resolve) => {
        note = () => times >= count && resolve();
        note();
      });
  }

  /** Keeps what the program says from now on, until the function is called that this gives. */
  hold() {
    const held = (this.#held = []);
    return () => {
      if (this.#held === held) this.#held = null;
      for (const pass of held.splice(0)) pass();
    };
  }

  /** Ends every connection; new ones can be made. */
  breakOff() {
    for (const socket of this.sockets) socket.destroy();
  }

  /** The next bytes that the browser says are cut in their middle, and their connection ends. */
  cutFrame() {
    for (const line of this.#wires) line.cuts = true;
  }

  /** Cuts every connection and lets none be made. */
  cut() {
    this.isDown = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend() {
    this.isDown = false;
    this.#held = null;
  }

  async stop() {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The program's answer, with `no-cache` in place of `no-store`; one is as long as the other. */
function withoutNoStore(data) {
  return Buffer.from(data.toString("latin1").replace("cache-control: no-store", "cache-control: no-cache"), "latin1");
}

/** The console's messages about a network that breaks. */
const CUT = /WebSocket|ERR_CONNECTION|ERR_EMPTY|Failed to load/;
/** Those of Firefox, which are errors of the page for its driver. */
const FIREFOX_CUT = /can’t establish a connection to the server at ws|^(Error: )?(The connection to ws\S+ was interrupted while|Loading module from \S+ was blocked)/;

/** Serves the client's script and modules as they were built last, in place of those in the program. */
async function useBuilt(page) {
  await page.route("**/loom/*-*.js", (route) => {
    const [, name] = /\/loom\/([a-z]+)-/.exec(route.request().url());
    return route.fulfill({ contentType: "text/javascript", body: readFileSync(pathOf(`loom/client/dist/${name}.js`)) });
  });
}

/** A browser for the tests of a file, with the program `name`; every page's errors fail the test that opened it. */
export function suite(name = "loom-gallery") {
  const program = new Program(name);
  const network = new Network(program);
  const state = { program, network, browser: null, open, expectErrors: false };
  let errors = [];
  let contexts = [];

  before(async () => {
    await program.start();
    await network.start();
    state.browser = await launch();
  });
  after(async () => {
    await state.browser?.close();
    await network.stop();
    await program.stop();
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    contexts = [];
    network.delay = 0;
    network.keepsPages = false;
    network.answer = null;
    network.listeners.clear();
    network.mend();
    const seen = errors;
    errors = [];
    assert.deepEqual(seen, []);
  });

  /**
   * A page of the program, live unless `options.live` is false. `options.cuts` says that the network will break; `options.before` is done
   * with the page before it is loaded. Errors that `options.expects` matches do not fail the test.
   */
  async function open(path = "/", options = {}) {
    const { live = true, cuts = false, before, expects, context: given, ...rest } = options;
    const context = given ?? (await state.browser.newContext({ viewport: { width: 1200, height: 900 }, ...rest }));
    if (!given) contexts.push(context);
    const page = await context.newPage();
    mend(page);
    page.setDefaultTimeout(PATIENCE);
    const note = (text) => expects?.test(text) || (cuts && FIREFOX_CUT.test(text)) || errors.push(text);
    page.on("pageerror", (error) => note(String(error)));
    page.on("console", (message) => message.type() === "error" && !(cuts && CUT.test(message.text())) && note(message.text()));
    if (process.env.LOOM_DIST) await useBuilt(page);
    await before?.(page);
    await page.goto(network.url + path);
    if (live) await isLive(page);
    return page;
  }
  return state;
}

/** Waits until every component of the page has joined. */
export async function isLive(page) {
  await page.waitForSelector('html[data-l-state="live"]');
}

/** Waits until `locator` shows `text`. */
export async function shows(page, selector, text) {
  await page
    .waitForFunction(([s, t]) => document.querySelector(s)?.textContent.trim() === t, [selector, String(text)])
    .catch(async () => assert.equal((await page.textContent(selector)).trim(), String(text)));
}

/** Waits until the token of a component on the page holds a state that has `part` in its JSON. */
export async function isKept(page, part) {
  await page.waitForFunction((text) => {
    const tokens = [...document.querySelectorAll("[data-l-token]")].map((element) => element.dataset.lToken.split(".")[1]);
    return tokens.some((token) => atob(token.replace(/-/g, "+").replace(/_/g, "/")).includes(text));
  }, part);
}

/** An answer of HTTP with this text. */
export function answerOf(text, type = "text/html", status = "200 OK") {
  return `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`;
}

/** Gathers requests that `test` matches from now on, over connections that are made from now on. `reach` waits until there are so many. */
export function gather(network, test) {
  const seen = [];
  let note = () => {};
  network.listeners.add((request) => {
    if (!test.test(request)) return;
    seen.push(request);
    note();
  });
  seen.reach = (count) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${seen.length} of ${count} requests that match ${test}`)), PATIENCE);
      note = () => seen.length >= count && (clearTimeout(late), resolve());
      note();
    });
  return seen;
}

/** A request for a page that is loaded. */
export const PAGE = /^GET [^]*^accept: text\/html(?![^]*^loom-)/im;
/** The request for a socket. */
export const UPGRADE = /^upgrade: websocket/im;

/** Waits until `test`, run in the page, is true. */
export async function until(page, test, argument) {
  await page.waitForFunction(test, argument);
}
