// The locators of WebKit's pages, with the part of Playwright's interface that the tests use, and the way from a locator to elements.

import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The property of W3C WebDriver that holds an element's reference. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** A text to look for, as it goes to the page. */
function wanted(text, exact) {
  if (text === undefined) return null;
  return text instanceof RegExp ? { source: text.source, flags: text.flags } : { text, exact: Boolean(exact) };
}

/** The steps of a locator. */
export const selects = {
  /** Of CSS, with Playwright's `:has-text("")`, `text=` and `>>`. */
  css(selector, { hasText } = {}) {
    const steps = selector.split(" >> ").map((part) => {
      const [, text] = /^text=(.*)$/.exec(part) ?? [];
      if (text === undefined) {
        const [, css, has] = /^(.*):has-text\("(.*)"\)$/.exec(part) ?? [];
        return css === undefined ? { css: part } : { css, hasText: wanted(has) };
      }
      const [, source, flags] = /^\/(.*)\/(\w*)$/.exec(text) ?? [];
      return { text: source === undefined ? wanted(text) : { source, flags } };
    });
    if (hasText !== undefined) steps.push({ hasText: wanted(hasText) });
    return steps;
  },
  role: (role, { name, exact } = {}) => ({ role, name: wanted(name, exact) }),
  label: (label, { exact } = {}) => ({ label: wanted(label, exact) }),
  text: (text, { exact } = {}) => ({ text: wanted(text, exact) }),
};

/** Runs in the page: `resolve` gives the elements that steps lead to, `isVisible` tells of one whether it can be seen. */
export const resolve = `
const plain = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
const fits = (text, wanted) => {
  if (!wanted) return true;
  if (wanted.source !== undefined) return new RegExp(wanted.source, wanted.flags).test(plain(text));
  if (wanted.exact) return plain(text) === plain(wanted.text);
  return plain(text).toLowerCase().includes(plain(wanted.text).toLowerCase());
};
const nameOf = (element) => {
  const ids = element.getAttribute("aria-labelledby");
  if (ids) return ids.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  if (element.hasAttribute("aria-label")) return element.getAttribute("aria-label");
  if (element.labels?.length) return [...element.labels].map((label) => label.textContent).join(" ");
  if (element.localName === "fieldset") return element.querySelector("legend")?.textContent;
  return element.innerText || element.textContent || element.value || element.title;
};
const ROLES = {
  button: "button, [role=button], input[type=submit], input[type=button]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  combobox: "select:not([multiple]), [role=combobox]",
  group: "fieldset, [role=group]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  link: "a[href]",
  radio: "input[type=radio], [role=radio]",
  textbox: "input:not([type]), input[type=text], textarea, [role=textbox]",
};
const isVisible = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
};
const select = (root, step) => {
  if (step.css) return [...root.querySelectorAll(step.css)].filter((element) => fits(element.textContent, step.hasText));
  if (step.role) {
    const all = root.querySelectorAll(ROLES[step.role] ?? "[role=" + step.role + "]");
    return [...all].filter((element) => isVisible(element) && fits(nameOf(element), step.name));
  }
  if (step.label) {
    const all = root.querySelectorAll("input, select, textarea, button, [aria-label], [aria-labelledby]");
    return [...all].filter((element) =>
      [...(element.labels ?? [])].some((label) => fits(label.textContent, step.label)) ||
      ((element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby")) && fits(nameOf(element), step.label)));
  }
  const says = (element) => !/^(script|style|title|head)$/.test(element.localName) && fits(element.textContent, step.text);
  return [...root.querySelectorAll("*")].filter((element) => says(element) && ![...element.children].some(says));
};
const resolve = (steps) => steps.reduce((found, step) => {
  if (step.nth !== undefined) return [found.at(step.nth)].filter(Boolean);
  if (step.visible !== undefined) return found.filter((element) => isVisible(element) === step.visible);
  if (step.hasText && !step.css) return found.filter((element) => fits(element.textContent, step.hasText));
  return [...new Set(found.flatMap((root) => select(root, step)))];
}, [document]);
`;

export class Locator {
  constructor(page, chain) {
    Object.assign(this, { page, chain });
  }

  #then(...steps) {
    return new Locator(this.page, [...this.chain, ...steps.flat()]);
  }
  nth(index) {
    return this.#then({ nth: index });
  }
  first() {
    return this.nth(0);
  }
  last() {
    return this.nth(-1);
  }
  locator(selector, more) {
    return this.#then(selects.css(selector, more));
  }
  filter({ visible, hasText }) {
    return this.#then(visible === undefined ? [] : { visible }, hasText === undefined ? [] : selects.css("*", { hasText }).slice(1));
  }
  getByRole(role, options) {
    return this.#then(selects.role(role, options));
  }
  getByLabel(label, options) {
    return this.#then(selects.label(label, options));
  }
  getByText(text, options) {
    return this.#then(selects.text(text, options));
  }

  /** Runs `then`, an expression over the elements `found`, in the page. */
  #found(then) {
    return this.page.run(`${resolve} const found = resolve(arguments[0]); arguments[1](${then})`, this.chain);
  }

  count() {
    return this.#found("found.length");
  }

  isVisible() {
    return this.#found("found.some(isVisible)");
  }

  async isHidden() {
    return !(await this.isVisible());
  }

  boundingBox() {
    return this.#found("(({ x, y, width, height }) => ({ x, y, width, height }))(found[0].getBoundingClientRect())");
  }

  /** Waits for the element, and gives its reference. */
  element(test = "true") {
    return this.page.poll(JSON.stringify(this.chain), async () => {
      const found = await this.#found(`found.find((element) => ${test}) ?? null`);
      return found?.[ELEMENT] && found;
    });
  }

  waitFor({ state } = {}) {
    if (state === "hidden") return this.page.poll(JSON.stringify(this.chain), async () => !(await this.isVisible()));
    return this.element("isVisible(element)");
  }

  async evaluate(what, argument) {
    return this.page.evaluate(what, argument, await this.element());
  }

  async #pointer(presses) {
    const clicks = Array.from({ length: presses }, () => [{ type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }]).flat();
    await this.page.poll(`the mouse on ${JSON.stringify(this.chain)}`, async () => {
      const element = await this.element("isVisible(element) && !element.disabled");
      // The place is asked for after the scrolling has been drawn.
      const at = await this.page.run(
        `const [element, done] = arguments;
         element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
         requestAnimationFrame(() => {
           const { x, y, width, height } = element.getBoundingClientRect();
           const at = { x: Math.floor(x + width / 2), y: Math.floor(y + height / 2) };
           const hit = document.elementFromPoint(at.x, at.y);
           done(hit && (element.contains(hit) || hit.closest("label")?.control === element) ? at : null);
         });`,
        element,
      );
      if (!at) throw new Error("something else covers it");
      await this.page.actions("pointer", [{ type: "pointerMove", ...at, duration: 0 }, ...clicks]);
      return true;
    });
  }
  click() {
    return this.#pointer(1);
  }
  dblclick() {
    return this.#pointer(2);
  }
  hover() {
    return this.#pointer(0);
  }
  scrollIntoViewIfNeeded() {
    return this.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  }

  async focus() {
    await this.evaluate((element) => element.focus());
  }
  async blur() {
    await this.evaluate((element) => element.blur());
  }

  /** As Playwright does it: the text by an editing command, other values by the property. */
  async fill(text) {
    const element = await this.element("isVisible(element) && !element.disabled");
    await this.page.evaluate(
      (field, value) => {
        field.focus();
        if (/^(date|time|datetime-local|month|week|color|range)$/.test(field.type)) {
          field.value = value;
          for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
          return;
        }
        if (field.select) field.select();
        else getSelection().selectAllChildren(field);
        document.execCommand(value ? "insertText" : "delete", false, value);
      },
      text,
      element,
    );
  }

  async press(key) {
    await this.focus();
    await this.page.keyboard.press(key);
  }
  async pressSequentially(text, options) {
    await this.focus();
    await this.page.keyboard.type(text, options);
  }

  async #setChecked(wanted) {
    if ((await this.evaluate((box) => box.checked)) !== wanted) await this.click();
  }
  check() {
    return this.#setChecked(true);
  }
  uncheck() {
    return this.#setChecked(false);
  }
  isChecked() {
    return this.evaluate((box) => box.checked);
  }
  inputValue() {
    return this.evaluate((field) => field.value);
  }
  textContent() {
    return this.evaluate((element) => element.textContent);
  }
  innerText() {
    return this.evaluate((element) => element.innerText);
  }
  allTextContents() {
    return this.#found("found.map((element) => element.textContent)");
  }
  getAttribute(name) {
    return this.evaluate((element, key) => element.getAttribute(key), name);
  }

  async selectOption(wanted) {
    const list = [wanted].flat().map((each) => (typeof each === "string" ? each : each.label));
    await this.evaluate((select, values) => {
      select.focus();
      for (const option of select.options) {
        const chosen = values.includes(option.value) || values.includes(option.textContent.trim());
        if (select.multiple || chosen) option.selected = chosen;
      }
      for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }));
    }, list);
  }

  async setInputFiles({ name, buffer }) {
    const path = join(tmpdir(), name);
    writeFileSync(path, buffer);
    const element = await this.element();
    await this.page.call("POST", `/element/${element[ELEMENT]}/value`, { text: path });
  }

  async dispatchEvent(type) {
    await this.evaluate((element, name) => element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true })), type);
  }
}
