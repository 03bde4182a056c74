//! DOM events and the names of keys.

pub(crate) use loom_vocabulary::EVENTS;
use loom_vocabulary::{KEYS, MODIFIER_KEYS, ModifierName, Place};

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

/// Where a part of a filter stands: a place before `ctrl`, and that before `s`.
pub(crate) fn filter_rank(name: &str) -> usize {
    match MODIFIER_KEYS.iter().position(|key| *key == name) {
        _ if Place::named(name).is_some() => 0,
        Some(held) => held + 1,
        None => MODIFIER_KEYS.len() + 1,
    }
}

/// Modifiers as a template has them, for messages: "`prevent`, `stop` and `debounce(ms)`".
pub(crate) fn written_modifiers(is_meant: impl Fn(ModifierName) -> bool) -> String {
    let mut written: Vec<String> = ModifierName::ALL
        .iter()
        .filter(|modifier| is_meant(**modifier))
        .map(|modifier| {
            format!(
                "`{}{}`",
                modifier.as_str(),
                modifier.measure().map(|(_, _, unit)| format!("({unit})")).unwrap_or_default()
            )
        })
        .collect();
    let last = written.pop().unwrap_or_default();
    if written.is_empty() { last } else { format!("{} and {last}", written.join(", ")) }
}
