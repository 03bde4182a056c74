//! AST to plan: statics are merged, slots and elements numbered, separators put where texts would run together.

mod attributes;
mod bind;
mod component;
mod control;
mod element;
mod events;
mod template;
mod written;

pub(crate) use bind::event as bound_event;

use std::rc::Rc;

use super::{
    ast::{Node, Nodes, Rust},
    namespace,
    plan::{Bound, Fill, Mode, Namespace, Plan, Step},
    tables,
};
use crate::expression::{Expression, Piece};
use template::TemplateBuilder;

/// Makes the plan of a template. It cannot fail; what is wrong was reported before.
pub(crate) fn plan(nodes: &Nodes) -> Plan {
    let mut lower = Lower { plan: Plan::default(), template: TemplateBuilder::default(), bounds: 0, last_bound: None };
    if !nodes.is_empty() {
        lower.plan.steps = lower.tree(nodes, &Context::of_roots(nodes));
    }
    lower.plan
}

struct Lower {
    plan: Plan,
    /// The template that is being written.
    template: TemplateBuilder,
    /// How many two-way bound values there are so far.
    bounds: usize,
    /// The value that the element whose tag was opened last is bound to.
    last_bound: Option<Bound>,
}

/// The surroundings of the nodes that are being lowered.
#[derive(Clone, Debug)]
struct Context {
    namespace: Namespace,
    /// Text may stand here.
    text: bool,
    /// The value that the `<select>` around is bound to.
    select: Option<Bound>,
    /// The place is directly in a `<fieldset>` that may be disabled, and had no `<legend>` yet.
    legend: bool,
}

impl Default for Context {
    fn default() -> Self {
        Self { namespace: Namespace::Html, text: true, select: None, legend: false }
    }
}

impl Context {
    /// The place of root nodes, as far as they tell.
    fn of_roots(nodes: &[Node]) -> Self {
        let in_table = nodes.iter().any(|node| match node {
            Node::Element(element) => {
                tables::elements::only_parents(&element.name.text).is_some_and(|parents| !parents.is_empty())
            }
            _ => false,
        });
        Self { namespace: namespace::of_roots(nodes), text: !in_table, ..Self::default() }
    }
}

impl Lower {
    /// Nodes as a template of their own.
    fn tree(&mut self, nodes: &[Node], cx: &Context) -> Vec<Step> {
        let index = self.plan.templates.len();
        self.plan.templates.push(super::plan::Template::default());
        let around = std::mem::replace(&mut self.template, TemplateBuilder::new(cx.namespace));
        let mut steps = vec![Step::Open(index)];
        self.nodes(nodes, &mut cx.clone(), &mut steps);
        steps.push(Step::Close);
        let template = std::mem::replace(&mut self.template, around);
        if let Some(place) = self.plan.templates.get_mut(index) {
            *place = template.finish();
        }
        steps
    }

    /// Nodes one behind the other in the template that is being written.
    fn nodes(&mut self, nodes: &[Node], cx: &mut Context, steps: &mut Vec<Step>) {
        for node in nodes {
            match node {
                Node::Text(text) => self.template.text(&text.value),
                Node::Value(value) if value.literal().is_some() => {
                    self.template.text(&value.literal().unwrap_or_default());
                }
                Node::Element(element) => self.element(element, cx, steps),
                Node::Doctype(_) => self.template.raw("<!DOCTYPE html>"),
                Node::Let(_) | Node::Recovered(_) => steps.extend(invisible(node)),
                Node::Value(_) | Node::Component(_) | Node::If(_) | Node::For(_) | Node::Match(_) => {
                    self.template.content(cx.text);
                    if let Node::Value(value) = node {
                        self.computed(value, Fill::Content);
                    }
                    self.fill(node, cx, steps);
                }
            }
        }
    }

    /// The slot that was made last is filled by this value: gives it the code, if the browser evaluates it.
    fn computed(&mut self, value: &Rust, fill: Fill) {
        if let Some(local) = &value.local {
            self.code(local, Mode::Read, matches!(fill, Fill::Flag | Fill::Presence));
        }
    }

    /// Gives the slot that was made last this code.
    fn code(&mut self, expression: &Rc<Expression>, mode: Mode, is_bare: bool) {
        let first = self.plan.holes.len();
        self.plan.holes.extend((0..expression.holes.len()).map(|hole| (Rc::clone(expression), hole)));
        let code = expression.code.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Hole(hole) => format!("\u{1}{}\u{2}", first + hole),
        });
        self.template.code(expression.captures.len(), is_bare, &code.collect::<String>());
        for field in &expression.fields {
            let mode = if field.is_set { mode } else { Mode::Read };
            match self.plan.fields.iter_mut().find(|(other, _)| other.name == field.name) {
                Some((_, before)) => *before = (*before).max(mode),
                None => self.plan.fields.push((field.clone(), mode)),
            }
        }
        self.plan.expressions.push(Rc::clone(expression));
    }

    /// Adds the steps that fill one content slot.
    fn fill(&mut self, node: &Node, cx: &Context, steps: &mut Vec<Step>) {
        match node {
            Node::Value(value) => steps.push(Step::Fill(Fill::Content, value.clone())),
            Node::Component(component) => self.component(component, steps),
            Node::If(node) => self.conditional(node, cx, steps),
            Node::For(node) => self.list(node, cx, steps),
            Node::Match(node) => self.matched(node, cx, steps),
            Node::Text(text) => steps.push(Step::Literal(text.value.clone())),
            Node::Element(_) | Node::Doctype(_) => steps.extend(self.tree(std::slice::from_ref(node), cx)),
            Node::Let(_) | Node::Recovered(_) => steps.extend(invisible(node)),
        }
    }

    /// The steps that fill one content slot with a branch: its only node itself where that can stand in a slot, else a tree.
    fn branch(&mut self, nodes: &[Node], cx: &Context) -> Vec<Step> {
        let visible: Vec<&Node> = nodes.iter().filter(|node| shows(node)).collect();
        let single = match visible.as_slice() {
            [] => None,
            [Node::Element(_) | Node::Doctype(_)] | [_, _, ..] => return self.branch_tree(nodes, cx),
            // The code belongs to a slot, and the other branches have none.
            [Node::Value(Rust { local: Some(_), .. })] => return self.branch_tree(nodes, cx),
            [single] => Some(*single),
        };
        let mut steps: Vec<Step> = nodes.iter().filter_map(invisible).collect();
        match single {
            Some(node) => self.fill(node, cx, &mut steps),
            None => steps.push(Step::Empty),
        }
        steps
    }

    fn branch_tree(&mut self, nodes: &[Node], cx: &Context) -> Vec<Step> {
        // The steps before the first visible node can run before the tree is opened.
        let first = nodes.iter().position(shows).unwrap_or_default();
        let (before, rest) = nodes.split_at(first);
        let mut steps: Vec<Step> = before.iter().filter_map(invisible).collect();
        steps.extend(self.tree(rest, cx));
        steps
    }
}

/// Whether a node shows something; a `let` does not.
pub(super) fn shows(node: &Node) -> bool {
    match node {
        Node::Let(_) | Node::Recovered(_) => false,
        Node::Text(text) => !text.value.is_empty(),
        _ => true,
    }
}

fn invisible(node: &Node) -> Option<Step> {
    match node {
        Node::Let(statement) => Some(Step::Let(statement.clone())),
        Node::Recovered(rust) => Some(Step::Recovered(rust.clone())),
        _ => None,
    }
}
