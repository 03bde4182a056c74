//! A slot's value as HTML, as it stands between two statics.

use std::fmt::{self, Write as _};

use super::{
    Attributes, Scalar, SlotKind, Template,
    guard::{guarded, needs_guard},
};
use crate::html::{Escaping, escape_attribute, escape_text, safe_attribute, safe_declarations};

/// Appends what `value` amounts to in slot `index` of `template`. Raw HTML is written without markers.
pub(crate) fn write_scalar(out: &mut String, template: &Template, index: usize, value: &Scalar<'_>) {
    let Some(kind) = template.slots.get(index) else {
        return;
    };
    write_kind(out, template, index, kind, value);
}

/// Appends a content slot's value, the most frequent case.
pub(crate) fn write_content(out: &mut String, value: &Scalar<'_>) {
    match *value {
        Scalar::Text(text) => escape_text(out, text),
        Scalar::Int(number) => out.push_str(itoa::Buffer::new().format(number)),
        Scalar::Uint(number) => out.push_str(itoa::Buffer::new().format(number)),
        Scalar::Display(text) => write_display::<false>(out, text),
        Scalar::Raw(html) => out.push_str(html),
        Scalar::Flag(_) | Scalar::Absent | Scalar::Attributes(_) | Scalar::Local { .. } => {}
    }
}

/// Like [`write_scalar`], for a slot whose kind is at hand.
#[inline]
pub(super) fn write_kind(out: &mut String, template: &Template, index: usize, kind: &SlotKind, value: &Scalar<'_>) {
    if needs_guard(kind) {
        let mut buffer = String::new();
        write_safe(out, template, index, kind, &guarded(template, index, *value, &mut buffer));
    } else {
        write_safe(out, template, index, kind, value);
    }
}

fn write_safe(out: &mut String, template: &Template, index: usize, kind: &SlotKind, value: &Scalar<'_>) {
    match *kind {
        SlotKind::Content { .. } | SlotKind::Text { .. } => write_content(out, value),
        SlotKind::Attribute { name, .. } => write_attribute(out, name, value),
        SlotKind::Class { name, .. } => {
            if matches!(value, Scalar::Flag(true)) {
                push_all(out, [" ", name]);
            }
        }
        SlotKind::Classes { .. } => write_classes(out, value),
        SlotKind::Style { name, .. } => {
            if !matches!(value, Scalar::Flag(_) | Scalar::Absent | Scalar::Local { .. }) {
                push_all(out, [name, ":"]);
                write_value(out, value);
                out.push(';');
            }
        }
        SlotKind::Event { name, .. } => {
            if let Scalar::Text(handler) = value {
                push_all(out, [" data-l-", name, "=\""]);
                escape_attribute(out, handler);
                out.push('"');
            }
        }
        SlotKind::Spread { .. } => {
            if let Scalar::Attributes(attributes) = value {
                for (name, value) in safe_spread(attributes, template, index) {
                    push_all(out, [" ", name]);
                    if let Some(value) = value {
                        out.push_str("=\"");
                        escape_attribute(out, value);
                        out.push('"');
                    }
                }
            }
        }
    }
}

/// Appends an attribute whose value needs no guard; nothing if it is absent.
#[inline]
pub(super) fn write_attribute(out: &mut String, name: &str, value: &Scalar<'_>) {
    if matches!(value, Scalar::Flag(false) | Scalar::Absent | Scalar::Attributes(_) | Scalar::Local { .. }) {
        return;
    }
    out.push(' ');
    out.push_str(name);
    if let Scalar::Flag(true) = value {
        return;
    }
    out.push_str("=\"");
    write_value(out, value);
    out.push('"');
}

/// Appends classes from an expression; nothing if there are none.
#[inline]
pub(super) fn write_classes(out: &mut String, value: &Scalar<'_>) {
    let start = out.len();
    out.push(' ');
    write_value(out, value);
    if out.len() == start + 1 {
        out.truncate(start);
    }
}

/// Appends a value inside an attribute.
#[inline]
fn write_value(out: &mut String, value: &Scalar<'_>) {
    match *value {
        Scalar::Text(text) | Scalar::Raw(text) => escape_attribute(out, text),
        ref other => write_unquoted(out, other),
    }
}

/// Appends a value inside an attribute that is not text at hand.
#[inline(never)]
fn write_unquoted(out: &mut String, value: &Scalar<'_>) {
    match *value {
        Scalar::Int(number) => out.push_str(itoa::Buffer::new().format(number)),
        Scalar::Uint(number) => out.push_str(itoa::Buffer::new().format(number)),
        Scalar::Display(text) => write_display::<true>(out, text),
        Scalar::Text(_)
        | Scalar::Raw(_)
        | Scalar::Flag(_)
        | Scalar::Absent
        | Scalar::Attributes(_)
        | Scalar::Local { .. } => {}
    }
}

/// Appends what is formatted, escaped. A `Display` that fails says nothing, so nothing is shown for it.
fn write_display<const ATTRIBUTE: bool>(out: &mut String, text: fmt::Arguments<'_>) {
    let start = out.len();
    if Escaping::<ATTRIBUTE>(out).write_fmt(text).is_err() {
        out.truncate(start);
    }
}

/// The attributes that a spread in slot `index` sets, with their values made safe. Where one is written on the element too, that one counts: in a
/// page, where the browser takes the first of two, and in a patch.
pub(crate) fn safe_spread<'a>(
    attributes: &'a Attributes,
    template: &'a Template,
    index: usize,
) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
    let tag = template.tag_before(index);
    let written = match template.slots.get(index) {
        Some(SlotKind::Spread { written, .. }) => *written,
        _ => "",
    };
    attributes.iter().filter_map(move |(name, value)| {
        if written.split(' ').any(|known| known.eq_ignore_ascii_case(name)) {
            return None;
        }
        let Some(value) = value else {
            return Some((name, None));
        };
        let lower = name.to_ascii_lowercase();
        let safe = if loom_vocabulary::may_hold_url(&lower) {
            Some(safe_attribute(tag, &lower, value))
        } else if lower == "style" {
            safe_declarations(value)
        } else {
            Some(value)
        };
        safe.map(|value| (name, Some(value)))
    })
}

fn push_all<const N: usize>(out: &mut String, parts: [&str; N]) {
    for part in parts {
        out.push_str(part);
    }
}
