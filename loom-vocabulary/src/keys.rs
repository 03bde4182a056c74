//! The names of keys in filters such as `on:keydown.ctrl.enter`.

/// The keys that have a name, and what the DOM calls them in `KeyboardEvent.key`, in lower case. Any other key goes by its character.
///
/// Source: [UI Events KeyboardEvent key values](https://www.w3.org/TR/uievents-key/).
pub const KEYS: &[(&str, &str)] = &[
    ("enter", "enter"),
    ("escape", "escape"),
    ("esc", "escape"),
    ("tab", "tab"),
    ("space", " "),
    ("backspace", "backspace"),
    ("delete", "delete"),
    ("insert", "insert"),
    ("home", "home"),
    ("end", "end"),
    ("page-up", "pageup"),
    ("page-down", "pagedown"),
    ("up", "arrowup"),
    ("down", "arrowdown"),
    ("left", "arrowleft"),
    ("right", "arrowright"),
    ("arrow-up", "arrowup"),
    ("arrow-down", "arrowdown"),
    ("arrow-left", "arrowleft"),
    ("arrow-right", "arrowright"),
    ("f1", "f1"),
    ("f2", "f2"),
    ("f3", "f3"),
    ("f4", "f4"),
    ("f5", "f5"),
    ("f6", "f6"),
    ("f7", "f7"),
    ("f8", "f8"),
    ("f9", "f9"),
    ("f10", "f10"),
    ("f11", "f11"),
    ("f12", "f12"),
    ("plus", "+"),
    ("minus", "-"),
];

/// The keys that are held while another is pressed, in the order in which a filter is written.
pub const MODIFIER_KEYS: &[&str] = &["ctrl", "alt", "shift", "meta"];
