//! Reads the attributes of an element as they are written.

use crate::template::ast::{Attribute, Element, Rust, Value};

/// The value of a static attribute.
pub(super) fn static_value<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element.attributes.iter().find_map(|attribute| match attribute {
        Attribute::Plain { name: found, value: Value::Static { text, .. } } if found.text == name => {
            Some(text.as_str())
        }
        _ => None,
    })
}

/// The value of an attribute as Rust.
pub(super) fn value_tokens(element: &Element, name: &str) -> Option<Rust> {
    element.attributes.iter().find_map(|attribute| match attribute {
        Attribute::Plain { name: found, value } if found.text == name => match value {
            Value::Dynamic(rust) => Some(rust.clone()),
            Value::Static { text, span, .. } => Some(Rust::new(quote::quote!(#text), *span)),
            Value::Bare => None,
        },
        _ => None,
    })
}

/// Whether the attribute is there, and is not `false`.
pub(super) fn has(element: &Element, attribute: &str) -> bool {
    element.attributes.iter().any(|found| match found {
        Attribute::Plain { name, value } => {
            name.text == attribute && !matches!(value, Value::Static { text, .. } if text == "false")
        }
        _ => false,
    })
}
