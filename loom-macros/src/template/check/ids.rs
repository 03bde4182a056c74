//! Ids that would stand twice in one page.

use std::collections::BTreeSet;

use proc_macro2::Span;

use crate::{
    diagnostics::Diagnostics,
    nearest::nearest_of,
    template::ast::{Action, Attribute, Node, Nodes, Value},
};

/// Reports static ids that can stand twice. Branches of one `if` or `match` exclude each other.
pub(super) fn check(nodes: &Nodes, diagnostics: &Diagnostics) {
    let mut seen = BTreeSet::new();
    let mut ids = Ids { diagnostics, named: Vec::new() };
    ids.nodes(nodes, &mut seen, false);
    for (id, span) in ids.named {
        if seen.contains(&id) {
            continue;
        }
        diagnostics.error(span, unknown(&id, seen.iter().map(String::as_str), "this template"));
    }
}

/// The message for an effect on an element that is not there. `place` is where the ids stand that there are.
pub(crate) fn unknown<'i>(id: &str, ids: impl Iterator<Item = &'i str>, place: &str) -> String {
    match nearest_of(id, ids) {
        Some(near) => format!("no element of {place} has the id `{id}`: did you mean `{near}`?"),
        None => format!(
            "no element of {place} has the id `{id}`; the id of one elsewhere stands in a constant, `const PLACE: &str = \"{id}\";`"
        ),
    }
}

struct Ids<'d> {
    diagnostics: &'d Diagnostics,
    /// The ids that browser expressions name.
    named: Vec<(String, Span)>,
}

impl Ids<'_> {
    fn nodes(&mut self, nodes: &[Node], seen: &mut BTreeSet<String>, repeated: bool) {
        for node in nodes {
            match node {
                Node::Element(element) => {
                    if let Some((id, span)) = element.attributes.iter().find_map(id) {
                        self.id(id, span, seen, repeated);
                    }
                    for attribute in &element.attributes {
                        let Attribute::On(on) = attribute else { continue };
                        for action in &on.actions {
                            if let Action::Local(local) = action {
                                self.named.extend(local.ids.iter().cloned());
                            }
                        }
                    }
                    self.nodes(&element.children, seen, repeated);
                }
                Node::Component(component) => {
                    for slot in &component.slots {
                        self.nodes(&slot.children, seen, repeated);
                    }
                    self.nodes(&component.children, seen, repeated);
                }
                Node::If(node) => {
                    let branches = node.branches.iter().map(|(_, nodes)| nodes).chain(node.otherwise.as_ref());
                    self.branches(branches, seen, repeated);
                }
                Node::Match(node) => self.branches(node.arms.iter().map(|(_, nodes)| nodes), seen, repeated),
                Node::For(node) => self.nodes(&node.body, seen, true),
                Node::Text(_) | Node::Value(_) | Node::Doctype(_) | Node::Let(_) | Node::Recovered(_) => {}
            }
        }
    }

    fn branches<'n>(&mut self, branches: impl Iterator<Item = &'n Nodes>, seen: &mut BTreeSet<String>, repeated: bool) {
        let before = seen.clone();
        for nodes in branches {
            let mut here = before.clone();
            self.nodes(nodes, &mut here, repeated);
            seen.extend(here);
        }
    }

    fn id(&self, id: &str, span: Span, seen: &mut BTreeSet<String>, repeated: bool) {
        if repeated {
            let message = format!("the id `{id}` would stand on every item: make it of the item, `id={{...}}`");
            self.diagnostics.error(span, message);
        } else if !seen.insert(id.to_owned()) {
            self.diagnostics.error(span, format_args!("the id `{id}` is there twice: an id names one element"));
        }
    }
}

fn id(attribute: &Attribute) -> Option<(&str, Span)> {
    match attribute {
        Attribute::Plain { name, value: Value::Static { text, span, .. } } if name.text == "id" => Some((text, *span)),
        _ => None,
    }
}
