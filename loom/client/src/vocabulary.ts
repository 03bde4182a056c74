// The names that the client shares with the macros and the library. `cargo xtask generate` writes this file from `loom-vocabulary`.

export const PREFIX = "data-l-";

/** An attribute that binds an event, which is its second group. Modifiers and markers bind none. */
export const BINDING = /^data-l-(?!(prevent|stop|once|self|exclusive|clears|debounce|throttle|margin|live|ws|token|root|error-of|failed|no-nav|places|loading|observers|templates|limit|beat|state|patched|nav|names|fresh|sticky|props|flash|banner|retry|countdown|version)$)([^.]+)/;

/** An attribute for which a module is needed: the first group, or for a form that is submitted `loading`. */
export const NEEDS = /^(?:data-)?l-(?:(places|loading|observers|sort|transitions)|submit)/;

/** The modifiers of bindings. */
export const enum Modifier {
  Prevent = "prevent",
  Stop = "stop",
  Once = "once",
  Self = "self",
  Exclusive = "exclusive",
  Clears = "clears",
  Debounce = "debounce",
  Throttle = "throttle",
  Margin = "margin",
}

/** Keys whose names in filters are not the DOM's own without dashes. */
export const KEYS: Readonly<Record<string, string>> = {
  esc: "escape",
  space: " ",
  up: "arrowup",
  down: "arrowdown",
  left: "arrowleft",
  right: "arrowright",
  plus: "+",
  minus: "-",
};

/** Keys that are held while another is pressed; in `KeyboardEvent` each is `NAMEKey`. */
export const MODIFIER_KEYS = ["ctrl", "alt", "shift", "meta"] as const;

/** The levels of messages for the visitor. */
export type Level = "info" | "success" | "warning" | "error";

/** Properties of the DOM that an event's detail holds, with spaces between them: of events, */
export const POINTER = "offsetX offsetY button buttons deltaX deltaY";
export const HELD = "ctrlKey shiftKey altKey metaKey repeat";
export const MOTION = "animationName propertyName elapsedTime pseudoElement";
/** and of elements. */
export const SCROLL = "scrollTop scrollLeft scrollHeight scrollWidth clientHeight clientWidth";
export const MEDIA = "currentTime duration paused ended volume muted playbackRate";

/** The codes of closes that the client tells apart or says itself. */
export const enum CloseCode {
  /** The page does not come back. */
  Left = 1000,
  /** The server stops. Its reason is in how many milliseconds all clients are to be back. */
  Restart = 1012,
}

/** The codes of errors. */
export const enum ErrorCode {
  TooLarge = "too_large",
  BadMessage = "bad_message",
  UnknownId = "unknown_id",
  DuplicateId = "duplicate_id",
  Moved = "moved",
  UnknownModule = "unknown_module",
  BadToken = "bad_token",
  ExpiredToken = "expired_token",
  StaleProps = "stale_props",
  UnknownHandler = "unknown_handler",
  BadPayload = "bad_payload",
  EventFailed = "event_failed",
  Panicked = "panicked",
  RenderFailed = "render_failed",
  TooMany = "too_many",
  TooFast = "too_fast",
  Forbidden = "forbidden",
  NotShown = "not_shown",
  Timeout = "timeout",
  BadRedirect = "bad_redirect",
  GivenUp = "given_up",
  Stopping = "stopping",
}

/** The reasons of closes that the client says itself. */
export const enum CloseReason {
  Left = "left",
}
