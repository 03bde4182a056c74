// The details of events that few pages are bound to: of touches, the clipboard, scrolling, what opens and closes, animations and media.

import { ask } from "../dom";
import { pick, type Bag, type Details } from "../events/payload";
import { MEDIA, MOTION, SCROLL } from "../vocabulary";

const detailsOf: Details = (event, element): Bag => {
  if (typeof TouchEvent !== "undefined" && event instanceof TouchEvent) {
    const touch = event.changedTouches[0];
    return { x: touch?.clientX, y: touch?.clientY };
  }
  if (event instanceof ClipboardEvent) return { text: event.clipboardData?.getData("text/plain") ?? "" };
  // The window tells of the page, of which the document's own element is scrolled.
  if (event.type.startsWith("scroll")) return pick(event.target === document ? document.scrollingElement! : element, SCROLL);
  if (event.type.endsWith("toggle")) {
    // Where there are no popovers, the event of a `<details>` does not say its state.
    const { newState } = event as Partial<ToggleEvent>;
    return { open: newState ? newState === "open" : ask(element as HTMLDetailsElement, "open") };
  }
  return element instanceof HTMLMediaElement ? pick(element, MEDIA) : pick(event, MOTION);
};

export default detailsOf;
