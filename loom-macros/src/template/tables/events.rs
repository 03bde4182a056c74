//! DOM events and the names of keys.

/// The events that can be bound on any element. Each has a marker type in `loom::__private::event`.
pub(crate) const EVENTS: &[&str] = &[
    "click",
    "dblclick",
    "auxclick",
    "contextmenu",
    "mousedown",
    "mouseup",
    "mousemove",
    "mouseenter",
    "mouseleave",
    "mouseover",
    "mouseout",
    "pointerdown",
    "pointerup",
    "pointermove",
    "pointerenter",
    "pointerleave",
    "pointerover",
    "pointerout",
    "pointercancel",
    "gotpointercapture",
    "lostpointercapture",
    "wheel",
    "touchstart",
    "touchmove",
    "touchend",
    "touchcancel",
    "drag",
    "dragstart",
    "dragend",
    "dragenter",
    "dragleave",
    "dragover",
    "drop",
    "keydown",
    "keyup",
    "keypress",
    "focus",
    "blur",
    "focusin",
    "focusout",
    "input",
    "beforeinput",
    "change",
    "select",
    "invalid",
    "search",
    "submit",
    "reset",
    "paste",
    "copy",
    "cut",
    "scroll",
    "scrollend",
    "toggle",
    "beforetoggle",
    "close",
    "cancel",
    "load",
    "error",
    "canplay",
    "loadedmetadata",
    "play",
    "playing",
    "pause",
    "ended",
    "timeupdate",
    "volumechange",
    "animationstart",
    "animationend",
    "animationiteration",
    "transitionstart",
    "transitionend",
];

/// What people write for an event that is called otherwise.
pub(crate) const OTHER_NAMES: &[(&str, &str)] = &[
    ("doubleclick", "dblclick"),
    ("hover", "mouseenter"),
    ("tap", "click"),
    ("press", "click"),
    ("enter", "keydown.enter"),
];

/// Keys by name; besides these any single letter, digit or sign.
pub(crate) const KEYS: &[&str] = &[
    "enter",
    "escape",
    "esc",
    "tab",
    "space",
    "backspace",
    "delete",
    "insert",
    "home",
    "end",
    "page-up",
    "page-down",
    "up",
    "down",
    "left",
    "right",
    "arrow-up",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "f1",
    "f2",
    "f3",
    "f4",
    "f5",
    "f6",
    "f7",
    "f8",
    "f9",
    "f10",
    "f11",
    "f12",
    "plus",
    "minus",
];

/// Keys that are held while another is pressed.
pub(crate) const MODIFIER_KEYS: &[&str] = &["ctrl", "alt", "shift", "meta"];

pub(crate) fn is_key_event(event: &str) -> bool {
    matches!(event, "keydown" | "keyup")
}

/// Whether `name` can stand in a key filter.
pub(crate) fn is_key(name: &str) -> bool {
    name.chars().count() == 1 || KEYS.contains(&name) || MODIFIER_KEYS.contains(&name)
}

/// Where a part of a key filter stands: `ctrl` before `s`.
pub(crate) fn key_rank(name: &str) -> usize {
    MODIFIER_KEYS.iter().position(|key| *key == name).unwrap_or(MODIFIER_KEYS.len())
}
