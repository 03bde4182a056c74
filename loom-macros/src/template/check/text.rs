//! Text in quotes that is meant to be more than text.

use proc_macro2::Span;

use super::Check;
use crate::template::ast::Text;

/// The characters that stand behind the common names of entities.
const ENTITIES: &[(&str, &str)] = &[
    ("nbsp", "\\u{a0}"),
    ("shy", "\\u{ad}"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\\\""),
    ("apos", "'"),
    ("copy", "\u{a9}"),
    ("reg", "\u{ae}"),
    ("trade", "\u{2122}"),
    ("times", "\u{d7}"),
    ("middot", "\u{b7}"),
    ("bull", "\u{2022}"),
    ("hellip", "\u{2026}"),
    ("ndash", "\u{2013}"),
    ("mdash", "\u{2014}"),
    ("laquo", "\u{ab}"),
    ("raquo", "\u{bb}"),
    ("lsquo", "\u{2018}"),
    ("rsquo", "\u{2019}"),
    ("ldquo", "\u{201c}"),
    ("rdquo", "\u{201d}"),
    ("larr", "\u{2190}"),
    ("rarr", "\u{2192}"),
    ("uarr", "\u{2191}"),
    ("darr", "\u{2193}"),
    ("euro", "\u{20ac}"),
    ("deg", "\u{b0}"),
];

impl Check<'_> {
    /// Text that would show its braces or its entities.
    pub(super) fn text(&self, text: &Text) {
        if let Some((before, field, after)) = interpolation(&text.value) {
            let quoted = |part: &str| if part.is_empty() { String::new() } else { format!("{part:?}") };
            let mend = format!("{} {{&{field}}} {}", quoted(before), quoted(after));
            let message = format!(
                "quoted text is shown as it is, with its braces; a value stands outside of the quotes: `{}`",
                mend.trim()
            );
            return self.diagnostics.error(text.span, message);
        }
        self.entity(&text.value, text.span);
    }

    pub(super) fn entity(&self, text: &str, span: Span) {
        if let Some((entity, character)) = entity(text) {
            let message =
                format!("quoted text is shown as it is, and has no entities: write `{character}` for `{entity}`");
            self.diagnostics.error(span, message);
        }
    }
}

/// The first `{self.name}` in a text, with the text around it.
fn interpolation(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{self.")?;
    let (name, after) = rest.split_once('}')?;
    let is_path = !name.is_empty()
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '(' | ')'));
    let field = text.get(before.len() + 1..text.len() - after.len() - 1)?;
    is_path.then_some((before, field, after))
}

/// The first entity of HTML in a text, and its character as Rust writes it.
pub(super) fn entity(text: &str) -> Option<(&str, String)> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let name = rest.get(..rest.find(';')?)?;
        let whole = text.get(at..at + name.len() + 2)?;
        if let Some((_, character)) = ENTITIES.iter().find(|(known, _)| *known == name) {
            return Some((whole, (*character).to_owned()));
        }
        let number = name.strip_prefix('#')?;
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        Some((whole, format!("\\u{{{:x}}}", code.ok()?)))
    })
}
