//! The rows of the tables of the documentation.

use loom_vocabulary::{
    Close, DETAILS, Detail, EFFECTS, ERROR_CODES, EffectRow, KEYS, LEVELS, LIMITS, Limit, ModifierName, PAGE_EFFECTS,
    PREFIX, PageArgument, PageEffect, Place, SLOTS, SlotRow, TOO_LARGE,
};

pub(super) fn closes() -> String {
    let row = |close: &Close| {
        let reason = match close {
            Close::Restart { .. } => "a number of milliseconds".to_owned(),
            _ => format!("`{}`", close.reason()),
        };
        format!("| {} | {reason} | {} |\n", close.code(), close.client().words())
    };
    Close::ALL.iter().map(row).collect()
}

pub(super) fn errors() -> String {
    let all = [TOO_LARGE].into_iter().chain(ERROR_CODES.iter().copied());
    all.map(|error| format!("| `{}` | {} | {} |\n", error.code, error.meaning, error.client)).collect()
}

pub(super) fn details() -> String {
    let row = |detail: &Detail| {
        let names: Vec<String> = detail.names.iter().map(|name| format!("`{name}`")).collect();
        let names = names.join(", ");
        format!("| {} | {}{names}{} |\n", detail.events, detail.of, detail.rest)
    };
    DETAILS.iter().map(row).collect()
}

pub(super) fn effects() -> String {
    let row = |effect: &EffectRow| {
        let EffectRow { letter, asked, does, .. } = effect;
        let arguments: String = effect.arguments.iter().map(|(name, _)| format!(",{name}")).collect();
        let id = if effect.has_id { ",id" } else { "" };
        let has_level = effect.arguments.iter().any(|(_, kind)| *kind == "Level");
        let levels: Vec<String> = LEVELS.iter().map(|level| format!("`{level}`")).collect();
        let levels = if has_level { format!("; `level` is one of {}", levels.join(", ")) } else { String::new() };
        let counts = if effect.counts == "Last" { "the last counts" } else { "each counts" };
        format!("| `[\"{letter}\"{id}{arguments}]` | {asked} | {does}{levels} | {counts} |\n")
    };
    EFFECTS.iter().map(row).collect()
}

/// The effects on the page.
pub(super) fn page_effects() -> String {
    let row = |effect: &PageEffect| {
        let arguments = effect.arguments.iter().map(|argument| match argument {
            PageArgument::Id => "id",
            PageArgument::Class => "class",
            PageArgument::Attribute => "name",
            PageArgument::Event => "event",
            PageArgument::Url => "url",
            PageArgument::Text => "text",
        });
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        format!("| `{}({arguments})` | {} |\n", effect.name, effect.does)
    };
    PAGE_EFFECTS.iter().map(row).collect()
}

pub(super) fn slots() -> String {
    SLOTS.iter().map(|SlotRow { example, meaning, value }| format!("| `{example}` | {meaning} | {value} |\n")).collect()
}

pub(super) fn limits() -> String {
    let row = |limit: &Limit| {
        let Limit { name, over, .. } = limit;
        let [default, strict] = [limit.default, limit.strict].map(|amount| amount.replace('_', ","));
        let tests: Vec<String> = limit.tests.iter().map(|test| format!("`{test}`")).collect();
        format!("| `{name}` | {default} | {strict} | {over} | {} |\n", tests.join(", "))
    };
    LIMITS.iter().map(row).collect()
}

pub(super) fn modifiers() -> String {
    let row = |modifier: &ModifierName| {
        let time = modifier.measure().map(|(_, example, _)| format!("({example})")).unwrap_or_default();
        format!("| `.{}{time}` | {} |\n", modifier.as_str(), modifier.does())
    };
    let keys =
        "| `.enter`, `.ctrl.s`, `.arrow-up` ... | on `keydown` and `keyup`: only this key, with what is held |\n";
    let place = |place: &Place| format!("| `.{}` | {} |\n", place.as_str(), place.does());
    ModifierName::ALL.iter().map(row).chain(Place::ALL.iter().map(place)).chain([keys.to_owned()]).collect()
}

/// The attributes of modifiers.
pub(super) fn modifier_attributes() -> String {
    let row = |modifier: &ModifierName| {
        let value = modifier.measure().map_or("true", |(_, example, _)| example);
        format!("| `{PREFIX}{}` | `{value}` | {} |\n", modifier.attribute(), modifier.does())
    };
    ModifierName::ALL.iter().map(row).collect()
}

/// The keys, each name of the DOM with the names that a filter may use for it.
pub(super) fn keys() -> String {
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for (name, key) in KEYS.iter().filter(|(name, _)| !name.starts_with('f')) {
        let name = format!("`{name}`");
        match rows.iter_mut().find(|(known, _)| known == key) {
            Some((_, names)) => names.push(name),
            None => rows.push((key, vec![name])),
        }
    }
    rows.iter().map(|(key, names)| format!("| {} | `\"{key}\"` |\n", names.join(", "))).collect()
}
