// The way from a locator to elements, in a page that Playwright does not drive.

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
