//! The checks of values in slots: the one place where every sink has its values checked.

use std::fmt::Write as _;

use super::{Scalar, SlotKind, Template};
use crate::html::{RenderError, safe_attribute, safe_declarations, safe_style};

/// Whether `value` is text that its content slot may not hold, because the browser would move it elsewhere.
///
/// White space may stand anywhere.
#[inline]
pub(crate) fn is_misplaced(kind: &SlotKind, value: &Scalar<'_>) -> bool {
    matches!(kind, SlotKind::Content { text: false }) && shows_text(value)
}

#[cold]
fn shows_text(value: &Scalar<'_>) -> bool {
    match value {
        Scalar::Text(text) => !text.trim_ascii().is_empty(),
        Scalar::Int(_) | Scalar::Uint(_) => true,
        Scalar::Display(text) => !text.to_string().trim_ascii().is_empty(),
        _ => false,
    }
}

/// The error for text that is misplaced.
#[cold]
pub(crate) fn misplaced(template: &Template, index: usize) -> RenderError {
    RenderError::msg(format_args!(
        "text cannot stand after `{}`: the browser would move it away. Put it into a cell or an item",
        template.statics.get(index).copied().unwrap_or_default()
    ))
}

/// The error for a render that left a tree or list before its end, or a slot empty.
#[cold]
pub(crate) fn unfinished() -> RenderError {
    RenderError::msg("a template was left before its end: what is open was not closed, or not every slot was filled")
}

/// Whether the values of such slots need [`guarded`].
#[inline]
pub(crate) fn needs_guard(kind: &SlotKind) -> bool {
    match kind {
        SlotKind::Attribute { name, url, .. } => *url || *name == "style",
        SlotKind::Style { .. } | SlotKind::Text { .. } => true,
        _ => false,
    }
}

/// `value` as it may stand in slot `index` of `template`: a URL or style that is not safe is taken out.
///
/// `buffer` holds what had to be formatted first.
pub(crate) fn guarded<'v>(template: &Template, index: usize, value: Scalar<'v>, buffer: &'v mut String) -> Scalar<'v> {
    let Some(kind) = template.slots.get(index).filter(|kind| needs_guard(kind)) else {
        return value;
    };
    if matches!(kind, SlotKind::Text { .. }) {
        // Such an element holds text only, so HTML is text too.
        return if let Scalar::Raw(html) = value { Scalar::Text(html) } else { value };
    }
    let text: &'v str = match value {
        Scalar::Text(text) | Scalar::Raw(text) => text,
        Scalar::Display(display) => {
            buffer.clear();
            // A `Display` that fails says nothing, so nothing is shown for it.
            if buffer.write_fmt(display).is_err() {
                buffer.clear();
            }
            buffer
        }
        other => return other,
    };
    match kind {
        SlotKind::Attribute { name, url: true, .. } => {
            Scalar::Text(safe_attribute(template.tag_before(index), name, text))
        }
        SlotKind::Attribute { .. } => safe_declarations(text).map_or(Scalar::Absent, Scalar::Text),
        _ => safe_style(text).map_or(Scalar::Absent, Scalar::Text),
    }
}
