// The composition root: makes the parts, and starts them when the page is there.

import { ask } from "./dom";
import { Templates } from "./engine/templates";
import { Dispatcher } from "./events/dispatcher";
import { Timing } from "./events/timing";
import { Fields } from "./live/fields";
import { Loading } from "./live/loading";
import { Notices } from "./live/notices";
import { Session } from "./live/session";
import { Socket } from "./live/socket";
import { Status } from "./live/status";
import { Wrappers } from "./live/wrappers";
import { Modules } from "./modules";
import { LIVE, type WireTemplate } from "./wire";

function start(): void {
  const timing = new Timing();
  const loading = new Loading();
  const modules = new Modules();
  const status = new Status();
  const fields = new Fields(
    (element) => session.of(element),
    (control) => timing.isWaiting(control),
  );
  const templates = new Templates((template) => dispatcher.learn(template));
  const session = new Session({
    templates,
    modules,
    fields,
    loading,
    notices: () => notices,
    status,
    timing,
    socket: () => socket,
    dispatcher: () => dispatcher,
    wrappers: () => wrappers,
  });
  const dispatcher = new Dispatcher(
    timing,
    (element, type) => type === "submit" && loading.isSubmitting(element),
    (fired) => session.fire(fired),
  );
  const socket = new Socket(session, address, (frame) => modules.wait(frame, templates.haveLists));
  const notices = new Notices(status, socket, modules, () => fields.isTouched());
  const wrappers = new Wrappers(session);

  const page = ask(document, "querySelector", "script[data-l-templates]") as HTMLElement | null;
  if (page) {
    templates.addPage(JSON.parse(page.textContent ?? "[]") as WireTemplate[]);
    socket.limit = +(page.dataset["lLimit"] ?? Infinity);
  }
  if (ask(document, "querySelector", LIVE)) status.set("connecting");
  fields.start();
  // Debounced events are sent before the page goes.
  addEventListener("pagehide", () => timing.flush(() => true));
  socket.start();
  wrappers.start();
  if (templates.haveLists) modules.load("lists").catch(() => undefined);
  if (status.state) notices.load().catch(() => undefined);
}

/** By it the server knows the page's next socket from that of a duplicated tab. */
const PAGE = Math.floor(Math.random() * 2 ** 53);
/** How many sockets it has opened: what comes late from an older one takes nothing from a newer. */
let sockets = 0;

function address(): string {
  const path = (ask(document, "querySelector", LIVE) as HTMLElement | null)?.dataset["lWs"] ?? "/loom/ws";
  const url = new URL(path, location.href.replace(/^http/, "ws"));
  url.search += `${url.search && "&"}page=${PAGE}&socket=${++sockets}`;
  return url.href;
}

if (ask(document, "readyState") === "loading") addEventListener("DOMContentLoaded", start);
else start();
