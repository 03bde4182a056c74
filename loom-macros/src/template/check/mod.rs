//! Checks of a template that parsed.

mod bind;
mod component;
mod content;
mod data;
mod duplicates;
mod files;
mod ids;
mod keys;
mod local;
mod names;
mod nesting;
mod place;
mod sorted;
mod text;
mod transitions;

use super::{
    ast::{Component, Element, Node, Nodes},
    namespace,
    tables::elements,
};
use crate::diagnostics::Diagnostics;
use place::Place;

/// Reports everything that is wrong with a template.
pub(crate) use self::ids::unknown as unknown_id;

pub(crate) fn check(nodes: &Nodes, diagnostics: &Diagnostics) {
    let check = Check { diagnostics };
    check.nodes(nodes, &Place::root(namespace::of_roots(nodes)), false);
    ids::check(nodes, diagnostics);
    transitions::check(nodes, diagnostics);
}

struct Check<'d> {
    diagnostics: &'d Diagnostics,
}

impl Check<'_> {
    /// Checks the nodes of one place; `item` says that they are the whole body of a `for`.
    fn nodes(&self, nodes: &[Node], place: &Place<'_>, item: bool) {
        if place.is_root() {
            self.roots(nodes);
        }
        let only_one = nodes.iter().filter(|node| place::shows(node)).count() == 1;
        let mut first = true;
        for node in nodes {
            self.content(node, place);
            self.browser_head(node);
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => self.element(element, place, item && first),
                Node::Component(component) => self.component(component, item && first),
                Node::If(node) => {
                    let branches = node.branches.iter().map(|(_, nodes)| nodes);
                    for nodes in branches.chain(node.otherwise.as_ref()) {
                        self.nodes(nodes, place, item && only_one);
                    }
                }
                Node::Match(node) => {
                    for (_, nodes) in &node.arms {
                        self.nodes(nodes, place, item && only_one);
                    }
                }
                Node::For(node) => {
                    self.items(node, place.is_sorted());
                    self.nodes(&node.body, place, true);
                }
                Node::Value(_) | Node::Doctype(_) | Node::Let(_) | Node::Recovered(_) => {}
            }
            first &= !place::shows(node);
        }
    }

    fn element(&self, element: &Element, place: &Place<'_>, item: bool) {
        let name = element.name.text.as_str();
        let namespace = namespace::of_element(name, place.namespace());
        self.element_name(element, place, namespace);
        self.nesting(element, place, namespace);
        self.attributes(element, namespace);
        self.duplicates(element);
        self.bound(element, namespace);
        self.files(element);
        self.data(element);
        self.browser(element);
        self.sorted(element);
        transitions::name(element, namespace, self.diagnostics);
        if !item {
            self.no_key(&element.attributes);
        }
        let inside = place.inside(element, namespace);
        if inside.is_html() && elements::is_raw(name) {
            return self.static_content(element);
        }
        self.nodes(&element.children, &inside, false);
    }

    fn component(&self, component: &Component, item: bool) {
        self.props(component);
        self.browser_props(component);
        if !item {
            self.no_key(&component.attributes);
        }
        // Where a component puts what it is given is its own affair.
        for slot in &component.slots {
            self.nodes(&slot.children, &Place::root(namespace::of_roots(&slot.children)), false);
        }
        let roots = Place::root(namespace::of_roots(&component.children));
        self.nodes(&component.children, &roots, false);
    }
}
