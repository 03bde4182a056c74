// Rejoins at random: a visitor works in a page of records while its frames are lost in either direction, its sockets break, its server is killed and
// goes on from older tokens, other scripts put things into the page, and a translator replaces its texts. Whatever happens, what was touched stays
// with its record, and in the end the page is, translated back, what a server shows that renders the state anew.
//
// All that is random comes from a seed. `LOOM_REJOIN_SECONDS=600` runs for so long, with new seeds; `LOOM_REJOIN_SEED=7` runs this one alone, and
// `LOOM_REJOIN_ROUNDS=3` only its first rounds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { install as installTranslator, WAYS } from "../../loom/client/test/translator.mjs";
import { PATIENCE, suite } from "./harness.mjs";

const records = suite("scenarios");
const SECONDS = +(process.env.LOOM_REJOIN_SECONDS ?? 20);
const ROUNDS = +(process.env.LOOM_REJOIN_ROUNDS ?? 8);
const SEED = process.env.LOOM_REJOIN_SEED;

/** Numbers below `end`, by a seed. */
function drawn(seed) {
  let state = seed * 0x9e3779b9;
  return (end) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

/** Runs in the page: what the test asks of it. */
function install() {
  const keyOf = (node) => {
    const owner = node.closest("[data-of],[data-key]");
    return owner && (owner.dataset.of ?? owner.dataset.key.replace("n", "100000"));
  };
  const root = () => document.getElementById("records");
  const textOf = (element) => translator.read(element).textContent;
  const all = (selector) => [...root().querySelectorAll(selector)];
  const type = (input, text) => {
    input.focus();
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  globalThis.work = {
    /** One thing that a visitor, or a foreign script, does: `what` and `where` are random numbers. */
    touch(what, where) {
      const pick = (selector) => {
        const found = all(selector);
        return found[where % found.length];
      };
      const mark = (element) => element && ((element.owner = keyOf(element)), element);
      const said = (element) => element && type(mark(element), `of ${keyOf(element)}`);
      switch (what % 8) {
        case 0:
        case 1:
          return said(pick(".free"));
        case 2:
          return said(pick(".label"));
        case 3:
        case 4:
          return said(pick(".note"));
        case 5: {
          const details = mark(pick("details"));
          if (details) details.open = true;
          return;
        }
        case 6:
          return mark(pick("input"))?.focus();
        default: {
          const foreign = document.createElement("x-foreign");
          const row = pick("li[data-key],fieldset");
          row?.append(foreign);
          mark(foreign);
        }
      }
    },

    /** Writes about the record that is opened. */
    write: () => type(root().querySelector(":scope > [data-key] .note"), `of ${root().querySelector(":scope > [data-key]").dataset.key}`),

    order(text) {
      const order = document.getElementById("order");
      order.value = text;
      order.dispatchEvent(new Event("change", { bubbles: true }));
    },

    /** Describes each node and text that has come to the wrong place. */
    misplaced() {
      const wrong = [];
      for (const element of all("*")) {
        const key = keyOf(element);
        if (element.owner !== undefined && element.owner !== key) wrong.push(`${element.localName} of ${element.owner} is in ${key}`);
        const text = element.matches("input.free,textarea,.label,.note") ? element.value : element.matches("fieldset output") ? textOf(element) : "";
        if (text && text !== `of ${key}`) wrong.push(`${JSON.stringify(text)} is in ${key}`);
      }
      for (const { id, label } of JSON.parse(root().dataset.content).rows) {
        if (label && label !== `of ${id}`) wrong.push(`the label of ${id} is ${JSON.stringify(label)}`);
      }
      return wrong;
    },

    /** The rows that stand here, and the newest tokens, for later. */
    remember() {
      const wrappers = [...document.querySelectorAll("[data-l-live]")];
      return (globalThis.remembered = {
        rows: new Map(all("ul > li").map((row) => [row.dataset.key, row])),
        tokens: wrappers.map((wrapper) => [wrapper, wrapper.dataset.lToken]),
      });
    },

    older() {
      for (const [wrapper, token] of remembered.tokens) wrapper.dataset.lToken = token;
    },

    /** The rows that were there all the time and are not the same any more. */
    replaced() {
      const now = new Map(all("ul > li").map((row) => [row.dataset.key, row]));
      return [...remembered.rows].filter(([key, row]) => now.has(key) && now.get(key) !== row).map(([key]) => key);
    },

    /** The content here and that of a fresh page, without the parts that belong to the visitor, to others, or to nested components. */
    compare(html) {
      const plain = (section) => {
        const copy = translator.read(section);
        for (const foreign of copy.querySelectorAll("x-foreign")) foreign.remove();
        for (const box of copy.querySelectorAll("details")) box.open = false;
        // The components' own is compared where they are; their props are the parent's.
        for (const child of copy.querySelectorAll("[data-l-live]")) {
          child.replaceChildren(child.querySelector("fieldset")?.dataset.of ?? "?", " ", child.querySelector("i")?.textContent ?? "?");
          for (const name of child.getAttributeNames()) if (name !== "data-l-live") child.removeAttribute(name);
        }
        for (const element of copy.querySelectorAll("[class='']")) element.removeAttribute("class");
        copy.querySelector("#pong").textContent = "";
        // The value that the visitor sees; in the focused field the attribute may still wait.
        for (const label of copy.querySelectorAll(".label")) label.setAttribute("value", label.value);
        copy.normalize();
        return copy.outerHTML.replace(/<!--.*?-->/gs, "");
      };
      const fresh = new DOMParser().parseFromString(html, "text/html");
      const [here, there] = [plain(root()), plain(fresh.getElementById("records"))];
      let at = 0;
      while (here[at] === there[at] && at < here.length) at++;
      return here === there ? null : { here: here.slice(at - 80, at + 80), there: there.slice(at - 80, at + 80) };
    },

    /** Whether the page has heard of this, by now. */
    hasHeard: (nonce) => document.documentElement.dataset.lState === "live" && textOf(document.getElementById("pong")) === nonce,

    /** Whether nothing waits: the notes show what was written into them. */
    isSettled: () =>
      document.documentElement.dataset.lState === "live" && all(".note").every((note) => note.value === textOf(note.closest("fieldset").querySelector("output"))),
  };
}

/** The visitor of a page: makes what the page is asked by random numbers. */
async function visit(random) {
  const page = await records.open("/records", { cuts: true });
  await page.evaluate(install);
  await page.evaluate(installTranslator);
  const work = (name, ...given) => page.evaluate(([of, all]) => work[of](...all) && null, [name, given]);
  // One translator a page, at any moment: it translates once, or from then on whatever comes.
  const way = WAYS[random(WAYS.length)];
  let goesOn = false;
  const translate = () => {
    const how = goesOn || random(4) ? "translate" : "start";
    goesOn ||= how === "start";
    return page.evaluate(([how, way]) => translator[how](way), [how, way]);
  };
  return {
    page,
    pings: 0,
    work,
    asked: (name) => page.evaluate((of) => work[of](), name),
    touch: async () => {
      for (let n = random(4); n > 0; n--) await work("touch", random(1 << 20), random(1 << 20));
      if (!random(3)) await translate();
    },
    order: (end = 0, times = 1 + random(4)) => work("order", `${random(1 << 30)} ${times} ${end}`),
    again: () => page.evaluate(() => dispatchEvent(new Event("online"))),
  };
}

/** Ways to break, each with the work that is lost, or not heard of. */
const breaksOf = (visitor, random, { network, program } = records, { work, asked, touch, order, again } = visitor) => ({
  none: async () => {
    await order(random(2) * 3);
    await touch();
  },
  drop: async () => {
    await order(1);
    await touch();
  },
  restart: async () => {
    await order(2);
    await touch();
  },
  swallow: async () => {
    network.swallow();
    await order();
    await touch();
    await again();
    await touch();
  },
  mute: async () => {
    const heard = network.swallowDown();
    await order(random(2) * 3);
    await heard(1);
    await touch();
    await again();
  },
  // Another component comes to the place of one that has a state, and the page hears of neither.
  reopen: async () => {
    await order(4, 0);
    await settled(visitor, "before another is opened");
    await work("write");
    await settled(visitor, "before another is opened");
    const heard = network.swallowDown();
    await order(5, 0);
    await heard(2);
    await touch();
    await again();
  },
  cut: async () => {
    network.cutFrame();
    await order();
    await touch();
  },
  offline: async () => {
    await order();
    network.cut();
    await touch();
    await order();
    await touch();
    network.mend();
  },
  kill: async () => {
    await order();
    await program.stop("SIGKILL");
    await touch();
    await program.start();
  },
  older: async () => {
    await order();
    await touch();
    await settled(visitor, "before an older token");
    await asked("older");
    await program.stop("SIGKILL");
    await touch();
    await program.start();
  },
});

/** Waits until all is answered, and the page is right. */
async function settled(visitor, when) {
  const { page, asked } = visitor;
  const nonce = String(++visitor.pings);
  await page.evaluate((text) => {
    const ping = document.getElementById("ping");
    ping.value = text;
    ping.dispatchEvent(new Event("change", { bubbles: true }));
  }, nonce);
  await page
    .waitForFunction((text) => work.hasHeard(text), nonce)
    .catch(() => assert.fail(`the page does not answer ${when}`));
  const until = Date.now() + PATIENCE;
  for (;;) {
    const wrong = await asked("misplaced");
    const content = await page.getAttribute("#records", "data-content");
    // Past the network, whose connections may swallow what is said on them.
    const fresh = await fetch(`${records.program.url}/fresh?content=${encodeURIComponent(content)}`);
    const differs = await page.evaluate((html) => work.compare(html), await fresh.text());
    const isSettled = await asked("isSettled");
    assert.deepEqual(wrong, [], when);
    if (!differs && isSettled) return;
    if (Date.now() > until) assert.deepEqual({ ...differs, isSettled }, { isSettled: true }, when);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** One page that is worked on and broken. */
async function run(seed, rounds) {
  const random = drawn(seed);
  const visitor = await visit(random);
  const { page, asked, touch } = visitor;
  const breaks = breaksOf(visitor, random);
  const names = Object.keys(breaks);
  for (let round = 0; round < rounds; round++) {
    const name = names[random(names.length)];
    if (process.env.LOOM_REJOIN_TOLD) console.error(`seed ${seed}, round ${round + 1}, ${name}`);
    const when = `after round ${round + 1}, ${name}`;
    await touch();
    await settled(visitor, "before " + when.slice(6));
    await page.evaluate(() => work.remember() && null);
    await breaks[name]();
    await settled(visitor, when);
    // A server that goes on from an older state may have taken a row away and brought it again.
    if (!/kill|older|restart/.test(name)) assert.deepEqual(await asked("replaced"), [], when);
  }
  await page.context().close();
}

test("rejoins at random", { timeout: (SECONDS + 240) * 1000 }, async () => {
  const until = Date.now() + SECONDS * 1000;
  for (let seed = +(SEED ?? 1); ; seed++) {
    try {
      await run(seed, ROUNDS);
    } catch (error) {
      const round = /round (\d+)/.exec(error.message)?.[1] ?? ROUNDS;
      console.error(`run it again: LOOM_REJOIN_SEED=${seed} LOOM_REJOIN_ROUNDS=${round} node --test tests/browser/rejoins.test.mjs`);
      throw error;
    }
    if (SEED !== undefined || Date.now() > until) break;
  }
});
