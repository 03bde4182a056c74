//! The names that the client takes from the vocabulary.

use loom_vocabulary::{
    Close, EFFECTS, ERROR_CODES, EffectRow, HELD, KEYS, LEFT, LEVELS, MARKERS, MEDIA, MODIFIER_KEYS, MODULES, MOTION,
    ModifierName, NEEDED, NOTICES, PAGE_EFFECTS, PAGE_MARKERS, POINTER, PREFIX, SCROLL, SlotForm, TOO_LARGE,
};

/// The file.
pub(super) fn text() -> String {
    let head = "// The names that the client shares with the macros and the library. `cargo xtask generate` writes this file from `loom-vocabulary`.\n";
    [head.to_owned(), attributes(), keys(), details(), codes()].join("\n")
}

/// The prefix of attributes, and what stands behind it.
fn attributes() -> String {
    let modifiers: Vec<&str> = ModifierName::ALL.iter().map(|modifier| modifier.attribute()).collect();
    let reserved = [&modifiers, MARKERS, MODULES, PAGE_MARKERS, NOTICES].concat().join("|");
    let variants: String = modifiers.iter().map(|name| format!("  {} = \"{name}\",\n", camel(name))).collect();
    format!(
        "export const PREFIX = \"{PREFIX}\";

/** An attribute that binds an event, which is its second group. Modifiers and markers bind none. */
export const BINDING = /^{PREFIX}(?!({reserved})$)([^.]+)/;

/** An attribute for which a module is needed: the first group, or for a form that is submitted `loading`. */
export const NEEDS = /^(?:data-)?l-(?:({modules})|submit)/;

/** The modifiers of bindings. */
export const enum Modifier {{
{variants}}}
",
        modules = NEEDED.join("|"),
    )
}

/// Keys, and the levels of messages.
fn keys() -> String {
    // The client takes the dashes out of a name by itself.
    let renamed: String = KEYS
        .iter()
        .filter(|(name, key)| name.replace('-', "") != *key)
        .map(|(name, key)| format!("  {name}: \"{key}\",\n"))
        .collect();
    format!(
        "/** Keys whose names in filters are not the DOM's own without dashes. */
export const KEYS: Readonly<Record<string, string>> = {{
{renamed}}};

/** Keys that are held while another is pressed; in `KeyboardEvent` each is `NAMEKey`. */
export const MODIFIER_KEYS = [{modifiers}] as const;

/** The levels of messages for the visitor. */
export type Level = {levels};
",
        modifiers = list(MODIFIER_KEYS, ", "),
        levels = list(LEVELS, " | "),
    )
}

/// The properties in an event's detail.
fn details() -> String {
    format!(
        "/** Properties of the DOM that an event's detail holds, with spaces between them: of events, */
export const POINTER = \"{pointer}\";
export const HELD = \"{held}\";
export const MOTION = \"{motion}\";
/** and of elements. */
export const SCROLL = \"{scroll}\";
export const MEDIA = \"{media}\";
",
        pointer = POINTER.join(" "),
        held = HELD.join(" "),
        motion = MOTION.join(" "),
        scroll = SCROLL.join(" "),
        media = MEDIA.join(" "),
    )
}

/// The codes of closes and errors.
fn codes() -> String {
    let errors: String = [TOO_LARGE]
        .iter()
        .chain(ERROR_CODES)
        .map(|error| format!("  {} = \"{}\",\n", camel(error.code), error.code))
        .collect();
    format!(
        "/** The codes of closes that the client tells apart or says itself. */
export const enum CloseCode {{
  /** The page does not come back. */
  Left = {left},
  /** The server stops. Its reason is in how many milliseconds all clients are to be back. */
  Restart = {restart},
}}

/** The codes of errors. */
export const enum ErrorCode {{
{errors}}}

/** The reasons of closes that the client says itself. */
export const enum CloseReason {{
  Left = \"{LEFT}\",
}}
",
        restart = Close::Restart { within: 0 }.code(),
        left = Close::Left.code(),
    )
}

/// The messages that say effects, as a type.
pub(super) fn effects() -> String {
    let message = |effect: &EffectRow| {
        let types = effect.arguments.iter().map(|(_, kind)| match *kind {
            "String" => ", string",
            "bool" => ", boolean",
            "Texts" => ", readonly string[]",
            _ => ", Level",
        });
        let id = if effect.has_id { ", number" } else { "" };
        format!("[\"{}\"{id}{}]", effect.letter, types.collect::<String>())
    };
    EFFECTS.iter().map(message).collect::<Vec<_>>().join(" | ") + ";"
}

/// The names of the attributes that hold addresses, in lower case.
pub(super) fn url_attributes() -> String {
    let mut names: Vec<&str> = loom_vocabulary::url_attributes().collect();
    names.sort_unstable();
    names.dedup();
    format!("\"{}\";", names.join(" "))
}

/// The names of the effects on the page, as a type.
pub(super) fn page_effects() -> String {
    list(&PAGE_EFFECTS.iter().map(|effect| effect.name).collect::<Vec<_>>(), " | ") + ";"
}

/// The marks of slots, as a type.
pub(super) fn slot_marks() -> String {
    let mut marks: Vec<&str> = Vec::new();
    for mark in SlotForm::ALL.iter().map(|form| form.mark()) {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    list(&marks, " | ") + ";"
}

/// The names in quotes, with this between them.
fn list(names: &[&str], between: &str) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(between)
}

/// `unknown_id` as `UnknownId`.
fn camel(name: &str) -> String {
    let capital =
        |word: &str| word.get(..1).map(str::to_uppercase).unwrap_or_default() + word.get(1..).unwrap_or_default();
    name.split('_').map(capital).collect()
}
