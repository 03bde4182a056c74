//! Writes what stands on a page as HTML.

use super::{
    template::{Kind, Slot},
    tree::{Child, Tree, Value},
};
use crate::html::{escape_attribute, escape_text};

/// The begin of the attribute that has the number of an action. No binding has such a name.
pub const ACTION_PREFIX: &str = "data-l-!";

/// The marks that are written for the reader of the HTML.
#[derive(Clone, Copy)]
enum Marks {
    None,
    Actions,
}

impl Tree {
    /// Appends its HTML, without markers. `child` writes what stands in the place of a nested component.
    pub fn write(&self, out: &mut String, child: &mut dyn FnMut(&Child, &mut String)) {
        self.write_as(out, Marks::None, child);
    }

    /// Appends its HTML, with the number of the action of a binding in [`ACTION_PREFIX`] and its name.
    pub fn write_with_actions(&self, out: &mut String, child: &mut dyn FnMut(&Child, &mut String)) {
        self.write_as(out, Marks::Actions, child);
    }

    fn write_as(&self, out: &mut String, marks: Marks, child: &mut dyn FnMut(&Child, &mut String)) {
        let mut statics = self.template.statics.iter();
        let mut fixed = |out: &mut String| {
            // An empty comment only parts texts.
            statics.next().into_iter().flat_map(|html| html.split("<!---->")).for_each(|html| out.push_str(html));
        };
        fixed(out);
        for (slot, value) in self.template.slots.iter().zip(&self.values) {
            value.write(slot, out, marks, child);
            fixed(out);
        }
    }
}

impl Value {
    fn write(&self, slot: &Slot, out: &mut String, marks: Marks, child: &mut dyn FnMut(&Child, &mut String)) {
        match (&slot.kind, self) {
            (_, Self::Absent) => {}
            (_, Self::Tree(tree)) => tree.write_as(out, marks, child),
            (_, Self::List(items)) => items.iter().for_each(|item| item.tree.write_as(out, marks, child)),
            (_, Self::Computed(computed)) => computed.shown.write(slot, out, marks, child),
            (_, Self::Raw(html)) => out.push_str(html),
            (_, Self::Child(nested)) => child(nested, out),
            (_, Self::Attributes(attributes)) => {
                attributes.iter().for_each(|(name, value)| attribute(out, name, value.as_deref()));
            }
            (Kind::Attribute(name), Self::Action(action)) => {
                attribute(out, name, Some(&action.handler));
                if let (Marks::Actions, Some(binding)) = (marks, slot.binding()) {
                    attribute(out, &format!("{ACTION_PREFIX}{binding}"), Some(&action.number.to_string()));
                }
            }
            (_, Self::Action(_)) => {}
            (Kind::Attribute(name), Self::Bare) => attribute(out, name, None),
            (Kind::Attribute(name), Self::Text(value)) => attribute(out, name, Some(value)),
            (Kind::Class(name), _) => {
                out.push(' ');
                out.push_str(name);
            }
            (Kind::Classes, Self::Text(classes)) => {
                out.push(' ');
                escape_attribute(out, classes);
            }
            (Kind::Style(name), Self::Text(value)) => {
                out.push_str(name);
                out.push(':');
                escape_attribute(out, value);
                out.push(';');
            }
            (_, Self::Text(text)) => escape_text(out, text),
            (_, Self::Bare) => {}
        }
    }
}

fn attribute(out: &mut String, name: &str, value: Option<&str>) {
    out.push(' ');
    out.push_str(name);
    if let Some(value) = value {
        out.push_str("=\"");
        escape_attribute(out, value);
        out.push('"');
    }
}

/// Undoes what escaping does.
pub(super) fn unescape(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
