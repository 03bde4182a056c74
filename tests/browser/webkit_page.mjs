// A page of WebKit, with the part of Playwright's interface that the tests use, over the commands of W3C WebDriver.

import { writeFileSync } from "node:fs";
import { Locator, selects } from "./webkit_locators.mjs";

/** The keys that W3C WebDriver gives a code point of the private area. */
const KEYS = {
  Shift: "\uE008", Control: "\uE009", Alt: "\uE00A", Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C",
  End: "\uE010", Home: "\uE011", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015",
  Delete: "\uE017", Space: " ", F2: "\uE032", F4: "\uE034", F6: "\uE036",
};

/** Waits so many milliseconds, or as long as between two looks at a condition. */
export const pause = (ms = 20) => new Promise((done) => setTimeout(done, ms));

/** Errors of a page and what its console says, noted in it: there is no other way to them. */
const WATCH = `
if (!window.loomSeen) {
  window.loomSeen = [];
  const note = (type, text) => window.loomSeen.push({ type, text });
  for (const type of ["error", "warn", "info", "log"]) {
    const real = console[type];
    console[type] = (...said) => { note(type, said.join(" ")); real.apply(console, said); };
  }
  addEventListener("error", (event) => note("pageerror", event.message));
  addEventListener("unhandledrejection", (event) => note("pageerror", String(event.reason)));
  addEventListener("securitypolicyviolation", (event) => note("pageerror", event.violatedDirective + " " + event.blockedURI));
}`;

export class Page {
  #timeout = 20_000;
  #listeners = { pageerror: [], console: [] };
  #mouse = { x: 0, y: 0 };

  constructor(driver, session, handle, context) {
    Object.assign(this, { driver, session, handle });
    this.context = () => context;
    this.keyboard = { type: this.#type.bind(this), press: this.#press.bind(this) };
    this.mouse = { move: this.#moveMouse.bind(this), down: () => this.#pressMouse("pointerDown"), up: () => this.#pressMouse("pointerUp") };
  }

  /** A command of WebDriver in this page's window. */
  async call(method, path, body) {
    await this.driver.call("POST", `${this.session}/window`, { handle: this.handle });
    return this.driver.call(method, this.session + path, body);
  }

  /** The page, and the first frame in it. */
  frames() {
    return [this, new Frame(this.driver, this.session, this.handle, this.context())];
  }

  setDefaultTimeout(ms) {
    this.#timeout = ms;
  }

  on(name, listener) {
    this.#listeners[name]?.push(listener);
  }

  /** Runs a script in the page, which calls its last argument with the result. */
  run(script, ...args) {
    return this.call("POST", "/execute/async", { script, args });
  }

  /** Calls `what` in the page, with `element` first if there is one. */
  async evaluate(what, argument, element) {
    const source = typeof what === "function" ? String(what) : `() => (${what.replace(/[;\s]+$/, "")})`;
    const answer = await this.run(
      `${WATCH}
       const [argument, ...more] = [...arguments].slice(0, -1), done = arguments[arguments.length - 1];
       const plain = (value) => value === undefined ? { none: 1 } : { value: value instanceof Node ? String(value) : value };
       const end = (answer) => done({ ...answer, seen: loomSeen.splice(0) });
       try { Promise.resolve((${source})(...more, argument)).then((value) => end(plain(value)), (error) => end({ error: String(error) })); }
       catch (error) { end({ error: String(error) }); }`,
      argument ?? null,
      ...(element ? [element] : []),
    );
    this.#hear(answer.seen);
    if (answer.error) throw new Error(answer.error);
    return answer.none ? undefined : answer.value;
  }

  /** Waits until `test` gives something. */
  async poll(what, test) {
    const end = Date.now() + this.#timeout;
    for (let last; ; await pause()) {
      try {
        const value = await test();
        if (value) return value;
      } catch (error) {
        last = error;
      }
      if (Date.now() > end) throw new Error(`after ${this.#timeout} ms: ${what}${last ? ` (${last.message})` : ""}`);
    }
  }

  waitForFunction(test, argument) {
    return this.poll(String(test), () => this.evaluate(test, argument));
  }

  waitForTimeout(ms) {
    return pause(ms);
  }

  async waitForSelector(selector, { state } = {}) {
    const locator = this.locator(selector);
    if (state === "detached") return this.poll(selector, async () => (await locator.count()) === 0);
    return state === "attached" ? locator.element() : locator.waitFor({ state });
  }

  waitForURL(pattern) {
    const escaped = String(pattern).replace(/[.?+]/g, "\\$&").replace(/\*\*/g, ".*");
    const regex = pattern instanceof RegExp ? pattern : new RegExp(`^${escaped}$`);
    return this.poll(String(pattern), async () => regex.test(await this.call("GET", "/url")));
  }

  async url() {
    return this.call("GET", "/url");
  }

  async title() {
    return this.call("GET", "/title");
  }

  async #move(path, body = {}) {
    await this.tell();
    await this.call("POST", path, body);
    await this.run(`${WATCH} arguments[0]()`).catch(() => {});
  }

  /** Gives what the page has noted to those who listen. */
  async tell() {
    this.#hear(await this.run("arguments[0](window.loomSeen ? window.loomSeen.splice(0) : [])").catch(() => []));
  }

  #hear(seen) {
    for (const { type, text } of seen) {
      if (type === "pageerror") this.#listeners.pageerror.forEach((listener) => listener(text));
      else this.#listeners.console.forEach((listener) => listener({ type: () => type, text: () => text }));
    }
  }

  goto(url) {
    return this.#move("/url", { url });
  }
  goBack() {
    return this.#move("/back");
  }
  goForward() {
    return this.#move("/forward");
  }
  reload() {
    return this.#move("/refresh");
  }

  async close() {
    // A window that is closed by its driver does not say so to its page.
    await this.goto("about:blank");
    await this.call("DELETE", "/window");
  }

  async setViewportSize({ width, height }) {
    const inner = () => this.run("arguments[0]([innerWidth, innerHeight])");
    const [left, top] = await inner();
    const rect = await this.call("GET", "/window/rect");
    await this.call("POST", "/window/rect", { width: rect.width + width - left, height: rect.height + height - top });
    await this.poll(`a window of ${width} by ${height}`, async () => (await inner())[0] === width);
  }

  async screenshot({ path } = {}) {
    const picture = Buffer.from(await this.call("GET", "/screenshot"), "base64");
    if (path) writeFileSync(path, picture);
    return picture;
  }

  actions(type, actions) {
    const parameters = type === "pointer" ? { parameters: { pointerType: "mouse" } } : {};
    return this.call("POST", "/actions", { actions: [{ type, id: type, ...parameters, actions }] });
  }

  /** Moves the mouse there, over so many places on the way. */
  async #moveMouse(x, y, { steps = 1 } = {}) {
    const from = this.#mouse;
    this.#mouse = { x, y };
    const places = Array.from({ length: steps }, (_, index) => (index + 1) / steps);
    const between = (start, end, part) => Math.round(start + (end - start) * part);
    await this.actions("pointer", places.map((part) => ({ type: "pointerMove", x: between(from.x, x, part), y: between(from.y, y, part), duration: 0 })));
  }

  #pressMouse(type) {
    return this.actions("pointer", [{ type, button: 0 }]);
  }

  async #type(text, { delay = 0 } = {}) {
    for (const char of text) {
      const value = char === "\n" ? KEYS.Enter : char;
      await this.actions("key", [{ type: "keyDown", value }, { type: "keyUp", value }]);
      if (delay) await pause(delay);
    }
  }

  async #press(combination) {
    // As with caps lock, which the driver does not have.
    if (/^Control\+[A-Z]$/.test(combination)) return this.evaluate(pressCapital, combination.at(-1));
    const keys = combination.split("+").map((key) => KEYS[key] ?? key);
    const down = keys.map((value) => ({ type: "keyDown", value }));
    const up = keys.reverse().map((value) => ({ type: "keyUp", value }));
    await this.actions("key", [...down, ...up]);
  }

  locator(selector, more) {
    return new Locator(this, [selects.css(selector, more)].flat());
  }
  getByRole(role, options) {
    return new Locator(this, [selects.role(role, options)]);
  }
  getByLabel(label, options) {
    return new Locator(this, [selects.label(label, options)]);
  }
  getByText(text, options) {
    return new Locator(this, [selects.text(text, options)]);
  }
}

/** The first frame of a page. */
class Frame extends Page {
  async call(method, path, body) {
    await this.driver.call("POST", `${this.session}/window`, { handle: this.handle });
    await this.driver.call("POST", `${this.session}/frame`, { id: 0 });
    return this.driver.call(method, this.session + path, body);
  }
}

/** Runs in the page: a capital letter with the control key. */
function pressCapital(key) {
  for (const type of ["keydown", "keyup"]) document.activeElement.dispatchEvent(new KeyboardEvent(type, { key, ctrlKey: true, bubbles: true, cancelable: true, composed: true }));
}

// A page does to the first element of a selector what a locator does.
const OF_THE_FIRST = [
  ...["check", "click", "dblclick", "dispatchEvent", "fill", "focus", "getAttribute", "hover", "innerText", "inputValue", "isChecked", "isHidden", "isVisible"],
  ...["press", "selectOption", "setInputFiles", "textContent", "uncheck"],
];
for (const name of OF_THE_FIRST) {
  Page.prototype[name] = function (selector, ...rest) {
    return this.locator(selector).first()[name](...rest);
  };
}
