//! DOM events and the names of keys.

use loom_vocabulary::KEYS;
pub(crate) use loom_vocabulary::{EVENTS, MODIFIER_KEYS};

/// Names that people write for an event that has another name.
pub(crate) const OTHER_NAMES: &[(&str, &str)] = &[
    ("doubleclick", "dblclick"),
    ("hover", "mouseenter"),
    ("tap", "click"),
    ("press", "click"),
    ("enter", "keydown.enter"),
];

/// The names of keys; besides these any single letter, digit or sign.
pub(crate) fn key_names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(name, _)| *name).chain(MODIFIER_KEYS.iter().copied())
}

pub(crate) fn is_key_event(event: &str) -> bool {
    matches!(event, "keydown" | "keyup")
}

/// Whether `name` can stand in a key filter.
pub(crate) fn is_key(name: &str) -> bool {
    name.chars().count() == 1 || key_names().any(|known| known == name)
}

/// Where a part of a key filter stands: `ctrl` before `s`.
pub(crate) fn key_rank(name: &str) -> usize {
    MODIFIER_KEYS.iter().position(|key| *key == name).unwrap_or(MODIFIER_KEYS.len())
}
