// Events that an element hears at other places than itself: at the window, at the document, or anywhere outside of it. Loaded by pages whose
// templates bind some.

import { ask } from "../dom";
import type { Template } from "../engine/template";
import type { Parts } from "../live/session";

const LIST = "data-l-places";

export default function start({ _dispatcher, _templates }: Parts): void {
  const heard = new Set<string>();
  /** Where a button or finger went down, until the click that this becomes. */
  let pressed: readonly EventTarget[] = [];
  /** The elements that hear the event under way outside of them: those that were shown when it came. */
  let around: readonly Element[] = [];

  /** The elements that may hear an event at a place. Disabled ones offer nothing; those that are inert are leaving, or wait behind a dialog. */
  function listeners({ type }: Event, place: string): Element[] {
    return [...ask(document, "querySelectorAll", `[${LIST}*="${CSS.escape(type + place)}"]`)].filter((element) => !ask(element, "matches", ":disabled,[inert],[inert] *"));
  }

  function hear(elements: readonly Element[], event: Event, place: string): void {
    if (event.type === "resize") event = new CustomEvent("resize", { detail: { width: innerWidth, height: innerHeight } });
    for (const element of elements) if (ask(element, "isConnected")) _dispatcher._hear(element, event, place);
  }

  function note(event: Event): void {
    const path = [...event.composedPath(), ...(event.type === "click" ? pressed : [])];
    around = listeners(event, ".outside").filter((element) => !path.includes(element) && ask(element, "getClientRects").length);
  }

  function listen(binding: string): void {
    const [type, place] = binding.split(".") as [string, string];
    const key = type + "." + place;
    if (heard.has(key)) return;
    heard.add(key);
    if (place === "outside") {
      // Before the click has done anything, and after what it does at the element where it happens.
      addEventListener(type, note, true);
      document.addEventListener(type, (event) => hear(around, event, ".outside"), true);
    } else {
      // Not in the capture phase: what was stopped does not come here.
      (place === "window" ? window : document).addEventListener(type, (event) => hear(listeners(event, "." + place), event, "." + place));
    }
  }

  function learn(template: Template): void {
    for (const element of template._elements) for (const binding of ask(element, "getAttribute", LIST)?.split(" ") ?? []) listen(binding);
  }

  addEventListener("pointerdown", (event) => (pressed = event.composedPath()), true);
  for (const template of _templates._known.values()) if (!Array.isArray(template)) learn(template as Template);
  const before = _dispatcher._learn;
  _dispatcher._learn = function (template): void {
    before.call(this, template);
    learn(template);
  };
}
