//! Scalars in dialect 2.

use std::mem;

use super::value;
use crate::{
    protocol::json::write_text,
    tree::{Scalar, SlotKind, Template, safe_spread},
};

/// Appends a scalar as its slot's kind has it.
pub(super) fn scalar(out: &mut String, template: &Template, index: usize, value: &Scalar<'_>) {
    let Some(kind) = template.slots.get(index) else {
        return;
    };
    let content = matches!(kind, SlotKind::Content { .. } | SlotKind::Text { .. });
    match *value {
        Scalar::Raw(html) if content => {
            out.push_str("{\"<\":");
            write_text(out, html);
            out.push('}');
        }
        Scalar::Text("") if matches!(kind, SlotKind::Classes { .. }) => out.push_str("null"),
        Scalar::Text(text) | Scalar::Raw(text) => write_text(out, text),
        Scalar::Int(number) => value::int(out, number),
        Scalar::Uint(number) => value::uint(out, number),
        Scalar::Display(text) => write_text(out, &text.to_string()),
        Scalar::Flag(present) if matches!(kind, SlotKind::Class { .. }) => {
            out.push_str(if present { "true" } else { "false" });
        }
        Scalar::Flag(true) if matches!(kind, SlotKind::Attribute { .. }) => out.push_str("true"),
        Scalar::Attributes(attributes) => {
            let mut empty = true;
            for (name, value) in safe_spread(attributes, template, index) {
                out.push(if mem::replace(&mut empty, false) { '{' } else { ',' });
                write_text(out, name);
                out.push(':');
                match value {
                    Some(value) => write_text(out, value),
                    None => out.push_str("true"),
                }
            }
            out.push_str(if empty { "null" } else { "}" });
        }
        Scalar::Local { handler, arguments } => {
            out.push('[');
            if let Some(handler) = handler {
                write_text(out, handler);
                out.push_str(if arguments.is_empty() { "" } else { "," });
            }
            out.push_str(arguments);
            out.push(']');
        }
        Scalar::Flag(_) | Scalar::Absent if content => out.push_str("\"\""),
        Scalar::Flag(_) | Scalar::Absent => out.push_str("null"),
    }
}
