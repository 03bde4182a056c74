// Each example of the gallery, used as a visitor would.

import assert from "node:assert/strict";
import { test } from "node:test";
import { only } from "./engines.mjs";
import { shows, suite, until } from "./harness.mjs";

const gallery = suite();
const button = (page, name) => page.getByRole("button", { name, exact: true }).first().click();
const contains = (page, selector, text) =>
  until(page, ([s, t]) => document.querySelector(s)?.textContent.includes(t), [selector, text]);

test("01 counter: counts up, down and back to nothing", async () => {
  const page = await gallery.open("/counter");
  await button(page, "More");
  await button(page, "More");
  await shows(page, "output.count", 2);
  await button(page, "Less");
  await shows(page, "output.count", 1);
  await button(page, "Reset");
  await shows(page, "output.count", 0);
  await until(page, () => [...document.querySelectorAll("button")].find((b) => b.textContent.trim() === "Reset").disabled);
  await page.getByRole("button", { name: "More" }).nth(1).click();
  await until(page, () => document.querySelectorAll("output.count")[1].textContent === "10");
});

test("02 to-do list: adds, renames, finishes, filters, removes, and tells the other tab", async () => {
  const page = await gallery.open("/todos");
  const other = await gallery.open("/todos");
  const draft = page.getByLabel("What is to be done?");
  await draft.fill("Warp the loom");
  await draft.press("Enter");
  await contains(page, ".todos", "Warp the loom");
  await contains(other, ".todos", "Warp the loom");
  assert.equal(await draft.inputValue(), "");
  await page.getByText("Warp the loom").dblclick();
  const title = page.getByLabel("Title");
  await title.waitFor();
  assert.equal(await title.evaluate((input) => input === document.activeElement), true);
  await title.fill("Warp the big loom");
  await title.press("Enter");
  await contains(page, ".todos", "Warp the big loom");
  await page.getByLabel("Done: Warp the big loom").check();
  await until(page, () => [...document.querySelectorAll("li.done")].some((li) => li.textContent.includes("Warp the big loom")));
  await button(page, "Open");
  await until(page, () => !document.querySelector(".todos").textContent.includes("Warp the big loom"));
  await contains(other, ".todos", "Warp the big loom");
  await button(page, "All");
  await page.getByLabel("Remove: Warp the big loom").click();
  await until(other, () => !document.querySelector(".todos").textContent.includes("Warp the big loom"));
});

test("03 search: finds as one types, and marks what matches", async () => {
  const page = await gallery.open("/search");
  await page.click("#query");
  await page.keyboard.type("zurich", { delay: 20 });
  await contains(page, ".cities mark", "rich");
  await contains(page, ".cities li .country", "Switzerland");
  await page.fill("#query", "no such city");
  await contains(page, 'p[role="status"]', "No city matches.");
});

test("04 two-way binding: every kind of input reaches its field", async () => {
  const page = await gallery.open("/form");
  const fill = (type, value) => page.locator(`.form input[type="${type}"]`).first().fill(value);
  const values = {
    text: ["Grace", 'name: "Grace"'],
    email: ["g@navy.mil", 'email: "g@navy.mil"'],
    tel: ["123", 'phone: "123"'],
    url: ["http://a.b", 'website: "http://a.b"'],
    search: ["q", 'query: "q"'],
    number: ["12", "meters: 12"],
    range: ["55", "density: 55"],
    date: ["2026-11-22", 'day: "2026-11-22"'],
    time: ["10:11", 'time: "10:11"'],
    "datetime-local": ["2026-11-22T10:11", 'pickup: "2026-11-22T10:11"'],
    color: ["#123456", 'color: "#123456"'],
  };
  for (const [type, [value, shown]] of Object.entries(values)) {
    await fill(type, value);
    await contains(page, ".state pre", shown);
  }
  await page.locator(".form textarea").fill("one\ntwo");
  await contains(page, ".state pre", 'notes: "one\\ntwo"');
  await page.locator(".form select:not([multiple])").selectOption({ label: "Linen" });
  await contains(page, ".state pre", "fiber: Linen");
  await page.locator(".form select[multiple]").selectOption([{ label: "Wool" }, { label: "Silk" }]);
  await until(page, () => /fibers: \[\s*Wool,\s*Silk,\s*\]/.test(document.querySelector(".state pre").textContent));
  await page.locator('.form input[type="radio"]').nth(1).check();
  await contains(page, ".state pre", "weave: Twill");
  await page.getByLabel("hemmed").check();
  await page.getByLabel("washed").check();
  await until(page, () => /extras: \[[^\]]*"hemmed"[^\]]*\]/.test(document.querySelector(".state pre").textContent));
  await page.getByLabel("a present").check();
  await contains(page, ".state pre", "gift: true");
  await fill("number", "");
  await until(page, () => document.querySelector('[data-l-error-of="meters"]').textContent !== "");
  await contains(page, ".state pre", "meters: 12");
  await fill("number", "13");
  await until(page, () => document.querySelector('[data-l-error-of="meters"]').textContent === "");
  await page.selectOption(".form select:not([multiple])", { label: "Silk" });
  await fill("number", "21");
  await button(page, "Order");
  await shows(page, "#meters-error", "There are 20 meters of Silk in stock.");
  await fill("number", "20");
  await button(page, "Order");
  await contains(page, "[data-l-flash]", "Thank you, Grace");
  await page.locator('.form input[type="password"]').fill("secret");
  await contains(page, ".state pre", "password: 6 characters");
  assert.equal((await page.textContent(".state pre")).includes("secret"), false);
});

test("05 clock: the server speaks first", async () => {
  const page = await gallery.open("/clock");
  const time = await page.textContent("time.digits");
  await until(page, (before) => document.querySelector("time.digits").textContent !== before, time);
  await button(page, "Start");
  await until(page, () => document.querySelector(".stopwatch output").textContent !== "00:00.0");
  await button(page, "Lap");
  await page.waitForSelector(".laps li");
  await button(page, "Stop");
  await button(page, "Reset");
  await shows(page, ".stopwatch output", "00:00.0");
});

test("07 reviews: nested components tell their parent, and it tells them", async () => {
  const page = await gallery.open("/reviews");
  const stars = page.getByRole("radiogroup", { name: "Stars for The Golden Thread" });
  await stars.getByRole("radio", { name: "3 stars" }).check({ force: true });
  await until(page, () => document.querySelector(".row.spread").textContent.includes("4.0"));
  await page.mouse.move(0, 0);
  await until(page, () => document.querySelectorAll(".stars")[2].querySelectorAll(".lit").length === 3);
  await button(page, "Clear the ratings");
  await until(page, () => document.querySelectorAll(".stars .lit").length === 0);
  await contains(page, ".row.spread", "Nothing rated yet");
});

test("08 basket: takes, gives back and orders", async () => {
  const page = await gallery.open("/basket");
  const take = page.getByRole("button", { name: /^Take one/ });
  await take.nth(0).click();
  await take.nth(1).click();
  await take.nth(0).click();
  await until(page, () => document.querySelectorAll(".lines li").length === 2);
  await shows(page, ".lines li .quantity .number", 2);
  await page.getByRole("button", { name: /less$/ }).nth(1).click();
  await until(page, () => document.querySelectorAll(".lines li").length === 1);
  await page.getByRole("button", { name: /order/i }).click();
  await contains(page, ".shop", "Nothing yet.");
  await contains(page, "[data-l-flash]", "Ordered for");
});

test("09 snake: steered by keys, and drawn by the server", async () => {
  const page = await gallery.open("/snake");
  const place = () => page.evaluate(() => document.querySelector("rect.head").getAttribute("y"));
  const before = await place();
  await page.locator('[aria-label^="Snake"]').focus();
  await page.keyboard.press("ArrowUp");
  await until(page, (y) => document.querySelector("rect.head").getAttribute("y") !== y, before);
  assert.equal(await page.evaluate(() => document.querySelector("rect.head").namespaceURI), "http://www.w3.org/2000/svg");
  await button(page, "Pause");
  await page.getByRole("button", { name: "Start" }).waitFor();
});

test("10 table: a thousand rows are made, changed, swapped, chosen and removed", async () => {
  const page = await gallery.open("/table");
  const rows = (n) => until(page, (count) => document.querySelectorAll("tbody tr").length === count, n);
  await rows(1000);
  await page.evaluate(() => (globalThis.second = document.querySelectorAll("tbody tr")[1]));
  await button(page, "Swap two");
  await until(page, () => document.querySelectorAll("tbody tr")[998] === second);
  await button(page, "Update every 10th");
  await until(page, () => document.querySelector("tbody tr button.link").textContent.endsWith("!"));
  await page.locator("tbody tr button.link").first().click();
  await page.waitForSelector("tbody tr.selected:first-child");
  await page.getByRole("button", { name: "Remove" }).first().click();
  await rows(999);
  await button(page, "Append 1,000");
  await rows(1999);
  await button(page, "Clear");
  await rows(0);
  await button(page, "Create 1,000");
  await rows(1000);
});

test("11 chat: what one says the other reads", async () => {
  const page = await gallery.open("/chat");
  const other = await gallery.open("/chat");
  await page.getByLabel("Your name").fill("Ada");
  const message = page.getByLabel("Message", { exact: true });
  await message.fill("<b>hello & good day</b>");
  await message.press("Enter");
  await contains(other, ".messages", "<b>hello & good day</b>");
  await contains(other, ".messages strong", "Ada");
  await until(page, () => document.activeElement.value === "");
});

test("13 nothing is lost: text, focus and list outlive a cut connection and a restarted server", async () => {
  const page = await gallery.open("/resume", { cuts: true });
  await page.evaluate(() => (globalThis.marked = true));
  await page.getByLabel("Place").fill("The weaving shed");
  await page.getByLabel("Guest").fill("Ada");
  await page.getByLabel("Guest").press("Enter");
  await contains(page, ".guests", "Ada");
  const words = page.getByLabel("In your words");
  await words.fill("Come ");
  for (const [breaks, name, letters] of [[1, "Cut the connection", "and "], [2, "Restart the server", "see "]]) {
    // Pressed without a pointer, so that the caret stays where it is.
    await page.getByRole("button", { name }).evaluate((pressed) => pressed.click());
    await words.pressSequentially(letters);
    await shows(page, ".breaks", breaks);
    await shows(page, ".kept", 5 + 4 * breaks);
  }
  assert.equal(await words.inputValue(), "Come and see ");
  assert.equal(await words.evaluate((area) => area === document.activeElement), true);
  assert.equal(await page.getByLabel("Place").inputValue(), "The weaving shed");
  await contains(page, ".guests", "Ada");
  assert.equal(await page.evaluate(() => marked), true);
});

test("14 refusals: says what is refused, and goes on", async () => {
  const page = await gallery.open("/refusals");
  const said = (text) => contains(page, "[data-l-flash]", text);
  await button(page, "Open the vault");
  await said("You may not do this.");
  await button(page, "Take the key");
  await contains(page, "#key", "You have the key.");
  await button(page, "Open the vault");
  await shows(page, "output.count", 1);
  await button(page, "Go elsewhere");
  await said("Redirect blocked");
  await button(page, "Fail");
  await said("(reference ");
  assert.equal(await page.evaluate(() => document.querySelector("[data-l-flash]").innerText.includes("17-4-23")), false);
  await button(page, "Never end");
  await said("took too long");
  await shows(page, "output.count", 1);
  await page.evaluate(() => (globalThis.old = true));
  await button(page, "End my session");
  await until(page, () => globalThis.old === undefined && document.documentElement.dataset.lState === "live");
  await button(page, "Give the key back");
  await contains(page, "#key", "Only with the key.");
});

test("14 refusals: tampering gets no further than the page", async () => {
  const page = await gallery.open("/refusals");
  await page.selectOption("#drawer", "silver");
  await shows(page, "#chosen", "Silver");
  await button(page, "Choose the gold");
  // The control shows what the server has once it has refused the choice.
  await until(page, () => document.querySelector("#drawer").value === "silver");
  await button(page, "Knock once");
  await shows(page, "#knocks", 1);
  assert.equal(await page.textContent("#chosen"), "Silver");
  await button(page, "Take the key");
  await contains(page, "#key", "You have the key.");
  await page.selectOption("#drawer", "copper");
  await shows(page, "#chosen", "Copper");
  await page.selectOption("#drawer", "gold");
  await shows(page, "#chosen", "Gold");
  await button(page, "1,000 knocks");
  await contains(page, "[data-l-flash]", "Too fast");
  assert.equal(await page.locator(".l-flash", { hasText: "Too fast" }).count(), 1);
  await until(page, () => !document.querySelector(".l-loading"));
  const heard = Number(await page.textContent("#knocks"));
  assert.ok(heard >= 300 && heard < 1001, `${heard} were heard`);
});

test("14 refusals: a text that is too long is not sent, and the page goes on", async () => {
  const page = await gallery.open("/refusals");
  await page.fill("#letter", "dear");
  await shows(page, "#letters", 4);
  await page.evaluate(() => document.addEventListener("loom:error", ({ detail }) => (globalThis.code = detail.code)));
  await button(page, "Write 2 MB");
  await contains(page, "[data-l-flash]", "too long to send");
  assert.equal(await page.evaluate(() => code), "too_large");
  assert.equal((await page.inputValue("#letter")).length, 2_000_000);
  await button(page, "Knock once");
  await shows(page, "#knocks", 1);
  assert.equal(await page.textContent("#letters"), "4");
  await page.fill("#letter", "dear me");
  await shows(page, "#letters", 7);
});

test("14 refusals: another visitor's token opens nothing", async () => {
  const page = await gallery.open("/refusals");
  await button(page, "Be somebody else");
  await contains(page, "#verdict", "was refused");
  await until(page, () => document.documentElement.dataset.lState === "live");
  assert.equal(await page.locator("[data-l-live]").count(), 1);
});

const heading = (page, text) => until(page, (text) => document.querySelector("main h1").textContent === text, text);
const mark = (page) => page.evaluate(() => (globalThis.marked = true));
const isSamePage = (page) => page.evaluate(() => globalThis.marked === true);

test("16 shop: from the list to a fabric, to its neighbors and back, without loading a page anew", async () => {
  const page = await gallery.open("/shop");
  await mark(page);
  await page.evaluate(() => (globalThis.source = document.querySelector(".source")));
  await page.locator(".fabrics a", { hasText: "Denim" }).click();
  await heading(page, "Denim");
  assert.equal(await page.title(), "Denim · Loom");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "h1");
  await page.click('.demo [rel="next"]');
  await heading(page, "Gabardine");
  await page.click('.demo [rel="prev"]');
  await heading(page, "Denim");
  assert.equal(await page.evaluate(() => location.pathname), "/shop/5");
  for (const title of ["Gabardine", "Denim", "Pages that flow"]) {
    await page.goBack();
    await heading(page, title);
  }
  assert.equal(await page.locator(".fabrics li").count(), 16);
  assert.equal(await page.evaluate(() => document.activeElement.querySelector("strong")?.textContent), "Denim", "the link that was followed");
  assert.equal(await page.evaluate(() => document.querySelector(".source") === source), true, "the source that both pages show stays");
  assert.ok(await isSamePage(page));
});

test("16 shop: a fabric is shown from its top, and the list where it was left, also in a part of the page that stays", async () => {
  const page = await gallery.open("/shop", { viewport: { width: 1280, height: 700 } });
  const scrolled = (wanted) => until(page, (wanted) => document.querySelector(".left").scrollTop === wanted, wanted);
  await page.evaluate(async () => {
    const heard = new Promise((done) => addEventListener("scroll", done, { capture: true, once: true }));
    document.querySelector(".left").scrollTop = 800;
    await heard;
    // Without a pointer, which would scroll the link into view.
    document.querySelector(".fabrics li:last-child a").click();
  });
  await heading(page, "Taffeta");
  await scrolled(0);
  // By the page: the button of a browser passes over entries that a script alone has made.
  await page.evaluate(() => history.back());
  await heading(page, "Pages that flow");
  await scrolled(800);
});

test("16 shop: the form searches by its address, and a fabric that is not there is no page", async () => {
  const page = await gallery.open("/shop", { cuts: true });
  await mark(page);
  await page.getByLabel("Name, fiber or weave").fill("silk");
  await page.getByLabel("Name, fiber or weave").press("Enter");
  await until(page, () => document.querySelectorAll(".fabrics li").length === 2);
  assert.equal(await page.evaluate(() => location.pathname + location.search), "/shop?q=silk");
  assert.equal(await page.getByLabel("Name, fiber or weave").inputValue(), "silk");
  await page.locator(".fabrics a", { hasText: "Taffeta" }).click();
  await heading(page, "Taffeta");
  await page.goBack();
  await until(page, () => document.querySelectorAll(".fabrics li").length === 2);
  await page.getByRole("link", { name: "Show all" }).click();
  await until(page, () => document.querySelectorAll(".fabrics li").length === 16);
  assert.ok(await isSamePage(page));
  await page.evaluate(() => (console.error = () => {}));
  await page.evaluate(() => {
    document.querySelector(".fabrics a").href = "/shop/99";
    document.querySelector(".fabrics a").click();
  });
  await heading(page, "A dropped stitch");
});

test("16 shop: a note that is not sent holds its page, is there on going back, and once it is sent others see it", only(["chromium", "firefox"], "its driver cannot answer a question"), async () => {
  const page = await gallery.open("/shop/7");
  const other = await gallery.open("/shop/7");
  await mark(page);
  const questions = [];
  let answer = false;
  page.on("dialog", async (dialog) => {
    questions.push(dialog.message());
    await (answer ? dialog.accept() : dialog.dismiss());
  });
  await page.getByLabel("Your name").fill("Gunta");
  await page.getByLabel("Your note").fill("It itches.");
  await page.click('.demo [rel="next"]');
  assert.deepEqual(questions, ["Leave without sending your note?"]);
  await heading(page, "Herringbone");
  answer = true;
  await page.click('.demo [rel="next"]');
  await heading(page, "Hopsack");
  assert.equal(questions.length, 2);
  assert.equal(await page.getByLabel("Your note").inputValue(), "");
  await page.goBack();
  await heading(page, "Herringbone");
  assert.equal(await page.getByLabel("Your note").inputValue(), "It itches.");
  await button(page, "Send");
  await contains(page, ".notes", "It itches.");
  await contains(other, ".notes", "Gunta");
  assert.equal(await page.getByLabel("Your note").inputValue(), "");
  await page.click('.demo [rel="next"]');
  await heading(page, "Hopsack");
  assert.equal(questions.length, 2, "a note that was sent holds nothing");
  assert.ok(await isSamePage(page));
});

test("17 player: the sound plays on over the pages of the shop", only(["chromium", "firefox"], "it has no media here"), async () => {
  const page = await gallery.open("/player");
  await mark(page);
  await page.evaluate(() => {
    const audio = document.querySelector("audio");
    Object.assign(globalThis, { audio, pauses: 0 });
    audio.addEventListener("pause", () => pauses++);
  });
  // A visitor has to have done something before a page may make a sound.
  await page.click(".player strong");
  await page.evaluate(() => audio.play());
  await until(page, () => audio.currentTime > 0.05);
  await contains(page, ".player", "Started once.");
  const plays = async (at) => {
    await until(page, (at) => document.querySelector(".player .at").textContent === at, at);
    const time = await page.evaluate(() => audio.currentTime);
    await until(page, (time) => audio.currentTime !== time, time);
    assert.deepEqual(await page.evaluate(() => [document.querySelector("audio") === audio, audio.paused, pauses]), [true, false, 0], at);
    await contains(page, ".player", "Started once.");
  };
  await page.getByRole("link", { name: "To the shop" }).click();
  await heading(page, "Pages that flow");
  await plays("the shop");
  await page.locator(".fabrics a", { hasText: "Denim" }).click();
  await heading(page, "Denim");
  await plays("Denim");
  for (const name of ["Gabardine", "Herringbone", "Hopsack"]) {
    await page.click('.demo [rel="next"]');
    await heading(page, name);
    await plays(name);
  }
  await page.goBack();
  await heading(page, "Herringbone");
  await plays("Herringbone");
  // A page without it lets it go, and going back brings its state back.
  await page.evaluate(() => document.querySelector('.examples-nav a[href="/counter"]').click());
  await heading(page, "Counter");
  await until(page, () => !document.querySelector("audio") && audio.paused);
  await page.goBack();
  await heading(page, "Herringbone");
  await contains(page, ".player", "Started once.");
  assert.equal(await page.evaluate(() => document.querySelector("audio") === audio), true);
  assert.ok(await isSamePage(page));
});

test("22 text that grows: the words are appended to one text, a selection in it stays, and a break goes on where it was", async () => {
  const page = await gallery.open("/assistant", { cuts: true });
  const answered = (text) => until(page, (text) => document.querySelector('.assistant [role="status"]').textContent.includes(text), text);
  await page.fill(".assistant input", "Does it work behind a proxy?");
  await page.press(".assistant input", "Enter");
  await until(page, () => document.querySelector(".answer")?.textContent.length > 100);
  await page.evaluate(() => {
    const text = document.querySelector(".answer").firstChild;
    Object.assign(window, { text, first: text.data, grown: [] });
    getSelection().setBaseAndExtent(text, 0, text, 10);
    new MutationObserver((records) => records.forEach(({ target }) => grown.push(target.data.length))).observe(text, { characterData: true });
  });
  await until(page, () => grown.length > 5);
  gallery.network.cut();
  await until(page, () => document.documentElement.dataset.lState !== "live");
  gallery.network.mend();
  await answered("complete");
  const found = await page.evaluate(() => ({
    isSame: document.querySelector(".answer").firstChild === text && text.data.startsWith(first),
    isRising: grown.every((length, at) => !at || length > grown[at - 1]),
    selected: getSelection().toString() === first.slice(0, 10),
  }));
  assert.deepEqual(found, { isSame: true, isRising: true, selected: true });
  assert.equal(await page.inputValue(".assistant input"), "");
  await page.fill(".assistant input", "xyzzy");
  await page.press(".assistant input", "Enter");
  await answered("complete");
  await contains(page, ".assistant section:last-of-type .answer", "The guide has no words for that.");
});

test("23 things that move: a page that is left while a note leaves comes back without it", async () => {
  const page = await gallery.open("/motion");
  await mark(page);
  await page.evaluate(() => {
    const leaves = new MutationObserver(() => {
      if (!document.querySelector(".todos [l-leave]")) return;
      leaves.disconnect();
      globalThis.left = true;
      document.querySelector('nav.pager a[rel="prev"]').click();
    });
    leaves.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.getByLabel("Finish: Mend the reed").click();
  await heading(page, "Text that grows");
  assert.deepEqual(await page.evaluate(() => [globalThis.left, document.querySelectorAll("[l-leave]").length]), [true, 0]);
  await page.goBack();
  await heading(page, "Things that move");
  await contains(page, ".undo", "Finished: Mend the reed");
  const notes = () => page.evaluate(() => [...document.querySelectorAll(".todos .title")].map((title) => title.textContent).join());
  assert.equal(await notes(), "Thread the heddles,Wind the bobbins");
  assert.ok(await isSamePage(page));
  await button(page, "Undo");
  await until(page, () => document.querySelectorAll(".todos .title").length === 3 && !document.querySelector("[l-enter], [l-leave], [l-move]"));
  assert.equal(await notes(), "Mend the reed,Thread the heddles,Wind the bobbins");
});
