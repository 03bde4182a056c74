// The gallery's own script: light or dark, buttons that copy, and the drawer "Under the hood". It runs in the head, before anything is
// drawn and before Loom's script opens the page's socket.

(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  try {
    const kept = localStorage.getItem("theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch {
    // Storage is off: the system's choice holds.
  }

  function toggleTheme() {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const next = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Then it holds for this page.
    }
  }

  /** Copies the code that stands beside `button`, and says so on it. */
  async function copy(button) {
    const code = button.closest(".source, .install").querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      // The browser does not allow it: the code is selected, to be copied by hand.
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  }

  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-theme-toggle]")) toggleTheme();
    const button = target.closest("[data-copy]");
    if (button) copy(button);
  });

  // ---------------------------------------------------------------- under the hood

  const SHOWN = 40;
  const LONGEST = 300;
  /** Of tokens, which nobody reads. */
  const LONGEST_TOKEN = 60;
  /** Attributes that Loom's client writes by itself, while an event is under way. */
  const OWN = /^data-l-|^class$|^disabled$|^aria-busy$/;

  /** The traffic of the page's socket since it was loaded. */
  const crossed = { sent: 0, heard: 0, bytes: 0, roundTrip: null };
  /** When each event was sent, by component and number. */
  const sentAt = new Map();
  const rows = [];
  let drawer = null;
  let isDue = false;

  const bytesOf = (text) => new TextEncoder().encode(text).length;
  const sizeOf = (bytes) => (bytes < 10_000 ? `${bytes.toLocaleString("en")} B` : `${Math.round(bytes / 1000).toLocaleString("en")} kB`);

  /** Notes a frame. Nothing is drawn while the drawer is shut but its sum. */
  function note(isSent, frame) {
    if (typeof frame !== "string") return;
    const bytes = bytesOf(frame);
    crossed.bytes += bytes;
    crossed[isSent ? "sent" : "heard"]++;
    const longest = /^\["[kj]",/.test(frame) ? LONGEST_TOKEN : LONGEST;
    rows.push({ isSent, text: frame.slice(0, longest), cut: frame.length > longest, bytes, time: took(isSent, frame) });
    if (rows.length > SHOWN) rows.shift();
    if (!isDue) {
      isDue = true;
      setTimeout(show, 100);
    }
  }

  /** The round trip in milliseconds, where `frame` answers an event. */
  function took(isSent, frame) {
    const found = isSent ? /^\["e",(\d+),(\d+)/.exec(frame) : /^\["[px]",(\d+),(\d+)/.exec(frame);
    if (!found) return null;
    const event = `${found[1]} ${found[2]}`;
    if (isSent) sentAt.set(event, performance.now());
    else if (sentAt.has(event)) {
      crossed.roundTrip = performance.now() - sentAt.get(event);
      sentAt.delete(event);
      return crossed.roundTrip;
    }
    return null;
  }

  const inMilliseconds = (time) => (time === null ? "" : `${time.toFixed(1)} ms`);

  function show() {
    isDue = false;
    drawer ??= document.querySelector("[data-hood]");
    if (!drawer) return;
    const { sent, heard, bytes, roundTrip } = crossed;
    const last = roundTrip === null ? "" : `, last answer after ${inMilliseconds(roundTrip)}`;
    drawer.querySelector("[data-hood-sum]").textContent = `${sent} out, ${heard} in, ${sizeOf(bytes)}${last}`;
    if (!drawer.open) return;
    drawer.querySelector("[data-hood-frames]").replaceChildren(...rows.toReversed().map(rowOf));
    drawer.querySelector("[data-hood-state]").replaceChildren(...states());
  }

  function rowOf({ isSent, text, cut, bytes, time }) {
    const row = document.createElement("tr");
    row.className = isSent ? "sent" : "heard";
    const cells = [`${isSent ? "↑" : "↓"} ${text}${cut ? "…" : ""}`, String(bytes), inMilliseconds(time)];
    for (const text of cells) row.insertCell().textContent = text;
    return row;
  }

  /** The state of each component, as its token holds it. */
  function states() {
    return [...document.querySelectorAll("[data-l-token]")].slice(0, 12).map(({ dataset }) => {
      const shown = document.createElement("pre");
      shown.textContent = `${dataset.lLive.split("::").at(-1)} ${stateIn(dataset.lToken)}`;
      return shown;
    });
  }

  function stateIn(token) {
    try {
      const text = atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"));
      const whole = new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0)));
      // The component's path stands before its fields.
      const fields = whole.slice(whole.indexOf("{"));
      const json = JSON.stringify(JSON.parse(fields), null, 2);
      return json.length > 2000 ? `${json.slice(0, 2000)}…` : json;
    } catch {
      return "is encrypted, or on the server only";
    }
  }

  /** Lights up what a patch has touched, while the drawer is open. */
  function flash(records) {
    if (!drawer?.open || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const touched = new Set();
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === "attributes" && OWN.test(attributeName)) continue;
      if (type === "childList") for (const node of addedNodes) touched.add(node instanceof Element ? node : target);
      else touched.add(target instanceof Element ? target : target.parentElement);
    }
    for (const element of [...touched].slice(0, 200)) {
      element?.animate?.([{ outline: "2px solid orange", outlineOffset: "1px" }, { outline: "2px solid transparent", outlineOffset: "3px" }], 600);
    }
  }

  /** Milliseconds that are added to each round trip, one half in each direction. */
  let latency = 0;

  /** Does things later, in their order, whatever becomes of the latency. */
  function queue() {
    let last = 0;
    return (act) => {
      const now = performance.now();
      last = Math.max(last, now + latency / 2);
      if (last <= now) act();
      else setTimeout(act, last - now);
    };
  }

  globalThis.WebSocket = class extends WebSocket {
    #up = queue();
    #down = queue();

    constructor(...address) {
      super(...address);
      this.addEventListener("message", ({ data }) => this.#down(() => note(false, data)));
    }

    get onmessage() {
      return super.onmessage;
    }

    set onmessage(listener) {
      super.onmessage = listener && ((event) => this.#down(() => listener.call(this, event)));
    }

    send(data) {
      note(true, data);
      this.#up(() => this.readyState === WebSocket.OPEN && super.send(data));
    }
  };

  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof Element) || !target.matches("[data-latency]")) return;
    latency = Number(target.value);
    showLatency(target);
  });

  function showLatency(slider) {
    slider.parentElement.querySelector("[data-latency-shown]").textContent = `${latency} ms`;
  }

  const observer = new MutationObserver(flash);

  /** The page has a drawer and a demo of its own. */
  function attend() {
    drawer = document.querySelector("[data-hood]");
    const demo = document.querySelector(".demo");
    observer.disconnect();
    if (!drawer || !demo) return;
    drawer.addEventListener("toggle", show);
    // The setting holds for all pages of the visit.
    const slider = drawer.querySelector("[data-latency]");
    slider.value = String(latency);
    showLatency(slider);
    show();
    observer.observe(demo, { subtree: true, childList: true, characterData: true, attributes: true });
  }

  addEventListener("DOMContentLoaded", attend);
  document.addEventListener("loom:navigated", attend);
})();
