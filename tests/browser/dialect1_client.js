// A stand-in for the browser client of dialect 1, written from a description of what that client does (docs/dialect-1.md). It is served
// in place of Loom's script, after `morphdom`. For tests, `<html data-dialect1>` is `live` once each component has had its tree, and `refusals` holds
// the errors that the server has sent.

globalThis.refusals = [];

{
  const TYPES = ["click", "input", "change", "submit", "keydown", "keyup", "focus", "blur"];
  const KEYED = ["input", "click", "change", "submit"];
  const LIVE = "[data-l-live]";
  const TRIES = 10;
  const FIRST_REST = 100;

  /** The components of the page by id: the wrapper, the last tree, and what is under way. */
  const components = new Map();
  /** Frames that wait for the socket. */
  let queue = [];
  let socket = null;
  let tries = 0;
  let count = 0;

  function send(message) {
    const frame = JSON.stringify(message);
    if (socket?.readyState === WebSocket.OPEN) socket.send(frame);
    else queue.push(frame);
  }

  function join({ id, wrapper }) {
    send({ type: "join", id, module: wrapper.dataset.lLive, token: wrapper.dataset.lToken });
  }

  function connect(path) {
    const url = new URL(path, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const opened = new WebSocket(url);
    socket = opened;
    opened.onopen = () => {
      tries = 0;
      // Before the joins, so that those of a new page are said twice.
      for (const frame of queue.splice(0)) opened.send(frame);
      components.forEach(join);
    };
    opened.onmessage = ({ data }) => receive(JSON.parse(data));
    opened.onclose = () => {
      if (opened !== socket) return;
      show();
      if (tries < TRIES) setTimeout(() => opened === socket && connect(path), FIRST_REST * 2 ** tries++);
    };
  }

  /** Says on the page whether it is live. */
  function show() {
    const isLive = socket?.readyState === WebSocket.OPEN && [...components.values()].every(({ tree }) => tree);
    document.documentElement.dataset.dialect1 = isLive ? "live" : "connecting";
  }

  function receive(message) {
    const component = components.get(message.id);
    if (message.type === "redirect") return location.assign(message.url);
    if (message.type === "error") {
      globalThis.refusals.push(message.error);
      component?.busy.splice(0).forEach((release) => release());
    } else if (component && message.type === "trees") {
      component.tree = { s: message.s, d: message.d };
      show();
    } else if (component?.tree && message.type === "patch") {
      merge(component.tree, message.d);
      component.busy.splice(0).forEach((release) => release());
      draw(component);
    }
  }

  /** Brings a change into a tree or a list. */
  function merge(node, changes) {
    const slots = Array.isArray(node) ? node : node.d;
    for (const [index, change] of Object.entries(changes)) {
      const isWhole = typeof change === "string" || Array.isArray(change) || change.s;
      if (isWhole) slots[index] = change;
      else merge(slots[index], change.d);
    }
  }

  function flat(value) {
    if (typeof value === "string") return value;
    if (Array.isArray(value)) return value.map(flat).join("");
    return value.s.map((text, index) => text + (index < value.d.length ? flat(value.d[index]) : "")).join("");
  }

  const handlerOf = (element, type) => element.getAttribute?.(`data-l-${type}`);
  const keyOf = (node) => node.id || KEYED.map((type) => handlerOf(node, type)).find(Boolean);

  function draw(component) {
    const { wrapper, tree } = component;
    const target = wrapper.cloneNode(false);
    target.innerHTML = flat(tree);
    const focused = wrapper.contains(document.activeElement) ? document.activeElement : null;
    morphdom(wrapper, target, {
      childrenOnly: true,
      getNodeKey: keyOf,
      onBeforeElUpdated(from, to) {
        if (from.matches(LIVE)) return false;
        if (from === focused && from.matches("input, textarea")) to.value = from.value;
        return true;
      },
    });
    attach(wrapper);
    findComponents(wrapper);
    if (focused) restoreFocus(wrapper, focused);
  }

  /** The handler's text stands in the selector as it is, so with many a text this throws. */
  function restoreFocus(wrapper, focused) {
    const type = TYPES.find((each) => handlerOf(focused, each));
    const found = type && wrapper.querySelector(`[data-l-${type}=${handlerOf(focused, type)}]`);
    if (found && document.activeElement === document.body) found.focus();
  }

  /** Adds the listeners of elements that have none yet. */
  function attach(wrapper) {
    for (const element of wrapper.querySelectorAll("*")) {
      if (element.closest(LIVE) !== wrapper || element.dialect1) continue;
      const types = TYPES.filter((type) => handlerOf(element, type) !== null);
      element.dialect1 = types.length > 0;
      for (const type of types) listen(element, type, handlerOf(element, type), wrapper);
    }
  }

  function listen(element, type, handler, wrapper) {
    let timer;
    element.addEventListener(type, (event) => {
      if (element.dataset.lPrevent === "true") event.preventDefault();
      if (element.dataset.lStop === "true") event.stopPropagation();
      const special_vars = {};
      if ("value" in element) special_vars.value = element.value;
      if (/^(checkbox|radio)$/.test(element.type)) special_vars.checked = element.checked;
      if ("key" in event) special_vars.key = event.key;
      const component = [...components.values()].find((each) => each.wrapper === wrapper);
      if (!component) return;
      const fire = () => send({ type: "event", id: component.id, handler, event: type, special_vars });
      clearTimeout(timer);
      if (element.dataset.lDebounce) timer = setTimeout(fire, Number(element.dataset.lDebounce));
      else fire();
      if (type === "click") wait(component, element);
    });
  }

  /** Shows that a click is under way, until it is answered. */
  function wait({ busy }, element) {
    const text = element.getAttribute("l-loading-text");
    const before = element.innerHTML;
    if (text) element.textContent = text;
    const disables = element.matches("button") && !element.hasAttribute("l-no-disable");
    if (disables) element.disabled = true;
    const indicator = document.getElementById(element.getAttribute("l-loading")) ?? element.querySelector("[l-loading]");
    indicator?.classList.add("l-loading");
    busy.push(() => {
      if (text) element.innerHTML = before;
      if (disables) element.disabled = false;
      indicator?.classList.remove("l-loading");
    });
  }

  /** Joins the components that have come, and leaves those that have gone. */
  function findComponents(root) {
    for (const component of components.values()) {
      if (component.wrapper.isConnected) continue;
      components.delete(component.id);
      send({ type: "leave", id: component.id });
    }
    const known = new Set([...components.values()].map(({ wrapper }) => wrapper));
    for (const wrapper of root.querySelectorAll(LIVE)) {
      if (known.has(wrapper)) continue;
      const component = { id: `c${count++}`, wrapper, tree: null, busy: [] };
      components.set(component.id, component);
      attach(wrapper);
      join(component);
    }
    show();
  }

  function start() {
    components.clear();
    [socket, queue, count] = [null, [], 0];
    const first = document.querySelector(LIVE);
    findComponents(document.body);
    if (first) connect(first.dataset.lWs);
  }

  /** Loads another page of the site into this one. */
  async function visit(url) {
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const old = socket;
    socket = null;
    old?.close();
    history.pushState(null, "", url);
    document.title = page.title;
    document.body.replaceWith(page.body);
    start();
  }

  const stays = (element) => element.closest("[l-no-nav], [data-l-no-nav]") !== null;
  const isOurs = (url) => url.origin === location.origin && !(url.hash && url.pathname === location.pathname);

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || stays(link) || !isOurs(new URL(link.href))) return;
    event.preventDefault();
    visit(link.href);
  });

  addEventListener("submit", (event) => {
    const form = event.target;
    const url = new URL(form.action);
    if (form.method !== "get" || stays(form) || !isOurs(url)) return;
    event.preventDefault();
    url.search = new URLSearchParams(new FormData(form)).toString();
    visit(url.href);
  });

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
}
