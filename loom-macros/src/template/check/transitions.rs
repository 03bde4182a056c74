//! `transition="name"` stands on elements that enter and leave.

use super::place::shows;
use crate::{
    diagnostics::Diagnostics,
    template::{
        ast::{Attribute, Element, Name, Node, Value},
        plan::Namespace,
    },
};

/// The `transition` of an element, if it has one.
pub(super) fn transition(element: &Element) -> Option<(&Name, &Value)> {
    find(element, "transition")
}

fn find<'e>(element: &'e Element, wanted: &str) -> Option<(&'e Name, &'e Value)> {
    element.attributes.iter().find_map(|attribute| match attribute {
        Attribute::Plain { name, value } if name.text == wanted => Some((name, value)),
        _ => None,
    })
}

/// Reports a name that is none, and an element that can have no transition.
pub(super) fn name(element: &Element, namespace: Namespace, diagnostics: &Diagnostics) {
    let Some((name, value)) = transition(element) else { return };
    if namespace != Namespace::Html {
        let message = "an element of SVG or MathML cannot be made inert while it leaves: put it into one of HTML, which has the `transition`";
        return diagnostics.error(name.span, message);
    }
    match value {
        Value::Bare => {
            let message = "a transition has a name, by which your styles know it: `transition=\"fade\"`";
            diagnostics.error(name.span, message);
        }
        Value::Static { text, span, .. } if !is_name(text) => {
            let message = if text.trim().contains(' ') {
                "`transition` is one name, and your stylesheet says the rest: `transition=\"fade\"`, and `[l-leave=fade] { opacity: 0; transition: opacity 200ms }`"
            } else {
                "the name of a transition begins with a letter, and has letters, digits and dashes: `transition=\"fade\"`"
            };
            diagnostics.error(*span, message);
        }
        Value::Dynamic(rust) if !rust.literal().is_some_and(|text| is_name(&text)) => {
            let message = "the name of a transition is fixed text, by which your styles know it: `transition=\"fade\"`";
            diagnostics.error(rust.span, message);
        }
        Value::Static { .. } | Value::Dynamic(_) => {}
    }
}

/// Whether styles can write it without quotes.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
}

/// Reports transitions of elements that never enter or leave.
pub(super) fn check(nodes: &[Node], diagnostics: &Diagnostics) {
    walk(nodes, true, diagnostics);
}

/// `turns`: whether these nodes come and go by themselves. Nobody knows what a whole template is put into.
fn walk(nodes: &[Node], turns: bool, diagnostics: &Diagnostics) {
    for node in nodes.iter().filter(|node| shows(node)) {
        match node {
            Node::Element(element) => {
                let own = element.name.text == "dialog"
                    || ["hidden", "popover"].iter().any(|name| find(element, name).is_some());
                if let Some((name, _)) = transition(element).filter(|_| !turns && !own) {
                    let message = format!(
                        "this `<{}>` comes and goes with the element around it: `transition` stands on the outermost element of a branch or of a keyed item, \
                         on one with `hidden={{...}}`, on a `<dialog>` or on a popover",
                        element.name.text
                    );
                    diagnostics.error(name.span, message);
                }
                walk(&element.children, false, diagnostics);
            }
            Node::Component(component) => {
                component.slots.iter().for_each(|slot| walk(&slot.children, true, diagnostics));
                walk(&component.children, true, diagnostics);
            }
            Node::If(node) => {
                let branches = node.branches.iter().map(|(_, nodes)| nodes);
                branches.chain(node.otherwise.as_ref()).for_each(|nodes| walk(nodes, true, diagnostics));
            }
            Node::Match(node) => node.arms.iter().for_each(|(_, nodes)| walk(nodes, true, diagnostics)),
            Node::For(list) => walk(&list.body, true, diagnostics),
            _ => {}
        }
    }
}
