//! Branches and lists.

use super::{Context, Lower, invisible, shows};
use crate::template::{
    ast::{Attribute, For, If, Match, Node, Rust},
    plan::Step,
};

impl Lower {
    pub(super) fn conditional(&mut self, node: &If, cx: &Context, steps: &mut Vec<Step>) {
        let branches = node.branches.iter().map(|(test, nodes)| (test.clone(), self.branch(nodes, cx))).collect();
        let otherwise = self.branch(node.otherwise.as_deref().unwrap_or_default(), cx);
        steps.push(Step::If { span: node.span, branches, otherwise });
    }

    pub(super) fn matched(&mut self, node: &Match, cx: &Context, steps: &mut Vec<Step>) {
        let arms = node.arms.iter().map(|(pattern, nodes)| (pattern.clone(), self.branch(nodes, cx))).collect();
        steps.push(Step::Match { span: node.span, value: node.value.clone(), arms });
    }

    pub(super) fn list(&mut self, node: &For, cx: &Context, steps: &mut Vec<Step>) {
        let body = self.item(&node.body, cx);
        let (span, pattern, items) = (node.span, node.pattern.clone(), node.items.clone());
        steps.push(Step::List { span, pattern, items, body });
    }

    /// One item of a list. A body that is only an `if` or a `match` makes items of different templates, or none.
    fn item(&mut self, nodes: &[Node], cx: &Context) -> Vec<Step> {
        let visible: Vec<&Node> = nodes.iter().filter(|node| shows(node)).collect();
        let mut steps: Vec<Step> = Vec::new();
        match visible.as_slice() {
            [] => steps.extend(nodes.iter().filter_map(invisible)),
            [Node::If(node)] => {
                steps.extend(nodes.iter().filter_map(invisible));
                let branches = node.branches.iter().map(|(test, nodes)| (test.clone(), self.item(nodes, cx))).collect();
                let otherwise = self.item(node.otherwise.as_deref().unwrap_or_default(), cx);
                steps.push(Step::If { span: node.span, branches, otherwise });
            }
            [Node::Match(node)] => {
                steps.extend(nodes.iter().filter_map(invisible));
                let arms = node.arms.iter().map(|(pattern, nodes)| (pattern.clone(), self.item(nodes, cx))).collect();
                steps.push(Step::Match { span: node.span, value: node.value.clone(), arms });
            }
            visible => {
                let first = nodes.iter().position(shows).unwrap_or_default();
                let (before, rest) = nodes.split_at(first);
                steps.extend(before.iter().filter_map(invisible));
                let mut whole = vec![Step::Item(visible.iter().find_map(|node| key(node)).cloned())];
                let number = self.plan.templates.len();
                whole.extend(self.tree(rest, cx));
                steps.push(Step::Whole(number, whole));
            }
        }
        steps
    }
}

/// The expression of `key={...}` on an item's root.
fn key(node: &Node) -> Option<&Rust> {
    let attributes = match node {
        Node::Element(element) => &element.attributes,
        Node::Component(component) => &component.attributes,
        _ => return None,
    };
    attributes.iter().find_map(|attribute| match attribute {
        Attribute::Key { value, .. } => Some(value),
        _ => None,
    })
}
