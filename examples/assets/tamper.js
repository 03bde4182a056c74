// Attacks from the browser's console: page 14 has a button for each. None of them gets further than the page itself.

const verdict = document.querySelector("#verdict");
/** Says how the attempt ended, below its button. */
const show = (text, button) => {
  button?.closest("li").append(verdict);
  verdict.hidden = false;
  verdict.textContent = text;
  verdict.scrollIntoView({ block: "nearest" });
};

const attempts = {
  /** Chooses an option that is disabled. */
  choice(button) {
    const drawer = document.querySelector("#drawer");
    drawer.querySelector('[value="gold"]').disabled = false;
    drawer.value = "gold";
    drawer.dispatchEvent(new Event("change", { bubbles: true }));
    show("The gold was sent as the choice. If the page did not offer it, the server kept the old value.", button);
  },
  /** Sends more than a page may. */
  rate(button) {
    const knock = document.querySelector("#knock");
    for (let i = 0; i < 1000; i++) knock.click();
    show("A thousand events were sent. Those above the limit were refused, the others handled.", button);
  },
  /** Writes more than a message may hold. */
  length(button) {
    const letter = document.querySelector("#letter");
    letter.value = "loom ".repeat(400_000);
    letter.dispatchEvent(new InputEvent("input", { bubbles: true }));
    show("Two million letters were written. The page did not send them, and the server kept the old letter.", button);
  },
  /** Gets this page as somebody without a cookie does, who is another visitor, and takes the component's token from it into this one. */
  async token() {
    const response = await fetch(location.href, { credentials: "omit" });
    const other = new DOMParser().parseFromString(await response.text(), "text/html");
    sessionStorage.setItem("tampered", "token");
    document.querySelector("[data-l-live]").after(document.importNode(other.querySelector("[data-l-live]")));
  },
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-tamper]");
  attempts[button?.dataset.tamper]?.(button);
});

if (sessionStorage.getItem("tampered")) {
  sessionStorage.removeItem("tampered");
  show("The other visitor's token was refused, and the page reloaded.");
}
