// A stand-in for the translators of browsers. `install` is run in the page (`page.evaluate(install)`, `page.addInitScript(install)`) and
// puts `translator` there. A translated text stands in «quotation marks», and `translator.read` takes them and the added elements away.

/** The ways in which translators change a page. */
export const WAYS = [
  // Chromium's: each text is replaced by two elements around another text.
  "wrap",
  // The text itself goes into the element.
  "move",
  // Texts without an element between them are one sentence: its translation is in the place of the first, and the others are gone.
  "merge",
  // Firefox's: all nodes are taken out; texts, which are written over, and elements are put in again, comments are not.
  "rebuild",
];

export function install() {
  const SKIPPED = "script,style,textarea,noscript,[translate=no],title";
  const isDone = (text) => text.startsWith("«");
  const isOpen = (node) => node.nodeType === 3 && node.data.trim() && !isDone(node.data) && node.parentElement && !node.parentElement.closest(SKIPPED);

  const font = (...inner) => {
    const make = () => Object.assign(document.createElement("font"), { style: "vertical-align: inherit;" });
    const [outer, middle] = [make(), make()];
    outer.append(middle);
    middle.append(...inner);
    return outer;
  };

  const say = (text) => `«${text}»`;

  const ways = {
    wrap: (texts) => texts.forEach((text) => text.replaceWith(font(say(text.data)))),
    move: (texts) =>
      texts.forEach((text) => {
        const mark = new Comment();
        text.replaceWith(mark);
        text.data = say(text.data);
        mark.replaceWith(font(text));
      }),
    merge: (texts) => {
      const runs = new Map();
      for (const text of texts) {
        let first = text;
        for (let node = text; node && node.nodeType !== 1; node = node.previousSibling) if (isOpen(node)) first = node;
        runs.set(first, [...(runs.get(first) ?? []), text]);
      }
      for (const [first, run] of runs) {
        const all = run.map((text) => text.data).join("");
        for (const text of run) if (text !== first) text.remove();
        first.replaceWith(font(say(all)));
      }
    },
    rebuild: (texts) => {
      for (const parent of new Set(texts.map((text) => text.parentNode))) {
        const nodes = [...parent.childNodes].filter((node) => node.nodeType !== 8);
        parent.replaceChildren();
        for (const node of nodes) {
          // An element is put in again, a text is another.
          parent.append(isOpenText(node) ? say(node.data) : node);
        }
      }
    },
  };
  const isOpenText = (node) => node.nodeType === 3 && node.data.trim() && !isDone(node.data);

  /** Translates what is not translated yet. */
  function translate(way, root = document.body) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (isOpen(walker.currentNode)) texts.push(walker.currentNode);
    ways[way](texts);
  }

  /** Translates the page, and whatever comes to it or changes. */
  function start(way) {
    new MutationObserver(() => document.body && translate(way)).observe(document, { childList: true, characterData: true, subtree: true });
    if (document.body) translate(way);
  }

  /** A copy of an element as if it had not been translated. */
  function read(element) {
    const copy = element.cloneNode(true);
    for (const added of copy.querySelectorAll("font")) added.replaceWith(...added.childNodes);
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/[«»]/g, "");
    copy.normalize();
    return copy;
  }

  /** The texts of an element that are not translated. */
  function missed(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (isOpen(walker.currentNode)) texts.push(walker.currentNode.data);
    return texts;
  }

  globalThis.translator = { translate, start, read, missed };
}
