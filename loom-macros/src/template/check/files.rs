//! Files that nobody would receive.

use super::Check;
use crate::template::ast::{Attribute, Element, Node, Value};

impl Check<'_> {
    /// A form whose submit is handled takes no files: a handler receives the name of a file, and not its content.
    pub(super) fn files(&self, form: &Element) {
        let is_handled =
            form.attributes.iter().any(|attribute| matches!(attribute, Attribute::On(on) if on.event.text == "submit"));
        if form.name.text == "form" && is_handled {
            self.no_files(&form.children);
        }
    }

    fn no_files(&self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Element(element) if is_file(element) => self.diagnostics.error(
                    element.name.span,
                    "`on:submit` receives the name of a file, not its content: send the form to a route of your own, with `method=\"post\" enctype=\"multipart/form-data\"` and without `on:submit`",
                ),
                Node::Element(element) => self.no_files(&element.children),
                Node::If(node) => {
                    node.branches.iter().map(|(_, nodes)| nodes).chain(&node.otherwise).for_each(|nodes| self.no_files(nodes));
                }
                Node::Match(node) => node.arms.iter().for_each(|(_, nodes)| self.no_files(nodes)),
                Node::For(node) => self.no_files(&node.body),
                _ => {}
            }
        }
    }
}

fn is_file(element: &Element) -> bool {
    element.name.text == "input"
        && element.attributes.iter().any(|attribute| {
            matches!(attribute, Attribute::Plain { name, value: Value::Static { text, .. } } if name.text == "type" && text.eq_ignore_ascii_case("file"))
        })
}
