//! Where browser expressions stand.

use proc_macro2::{Span, TokenStream};

use super::Check;
use crate::{
    expression,
    template::{
        ast::{Action, Attribute, Component, Element, Node, Rust, Value},
        tables::{
            attributes::{Kind, kind},
            elements,
        },
    },
};

/// The message for a condition or a list that the browser would have to know.
const NO_STRUCTURE: &str =
    "the browser shows and hides elements, and does not make them: write `hidden={local(..)}` on the element";

impl Check<'_> {
    /// Reports browser expressions where an element takes none.
    pub(super) fn browser(&self, element: &Element) {
        for attribute in &element.attributes {
            match attribute {
                Attribute::Plain { name, value: Value::Dynamic(Rust { local: Some(local), .. }) }
                    if kind(&element.name.text, &name.text) == Kind::Url =>
                {
                    let message = format!(
                        "`{}` holds an address, which the server checks: it takes no browser expression",
                        name.text
                    );
                    self.diagnostics.error(local.span, message);
                }
                Attribute::Plain { .. } | Attribute::Style { .. } | Attribute::Class { .. } | Attribute::Key { .. } => {
                }
                Attribute::Spread(value) => self.refuse(
                    value,
                    "attributes are spread by the server: write the one that changes, `title={local(..)}`",
                ),
                Attribute::Bind(_) | Attribute::On(_) | Attribute::Data(_) | Attribute::Recovered(_) => {}
            }
        }
        if elements::is_text_only(&element.name.text) && element.children.len() > 1 {
            for node in &element.children {
                if let Node::Value(Rust { local: Some(local), .. }) = node {
                    let message = format!(
                        "the text of `<{}>` is one piece: write all of it in one expression, `local(format!(\"{{}} ..\", ..))`",
                        element.name.text
                    );
                    self.diagnostics.error(local.span, message);
                }
            }
        }
    }

    /// Reports browser expressions that are given to a component.
    pub(super) fn browser_props(&self, component: &Component) {
        for attribute in &component.attributes {
            match attribute {
                Attribute::Plain { value: Value::Dynamic(Rust { local: Some(local), .. }), .. } => {
                    let message = "a component's props are the server's: write `local(..)` in the component, or give it content that has it";
                    self.diagnostics.error(local.span, message);
                }
                Attribute::On(on) => {
                    for action in &on.actions {
                        if let Action::Local(local) = action {
                            let message = "a component takes a handler of the server: bind `local(..)` to an element";
                            self.diagnostics.error(local.span, message);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Reports a condition, a subject or a list that is a browser expression.
    pub(super) fn browser_head(&self, node: &Node) {
        let heads: Vec<&TokenStream> = match node {
            Node::If(node) => node.branches.iter().map(|(condition, _)| condition).collect(),
            Node::For(node) => vec![&node.items],
            Node::Match(node) => vec![&node.value],
            _ => return,
        };
        for head in heads.into_iter().filter(|head| expression::content(head).is_some()) {
            let span = head.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
            self.diagnostics.error(span, NO_STRUCTURE);
        }
    }

    fn refuse(&self, value: &Rust, message: &str) {
        if expression::content(&value.tokens).is_some() {
            self.diagnostics.error(value.span, message);
        }
    }
}
