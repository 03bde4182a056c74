// The hook `editor`: a rich text with Squire, a library from npm.

import Squire from "squire.js";

const TAGS = new Set(["B", "I", "P", "DIV", "BR", "UL", "OL", "LI"]);
/** So many milliseconds after the last key the server hears of the text. */
const REST = 300;

/** Only tags of this list stay, without attributes: no text of others is script. */
function sanitized(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    if (/^(SCRIPT|STYLE|TEMPLATE|IFRAME)$/.test(element.tagName)) element.remove();
    else if (!TAGS.has(element.tagName)) element.replaceWith(...element.childNodes);
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...document.adoptNode(body).childNodes);
  return fragment;
}

const BUTTONS = [
  ["Bold", "B", (editor, isOn) => (isOn ? editor.removeBold() : editor.bold())],
  ["Italic", "I", (editor, isOn) => (isOn ? editor.removeItalic() : editor.italic())],
  ["List", "UL", (editor, isOn) => (isOn ? editor.removeList() : editor.makeUnorderedList())],
];

const running = new WeakMap();

function begin(element, live) {
  const [tools, root] = [document.createElement("div"), document.createElement("div")];
  tools.className = "editor-tools";
  root.className = "editor-text";
  for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-label", element.getAttribute("aria-label")]]) root.setAttribute(name, value);
  element.append(tools, root);
  const editor = new Squire(root, { blockTag: "P", sanitizeToDOMFragment: sanitized });
  const buttons = BUTTONS.map(([label, tag, toggle]) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: label });
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      toggle(editor, editor.hasFormat(tag));
      editor.focus();
    });
    tools.append(button);
    return [button, tag];
  });
  const state = { editor, root, said: "", timer: 0 };
  const show = () => {
    for (const [button, tag] of buttons) button.setAttribute("aria-pressed", editor.hasFormat(tag));
  };
  editor.addEventListener("pathChange", show);
  editor.addEventListener("select", show);
  editor.addEventListener("input", () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => {
      state.said = editor.getHTML();
      live.fire("note-change", state.said);
    }, REST);
  });
  return state;
}

loom.hook("editor", {
  mounted(element, note, live) {
    const state = begin(element, live);
    running.set(element, state);
    live.on("insert", (text) => state.editor.insertPlainText(text, false));
    this.updated(element, note);
  },
  // The server's text, unless it is the one that was said to it.
  updated(element, note) {
    const state = running.get(element);
    if (note === state.said) return;
    state.said = note;
    state.editor.setHTML(note);
  },
  gone(element) {
    const { editor, timer } = running.get(element);
    clearTimeout(timer);
    editor.destroy();
    element.replaceChildren();
  },
});
