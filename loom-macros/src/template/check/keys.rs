//! Keys of list items.

use proc_macro2::Span;

use super::{Check, place::shows, transitions::transition};
use crate::template::ast::{Attribute, Element, For, Node};

impl Check<'_> {
    /// `key` where there is no list.
    pub(super) fn no_key(&self, attributes: &[Attribute]) {
        for attribute in attributes {
            if let Attribute::Key { span, .. } = attribute {
                let message = "`key` stands on the first element or component in a `for`, and nowhere else";
                self.diagnostics.error(*span, message);
            }
        }
    }

    /// Items that hold something the user can be in the middle of need a key.
    pub(super) fn items(&self, list: &For, sorted: bool) {
        self.item(&list.body, list.span, sorted);
    }

    fn item(&self, nodes: &[Node], span: Span, sorted: bool) {
        let visible: Vec<&Node> = nodes.iter().filter(|node| shows(node)).collect();
        match visible.as_slice() {
            [] => {}
            [Node::If(node)] => {
                let branches = node.branches.iter().map(|(_, nodes)| nodes);
                branches.chain(node.otherwise.as_ref()).for_each(|nodes| self.item(nodes, span, sorted));
            }
            [Node::Match(node)] => node.arms.iter().for_each(|(_, nodes)| self.item(nodes, span, sorted)),
            [first, ..] => {
                let (keyed, span, root) = match first {
                    Node::Element(element) => {
                        (has_key(&element.attributes), element.name.span, format!("`<{}>`", element.name.text))
                    }
                    Node::Component(component) => {
                        (has_key(&component.attributes), component.span, format!("`<{}>`", component.name))
                    }
                    _ => (false, span, "one element around each item".to_owned()),
                };
                if sorted && (!matches!(first, Node::Element(_)) || visible.len() > 1) {
                    let message =
                        "an item that is sorted is one element: `<li key={...}>...</li>`, with all else in it";
                    return self.diagnostics.error(span, message);
                }
                if !keyed && sorted {
                    let message =
                        format!("`on:sort` says by its key which item was moved: add `key={{...}}` to {root}");
                    return self.diagnostics.error(span, message);
                }
                let moves = |node: &&Node| matches!(node, Node::Element(element) if transition(element).is_some());
                if !keyed && visible.iter().any(moves) {
                    let message = format!(
                        "an item that enters, leaves and moves is known by its key: add `key={{...}}` to {root}"
                    );
                    return self.diagnostics.error(span, message);
                }
                if let (false, Some(what)) = (keyed, nodes.iter().find_map(held)) {
                    let message = format!(
                        "items with {what} need a key, so that it stays with its item: add `key={{...}}` to {root}"
                    );
                    self.diagnostics.error(span, message);
                }
            }
        }
    }
}

fn has_key(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| matches!(attribute, Attribute::Key { .. }))
}

/// Something in a node that holds what the user does: focus, typed text, a handler.
fn held(node: &Node) -> Option<String> {
    match node {
        Node::Element(element) => held_by(element).or_else(|| element.children.iter().find_map(held)),
        Node::If(node) => {
            let branches = node.branches.iter().map(|(_, nodes)| nodes);
            branches.chain(node.otherwise.as_ref()).flatten().find_map(held)
        }
        Node::Match(node) => node.arms.iter().flat_map(|(_, nodes)| nodes).find_map(held),
        Node::For(node) => node.body.iter().find_map(held),
        Node::Component(component) => bound(&component.attributes)
            .or_else(|| component.children.iter().find_map(held))
            .or_else(|| component.slots.iter().flat_map(|slot| &slot.children).find_map(held)),
        _ => None,
    }
}

fn held_by(element: &Element) -> Option<String> {
    let name = element.name.text.as_str();
    let has = |wanted: &str| {
        element
            .attributes
            .iter()
            .any(|attribute| matches!(attribute, Attribute::Plain { name, .. } if name.text == wanted))
    };
    let holds = match name {
        "button" | "input" | "select" | "textarea" | "details" | "dialog" | "video" | "audio" | "iframe" => true,
        "a" => has("href"),
        _ => has("tabindex") || has("contenteditable"),
    };
    if holds { Some(format!("a `<{name}>`")) } else { bound(&element.attributes) }
}

fn bound(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match attribute {
        Attribute::On(on) => Some(format!("`on:{}`", on.event.text)),
        Attribute::Bind(bind) if bind.target.text != "error" => Some(format!("`bind:{}`", bind.target.text)),
        _ => None,
    })
}
