//! Lists that can be sorted: which these are, and the marks of their items.

use super::ast::{Attribute, Element, For, Node, Nodes, On};

/// The `on:sort` of an element, if it has one.
pub(super) fn sorts(element: &Element) -> Option<&On> {
    element.attributes.iter().find_map(|attribute| match attribute {
        Attribute::On(on) if on.event.text == "sort" && on.filter.0.is_empty() => Some(on),
        _ => None,
    })
}

/// The lists in these nodes that are in no further element.
pub(super) fn loops(nodes: &[Node]) -> impl Iterator<Item = &For> {
    let mut found = Vec::new();
    collect(nodes, &mut found);
    found.into_iter()
}

fn collect<'n>(nodes: &'n [Node], found: &mut Vec<&'n For>) {
    for node in nodes {
        match node {
            Node::For(list) => found.push(list),
            Node::If(node) => {
                let branches = node.branches.iter().map(|(_, nodes)| nodes);
                branches.chain(node.otherwise.as_ref()).for_each(|nodes| collect(nodes, found));
            }
            Node::Match(node) => node.arms.iter().for_each(|(_, nodes)| collect(nodes, found)),
            _ => {}
        }
    }
}

/// Marks the keys of items that can be sorted.
pub(super) fn mark(nodes: &mut Nodes) {
    walk(nodes, &mut |element| {
        if sorts(element).is_some() {
            within(&mut element.children, &mut |list| items(&mut list.body));
        }
    });
}

/// Calls `visit` with every element.
fn walk(nodes: &mut Nodes, visit: &mut impl FnMut(&mut Element)) {
    for node in nodes {
        match node {
            Node::Element(element) => {
                visit(element);
                walk(&mut element.children, visit);
            }
            Node::Component(component) => {
                walk(&mut component.children, visit);
                component.slots.iter_mut().for_each(|slot| walk(&mut slot.children, visit));
            }
            Node::For(list) => walk(&mut list.body, visit),
            _ => branches(node, &mut |nodes| walk(nodes, visit)),
        }
    }
}

/// Calls `visit` with every list that is in no further element.
fn within(nodes: &mut Nodes, visit: &mut impl FnMut(&mut For)) {
    for node in nodes {
        match node {
            Node::For(list) => visit(list),
            _ => branches(node, &mut |nodes| within(nodes, visit)),
        }
    }
}

/// Marks the key of the element that is an item.
fn items(nodes: &mut Nodes) {
    for node in nodes {
        match node {
            Node::Element(element) => {
                for attribute in &mut element.attributes {
                    if let Attribute::Key { shown, .. } = attribute {
                        *shown = true;
                    }
                }
            }
            _ => branches(node, &mut items),
        }
    }
}

/// Calls `visit` with the nodes of each branch of an `if` or a `match`.
fn branches(node: &mut Node, visit: &mut dyn FnMut(&mut Nodes)) {
    match node {
        Node::If(node) => {
            let branches = node.branches.iter_mut().map(|(_, nodes)| nodes);
            branches.chain(node.otherwise.as_mut()).for_each(visit);
        }
        Node::Match(node) => node.arms.iter_mut().for_each(|(_, nodes)| visit(nodes)),
        _ => {}
    }
}

/// Whether an item has to be given the focus so that keys can move it: it has no handle, and says nothing of the focus itself.
pub(super) fn wants_focus(item: &Element) -> bool {
    !has(item, "tabindex") && !has_handle(&item.children)
}

fn has_handle(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Element(element) => has(element, "l-sort-handle") || has_handle(&element.children),
        Node::Component(component) => has_handle(&component.children),
        Node::For(list) => has_handle(&list.body),
        Node::If(node) => {
            let branches = node.branches.iter().map(|(_, nodes)| nodes);
            branches.chain(node.otherwise.as_ref()).any(|nodes| has_handle(nodes))
        }
        Node::Match(node) => node.arms.iter().any(|(_, nodes)| has_handle(nodes)),
        _ => false,
    })
}

fn has(element: &Element, wanted: &str) -> bool {
    element.attributes.iter().any(|attribute| matches!(attribute, Attribute::Plain { name, .. } if name.text == wanted))
}
