// Does for older browsers what pages may use: buttons that command a dialog or popover, and `scrollend`. Only browsers without one of them
// load it.

import { ask } from "../dom";

/** The commands of the HTML standard. */
const COMMANDS: { readonly [command: string]: (element: HTMLDialogElement, value: string) => unknown } = {
  "show-modal": (dialog) => dialog.open || dialog.showModal(),
  close: (dialog, value) => dialog.open && dialog.close(value),
  "request-close": (dialog, value) => dialog.open && dialog.dispatchEvent(new Event("cancel", { cancelable: true })) && dialog.close(value),
  // A browser without popovers shows them in the page all the time.
  "show-popover": (popover) => popover.togglePopover?.(true),
  "hide-popover": (popover) => popover.togglePopover?.(false),
  "toggle-popover": (popover) => (popover === pressed ? popover.togglePopover?.(false) : popover.togglePopover?.()),
};

/** The popover that was open when its button was pressed. The browser closes it before the click, as for a press anywhere else. */
let pressed: Element | null = null;

function press({ target }: Event): void {
  const popover = target instanceof Element ? commanded(target.closest("button[commandfor]")) : null;
  pressed = popover && "popover" in HTMLElement.prototype && popover.matches(":popover-open") ? popover : null;
}

function commanded(button: Element | null): Element | null {
  return button && ask(document, "getElementById", button.getAttribute("commandfor") ?? "");
}

/** Without new positions for so many milliseconds, scrolling has ended. */
const STILL = 120;

function command(event: Event): void {
  const { target } = event;
  if (event.defaultPrevented || !(target instanceof Element)) return;
  const button = target.closest<HTMLButtonElement>("button[commandfor]");
  if (!button || button.disabled) return;
  const element = commanded(button);
  const name = button.getAttribute("command")?.toLowerCase() ?? "";
  // A name of somebody else's is not one of an object's own.
  if (element && Object.hasOwn(COMMANDS, name)) COMMANDS[name]!(element as HTMLDialogElement, button.value);
  pressed = null;
}

const timers = new WeakMap<EventTarget, number>();

function scrolled({ target }: Event): void {
  if (!target) return;
  clearTimeout(timers.get(target));
  timers.set(
    target,
    setTimeout(() => target.dispatchEvent(new Event("scrollend", { bubbles: target === document })), STILL),
  );
}

/** The interface that the script uses. */
export default function start(): void {
  if (!("command" in HTMLButtonElement.prototype)) {
    addEventListener("pointerdown", press, true);
    addEventListener("click", command);
  }
  if (!("onscrollend" in window)) addEventListener("scroll", scrolled, { capture: true, passive: true });
}
