// The composition root: makes the parts, and starts them when the page is there.

import { ask } from "./dom";
import { hydrate } from "./engine/hydrate";
import { Patch } from "./engine/patch";
import { Templates } from "./engine/templates";
import { Dispatcher } from "./events/dispatcher";
import { Timing } from "./events/timing";
import { Fields } from "./live/fields";
import { Loading } from "./live/loading";
import { Notices } from "./live/notices";
import { Session, type Parts } from "./live/session";
import { Socket } from "./live/socket";
import { Status } from "./live/status";
import { Wrappers } from "./live/wrappers";
import { Modules, type Starting } from "./modules";
import { LIVE, SOCKET, type WireTemplate } from "./wire";

function start(): void {
  const timing = new Timing();
  const loading = new Loading();
  const modules = new Modules((start) => start(parts, session, Patch));
  const status = new Status();
  const fields = new Fields(
    (element) => session._of(element),
    (control) => timing._isWaiting(control),
    modules._given,
  );
  const templates = new Templates((template) => dispatcher._learn(template));
  templates._coded = () => modules._need("expressions");
  // The session works with parts that are made of it, which come below.
  const parts = {
    _templates: templates,
    _modules: modules,
    _fields: fields,
    _loading: loading,
    _status: status,
    _timing: timing,
  } as Partial<Parts> as { -readonly [N in keyof Parts]: Parts[N] };
  const session = new Session(parts);
  const dispatcher = (parts._dispatcher = new Dispatcher(
    timing,
    (element, type) =>
      (session._isPatching && /^(focus|blur|change)/.test(type)) || (type === "submit" && loading._isSubmitting(element)) || (/^(toggle|volumechange)$/.test(type) && !!fields._values?._isEcho(element)),
    [(fired) => session._fire(fired)],
    () => modules._load("details").catch(() => () => ({})),
    (name) => modules._need(name as Starting),
  ));
  const socket = (parts._socket = new Socket(session, address, (frame) => modules._wait(frame, templates)));
  const notices = (parts._notices = new Notices(status, socket, modules, () => fields._isTouched()));
  const wrappers = (parts._wrappers = new Wrappers(session));

  const page = ask(document, "querySelector", "script[data-l-templates]") as HTMLElement | null;
  if (page) {
    templates._addPage(JSON.parse(page.textContent ?? "[]") as WireTemplate[]);
    socket._limit = +(page.dataset["lLimit"] ?? Infinity);
  }
  if (ask(document, "querySelector", LIVE)) status._set("connecting");
  fields._start();
  // Debounced events are sent before the page goes; in Firefox the socket is closed before `pagehide`.
  for (const type of ["beforeunload", "pagehide"]) addEventListener(type, () => timing._flush(() => true));
  socket._start();
  wrappers._start();
  const load = (): void => void modules._wait("", templates)?.catch(() => undefined);
  load();
  // The module of focus comes before the answer to what is done there.
  addEventListener("focusin", load);
  if (!("command" in HTMLButtonElement.prototype && "onscrollend" in window)) {
    modules._load("fallback").then((start) => start(), () => undefined);
  }
  if (status._state) notices._load().catch(() => undefined);
  // Where there is no navigation, links are loaded in full.
  if (page?.dataset["lNav"]) modules._load("navigation").then((Navigation) => (parts._guide = new Navigation(parts, session, hydrate, Patch)), () => undefined);
}

/** By it the server knows the page's next socket from that of a duplicated tab. */
const PAGE = Math.floor(Math.random() * 2 ** 53);
/** How many sockets it has opened: what comes late from an older one takes nothing from a newer. */
let sockets = 0;

function address(): string {
  const path = (ask(document, "querySelector", SOCKET) as HTMLElement | null)?.dataset["lWs"] ?? "/loom/ws";
  const url = new URL(path, location.href.replace(/^http/, "ws"));
  url.search += `${url.search && "&"}page=${PAGE}&socket=${++sockets}`;
  return url.href;
}

if (ask(document, "readyState") === "loading") addEventListener("DOMContentLoaded", start);
else start();
